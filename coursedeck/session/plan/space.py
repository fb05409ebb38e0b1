"""How plan learns whether content fits on a slide, without knowing how text is typeset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from coursedeck.model.figure_parts import FigurePart
from coursedeck.model.page_cost import Setting
from coursedeck.model.session import FigureRef, Picture, PictureRow
from coursedeck.model.slide import Layout, Slide, SlideBlock
from coursedeck.model.template import Region
from coursedeck.model.units import Points

LEAST_BESIDE: Points = 18.0
"""Smallest type in which text stands beside a figure."""

LEAST_IN_HALF: Points = 16.0
"""The same where text and figure have half of the slide each."""


class SpaceEstimator(Protocol):
    """Estimates how much space blocks take in the regions of a template."""

    def fullness(self, layout: Layout, blocks: Sequence[SlideBlock], region: Region = Region.BODY) -> float:
        """How full the region is in comfortable type; 1.0 is full."""

    def setting(self, layout: Layout, blocks: Sequence[SlideBlock], region: Region = Region.BODY) -> Setting | None:
        """How the blocks stand on one slide, in the largest type that holds them; None where none does."""

    def fits(self, layout: Layout, blocks: Sequence[SlideBlock], least: Points) -> bool:
        """Whether the body holds the blocks in type of `least` points or more."""

    def label_size(self, figure: FigureRef, layout: Layout, region: Region, above: Sequence[SlideBlock] = ()) -> Points:
        """Size of a figure's smallest label in the region, below text where there is some."""

    def picture_area(self, picture: Picture, layout: Layout, region: Region, above: Sequence[SlideBlock] = ()) -> float:
        """What a picture takes of a region in square points, below text where there is some."""

    def parts(self, figure: FigureRef) -> tuple[FigurePart, ...]:
        """The overview and details that stand for a figure; none where it is shown whole."""

    def fits_under(self, visual: FigureRef | Picture | PictureRow, text: Sequence[SlideBlock], least: Points) -> bool:
        """Whether text of `least` points or more fits on one slide with a figure or picture of full size."""

    def is_small(self, picture: Picture) -> bool:
        """Whether a picture is no larger than an icon, or is missing."""

    def fills_slide(self, picture: Picture, *, asked: bool) -> bool:
        """Whether a picture may fill a slide: a photograph, or one that is `asked` to."""

    def component_size(self, slide: Slide) -> Points | None:
        """Size of the text of the component that a slide's layout is for; None where its words do not fit."""
