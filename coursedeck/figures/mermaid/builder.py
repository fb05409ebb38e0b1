"""Collect the statements of a figure, in any order, and build the Graph at the end.

Names are the author's; the Graph's ids are ``n1``, ``c1``, ``e1`` … in order of declaration. The name of a subgraph
refers to that subgraph wherever it is used, before or after the subgraph is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct, field

from coursedeck.figures.mermaid.links import PLAIN, UNLABELLED, Link
from coursedeck.figures.mermaid.membership import Scope, parents
from coursedeck.figures.mermaid.style_sheet import StyleSheet
from coursedeck.figures.mermaid.styles import apply
from coursedeck.model.figure_kinds import FigureKind
from coursedeck.model.graph import (
    MAX_NODES,
    Cell,
    Cluster,
    Direction,
    Edge,
    Graph,
    GraphStyle,
    Icon,
    Label,
    Node,
    NodeShape,
)
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.units import Points
from coursedeck.model.values import replace

_HEAD = GraphStyle(fill="#e5f5fd")
"""Of the first row of a table."""
_WORDS_BESIDE = frozenset({NodeShape.COLLATE, NodeShape.BOLT, NodeShape.CROSSED_CIRCLE})
"""Marks with no room for words."""
_MARK: Points = 36.0
MAX_EDGES = 1000
"""Of one figure: a flowchart's may cross, so fewer than a script may draw."""


class _Declared(Struct):
    """A node or a cluster, as far as the statements so far describe it."""

    order: int
    source: Source
    label: Label
    name: str
    shape: NodeShape = NodeShape.RECTANGLE
    link: str | None = None
    style: GraphStyle = PLAIN
    size: tuple[Points, Points] | None = None
    direction: Direction | None = None
    cells: tuple[Cell, ...] = ()
    icon: Icon | None = None
    described: bool = False
    """Whether a statement gave it a label; otherwise it shows its name."""


class _Connection(Struct, frozen=True):
    tail: str
    head: str
    link: Link
    source: Source


class GraphBuilder(Struct):
    """One figure being parsed; `source` is its fence, `shape` the outline of a node without brackets."""

    source: Source
    shape: NodeShape = NodeShape.RECTANGLE
    direction: Direction | None = None
    title: Label = UNLABELLED
    description: str = ""
    style_sheet: StyleSheet = field(default_factory=StyleSheet)
    _nodes: dict[str, _Declared] = field(default_factory=dict)
    _clusters: list[_Declared] = field(default_factory=list)
    _scopes: list[Scope] = field(default_factory=list)
    _closed: list[Scope] = field(default_factory=list)
    _connections: list[_Connection] = field(default_factory=list)
    _edge_names: dict[str, int] = field(default_factory=dict)
    _order: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    """Names to ids of the figure, once it is built."""

    def mention(self, name: str, source: Source) -> None:
        """Add the node `name` unless it exists. Raises CourseError above 500 nodes."""
        if self._scopes:
            self._scopes[-1].names[name] = None
        if name not in self._nodes:
            self._nodes[name] = _Declared(self._next(source), source, Label(name), name, self.shape)

    def describe(
        self,
        name: str,
        source: Source,
        label: Label | None = None,
        shape: NodeShape | None = None,
        style: GraphStyle | None = None,
        size: tuple[Points, Points] | None = None,
    ) -> None:
        """Set the label, outline, style or size of a node that was mentioned; later calls override earlier ones."""
        item = self._nodes[name]
        item.size = size or item.size
        if label is not None:
            item.label, item.source, item.described = label, source, True
        if shape is not None:
            item.shape = shape
        if style is not None:
            item.style = style

    def picture(self, name: str, icon: Icon, shape: NodeShape | None = None) -> None:
        """Give a node that was mentioned an icon: in its outline, or bare above its words."""
        self._nodes[name].icon = icon
        if shape is not None:
            self._nodes[name].shape = shape

    def tabulate(self, name: str, cells: tuple[Cell, ...]) -> None:
        """Make a node that was mentioned a table; its first row is its head."""
        self._nodes[name].cells = cells

    def label_of(self, name: str) -> Label | None:
        """The label that a node was given so far; None if it shows its name."""
        item = self._nodes.get(name)
        return item.label if item and item.described else None

    def source_of(self, name: str) -> Source:
        """The line that gave a node its label, else the line that mentioned it first."""
        return self._nodes[name].source

    def open_cluster(self, name: str, label: Label | None, source: Source) -> None:
        """Begin a subgraph; one with an empty `name` cannot be referred to. Without `label` it shows its name."""
        index = len(self._clusters)
        words = Label(name) if label is None else label
        self._clusters.append(_Declared(self._next(source), source, words, name, described=label is not None))
        self._scopes.append(Scope(index, self._scopes[-1].cluster if self._scopes else None))

    def close_cluster(self) -> None:
        """End the innermost subgraph."""
        self._closed.append(self._scopes.pop())

    @property
    def open_source(self) -> Source | None:
        """Where the innermost open subgraph began."""
        return self._clusters[self._scopes[-1].cluster].source if self._scopes else None

    def turn(self, direction: Direction) -> None:
        """Apply a ``direction`` statement to the innermost open subgraph, else to a figure without a direction."""
        if self._scopes:
            self._clusters[self._scopes[-1].cluster].direction = direction
        elif self.direction is None:
            self.direction = direction

    def connect(self, tails: Iterable[str], heads: Iterable[str], link: Link, source: Source) -> None:
        """A link from each tail to each head. Raises CourseError above 1,000 edges."""
        heads = tuple(heads)
        if link.name:
            self._edge_names.setdefault(link.name, len(self._connections))
        for tail in tails:
            for head in heads:
                if len(self._connections) == MAX_EDGES:
                    self._too_many(source, f"{MAX_EDGES:,} edges")
                self._connections.append(_Connection(tail, head, link, source))

    def is_edge(self, name: str) -> bool:
        """Whether `name` is the id of an edge."""
        return name in self._edge_names and name not in self._nodes

    @property
    def edge_count(self) -> int:
        """Number of edges so far."""
        return len(self._connections)

    def set_link(self, name: str, address: str) -> None:
        """Set the hyperlink of a node (``click``)."""
        if name in self._nodes:
            self._nodes[name].link = address

    def build_with(self, name: str, kind: Callable[[dict[str, str]], FigureKind]) -> Graph:
        """The figure, with the values of a kind that refer to the ids which names have got."""
        graph = self.build(name)
        return replace(graph, kind=kind(self.ids))

    def build(self, name: str) -> Graph:
        """The finished graph. An empty subgraph becomes a node, since an empty cluster has no size."""
        clusters = {item.name: index for index, item in reversed(list(enumerate(self._clusters))) if item.name}
        node_parent, cluster_parent = parents(self._closed, clusters)
        filled = frozenset([*node_parent.values(), *cluster_parent.values()])
        nodes = [item for key, item in self._nodes.items() if key not in clusters]
        self._renumber(nodes)
        boxes = [item for index, item in enumerate(self._clusters) if index not in filled]
        cluster_ids = {index: f"c{number}" for number, index in enumerate(sorted(filled), 1)}
        drawn = sorted(nodes + boxes, key=lambda item: item.order)
        node_ids = {item.order: f"n{number}" for number, item in enumerate(drawn, 1)}
        ids = {item.name: node_ids[item.order] for item in reversed(drawn) if item.name}
        ids |= {key: cluster_ids[index] for key, index in clusters.items() if index in filled}
        self.ids = ids
        box_parent = {item.order: cluster_parent.get(index) for index, item in enumerate(self._clusters)}
        parent = box_parent | {item.order: node_parent.get(item.name) for item in nodes}
        return Graph(
            name=name,
            title=self.title,
            nodes=tuple(self._node(item, node_ids[item.order], cluster_ids, parent[item.order]) for item in drawn),
            clusters=tuple(self._cluster(index, cluster_ids, cluster_parent.get(index)) for index in sorted(filled)),
            edges=tuple(self._edge(index, ids) for index in range(len(self._connections))),
            source=self.source,
            direction=self.direction,
            attributes=(("comment", self.description),) if self.description else (),
        )

    def _node(self, item: _Declared, id_: str, cluster_ids: dict[int, str], parent: int | None) -> Node:
        style = apply(item.style, self.style_sheet.of_node(item.name))
        cells = item.cells
        if style.fill is None and not style.unfilled:
            cells = tuple(replace(cell, style=_HEAD) if cell.row == 0 else cell for cell in cells)
        beside = item.shape in _WORDS_BESIDE
        return Node(
            id=id_,
            label=UNLABELLED if cells or beside else item.label,
            outer_label=item.label if beside and item.described else UNLABELLED,
            order=item.order,
            source=item.source,
            shape=item.shape,
            style=style,
            cluster=None if parent is None else cluster_ids[parent],
            width=item.size[0] if item.size else _MARK if beside else None,
            height=item.size[1] if item.size else _MARK if beside else None,
            link=item.link,
            cells=cells,
            icon=item.icon,
        )

    def _cluster(self, index: int, cluster_ids: dict[int, str], parent: int | None) -> Cluster:
        item = self._clusters[index]
        return Cluster(
            id=cluster_ids[index],
            label=item.label if item.described else self.label_of(item.name) or item.label,
            order=item.order,
            source=item.source,
            parent=None if parent is None else cluster_ids[parent],
            direction=item.direction,
            style=apply(item.style, self.style_sheet.of(item.name)),
        )

    def _edge(self, index: int, ids: dict[str, str]) -> Edge:
        connection = self._connections[index]
        link = connection.link
        own = link.name if link.name and self._edge_names[link.name] == index else ""
        return Edge(
            id=f"e{index + 1}",
            tail=ids[connection.tail],
            head=ids[connection.head],
            source=connection.source,
            label=link.label,
            tail_label=link.ends[0],
            head_label=link.ends[1],
            tail_arrow=link.tail_arrow,
            head_arrow=link.head_arrow,
            style=replace(apply(link.style, self.style_sheet.of_edge(index, own)), fill=None, unfilled=False),
            length=link.length,
        )

    def _renumber(self, nodes: list[_Declared]) -> None:
        """Make orders consecutive again after the names of subgraphs are dropped from the nodes."""
        for order, item in enumerate(sorted([*nodes, *self._clusters], key=lambda item: item.order)):
            item.order = order

    def _next(self, source: Source) -> int:
        if len(self._nodes) + len(self._clusters) == MAX_NODES:
            self._too_many(source, f"{MAX_NODES} nodes and subgraphs")
        self._order += 1
        return self._order - 1

    def _too_many(self, source: Source, limit: str) -> None:
        message = f"a figure holds at most {limit}, and this one has more; split it into several figures"
        raise CourseError([error(source, "mermaid", message)])
