"""The rows and threads of a level, before anything has a place.

Comes in: a ranked level and its clusters, laid out. Goes out: rows of slots, and threads through them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursedeck.figures.layout.measure import EDGE_FONT, Words, node_font
from coursedeck.figures.layout.placed import Placed
from coursedeck.figures.layout.rows import Kind, Slot, Thread
from coursedeck.figures.layout.spec import Lines, Spec
from coursedeck.figures.layout.tree import Exit, Level, Link
from coursedeck.model.graph import Direction, Edge

LABEL_GAP = 4.0
"""Between a line and its label."""


@dataclass(slots=True)
class Grid:
    """A level's rows and threads while it is being laid out."""

    level: Level
    spec: Spec
    rows: list[list[Slot]] = field(default_factory=list)
    slots: dict[str, Slot] = field(default_factory=dict)
    threads: list[Thread] = field(default_factory=list)
    labels: dict[str, Slot] = field(default_factory=dict)
    """By edge."""
    flat: list[Link] = field(default_factory=list)
    """Links between neighbours of one row."""
    loops: dict[str, tuple[Slot, Words | None]] = field(default_factory=dict)
    """By edge."""

    @property
    def horizontal(self) -> bool:
        """Whether rows stand upright, because edges run left or right."""
        return self.level.direction in {Direction.LR, Direction.RL}


def build(level: Level, inner: Mapping[str, Placed], title: Words | None, spec: Spec) -> Grid:
    """The grid of a level; `title` where it must share a row with lines that pass it."""
    grid = Grid(level, spec)
    row_of = _row_numbers(grid, title)
    part_of = {item: number for number, part in enumerate(level.parts) if len(part) > 1 for item in part}
    for item in level.items:
        _add_item(grid, item, row_of[level.ranks[item]], inner)
        grid.slots[item].part = part_of.get(item, -1)
    if title is not None:
        row = 0 if level.direction is not Direction.BT else len(grid.rows) - 1
        slot = Slot("title", Kind.TITLE, -1.0, row, title.width, title.height, words=title)
        grid.rows[row].append(slot)
    for link in level.links:
        _add_link(grid, link, row_of)
    _add_exits(grid)
    return grid


def edge_words(edge: Edge, spec: Spec) -> Words | None:
    """The label of an edge, in lines."""
    size = edge.style.font_size or min(EDGE_FONT, *(node_font(node) for node in spec.tree.graph.nodes))
    return spec.measurer.words(edge.label, size, min(spec.wrap, 10.0), bold=edge.style.bold, italic=edge.style.italic)


def _row_numbers(grid: Grid, title: Words | None) -> dict[int, int]:
    """The row of each rank; labels get rows of their own between them."""
    level = grid.level
    labelled = {_label_gap(link, level) for link in level.links if link.edge.label and link.low != link.high}
    number = 1 if title is not None and level.direction is not Direction.BT else 0
    found: dict[int, int] = {}
    last = max(level.ranks.values(), default=-1)
    same = [link for link in level.links if link.low != link.high and level.ranks[link.low] == level.ranks[link.high]]
    turning = {level.ranks[link.low] for link in same}
    for rank in range(last + 1):
        found[rank] = number
        number += 2 if rank in labelled or (rank == last and rank in turning) else 1
    if title is not None and level.direction is Direction.BT:
        number += 1
    grid.rows = [[] for _ in range(number)]
    return found


def _label_gap(link: Link, level: Level) -> int:
    """The rank after which the label of a link stands."""
    low, high = level.ranks[link.low], level.ranks[link.high]
    return low if low == high else (low + high - 1) // 2


def _add_item(grid: Grid, item: str, row: int, inner: Mapping[str, Placed]) -> None:
    spec, horizontal = grid.spec, grid.horizontal
    if item in inner:
        placed = inner[item]
        width, height = placed.width, placed.height
        slot = Slot(item, Kind.CLUSTER, spec.tree.order[item], row)
    else:
        sized = spec.sized[item]
        width, height = sized.width, sized.height
        slot = Slot(item, Kind.NODE, spec.tree.order[item], row)
        if horizontal and sized.icon_height:
            slot.lane = (sized.icon_height - height) / 2
    slot.cross, slot.flow = (height, width) if horizontal else (width, height)
    if item in inner:
        slot.low_ports = {key: place - slot.cross / 2 for key, place in inner[item].low_ports.items()}
        slot.high_ports = {key: place - slot.cross / 2 for key, place in inner[item].high_ports.items()}
    grid.slots[item] = slot
    grid.rows[row].append(slot)


def _add_link(grid: Grid, link: Link, row_of: Mapping[int, int]) -> None:
    level = grid.level
    low, high = grid.slots[link.low], grid.slots[link.high]
    words = edge_words(link.edge, grid.spec)
    if low is high:
        _add_loop(grid, low, link.edge, words)
        return
    strand = grid.spec.bundles.get(link.edge.id, (link.edge.id, ""))[0]
    label_row = row_of[_label_gap(link, level)] + 1 if words else -1
    if low.row == high.row:
        if _neighbours(grid, low, high) and words is None:
            grid.flat.append(link)
            return
        grid.threads.append(Thread((link.edge.id,), (low, high), link.edge.id, turns=True))
        if words is not None:
            _add_label(grid, link.edge, words, label_row)
        return
    between = [
        _add_label(grid, link.edge, words, row)
        if words is not None and row == label_row
        else _add_lane(grid, link.edge.id, row)
        for row in range(low.row + 1, high.row)
    ]
    grid.threads.append(Thread((link.edge.id,), (low, *between, high), strand))


def _neighbours(grid: Grid, one: Slot, two: Slot) -> bool:
    """Whether two nodes stand side by side, so that a straight line joins them."""
    if {one.kind, two.kind} != {Kind.NODE} or grid.spec.lines is Lines.CURVED:
        return False
    low, high = sorted((one.order, two.order))
    first = one if one.order == low else two
    return first.id not in grid.spec.tree.looped and not any(
        low < slot.order < high for slot in grid.slots.values() if slot.row == one.row
    )


def _add_lane(grid: Grid, name: str, row: int) -> Slot:
    slot = Slot(f"{name}@{row}", Kind.LANE, float(len(grid.threads)), row)
    grid.rows[row].append(slot)
    return slot


def _add_label(grid: Grid, edge: Edge, words: Words, row: int) -> Slot:
    """A label's slot: its line passes at one side of it."""
    slot = Slot(edge.id, Kind.LABEL, float(len(grid.threads)), row, words=words)
    if grid.horizontal:
        slot.cross, slot.flow = words.height + LABEL_GAP, words.width + 2 * LABEL_GAP
        slot.lane = slot.cross / 2
    else:
        slot.cross, slot.flow = words.width + LABEL_GAP, words.height + LABEL_GAP
        slot.lane = -slot.cross / 2
    grid.rows[row].append(slot)
    grid.labels[edge.id] = slot
    return slot


def _add_loop(grid: Grid, slot: Slot, edge: Edge, words: Words | None) -> None:
    """Room beside a node for lines from it to itself: all run as one, their labels one under another."""
    loop = next((other for other in grid.rows[slot.row] if other.kind is Kind.LOOP and other.id == slot.id), None)
    if loop is None:
        loop = Slot(slot.id, Kind.LOOP, slot.order + 0.5, slot.row, cross=grid.spec.distances.arrow * 1.4)
        grid.rows[slot.row].append(loop)
    grid.loops[edge.id] = (loop, words)
    labels = [each for other, each in grid.loops.values() if other is loop and each is not None]
    if not labels:
        return
    width, height = max(each.width for each in labels) + LABEL_GAP, sum(each.height + LABEL_GAP for each in labels)
    room = grid.spec.distances.arrow * 1.4
    loop.cross, loop.flow = (height + room, width) if grid.horizontal else (width + room, height)


def _add_exits(grid: Grid) -> None:
    """Threads to the border; lines that leave one item as one share theirs."""
    bundles = grid.spec.bundles
    groups: dict[tuple[str, bool, str], list[Exit]] = {}
    for way in grid.level.exits:
        bundle, node = bundles.get(way.edge.id, (way.edge.id, ""))
        key = bundle if node == _inner_end(way, grid) else way.edge.id
        groups.setdefault((way.item, way.low_side, key), []).append(way)
    for (item, low_side, key), ways in groups.items():
        slot = grid.slots[item]
        name = ways[0].edge.id
        passed = range(slot.row) if low_side else range(slot.row + 1, len(grid.rows))
        lanes = [_add_lane(grid, f"{name}{'<' if low_side else '>'}", row) for row in passed]
        slots = (None, *lanes, slot) if low_side else (slot, *lanes, None)
        grid.threads.append(Thread(tuple(way.edge.id for way in ways), slots, key))


def _inner_end(way: Exit, grid: Grid) -> str:
    """The end of an edge that is inside the level."""
    tree = grid.spec.tree
    within = way.edge.tail == way.item or way.item in set(tree.ancestors(way.edge.tail))
    return way.edge.tail if within else way.edge.head
