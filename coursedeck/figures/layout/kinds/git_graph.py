"""Git histories: a lane for each branch, commits along it in order of time, lines where branches part and meet.

Left to right, words stand above their commit, so that lines that leave a commit downwards pass none; top to bottom
(``TB``, and ``BT`` the other way), they stand beside it. A history that is too high for its area runs sideways.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from coursedeck.base.look.figure_paint import INK, PAPER
from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.figures.layout.kinds.canvas import FONT, LINE, Canvas, Look, Stroke
from coursedeck.figures.layout.kinds.palette import STRONG, TINTS, strong
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.drawing import Align
from coursedeck.model.figure_kinds import Commit, CommitKind, GitGraph
from coursedeck.model.graph import Dash, Direction, Graph, Node, NodeShape
from coursedeck.model.units import Box, Point, Points

_R: Points = 0.62 * FONT
"""Radius of a commit."""
_STEP: Points = 3.2 * FONT
"""Least distance of two commits."""
_ROOM: Points = 10.0
_EMS = 6.0
_CORNER: Points = 10.0
_BESIDE: Points = 3.0
"""Between a commit and a line that passes it."""
_ARC = 0.5523
"""Of a quarter circle as a Bézier curve."""
_LANE = Stroke("#aeb6be", 1.0, Dash.DOTTED)


class _Mark(Struct, frozen=True):
    """A commit with its words, the tags above them."""

    commit: Commit
    words: MeasuredLabel | None
    tags: tuple[tuple[str, MeasuredLabel], ...]
    width: Points
    height: Points
    """Of words and tags."""


def compose_git_graph(graph: Graph, kind: GitGraph, canvas: Canvas) -> None:
    """Draw the history."""
    if graph.direction in {Direction.TB, Direction.BT}:
        trial = Canvas(canvas.room, canvas.measurer, canvas.language, canvas.size)
        _Downward(graph, kind, trial).draw()
        bounds, most = trial.bounds(), canvas.size / LEGIBLE
        if bounds.height <= canvas.room.height * most and bounds.width <= canvas.room.width * most:
            canvas.items = trial.items
            return
    _Sideways(graph, kind, canvas).draw()


class _History:
    """What both directions share."""

    def __init__(self, graph: Graph, kind: GitGraph, canvas: Canvas) -> None:
        self.graph, self.kind, self.canvas = graph, kind, canvas
        self.nodes: Mapping[str, Node] = {node.id: node for node in graph.nodes}
        self.marks = [_mark(commit, self.nodes, canvas) for commit in kind.commits]
        self.lane = {cluster: number for number, cluster in enumerate(kind.branches)}
        self.lane_of = {commit.id: self.lane[commit.branch] for commit in kind.commits}
        self.parents: dict[str, list[str]] = {}
        for edge in graph.edges:
            self.parents.setdefault(edge.head, []).append(edge.tail)
        names = {cluster.id: canvas.words(cluster.label, 9.0, bold=True) for cluster in graph.clusters}
        self.names = [names[cluster] for cluster in kind.branches]
        self.places: dict[str, Point] = {}

    def largest(self, lane: int, size: Callable[[_Mark], Points]) -> Points:
        """The largest size of what is said in a lane."""
        return max((size(mark) for mark in self.marks if self.lane_of[mark.commit.id] == lane), default=0.0)

    def leaves_at_tail(self, tail: str, head: str) -> bool:
        """Whether a line between lanes changes lane where it begins: a branch does, a merge only where it ends."""
        return self.parents[head][0] == tail

    def crossed(self, tail: str, head: str) -> range:
        """Lanes that such a line passes or enters, without the one where it changes."""
        one, two = self.lane_of[tail], self.lane_of[head]
        return range(min(one, two), max(one, two) + 1)

    def commits(self) -> None:
        """Circles; a merge is a ring, a highlight a square, a reverse is crossed, a cherry-pick is pale."""
        for mark in self.marks:
            kind, hue = mark.commit.kind, self.lane_of[mark.commit.id]
            place = self.places[mark.commit.id]
            box = Box(place.x - _R, place.y - _R, 2 * _R, 2 * _R)
            look = strong(hue)
            shape = NodeShape.CIRCLE
            if kind is CommitKind.HIGHLIGHT:
                shape = NodeShape.RECTANGLE
            elif kind is CommitKind.MERGE:
                shape, look = NodeShape.DOUBLE_CIRCLE, Look(PAPER, STRONG[hue % len(STRONG)], 2.0)
            elif kind is CommitKind.CHERRY_PICK:
                look = Look(TINTS[hue % len(TINTS)], STRONG[hue % len(STRONG)], 2.0)
            name = " ".join(self.nodes[mark.commit.id].label.text.split()) or kind.value
            self.canvas.box(mark.commit.id, box, look, shape=shape, name=name)
            if kind is CommitKind.REVERSE:
                cross = Look(None, PAPER, 2.0)
                self.canvas.box(f"{mark.commit.id}.x", box.inset(_R * 0.45), cross, shape=NodeShape.CROSS, name="×")

    def words(self, mark: _Mark, box: Box, align: Align) -> None:
        """Tags, and the words below them."""
        y = box.top
        for key, words in mark.tags:
            width = words.width + 10.0
            left = {Align.LEFT: box.left, Align.CENTER: box.center.x - width / 2}.get(align, box.right - width)
            tag = Box(left, y, width, words.height + 2.0)
            self.canvas.box(key, tag, Look("#fff5ad", "#aaaa33", 1.0), words, shape=NodeShape.STADIUM)
            y = tag.bottom + 2.0
        if mark.words is not None:
            place = Box(box.left, box.bottom - mark.words.height, box.width, mark.words.height)
            self.canvas.text(f"{mark.commit.id}.words", mark.words, place, INK, align=align)

    def branch(self, number: int, box: Box) -> None:
        """The name of a branch."""
        cluster = self.kind.branches[number]
        self.canvas.frame(cluster, box, strong(number), self.names[number], at=box)

    def lines(self, *, upright: bool) -> None:
        """From every parent to its child; dashed from a commit to its copy on another branch."""
        kinds = {commit.id: commit.kind for commit in self.kind.commits}
        for edge in self.graph.edges:
            one, two = self.lane_of[edge.tail], self.lane_of[edge.head]
            at_tail = self.leaves_at_tail(edge.tail, edge.head)
            copied = not at_tail and kinds[edge.head] is CommitKind.CHERRY_PICK
            stroke = Stroke(STRONG[(two if at_tail else one) % len(STRONG)], 2.5, Dash.DASHED if copied else Dash.SOLID)
            start, end = self.places[edge.tail], self.places[edge.head]
            if copied and self._goes_on(edge.tail, edge.head):
                path = _beside(start, end, upright=upright)
            else:
                turn = Point(start.x, end.y) if at_tail != upright else Point(end.x, start.y)
                path = rounded_path(start, turn if one != two else None, end)
            self.canvas.line(edge.id, path, stroke, ends=(edge.tail, edge.head), curved=one != two)

    def _goes_on(self, tail: str, head: str) -> bool:
        """Whether the branch of `tail` has commits between it and `head`, so that a line along it would pass them."""
        order = [commit.id for commit in self.kind.commits]
        between = order[order.index(tail) + 1 : order.index(head)]
        return any(self.lane_of[key] == self.lane_of[tail] for key in between)


class _Sideways(_History):
    """From left to right."""

    def draw(self) -> None:
        lanes = range(len(self.names))
        tallest = [self.largest(lane, lambda mark: mark.height) for lane in lanes]
        need = [tall + (4.0 if tall else 0.0) + 2 * _R + _ROOM for tall in tallest]
        spare = max(0.0, self.canvas.room.height - sum(need)) / len(need)
        ys: list[Points] = []
        y = 0.0
        for height in need:
            y += min(height + spare, height + 3 * LINE)
            ys.append(y - _R - _ROOM / 2)
        left = max((name.width for name in self.names if name), default=0.0) + 2 * _ROOM
        xs = self._columns(left + _ROOM)
        last = self.marks[-1]
        room = self.canvas.room.width - left - max(last.width / 2, 2 * _R)
        spread = min(max(1.0, room / max(xs[last.commit.id] - left, 1.0)), 2.2)
        for mark in self.marks:
            x = left + (xs[mark.commit.id] - left) * spread
            self.places[mark.commit.id] = Point(x, ys[self.lane_of[mark.commit.id]])
        right = max(place.x for place in self.places.values()) + 2 * _R
        for lane in lanes:
            name = self.names[lane]
            height = (name.height if name else LINE) + 6.0
            self.canvas.line(f"lane{lane + 1}", (Point(left, ys[lane]), Point(right, ys[lane])), _LANE)
            self.branch(lane, Box(0.0, ys[lane] - height / 2, left - 4.0, height))
        self.lines(upright=False)
        self.commits()
        for mark in self.marks:
            place = self.places[mark.commit.id]
            box = Box(place.x - mark.width / 2, place.y - _R - 4.0 - mark.height, mark.width, mark.height)
            self.words(mark, box, Align.CENTER)

    def _columns(self, left: Points) -> dict[str, Points]:
        """Where commits stand across: words of one lane stand apart, and no line between lanes runs through words."""
        free = [left] * len(self.names)
        xs: dict[str, Points] = {}
        before = left - _STEP
        passing = self._passing()
        for mark in self.marks:
            lane = self.lane_of[mark.commit.id]
            half = max(mark.width / 2, _R)
            lanes = passing.get(mark.commit.id, set())
            x = max(before + _STEP, free[lane] + half, *(free[other] + 3.0 for other in lanes), left)
            xs[mark.commit.id] = before = x
            for other in lanes:
                free[other] = max(free[other], x + 3.0)
            free[lane] = x + half + _ROOM
        return xs

    def _passing(self) -> dict[str, set[int]]:
        """Lanes whose words an upright line at a commit passes: words stand above their lane."""
        found: dict[str, set[int]] = {}
        for edge in self.graph.edges:
            one, two = self.lane_of[edge.tail], self.lane_of[edge.head]
            if one != two:
                at = edge.tail if self.leaves_at_tail(edge.tail, edge.head) else edge.head
                lanes = self.crossed(edge.tail, edge.head)
                found.setdefault(at, set()).update(lanes[1:])
        return found


class _Downward(_History):
    """From top to bottom, or the other way."""

    def draw(self) -> None:
        lanes = range(len(self.names))
        widest = [self.largest(lane, lambda mark: mark.width) for lane in lanes]
        xs: list[Points] = []
        x = 0.0
        for lane in lanes:
            name = self.names[lane]
            room = max(widest[lane] + 2 * _R + 6.0, (name.width if name else 0.0) + 20.0)
            xs.append(x + max(_R, (name.width if name else 0.0) / 2 + 8.0))
            x += room + 2 * _ROOM
        top = LINE + 6.0 + _ROOM
        y = top
        downward = self.graph.direction is not Direction.BT
        for mark in self.marks if downward else reversed(self.marks):
            y += max(mark.height + _R + 4.0, 2 * _R + _ROOM)
            self.places[mark.commit.id] = Point(xs[self.lane_of[mark.commit.id]], y)
        for lane in lanes:
            name = self.names[lane]
            width = (name.width if name else 0.0) + 12.0
            self.canvas.line(f"lane{lane + 1}", (Point(xs[lane], top - _ROOM), Point(xs[lane], y + 2 * _R)), _LANE)
            self.branch(lane, Box(xs[lane] - width / 2, 0.0, width, LINE + 6.0))
        self.lines(upright=True)
        self.commits()
        for mark in self.marks:
            place = self.places[mark.commit.id]
            box = Box(place.x + _R + 5.0, place.y - 3.0 - mark.height, mark.width, mark.height)
            self.words(mark, box, Align.LEFT)


def rounded_path(start: Point, corner: Point | None, end: Point) -> tuple[Point, ...]:
    """A straight line, or one round a corner as Bézier segments: straight, a quarter circle, straight."""
    if corner is None:
        return (start, end)
    first, second = _toward(corner, start), _toward(corner, end)
    return (
        *_straight(start, first),
        _between(first, corner, _ARC),
        _between(second, corner, _ARC),
        second,
        *_straight(second, end)[1:],
    )


def _beside(start: Point, end: Point, *, upright: bool) -> tuple[Point, ...]:
    """From one lane to another, beside the first as far as it goes along it: under it, or to the left of it."""
    off = _R + _BESIDE
    one = Point(start.x - off, start.y) if upright else Point(start.x, start.y + off)
    other = Point(one.x, end.y) if upright else Point(end.x, one.y)
    middle = _between(one, other, 0.5)
    return (*rounded_path(start, one, middle), *rounded_path(middle, other, end)[1:])


def _toward(corner: Point, other: Point) -> Point:
    """A point near the corner on the way to another."""
    length = abs(other.x - corner.x) + abs(other.y - corner.y)
    return _between(corner, other, min(1.0, _CORNER / length) if length else 0.0)


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    return (start, _between(start, end, 1 / 3), _between(start, end, 2 / 3), end)


def _between(one: Point, other: Point, share: float) -> Point:
    return Point(one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share)


def _mark(commit: Commit, nodes: Mapping[str, Node], canvas: Canvas) -> _Mark:
    words = canvas.words(nodes[commit.id].label, _EMS)
    found = [(tag, canvas.words(nodes[tag].label, 10.0)) for tag in commit.tags]
    tags = tuple((tag, said) for tag, said in found if said is not None)
    width = max([words.width if words else 0.0, *(tag.width + 10.0 for _, tag in tags)])
    height = (words.height if words else 0.0) + sum(tag.height + 4.0 for _, tag in tags)
    return _Mark(commit, words, tags, width, height)
