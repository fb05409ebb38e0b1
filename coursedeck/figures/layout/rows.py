"""The rows of a level: what stands in each, in which order, and how far across.

A row holds items in order of declaration, and between them lanes: the places where longer lines pass. Coordinates here
are `flow` (from the low rows to the high ones) and `cross` (along a row), whatever the direction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from coursedeck.figures.layout.measure import Words
from coursedeck.figures.layout.spec import Distances
from coursedeck.model.units import Points


class Kind(StrEnum):
    """What a slot is for."""

    NODE = "node"
    CLUSTER = "cluster"
    LANE = "lane"
    LABEL = "label"
    TITLE = "title"
    LOOP = "loop"


PART_ROOM = 1.8
MOVABLE = frozenset({Kind.LANE, Kind.LABEL})


@dataclass(slots=True, eq=False)
class Slot:
    """A place in a row; it moves while the level is being laid out, and never leaves it."""

    id: str
    kind: Kind
    order: float
    row: int
    cross: Points = 0.0
    flow: Points = 0.0
    at: Points = 0.0
    """Its middle, across."""
    lane: Points = 0.0
    """Where its line passes, from its middle (labels stand beside their line)."""
    low_ports: dict[str, Points] = field(default_factory=dict)
    high_ports: dict[str, Points] = field(default_factory=dict)
    """Where lines meet its low and high side, from its middle, by edge."""
    words: Words | None = None
    band: bool = False
    part: int = 0
    """Of what hangs together; other parts keep more distance."""

    @property
    def start(self) -> Points:
        """Its lower border across."""
        return self.at - self.cross / 2

    @property
    def end(self) -> Points:
        """Its upper border across."""
        return self.at + self.cross / 2

    def port(self, edge: str, *, low_side: bool) -> Points:
        """Where a line meets it, across."""
        return self.at + (self.low_ports if low_side else self.high_ports).get(edge, self.lane)


@dataclass(frozen=True, slots=True, eq=False)
class Thread:
    """The way of a line (or of lines that run as one) through the rows; None is the level's border."""

    edges: tuple[str, ...]
    slots: tuple[Slot | None, ...]
    strand: str
    """Threads with one strand share a track where they meet."""
    turns: bool = False
    """It joins two slots of one row, on their high sides."""

    @property
    def edge(self) -> str:
        """The first of its edges, by which its ports are known."""
        return self.edges[0]

    def pairs(self) -> Iterable[tuple[Slot, Slot]]:
        """Neighbours on its way."""
        solid = [slot for slot in self.slots if slot is not None]
        return pairwise(solid)


def distance(one: Slot, two: Slot, distances: Distances, joined: frozenset[tuple[str, str]]) -> Points:
    """Between the middles of neighbours, at least."""
    kinds = {one.kind, two.kind}
    room = distances.across
    if two.kind is Kind.LOOP:
        room = 0.0
    elif Kind.LOOP not in kinds and kinds & {Kind.LANE, Kind.LABEL, Kind.TITLE}:
        room = distances.lane
    elif one.part != two.part and Kind.LOOP not in kinds:
        room *= PART_ROOM
    if (one.id, two.id) in joined:
        room = max(room, 2.2 * distances.arrow)
    return (one.cross + two.cross) / 2 + room
