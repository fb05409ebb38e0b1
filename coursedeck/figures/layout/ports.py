"""Assign ports: in line with the other end of the edge if possible, else at or about the centre of the side."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.figures.layout.channel import END, START
from coursedeck.figures.layout.layers import EdgeChain, LateralEnd, Slot, SlotKind
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.spread import spread, spread_within
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Points

PORT_GAP: Points = 13.0
"""Between ports on one side."""
_SMALL_STEP: Points = 4.0
"""Offsets of a line below this look like a mistake and are removed."""
_IN_LINE = 100.0
"""How much more it counts that a line is straight than that ports are in the middle of their side."""
_OPPOSITE: Points = 0.5
"""Distance across below which two ports of a channel are opposite each other."""
_ASIDE: Points = 4.5
"""How far a port moves aside: farther than what counts as a small step."""
_POINTED = frozenset({
    NodeShape.DIAMOND, NodeShape.TRIANGLE, NodeShape.CIRCLE, NodeShape.DOUBLE_CIRCLE, *FLOWCHART_SHAPES,
})  # fmt: skip
_CURVED = frozenset({
    NodeShape.ELLIPSE, NodeShape.CLOUD, NodeShape.HEXAGON, NodeShape.STADIUM, NodeShape.FLAG, NodeShape.PARALLELOGRAM,
    NodeShape.PARALLELOGRAM_ALT, NodeShape.TRAPEZOID, NodeShape.TRAPEZOID_ALT,
})  # fmt: skip


class _Bundle(Struct, eq=False):
    """Edges that share a port."""

    far: list[tuple[Slot, str]]
    edges: list[str]
    beyond: float | None = None
    """Where edges without another end in this subgraph run: for their order only."""
    fixed: Points | None = None
    """The port, if the layout of a cluster has fixed it."""
    branch: bool = False
    """Whether the edge is bundled with others at its other end."""


def reach(sized: SizedNode, horizontal: bool) -> tuple[Points, Points]:
    """The interval of a node's side, relative to its centre, in which edges may end."""
    across = sized.height if horizontal else sized.width
    half = across / 2
    if sized.has_bare_icon:
        if horizontal:
            return -half + 6, -half + max(7.0, sized.icon_height - 6)
        return -max(1.0, sized.icon_width / 2 - 4), max(1.0, sized.icon_width / 2 - 4)
    if sized.node.shape in _POINTED:
        return -half * 0.3, half * 0.3
    inset = 0.45 * half if sized.node.shape in _CURVED else min(8.0, 0.3 * half)
    return -half + inset, half - inset


def set_ports(
    chains: list[EdgeChain], laterals: list[LateralEnd], bundles: Mapping[str, tuple[str, str]],
    sized: Mapping[str, SizedNode], horizontal: bool,
) -> None:  # fmt: skip
    """Set the ports of all items; sides with several ports first, so that single edges can line up with them."""
    sides = _sides(chains, laterals, bundles)
    tables = [side for side in sides if _is_bound(side[0], sized)]
    many = [side for side in sides if len(sides[side]) > 1 and side not in tables]
    single = [side for side in sides if len(sides[side]) == 1 and side not in tables]
    for slot, low_side in [*tables, *many, *single]:
        groups = sorted(sides[slot, low_side], key=lambda group: _far(group, low_side))
        low, high = _stretch(slot, sized, horizontal)
        wants = [_bound(group, slot, sized, horizontal) or _want(group, slot, low_side, low, high) for group in groups]
        ports = slot.low_ports if low_side else slot.high_ports
        weights = [_IN_LINE if _is_in_line(group, slot, low_side, want) else 1.0
                   for group, want in zip(groups, wants, strict=True)]  # fmt: skip
        for group, place in zip(groups, _apart(groups, wants, weights, low, high), strict=True):
            if group.fixed is None:
                ports.update(dict.fromkeys(group.edges, place))
    free = {side: groups for side, groups in sides.items() if all(group.fixed is None for group in groups)}
    _align(free, sized, horizontal)
    _snap(free, sized, horizontal)
    _part(chains, free, sized, horizontal)
    _bind(free, sized, horizontal)


def _apart(
    groups: Sequence[_Bundle], wants: Sequence[Points], weights: Sequence[float], low: Points, high: Points
) -> list[Points]:
    """The ports of a side, in order and apart from each other and from fixed ones."""
    if all(group.fixed is None for group in groups):
        return spread_within(wants, PORT_GAP, low, high, weights)
    wanted = [want if group.fixed is None else group.fixed for group, want in zip(groups, wants, strict=True)]
    weights = [weight if group.fixed is None else 1e6 for group, weight in zip(groups, weights, strict=True)]
    places = spread(wanted, weights, [PORT_GAP] * (len(groups) - 1))
    return [min(max(place, low), high) for place in places]


def _is_bound(slot: Slot, sized: Mapping[str, SizedNode]) -> bool:
    """Whether edges are bound to cells of the slot's node."""
    return slot.kind is SlotKind.NODE and bool(sized[slot.id].cell_ports)


def _bound(group: _Bundle, slot: Slot, sized: Mapping[str, SizedNode], horizontal: bool) -> Points | None:
    """Where edges that are bound to a cell meet its table; None for all others."""
    if not _is_bound(slot, sized):
        return None
    centers = sized[slot.id].cell_ports
    return next((centers[edge].y if horizontal else centers[edge].x for edge in group.edges if edge in centers), None)


def _bind(sides: Mapping[tuple[Slot, bool], list[_Bundle]], sized: Mapping[str, SizedNode], horizontal: bool) -> None:
    """Put the ends of edges that are bound to a cell exactly there."""
    for (slot, low_side), groups in sides.items():
        for group in groups:
            place = _bound(group, slot, sized, horizontal)
            if place is not None:
                ports = slot.low_ports if low_side else slot.high_ports
                ports.update(dict.fromkeys(group.edges, place))


def forget_ports(slots: Iterable[Slot]) -> None:
    """Clear the ports of nodes; those of clusters are fixed by their own layout."""
    for slot in slots:
        if slot.kind is SlotKind.NODE:
            slot.low_ports.clear()
            slot.high_ports.clear()


def _stretch(slot: Slot, sized: Mapping[str, SizedNode], horizontal: bool) -> tuple[Points, Points]:
    if slot.kind is SlotKind.CLUSTER or slot.band:
        return -slot.cross / 2 + 12, slot.cross / 2 - 12
    return reach(sized[slot.id], horizontal)


def _sides(
    chains: list[EdgeChain], laterals: list[LateralEnd], bundles: Mapping[str, tuple[str, str]]
) -> dict[tuple[Slot, bool], list[_Bundle]]:
    """The ports needed on each side of each item."""
    found: dict[tuple[Slot, bool], dict[str, _Bundle]] = {}

    def add(slot: Slot, far: Slot | None, chain: EdgeChain | LateralEnd, low_side: bool, beyond: float = 0.0) -> None:
        known = slot.low_ports if low_side else slot.high_ports
        if slot.kind not in {SlotKind.NODE, SlotKind.CLUSTER} or (chain.edge in known and slot.kind is SlotKind.NODE):
            return
        _, node = bundles.get(chain.edge, ("", ""))
        key = chain.bundle if node in {slot.id, ""} and not slot.band and slot.kind is SlotKind.NODE else chain.edge
        group = found.setdefault((slot, low_side), {}).setdefault(key, _Bundle([], []))
        group.edges.extend(chain.edges)
        group.fixed = known.get(chain.edge)
        group.branch = node not in {slot.id, ""}
        if far is not None:
            group.far.append((far, chain.edge))
        elif group.beyond is None:
            group.beyond = beyond

    for chain in chains:
        slots = chain.slots
        if chain.turns:
            first, last = slots[0], slots[-1]
            assert first is not None and last is not None
            add(first, last, chain, False)
            add(last, first, chain, False)
            continue
        for low, high in itertools.pairwise(slots):
            if low is not None:
                add(low, high, chain, False, chain.at_border)
            if high is not None:
                add(high, low, chain, True, chain.at_border)
    for lateral in laterals:
        if lateral.channel is not None:
            # Lines to one border do not cross if the outermost port has the track that is nearest to its item.
            inward = lateral.outside if lateral.at_end is lateral.low_side else -lateral.outside
            add(lateral.slot, None, lateral, lateral.low_side, (END if lateral.at_end else START) + inward)
    return {side: list(groups.values()) for side, groups in found.items()}


def _far(group: _Bundle, low_side: bool) -> float:
    if not group.far:
        return group.beyond or 0.0
    return sum(far.port(edge, low_side=not low_side) for far, edge in group.far) / len(group.far)


def _want(group: _Bundle, slot: Slot, low_side: bool, low: Points, high: Points) -> Points:
    """The desired place of a port: in line with the other end if that is within reach, else the centre."""
    middle = (low + high) / 2
    if len({far for far, _ in group.far}) != 1:
        return middle
    place = _far(group, low_side) - slot.at
    if low <= place <= high:
        return place
    return middle if not slot.band and slot.kind is not SlotKind.CLUSTER else min(max(place, low), high)


def _is_in_line(group: _Bundle, slot: Slot, low_side: bool, want: Points) -> bool:
    """Whether a port is wanted where its line is straight."""
    return len({far for far, _ in group.far}) == 1 and abs(_far(group, low_side) - slot.at - want) < 0.01


def _align(sides: Mapping[tuple[Slot, bool], list[_Bundle]], sized: Mapping[str, SizedNode], horizontal: bool) -> None:
    """Make an edge straight if it is the only one on both sides that it joins and these overlap."""
    for (slot, low_side), groups in sides.items():
        if len(groups) != 1 or len(groups[0].far) != 1 or low_side:
            continue
        far, _ = groups[0].far[0]
        if _is_bound(slot, sized) or _is_bound(far, sized):
            continue
        theirs = sides.get((far, True), [])
        if (
            far.kind not in {SlotKind.NODE, SlotKind.CLUSTER}
            or len(theirs) != 1
            or len(theirs[0].far) != 1
            or theirs[0].edges != groups[0].edges
            or far.layer == slot.layer
        ):
            continue
        low, high = _stretch(slot, sized, horizontal)
        far_low, far_high = _stretch(far, sized, horizontal)
        least, most = max(slot.at + low, far.at + far_low), min(slot.at + high, far.at + far_high)
        if least <= most:
            narrow = slot if slot.cross <= far.cross else far
            own_low, own_high = (low, high) if narrow is slot else (far_low, far_high)
            place = min(max(narrow.at + (own_low + own_high) / 2, least), most)
            slot.high_ports.update(dict.fromkeys(groups[0].edges, place - slot.at))
            far.low_ports.update(dict.fromkeys(theirs[0].edges, place - far.at))


def _snap(sides: Mapping[tuple[Slot, bool], list[_Bundle]], sized: Mapping[str, SizedNode], horizontal: bool) -> None:
    """Move ports slightly where that makes an edge straight."""
    for (slot, low_side), groups in sides.items():
        low, high = _stretch(slot, sized, horizontal)
        ports = slot.low_ports if low_side else slot.high_ports
        for group in groups:
            if not group.far:
                continue
            place = group.far[0][0].port(group.far[0][1], low_side=not low_side) - slot.at
            off = abs(place - ports[group.edges[0]])
            if len(group.far) == 1 and 0 < off < _SMALL_STEP and low <= place <= high:
                ports.update(dict.fromkeys(group.edges, place))


def _part(
    chains: Sequence[EdgeChain], sides: Mapping[tuple[Slot, bool], list[_Bundle]], sized: Mapping[str, SizedNode],
    horizontal: bool,
) -> None:  # fmt: skip
    """Move ports a little that are opposite a port of another line: one line would run on in the other's place."""
    pairs = [(chain, low, high) for chain in chains if not chain.turns for low, high in chain.pairs()]
    tops: dict[int, list[tuple[Points, str]]] = {}
    for chain, low, _ in pairs:
        tops.setdefault(low.layer, []).append((low.port(chain.edge, low_side=False), chain.bundle))
    for chain, low, high in pairs:
        place, far = high.port(chain.edge, low_side=True), low.port(chain.edge, low_side=False)
        if abs(place - far) < _OPPOSITE or (high, True) not in sides:
            continue
        if any(abs(place - top) < _OPPOSITE and bundle != chain.bundle for top, bundle in tops[low.layer]):
            group = next((group for group in sides[high, True] if chain.edge in group.edges), None)
            aside = _ASIDE if far > place else -_ASIDE
            if group is not None:
                _move_aside(high, group, (aside, -aside), *_stretch(high, sized, horizontal))


def _move_aside(slot: Slot, group: _Bundle, ways: Sequence[Points], least: Points, most: Points) -> None:
    """Move a port on the low side of a slot where that leaves it in reach and apart from the others."""
    own = slot.low_ports[group.edges[0]]
    others = [port for edge, port in slot.low_ports.items() if edge not in group.edges]
    for way in ways:
        if least <= own + way <= most and all(abs(own + way - port) > abs(way) - 0.01 for port in others):
            slot.low_ports.update(dict.fromkeys(group.edges, own + way))
            return
