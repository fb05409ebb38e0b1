"""Order the slots of each layer and assign their coordinates across.

Input: layers of slots and the chains through them. Output: the same slots in order, with `Slot.at` set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from coursedeck.figures.layout.context import Spacing
from coursedeck.figures.layout.dummies import insert_movable, interpolate, sift
from coursedeck.figures.layout.layers import MOVABLE, EdgeChain, Slot, SlotKind, distance
from coursedeck.figures.layout.spread import spread
from coursedeck.model.units import Points

CONVERGED = 0.1
"""Points; smaller movements end the sweeps."""
MAX_SIFTED = 60
"""Chains of one subgraph up to which crossings are reduced by sifting, which takes quadratic time."""


@dataclass(frozen=True, slots=True)
class _Attraction:
    own: Points
    other: Slot
    theirs: Points
    weight: float


def arrange(
    layers: list[list[Slot]], chains: list[EdgeChain], loose_ties: list[tuple[Slot, Slot]], spacing: Spacing,
    joined: frozenset[tuple[str, str]],
) -> None:  # fmt: skip
    """Order the layers and set `Slot.at`. `joined` are neighbours of one layer with an edge between them."""
    for layer in layers:
        layer.sort(key=lambda slot: slot.order)
        _pack([slot for slot in layer if slot.kind not in MOVABLE], spacing, joined)
    for chain in chains:
        interpolate(chain)
    ties = _ties(chains, loose_ties)
    for _ in range(2):
        for layer in layers:
            insert_movable(layer)
        _sweep(layers, ties, spacing, joined, 3)
        for layer in layers:
            for slot in layer:
                if slot.kind in MOVABLE:
                    slot.at = _wanted(ties[slot])[0] if ties.get(slot) else slot.at
    for layer in layers:
        insert_movable(layer)
    if len(chains) <= MAX_SIFTED:
        sift(layers, chains)
    _sweep(layers, ties, spacing, joined, 6)
    _draw_in_loops(layers, spacing, joined)


def _draw_in_loops(layers: list[list[Slot]], spacing: Spacing, joined: frozenset[tuple[str, str]]) -> None:
    """Move the slots of self-loops next to their nodes, since no chain draws them there."""
    for layer in layers:
        for node, loop in pairwise(layer):
            if loop.kind is SlotKind.LOOP:
                loop.at = node.at + distance(node, loop, spacing, joined)


def _gaps(layer: list[Slot], spacing: Spacing, joined: frozenset[tuple[str, str]]) -> list[Points]:
    return [distance(one, two, spacing, joined) for one, two in pairwise(layer)]


def _pack(layer: list[Slot], spacing: Spacing, joined: frozenset[tuple[str, str]]) -> None:
    for slot, place in zip(
        layer, spread([0.0] * len(layer), [1.0] * len(layer), _gaps(layer, spacing, joined)), strict=True
    ):
        slot.at = place


def _ties(chains: list[EdgeChain], loose: list[tuple[Slot, Slot]]) -> dict[Slot, list[_Attraction]]:
    found: dict[Slot, list[_Attraction]] = {}

    def tie(low: Slot, high: Slot, edge: str) -> None:
        own, theirs = low.port(edge, low_side=False) - low.at, high.port(edge, low_side=True) - high.at
        found.setdefault(low, []).append(_Attraction(own, high, theirs, _weight(low, high)))
        found.setdefault(high, []).append(_Attraction(theirs, low, own, _weight(high, low)))

    for chain in chains:
        for low, high in chain.pairs():
            tie(low, high, chain.edge)
    for low, high in loose:
        if low.layer != high.layer:
            tie(low, high, "")
    return found


def _weight(slot: Slot, other: Slot) -> float:
    """How strongly `other` attracts `slot`.

    Dummy nodes attract each other most, so that long edges run straight, and real nodes least, so that a bundle of
    passing edges does not pull nodes apart.
    """
    if other.kind in MOVABLE:
        return 3.0 if slot.kind in MOVABLE else 0.25
    return 1.0


def _wanted(ties: list[_Attraction]) -> tuple[float, float]:
    """The weighted mean of where the attractions pull a slot, and their total weight."""
    total = sum(tie.weight for tie in ties)
    return sum((tie.other.at + tie.theirs - tie.own) * tie.weight for tie in ties) / total, total


def _sweep(
    layers: list[list[Slot]],
    ties: Mapping[Slot, list[_Attraction]],
    spacing: Spacing,
    joined: frozenset[tuple[str, str]],
    times: int,
) -> None:
    """Move the slots of each layer towards their neighbours in other layers, keeping order and distances.

    Sweeps down and up alternate as in Sugiyama's method; the last sweep uses the neighbours on both sides.
    """
    gaps = [_gaps(layer, spacing, joined) for layer in layers]
    final = False
    for turn in range(times):
        moved = 0.0
        for way in (1, -1):
            for index in range(len(layers))[::way]:
                wants = [_pull(slot, ties.get(slot, []), 0 if final else way) for slot in layers[index]]
                places = spread([w for w, _ in wants], [s for _, s in wants], gaps[index])
                for slot, place in zip(layers[index], places, strict=True):
                    moved = max(moved, abs(slot.at - place))
                    slot.at = place
        if final:
            return
        final = turn >= times - 2 or moved < CONVERGED


def _pull(slot: Slot, ties: list[_Attraction], way: int) -> tuple[float, float]:
    """Desired place and weight: by the layers before the slot (way 1), after it (-1), or both (0)."""
    near = [tie for tie in ties if way == 0 or (tie.other.layer - slot.layer) * way < 0]
    if not near:
        return slot.at, 0.01 if slot.kind is SlotKind.TITLE else 0.1
    return _wanted(near)
