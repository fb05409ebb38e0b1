"""The graph of a figure: nodes, clusters and edges, before layout.

    Graph
    ├── clusters   boxes around nodes and other clusters
    ├── nodes      an icon with a label, or a shape with a label
    └── edges      lines between nodes or clusters

Every figure, whether a `diagrams` script or a Mermaid flowchart, becomes a Graph.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.figure_kinds import FigureKind
from coursedeck.model.problem import Source
from coursedeck.model.sequence import SequenceStep
from coursedeck.model.units import Point, Points

MAX_NODES = 500
MAX_EDGES = 2000
"""Limits for one figure; larger ones are neither legible on a slide nor laid out in seconds."""


PINNING_ENGINES = frozenset({"neato", "fdp", "nop", "nop1", "nop2"})
"""Layout engines (Graphviz ``layout``) that keep nodes at their ``pos``."""
SPATIAL_ENGINES = PINNING_ENGINES | {"sfdp", "circo", "twopi"}
"""Layout engines that place nodes without ranks."""


class Direction(StrEnum):
    """Which way edges run (Graphviz ``rankdir``)."""

    TB = "TB"
    BT = "BT"
    LR = "LR"
    RL = "RL"

    @property
    def horizontal(self) -> bool:
        """Whether edges run sideways."""
        return self in {Direction.LR, Direction.RL}


class NodeShape(StrEnum):
    """Outline of a node; names follow Mermaid and DrawingML presets."""

    NONE = "none"
    """No outline: an icon with its label below, or text alone."""
    RECTANGLE = "rectangle"
    ROUNDED = "rounded"
    STADIUM = "stadium"
    SUBROUTINE = "subroutine"
    CYLINDER = "cylinder"
    CIRCLE = "circle"
    DOUBLE_CIRCLE = "double-circle"
    ELLIPSE = "ellipse"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"
    PARALLELOGRAM = "parallelogram"
    PARALLELOGRAM_ALT = "parallelogram-alt"
    TRAPEZOID = "trapezoid"
    TRAPEZOID_ALT = "trapezoid-alt"
    FLAG = "flag"
    """Mermaid's asymmetric shape ``>label]``."""
    TRIANGLE = "triangle"
    DOCUMENT = "document"
    CLOUD = "cloud"
    ACTOR = "actor"
    """A stick figure."""
    CROSS = "cross"
    """Two strokes, without a fill."""
    MERGE = "merge"
    """A triangle that points down."""
    MANUAL_INPUT = "manual-input"
    DOCUMENTS = "documents"
    PAPER_TAPE = "paper-tape"
    DELAY = "delay"
    DISPLAY = "display"
    DRUM = "drum"
    """A cylinder that lies."""
    COLLATE = "collate"
    STORED_DATA = "stored-data"
    LOOP_LIMIT = "loop-limit"
    CARD = "card"
    INTERNAL_STORAGE = "internal-storage"
    CROSSED_CIRCLE = "crossed-circle"
    STACKED = "stacked"
    """Several rectangles, one behind another."""
    LINED = "lined"
    DIVIDED = "divided"
    BOLT = "bolt"
    TAGGED = "tagged"
    """A rectangle with a folded corner."""
    TAGGED_DOCUMENT = "tagged-document"
    LINED_DOCUMENT = "lined-document"
    BRACE = "brace"
    """A remark behind a curly brace, without a fill."""
    BRACE_RIGHT = "brace-right"
    BRACES = "braces"
    ARROW_RIGHT = "arrow-right"
    """A thick arrow that holds words."""
    ARROW_LEFT = "arrow-left"
    ARROW_UP = "arrow-up"
    ARROW_DOWN = "arrow-down"
    ARROW_LEVEL = "arrow-level"
    """To the left and to the right."""
    ARROW_UPRIGHT = "arrow-upright"
    """Up and down."""
    ARROW_ALL = "arrow-all"


class Dash(StrEnum):
    """Line pattern."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Arrow(StrEnum):
    """End of an edge."""

    NONE = "none"
    TRIANGLE = "triangle"
    OPEN = "open"
    DIAMOND = "diamond"
    CIRCLE = "circle"
    CROSS = "cross"
    HOLLOW_TRIANGLE = "hollow-triangle"
    """UML's generalisation."""
    HOLLOW_DIAMOND = "hollow-diamond"
    """UML's aggregation."""
    HOLLOW_CIRCLE = "hollow-circle"
    ONE = "one"
    """Crow's feet: exactly one …"""
    ZERO_OR_ONE = "zero-or-one"
    ONE_OR_MORE = "one-or-more"
    ZERO_OR_MORE = "zero-or-more"


POINTLESS = frozenset({Arrow.NONE, Arrow.ONE, Arrow.ZERO_OR_ONE, Arrow.ONE_OR_MORE, Arrow.ZERO_OR_MORE})
"""Ends that say no direction."""


class Align(StrEnum):
    """Horizontal alignment of the lines of a text in its box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class GraphStyle(Struct, frozen=True):
    """The author's style of a node, cluster or edge; None leaves it to the default. Colours are ``#rrggbb``."""

    fill: str | None = None
    stroke: str | None = None
    stroke_width: Points | None = None
    dash: Dash = Dash.SOLID
    color: str | None = None
    """Colour of the text."""
    font_size: Points | None = None
    bold: bool = False
    italic: bool = False
    rounded: bool = False
    invisible: bool = False
    unfilled: bool = False
    """The author wants no fill (``fill:none``); `fill` is then None."""


class Label(Struct, frozen=True):
    """The text of a node, cluster or edge; ``"\\n"`` is a line break.

    With `markdown`, `text` holds inline Markdown (Mermaid's strings in backquotes).
    """

    text: str = ""
    markdown: bool = False
    align: Align = Align.CENTER

    def __bool__(self) -> bool:
        return bool(self.text.strip())


class Icon(Struct, frozen=True):
    """A picture in a node: its bytes, so that outputs refer to no file of the build machine."""

    name: str
    """Stable and without a machine's paths, e.g. ``aws/compute/ec2``."""
    media_type: str
    """``image/png``, ``image/jpeg`` or ``image/svg+xml``."""
    data: bytes
    width: int
    height: int
    """Pixels of the picture, for its aspect."""


class Cell(Struct, frozen=True):
    """A field of a node that is a table, such as a Graphviz record or a class with compartments."""

    label: Label
    row: int
    """Its first row, from 0."""
    column: int
    rows: int = 1
    """How many rows it spans."""
    columns: int = 1
    port: str | None = None
    """What edges call it (`Edge.tail_port`, `Edge.head_port`)."""
    style: GraphStyle = GraphStyle()


class Node(Struct, frozen=True):
    """A node of the figure."""

    id: str
    """``n1``, ``n2`` … in order of declaration, within the graph."""
    label: Label
    order: int
    """Position in the declaration, counted over nodes and clusters together."""
    source: Source
    shape: NodeShape = NodeShape.ROUNDED
    style: GraphStyle = GraphStyle()
    icon: Icon | None = None
    cluster: str | None = None
    """Id of the innermost cluster that holds it."""
    width: Points | None = None
    height: Points | None = None
    """Minimum size given by the author; the drawn node may be larger, and is never smaller than its label."""
    link: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    """Graphviz attributes without a field of their own (e.g. ``group``)."""
    cells: tuple[Cell, ...] = ()
    """The fields of a table, row by row; `label` is then empty."""
    outer_label: Label = Label()
    """Text beside the node (Graphviz ``xlabel``)."""
    position: Point | None = None
    """Centre given by the author (Graphviz ``pos``), y downwards."""


class Cluster(Struct, frozen=True):
    """A box around nodes and clusters."""

    id: str
    """``c1``, ``c2`` … in order of declaration."""
    label: Label
    order: int
    source: Source
    parent: str | None = None
    direction: Direction | None = None
    style: GraphStyle = GraphStyle()
    attributes: tuple[tuple[str, str], ...] = ()


class Edge(Struct, frozen=True):
    """A line from `tail` to `head`; each is the id of a node or of a cluster."""

    id: str
    """``e1``, ``e2`` … in order of declaration."""
    tail: str
    head: str
    source: Source
    label: Label = Label()
    tail_arrow: Arrow = Arrow.NONE
    head_arrow: Arrow = Arrow.TRIANGLE
    style: GraphStyle = GraphStyle()
    length: int = 1
    """Minimum number of ranks between the ends (Graphviz ``minlen``)."""
    constraint: bool = True
    """Whether the edge is used in ranking (Graphviz ``constraint``)."""
    attributes: tuple[tuple[str, str], ...] = ()
    tail_label: Label = Label()
    """Text at the tail (Graphviz ``taillabel``)."""
    head_label: Label = Label()
    tail_port: str | None = None
    """Port of the cell at which the edge leaves its tail."""
    head_port: str | None = None


class Graph(Struct, frozen=True):
    """A figure before layout."""

    name: str
    """File name of the figure without ending, unique in the course."""
    title: Label
    nodes: tuple[Node, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[Edge, ...]
    source: Source
    direction: Direction | None = None
    """None if the author gave none."""
    direction_policy: DirectionPolicy = DirectionPolicy.READABLE
    mind_map: bool = False
    """Whether it is a tree that grows to both sides of its root, each branch in a colour of its own."""
    style: GraphStyle = GraphStyle()
    attributes: tuple[tuple[str, str], ...] = ()
    """Graphviz attributes of the whole graph without a field of their own."""
    steps: tuple[SequenceStep, ...] | None = None
    """The steps of a sequence diagram in order of time; None for every other figure."""
    kind: FigureKind | None = None
    """The values of a Gantt chart and the like; None for figures that consist of nodes and edges alone."""
    same_rank: tuple[tuple[str, ...], ...] = ()
    """Ids of nodes that stand in one rank (Graphviz ``rank=same``), in order of declaration."""
