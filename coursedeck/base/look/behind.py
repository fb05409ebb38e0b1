"""What is behind a place of a drawing."""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.model.drawing import DrawnEdge, DrawnItem
from coursedeck.model.units import Box, Point

PAPER = "#ffffff"


def fill_behind(items: Iterable[DrawnItem], place: Point, paper: str = PAPER) -> str:
    """The fill of the uppermost cluster, node or cell at `place`; `paper` where there is none.

    `items` are back to front, as a drawing has them.
    """
    found = paper
    for item in items:
        if isinstance(item, DrawnEdge) or not contains(item.box, place):
            continue
        found = item.paint.fill or found
        for cell in getattr(item, "cells", ()):
            found = cell.paint.fill if cell.paint.fill and contains(cell.box, place) else found
    return found


def contains(box: Box, place: Point) -> bool:
    """Whether a place is in a box or on its border."""
    return box.left <= place.x <= box.right and box.top <= place.y <= box.bottom
