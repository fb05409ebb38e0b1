"""The session as a proportional bar: a group of cells, each a link to its section."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.deck.colors import contrast, solid_fill
from coursedeck.deck.groups import group
from coursedeck.deck.page import Page
from coursedeck.deck.shapes import naming, outline, preset, transform
from coursedeck.deck.text import body_properties, text_body
from coursedeck.deck.xml import Element, element
from coursedeck.model.drawing import Align
from coursedeck.model.slide import BarShape, Run, TextParagraph
from coursedeck.model.units import Box, Points
from coursedeck.text.languages import language_runs

GAP: Points = 2.0
LABEL_INSET = (4.0, 0.0, 4.0, 0.0)
ACCENT = "accent1"
SEEN_FROM_AFAR = 3.0
"""Contrast with the ground that the current cell must have (WCAG 2.2, 1.4.11)."""
QUIET_ALPHA = 15


def bar_group(shape: BarShape, page: Page) -> Element:
    """The bar as a group named after the shape; the labels of its cells say what it shows."""
    descr = " · ".join(
        f"[{label}]" if index == shape.current else label for index, label in enumerate(shape.labels) if label
    )
    outer = naming(page, shape.name, descr)
    cells = [_cell(shape, index, box, page) for index, box in enumerate(bar_cells(shape.box, shape.weights))]
    return group(outer, shape.box, cells)


def bar_cells(box: Box, weights: tuple[float, ...]) -> Iterator[Box]:
    """The place of every cell, gaps between them; without any weight all are alike.

    >>> [cell.width for cell in bar_cells(Box(0, 0, 102, 8), (1, 3))]
    [25.0, 75.0]
    """
    shares = weights if sum(weights) > 0 else (1.0,) * len(weights)
    room = box.width - GAP * (len(shares) - 1)
    left = box.left
    for share in shares:
        width = room * share / sum(shares)
        yield Box(left, box.top, width, box.height)
        left += width + GAP


def _cell(shape: BarShape, index: int, box: Box, page: Page) -> Element:
    ground = page.layout.ground
    fill, ink = _current_paint(page, ground) if index == shape.current else _quiet_paint(page, ground)
    label = shape.labels[index]
    runs = tuple(
        Run(text, lang, bold=index == shape.current, color=ink) for text, lang in language_runs(label, shape.lang)
    )
    text = (TextParagraph(runs, shape.size, align=Align.CENTER),) if label else ()
    non_visual = element(
        "p:nvSpPr",
        None,
        naming(page, label or f"{shape.name} {index + 1}", link=shape.links[index]),
        element("p:cNvSpPr"),
        element("p:nvPr"),
    )
    visual = element("p:spPr", None, transform("a:xfrm", box), preset("rect"), solid_fill(fill), outline(None))
    return element(
        "p:sp", None, non_visual, visual, text_body("p:txBody", body_properties("ctr", LABEL_INSET), text, page)
    )


def _current_paint(page: Page, ground: str) -> tuple[str, str]:
    colors = page.colors
    seen = contrast(colors.hex(ACCENT), colors.hex(ground)) >= SEEN_FROM_AFAR
    fill = ACCENT if seen else colors.ink(ground)
    return fill, colors.ink(fill)


def _quiet_paint(page: Page, ground: str) -> tuple[str, str]:
    ink = page.colors.ink(ground)
    return f"{ink}@{QUIET_ALPHA}", ink
