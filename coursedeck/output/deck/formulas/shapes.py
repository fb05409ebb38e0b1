"""A formula on a line of its own as a shape."""

from __future__ import annotations

from coursedeck.base.formulas.picture import formula_svg
from coursedeck.base.look.derived_text import with_text_color
from coursedeck.model.slide import FormulaShape
from coursedeck.output.deck.formulas.alternatives import alternatives, math_in_text
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.pictures import picture, svg_blip
from coursedeck.output.deck.shapes import box_geometry, drawing_properties, transform
from coursedeck.output.deck.text import body_properties, list_style, paragraph_properties, text_body
from coursedeck.output.deck.xml import Element, element


def formula_shape(shape: FormulaShape, context: PartContext) -> Element:
    """A text box with the formula; where one line of text cannot stand for it, its picture does."""
    ink = context.colors.ink(context.layout.ground)
    (paragraph,) = with_text_color((shape.paragraph,), ink, links=False)
    if shape.picture is None:
        return _text_box(shape, context, text_body("p:txBody", body_properties("ctr"), (paragraph,), context))
    math = math_in_text(shape.formula, display=True)
    line = element("a:p", None, paragraph_properties(paragraph), math)
    body = element("p:txBody", None, body_properties("ctr"), list_style((paragraph,)), line)
    svg = formula_svg(shape.formula.mathml, f"#{context.colors.hex(ink)}").encode()
    box = _text_box(shape, context, body)
    properties = drawing_properties(context, shape.name, shape.alt)
    return alternatives([box], [picture(properties, shape.picture, svg_blip(svg, shape.picture, context))])


def _text_box(shape: FormulaShape, context: PartContext, body: Element) -> Element:
    name = drawing_properties(context, shape.name, shape.alt)
    kind = element("p:cNvSpPr", {"txBox": True})
    visual = element(
        "p:spPr", None, transform("a:xfrm", shape.box), box_geometry("rect", shape.box), element("a:noFill")
    )
    return element("p:sp", None, element("p:nvSpPr", None, name, kind, element("p:nvPr")), visual, body)
