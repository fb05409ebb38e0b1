"""The nodes, clusters and edges of figures whose kind has values of its own, numbered as they are read."""

from __future__ import annotations

from msgspec import Struct, field

from coursedeck.figures.mermaid.links import PLAIN, UNLABELLED
from coursedeck.model.figure_kinds import FigureKind
from coursedeck.model.graph import (
    MAX_NODES,
    Arrow,
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

MAX_EDGES = 1000


class GraphParts(Struct):
    """What has been read of one figure; `source` is its first line."""

    source: Source
    title: Label = UNLABELLED
    description: str = ""
    nodes: list[Node] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def node(
        self,
        label: Label,
        source: Source,
        cluster: str | None = None,
        shape: NodeShape = NodeShape.RECTANGLE,
        style: GraphStyle = PLAIN,
        icon: Icon | None = None,
    ) -> str:
        """Add a node; its id. Raises CourseError above 500 nodes and clusters."""
        id_ = f"n{len(self.nodes) + 1}"
        self.nodes.append(Node(id_, label, self._next(source), source, shape, style, icon, cluster))
        return id_

    def cluster(self, label: Label, source: Source, parent: str | None = None, style: GraphStyle = PLAIN) -> str:
        """Add a cluster; its id. Raises CourseError above 500 nodes and clusters."""
        id_ = f"c{len(self.clusters) + 1}"
        self.clusters.append(Cluster(id_, label, self._next(source), source, parent, style=style))
        return id_

    def edge(
        self,
        tail: str,
        head: str,
        source: Source,
        label: Label = UNLABELLED,
        arrows: tuple[Arrow, Arrow] = (Arrow.NONE, Arrow.TRIANGLE),
        style: GraphStyle = PLAIN,
    ) -> str:
        """Add an edge; its id. Raises CourseError above 1,000 edges."""
        if len(self.edges) == MAX_EDGES:
            raise CourseError([error(source, "mermaid", f"a figure holds at most {MAX_EDGES:,} lines; split it")])
        id_ = f"e{len(self.edges) + 1}"
        self.edges.append(Edge(id_, tail, head, source, label, arrows[0], arrows[1], style))
        return id_

    def graph(self, name: str, kind: FigureKind | None, direction: Direction | None = None) -> Graph:
        """The figure."""
        return Graph(
            name=name,
            title=self.title,
            nodes=tuple(self.nodes),
            clusters=tuple(self.clusters),
            edges=tuple(self.edges),
            source=self.source,
            direction=direction,
            attributes=(("comment", self.description),) if self.description else (),
            kind=kind,
        )

    def _next(self, source: Source) -> int:
        order = len(self.nodes) + len(self.clusters)
        if order == MAX_NODES:
            message = f"a figure holds at most {MAX_NODES} things, and this one has more; split it into several figures"
            raise CourseError([error(source, "mermaid", message)])
        return order
