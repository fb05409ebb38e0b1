"""What a figure says beyond nodes, clusters and edges: dates of tasks, places of points, shares of flows.

A figure of such a kind is a Graph all the same: its words are the labels of nodes, clusters and edges, so that they
are translated and told as those of every other figure. The values here refer to them by id.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.units import Points

Milliseconds: TypeAlias = int
"""Since the beginning of 1970, without a time zone: a date in a figure is the same everywhere."""


class Task(Struct, frozen=True):
    """A bar of a Gantt chart, from `start` to `end`; its words are those of the node `id`."""

    id: str
    start: Milliseconds
    end: Milliseconds
    done: bool = False
    active: bool = False
    critical: bool = False
    milestone: bool = False
    """A point in the middle of its time."""
    line: bool = False
    """An upright line across the chart (``vert``)."""


class Gantt(Struct, frozen=True):
    """Tasks on an axis of time; sections are clusters, what waits for another task has an edge from it."""

    tasks: tuple[Task, ...]
    axis_format: str = ""
    """As the author gave it (d3's ``strftime``); empty leaves it to the language."""
    tick: str = ""
    """As the author gave it: ``1week``; empty leaves it to the room."""
    excluded: tuple[tuple[Milliseconds, Milliseconds], ...] = ()
    """Times at which nobody works."""
    dated: bool = True
    """Whether the days mean days of a calendar; else they are counted."""
    week_start: int = 6
    """First day of a week, Monday is 0."""


class CommitKind(StrEnum):
    """How a commit is marked."""

    NORMAL = "normal"
    REVERSE = "reverse"
    HIGHLIGHT = "highlight"
    MERGE = "merge"
    CHERRY_PICK = "cherry-pick"


class Commit(Struct, frozen=True):
    """A commit of a Git history; its words are those of the node `id`, its parents have edges to it."""

    id: str
    branch: str
    """Id of the cluster."""
    kind: CommitKind = CommitKind.NORMAL
    tags: tuple[str, ...] = ()
    """Ids of the nodes that are its tags."""


class GitGraph(Struct, frozen=True):
    """A Git history: `commits` in order of time on `branches`, ids of clusters in the order of their lanes."""

    commits: tuple[Commit, ...]
    branches: tuple[str, ...]


class QuadrantPoint(Struct, frozen=True):
    """A point of a quadrant chart, from 0 to 1 to the right and upwards; its name is the label of the node `id`."""

    id: str
    x: float
    y: float
    radius: Points | None = None


class Quadrants(Struct, frozen=True):
    """A quadrant chart; words are nodes, told by id, None where there are none."""

    points: tuple[QuadrantPoint, ...]
    quarters: tuple[str | None, ...]
    """Of the top right, and then counter-clockwise."""
    x_axis: tuple[str | None, str | None]
    """Of the left half and the right; one alone is of the whole."""
    y_axis: tuple[str | None, str | None]
    """Of the lower half and the upper."""


class JourneyTask(Struct, frozen=True):
    """A step of a user's journey, from 1 (bad) to 5 (good); its words are the node `id`, sections are clusters."""

    id: str
    score: float
    actors: tuple[str, ...]
    """Ids of the nodes that name them."""


class Journey(Struct, frozen=True):
    """A user's journey; `actors` are nodes, in the order in which they come."""

    tasks: tuple[JourneyTask, ...]
    actors: tuple[str, ...]


class Priority(StrEnum):
    """How much a card matters."""

    VERY_HIGH = "very high"
    HIGH = "high"
    USUAL = "usual"
    LOW = "low"
    VERY_LOW = "very low"


class Card(Struct, frozen=True):
    """A card of a board; its words are the node `id`, in the column that is the node's cluster."""

    id: str
    ticket: str = ""
    assigned: str = ""
    priority: Priority = Priority.USUAL


class Board(Struct, frozen=True):
    """A Kanban board: `columns` are clusters."""

    columns: tuple[str, ...]
    cards: tuple[Card, ...]


class PacketField(Struct, frozen=True):
    """A field of a packet, from its first bit to its last; its words are the node `id`."""

    id: str
    first: int
    last: int


class Packet(Struct, frozen=True):
    """The layout of a packet's bits, so many a row."""

    fields: tuple[PacketField, ...]
    bits: int = 32


class Flow(Struct, frozen=True):
    """An amount that flows along the edge `id`."""

    id: str
    value: float


class Sankey(Struct, frozen=True):
    """Amounts that flow between nodes."""

    flows: tuple[Flow, ...]
    prefix: str = ""
    suffix: str = ""
    values_shown: bool = True
    totals: tuple[tuple[str, float], ...] = ()
    """In a piece of a diagram: what flows through each node in the whole."""


class Curve(Struct, frozen=True):
    """A series of a radar chart, a value for each axis; its name is the node `id`."""

    id: str
    values: tuple[float, ...]


class Radar(Struct, frozen=True):
    """A radar chart: `axes` are nodes, from the top clockwise."""

    axes: tuple[str, ...]
    curves: tuple[Curve, ...]
    minimum: float = 0.0
    maximum: float | None = None
    ticks: int = 5
    round: bool = True
    """Whether the lines across the axes are circles; else polygons."""


class Leaf(Struct, frozen=True):
    """A part of a treemap with its size; its words are the node `id`, the parts around it are clusters."""

    id: str
    value: float


class Treemap(Struct, frozen=True):
    """Parts whose areas tell their sizes."""

    leaves: tuple[Leaf, ...]


class GridBlock(Struct, frozen=True):
    """A block on a grid: a node or a cluster by id."""

    id: str
    row: int
    column: int
    columns: int = 1
    """How many it spans."""


class BlockGrid(Struct, frozen=True):
    """The blocks of a cluster, or of the whole figure, on so many columns."""

    cluster: str | None
    columns: int
    blocks: tuple[GridBlock, ...]


class Blocks(Struct, frozen=True):
    """A block diagram: the grid of the whole first, then those of its clusters."""

    grids: tuple[BlockGrid, ...]


class CharacterBox(Struct, frozen=True):
    """Columns and rows of characters that something takes, told by id, those of its borders too.

    An edge's id stands for the words along it.
    """

    id: str
    left: int
    top: int
    right: int
    bottom: int


class CharacterLine(Struct, frozen=True):
    """The way of an edge: column and row of its ends and corners."""

    id: str
    points: tuple[tuple[int, int], ...]


class CharacterDrawing(Struct, frozen=True):
    """Where everything stands in a drawing made of characters."""

    boxes: tuple[CharacterBox, ...]
    lines: tuple[CharacterLine, ...]


FigureKind: TypeAlias = (
    Gantt | GitGraph | Quadrants | Journey | Board | Packet | Sankey | Radar | Treemap | Blocks | CharacterDrawing
)
