"""User journeys: a column for each step below its section, its score as height and colour, who takes it as dots."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.base.look.figure_paint import EDGE_STROKE, PAPER
from coursedeck.figures.layout.describe import brief
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look, Stroke
from coursedeck.figures.layout.kinds.palette import BANDS, STRONG, tint
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Journey, JourneyTask
from coursedeck.model.graph import Dash, Graph, NodeShape
from coursedeck.model.units import Box, Point, Points

_BEST = 5.0
_MOODS = ("#b42318", "#b4531a", "#8a6d00", "#2f7d4f", "#20603a")
"""From 1 to 5."""
_R: Points = FONT
_DOT: Points = 4.5
_PAD: Points = 5.0
_ROOM: Points = 6.0
_NARROWEST: Points = 3.4 * FONT
_HEIGHT: Points = 9 * FONT
"""Of the field in which the scores stand, at least."""
_LINE = Stroke(EDGE_STROKE, 1.5)
_DROP = Stroke("#9aa5b1", 0.75, Dash.DOTTED)


class _JourneyColumn(Struct, frozen=True):
    task: JourneyTask
    words: MeasuredLabel | None
    section: str | None
    box: Box


def compose_journey(graph: Graph, kind: Journey, canvas: Canvas) -> None:
    """Draw the journey; it is as wide as the canvas and no lower than it."""
    width = max(canvas.room.width / len(kind.tasks), _NARROWEST)
    heads = {cluster.id: cluster for cluster in graph.clusters}
    nodes = {node.id: node for node in graph.nodes}
    words = {task.id: canvas.words(nodes[task.id].label, (width - 2 * _PAD) / FONT, fixed=True) for task in kind.tasks}
    tall = max((each.height for each in words.values() if each), default=LINE) + 2 * _PAD
    columns = [
        _JourneyColumn(task, words[task.id], nodes[task.id].cluster, Box(index * width, 0.0, width, tall))
        for index, task in enumerate(kind.tasks)
    ]
    bottom = 0.0
    groups = _groups(columns)
    titles = [
        canvas.words(heads[key].label, (len(group) * width - 2 * _PAD) / FONT, bold=True, fixed=True) if key else None
        for key, group in groups
    ]
    if any(titles):
        bottom = max(title.height for title in titles if title) + 2 * _PAD
        for number, ((key, group), title) in enumerate(zip(groups, titles, strict=True)):
            box = Box(group[0].box.left + 1, 0.0, len(group) * width - 2, bottom)
            if key:
                canvas.frame(key, box, tint(number), title, at=box)
        bottom += _ROOM
    hue = {column.task.id: number for number, (_, group) in enumerate(groups) for column in group}
    for column in columns:
        box = Box(column.box.left + 2, bottom, width - 4, tall)
        canvas.box(column.task.id, box, tint(hue[column.task.id]), column.words, shape=NodeShape.ROUNDED)
    bottom += tall
    legend = LINE + _ROOM if kind.actors else 0.0
    field = Box(0.0, bottom + _ROOM, len(columns) * width, 0.0)
    field = Box(0.0, field.top, field.width, max(canvas.room.height - field.top - legend, _HEIGHT))
    _scores(columns, kind, field, canvas)
    _legend(kind, graph, field, canvas)
    canvas.description = _told(graph, kind)


def _groups(columns: list[_JourneyColumn]) -> list[tuple[str | None, list[_JourneyColumn]]]:
    """Neighbouring columns of one section."""
    found: list[tuple[str | None, list[_JourneyColumn]]] = []
    for column in columns:
        if not found or found[-1][0] != column.section:
            found.append((column.section, []))
        found[-1][1].append(column)
    return found


def _scores(columns: list[_JourneyColumn], kind: Journey, field: Box, canvas: Canvas) -> None:
    """Circles with their score, the line through them, dots of the actors below each."""
    canvas.box("field", field, Look(BANDS[0]), name="1 – 5")
    low, high = field.bottom - _R - 3 * _DOT - _PAD, field.top + _R + _PAD
    places = [
        Point(column.box.center.x, low - (column.task.score - 1) / (_BEST - 1) * (low - high)) for column in columns
    ]
    places = [Point(place.x, min(place.y, low)) for place in places]
    for number, place in enumerate(places, 1):
        canvas.line(f"drop{number}", (Point(place.x, field.top), Point(place.x, place.y)), _DROP)
    if len(places) > 1:
        canvas.line("mood", places, _LINE)
    for column, place in zip(columns, places, strict=True):
        score = column.task.score
        color = _MOODS[round(min(max(score, 1.0), _BEST)) - 1]
        box = Box(place.x - _R, place.y - _R, 2 * _R, 2 * _R)
        look = Look(color, PAPER, 1.5, PAPER)
        canvas.box(f"{column.task.id}.score", box, look, canvas.words(f"{score:g}", bold=True), shape=NodeShape.CIRCLE)
        left = place.x - (len(column.task.actors) - 1) * 1.3 * _DOT
        for index, actor in enumerate(column.task.actors):
            dot = Box(left + index * 2.6 * _DOT - _DOT, box.bottom + 3.0, 2 * _DOT, 2 * _DOT)
            key = f"{column.task.id}.{actor}"
            canvas.box(key, dot, _actor(kind, actor), shape=NodeShape.CIRCLE, name=actor)


def _actor(kind: Journey, actor: str) -> Look:
    return Look(STRONG[kind.actors.index(actor) % len(STRONG)], PAPER, 1.0)


def _legend(kind: Journey, graph: Graph, field: Box, canvas: Canvas) -> None:
    nodes = {node.id: node for node in graph.nodes}
    x = field.left
    for actor in kind.actors:
        words = canvas.words(nodes[actor].label)
        if words is None:
            continue
        top = field.bottom + _ROOM
        dot = Box(x, top + LINE / 2 - _DOT, 2 * _DOT, 2 * _DOT)
        canvas.box(f"{actor}.dot", dot, _actor(kind, actor), shape=NodeShape.CIRCLE, name=nodes[actor].label.text)
        canvas.text(actor, words, Box(dot.right + 4.0, top, words.width, LINE), align=Align.LEFT)
        x = dot.right + 4.0 + words.width + 2 * _ROOM


def _told(graph: Graph, kind: Journey) -> str:
    names = {node.id: brief(node.label) for node in graph.nodes}
    steps = []
    for task in kind.tasks:
        actors = ", ".join(names[actor] for actor in task.actors)
        steps.append(f"{names[task.id]}: {task.score:g}" + (f" ({actors})" if actors else ""))
    title = brief(graph.title)
    return f"{title}: {'; '.join(steps)}" if title else "; ".join(steps)
