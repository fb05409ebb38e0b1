"""Where the parts of components stand on a slide, in points, by the names of their placeholders.

The bundled templates have placeholders in these places; on other templates the same places are filled with text boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from coursedeck.model.slide import CARDS, PANELS, POINTS, PROCESS, ROWS, SINGLE, TILES, Layout
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

COLUMNS = 12
GUTTER: Points = 16.0
ROW_HEIGHT: Points = 112.0
"""Most height of a row, so that few rows do not drift apart."""
POINT_HEIGHT: Points = 128.0
"""The same for rows without labels, and for two rows."""
LABEL_COLUMNS = 3
ABOVE = 0.38
"""Share of the height that a block leaves free that stands above it."""
CARD_SHARE = 0.78
"""Share of the body's height that cards take."""
CARD_INSET: tuple[Points, Points, Points, Points] = (16.0, 24.0, 16.0, 16.0)
TILE_INSET: tuple[Points, Points, Points, Points] = (12.0, 12.0, 12.0, 18.0)
ICON: Points = 104.0
ICON_SHARE = 0.42
"""Most size of the icon of a tile, and most share of the tile's height that it takes."""
MOST_ACROSS = 4
"""So many tiles stand in one row at most."""
BAR_HEIGHT: Points = 6.0
"""Height of the bar at the top of a card."""
HEAD_HEIGHT: Points = 52.0
"""Height of the heading of a panel."""
HEAD_INSET: tuple[Points, Points, Points, Points] = (16.0, 4.0, 16.0, 4.0)
PANEL_INSET: tuple[Points, Points, Points, Points] = (16.0, 14.0, 16.0, 12.0)
CHEVRON_HEIGHT: Points = 60.0
STEP_SHARE = 0.5
"""Share of the body's height that the texts of steps take below their chevrons."""
STEP_INSET: tuple[Points, Points, Points, Points] = (16.0, 16.0, 12.0, 16.0)
BLOCK_INSET: tuple[Points, Points, Points, Points] = (24.0, 24.0, 24.0, 24.0)
"""Of the blocks of questions, definitions and badges."""
SINGLE_SHARE = 0.86
"""Share of the body's height that a question takes."""
BADGE_SHARE = 0.64
NUMBER_SHARE = 0.6
"""Share of the height of a large number and what it says that the number takes."""
HUES = ("accent1", "accent2")
"""Paints of the first and the second of two things that are compared."""


class PartStyle(Struct, frozen=True):
    """How a template sets the words of a part before slides do."""

    size: Points | None = None
    """None for text in the master's sizes, with bullets."""
    paint: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    prompt: str = "Text"
    fill: str | None = None
    """Paint of its ground."""
    inset: tuple[Points, Points, Points, Points] | None = None
    centred: bool = False
    """Its words stand in the middle of its width."""
    card: bool = False
    """It is drawn as the theme draws cards, and its second level is plain text."""


PART_STYLES: Mapping[str, PartStyle] = {
    "label": PartStyle(26, "accent1", bold=True, anchor="ctr", prompt="Label"),
    "text": PartStyle(24, anchor="ctr"),
    "point": PartStyle(28, anchor="ctr", prompt="Point"),
    "step": PartStyle(24, fill="bg2", inset=STEP_INSET),
    "mark": PartStyle(200, "bg1", bold=True, anchor="ctr", prompt="?", fill=HUES[0]),
    "question": PartStyle(40, bold=True, anchor="ctr", prompt="Question?", fill="bg2", inset=BLOCK_INSET),
    "statement": PartStyle(44, bold=True, anchor="ctr", prompt="One sentence"),
    "number": PartStyle(120, "accent1", bold=True, anchor="b", prompt="42 %"),
    "claim": PartStyle(32, prompt="What the number says"),
    "task": PartStyle(prompt="Steps"),
    "badge": PartStyle(80, "bg1", bold=True, anchor="ctr", prompt="5 min", fill=HUES[1]),
    "term": PartStyle(24, "bg1", prompt="Term and its meaning", fill=HUES[0], inset=BLOCK_INSET),
    "facts": PartStyle(prompt="Facts"),
    "card": PartStyle(28, "accent1", bold=True, prompt="Label", inset=CARD_INSET, card=True),
    "tile": PartStyle(26, "tx1", bold=True, anchor="b", prompt="Product", fill="bg2", inset=TILE_INSET, centred=True),
    "head": PartStyle(22, "bg1", bold=True, anchor="ctr", prompt="Heading", fill=HUES[0], inset=HEAD_INSET),
    "panel": PartStyle(fill="bg2", inset=PANEL_INSET),
}
"""By the first word of the part's name."""


def columns(body: Box, first: int, count: int) -> tuple[Points, Points]:
    """Left edge and width of `count` columns of the body's twelve, from `first` on, counted from 0."""
    unit = (body.width + GUTTER) / COLUMNS
    return body.left + first * unit, count * unit - GUTTER


def row_places(count: int, body: Box) -> dict[str, Box]:
    """``label n`` and ``text n`` of rows from the top of `body`."""
    height = min(ROW_HEIGHT if count > 2 else POINT_HEIGHT, body.height / count)
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


def point_places(count: int, body: Box) -> dict[str, Box]:
    """``point n`` below one another from the top of `body`, as wide as it."""
    height = min(POINT_HEIGHT, body.height / count)
    return {
        f"point {index + 1}": Box(body.left, body.top + index * height, body.width, height) for index in range(count)
    }


def step_places(count: int, body: Box) -> dict[str, Box]:
    """``step n`` of the texts of steps beside one another, below their chevrons."""
    width = (body.width - (count - 1) * GUTTER) / count
    height = round(body.height * STEP_SHARE)
    top = body.top + round(ABOVE * (body.height - height - CHEVRON_HEIGHT)) + CHEVRON_HEIGHT
    return {
        f"step {index + 1}": Box(body.left + index * (width + GUTTER), top, width, height) for index in range(count)
    }


def chevron_of(step: Box) -> Box:
    """The chevron above the text of a step; its point reaches into the gap before the next."""
    return Box(step.left, step.top - CHEVRON_HEIGHT, step.width + GUTTER / 2, CHEVRON_HEIGHT)


def card_places(count: int, body: Box) -> dict[str, Box]:
    """``card n`` of cards of equal size beside one another."""
    share = COLUMNS // count
    found = {}
    for index in range(count):
        left, width = columns(body, index * share, share)
        height = round(body.height * CARD_SHARE)
        top = body.top + round(ABOVE * (body.height - height))
        found[f"card {index + 1}"] = Box(left, top, width, height)
    return found


def tile_places(count: int, body: Box) -> dict[str, Box]:
    """``tile n`` beside one another, in two rows where they are many."""
    across = count if count <= MOST_ACROSS else (count + 1) // 2
    down = -(-count // across)
    height = round(body.height * CARD_SHARE) if down == 1 else (body.height - GUTTER) / down
    top = body.top + (round(ABOVE * (body.height - height)) if down == 1 else 0.0)
    found = {}
    for index in range(count):
        left, width = columns(body, index % across * (COLUMNS // across), COLUMNS // across)
        found[f"tile {index + 1}"] = Box(left, top + index // across * (height + GUTTER), width, height)
    return found


def icon_of(tile: Box) -> Box:
    """The square of the icon in a tile, above its words."""
    side = min(ICON, ICON_SHARE * tile.height)
    return Box(tile.center.x - side / 2, tile.top + 0.6 * (tile.height * 0.6 - side) + 8.0, side, side)


def panel_places(across: int, down: int, body: Box) -> dict[str, Box]:
    """``head n`` and ``panel n`` of panels in a grid, row by row."""
    height = (body.height - (down - 1) * GUTTER) / down
    head = min(HEAD_HEIGHT, 0.3 * height)
    share = COLUMNS // across
    found = {}
    for index in range(across * down):
        left, width = columns(body, index % across * share, share)
        top = body.top + index // across * (height + GUTTER)
        found[f"head {index + 1}"] = Box(left, top, width, head)
        found[f"panel {index + 1}"] = Box(left, top + head, width, height - head)
    return found


def single_places(kind: Layout, body: Box) -> dict[str, Box]:
    """The parts of a question, a statement, an exercise or a definition."""

    def place(first: int, count: int, height: Points = body.height) -> Box:
        left, width = columns(body, first, count)
        return Box(left, body.top, width, height)

    high = SINGLE_SHARE * body.height
    mark = place(0, 3, high)
    match kind:
        case Layout.QUESTION:
            right = Box(mark.right, body.top, body.right - mark.right, high)
            return {"mark 1": mark, "question 1": right}
        case Layout.STATEMENT:
            return {"statement 1": place(0, 10, high)}
        case Layout.NUMBER:
            upper, claim = place(0, 12, round(NUMBER_SHARE * high)), place(0, 10)
            below = Box(claim.left, upper.bottom, claim.width, round(high - upper.height, 2))
            return {"number 1": upper, "claim 1": below}
        case Layout.EXERCISE:
            return {"task 1": place(0, 10), "badge 1": place(10, 2, BADGE_SHARE * body.height)}
        case _:
            return {"term 1": place(0, 4), "facts 1": place(4, 8)}


def hue_of(kind: Layout, number: int) -> str:
    """Paint of the heading of a panel, counted from 1."""
    return HUES[number - 1] if kind is Layout.COMPARISON else HUES[0]


def part_style(kind: Layout, part: str) -> PartStyle:
    """How a part of a component is set; one that is not known is plain text of 22 points."""
    name, _, number = part.partition(" ")
    style = PART_STYLES.get(name, PartStyle(22))
    return replace(style, fill=hue_of(kind, int(number))) if name == "head" else style


def bar_of(card: Box) -> Box:
    """The bar at the top of a card."""
    return Box(card.left, card.top, card.width, BAR_HEIGHT)


_BY_COUNT: tuple[tuple[Mapping[int, Layout], Callable[[int, Box], dict[str, Box]]], ...] = (
    (ROWS, row_places),
    (POINTS, point_places),
    (CARDS, card_places),
    (TILES, tile_places),
    (PROCESS, step_places),
)


def component_places(kind: Layout, body: Box) -> Mapping[str, Box]:
    """The places of a component's parts in reading order."""
    for layouts, places in _BY_COUNT:
        for count, layout in layouts.items():
            if layout is kind:
                return places(count, body)
    if kind in SINGLE:
        return single_places(kind, body)
    if kind in PANELS:
        return panel_places(*PANELS[kind], body)
    raise ValueError(f"{kind} is no component")
