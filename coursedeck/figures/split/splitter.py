"""Split a figure until every part fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from coursedeck.figures.split.detail import Neighbors, detail_of, inner_edges
from coursedeck.figures.split.groups import NodeGroup, groups_of, joined, name_of, one_line
from coursedeck.figures.split.kinds import strips_of_kind
from coursedeck.figures.split.overview import overview_of, without_words
from coursedeck.figures.split.pieces import halves, reading_order
from coursedeck.figures.split.sequences import strip_of_sequence
from coursedeck.figures.split.strips import Strip, cut
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.figure_kinds import Blocks, CharacterDrawing, GitGraph
from coursedeck.model.graph import Graph, GraphStyle, Label, Node, NodeShape
from coursedeck.model.values import replace

PIECE = GraphStyle(fill="#eef2f6", stroke="#7b8894")
MOST_DETAILS = 8
"""Groups that have slides of their own; of more, neighbours share one."""
MOST_NEIGHBORS = 10
"""Nodes with more are hubs."""
MOST_NODES = 90
"""Nodes of a part: more are hardly ever readable on one slide, and to find out takes long."""
MOST_NAMES = 4
"""Nodes of a piece without a title that its box in the overview names."""


class PartGraph(Struct, frozen=True):
    """A part before layout; its graph bears the part's name."""

    graph: Graph
    title: str
    """Empty where it has none of its own."""
    is_sequel: bool = False
    """It goes on where the part before it ends; other parts but the first are details of an overview."""


def split(graph: Graph, fits: Callable[[Graph], bool]) -> tuple[PartGraph, ...]:
    """Overview and details of a graph that does not fit, pieces of other figures; nothing if it cannot be split.

    `fits` says whether a graph can be read on one slide.
    """
    if graph.steps is not None:
        return _sequels(graph, (strip_of_sequence(graph),), fits)
    if isinstance(graph.kind, Blocks | CharacterDrawing):
        graph = replace(graph, kind=None)  # on their grid, the lines between pieces would be lost
    if graph.kind is not None:
        return _sequels(graph, strips_of_kind(graph), fits)
    if len(graph.nodes) < 2:
        return ()
    if graph.direction_policy is DirectionPolicy.KEEP:
        return ()  # as its author wants it, however small
    graph = replace(graph, direction_policy=DirectionPolicy.FREE)
    whole = replace(graph, name=f"{graph.name}.0")
    parts = tuple(_Splitter(graph.name, fits).divided(whole, "", frozenset()))
    return parts if len(parts) > 1 else ()


def _sequels(graph: Graph, strips: Sequence[Strip], fits: Callable[[Graph], bool]) -> tuple[PartGraph, ...]:
    """The pieces of a figure that is cut along the strip on which all can be read, or else the most."""
    found: list[tuple[int, int, list[Graph]]] = []
    for strip in strips:
        graphs = [strip.part(*piece) for piece in cut(strip, fits)]
        found.append((sum(not fits(each) for each in graphs), len(graphs), graphs))
    unfit, count, graphs = min(found, key=lambda each: each[:2], default=(0, 0, []))
    if count < 2 or unfit == count:
        return ()
    titles = [_only_cluster(each) for each in graphs]
    if len(set(titles)) < count:
        titles = [""] * count
    named = (replace(each, name=f"{graph.name}.{number}") for number, each in enumerate(graphs))
    return tuple(PartGraph(each, title, is_sequel=True) for each, title in zip(named, titles, strict=True))


def _only_cluster(graph: Graph) -> str:
    """The title of the one section that a piece shows."""
    if graph.steps is not None or len(graph.clusters) != 1 or isinstance(graph.kind, GitGraph):
        return ""
    return one_line(graph.clusters[0].label)


class _Splitter:
    """Splits one figure and counts its parts."""

    def __init__(self, name: str, fits: Callable[[Graph], bool]) -> None:
        self.name, self._fits = name, fits
        self._count = 0

    def fits(self, graph: Graph) -> bool:
        """Whether a part can be read on one slide."""
        return len(graph.nodes) <= MOST_NODES and self._fits(graph)

    def _next_name(self) -> str:
        self._count += 1
        return f"{self.name}.{self._count}"

    def parts(self, graph: Graph, title: str, rim: frozenset[str]) -> Iterator[PartGraph]:
        """The graph if it fits, else its overview and details."""
        if self.fits(graph):
            yield PartGraph(graph, title)
        else:
            yield from self.divided(graph, title, rim)

    def divided(self, graph: Graph, title: str, rim: frozenset[str]) -> Iterator[PartGraph]:
        """Overview and details of a graph that does not fit; `rim` are its nodes that stand for neighbours."""
        groups = groups_of(graph, rim)
        large = [group for group in groups if len(group.nodes) > 1]
        if not large or large[0].nodes == frozenset(node.id for node in graph.nodes) - rim:
            yield from self._pieces(graph, title, rim)
        elif len(large) < len(groups) and self.fits(self._overview(graph, large)):
            yield from self._details(graph, title, large)
        else:
            yield from self._details(graph, title, groups)

    def _overview(self, graph: Graph, groups: Sequence[NodeGroup]) -> Graph:
        return overview_of(graph, groups, {group.box.id: "" for group in groups})

    def _details(self, graph: Graph, title: str, groups: Sequence[NodeGroup]) -> Iterator[PartGraph]:
        """An overview with a box for each of some groups, and their details."""
        shown = groups if len(groups) <= MOST_DETAILS else self._merged(graph, groups)
        own = {group.box.id: self._next_name() for group in shown}
        names = {group.box.id: own[each.box.id] for each in shown for group in groups if group.nodes <= each.nodes}
        overview = overview_of(graph, groups, names)
        if not self.fits(overview) and self.fits(without_words(overview)):
            overview = without_words(overview)
        yield from self.parts(overview, title, frozenset())
        boxes = {key: group.box for group in groups for key in group.keys}
        neighbors = Neighbors({} if graph.mind_map else boxes, names, graph.name)
        for group in shown:
            # what a branch of a mind map belongs to need not be said
            around = replace(graph, edges=inner_edges(graph, group)) if graph.mind_map else graph
            detail, rim = detail_of(around, group, neighbors)
            yield from self.parts(replace(detail, name=own[group.box.id]), group.title, rim)

    def _merged(self, graph: Graph, groups: Sequence[NodeGroup]) -> list[NodeGroup]:
        """Runs of groups that fit one slide each; small ones on slides of their own are a long way for little."""
        boxes = {key: group.box for group in groups for key in group.keys}
        neighbors = Neighbors({} if graph.mind_map else boxes, {}, "")
        root = {graph.nodes[0].id} if graph.mind_map else set()

        def run(start: int, stop: int) -> NodeGroup:
            group = joined(groups[start:stop])
            return replace(group, nodes=group.nodes | root) if stop > start + 1 else group

        def part(start: int, stop: int) -> Graph:
            group = run(start, stop)
            around = replace(graph, edges=inner_edges(graph, group)) if graph.mind_map else graph
            return replace(detail_of(around, group, neighbors)[0], name=f"{graph.name}?")

        strip = Strip([1 / 6] * len(groups), [0.0] * len(groups), part)
        return [run(start, stop) for start, stop in cut(strip, self.fits)]

    def _pieces(self, graph: Graph, title: str, rim: frozenset[str]) -> Iterator[PartGraph]:
        """An overview of pieces that are cut where few edges are, and the pieces."""
        order = reading_order(graph, rim)
        pieces = self._fitting([order], graph) if len(order) > 1 else []
        if len(pieces) < 2:
            yield PartGraph(graph, title)
            return
        names = [self._next_name() for _ in pieces]
        by_node = {node: name for piece, name in zip(pieces, names, strict=True) for node in piece}
        yield PartGraph(self._pieces_overview(graph, pieces, names), title)
        numbered = [_piece(graph, piece, str(number)) for number, piece in enumerate(pieces, start=1)]
        boxes = {node: group.box for group in numbered for node in group.nodes}
        by_node |= {group.box.id: name for group, name in zip(numbered, names, strict=True)}
        for group, name in zip(numbered, names, strict=True):
            named, _ = detail_of(graph, group, Neighbors({}, by_node, graph.name))
            detail = replace(named, name=name, title=Label(title))
            if not self.fits(detail):  # too many neighbours: the pieces that they are in stand for them
                gathered, _ = detail_of(graph, group, Neighbors(boxes, by_node, graph.name, _hubs(graph)))
                detail = replace(gathered, name=name, title=Label(title))
            yield PartGraph(detail, title)

    def _fitting(self, pieces: list[Sequence[str]], graph: Graph) -> list[Sequence[str]]:
        """Pieces cut in halves until each fits, or is one node."""
        found: list[Sequence[str]] = []
        for number, piece in enumerate(pieces):
            whole = number == 0 and len(pieces) == 1
            if len(piece) == 1 or (not whole and self._is_fitting(graph, piece)):
                found.append(piece)
            else:
                found.extend(self._fitting([*halves(piece, graph)], graph))
        return found

    def _is_fitting(self, graph: Graph, piece: Sequence[str]) -> bool:
        """Whether a piece can be read with each of its neighbours, or with one box for all of them."""
        inside = set(piece)
        rest = Node("rest", Label("1"), 0, graph.source)
        for boxes in ({}, {node.id: rest for node in graph.nodes if node.id not in inside}):
            detail, _ = detail_of(graph, _piece(graph, piece, ""), Neighbors(boxes, {}, "", _hubs(graph)))
            if self.fits(replace(detail, name=f"{graph.name}?")):
                return True
        return False

    def _pieces_overview(self, graph: Graph, pieces: Sequence[Sequence[str]], names: Sequence[str]) -> Graph:
        """An overview whose boxes name what is in the pieces, as far as there is room."""
        overviews = [_overview_of_pieces(graph, pieces, names, most) for most in (MOST_NAMES, 2, 1, 0)]
        return next((overview for overview in overviews if self.fits(overview)), overviews[-1])


def _hubs(graph: Graph) -> frozenset[str]:
    """Nodes with too many neighbours to name them all beside it."""
    around: dict[str, set[str]] = {}
    for edge in graph.edges:
        around.setdefault(edge.tail, set()).add(edge.head)
        around.setdefault(edge.head, set()).add(edge.tail)
    return frozenset(node for node, others in around.items() if len(others) > MOST_NEIGHBORS)


def _overview_of_pieces(graph: Graph, pieces: Sequence[Sequence[str]], names: Sequence[str], most: int) -> Graph:
    """The overview whose boxes name at most so many nodes each."""
    numbered = enumerate(pieces, start=1)
    groups = [_piece(graph, piece, _words(graph, piece, number, most)) for number, piece in numbered]
    by_box = {group.box.id: name for group, name in zip(groups, names, strict=True)}
    return without_words(overview_of(graph, groups, by_box))


def _piece(graph: Graph, nodes: Sequence[str], words: str) -> NodeGroup:
    """Nodes as a group without a cluster of its own."""
    first = next(node for node in graph.nodes if node.id == nodes[0])
    box = Node(f"piece-{first.id}", Label(words), first.order, first.source, NodeShape.ROUNDED, PIECE)
    return NodeGroup(box, frozenset(nodes))


def _words(graph: Graph, piece: Sequence[str], number: int, most: int) -> str:
    """The number of a piece, and the words of its first nodes."""
    labels = {node.id: name_of(node) for node in graph.nodes}
    known = [labels[node] for node in piece if labels[node]]
    more = [] if len(known) <= most else ["…"]
    return "\n".join([str(number), *known[:most], *(more if most else [])])
