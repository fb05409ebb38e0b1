"""Gantt charts: a row for each task, its name on the left, its bar on an axis of time.

Sections are bands behind their rows. The axis stands above, with dates as the language writes them.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from coursedeck.base.look.figure_paint import NODE_STROKE, PAPER
from coursedeck.figures.layout.describe import brief
from coursedeck.figures.layout.kinds.calendar import (
    Interval,
    day_label,
    intervals,
    moment,
    tick_label,
    ticks,
    year_label,
)
from coursedeck.figures.layout.kinds.canvas import FONT, GRID, LINE, Canvas, Look, Stroke
from coursedeck.figures.layout.kinds.palette import ALARM, ALARM_TINT, MUTED, STRONG, band, strong, tint
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Gantt, Milliseconds, Task
from coursedeck.model.graph import Arrow, Cluster, Graph, Node, NodeShape
from coursedeck.model.units import Box, Point, Points

_GAP: Points = 8.0
_ROW_PAD: Points = 5.0
_TALLEST: Points = 2.6 * FONT
"""Of a row with a name of one line: more room than that only pulls the chart apart."""
_BAR = 0.62
"""Height of a bar as part of its row's."""
_SECTION_EMS = 7.0
_NAME_EMS = 14.0
_NAME_SHARE = 0.3
_DAY = 86_400_000
_WITH_DATES: Points = 14.0
"""Words become smaller, down to this size, rather than leave a chart with a single date."""
_PAUSE = Look("#dde3ea")
_WAITS = Stroke("#7b8894", 1.0, head=Arrow.TRIANGLE)
_MARK = Stroke(STRONG[1], 1.5)


class _GanttRow(Struct, frozen=True):
    task: Task
    node: Node
    words: MeasuredLabel | None
    height: Points


class _Section(Struct, frozen=True):
    cluster: Cluster | None
    title: MeasuredLabel | None
    rows: tuple[_GanttRow, ...]


def compose_gantt(graph: Graph, kind: Gantt, canvas: Canvas) -> None:
    """Draw the chart; it is as wide as the canvas."""
    _GanttChart(graph, kind, canvas).draw()
    canvas.description = _told(graph, kind, canvas.language)


class _GanttChart:
    """One chart while it is drawn."""

    def __init__(self, graph: Graph, kind: Gantt, canvas: Canvas) -> None:
        self.graph, self.kind, self.canvas = graph, kind, canvas
        self.sections = _sections(graph, kind, canvas)
        rows = [row for section in self.sections for row in section.rows]
        self.names = max((row.words.width for row in rows if row.words), default=0.0)
        self.titles = max((section.title.width for section in self.sections if section.title), default=0.0)
        self.left = self.names + 2 * _GAP + (self.titles + 2 * _GAP if self.titles else 0.0)
        self.right = canvas.room.width
        self.start = min(task.start for task in kind.tasks)
        self.end = max(*(task.end for task in kind.tasks), self.start + 1)
        self.milestones = {task.id for task in kind.tasks if task.milestone}
        # a line that reaches a milestone comes from its right
        self.after = (2.0 if any(edge.head in self.milestones for edge in graph.edges) else 1.3) * FONT
        self.interval, self.marks = self._axis()
        self.boxes: dict[str, Box] = {}

    def draw(self) -> None:
        canvas = self.canvas
        canvas.crowded |= len(self.marks) < 2 and canvas.size > _WITH_DATES
        top = self._axis_labels()
        natural = sum(max(_least(section), sum(row.height for row in section.rows)) for section in self.sections)
        count = sum(len(section.rows) for section in self.sections)
        spare = max(0.0, canvas.room.height - top - natural) / max(count, 1)
        places: list[tuple[_GanttRow, Box]] = []
        y = top
        for index, section in enumerate(self.sections):
            heights = [max(row.height, min(row.height + spare, _TALLEST)) for row in section.rows]
            bottom = y + max(_least(section), sum(heights))
            self._band(section, index, Box(0.0, y, self.right, bottom - y))
            y += (bottom - y - sum(heights)) / 2
            for row, height in zip(section.rows, heights, strict=True):
                places.append((row, Box(self.left, y, self.right - self.left, height)))
                y += height
            y = bottom
        self._grid(top, y)
        for row, place in places:
            self.boxes[row.node.id] = self._bar_box(row.task, place)
        self._waits()
        for row, place in places:
            self._row(row, place)
        for task in self.kind.tasks:
            if task.line:
                self._upright(task, top, y)

    def x(self, time: Milliseconds) -> Points:
        """Where a time stands; a little room is left at both ends."""
        room = self.right - self.left - FONT - self.after
        return self.left + FONT + (time - self.start) / (self.end - self.start) * room

    def _axis(self) -> tuple[Interval, list[tuple[Milliseconds, MeasuredLabel]]]:
        """The shortest interval whose labels stand apart; no hours where tasks take whole days."""
        whole = not any(time % _DAY for task in self.kind.tasks for time in (task.start, task.end))
        for interval in intervals(self.kind.tick, self.end - self.start):
            times = ticks(interval, self.start, self.end, self.kind.week_start)
            if (
                not times
                or (whole and interval.length < _DAY)
                or self.x(self.start + round(interval.length)) - self.left < 2 * FONT
            ):
                continue
            found = [(time, words) for time in times if (words := self._label(time, interval, times)) is not None]
            pairs = pairwise(found)
            if all(self.x(b) - self.x(a) >= (one.width + two.width) / 2 + _GAP for (a, one), (b, two) in pairs):
                return interval, found if len(found) > 1 or not whole else self._ends() or found
        interval = Interval(1, "day")
        words = self._label(self.start, interval, [self.start])
        return interval, [(self.start, words)] if words else []

    def _ends(self) -> list[tuple[Milliseconds, MeasuredLabel]]:
        """The first and the last day, where there is room for both and for nothing between them; else none."""
        days = [self.start, self.end]
        found = [(day, words) for day in days if (words := self._label(day, Interval(1, "day"), days)) is not None]
        room = self.x(self.end) - self.x(self.start)
        return found if sum(words.width for _, words in found) / 2 + _GAP <= room else []

    def _label(self, time: Milliseconds, interval: Interval, times: list[Milliseconds]) -> MeasuredLabel | None:
        language, kind = self.canvas.language, self.kind
        if not kind.dated and not kind.axis_format and interval.unit in {"day", "week", "month", "year"}:
            return self.canvas.words(f"{(time - self.start) // _DAY + 1}")
        text = tick_label(time, interval, language, kind.axis_format)
        index = times.index(time)
        turns = index == 0 or moment(times[index - 1]).year != moment(time).year
        if turns and kind.dated and not kind.axis_format and interval.unit in {"day", "week", "month"}:
            text = f"{text}\n{year_label(time, language)}"
        return self.canvas.words(text)

    def _axis_labels(self) -> Points:
        """Draw what the ticks are called; the place below."""
        height = max((words.height for _, words in self.marks), default=0.0)
        for number, (time, words) in enumerate(self.marks, 1):
            left = min(max(self.x(time) - words.width / 2, self.left), self.right - words.width)
            self.canvas.text(f"tick{number}", words, Box(left, 0.0, words.width, words.height))
        return height + 4.0

    def _grid(self, top: Points, bottom: Points) -> None:
        for number, (start, end) in enumerate(self.kind.excluded, 1):
            left, right = self.x(max(start, self.start)), self.x(min(end, self.end))
            if right - left >= 1.0:
                self.canvas.box(f"pause{number}", Box(left, top, right - left, bottom - top), _PAUSE, name="–")
        for number, (time, _) in enumerate(self.marks, 1):
            x = self.x(time)
            self.canvas.line(f"grid{number}", (Point(x, top), Point(x, bottom)), GRID)

    def _band(self, section: _Section, index: int, box: Box) -> None:
        key = section.cluster.id if section.cluster else f"band{index + 1}"
        at = Box(_GAP, box.top, self.titles, box.height)
        self.canvas.frame(key, box, band(index), section.title, at=at, rounded=False)

    def _bar_box(self, task: Task, place: Box) -> Box:
        height = min(place.height * _BAR, 1.7 * FONT)
        top = place.center.y - height / 2
        if task.milestone:
            middle = self.x((task.start + task.end) // 2)
            return Box(middle - height / 2, top, height, height)
        left = self.x(task.start)
        return Box(left, top, max(self.x(task.end) - left, 3.0), height)

    def _row(self, row: _GanttRow, place: Box) -> None:
        name = Box(self.left - _GAP - self.names, place.top, self.names, place.height)
        self.canvas.text(f"{row.node.id}.name", row.words, name, align=Align.LEFT)
        shape = NodeShape.DIAMOND if row.task.milestone else NodeShape.ROUNDED
        words = " ".join(row.node.label.text.split())
        self.canvas.box(
            row.node.id, self.boxes[row.node.id], _look(row.task), shape=shape, name=words, link=row.node.link
        )

    def _waits(self) -> None:
        """Lines from what comes first to what waits for it: sideways, then onto the bar, or round to its right end."""
        for edge in self.graph.edges:
            tail, head = self.boxes.get(edge.tail), self.boxes.get(edge.head)
            if tail is None or head is None or tail.center.y == head.center.y:
                continue
            x = max(head.left, tail.right) + 6.0
            path = [Point(tail.right, tail.center.y), Point(x, tail.center.y)]
            if edge.head not in self.milestones and x <= head.right - 2.0:
                path.append(Point(x, head.top if head.top > tail.top else head.bottom))
            else:
                x = max(head.right, tail.right) + 12.0
                path[1:] = [Point(x, tail.center.y), Point(x, head.center.y), Point(head.right, head.center.y)]
            self.canvas.line(edge.id, path, _WAITS, ends=(edge.tail, edge.head))

    def _upright(self, task: Task, top: Points, bottom: Points) -> None:
        node = next(node for node in self.graph.nodes if node.id == task.id)
        x = self.x(task.start)
        self.canvas.line(f"{task.id}.line", (Point(x, top), Point(x, bottom)), _MARK)
        words = self.canvas.words(node.label, _NAME_EMS)
        if words:
            left = min(max(x - words.width / 2, 0.0), self.right - words.width)
            self.canvas.text(task.id, words, Box(left, bottom + 2.0, words.width, words.height))


def _sections(graph: Graph, kind: Gantt, canvas: Canvas) -> tuple[_Section, ...]:
    nodes = {node.id: node for node in graph.nodes}
    clusters: list[Cluster | None] = [None, *graph.clusters]
    found = []
    most = _NAME_SHARE * canvas.room.width / FONT
    for cluster in clusters:
        key = cluster.id if cluster else None
        rows = []
        for task in kind.tasks:
            if nodes[task.id].cluster == key and not task.line:
                words = canvas.words(nodes[task.id].label, most)
                rows.append(_GanttRow(task, nodes[task.id], words, (words.height if words else LINE) + _ROW_PAD))
        if rows:
            title = canvas.words(cluster.label, _SECTION_EMS, bold=True) if cluster else None
            found.append(_Section(cluster, title, tuple(rows)))
    return tuple(found)


def _least(section: _Section) -> Points:
    return section.title.height + _ROW_PAD if section.title else 0.0


def _look(task: Task) -> Look:
    """Done is grey, active full, critical red; a milestone is full."""
    if task.done:
        return Look(MUTED, ALARM if task.critical else NODE_STROKE, 1.25)
    if task.critical:
        full = task.active or task.milestone
        return Look(ALARM if full else ALARM_TINT, ALARM, 1.25, PAPER)
    if task.milestone:
        return strong(3)
    return strong(0) if task.active else tint(0)


def _told(graph: Graph, kind: Gantt, language: str) -> str:
    """Every task with its dates, in words."""
    names = {node.id: brief(node.label) for node in graph.nodes}
    clock = any(time % _DAY for task in kind.tasks for time in (task.start, task.end))
    parts = []
    for task in kind.tasks:
        if not kind.dated:
            parts.append(names[task.id])
            continue
        times = [task.start] if task.milestone or task.line else [task.start, task.end]
        parts.append(f"{names[task.id]} ({' – '.join(day_label(time, language, clock=clock) for time in times)})")
    title = brief(graph.title)
    return f"{title}: {'; '.join(parts)}" if title else "; ".join(parts)
