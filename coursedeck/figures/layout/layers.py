"""Layers of a layered graph: slots for nodes, clusters, dummy nodes and labels, and the chains of edges through them.

Coordinates here are `flow` (along the edges, from low layers to high ones) and `cross` (along a layer), whatever the
direction of the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct, field

from coursedeck.figures.layout.context import Spacing
from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.model.units import Points


class SlotKind(StrEnum):
    """What a slot holds."""

    NODE = "node"
    CLUSTER = "cluster"
    DUMMY = "dummy"
    LABEL = "label"
    TITLE = "title"
    LOOP = "loop"


COMPONENT_GAP = 1.8
"""Factor by which unconnected components stand farther apart than neighbours within one."""
MOVABLE = frozenset({SlotKind.DUMMY, SlotKind.LABEL})


class Slot(Struct, eq=False):
    """A position in a layer. Its coordinate `at` is set during layout; it never changes its layer."""

    id: str
    kind: SlotKind
    order: float
    layer: int
    cross: Points = 0.0
    flow: Points = 0.0
    at: Points = 0.0
    """Coordinate of its centre, across."""
    lane: Points = 0.0
    """Where its edge passes, relative to its centre (an edge passes beside its label)."""
    low_ports: dict[str, Points] = field(default_factory=dict)
    high_ports: dict[str, Points] = field(default_factory=dict)
    """Ports on its low and high side, relative to its centre, by edge."""
    words: MeasuredLabel | None = None
    band: bool = False
    part: int = 0
    """Number of its connected component; neighbours of different components keep more distance."""

    @property
    def start(self) -> Points:
        """Its lower bound across."""
        return self.at - self.cross / 2

    @property
    def end(self) -> Points:
        """Its upper bound across."""
        return self.at + self.cross / 2

    def port(self, edge: str, *, low_side: bool) -> Points:
        """Coordinate of the port of an edge, across."""
        return self.at + (self.low_ports if low_side else self.high_ports).get(edge, self.lane)


class EdgeChain(Struct, frozen=True, eq=False):
    """An edge, or a bundle of edges, as a chain of slots in successive layers; None stands for the cluster's border."""

    edges: tuple[str, ...]
    slots: tuple[Slot | None, ...]
    bundle: str
    """Chains with the same bundle share a track."""
    turns: bool = False
    """Whether it joins two slots of one layer, on their high sides."""
    at_border: float = 0.0
    """Its place among the edges that pass the border."""

    @property
    def edge(self) -> str:
        """The first of its edges; ports are stored under its id."""
        return self.edges[0]

    def pairs(self) -> Iterable[tuple[Slot, Slot]]:
        """Successive slots, without the border."""
        solid = [slot for slot in self.slots if slot is not None]
        return pairwise(solid)


class LateralEnd(Struct, frozen=True, eq=False):
    """The part of an edge, or of a bundle, between a slot and a lateral border of the subgraph."""

    edges: tuple[str, ...]
    slot: Slot
    at_end: bool
    """Whether it runs to the border with the higher coordinate across."""
    bundle: str
    low_side: bool
    """Whether it meets the slot at its low side, if it runs through a channel."""
    channel: int | None
    """The layer after which it runs to the border; None for a straight line from the lateral side of the slot."""
    outside: float
    """Relative position of the other end along the flow."""

    @property
    def edge(self) -> str:
        """The first of its edges; ports are stored under its id."""
        return self.edges[0]


Joined: TypeAlias = Mapping[tuple[str, str], Points]
"""Pairs of neighbours with edges between them, and the distance that these need."""


def distance(one: Slot, two: Slot, spacing: Spacing, joined: Joined) -> Points:
    """Minimum distance between the centres of two neighbours in a layer."""
    kinds = {one.kind, two.kind}
    room = spacing.across
    if two.kind is SlotKind.LOOP:
        room = 0.0
    elif SlotKind.LOOP not in kinds and kinds & {SlotKind.DUMMY, SlotKind.LABEL, SlotKind.TITLE}:
        room = spacing.lane
    elif one.part != two.part and SlotKind.LOOP not in kinds:
        room *= COMPONENT_GAP
    room = max(room, joined.get((one.id, two.id), 0.0))
    return (one.cross + two.cross) / 2 + room
