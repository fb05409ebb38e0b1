"""Where the parts of rows and cards stand on a slide, in points, by the names of their placeholders.

The bundled templates have placeholders in these places; on other templates the same places are filled with text boxes.
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.model.slide import CARDS, ROWS, Layout
from coursedeck.model.units import Box, Points

COLUMNS = 12
GUTTER: Points = 16.0
ROW_HEIGHT: Points = 112.0
"""Most height of a row, so that few rows do not drift apart."""
LABEL_COLUMNS = 3
CARD_TOP: Points = 16.0
CARD_SHARE = 0.72
"""Share of the body's height that cards take."""
CARD_INSET: tuple[Points, Points, Points, Points] = (16.0, 24.0, 16.0, 16.0)
BAR_HEIGHT: Points = 6.0
"""Height of the bar at the top of a card."""


def columns(body: Box, first: int, count: int) -> tuple[Points, Points]:
    """Left edge and width of `count` columns of the body's twelve, from `first` on, counted from 0."""
    unit = (body.width + GUTTER) / COLUMNS
    return body.left + first * unit, count * unit - GUTTER


def row_places(count: int, body: Box) -> dict[str, Box]:
    """``label n`` and ``text n`` of rows from the top of `body`."""
    height = min(ROW_HEIGHT, body.height / count)
    (left, label), (middle, text) = (
        columns(body, 0, LABEL_COLUMNS),
        columns(body, LABEL_COLUMNS, COLUMNS - LABEL_COLUMNS),
    )
    found = {}
    for index in range(count):
        top = body.top + index * height
        found[f"label {index + 1}"] = Box(left, top, label, height)
        found[f"text {index + 1}"] = Box(middle, top, text, height)
    return found


def card_places(count: int, body: Box) -> dict[str, Box]:
    """``card n`` of cards of equal size beside one another."""
    share = COLUMNS // count
    found = {}
    for index in range(count):
        left, width = columns(body, index * share, share)
        found[f"card {index + 1}"] = Box(left, body.top + CARD_TOP, width, body.height * CARD_SHARE)
    return found


def bar_of(card: Box) -> Box:
    """The bar at the top of a card."""
    return Box(card.left, card.top, card.width, BAR_HEIGHT)


def component_places(kind: Layout, body: Box) -> Mapping[str, Box]:
    """The places of a component's parts in reading order."""
    for count, layout in ROWS.items():
        if layout is kind:
            return row_places(count, body)
    for count, layout in CARDS.items():
        if layout is kind:
            return card_places(count, body)
    raise ValueError(f"{kind} is no component")
