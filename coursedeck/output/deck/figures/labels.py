"""Labels of a figure, with the same lines and at the same place as in the drawing."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.text.languages import language_runs
from coursedeck.base.text.scripts import Script, script_of
from coursedeck.model.drawing import TextBlock, TextLine
from coursedeck.model.slide import TextRun
from coursedeck.model.units import Box, Points, emu
from coursedeck.model.values import replace
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, outline, preset_geometry, transform
from coursedeck.output.deck.text import ALIGNMENTS, hundredths, run_elements
from coursedeck.output.deck.xml import Attributes, Element, element

LINE_HEIGHT = 1.2
"""Line height of a label of one line, as a multiple of its size."""
CENTER_TOLERANCE: Points = 1.0
_SUPERSCRIPT, _SUBSCRIPT = 30, -25


def label_body(label: TextBlock | None, box: Box, context: PartContext, rectangle: Box | None = None) -> Element:
    """``p:txBody`` of a shape, with insets that put the text at the box of `label` (slide points).

    The label is meant for `box`; `rectangle` is what the shape's geometry gives to its text, `box` itself by default.
    """
    if label is None or not label.lines:
        return element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), _empty_paragraph(context))
    given = rectangle or box
    anchor = "ctr" if centered(label, box) else "t"
    top = box.top - given.top if anchor == "ctr" else label.box.top - given.top
    bottom = given.bottom - box.bottom if anchor == "ctr" else 0.0
    insets = {
        "lIns": emu(label.box.left - given.left), "tIns": emu(top), "rIns": emu(given.right - label.box.right),
        "bIns": emu(bottom),
    }  # fmt: skip
    attributes: Attributes = {"wrap": "none", **insets, "rtlCol": False, "anchor": anchor}
    properties = element("a:bodyPr", attributes, element("a:noAutofit"))
    return element("p:txBody", None, properties, element("a:lstStyle"), paragraph(label, context))


def centered(label: TextBlock | None, box: Box) -> bool:
    """Whether a label stands in the middle of its box."""
    if label is None:
        return True
    middle, center = label.box.center, box.center
    return max(abs(middle.x - center.x), abs(middle.y - center.y)) <= CENTER_TOLERANCE


def paragraph(label: TextBlock, context: PartContext) -> Element:
    """One paragraph with the lines joined by ``a:br``, so that the label is edited as one text."""
    pitch = _pitch(label)
    spacing = element("a:lnSpc", None, element("a:spcPts", {"val": hundredths(pitch)}))
    rtl = any(script_of(letter) is Script.COMPLEX for letter in label.plain) and _runs_right_to_left(label.plain)
    attributes: Attributes = {
        "marL": 0, "indent": 0, "algn": ALIGNMENTS[label.align], "rtl": rtl, "eaLnBrk": False, "latinLnBrk": False,
    }  # fmt: skip
    properties = element(
        "a:pPr", attributes, spacing, _no_space("a:spcBef"), _no_space("a:spcAft"), element("a:buNone")
    )
    end = element("a:endParaRPr", {"lang": context.defaults.language, "sz": hundredths(label.size)})
    return element("a:p", None, properties, *_line_elements(label, context), end)


def text_box(label: TextBlock, context: PartContext) -> Element:
    """``p:sp`` of text that belongs to no shape."""
    non_visual = element(
        "p:nvSpPr",
        None,
        drawing_properties(context, label.plain),
        element("p:cNvSpPr", {"txBox": True}),
        element("p:nvPr"),
    )
    visual = element(
        "p:spPr", None, transform("a:xfrm", label.box), preset_geometry("rect"), solid_fill(None), outline(None)
    )
    return element("p:sp", None, non_visual, visual, label_body(label, label.box, context))


def _line_elements(label: TextBlock, context: PartContext) -> Iterator[Element]:
    paint = context.colors.paint(label.color)
    for index, line in enumerate(label.lines):
        text_runs = [run for span_runs in _runs(line, label, paint, context) for run in span_runs]
        if index:
            look = text_runs[0] if text_runs else TextRun("", context.defaults.language, color=paint)
            yield from run_elements(replace(look, text="\n", link=None), label.size, context)
        for run in text_runs:
            yield from run_elements(run, label.size, context)


def _runs(line: TextLine, label: TextBlock, paint: str, context: PartContext) -> Iterator[list[TextRun]]:
    for span in line.spans:
        model = TextRun(
            "",
            context.defaults.language,
            bold=label.bold or span.strong,
            italic=label.italic or span.emphasis,
            mono=span.code or span.keyboard,
            strike=span.strike,
            baseline=_SUPERSCRIPT if span.superscript else _SUBSCRIPT if span.subscript else 0,
            color=paint,
            link=span.link,
        )
        yield [
            replace(model, text=text, lang=lang) for text, lang in language_runs(span.text, context.defaults.language)
        ]


def _pitch(label: TextBlock) -> Points:
    """Distance between baselines in points; written out, since programs would derive it from the font they have."""
    if len(label.lines) < 2:
        return label.size * LINE_HEIGHT
    return (label.lines[-1].baseline - label.lines[0].baseline) / (len(label.lines) - 1)


def _no_space(tag: str) -> Element:
    return element(tag, None, element("a:spcPts", {"val": 0}))


def _empty_paragraph(context: PartContext) -> Element:
    return element("a:p", None, element("a:endParaRPr", {"lang": context.defaults.language, "sz": 1200}))


def _runs_right_to_left(text: str) -> bool:
    """Whether the first letter belongs to a right-to-left script such as Hebrew or Arabic (UAX #9, rule P2)."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return "\u0590" <= first <= "\u08ff" or "\ufb1d" <= first <= "\ufdff" or "\ufe70" <= first <= "\ufeff"
