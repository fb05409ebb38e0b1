"""Formulas on lines of their own: in the middle of the region, smaller where they are wider than it."""

from __future__ import annotations

from coursedeck.base.formulas.linear import is_one_line, linear
from coursedeck.base.formulas.picture import formula_size
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Problem, overflow
from coursedeck.model.session import DisplayFormula
from coursedeck.model.slide import FormulaShape, TextParagraph
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.segments import Container, FlowSegment

LARGER = 1.2
"""Size of a formula on a line of its own, in the size of the text around it."""
LEAST: Points = 10.0
TALLEST: Points = 330.0
"""Height up to which a formula is set in its full size: a slide's body, nearly."""
_ROOM = 1.08
"""Office Math beside the drawing that is measured: its font and its gaps are a little wider."""
_LETTER, _LINE = 0.6, 1.3
"""Width of a letter and height of a line in em, where there is no drawing to measure."""


def formula_paragraph(block: DisplayFormula, size: Points, builder: RunBuilder) -> TextParagraph:
    """The formula in one line of text, centred."""
    runs = builder.runs(block.text.spans)
    return TextParagraph(runs, size, align=Align.CENTER, source=block.text.source)


def formula_segment(
    block: DisplayFormula, container: Container, width: Points, body: Points, builder: RunBuilder
) -> FlowSegment:
    """The formula in a region of `width` points, beside text of `body` points."""
    formula = block.formula
    wide, high = formula_size(formula.mathml) or (_LETTER * len(block.text.plain), _LINE)
    wanted = round(body * LARGER)
    size = min(wanted, width / (wide * _ROOM), TALLEST / high)
    paragraph = formula_paragraph(block, max(LEAST, round(size * 2 - 0.5) / 2), builder)
    height = paragraph.size * max(high, _LINE)
    problems: tuple[Problem, ...] = ()
    if size < LEAST:
        message = "a formula is too large for its slide, even at 10 pt: split it into several lines or formulas"
        problems = (overflow(block.text.source, message, paragraph.plain),)
    return FlowSegment(container, height, lines=0, paragraphs=(paragraph,), problems=problems)


def _centred(box: Box, width: Points, height: Points) -> Box:
    return Box(box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height)


def formula_shape(container: Container, segment: FlowSegment, box: Box, name: str) -> FormulaShape:
    """The formula in the middle of its box."""
    formula, (paragraph,) = container.formula, segment.paragraphs
    assert formula is not None and paragraph.source is not None
    size = None if is_one_line(formula.mathml) else formula_size(formula.mathml)
    drawn = _centred(box, *(length * paragraph.size for length in size)) if size else None
    said = "".join(piece.text for piece in linear(formula.mathml))
    return FormulaShape(name, box, replace(paragraph, space_before=0.0), formula, drawn, said, paragraph.source)
