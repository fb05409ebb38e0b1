"""Text as DrawingML: bodies, paragraphs and runs (ECMA-376 part 1, 21.1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from coursedeck.base.look.derived_text import HIGHLIGHT, NUMBERING, is_written_out, numbering_starts
from coursedeck.base.text.emoji import EMOJI_FACE, emoji_parts
from coursedeck.model.drawing import Align
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points, emu
from coursedeck.model.values import replace
from coursedeck.output.deck.colors import color_element, solid_fill
from coursedeck.output.deck.formulas.alternatives import alternatives, math_in_text
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.xml import Element, element

ALIGNMENTS = {Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"}
BULLET_FACE = "Arial"

_KEEP_COLOR = "{A12FA001-AC4F-418D-AE19-62706E023703}"
"""Extension by which a hyperlink keeps the colour of its run instead of the theme's."""
_CHARACTER_BREAKING = ("ja", "zh")
_MAX_LEVEL = 8


def text_body(tag: str, properties: Element, paragraphs: Sequence[TextParagraph], context: PartContext) -> Element:
    """A text body (``p:txBody``, ``a:txBody``); at least one empty paragraph, as the schema demands."""
    made = list(paragraph_elements(paragraphs, context))
    return element(tag, None, properties, list_style(paragraphs), *(made or [element("a:p")]))


def list_style(paragraphs: Sequence[TextParagraph]) -> Element:
    """``a:lstStyle``: for levels with formulas their size, and what all runs of the level have in common."""
    levels: dict[int, list[TextParagraph]] = {}
    for paragraph in paragraphs:
        levels.setdefault(min(paragraph.level, _MAX_LEVEL), []).append(paragraph)
    return element("a:lstStyle", None, *(_level_style(level, levels[level]) for level in sorted(levels)))


def _level_style(level: int, paragraphs: Sequence[TextParagraph]) -> Element | None:
    size = next((one.size for one in paragraphs if any(run.formula for run in one.runs)), None)
    if size is None:
        return None
    looks = {(run.color, run.bold) for paragraph in paragraphs for run in paragraph.runs}
    color, bold = looks.pop() if len(looks) == 1 else (None, False)
    attributes = {"sz": hundredths(size), "b": True if bold else None}
    defaults = element("a:defRPr", attributes, solid_fill(color) if color else None)
    return element(f"a:lvl{level + 1}pPr", None, defaults)


def body_properties(
    anchor: str = "t", inset: tuple[Points, Points, Points, Points] = (0.0, 0.0, 0.0, 0.0), *, wrap: bool = True
) -> Element:
    """``a:bodyPr`` without autofit; insets in points: left, top, right, bottom."""
    left, top, right, bottom = (emu(side) for side in inset)
    attributes = {
        "wrap": "square" if wrap else "none", "lIns": left, "tIns": top, "rIns": right, "bIns": bottom, "rtlCol": False,
        "anchor": anchor,
    }  # fmt: skip
    return element("a:bodyPr", attributes, element("a:noAutofit"))


def paragraph_elements(paragraphs: Sequence[TextParagraph], context: PartContext) -> Iterator[Element]:
    """``a:p`` of each paragraph."""
    for paragraph, start in zip(paragraphs, numbering_starts(paragraphs), strict=True):
        last = paragraph.runs[-1] if paragraph.runs else TextRun("", context.defaults.language)
        runs = list(_content(paragraph, context))
        end = element("a:endParaRPr", {"lang": last.lang, "sz": hundredths(paragraph.size)})
        yield element("a:p", None, paragraph_properties(paragraph, start), *runs, end)


def _content(paragraph: TextParagraph, context: PartContext) -> Iterator[Element]:
    """Runs and formulas, each formula with the runs that stand for it elsewhere."""
    for formula, same in groupby((*_written_marker(paragraph), *paragraph.runs), key=lambda run: run.formula):
        runs = list(same)
        written = [part for run in runs for part in run_elements(run, paragraph.size, context)]
        if formula is None:
            yield from written
            continue
        display = formula.display and len(runs) == len(paragraph.runs) and paragraph.align is Align.CENTER
        yield alternatives([math_in_text(formula, display=display)], written)


def _written_marker(paragraph: TextParagraph) -> Iterator[TextRun]:
    """A marker as text; the tab behind it ends where the lines below begin."""
    if is_written_out(paragraph.bullet):
        first = paragraph.runs[0] if paragraph.runs else TextRun("", "")
        yield TextRun(f"{paragraph.bullet}\t", first.lang, bold=first.bold, color=paragraph.bullet_color or first.color)


def run_elements(run: TextRun, size: Points, context: PartContext) -> Iterator[Element]:
    """``a:r`` for the text of a run and ``a:br`` for its line breaks; emoji get runs of their own."""
    for index, text in enumerate(run.text.split("\n")):
        if index:
            yield element("a:br", None, run_properties(run, size, context))
        parts = list(emoji_parts(text))
        for is_emoji, part in parts:
            shown = _as_emoji(run, linked=len(parts) == 1) if is_emoji else run
            yield element("a:r", None, run_properties(shown, size, context), element("a:t", text=part))


def _as_emoji(run: TextRun, *, linked: bool) -> TextRun:
    """A run of emoji; without a link if the run has other text, since LibreOffice ignores typefaces in links."""
    link = run.link if linked else None
    return replace(run, mono=True, face=EMOJI_FACE, bold=False, italic=False, link=link)


def run_properties(run: TextRun, size: Points, context: PartContext) -> Element:
    """``a:rPr``: language and size always, the rest only where it differs from the inherited style."""
    attributes = {
        "lang": run.lang,
        "altLang": context.defaults.language if run.lang != context.defaults.language else None,
        "sz": hundredths(run.size or size),
        "b": True if run.bold else None,
        "i": True if run.italic else None,
        "u": "sng" if run.underline else None,
        "strike": "sngStrike" if run.strike else None,
        "baseline": run.baseline * 1000 if run.baseline else None,
        "cap": "none" if run.formula else None,  # X is not x, whatever the template does to its titles
    }
    link = context.link(run.link, *([_own_color()] if run.color else []))
    if link is not None and run.link_title:
        link.set("tooltip", run.link_title)
    paint = run.color or ("hlink" if link is not None else context.colors.ink(HIGHLIGHT) if run.highlight else None)
    fill = solid_fill(paint) if paint else None
    ground = element("a:highlight", None, color_element(HIGHLIGHT)) if run.highlight else None
    fonts = font_elements(run.face or context.defaults.mono) if run.mono else ()
    return element("a:rPr", attributes, fill, ground, *fonts, link)


def hundredths(size: Points) -> int:
    """A size in hundredths of a point, within 1 to 4000 pt (``ST_TextFontSize``)."""
    return min(max(round(size * 100), 100), 400_000)


def font_elements(face: str) -> list[Element]:
    """``a:latin``, ``a:ea``, ``a:cs`` and ``a:sym`` of a typeface."""
    return [element(f"a:{slot}", {"typeface": face}) for slot in ("latin", "ea", "cs", "sym")]


def _own_color() -> Element:
    return element("a:ext", {"uri": _KEEP_COLOR}, element("ahyp:hlinkClr", {"val": "tx"}))


def paragraph_properties(paragraph: TextParagraph, start: int = 1) -> Element:
    """``a:pPr``; `start` is the number that a numbered paragraph begins with."""
    by_character = any(run.lang.startswith(_CHARACTER_BREAKING) for run in paragraph.runs)
    attributes = {
        "marL": emu(max(paragraph.indent, 0)),
        "lvl": min(paragraph.level, _MAX_LEVEL) or None,
        # LibreOffice 7 forgets the tab stops of a paragraph that says its indent
        "indent": None if paragraph.tabs else -emu(paragraph.hanging) if paragraph.hanging else 0,
        "algn": ALIGNMENTS[paragraph.align],
        "rtl": paragraph.rtl,
        "eaLnBrk": by_character,
        "latinLnBrk": False,
    }
    spacing = element("a:lnSpc", None, element("a:spcPct", {"val": round(paragraph.line_spacing * 100_000)}))
    before = element("a:spcBef", None, element("a:spcPts", {"val": round(paragraph.space_before * 100)}))
    after = element("a:spcAft", None, element("a:spcPts", {"val": 0}))
    color = element("a:buClr", None, color_element(paragraph.bullet_color)) if paragraph.bullet_color else None
    stops = [element("a:tab", {"pos": emu(place), "algn": "l"}) for place in paragraph.tabs]
    tabs = element("a:tabLst", None, *stops) if stops else None
    return element("a:pPr", attributes, spacing, before, after, color, *_bullet(paragraph, start), tabs)


def _bullet(paragraph: TextParagraph, start: int) -> list[Element]:
    bullet = paragraph.bullet
    if bullet is None or is_written_out(bullet):
        return [element("a:buNone")]
    if bullet == NUMBERING:
        numbers = {"type": paragraph.numbering, "startAt": start if start > 1 else None}
        return [_as_large_as_the_text(), element("a:buFont", {"typeface": "+mj-lt"}), element("a:buAutoNum", numbers)]
    return [element("a:buFont", {"typeface": BULLET_FACE}), element("a:buChar", {"char": bullet})]


def _as_large_as_the_text() -> Element:
    """``a:buSzTx``: else numbers would inherit the size of the template's bullets (21.1.2.4.11).

    ``a:buSzPct`` would do as well, but schemas and programs do not agree on how it says 100 %.
    """
    return element("a:buSzTx")
