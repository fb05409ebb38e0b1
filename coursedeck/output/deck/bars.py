"""The session as a proportional bar: a group of cells, each a link to its section."""

from __future__ import annotations

from coursedeck.base.look.bars import LABEL_INSET, bar_cells, cell_paint
from coursedeck.base.text.languages import language_runs
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.shapes import naming, outline, preset, transform
from coursedeck.output.deck.text import body_properties, text_body
from coursedeck.output.deck.xml import Element, element
from coursedeck.model.drawing import Align
from coursedeck.model.slide import BarShape, TextRun, TextParagraph
from coursedeck.model.units import Box


def bar_group(shape: BarShape, page: Page) -> Element:
    """The bar as a group named after the shape; the labels of its cells say what it shows."""
    descr = " · ".join(
        f"[{label}]" if index == shape.current else label for index, label in enumerate(shape.labels) if label
    )
    outer = naming(page, shape.name, descr)
    places = enumerate(bar_cells(shape.box, shape.weights, rtl=shape.rtl))
    cells = [_cell(shape, index, box, page) for index, box in places]
    return group(outer, shape.box, cells)


def _cell(shape: BarShape, index: int, box: Box, page: Page) -> Element:
    fill, ink = cell_paint(page.colors, page.layout.ground, current=index == shape.current)
    label = shape.labels[index]
    runs = tuple(
        TextRun(text, lang, bold=index == shape.current, color=ink) for text, lang in language_runs(label, shape.lang)
    )
    text = (TextParagraph(runs, shape.size, align=Align.CENTER, rtl=shape.rtl),) if label else ()
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
