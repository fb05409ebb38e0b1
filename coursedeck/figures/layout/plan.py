"""What a search decides about a figure before it is laid out: directions and groups, by subgraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from coursedeck.model.graph import Direction


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are laid out together at one rank of their subgraph; several items get a direction of their own."""

    items: tuple[str, ...]
    rank: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class SubgraphPlan:
    """The decisions about one subgraph."""

    direction: Direction
    groups: tuple[Group, ...] = ()
    """All items of the subgraph in groups; none to rank the items by their edges."""
    aligned: bool = False
    """Whether all ranks begin at one coordinate, like lines of text."""


LayoutPlan: TypeAlias = Mapping[str, SubgraphPlan]
"""Plans by subgraph; a subgraph without one has the direction of the subgraph around it."""
