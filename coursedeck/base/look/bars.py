"""The session as a proportional bar: where its cells stand and how they are painted."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.units import Box, Points

GAP: Points = 2.0
LABEL_INSET = (4.0, 0.0, 4.0, 0.0)
ACCENT = "accent1"
SEEN_FROM_AFAR = 3.0
"""Least contrast of the current cell with the background (WCAG 2.2, 1.4.11)."""
MID = 8.9
"""Contrast with black from which an accent is bright."""
DIMMED = 85
"""Percent of its lightness that a bright accent keeps on a dark ground."""
QUIET_ALPHA = 15
"""Opacity of the other cells, in percent."""


def bar_cells(box: Box, weights: tuple[float, ...], *, rtl: bool = False) -> Iterator[Box]:
    """The place of every cell, gaps between them; without any weight all are alike. With `rtl`, the right is first.

    >>> [cell.width for cell in bar_cells(Box(0, 0, 102, 8), (1, 3))]
    [25.0, 75.0]
    """
    shares = weights if sum(weights) > 0 else (1.0,) * len(weights)
    room = box.width - GAP * (len(shares) - 1)
    left = box.left
    for share in shares:
        width = room * share / sum(shares)
        yield Box(box.left + box.right - left - width if rtl else left, box.top, width, box.height)
        left += width + GAP


def cell_paint(colors: ThemeColors, ground: str, *, current: bool) -> tuple[str, str]:
    """Fill and ink of a cell on a ground; the current one stands out."""
    if not current:
        ink = colors.ink(ground)
        return f"{ink}@{QUIET_ALPHA}", ink
    # on dark grounds a little darker, or the bar would be the brightest thing in the room
    dark = contrast(colors.hex(ground), "000000") < contrast(colors.hex(ground), "FFFFFF")
    accent = f"{ACCENT}:{DIMMED}" if dark and contrast(colors.hex(ACCENT), "000000") > MID else ACCENT
    seen = contrast(colors.hex(accent), colors.hex(ground)) >= SEEN_FROM_AFAR
    fill = accent if seen else colors.ink(ground)
    return fill, colors.ink(fill)
