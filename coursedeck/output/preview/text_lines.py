"""Lines of text as SVG, with every span of one script and style where LibreOffice puts it.

LibreOffice gives text in presentations a line height of 1.2 em with the baseline 1 em below its top, whatever the
font (``ImpEditEngine::RecalcFormatterFontMetrics``, fixed cells), and a gap between East Asian and other letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from coursedeck.base.look.derived_text import HIGHLIGHT
from coursedeck.base.svg import element, words
from coursedeck.base.text import BrokenLine, Families, Piece, Ruler, break_text, find_face
from coursedeck.base.text.break_places import BREAK_HERE
from coursedeck.base.text.scripts import Script, language_of, script_of
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.output.preview.paints import Attributes

LINE_HEIGHT = 1.2
"""Height of a line, in em."""
SCRIPT_GAP = 0.24
"""Gap between East Asian and other letters, in em: a fifth of the line height."""
SCRIPT_SIZE = 2 / 3
"""Size of superscript and subscript, as a share of the text size."""

_MEASURED = 11 / 3
"""Pixels to a point where LibreOffice measures lines to break them: letters have a whole number of them in height."""

_FALLBACK_FAMILIES = ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Segoe UI Emoji", "Apple Color Emoji")
"""Font families of other systems, for readers who do not have this machine's fonts."""
_GLUE = "\u00a0"
_BLANKS = re.compile(r"^\s|\s\s|\t")
"""What SVG takes away from text."""
_JOINERS = "\u200d\ufe0e\ufe0f"
_PUNCTUATION = ("\u2000", "\u206f")
"""The Unicode block General Punctuation."""
_RIGHT_TO_LEFT = frozenset({"ar", "he"})


class TextColors(Struct, frozen=True):
    """Text colours as ``#rrggbb``: of plain runs, of links, and of runs with a paint of their own."""

    color: str
    link: str
    roles: dict[str, str]
    """Colour by paint, for every paint that the runs name."""
    highlighted: str = "#000000"
    """Of runs on the ground of highlighted text."""


class ScriptSpan(Struct, frozen=True):
    """Text of one run, all East Asian or all other; `gap_before`: the span before it is of the other kind."""

    text: str
    run: TextRun
    gap_before: bool
    script: Script = Script.LATIN
    """Whose face draws it."""

    def begins(self, text: str) -> bool:
        """Whether a part of it holds its first word, to which the gap belongs, or the beginning of that."""
        head = self.text.split(maxsplit=1)[0] if self.text.strip() else ""
        return head.startswith(text) or text.startswith(head)


class Segment(Struct, frozen=True):
    """A span of one style and script with its distance from the start of the line, in points."""

    text: str
    run: TextRun
    left: Points
    gap_before: bool = False
    """Whether a script gap separates it from the segment before."""
    script: Script = Script.LATIN


def family_list(families: Families, *, mono: bool = False, face: str | None = None) -> str:
    """``font-family`` for every script: the families that this machine measures with first, then those of others."""
    named = [face or (families.mono if mono else families.latin), families.east_asian, families.complex]
    language = families.language
    faces = [
        find_face(name, script, language).family
        for name, script in zip(named, (Script.LATIN, Script.EAST_ASIAN, Script.COMPLEX), strict=True)
    ]
    listed = dict.fromkeys([faces[0], named[0], faces[1], named[1], *_FALLBACK_FAMILIES, faces[2]])
    return ", ".join([f"'{name}'" for name in listed] + ["monospace" if mono else "sans-serif"])


def first_baseline(size: Points, spacing: float) -> Points:
    """Distance from the top of a line to its baseline; line spacing adds or removes height above the baseline."""
    if spacing < 1:
        return LINE_HEIGHT * size * spacing * 0.8
    return size + LINE_HEIGHT * size * (spacing - 1)


def lines_of(paragraph: TextParagraph, width: Points, ruler: Ruler) -> tuple[BrokenLine[TextRun], ...]:
    """The paragraph's lines in a box of this inner width, broken where LibreOffice breaks them."""

    def advance(text: str, span: ScriptSpan) -> Points:
        size = paragraph.size * (SCRIPT_SIZE if span.run.baseline else 1.0)
        gap = SCRIPT_GAP * size if span.gap_before and span.begins(text) else 0.0
        said = _without_glue(text) if span.run.link else text
        width = ruler.drawn_width(said, size, span.script, bold=span.run.bold, mono=span.run.mono)
        return gap + width * (_measured_larger(size) if span.script is Script.EAST_ASIAN else 1.0)

    spans = list(script_spans(paragraph.runs))
    after_link = [False, *(bool(span.run.link) for span in spans)]
    pieces = [Piece(_glued(span, parted), span) for span, parted in zip(spans, after_link, strict=False)]
    broken = break_text(pieces, max(1.0, width - paragraph.indent), advance, loose=True)
    return tuple(
        BrokenLine(tuple(Piece(_as_said(piece), piece.style.run) for piece in line.pieces), line.width, line.forced)
        for line in broken
    )


def _glued(span: ScriptSpan, after_link: bool) -> str:
    """Its text; a run of a link is a field of LibreOffice's, which stands on one line as long as one holds it.

    Between two such runs a line may break, whatever stands there.
    """
    if not span.run.link:
        return span.text
    return (BREAK_HERE if after_link else "") + span.text.replace(" ", _GLUE)


def _as_said(piece: Piece[ScriptSpan]) -> str:
    return _without_glue(piece.text) if piece.style.run.link else piece.text


def _without_glue(text: str) -> str:
    return text.replace(_GLUE, " ").replace(BREAK_HERE, "")


def _measured_larger(size: Points) -> float:
    """How much wider LibreOffice takes letters to be when it breaks lines; tried with fonts without hinting.

    >>> _measured_larger(24.0), round(_measured_larger(26.0), 4)
    (1.0, 1.0035)
    """
    return size * _MEASURED / round(size * _MEASURED)


def script_spans(runs: Sequence[TextRun]) -> Iterator[ScriptSpan]:
    """Runs split between East Asian and other letters; spaces and punctuation stay with the text before them."""
    side: bool | None = None
    link: str | None = None
    for run in runs:
        # neither are there gaps between the runs of one link
        side = None if run.link and run.link == link else side
        link = run.link
        cut = [(_side_of_link(run.text), run.text)] if run.link else _sides(run.text, side)
        for here, text in cut:
            script = Script.EAST_ASIAN if here else Script.LATIN
            yield ScriptSpan(text, run, side is not None and side != here, script)
            side = here


def _side_of_link(text: str) -> bool:
    """A link counts as East Asian if any letter is, since LibreOffice lays it out as one field."""
    return any(script_of(character) is Script.EAST_ASIAN for character in text)


def _sides(text: str, before: bool | None) -> Iterator[tuple[bool, str]]:
    side, start = before, 0
    for index, character in enumerate(text):
        if character.isspace() or character in _JOINERS or _PUNCTUATION[0] <= character <= _PUNCTUATION[1]:
            continue
        here = script_of(character) is Script.EAST_ASIAN
        if side is not None and here != side and index > start:
            yield side, text[start:index]
            start = index
        side = here
    if start < len(text):
        yield bool(side), text[start:]


def segments(line: BrokenLine[TextRun], size: Points, ruler: Ruler) -> tuple[tuple[Segment, ...], Points]:
    """The line's segments from left to right, and its width."""
    found: list[Segment] = []
    left = 0.0
    for span in script_spans([replace(piece.style, text=piece.text) for piece in line.pieces]):
        shrunk = size * (SCRIPT_SIZE if span.run.baseline else 1.0)
        left += SCRIPT_GAP * shrunk if span.gap_before else 0.0
        found.append(Segment(span.text, span.run, left, span.gap_before, span.script))
        left += ruler.drawn_width(span.text, shrunk, span.script, bold=span.run.bold, mono=span.run.mono)
    return tuple(_joined(found)), left


def _joined(found: Sequence[Segment]) -> Iterator[Segment]:
    """Merge adjacent segments of the same style."""
    waiting: Segment | None = None
    for segment in found:
        if waiting is not None and not segment.gap_before and _look(waiting) == _look(segment):
            waiting = replace(waiting, text=waiting.text + segment.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = segment
    if waiting is not None:
        yield waiting


def _look(segment: Segment) -> tuple[object, ...]:
    run = segment.run
    return (
        segment.script,
        *(run.bold, run.italic, run.mono, run.strike, run.underline, run.highlight),
        *(run.baseline, run.color, bool(run.link)),
    )


class LinePlacement(Struct, frozen=True):
    """Position, size, colours and fonts of one line of text."""

    left: Points
    baseline: Points
    size: Points
    ink: TextColors
    families: Families
    ruler: Ruler


def line_element(line: BrokenLine[TextRun], placement: LinePlacement) -> str:
    """One line as a ``text`` element at `placement`."""
    parts, width = segments(line, placement.size, placement.ruler)
    if not parts:
        return ""
    grounds = "".join(_grounds(parts, width, placement))
    return grounds + _text_element(line, parts, width, placement)


def _grounds(parts: Sequence[Segment], width: Points, placement: LinePlacement) -> Iterator[str]:
    """What stands behind highlighted text, in lines that run from left to right."""
    ends = [*(part.left for part in parts[1:]), width]
    for part, end in zip(parts, ends, strict=True):
        if part.run.highlight:
            yield element("rect", {
                "x": placement.left + part.left, "y": placement.baseline - placement.size, "width": end - part.left,
                "height": LINE_HEIGHT * placement.size, "fill": f"#{HIGHLIGHT}",
            })  # fmt: skip


def _text_element(line: BrokenLine[TextRun], parts: Sequence[Segment], width: Points, placement: LinePlacement) -> str:
    rtl = is_rtl(line.plain)
    placed = not any(language_of(character) in _RIGHT_TO_LEFT for character in line.plain)
    common: Attributes = {
        "x": placement.left + width if rtl else placement.left, "y": placement.baseline, "font-size": placement.size,
        "fill": placement.ink.color, "direction": "rtl" if rtl else None,
        # on each text, since Chromium does not let it inherit this
        "xml:space": "preserve" if _BLANKS.search(line.plain) else None,
    }  # fmt: skip
    if len(parts) == 1:
        return element("text", {**common, **_attributes(parts[0], placement)}, words(parts[0].text))
    # what follows raised or lowered text would stay at its height (SVG 2, 11.4)
    level = placement.baseline if any(part.run.baseline for part in parts) else None
    inner = "".join(
        element(
            "tspan",
            {
                "x": placement.left + part.left if placed and index else None,
                "y": level,
                **_attributes(part, placement),
            },
            words(part.text),
        )
        for index, part in enumerate(parts)
    )
    return element("text", common, inner)


def _attributes(part: Segment, placement: LinePlacement) -> Attributes:
    run, ink, size = part.run, placement.ink, placement.size
    own = ink.roles[run.color] if run.color else ink.link if run.link else ink.highlighted if run.highlight else None
    lines = [
        name for name, wanted in (("underline", run.link or run.underline), ("line-through", run.strike)) if wanted
    ]
    found: Attributes = {
        "font-family": _family(part, placement.families),
        "font-weight": "bold" if run.bold else None,
        "font-style": "italic" if run.italic else None,
        "text-decoration": " ".join(lines) or None,
    }
    if own is not None and own != ink.color:
        found["fill"] = own
    if run.baseline:
        found |= {"y": placement.baseline - size * run.baseline / 100, "font-size": size * SCRIPT_SIZE}
    return found


def _family(part: Segment, families: Families) -> str | None:
    """The families of a segment where they are not those of the whole slide."""
    if part.script is Script.EAST_ASIAN:
        return _east_asian_list(families)
    return family_list(families, mono=True, face=part.run.face) if part.run.mono else None


@lru_cache(maxsize=16)
def _east_asian_list(families: Families) -> str:
    """``font-family`` for East Asian text, whose blanks and punctuation are of its own face, too."""
    face = find_face(families.east_asian, Script.EAST_ASIAN, families.language).family
    return ", ".join(f"'{name}'" for name in dict.fromkeys([face, families.east_asian])) + ", sans-serif"


def is_rtl(text: str) -> bool:
    """Whether the first letter is of a right-to-left script."""
    for character in text:
        if language_of(character) is not None or character.isalpha():
            return language_of(character) in _RIGHT_TO_LEFT
    return False
