"""What a figure says beyond nodes, clusters and edges: dates of tasks, places of points, shares of flows.

A figure of such a kind is a Graph all the same: its words are the labels of nodes, clusters and edges, so that they
are translated and told as those of every other figure. The values here refer to them by id.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from coursedeck.model.units import Points

Milliseconds: TypeAlias = int
"""Since the beginning of 1970, without a time zone: a date in a figure is the same everywhere."""


@dataclass(frozen=True, slots=True)
class Task:
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


@dataclass(frozen=True, slots=True)
class Gantt:
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


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of a Git history; its words are those of the node `id`, its parents have edges to it."""

    id: str
    branch: str
    """Id of the cluster."""
    kind: CommitKind = CommitKind.NORMAL
    tags: tuple[str, ...] = ()
    """Ids of the nodes that are its tags."""


@dataclass(frozen=True, slots=True)
class GitGraph:
    """A Git history: `commits` in order of time on `branches`, ids of clusters in the order of their lanes."""

    commits: tuple[Commit, ...]
    branches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuadrantPoint:
    """A point of a quadrant chart, from 0 to 1 to the right and upwards; its name is the label of the node `id`."""

    id: str
    x: float
    y: float
    radius: Points | None = None


@dataclass(frozen=True, slots=True)
class Quadrants:
    """A quadrant chart; words are nodes, told by id, None where there are none."""

    points: tuple[QuadrantPoint, ...]
    quarters: tuple[str | None, ...]
    """Of the top right, and then counter-clockwise."""
    x_axis: tuple[str | None, str | None]
    """Of the left half and the right; one alone is of the whole."""
    y_axis: tuple[str | None, str | None]
    """Of the lower half and the upper."""


FigureKind: TypeAlias = Gantt | GitGraph | Quadrants
