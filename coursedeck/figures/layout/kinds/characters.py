"""Drawings made of characters: boxes, words and lines where their author put them.

Rows and columns of characters become rows and columns of the figure, each as high or as wide as what stands in it
needs. So everything that was in line stays in line, and what was empty takes little room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.figure_paint import EDGE_STROKE, GROUND, cluster_paint, edge_paint, node_paint, text_color
from coursedeck.figures.layout.kinds.canvas import BARE, FONT, LINE, Canvas, Look, Stroke, block
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Paint
from coursedeck.model.figure_kinds import CharacterBox, CharacterDrawing, CharacterLine
from coursedeck.model.graph import Edge, Graph, GraphStyle, NodeShape
from coursedeck.model.units import Box, Point, Points
from coursedeck.model.values import replace

_COLUMN: Points = 0.5 * FONT
"""Width of a column of characters: what a letter takes."""
_EMPTY_COLUMN: Points = 0.3 * FONT
_BORDER_ROW: Points = 0.55 * LINE
_LINE_ROW: Points = 0.5 * LINE
"""Height of a row that has lines alone."""
_EMPTY_ROW: Points = 0.15 * LINE
_BESIDE: Points = 0.7 * FONT
"""Free beside the words of a box, and above and below them."""
_OVER: Points = 0.35 * FONT
_AROUND: Points = 0.6 * FONT
"""Free on both sides of words without an outline together."""
_OFF_LINE: Points = 1.5
"""Between a level line and its words."""
_ARROW: Points = 1.3 * FONT
"""Least length of a line between two boxes."""
_LOOSEST = 1.5
"""How much wider and higher than needed a figure may be made."""
_SHIFT: Points = 3.0 * FONT
"""How far a straight line may be moved to where it meets both ends in their middle."""
_WIDEST = 24.0
"""Most width of a line of words in em."""
_BOXED_LETTER, _FREE_LETTER = 0.62, 0.8
"""Width in em that lines have for each column of their box, and for each of their own where they have none."""


class _Need(Struct, frozen=True):
    """So much room from one row or column to another."""

    start: int
    end: int
    room: Points


def compose_characters(graph: Graph, kind: CharacterDrawing, canvas: Canvas) -> None:
    """Draw the figure."""
    _CharacterFigure(graph, kind, canvas).draw()


class _CharacterFigure:
    """One figure while it is drawn."""

    def __init__(self, graph: Graph, kind: CharacterDrawing, canvas: Canvas) -> None:
        self.graph, self.canvas = graph, canvas
        self.places = {place.id: place for place in kind.boxes}
        self.lines = {line.id: line for line in kind.lines}
        self.clusters = {cluster.id for cluster in graph.clusters}
        self.bare = {node.id for node in graph.nodes if node.shape is NodeShape.NONE}
        self.words = self._measured()
        room = canvas.room
        self.columns = _spread(_positions(self._column_widths(), self._across()), room.width)
        self.rows = _spread(_positions(self._row_heights(), self._down()), room.height)

    def _measured(self) -> Mapping[str, MeasuredLabel | None]:
        """All words, by what they belong to; titles of clusters are bold."""
        words = {cluster.id: self.canvas.words(cluster.label, _WIDEST, bold=True) for cluster in self.graph.clusters}
        labels = {node.id: node.label for node in self.graph.nodes} | {edge.id: edge.label for edge in self.graph.edges}
        words |= {key: self.canvas.words(label, self._ems(key), fixed=True) for key, label in labels.items()}
        return words

    def _ems(self, key: str) -> float:
        """How wide lines may become: what is longer than the author's words goes on in further lines."""
        place = self.places.get(key)
        if place is None:
            return _WIDEST
        least, letter = (5.0, _BOXED_LETTER) if self._has_outline(key) else (14.0, _FREE_LETTER)
        return min(_WIDEST, max(least, letter * (place.right - place.left)))

    def _column_widths(self) -> list[Points]:
        last = max(place.right for place in self.places.values())
        filled = {
            column
            for key, place in self.places.items()
            if key not in self.clusters
            for column in range(place.left, place.right + 1)
        }
        widest = max([last, *(column for line in self.lines.values() for column, _ in line.points)])
        return [_COLUMN if column in filled else _EMPTY_COLUMN for column in range(widest + 1)]

    def _row_heights(self) -> list[Points]:
        last = max(place.bottom for place in self.places.values())
        last = max([last, *(row for line in self.lines.values() for _, row in line.points)])
        heights = [_EMPTY_ROW] * (last + 1)
        for line in self.lines.values():
            rows = [row for _, row in line.points]
            for row in range(min(rows), max(rows) + 1):
                heights[row] = _LINE_ROW
        for key, place in self.places.items():
            if self._has_outline(key):
                for row in (place.top, place.bottom):
                    heights[row] = max(heights[row], _BORDER_ROW)
            worded = self._worded_rows(key)
            for row in worded:
                heights[row] = max(heights[row], self._height(key) / len(worded))
        return heights

    def _worded_rows(self, key: str) -> range:
        """The rows over which the words of something are spread; a cluster's title has a need of its own."""
        place = self.places[key]
        if self.words.get(key) is None or key in self.clusters:
            return range(0)
        return range(place.top + 1, place.bottom) if self._has_outline(key) else range(place.top, place.bottom + 1)

    def _height(self, key: str) -> Points:
        words = self.words[key]
        return words.height if words else 0.0

    def _has_outline(self, key: str) -> bool:
        return key not in self.bare and not key.startswith("e")

    def _across(self) -> list[_Need]:
        """What words need from side to side; boxes of one width in a row stay equally wide."""
        needs: list[_Need] = []
        alike: dict[tuple[int, int], Points] = {}
        for key, place in self.places.items():
            words = self.words.get(key)
            if words is not None:
                kin = place.top, place.right - place.left
                beside = 2 * _BESIDE if self._has_outline(key) else _AROUND
                alike[kin] = max(alike.get(kin, 0.0), words.width + beside)
        for place in self.places.values():
            room = alike.get((place.top, place.right - place.left))
            if room is not None:
                needs.append(_Need(place.left, place.right, room))
        return [*needs, *self._lengths(0)]

    def _down(self) -> list[_Need]:
        """What words need from top to bottom."""
        needs: list[_Need] = []
        for key, place in self.places.items():
            words = self.words.get(key)
            if words is None:
                continue
            if key in self.clusters:
                needs += (_Need(place.top, *end) for end in self._below_title(key, words.height + _OVER))
            elif self._has_outline(key):
                needs.append(_Need(place.top, place.bottom, words.height + 2 * _OVER))
            elif self._is_on_line(key):
                needs.append(_Need(place.top - 1, place.bottom, words.height + _OVER))
            else:
                needs.append(_Need(place.top - 1, place.bottom + 1, words.height + _OVER))
        return [*needs, *self._lengths(1)]

    def _below_title(self, key: str, room: Points) -> Iterator[tuple[int, Points]]:
        """The rows of what stands right inside a cluster, and how far below its top they are at least."""
        yield self.places[key].bottom, room + 0.5 * LINE
        for place in self._inside(key):
            if self._has_outline(place.id):
                yield place.top, room + 0.5 * LINE
            else:
                yield (place.top + place.bottom) // 2, room + self._height(place.id) / 2 + _OVER

    def _is_on_line(self, key: str) -> bool:
        """Whether words stand in a level line, and so have to go above it."""
        return self._level_row(key) == self.places[key].top

    def _level_row(self, key: str) -> int | None:
        """The row of the level line whose words these are."""
        points = self.lines[key].points if key in self.lines else ()
        columns, rows = {column for column, _ in points}, {row for _, row in points}
        return rows.pop() if len(rows) == 1 and len(columns) > 1 else None

    def _inside(self, key: str) -> Iterable[CharacterBox]:
        """What stands right inside a cluster."""
        nodes = (self.places[node.id] for node in self.graph.nodes if node.cluster == key)
        clusters = (self.places[cluster.id] for cluster in self.graph.clusters if cluster.parent == key)
        return (*nodes, *clusters)

    def _lengths(self, axis: int) -> list[_Need]:
        """Room for the arrows of straight lines: `axis` 0 is across, 1 is down."""
        needs = []
        for edge in self.graph.edges:
            points = self.lines[edge.id].points
            ways = sorted(point[axis] for point in (points[0], points[-1]))
            if all(point[1 - axis] == points[0][1 - axis] for point in points):
                needs.append(_Need(ways[0] - 1, ways[1] + 1, _ARROW))
        return needs

    def box(self, key: str) -> Box:
        """The box of something, its borders in the middle of their rows and columns."""
        place = self.places[key]
        if self._has_outline(key):
            left, right = self.columns[place.left], self.columns[place.right]
            top, bottom = self.rows[place.top], self.rows[place.bottom]
            return Box(left, top, right - left, bottom - top)
        words = self.words[key]
        width, height = (words.width + _AROUND, words.height) if words else (FONT, LINE)
        middle = (self.rows[place.top] + self.rows[place.bottom]) / 2
        level = self._level_row(key)
        if level is not None:
            middle = self.rows[level] + (1 if place.top > level else -1) * (height / 2 + _OFF_LINE)
        return Box(self._left_of(key, width), middle - height / 2, width, height)

    def _left_of(self, key: str, width: Points) -> Points:
        """Where words without an outline begin: beside or over the line whose label they are, else as the author's."""
        place = self.places[key]
        left, right = self.columns[place.left], self.columns[place.right]
        columns = [column for column, _ in self.lines[key].points] if key in self.lines else []
        if self._level_row(key) is not None:
            left, right = self.columns[min(columns)], self.columns[max(columns)]
        elif before := [column for column in columns if column < place.left]:
            return self.columns[max(before)] + _AROUND / 2
        elif behind := [column for column in columns if column > place.right]:
            return self.columns[min(behind)] - width - _AROUND / 2
        return (left + right - width) / 2

    def draw(self) -> None:
        for cluster in sorted(self.graph.clusters, key=lambda each: each.order):
            look = _look(cluster_paint(cluster, self._depth(cluster.id)), cluster.style)
            self.canvas.frame(cluster.id, self.box(cluster.id), look, self.words[cluster.id])
        for edge in self.graph.edges:
            self._line(edge)
        for node in self.graph.nodes:
            words, box, align = self.words[node.id], self.box(node.id), node.label.align
            if node.id in self.bare:
                self.canvas.box(node.id, box, BARE, words, shape=NodeShape.NONE, align=align)
                continue
            at = Box(box.left + _BESIDE, box.top, box.width - 2 * _BESIDE, box.height)
            name = " ".join(node.label.text.split())
            look = _look(node_paint(node), node.style)
            self.canvas.box(node.id, box, look, words, at=at, align=align, name=name)

    def _depth(self, key: str) -> int:
        """How many clusters lie around one."""
        parents = {cluster.id: cluster.parent for cluster in self.graph.clusters}
        depth = 0
        around = parents[key]
        while around is not None:
            depth, around = depth + 1, parents[around]
        return depth

    def _line(self, edge: Edge) -> None:
        paint = edge_paint(edge)
        stroke = Stroke(paint.stroke or EDGE_STROKE, paint.stroke_width, paint.dash, edge.tail_arrow, edge.head_arrow)
        words, label = self.words[edge.id], None
        if words is not None and edge.id in self.places:
            box = self.box(edge.id)
            # programs set Hangul and Latin letters further apart than they are measured: the box has room for that
            label = replace(block(words, box, text_color(edge.style, GROUND)), box=box)
        path = self._path(self.lines[edge.id], edge)
        self.canvas.line(edge.id, path, stroke, ends=(edge.tail, edge.head), label=label)

    def _is_alone(self, edge: Edge) -> bool:
        """Whether no other line joins the same two, or has one end in common with this one."""
        ends = {self.lines[edge.id].points[0], self.lines[edge.id].points[-1]}
        return not any(
            {one.tail, one.head} == {edge.tail, edge.head} or ends & set(self.lines[one.id].points)
            for one in self.graph.edges
            if one is not edge
        )

    def _path(self, line: CharacterLine, edge: Edge) -> Sequence[Point]:
        """The way of a line from rim to rim; a straight one without words runs between the middles of what it joins."""
        points = [Point(self.columns[column], self.rows[row]) for column, row in line.points]
        tail, head = self.box(edge.tail), self.box(edge.head)
        if len(points) <= 2 and not edge.label and self._is_alone(edge):
            points = _centred(points, tail, head)
        first, last = _rim(tail, points[0]), _rim(head, points[-1])
        middle = points[1:-1] if len(points) > 1 else []
        return (first, *middle, last)


def _centred(points: Sequence[Point], tail: Box, head: Box) -> list[Point]:
    """The ends of a straight line in the middle of what lies across it at both ends, if that is near."""
    low, high = max(tail.top, head.top), min(tail.bottom, head.bottom)
    left, right = max(tail.left, head.left), min(tail.right, head.right)
    if low < high and abs((low + high) / 2 - points[0].y) <= _SHIFT:
        return [Point(point.x, (low + high) / 2) for point in points]
    if left < right and abs((left + right) / 2 - points[0].x) <= _SHIFT:
        return [Point((left + right) / 2, point.y) for point in points]
    return list(points)


def _rim(box: Box, near: Point) -> Point:
    """Where a line that ends near a box meets it: straight above, below or beside its end."""
    if box.top <= near.y <= box.bottom:
        return Point(min(max(near.x, box.left), box.right), near.y)
    return Point(near.x, min(max(near.y, box.top), box.bottom))


def _spread(places: Sequence[Points], room: Points) -> list[Points]:
    """Places moved apart where there is room."""
    factor = min(_LOOSEST, max(1.0, room / places[-1])) if places[-1] else 1.0
    return [place * factor for place in places]


def _positions(sizes: Sequence[Points], needs: Iterable[_Need]) -> list[Points]:
    """The middle of each row or column, as near to the one before it as sizes and needs allow."""
    by_end: dict[int, list[_Need]] = {}
    for need in needs:
        by_end.setdefault(min(need.end, len(sizes) - 1), []).append(need)
    found: list[Points] = []
    for at, size in enumerate(sizes):
        place = found[-1] + (sizes[at - 1] + size) / 2 if found else 0.0
        place = max([place, *(found[max(0, need.start)] + need.room for need in by_end.get(at, ()) if need.start < at)])
        found.append(place)
    return found


def _look(paint: Paint, style: GraphStyle) -> Look:
    ink = text_color(style, paint.fill or GROUND)
    return Look(paint.fill, paint.stroke, paint.stroke_width, ink, paint.dash)
