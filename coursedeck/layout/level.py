"""Lay out one level: its clusters first, then its rows, the room between them, and the lines.

Comes in: a level of the tree. Goes out: the same with everything in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursedeck.layout.arrange import arrange
from coursedeck.layout.bands import fit_bands, mark_bands
from coursedeck.layout.build import LABEL_GAP, Grid, build
from coursedeck.layout.channel import Strand, tracks
from coursedeck.layout.lanes import straighten
from coursedeck.layout.measure import TITLE_FONT, Words, node_font
from coursedeck.layout.placed import Frame, Placed, PlacedWords
from coursedeck.layout.ports import forget_ports, set_ports
from coursedeck.layout.rims import rim
from coursedeck.layout.rows import Kind, Slot, Thread
from coursedeck.layout.spec import Lines, Spec
from coursedeck.layout.tree import Level, Link
from coursedeck.model.graph import Direction
from coursedeck.model.units import Box, Point, Points


def lay_out(key: str, spec: Spec) -> Placed:
    """The level `key` and all within it."""
    level = spec.tree.levels[key]
    inner = {item: lay_out(item, spec) for item in level.items if item in spec.tree.clusters}
    title = _title(level, spec)
    shared = title if title is not None and _passes_title(level) else None
    grid = build(level, inner, shared, spec)
    mark_bands(grid)
    joined = frozenset(_in_order(grid, link) for link in (*grid.flat, *level.sides))
    ties = [(grid.slots[a], grid.slots[b]) for a, b in level.ties if a != b]
    arrange(grid.rows, grid.threads, ties, spec.distances, joined)
    fit_bands(grid)
    straighten(grid.rows, grid.threads, spec.distances, joined)
    set_ports(grid.threads, spec.bundles, spec.sized, grid.horizontal)
    straighten(grid.rows, grid.threads, spec.distances, joined)
    forget_ports(grid.slots.values())
    set_ports(grid.threads, spec.bundles, spec.sized, grid.horizontal)
    return _assembled(grid, inner, title, shared is not None)


def _in_order(grid: Grid, link: Link) -> tuple[str, str]:
    """The items of a link in order of declaration."""
    first, second = sorted((link.low, link.high), key=lambda item: grid.slots[item].order)
    return first, second


def _title(level: Level, spec: Spec) -> Words | None:
    if level.cluster is None:
        return None
    style = level.cluster.style
    size = style.font_size or min([TITLE_FONT, *(node_font(n) for n in spec.tree.graph.nodes if n.cluster == level.id)])
    return spec.measurer.words(level.cluster.label, size, 18.0, bold=style.bold, italic=style.italic)


def _passes_title(level: Level) -> bool:
    """Whether lines pass the border's upper side, where the title stands."""
    if level.direction in {Direction.LR, Direction.RL}:
        return False
    return any(way.low_side == (level.direction is Direction.TB) for way in level.exits)


# ---- the room between rows, and the lines in it


@dataclass(frozen=True, slots=True)
class _Gap:
    """Room after a row: its size, and where each strand's track is in it."""

    size: Points
    tracks: Mapping[str, Points]


def _gap(grid: Grid, index: int) -> _Gap:
    """The room between row `index` and the next."""
    spec, room = grid.spec, grid.spec.distances
    strands: dict[str, tuple[list[float], list[float]]] = {}
    for thread in grid.threads:
        for top, bottom in _passing(thread, index):
            tops, bottoms = strands.setdefault(thread.strand, ([], []))
            tops.extend(top)
            bottoms.extend(bottom)
    if not strands:
        return _Gap(_quiet_gap(grid, index), {})
    labels = sum(slot.kind in {Kind.LABEL, Kind.TITLE} for row in grid.rows[index : index + 2] for slot in row)
    least = room.along if not labels else room.along * 0.6
    if spec.lines is not Lines.ORTHOGONAL:
        shift = max(max(tops + bottoms) - min(tops + bottoms) for tops, bottoms in strands.values())
        return _Gap(least + min(0.12 * shift, room.along), {})
    keys = list(strands)
    numbers = tracks([Strand(tuple(strands[key][0]), tuple(strands[key][1])) for key in keys])
    count = max(numbers) + 1
    size = max(least, 2 * room.arrow + (count - 1) * room.track) if count else least
    first = (size - (count - 1) * room.track) / 2
    return _Gap(
        size, {key: first + number * room.track for key, number in zip(keys, numbers, strict=True) if number >= 0}
    )


def _quiet_gap(grid: Grid, index: int) -> Points:
    kinds = {slot.kind for row in grid.rows[index : index + 2] for slot in row}
    return grid.spec.distances.stack * (0.5 if kinds & {Kind.TITLE} else 1.0)


def _passing(thread: Thread, index: int) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Places on both sides of the room after row `index` between which the thread passes."""
    if thread.turns:
        one, two = thread.slots[0], thread.slots[-1]
        if one is None or two is None or one.row != index:
            return []
        return [((one.port(thread.edge, low_side=False), two.port(thread.edge, low_side=False)), ())]
    return [
        ((low.port(thread.edge, low_side=False),), (high.port(thread.edge, low_side=True),))
        for low, high in thread.pairs()
        if low.row == index and high.row == index + 1
    ]


@dataclass(frozen=True, slots=True)
class _Flow:
    """Where rows begin and end along the flow, and the room after each but the last."""

    starts: tuple[Points, ...]
    ends: tuple[Points, ...]
    gaps: tuple[_Gap, ...]
    length: Points


def _flow(grid: Grid, before: Points, after: Points) -> _Flow:
    gaps = tuple(_gap(grid, index) for index in range(len(grid.rows) - 1))
    starts, ends, place = [], [], before
    for index, row in enumerate(grid.rows):
        starts.append(place)
        ends.append(place + max((slot.flow for slot in row), default=0.0))
        place = ends[-1] + (gaps[index].size if index < len(gaps) else after)
    return _Flow(tuple(starts), tuple(ends), gaps, place if grid.rows else before + after)


# ---- everything together


def _assembled(grid: Grid, inner: Mapping[str, Placed], title: Words | None, shared: bool) -> Placed:
    level, room = grid.level, grid.spec.distances
    pad = room.pad if level.cluster is not None else 0.0
    exits = {way.low_side for way in level.exits}
    before, after = (max(pad, 1.2 * room.arrow) if side in exits else pad for side in (True, False))
    title_room = title.height + 0.35 * title.size if title is not None and not shared else 0.0
    horizontal, upside_down = grid.horizontal, level.direction is Direction.BT
    if not horizontal:
        before, after = (before, after + title_room) if upside_down else (before + title_room, after)
    slots = [slot for row in grid.rows for slot in row]
    low, high = min((s.start for s in slots), default=0.0), max((s.end for s in slots), default=0.0)
    least = (title.width if title is not None else 0.0) + 2 * pad
    cross_before = pad + (title_room if horizontal else 0.0)
    spare = 0.0 if horizontal else max(0.0, least - (high - low + 2 * pad)) / 2
    _shift(slots, cross_before + spare - low)
    flow = _flow(grid, before, after)
    if horizontal and flow.length < least:
        extra = (least - flow.length) / 2
        flow = _flow(grid, before + extra, after + extra)
    cross_size = high - low + 2 * spare + cross_before + pad
    return _placed(grid, inner, flow, cross_size, title, pad)


def _shift(slots: list[Slot], by: Points) -> None:
    for slot in slots:
        slot.at += by


def _placed(
    grid: Grid, inner: Mapping[str, Placed], flow: _Flow, cross_size: Points, title: Words | None, pad: Points
) -> Placed:
    level = grid.level
    frame = Frame(level.direction, flow.length)
    boxes: dict[str, Box] = {}
    inside: dict[str, tuple[Placed, Point]] = {}
    spans = {slot: _span(slot, grid, flow) for row in grid.rows for slot in row}
    for item, slot in grid.slots.items():
        start, end = spans[slot]
        boxes[item] = frame.box(start, slot.start, end - start, slot.cross)
        if item in inner:
            inside[item] = (inner[item], _inner_origin(boxes[item], inner[item], level.direction))
    size = (flow.length, cross_size) if grid.horizontal else (cross_size, flow.length)
    paths = _paths(grid, flow, spans, frame, boxes)
    return Placed(
        width=size[0], height=size[1], direction=level.direction, boxes=boxes, inner=inside, paths=paths,
        labels=_labels(grid, spans, frame), title=_placed_title(grid, title, spans, frame, size, pad),
        low_ports=_border_ports(grid, low_side=True), high_ports=_border_ports(grid, low_side=False),
    )  # fmt: skip


def _span(slot: Slot, grid: Grid, flow: _Flow) -> tuple[Points, Points]:
    """From where to where a slot reaches along the flow; clusters fill their row."""
    start, end = flow.starts[slot.row], flow.ends[slot.row]
    if slot.kind is Kind.CLUSTER and slot.flow >= 0.4 * (end - start):
        return start, end
    if slot.kind is Kind.LOOP:
        node = grid.slots[slot.id]
        middle = (start + end) / 2
        return middle - node.flow / 2, middle + node.flow / 2
    middle = (start + end) / 2
    return middle - slot.flow / 2, middle + slot.flow / 2


def _inner_origin(box: Box, placed: Placed, direction: Direction) -> Point:
    """Where a cluster's own top left is in its box, which may be longer than it."""
    if direction is Direction.BT:
        return Point(box.left, box.bottom - placed.height)
    if direction in {Direction.LR, Direction.RL}:
        return Point(box.left + (box.width - placed.width) / 2, box.top + (box.height - placed.height) / 2)
    return Point(box.left + (box.width - placed.width) / 2, box.top)


def _placed_title(
    grid: Grid, title: Words | None, spans: Mapping[Slot, tuple[Points, Points]], frame: Frame, size: tuple[Points, Points],
    pad: Points,
) -> PlacedWords | None:  # fmt: skip
    if title is None:
        return None
    own = next((slot for row in grid.rows for slot in row if slot.kind is Kind.TITLE), None)
    if own is not None:
        start, end = spans[own]
        lanes_left = [slot for slot in grid.rows[own.row] if slot is not own and slot.at < own.at]
        cross = own.start if lanes_left else min(own.start, pad)
        return PlacedWords(title, frame.box(start, cross, end - start, own.cross))
    return PlacedWords(title, Box((size[0] - title.width) / 2, pad * 0.6, title.width, title.height))


def _labels(grid: Grid, spans: Mapping[Slot, tuple[Points, Points]], frame: Frame) -> dict[str, PlacedWords]:
    found: dict[str, PlacedWords] = {}
    for edge, slot in grid.labels.items():
        words = slot.words
        assert words is not None
        start, end = spans[slot]
        if grid.horizontal:
            box = frame.box((start + end - words.width) / 2, slot.start, words.width, words.height)
        else:
            box = frame.box((start + end - words.height) / 2, slot.start + LABEL_GAP, words.height, words.width)
        found[edge] = PlacedWords(words, box)
    found.update(_loop_labels(grid, spans, frame))
    return found


def _loop_labels(
    grid: Grid, spans: Mapping[Slot, tuple[Points, Points]], frame: Frame
) -> dict[str, PlacedWords]:
    """Labels of lines from a node to itself, one under another at the far side of the line."""
    found: dict[str, PlacedWords] = {}
    used: dict[Slot, Points] = {}
    for edge, (slot, words) in grid.loops.items():
        if words is None:
            continue
        start, end = spans[slot]
        area = frame.box((start + end - slot.flow) / 2, slot.start, slot.flow, slot.cross)
        room = grid.spec.distances.arrow * 1.4
        left, top = (area.left, area.top + room) if grid.horizontal else (area.left + room, area.top)
        found[edge] = PlacedWords(words, Box(left, top + used.get(slot, 0.0), words.width, words.height))
        used[slot] = used.get(slot, 0.0) + words.height + LABEL_GAP
    return found


def _border_ports(grid: Grid, *, low_side: bool) -> dict[str, Points]:
    """Where lines pass the border, by edge."""
    found: dict[str, Points] = {}
    for thread in grid.threads:
        solid = thread.slots[1] if low_side else thread.slots[-2]
        if (thread.slots[0] if low_side else thread.slots[-1]) is None and solid is not None:
            found.update(dict.fromkeys(thread.edges, solid.port(thread.edge, low_side=low_side)))
    return found


def _paths(
    grid: Grid, flow: _Flow, spans: Mapping[Slot, tuple[Points, Points]], frame: Frame, boxes: Mapping[str, Box]
) -> dict[str, tuple[Point, ...]]:
    found: dict[str, tuple[Point, ...]] = {}
    for thread in grid.threads:
        knots = _turned(thread, flow, spans) if thread.turns else _knots(thread, grid, flow, spans)
        points = [frame.point(*knot) for knot in knots]
        for slot, index in ((thread.slots[0], 0), (thread.slots[-1], -1)):
            if slot is not None and slot.kind is Kind.NODE:
                points[index] = rim(grid.spec.sized[slot.id], boxes[slot.id], points[index])
        found.update(dict.fromkeys(thread.edges, tuple(points)))
    for link in grid.flat:
        found[link.edge.id] = _flat(grid, grid.slots[link.low], grid.slots[link.high], boxes)
    for edge, (loop, _) in grid.loops.items():
        found[edge] = _loop(grid, grid.slots[loop.id], loop, frame, spans, boxes)
    return found


def _knots(
    thread: Thread, grid: Grid, flow: _Flow, spans: Mapping[Slot, tuple[Points, Points]]
) -> list[tuple[Points, Points]]:
    """The corners of a line, as flow and cross, from its low end to its high one."""
    first, last = thread.slots[0], thread.slots[-1]
    knots: list[tuple[Points, Points]] = []
    if first is not None:
        knots.append((spans[first][1], first.port(thread.edge, low_side=False)))
    else:
        entered = thread.slots[1]
        assert entered is not None
        knots.append((0.0, entered.port(thread.edge, low_side=True)))
    for low, high in thread.pairs():
        one, two = low.port(thread.edge, low_side=False), high.port(thread.edge, low_side=True)
        gap = flow.gaps[low.row]
        if thread.strand in gap.tracks and abs(one - two) > 0.01:
            track = flow.ends[low.row] + gap.tracks[thread.strand]
            knots.extend([(track, one), (track, two)])
        elif grid.spec.lines is not Lines.ORTHOGONAL or abs(one - two) > 0.01:
            knots.extend([(flow.ends[low.row], one), (flow.starts[high.row], two)])
    if last is not None:
        knots.append((spans[last][0], last.port(thread.edge, low_side=True)))
    else:
        left = thread.slots[-2]
        assert left is not None
        knots.append((flow.length, left.port(thread.edge, low_side=False)))
    return knots


def _turned(thread: Thread, flow: _Flow, spans: Mapping[Slot, tuple[Points, Points]]) -> list[tuple[Points, Points]]:
    """A line between two slots of one row, by the room after it."""
    one, two = thread.slots[0], thread.slots[-1]
    assert one is not None and two is not None
    start, end = one.port(thread.edge, low_side=False), two.port(thread.edge, low_side=False)
    gap = flow.gaps[one.row] if one.row < len(flow.gaps) else None
    depth = gap.tracks.get(thread.strand, gap.size / 2) if gap is not None else 0.0
    track = flow.ends[one.row] + depth
    return [(spans[one][1], start), (track, start), (track, end), (spans[two][1], end)]


def _flat(grid: Grid, low: Slot, high: Slot, boxes: Mapping[str, Box]) -> tuple[Point, ...]:
    """A straight line between neighbours."""
    ends = []
    left = low if low.at < high.at else high
    shared = sum(_middle(grid, slot, boxes[slot.id]) for slot in (low, high)) / 2
    for slot in (low, high):
        box, onward = boxes[slot.id], slot is left
        if grid.horizontal:
            place = Point(shared, box.bottom if onward else box.top)
        else:
            place = Point(box.right if onward else box.left, shared)
        ends.append(rim(grid.spec.sized[slot.id], box, place))
    return tuple(ends)


def _middle(grid: Grid, slot: Slot, box: Box) -> Points:
    """The middle of a node along the flow: of its icon, where that stands in the way of a line across."""
    icon = grid.spec.sized[slot.id].icon_height
    if grid.horizontal:
        return box.center.x
    return box.top + icon / 2 if icon else box.center.y


def _loop(
    grid: Grid, slot: Slot, loop: Slot, frame: Frame, spans: Mapping[Slot, tuple[Points, Points]], boxes: Mapping[str, Box]
) -> tuple[Point, ...]:  # fmt: skip
    """From a node to itself, on the side of the later neighbours."""
    start, end = spans[slot]
    middle, reach = (start + end) / 2, min(10.0, (end - start) * 0.25)
    out = loop.start + grid.spec.distances.arrow * 0.9
    corners = [(middle - reach, slot.end), (middle - reach, out), (middle + reach, out), (middle + reach, slot.end)]
    points = [frame.point(*corner) for corner in corners]
    if slot.kind is Kind.NODE:
        points[0], points[-1] = (rim(grid.spec.sized[slot.id], boxes[slot.id], points[i]) for i in (0, -1))
    return tuple(points)
