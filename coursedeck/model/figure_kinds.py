"""What a figure says beyond nodes, clusters and edges: dates of tasks, places of points, shares of flows.

A figure of such a kind is a Graph all the same: its words are the labels of nodes, clusters and edges, so that they
are translated and told as those of every other figure. The values here refer to them by id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

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


FigureKind: TypeAlias = Gantt
