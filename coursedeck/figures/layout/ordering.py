"""Crossing reduction: the order of items in each rank of a subgraph, as in the third step of Sugiyama's method.

Input: the ranks of a subgraph with items in order of declaration, its edges, and the edges that leave it. Output: an
order of each rank. Items keep the order of declaration unless another order saves crossings.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_SWEEPS = 6
_MAX_TRANSPOSITIONS = 5
"""Passes over all layers that swap neighbours."""
_MAX_EDGES = 600
"""Segments of edges above which a subgraph keeps the order of declaration: sweeps would take too long."""


@dataclass(frozen=True, slots=True)
class BorderEnd:
    """An edge from `item` to the border of the subgraph; `after` if it leaves in flow direction.

    With `lateral`, -1 or 1, it leaves sideways, before the first or after the last item of the next rank; otherwise it
    crosses the low or high border at a place that is ordered by `outside`.
    """

    item: str
    after: bool
    lateral: int = 0
    outside: float = 0.0


@dataclass(frozen=True, slots=True)
class Chain:
    """An edge between items of different ranks, from the lower rank.

    Edges with the same `bundle`, which have one end in common, share their dummy nodes.
    """

    low: str
    high: str
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The order of items and of the dummy nodes of edges."""

    ranks: tuple[tuple[str, ...], ...]
    """Items by rank, without dummy nodes."""
    places: Mapping[str, int]
    """Place of each item in its rank, dummy nodes counted."""
    edges: tuple[tuple[int, ...], ...]
    """By edge: its places from its low to its high end, one for each rank."""
    borders: tuple[tuple[int, ...], ...]
    """By border end: the places of its dummy nodes, from the item to the border."""
    sizes: tuple[int, ...]
    """Items and dummy nodes of each rank; before and after the ranks those on the borders."""
    crossings: int


@dataclass(slots=True)
class _Network:
    """Vertices (items, dummy nodes, ends on the border) in layers; `before` and `after` are their neighbours."""

    layers: list[list[int]]
    item: list[str | None] = field(default_factory=list)
    layer: list[int] = field(default_factory=list)
    before: list[list[int]] = field(default_factory=list)
    after: list[list[int]] = field(default_factory=list)
    pin: list[int] = field(default_factory=list)
    """-1 or 1 for vertices that stay first or last in their layer."""
    place: list[int] = field(default_factory=list)

    def add(self, layer: int, item: str | None = None, pin: int = 0) -> int:
        vertex = len(self.item)
        self.item.append(item)
        self.layer.append(layer)
        self.before.append([])
        self.after.append([])
        self.pin.append(pin)
        self.place.append(0)
        self.layers[layer].append(vertex)
        return vertex

    def join(self, low: int, high: int) -> None:
        self.after[low].append(high)
        self.before[high].append(low)

    def chain(self, low: int, high: int, shared: dict[int, int] | None = None) -> tuple[int, ...]:
        """Join two vertices through dummy nodes in the layers between them; returns all vertices of the chain.

        Dummy nodes are taken from `shared`, by layer, if there are such.
        """
        vertices = [low]
        for layer in range(self.layer[low] + 1, self.layer[high]):
            known = shared.get(layer) if shared is not None else None
            vertices.append(self.add(layer) if known is None else known)
            if shared is not None:
                shared[layer] = vertices[-1]
        vertices.append(high)
        for one, two in pairwise(vertices):
            if shared is None or two not in self.after[one]:
                self.join(one, two)
        return tuple(vertices)

    def number(self, layer: int) -> None:
        """Store the places of a layer's vertices."""
        for place, vertex in enumerate(self.layers[layer]):
            self.place[vertex] = place

    def crossings(self) -> int:
        """Crossings between all pairs of successive layers."""
        return sum(self._crossings_after(layer) for layer in range(len(self.layers) - 1))

    def _crossings_after(self, layer: int) -> int:
        ends: list[int] = []
        count = 0
        for vertex in self.layers[layer]:
            places = sorted(self.place[each] for each in self.after[vertex])
            for place in places:
                count += len(ends) - bisect_left(ends, place + 1)
            for place in places:
                insort(ends, place)
        return count

    def pair_crossings(self, one: int, two: int) -> int:
        """Crossings between the edges of two vertices of a layer if `one` stands before `two`."""
        place = self.place
        count = 0
        for mine, theirs in ((self.before[one], self.before[two]), (self.after[one], self.after[two])):
            for a in mine:
                at = place[a]
                for b in theirs:
                    count += at > place[b]
        return count


def ordered(
    ranks: Sequence[Sequence[str]], edges: Sequence[Chain], borders: Sequence[BorderEnd]
) -> Order:  # fmt: skip
    """An order of each rank with few crossings.

    >>> ordered([["a", "b"], ["c", "d"]], [Chain("a", "d"), Chain("b", "c")], []).ranks
    (('a', 'b'), ('d', 'c'))
    """
    network = _Network([[] for _ in range(len(ranks) + 2)])
    vertex = {item: network.add(number, item) for number, rank in enumerate(ranks, 1) for item in rank}
    shared: dict[str, dict[int, int]] = {}
    chains = [
        network.chain(vertex[each.low], vertex[each.high], shared.setdefault(each.bundle, {}) if each.bundle else None)
        for each in edges
    ]
    ends = _add_borders(network, borders, vertex)
    _place_dummies(network, chains)
    crossings = network.crossings()
    if crossings and sum(map(len, network.after)) <= _MAX_EDGES:
        crossings = _reduced(network, crossings)
    place = network.place
    return Order(
        tuple(tuple(item for each in layer if (item := network.item[each]) is not None)
              for layer in network.layers[1:-1]),
        {item: place[each] for item, each in vertex.items()},
        tuple(tuple(place[each] for each in chain) for chain in chains),
        tuple(tuple(place[each] for each in chain) for chain in ends),
        tuple(map(len, network.layers)),
        crossings,
    )  # fmt: skip


def _add_borders(
    network: _Network, borders: Sequence[BorderEnd], vertex: dict[str, int]
) -> list[tuple[int, ...]]:  # fmt: skip
    """Add the edges to the border; returns the vertices of each after the item."""
    last = len(network.layers) - 1
    found: list[tuple[int, ...]] = [()] * len(borders)
    for index in sorted(range(len(borders)), key=lambda each: (borders[each].outside, each)):
        border, own = borders[index], vertex[borders[index].item]
        if border.lateral:
            end = network.add(network.layer[own] + (1 if border.after else -1), pin=border.lateral)
            found[index] = (end,)
            network.join(*((own, end) if border.after else (end, own)))
        else:
            end = network.add(last if border.after else 0)
            chain = network.chain(own, end) if border.after else network.chain(end, own)
            found[index] = chain[1:] if border.after else chain[-2::-1]
    return found


def _place_dummies(network: _Network, chains: Iterable[tuple[int, ...]]) -> None:
    """Put dummy nodes between the items of their layers, near the straight line between the ends of their edge."""
    at = [0.0] * len(network.item)
    for layer in network.layers:
        solid = [each for each in layer if network.item[each] is not None]
        for place, each in enumerate(solid):
            at[each] = (place + 0.5) / len(solid)
    for chain in chains:
        for step, each in enumerate(chain[1:-1], 1):
            middle = at[chain[0]] + (at[chain[-1]] - at[chain[0]]) * step / (len(chain) - 1)
            at[each] = (at[each] + middle) / 2 if at[each] else middle
    for number, layer in enumerate(network.layers):
        on_border = number in {0, len(network.layers) - 1}
        layer.sort(key=lambda each: (network.pin[each], 0.0 if on_border else at[each]))
        network.number(number)
    _transpose(network, lambda one, two: network.item[one] is None or network.item[two] is None)


def _transpose(network: _Network, allowed: Callable[[int, int], bool]) -> None:
    """Swap neighbours while that saves crossings."""
    for _ in range(_MAX_TRANSPOSITIONS):
        swapped = False
        for layer in network.layers[1:-1]:
            for index in range(len(layer) - 1):
                one, two = layer[index], layer[index + 1]
                if network.pin[one] or network.pin[two] or not allowed(one, two):
                    continue
                if network.pair_crossings(two, one) < network.pair_crossings(one, two):
                    layer[index], layer[index + 1] = two, one
                    network.place[one], network.place[two] = index + 1, index
                    swapped = True
        if not swapped:
            return


def _reduced(network: _Network, crossings: int) -> int:
    """Reorder the layers to reduce `crossings`; returns the crossings that remain."""
    declared = [list(layer) for layer in network.layers]
    best, best_layers = crossings, declared
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        numbers = range(1, len(network.layers) - 1)
        for number in numbers if down else reversed(numbers):
            _sort_by_barycenter(network, number, network.before if down else network.after)
        _transpose(network, lambda one, two: True)
        found = network.crossings()
        if found < best:
            best, best_layers = found, [list(layer) for layer in network.layers]
        if not best:
            break
    for number, layer in enumerate(best_layers):
        network.layers[number] = layer
        network.number(number)
    if best < crossings:
        _restore_declared(network, {each: place for layer in declared for place, each in enumerate(layer)})
    return best


def _sort_by_barycenter(network: _Network, number: int, neighbours: list[list[int]]) -> None:
    """Sort a layer by the mean place of each vertex's neighbours; vertices without neighbours keep their place."""
    layer, place = network.layers[number], network.place

    def barycenter(vertex: int) -> float:
        near = neighbours[vertex]
        return sum(place[each] for each in near) / len(near) if near else place[vertex]

    layer.sort(key=lambda vertex: (network.pin[vertex], barycenter(vertex), place[vertex]))
    network.number(number)


def _restore_declared(network: _Network, declared: dict[int, int]) -> None:
    """Swap neighbouring items back into order of declaration where that costs no crossing."""
    for _ in range(_MAX_TRANSPOSITIONS):
        swapped = False
        for layer in network.layers[1:-1]:
            for index in range(len(layer) - 1):
                one, two = layer[index], layer[index + 1]
                if network.pin[one] or network.pin[two] or declared[one] < declared[two]:
                    continue
                if network.pair_crossings(two, one) <= network.pair_crossings(one, two):
                    layer[index], layer[index + 1] = two, one
                    network.place[one], network.place[two] = index + 1, index
                    swapped = True
        if not swapped:
            return
