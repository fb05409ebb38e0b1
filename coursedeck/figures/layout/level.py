"""Lay out one level: its clusters first, then its rows, the room between them, and the lines.

Comes in: a level of the tree. Goes out: the same with everything in its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.figures.layout.arrange import arrange
from coursedeck.figures.layout.bands import fit_bands, mark_bands
from coursedeck.figures.layout.build import Grid, build
from coursedeck.figures.layout.edge_labels import labels_of
from coursedeck.figures.layout.flow import Flow, Spans, flow_of, span_of
from coursedeck.figures.layout.lanes import straighten
from coursedeck.figures.layout.measure import TITLE_FONT, Words, node_font
from coursedeck.figures.layout.placed import Frame, Placed, PlacedWords
from coursedeck.figures.layout.ports import forget_ports, set_ports
from coursedeck.figures.layout.routes import paths_of
from coursedeck.figures.layout.rows import Kind, Slot
from coursedeck.figures.layout.spec import Spec
from coursedeck.figures.layout.tree import Level, Link
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
    flow = flow_of(grid, before, after)
    if horizontal and flow.length < least:
        extra = (least - flow.length) / 2
        flow = flow_of(grid, before + extra, after + extra)
    cross_size = high - low + 2 * spare + cross_before + pad
    return _placed(grid, inner, flow, cross_size, title, pad)


def _shift(slots: list[Slot], by: Points) -> None:
    for slot in slots:
        slot.at += by


def _placed(
    grid: Grid, inner: Mapping[str, Placed], flow: Flow, cross_size: Points, title: Words | None, pad: Points
) -> Placed:
    level = grid.level
    frame = Frame(level.direction, flow.length)
    boxes: dict[str, Box] = {}
    inside: dict[str, tuple[Placed, Point]] = {}
    spans = {slot: span_of(slot, grid, flow) for row in grid.rows for slot in row}
    for item, slot in grid.slots.items():
        start, end = spans[slot]
        boxes[item] = frame.box(start, slot.start, end - start, slot.cross)
        if item in inner:
            inside[item] = (inner[item], _inner_origin(boxes[item], inner[item], level.direction))
    size = (flow.length, cross_size) if grid.horizontal else (cross_size, flow.length)
    paths = paths_of(grid, flow, spans, frame, boxes)
    return Placed(
        width=size[0], height=size[1], direction=level.direction, boxes=boxes, inner=inside, paths=paths,
        labels=labels_of(grid, spans, frame), title=_placed_title(grid, title, spans, frame, size, pad),
        low_ports=_border_ports(grid, low_side=True), high_ports=_border_ports(grid, low_side=False),
    )  # fmt: skip


def _inner_origin(box: Box, placed: Placed, direction: Direction) -> Point:
    """Where a cluster's own top left is in its box, which may be longer than it."""
    if direction is Direction.BT:
        return Point(box.left, box.bottom - placed.height)
    if direction in {Direction.LR, Direction.RL}:
        return Point(box.left + (box.width - placed.width) / 2, box.top + (box.height - placed.height) / 2)
    return Point(box.left + (box.width - placed.width) / 2, box.top)


def _placed_title(
    grid: Grid, title: Words | None, spans: Spans, frame: Frame, size: tuple[Points, Points],
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


def _border_ports(grid: Grid, *, low_side: bool) -> dict[str, Points]:
    """Where lines pass the border, by edge."""
    found: dict[str, Points] = {}
    for thread in grid.threads:
        solid = thread.slots[1] if low_side else thread.slots[-2]
        if (thread.slots[0] if low_side else thread.slots[-1]) is None and solid is not None:
            found.update(dict.fromkeys(thread.edges, solid.port(thread.edge, low_side=low_side)))
    return found
