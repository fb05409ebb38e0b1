"""Words of a figure: the lines that were drawn, breaks and all, in the place where they were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coursedeck.base.text.languages import language_runs
from coursedeck.base.text.scripts import Script, script_of
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.text import ALIGNMENTS, hundredths, run_elements
from coursedeck.output.deck.xml import Attributes, Element, element
from coursedeck.model.drawing import TextLine, TextBlock
from coursedeck.model.slide import TextRun
from coursedeck.model.units import Box, Points, emu

LINE_HEIGHT = 1.2
"""Of the size, where a single line leaves it open."""
CENTERED_WITHIN: Points = 1.0
_SUPERSCRIPT, _SUBSCRIPT = 30, -25


def label_body(label: TextBlock | None, box: Box, page: Page) -> Element:
    """``p:txBody`` of a shape over `box`, whose insets put the words where `label` (in slide points) has them."""
    if label is None or not label.lines:
        return element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), _empty_paragraph(page))
    anchor = "ctr" if centered(label, box) else "t"
    insets = {"lIns": emu(label.box.left - box.left), "rIns": emu(box.right - label.box.right)}
    if anchor == "ctr":
        insets |= {"tIns": 0, "bIns": 0}
    else:
        insets |= {"tIns": emu(label.box.top - box.top), "bIns": 0}
    attributes: Attributes = {"wrap": "none", **insets, "rtlCol": False, "anchor": anchor}
    properties = element("a:bodyPr", attributes, element("a:noAutofit"))
    return element("p:txBody", None, properties, element("a:lstStyle"), paragraph(label, page))


def centered(label: TextBlock | None, box: Box) -> bool:
    """Whether a label stands in the middle of its box."""
    if label is None:
        return True
    middle, center = label.box.center, box.center
    return max(abs(middle.x - center.x), abs(middle.y - center.y)) <= CENTERED_WITHIN


def paragraph(label: TextBlock, page: Page) -> Element:
    """One paragraph of all lines, so that a person edits one text; lines break where they were drawn to break."""
    pitch = _pitch(label)
    spacing = element("a:lnSpc", None, element("a:spcPts", {"val": hundredths(pitch)}))
    rtl = any(script_of(letter) is Script.COMPLEX for letter in label.plain) and _runs_right_to_left(label.plain)
    attributes: Attributes = {
        "marL": 0, "indent": 0, "algn": ALIGNMENTS[label.align], "rtl": rtl, "eaLnBrk": False, "latinLnBrk": False,
    }  # fmt: skip
    properties = element(
        "a:pPr", attributes, spacing, _no_space("a:spcBef"), _no_space("a:spcAft"), element("a:buNone")
    )
    end = element("a:endParaRPr", {"lang": page.style.language, "sz": hundredths(label.size)})
    return element("a:p", None, properties, *_line_elements(label, page), end)


def scaled_label(label: TextBlock | None, scale: float, dx: Points, dy: Points) -> TextBlock | None:
    """`label` in the slide's points."""
    if label is None:
        return None
    lines = tuple(TextLine(line.spans, line.width * scale, line.baseline * scale + dy) for line in label.lines)
    return replace(label, box=label.box.scaled(scale, dx, dy), lines=lines, size=label.size * scale)


def _line_elements(label: TextBlock, page: Page) -> Iterator[Element]:
    paint = page.colors.paint(label.color)
    for index, line in enumerate(label.lines):
        text_runs = [run for span_runs in _runs(line, label, paint, page) for run in span_runs]
        if index:
            look = text_runs[0] if text_runs else TextRun("", page.style.language, color=paint)
            yield from run_elements(replace(look, text="\n", link=None), label.size, page)
        for run in text_runs:
            yield from run_elements(run, label.size, page)


def _runs(line: TextLine, label: TextBlock, paint: str, page: Page) -> Iterator[list[TextRun]]:
    for span in line.spans:
        model = TextRun(
            "",
            page.style.language,
            bold=label.bold or span.strong,
            italic=label.italic or span.emphasis,
            mono=span.code or span.keyboard,
            strike=span.strike,
            baseline=_SUPERSCRIPT if span.superscript else _SUBSCRIPT if span.subscript else 0,
            color=paint,
            link=span.link,
        )
        yield [replace(model, text=text, lang=lang) for text, lang in language_runs(span.text, page.style.language)]


def _pitch(label: TextBlock) -> Points:
    """Distance of the baselines, which programs would otherwise take from whichever font they find."""
    if len(label.lines) < 2:
        return label.size * LINE_HEIGHT
    return (label.lines[-1].baseline - label.lines[0].baseline) / (len(label.lines) - 1)


def _no_space(tag: str) -> Element:
    return element(tag, None, element("a:spcPts", {"val": 0}))


def _empty_paragraph(page: Page) -> Element:
    return element("a:p", None, element("a:endParaRPr", {"lang": page.style.language, "sz": 1200}))


def _runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Hebrew, Arabic or of their kin (UAX #9, rule P2)."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return "\u0590" <= first <= "\u08ff" or "\ufb1d" <= first <= "\ufdff" or "\ufe70" <= first <= "\ufeff"
