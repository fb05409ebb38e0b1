"""Crossing reduction: the order of items in each rank of a subgraph, as in the third step of Sugiyama's method.

Input: the ranks of a subgraph with items in order of declaration, its edges, and the edges that leave it. Output: an
order of each rank. Items keep the order of declaration unless another order saves crossings.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from random import Random

from msgspec import Struct, field

_SWEEPS = 6
_MORE_STARTS = 6
"""Orders from which thorough sweeps begin besides that of declaration, until nothing crosses."""
_MAX_TRANSPOSITIONS = 5
"""Passes over all layers that swap neighbours."""
_MAX_EDGES = 600
"""Segments of edges above which a subgraph keeps the order of declaration: sweeps would take too long."""
_EXTREME = 1e6
"""Pin of what comes last in its layer; its negative, of what comes first."""


class Chain(Struct, frozen=True):
    """An edge between items of different ranks, from the lower rank.

    Edges with the same `bundle`, which have one end in common, share their dummy nodes. Offsets say where in its item
    an edge ends, from -0.5 to 0.5, if that is known: an item may be a cluster or a table.
    """

    low: str
    high: str
    bundle: str = ""
    low_offset: float = 0.0
    high_offset: float = 0.0


class BorderEnd(Struct, frozen=True):
    """An edge from `item` to the border of the subgraph; `after` if it leaves in flow direction.

    With `lateral`, -1 or 1, it leaves sideways, before the first or after the last item of the next rank; otherwise it
    crosses the low or high border at a place that is ordered by `outside`.
    """

    item: str
    after: bool
    lateral: int = 0
    outside: float = 0.0
    offset: float = 0.0
    """Where in its item the edge ends."""


class Order(Struct, frozen=True):
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


_End = tuple[int, float]
"""A vertex, and the offset of an edge in it."""


class _Network(Struct):
    """Vertices (items, dummy nodes, ends on the border) in layers; `before` and `after` are their neighbours."""

    layers: list[list[int]]
    item: list[str | None] = field(default_factory=list)
    layer: list[int] = field(default_factory=list)
    before: list[list[_End]] = field(default_factory=list)
    after: list[list[_End]] = field(default_factory=list)
    segments: list[list[tuple[_End, _End]]] = field(default_factory=list)
    """Parts of edges between each layer and the next."""
    pin: list[float] = field(default_factory=list)
    """Only vertices with the same pin may change places; lower pins come first."""
    place: list[int] = field(default_factory=list)

    def add(self, layer: int, item: str | None = None, pin: float = 0.0) -> int:
        vertex = len(self.item)
        self.item.append(item)
        self.layer.append(layer)
        self.before.append([])
        self.after.append([])
        self.pin.append(pin)
        self.place.append(0)
        self.layers[layer].append(vertex)
        return vertex

    def join(self, low: _End, high: _End) -> None:
        self.after[low[0]].append(high)
        self.before[high[0]].append(low)
        self.segments[self.layer[low[0]]].append((low, high))

    def chain(self, low: _End, high: _End, shared: dict[int, int] | None = None) -> tuple[int, ...]:
        """Join two vertices through dummy nodes in the layers between them; returns all vertices of the chain.

        Dummy nodes are taken from `shared`, by layer, if there are such.
        """
        ends = [low]
        for layer in range(self.layer[low[0]] + 1, self.layer[high[0]]):
            known = shared.get(layer) if shared is not None else None
            ends.append((self.add(layer) if known is None else known, 0.0))
            if shared is not None:
                shared[layer] = ends[-1][0]
        ends.append(high)
        for one, two in pairwise(ends):
            if shared is None or two not in self.after[one[0]]:
                self.join(one, two)
        return tuple(vertex for vertex, _ in ends)

    def number(self, layer: int) -> None:
        """Store the places of a layer's vertices."""
        for place, vertex in enumerate(self.layers[layer]):
            self.place[vertex] = place

    def crossings(self) -> int:
        """Crossings between all pairs of successive layers: inversions of the segments' ends."""
        place = self.place
        return sum(
            inversions((place[a] + at_a, place[b] + at_b) for (a, at_a), (b, at_b) in segments)
            for segments in self.segments
        )

    def pair_crossings(self, one: int, two: int) -> int:
        """Crossings between the edges of two vertices of a layer if `one` stands before `two`."""
        place = self.place
        count = 0
        for mine, theirs in ((self.before[one], self.before[two]), (self.after[one], self.after[two])):
            for vertex, offset in mine:
                at = place[vertex] + offset
                for other, other_offset in theirs:
                    count += at > place[other] + other_offset
        return count


def inversions(segments: Iterable[tuple[float, float]]) -> int:
    """Crossings of straight lines between two layers; each is given by its places in both.

    >>> inversions([(0, 1), (1, 0), (1, 2), (1, 1)])
    1
    """
    count = 0
    passed: list[float] = []
    for _, group in groupby(sorted(segments), key=lambda segment: segment[0]):
        highs = [high for _, high in group]
        count += sum(len(passed) - bisect_right(passed, high) for high in highs)
        for high in highs:
            insort(passed, high)
    return count


def ordered(
    ranks: Sequence[Sequence[str]], edges: Sequence[Chain], borders: Sequence[BorderEnd], *, thorough: bool = False,
    seed: int = 0,
) -> Order:  # fmt: skip
    """An order of each rank with few crossings; with `thorough`, also orders far from that of declaration are tried.

    Other orders than the first, which is as good, come from other seeds than 0.

    >>> ordered([["a", "b"], ["c", "d"]], [Chain("a", "d"), Chain("b", "c")], []).ranks
    (('a', 'b'), ('d', 'c'))
    """
    network = _Network([[] for _ in range(len(ranks) + 2)], segments=[[] for _ in range(len(ranks) + 2)])
    vertex = {item: network.add(number, item) for number, rank in enumerate(ranks, 1) for item in rank}
    shared: dict[str, dict[int, int]] = {}
    chains = [
        network.chain((vertex[each.low], each.low_offset), (vertex[each.high], each.high_offset),
                      shared.setdefault(each.bundle, {}) if each.bundle else None)
        for each in edges
    ]  # fmt: skip
    ends = _add_borders(network, borders, vertex)
    _place_dummies(network, [*chains, *((vertex[each.item], *end) for each, end in zip(borders, ends, strict=True))])
    crossings = network.crossings()
    if crossings and sum(map(len, network.segments)) <= _MAX_EDGES:
        crossings = _reduced(network, crossings, _MORE_STARTS if thorough else 0, seed)
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
    network: _Network, borders: Sequence[BorderEnd], vertex: Mapping[str, int]
) -> list[tuple[int, ...]]:  # fmt: skip
    """Add the edges to the border; returns the vertices of each after the item."""
    last = len(network.layers) - 1
    found: list[tuple[int, ...]] = [()] * len(borders)
    for index in sorted(range(len(borders)), key=lambda each: (borders[each].outside, each)):
        border = borders[index]
        own = (vertex[border.item], border.offset)
        layer = last if border.after else 0
        if border.lateral:
            layer = network.layer[own[0]] + (1 if border.after else -1)
        pin = border.lateral * _EXTREME if border.lateral else round(border.outside, 6)
        end = (network.add(layer, pin=pin), 0.0)
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
        first, last = at[chain[0]], at[chain[-1]]
        if network.item[chain[-1]] is None:
            last = min(max(network.pin[chain[-1]], 0.0), 1.0)
        for step, each in enumerate(chain[1:], 1):
            if network.item[each] is None:
                middle = first + (last - first) * step / (len(chain) - 1)
                at[each] = (at[each] + middle) / 2 if at[each] else middle
    for number, layer in enumerate(network.layers):
        layer.sort(key=lambda each: (network.pin[each], at[each]))
        network.number(number)
    _transpose(network, lambda one, two: network.item[one] is None or network.item[two] is None)


def _transpose(network: _Network, allowed: Callable[[int, int], bool], *, worse: int = 0) -> None:
    """Swap neighbours while that saves crossings, or costs at most `worse` more."""
    for _ in range(_MAX_TRANSPOSITIONS):
        swapped = False
        for layer in network.layers:
            for index in range(len(layer) - 1):
                one, two = layer[index], layer[index + 1]
                if network.pin[one] != network.pin[two] or not allowed(one, two):
                    continue
                if network.pair_crossings(two, one) < network.pair_crossings(one, two) + worse:
                    layer[index], layer[index + 1] = two, one
                    network.place[one], network.place[two] = index + 1, index
                    swapped = True
        if not swapped:
            return


def _reduced(network: _Network, crossings: int, more_starts: int, seed: int) -> int:
    """Reorder the layers to reduce `crossings`; returns the crossings that remain."""
    declared = [list(layer) for layer in network.layers]
    best, best_layers = crossings, declared
    chance = Random(seed)
    for start in range(1 + more_starts):
        if start or seed:  # sweeps end in the nearest of several minima: begin somewhere else
            _put(network, [_shuffled(network, layer, chance) for layer in declared])
        found, layers = _swept(network)
        if found < best or (found == best and seed and not start):
            best, best_layers = found, layers
        if not best:
            break
    _put(network, best_layers)
    if best < crossings:
        place = {each: place for layer in declared for place, each in enumerate(layer)}
        # Back into order of declaration where that costs no crossing.
        _transpose(network, lambda one, two: place[one] > place[two], worse=1)
    return best


def _swept(network: _Network) -> tuple[int, list[list[int]]]:
    """Sort the layers by their neighbours, downwards and upwards in turn; the fewest crossings met, and their order."""
    best, best_layers = network.crossings(), [list(layer) for layer in network.layers]
    numbers = range(len(network.layers))
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for number in numbers if down else reversed(numbers):
            _sort_by_barycenter(network, number, network.before if down else network.after)
        _transpose(network, lambda one, two: True)
        found = network.crossings()
        if found < best:
            best, best_layers = found, [list(layer) for layer in network.layers]
        if not best:
            break
    return best, best_layers


def _put(network: _Network, layers: Sequence[Sequence[int]]) -> None:
    """Set the order of all layers."""
    for number, layer in enumerate(layers):
        network.layers[number] = list(layer)
        network.number(number)


def _shuffled(network: _Network, layer: Sequence[int], chance: Random) -> list[int]:
    """A layer in any order that its pins allow."""
    return sorted(layer, key=lambda vertex: (network.pin[vertex], chance.random()))


def _sort_by_barycenter(network: _Network, number: int, neighbours: list[list[_End]]) -> None:
    """Sort a layer by the mean place of each vertex's neighbours; vertices without neighbours keep their place."""
    layer, place = network.layers[number], network.place

    def barycenter(vertex: int) -> float:
        near = neighbours[vertex]
        return sum(place[each] + offset for each, offset in near) / len(near) if near else place[vertex]

    layer.sort(key=lambda vertex: (network.pin[vertex], barycenter(vertex), place[vertex]))
    network.number(number)
