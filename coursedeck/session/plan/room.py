"""What plan needs to know of the template's room, without knowing how text is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from coursedeck.model.session import FigureRef, Picture
from coursedeck.model.slide import Layout, SlideBlock
from coursedeck.model.template import Region
from coursedeck.model.units import Points

LEAST_BESIDE: Points = 18.0
"""Smallest type in which text stands beside a figure."""


class Room(Protocol):
    """How much of a region blocks take."""

    def load(self, layout: Layout, blocks: Sequence[SlideBlock], region: Region = Region.BODY) -> float:
        """How full the region is in comfortable type; 1.0 is full."""

    def fits(self, layout: Layout, blocks: Sequence[SlideBlock], least: Points) -> bool:
        """Whether the body holds the blocks in type of `least` points or more."""

    def label_size(self, figure: FigureRef, layout: Layout, region: Region) -> Points:
        """Size of a figure's smallest label in the region."""

    def fits_under(self, show: FigureRef | Picture, text: Sequence[SlideBlock], least: Points) -> bool:
        """Whether text of `least` points or more has room on one slide with a figure or picture in its full size."""
