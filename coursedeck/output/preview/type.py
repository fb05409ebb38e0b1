"""Lines of text as SVG: every stretch of one script and style where an office program puts it.

LibreOffice gives text in presentations a line height of 1.2 em with the baseline 1 em below its top, whatever the
font (``ImpEditEngine::RecalcFormatterFontMetrics``, fixed cells), and a gap where East Asian letters meet others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursedeck.base.svg import element, words
from coursedeck.base.text import BrokenLine, Families, Piece, Ruler, break_text, find_face
from coursedeck.base.text.scripts import Script, language_of, script_of
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points
from coursedeck.output.preview.paints import Attributes

LINE = 1.2
"""Height of a line, in em."""
SCRIPT_GAP = 0.24
"""Between East Asian letters and others, in em: a fifth of the line's height."""
KERNED = 0.994
"""Width of Latin words beside the sum of their letters, as far as kerning brings these together."""
RAISED = 2 / 3
"""Size of raised and lowered text."""

_ELSEWHERE = ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Segoe UI Emoji", "Apple Color Emoji")
"""Families that other machines have."""
_JOINERS = "\u200d\ufe0e\ufe0f"
_PUNCTUATION = ("\u2000", "\u206f")
"""Unicode's block of general punctuation."""
_RIGHT_TO_LEFT = frozenset({"ar", "he"})


@dataclass(frozen=True, slots=True)
class Ink:
    """How runs without a look of their own are painted, as ``#rrggbb``."""

    color: str
    link: str
    roles: dict[str, str]
    """Colour of every paint that the line's runs name."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one run and one side: East Asian, or not; `apart` where a gap sets it off from what stands before."""

    text: str
    run: TextRun
    apart: bool

    @property
    def head(self) -> str:
        """Its first word, before which the gap stands."""
        return self.text.split(maxsplit=1)[0] if self.text.strip() else ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one style and script side, and where it begins, from the line's start."""

    text: str
    run: TextRun
    left: Points
    apart: bool = False
    """Set off from what stands before it."""


def family_list(families: Families, *, mono: bool = False, face: str | None = None) -> str:
    """``font-family`` that draws every script: what this machine measures with first, then what others have."""
    named = [face or (families.mono if mono else families.latin), families.east_asian, families.complex]
    language = families.language
    faces = [
        find_face(name, script, language).family
        for name, script in zip(named, (Script.LATIN, Script.EAST_ASIAN, Script.COMPLEX), strict=True)
    ]
    listed = dict.fromkeys([faces[0], named[0], faces[1], named[1], *_ELSEWHERE, faces[2]])
    return ", ".join([f"'{name}'" for name in listed] + ["monospace" if mono else "sans-serif"])


def first_baseline(size: Points, spacing: float) -> Points:
    """From a line's top to its baseline; lines set closer lose height above, lines set wider gain it there."""
    if spacing < 1:
        return LINE * size * spacing * 0.8
    return size + LINE * size * (spacing - 1)


def lines_of(paragraph: TextParagraph, width: Points, ruler: Ruler) -> tuple[BrokenLine[TextRun], ...]:
    """The paragraph's lines in a box of this width inside its insets, broken where LibreOffice breaks them."""

    def advance(text: str, stretch: Stretch) -> Points:
        size = paragraph.size * (RAISED if stretch.run.baseline else 1.0)
        gap = SCRIPT_GAP * size if stretch.apart and stretch.head.startswith(text) else 0.0
        width = ruler.width(text, size, bold=stretch.run.bold, mono=stretch.run.mono)
        return gap + width * (KERNED if text.isascii() else 1.0)

    pieces = [Piece(stretch.text, stretch) for stretch in stretches(paragraph.runs)]
    broken = break_text(pieces, max(1.0, width - paragraph.indent), advance, loose=True)
    return tuple(
        BrokenLine(tuple(Piece(piece.text, piece.style.run) for piece in line.pieces), line.width, line.forced)
        for line in broken
    )


def stretches(runs: Sequence[TextRun]) -> Iterator[Stretch]:
    """Runs cut where East Asian letters meet others; blanks and general punctuation go with what stands before."""
    side: bool | None = None
    for run in runs:
        cut = [(_side_of_link(run.text), run.text)] if run.link else _sides(run.text, side)
        for here, text in cut:
            yield Stretch(text, run, apart=side is not None and side != here)
            side = here


def _side_of_link(text: str) -> bool:
    """Links are fields, one stretch each."""
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
    """The line's stretches from left to right, and its width."""
    found: list[Segment] = []
    left = 0.0
    for stretch in stretches([replace(piece.style, text=piece.text) for piece in line.pieces]):
        shrunk = size * (RAISED if stretch.run.baseline else 1.0)
        left += SCRIPT_GAP * shrunk if stretch.apart else 0.0
        found.append(Segment(stretch.text, stretch.run, left, stretch.apart))
        left += ruler.width(stretch.text, shrunk, bold=stretch.run.bold, mono=stretch.run.mono)
    return tuple(_joined(found)), left


def _joined(found: Sequence[Segment]) -> Iterator[Segment]:
    """Neighbours of one look that touch are one."""
    waiting: Segment | None = None
    for segment in found:
        if waiting is not None and not segment.apart and _look(waiting.run) == _look(segment.run):
            waiting = replace(waiting, text=waiting.text + segment.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = segment
    if waiting is not None:
        yield waiting


def _look(run: TextRun) -> tuple[object, ...]:
    return run.bold, run.italic, run.mono, run.strike, run.baseline, run.color, bool(run.link)


@dataclass(frozen=True, slots=True)
class Hand:
    """How one line is written: where, how large, in which colours and fonts."""

    left: Points
    baseline: Points
    size: Points
    ink: Ink
    families: Families
    ruler: Ruler


def line_element(line: BrokenLine[TextRun], hand: Hand) -> str:
    """One line as a ``text`` whose first letter stands at the hand's left."""
    parts, width = segments(line, hand.size, hand.ruler)
    if not parts:
        return ""
    rtl = is_rtl(line.plain)
    placed = not any(language_of(character) in _RIGHT_TO_LEFT for character in line.plain)
    common: Attributes = {
        "x": hand.left + width if rtl else hand.left, "y": hand.baseline, "font-size": hand.size,
        "fill": hand.ink.color, "direction": "rtl" if rtl else None,
    }  # fmt: skip
    if len(parts) == 1:
        return element("text", {**common, **_attributes(parts[0].run, hand)}, words(parts[0].text))
    inner = "".join(
        element(
            "tspan",
            {"x": hand.left + part.left if placed and index else None, **_attributes(part.run, hand)},
            words(part.text),
        )
        for index, part in enumerate(parts)
    )
    return element("text", common, inner)


def _attributes(run: TextRun, hand: Hand) -> Attributes:
    ink, size = hand.ink, hand.size
    own = ink.roles[run.color] if run.color else ink.link if run.link else None
    lines = [name for name, wanted in (("underline", run.link), ("line-through", run.strike)) if wanted]
    found: Attributes = {
        "font-family": family_list(hand.families, mono=True, face=run.face) if run.mono else None,
        "font-weight": "bold" if run.bold else None,
        "font-style": "italic" if run.italic else None,
        "text-decoration": " ".join(lines) or None,
    }
    if own is not None and own != ink.color:
        found["fill"] = own
    if run.baseline:
        found |= {"y": hand.baseline - size * run.baseline / 100, "font-size": size * RAISED}
    return found


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for character in text:
        if language_of(character) is not None or character.isalpha():
            return language_of(character) in _RIGHT_TO_LEFT
    return False
