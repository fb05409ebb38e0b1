"""Order the slots of each layer and assign their coordinates across.

Input: layers of slots and the chains through them. Output: the same slots in order, with `Slot.at` set.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise

from coursedeck.figures.layout.context import Spacing
from coursedeck.figures.layout.layers import MOVABLE, EdgeChain, Joined, Slot, SlotKind, distance
from coursedeck.figures.layout.spread import spread
from coursedeck.model.units import Points

CONVERGED = 0.1
"""Points; smaller movements end the sweeps."""
MAX_SIFTED = 60
"""Chains of one subgraph up to which crossings are reduced by sifting, which takes quadratic time."""
_Attraction = tuple[int, float, float]
"""The index of another slot, the difference of the places at which they would be joined straight, and the weight."""


def arrange(
    layers: list[list[Slot]], chains: list[EdgeChain], loose: list[tuple[Slot, Slot]], spacing: Spacing,
    joined: Joined, *, compact: bool, starts: Mapping[int, bool],
) -> None:  # fmt: skip
    """Order the layers and set `Slot.at`. `joined` are neighbours of one layer with an edge between them.

    With `compact`, no layer is spread wider than the widest one needs, even if edges get more bends. `starts`
    are layers that stand in line with each other, like lines of text: at their low ends (true) or their high ends.
    """
    for layer in layers:
        layer.sort(key=lambda slot: slot.order)
        _pack(layer, spacing, joined)
    sweeper = _Sweeper(layers, chains, loose, spacing, joined)
    if starts:
        sweeper.align(starts)
    sweeper.sweep(8)
    if compact:
        sweeper.confine()
        sweeper.sweep(3)
    _draw_in_loops(layers, spacing, joined)


def _draw_in_loops(layers: list[list[Slot]], spacing: Spacing, joined: Joined) -> None:
    """Move the slots of self-loops next to their nodes, since no chain draws them there."""
    for layer in layers:
        for node, loop in pairwise(layer):
            if loop.kind is SlotKind.LOOP:
                loop.at = node.at + distance(node, loop, spacing, joined)


def _pack(layer: list[Slot], spacing: Spacing, joined: Joined) -> None:
    """Place the slots as close as possible, about zero."""
    gaps = [distance(one, two, spacing, joined) for one, two in pairwise(layer)]
    for slot, place in zip(layer, spread([0.0] * len(layer), [1.0] * len(layer), gaps), strict=True):
        slot.at = place


def _weight(slot: Slot, other: Slot) -> float:
    """How strongly `other` attracts `slot`.

    Dummy nodes attract each other most, so that long edges run straight, and real nodes least, so that a bundle of
    passing edges does not pull nodes apart.
    """
    if other.kind in MOVABLE:
        return 3.0 if slot.kind in MOVABLE else 0.25
    return 1.0


class _Sweeper:
    """Moves slots towards the slots that attract them, layer by layer; the layers may be reordered between sweeps."""

    def __init__(
        self, layers: list[list[Slot]], chains: list[EdgeChain], loose: list[tuple[Slot, Slot]], spacing: Spacing,
        joined: Joined,
    ) -> None:  # fmt: skip
        self.layers, self.spacing, self.joined = layers, spacing, joined
        self.slots = [slot for layer in layers for slot in layer]
        self.index = {slot: index for index, slot in enumerate(self.slots)}
        self.before: list[list[_Attraction]] = [[] for _ in self.slots]
        self.after: list[list[_Attraction]] = [[] for _ in self.slots]
        for chain in chains:
            for low, high in chain.pairs():
                self._attract(low, high, chain.edge)
        for low, high in loose:
            if low.layer != high.layer:
                self._attract(*((low, high) if low.layer < high.layer else (high, low)), "")
        self.limits: list[tuple[Points, Points]] | None = None
        self.anchored: dict[int, Points] = {}

    def _attract(self, low: Slot, high: Slot, edge: str) -> None:
        if low.layer == high.layer:
            return
        offset = (high.port(edge, low_side=True) - high.at) - (low.port(edge, low_side=False) - low.at)
        one, two = self.index[low], self.index[high]
        self.after[one].append((two, offset, _weight(low, high)))
        self.before[two].append((one, -offset, _weight(high, low)))

    def sweep(self, times: int) -> None:
        """Move the slots of each layer towards their neighbours in other layers, keeping order and distances.

        Sweeps down and up alternate as in Sugiyama's method; the last sweep uses the neighbours on both sides.
        """
        rows = [[self.index[slot] for slot in layer] for layer in self.layers]
        gaps = [[distance(one, two, self.spacing, self.joined) for one, two in pairwise(layer)]
                for layer in self.layers]  # fmt: skip
        at = [slot.at for slot in self.slots]
        final = False
        for turn in range(times):
            moved = 0.0
            for down in (True, False):
                for number in range(len(rows)) if down else range(len(rows) - 1, -1, -1):
                    row = rows[number]
                    if not row:
                        continue
                    wanted, weights = self._wanted(row, at, before=down or final, after=not down or final)
                    places = spread(wanted, weights, gaps[number])
                    if self.limits is not None:
                        places = _clamped(places, gaps[number], self.limits[number])
                    for each, place in zip(row, places, strict=True):
                        moved = max(moved, abs(at[each] - place))
                        at[each] = place
            if final:
                break
            final = turn >= times - 2 or moved < CONVERGED
        for slot, place in zip(self.slots, at, strict=True):
            slot.at = place

    def _wanted(
        self, row: Sequence[int], at: Sequence[Points], *, before: bool, after: bool
    ) -> tuple[list[Points], list[float]]:
        """Desired places and weights of a layer's slots, by the layers before it, after it, or both."""
        wanted: list[Points] = []
        weights: list[float] = []
        for each in row:
            if each in self.anchored:
                wanted.append(self.anchored[each])
                weights.append(1e6)
                continue
            total = weight = 0.0
            for attractions in (self.before[each] if before else (), self.after[each] if after else ()):
                for other, offset, strength in attractions:
                    total += (at[other] + offset) * strength
                    weight += strength
            if weight:
                wanted.append(total / weight)
                weights.append(weight)
            else:
                wanted.append(at[each])
                weights.append(0.01 if self.slots[each].kind is SlotKind.TITLE else 0.1)
        return wanted, weights

    def move_freely(self, kinds: Collection[SlotKind]) -> None:
        """Move slots of some kinds to where they are attracted, without regard to order and distances."""
        at = [slot.at for slot in self.slots]
        moved = [each for each, slot in enumerate(self.slots) if slot.kind in kinds]
        for each, place in zip(moved, self._wanted(moved, at, before=True, after=True)[0], strict=True):
            self.slots[each].at = place

    def _widths(self) -> list[Points]:
        """The smallest width of each layer."""
        return [
            sum(distance(one, two, self.spacing, self.joined) for one, two in pairwise(layer))
            + (layer[0].cross + layer[-1].cross) / 2 if layer else 0.0
            for layer in self.layers
        ]  # fmt: skip

    def align(self, starts: Mapping[int, bool]) -> None:
        """Let the only item of each layer begin, or end, where all others do."""
        width = max(self._widths())
        for number, at_low_end in starts.items():
            items = [slot for slot in self.layers[number] if slot.kind in {SlotKind.NODE, SlotKind.CLUSTER}]
            if len(items) == 1:
                inset = width / 2 - items[0].cross / 2
                self.anchored[self.index[items[0]]] = -inset if at_low_end else inset

    def confine(self) -> None:
        """Keep the slots of each layer within the extent that the widest layer needs."""
        widths = self._widths()
        widest = max(range(len(widths)), key=widths.__getitem__, default=None)
        if widest is None or not self.layers[widest]:
            return
        layer, width = self.layers[widest], widths[widest]
        middle = (layer[0].start + layer[-1].end) / 2
        self.limits = [
            (middle - width / 2 + (each[0].cross / 2 if each else 0.0),
             middle + width / 2 - (each[-1].cross / 2 if each else 0.0))
            for each in self.layers
        ]  # fmt: skip


def _clamped(
    places: Sequence[Points], gaps: Sequence[Points], limits: tuple[Points, Points]
) -> list[Points]:  # fmt: skip
    """`places` moved into `limits`, in order and `gaps` apart."""
    low, high = limits
    offsets = [0.0, *accumulate(gaps)]
    return [min(max(place, low + offset), high - offsets[-1] + offset)
            for place, offset in zip(places, offsets, strict=True)]  # fmt: skip
