"""What a search decides about a figure before it is laid out: directions and groups, by subgraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.graph import Direction
from coursedeck.model.values import replace

BACKWARDS = {
    Direction.LR: Direction.RL,
    Direction.RL: Direction.LR,
    Direction.TB: Direction.BT,
    Direction.BT: Direction.TB,
}


class Group(Struct, frozen=True):
    """Items that are laid out together at one rank of their subgraph; several items get a direction of their own."""

    items: tuple[str, ...]
    rank: int
    direction: Direction


class SubgraphPlan(Struct, frozen=True):
    """The decisions about one subgraph."""

    direction: Direction
    groups: tuple[Group, ...] = ()
    """All items of the subgraph in groups; none to rank the items by their edges."""
    aligned: bool = False
    """Whether all ranks begin at one coordinate, like lines of text."""

    @property
    def folded(self) -> bool:
        """Whether the subgraph is a chain in rows or columns."""
        return self.aligned and len(self.groups) > 1

    @property
    def winding(self) -> SubgraphPlan:
        """The same, with every other row or column of a folded chain run backwards, as an ox ploughs."""
        groups = (replace(group, direction=BACKWARDS[group.direction]) if number % 2 else group
                  for number, group in enumerate(self.groups))  # fmt: skip
        return replace(self, groups=tuple(groups)) if self.folded else self

    @property
    def backward(self) -> frozenset[int]:
        """Ranks of the rows or columns that run against the first one."""
        first = self.groups[0].direction if self.folded else None
        return frozenset(group.rank for group in self.groups if self.folded and group.direction is not first)


LayoutPlan: TypeAlias = Mapping[str, SubgraphPlan]
"""Plans by subgraph; a subgraph without one has the direction of the subgraph around it."""
