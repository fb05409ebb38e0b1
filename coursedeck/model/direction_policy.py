"""How far the layout of a figure is bound to the direction that its author gave."""

from __future__ import annotations

from enum import StrEnum


class DirectionPolicy(StrEnum):
    """How far the layout is bound to the author's direction."""

    READABLE = "readable"
    """It is kept where labels can be read; where it is not, the author is told."""
    KEEP = "keep"
    """It is kept even if labels become too small to be read."""
    FREE = "free"
    """It is a suggestion, and nobody need be told."""
