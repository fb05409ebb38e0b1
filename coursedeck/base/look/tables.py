"""How tables are painted: fills, inks and lines of their rows, by the look of the theme."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.slide import TableShape
from coursedeck.model.theme import TableRule
from coursedeck.model.units import Points

ROW_LINE_WIDTH: Points = 0.75


class RowPaints(Struct, frozen=True):
    """The fill of a row, the ink of its words where it is not inherited, and its lines."""

    fill: str | None
    ink: str
    above: TableRule | None
    below: TableRule | None
    beside: TableRule | None
    """On both sides of every cell."""

    @staticmethod
    def of(shape: TableShape, row: int, colors: ThemeColors, ground: str) -> RowPaints:
        """How a row of a table on a ground is painted."""
        look, header, last = shape.look, row < shape.header, row == len(shape.rows) - 1
        # LibreOffice draws no transparent lines, so they are steps away from the ground
        between = TableRule(colors.step("bg1", look.row_step), look.row_width) if look.row_step else None
        below = look.outer if last and look.outer else between
        if row == shape.header - 1 and look.header_rule:
            below = look.header_rule
        banded = look.band if (row - shape.header) % 2 else None
        fill = look.header_fill if header else banded
        ink = colors.ink(ground if fill is None else fill)
        if header and look.header_ink:
            ink = look.header_ink
        return RowPaints(fill, ink, look.outer if row == 0 else None, below, between if look.columns else None)

    def ink_on(self, fill: str | None, colors: ThemeColors) -> str:
        """The ink of a cell with this fill, which may be the hue of its column."""
        return self.ink if fill is None or fill == self.fill else colors.ink(fill)
