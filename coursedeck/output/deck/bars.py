"""The progress bar of a session: a group of cells as wide as their sections are long, each a link to its section."""

from __future__ import annotations

from coursedeck.base.look.bars import LABEL_INSET, bar_cells, cell_paint
from coursedeck.base.text.languages import language_runs
from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.model.drawing import Align
from coursedeck.model.slide import BarShape, TextParagraph, TextRun
from coursedeck.model.units import Box
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, outline, preset_geometry, transform
from coursedeck.output.deck.text import body_properties, text_body
from coursedeck.output.deck.xml import Element, element


def bar_group(shape: BarShape, context: PartContext) -> Element:
    """The bar as ``p:grpSp``; its alternative text lists the labels, the current section in brackets."""
    descr = " · ".join(
        f"[{label}]" if index == shape.current else label for index, label in enumerate(shape.labels) if label
    )
    outer = drawing_properties(context, shape.name, descr)
    places = enumerate(bar_cells(shape.box, shape.weights, rtl=shape.rtl))
    cells = [_cell(shape, index, box, context) for index, box in places]
    return group(outer, shape.box, cells)


def _cell(shape: BarShape, index: int, box: Box, context: PartContext) -> Element:
    fill, ink = cell_paint(context.colors, context.layout.ground, current=index == shape.current)
    label = shape.labels[index]
    runs = tuple(
        TextRun(text, lang, bold=index == shape.current, color=ink) for text, lang in language_runs(label, shape.lang)
    )
    turned = shape.rtl and has_right_to_left(label)  # "10 min" is read from the left in a bar that begins on the right
    text = (TextParagraph(runs, shape.size, align=Align.CENTER, rtl=turned),) if label else ()
    non_visual = element(
        "p:nvSpPr",
        None,
        drawing_properties(context, label or f"{shape.name} {index + 1}", link=shape.links[index]),
        element("p:cNvSpPr"),
        element("p:nvPr"),
    )
    visual = element("p:spPr", None, transform("a:xfrm", box), preset_geometry("rect"), solid_fill(fill), outline(None))
    return element(
        "p:sp", None, non_visual, visual, text_body("p:txBody", body_properties("ctr", LABEL_INSET), text, context)
    )
