"""The grid of twelve columns: from columns to points, in both ratios."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.look.component_places import COLUMNS, GUTTER
from coursedeck.model.theme import LEFT, RIGHT, Ornament, TextPlace
from coursedeck.model.units import Box, Points, Size

MARGIN: Points = 43.2
BODY_TOP: Points = 120.0
BODY_BOTTOM: Points = 488.0
FOOTER_TOP: Points = 504.0
FOOTER_HEIGHT: Points = 20.0


class ColumnGrid(Struct, frozen=True):
    """The grid of slides of one size."""

    size: Size

    @property
    def span(self) -> Points:
        """Width between the margins."""
        return self.size.width - 2 * MARGIN

    @property
    def body(self) -> Box:
        """The region of content."""
        return Box(MARGIN, BODY_TOP, self.span, BODY_BOTTOM - BODY_TOP)

    def start(self, column: float) -> Points:
        """Left edge of a column.

        >>> grid = ColumnGrid(Size(960, 540))
        >>> grid.start(0), grid.start(-1), grid.start(13)
        (43.2, 0.0, 960)
        """
        if column <= LEFT:
            return 0.0
        if column >= RIGHT:
            return self.size.width
        return round(MARGIN + column * (self.span + GUTTER) / COLUMNS, 3)

    def end(self, column: float) -> Points:
        """Right edge of what ends before a column: a gutter earlier, but at the slide's edge without one."""
        return self.size.width if column >= RIGHT else round(self.start(column) - GUTTER, 3)

    def box(self, place: TextPlace) -> Box:
        """Where a text stands."""
        left = self.start(place.first)
        return Box(left, place.top, self.end(place.end) - left, place.bottom - place.top)

    def ornament(self, one: Ornament) -> Box:
        """Where an ornament stands."""
        left = self.start(one.first) + one.shift
        width = one.width if one.width is not None else self.end(one.end) - left
        if not one.square:
            return Box(left, one.top, width, one.bottom - one.top)
        return Box(left, one.top if one.square == "top" else one.bottom - width, width, width)

    def guides(self) -> Iterator[tuple[str, Points]]:
        """Both edges of every column (``vert``), and the lines of title, body and footer (``horz``)."""
        for column in range(COLUMNS):
            yield "vert", self.start(column)
            yield "vert", self.end(column + 1)
        for height in (BODY_TOP, BODY_BOTTOM, FOOTER_TOP):
            yield "horz", height
