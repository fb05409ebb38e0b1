"""The parts of a figure that is too large for one slide."""

from __future__ import annotations

from msgspec import Struct

PART_LINK = "#figure:"
"""What the link of a node begins with that leads to a part; the part's name follows."""


class FigurePart(Struct, frozen=True):
    """One of the figures that are shown in place of a larger one.

    First an overview, then its details in order; or pieces of which each goes on where the last one ended.
    """

    name: str
    """Of its drawing."""
    title: str
    """What it shows, e.g. a cluster's title; empty where it has no title but the whole figure's."""
    is_sequel: bool = False
    """Whether it is such a piece."""
