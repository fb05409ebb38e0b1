"""Paragraphs in a text box: lines, bullets, indents, spacing and anchor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.base.look.derived_text import HIGHLIGHT, NUMBERING, is_written_out
from coursedeck.base.svg import element
from coursedeck.base.text import BrokenLine, Piece
from coursedeck.model.drawing import Align
from coursedeck.model.numbering import marker_text
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.template import LevelStyle
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.output.preview.context import SlideCanvas
from coursedeck.output.preview.text_lines import (
    LINE_HEIGHT,
    LinePlacement,
    TextColors,
    first_baseline,
    line_element,
    lines_of,
    segments,
)

Inset = tuple[Points, Points, Points, Points]


class BrokenParagraph(Struct, frozen=True):
    """A paragraph broken into lines."""

    paragraph: TextParagraph
    lines: tuple[BrokenLine[TextRun], ...]
    by_fonts: tuple[tuple[Points, Points], ...] = ()
    """Ascent and descent of each line where its fonts say how high it is."""

    @property
    def height(self) -> Points:
        """Height of all lines in points, without the space before the paragraph."""
        return self._height(len(self.lines))

    def baseline(self, line: int) -> Points:
        """Distance from the top of the paragraph to the baseline of one of its lines."""
        paragraph = self.paragraph
        if self.by_fonts:
            return self._height(line) + self.by_fonts[line][0] * paragraph.line_spacing
        return self._height(line) + first_baseline(paragraph.size, paragraph.line_spacing)

    def _height(self, count: int) -> Points:
        """Height of the first lines."""
        if self.by_fonts:
            return sum(map(sum, self.by_fonts[:count])) * self.paragraph.line_spacing
        return count * LINE_HEIGHT * self.paragraph.size * self.paragraph.line_spacing


class TextFrame(Struct, frozen=True):
    """Paragraphs and their box; `levels` are the styles of the placeholder, `ink` the paint to use without one.

    `by_fonts` tells that the fonts of each line say how high it is, as in the cells of LibreOffice's tables.
    """

    paragraphs: tuple[TextParagraph, ...]
    box: Box
    inset: Inset = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "t"
    levels: tuple[LevelStyle, ...] = ()
    ink: str = "tx1"
    by_fonts: bool = False

    @property
    def width(self) -> Points:
        """Width between the insets."""
        return self.box.width - self.inset[0] - self.inset[2]


def broken_paragraphs(frame: TextFrame, canvas: SlideCanvas) -> tuple[BrokenParagraph, ...]:
    """Every paragraph broken into lines."""
    shown = (_as_shown(paragraph, frame) for paragraph in frame.paragraphs)
    return tuple(_measured(paragraph, frame, canvas) for paragraph in shown)


def _measured(paragraph: TextParagraph, frame: TextFrame, canvas: SlideCanvas) -> BrokenParagraph:
    lines = _broken(paragraph, frame, canvas)
    heights = tuple(_extents(line, paragraph.size, canvas) for line in lines) if frame.by_fonts else ()
    return BrokenParagraph(paragraph, lines, heights)


def _extents(line: BrokenLine[TextRun], size: Points, canvas: SlideCanvas) -> tuple[Points, Points]:
    """Ascent and descent of a line: the largest of its fonts."""
    words = [(piece.text, piece.style.mono) for piece in line.pieces if piece.text.strip()] or [("", False)]
    above = max(canvas.ruler.ascent(text, size, mono=mono) for text, mono in words)
    return above, max(canvas.ruler.descent(text, size, mono=mono) for text, mono in words)


def _broken(paragraph: TextParagraph, frame: TextFrame, canvas: SlideCanvas) -> tuple[BrokenLine[TextRun], ...]:
    if paragraph.tabs:
        return (BrokenLine(tuple(Piece(run.text, run) for run in paragraph.runs), frame.width, forced=False),)
    return lines_of(paragraph, frame.width, canvas.ruler)


def _as_shown(paragraph: TextParagraph, frame: TextFrame) -> TextParagraph:
    """The paragraph, in capitals if the placeholder's style says so (``cap="all"``)."""
    level = _level(paragraph, frame)
    if level is None or not level.caps:
        return paragraph
    return replace(
        paragraph, runs=tuple(run if run.formula else replace(run, text=run.text.upper()) for run in paragraph.runs)
    )


def text_height(paragraphs: Sequence[BrokenParagraph]) -> Points:
    """Height of consecutive paragraphs; the space before the first one does not count."""
    return sum(one.height + (one.paragraph.space_before if index else 0.0) for index, one in enumerate(paragraphs))


def text_group(frame: TextFrame, canvas: SlideCanvas) -> str:
    """The text of a frame; each paragraph is a group with its source file and line (``data-source``)."""
    found = []
    for one, top in _stacked(frame, canvas):
        content = "".join(_lines(one, top, frame, canvas))
        if content:
            found.append(element("g", {"data-source": canvas.source(one.paragraph.source)}, content))
    return "".join(found)


def paragraph_boxes(frame: TextFrame, canvas: SlideCanvas) -> Iterator[tuple[BrokenParagraph, Box]]:
    """The paragraphs of a frame that have words, each with the box around its lines."""
    for one, top in _stacked(frame, canvas):
        extents = [segments(line, one.paragraph.size, canvas.ruler)[1] for line in one.lines]
        sides = [(_left(one.paragraph, width, frame), width) for width in extents]
        if one.paragraph.plain.strip():
            left, right = min(left for left, _ in sides), max(left + width for left, width in sides)
            yield one, Box(left, top, right - left, one.height)


def _stacked(frame: TextFrame, canvas: SlideCanvas) -> Iterator[tuple[BrokenParagraph, Points]]:
    """The paragraphs of a frame, each with its top."""
    paragraphs = broken_paragraphs(frame, canvas)
    top = _top(frame, text_height(paragraphs))
    for index, one in enumerate(paragraphs):
        top += one.paragraph.space_before if index else 0.0
        yield one, top
        top += one.height


def _top(frame: TextFrame, height: Points) -> Points:
    _, above, _, below = frame.inset
    top, room = frame.box.top + above, frame.box.height - above - below
    match frame.anchor:
        case "ctr":
            return top + (room - height) / 2
        case "b":
            return top + room - height
        case _:
            return top


def _lines(one: BrokenParagraph, top: Points, frame: TextFrame, canvas: SlideCanvas) -> Iterator[str]:
    paragraph = one.paragraph
    baseline = top + one.baseline(0)
    families, ruler = canvas.context.families, canvas.ruler
    ink = _ink(paragraph, frame, canvas)
    if paragraph.bullet and any(line.plain.strip() for line in one.lines):
        yield _bullet(paragraph, baseline, frame, ink, canvas)
    if paragraph.tabs:
        for indent, line in _between_tabs(paragraph):
            yield line_element(
                line,
                LinePlacement(frame.box.left + frame.inset[0] + indent, baseline, paragraph.size, ink, families, ruler),
            )
        return
    for index, line in enumerate(one.lines):
        left = _left(paragraph, segments(line, paragraph.size, ruler)[1], frame)
        placement = LinePlacement(left, top + one.baseline(index), paragraph.size, ink, families, ruler)
        yield line_element(line, placement)


def _between_tabs(paragraph: TextParagraph) -> Iterator[tuple[Points, BrokenLine[TextRun]]]:
    """What stands between the tabs of a paragraph, and where it begins."""
    columns: list[list[Piece[TextRun]]] = [[]]
    for run in paragraph.runs:
        for at, text in enumerate(run.text.split("\t")):
            if at:
                columns.append([])
            if text:
                columns[-1].append(Piece(text, run))
    for place, pieces in zip((paragraph.indent, *paragraph.tabs), columns, strict=True):
        yield place, BrokenLine(tuple(pieces), 0.0, forced=False)


def _left(paragraph: TextParagraph, width: Points, frame: TextFrame) -> Points:
    """Left edge of a line of this width."""
    start, room = frame.box.left + frame.inset[0], frame.width - paragraph.indent
    start += 0.0 if paragraph.rtl else paragraph.indent
    match paragraph.align:
        case Align.CENTER:
            return start + (room - width) / 2
        case Align.RIGHT:
            return start + room - width
        case _:
            return start


def _bullet(paragraph: TextParagraph, baseline: Points, frame: TextFrame, ink: TextColors, canvas: SlideCanvas) -> str:
    first = paragraph.runs[0] if paragraph.runs else TextRun("", "")
    counted = paragraph.bullet == NUMBERING
    text = marker_text(paragraph.numbering, paragraph.number or 1) if counted else paragraph.bullet or ""
    level = _level(paragraph, frame)
    inherited = f"#{level.bullet_tone}" if level and level.bullet_tone else ink.color
    color = canvas.hex(paragraph.bullet_color) if paragraph.bullet_color else inherited
    look = TextRun(text, first.lang, bold=first.bold and (counted or is_written_out(text)))
    line = BrokenLine((Piece(text, look),), 0.0)
    families, ruler = canvas.context.families, canvas.ruler
    left = frame.box.left + frame.inset[0] + paragraph.indent - paragraph.hanging
    if paragraph.rtl:
        width = segments(line, paragraph.size, ruler)[1]
        left = frame.box.right - frame.inset[2] - paragraph.indent + paragraph.hanging - width
    return line_element(
        line, LinePlacement(left, baseline, paragraph.size, TextColors(color, color, {}), families, ruler)
    )


def _level(paragraph: TextParagraph, frame: TextFrame) -> LevelStyle | None:
    return frame.levels[min(paragraph.level, len(frame.levels) - 1)] if frame.levels else None


def _ink(paragraph: TextParagraph, frame: TextFrame, canvas: SlideCanvas) -> TextColors:
    level = _level(paragraph, frame)
    roles = {run.color: canvas.hex(run.color) for run in paragraph.runs if run.color}
    highlighted = canvas.hex(canvas.colors.ink(HIGHLIGHT))
    return TextColors(f"#{level.tone}" if level else canvas.hex(frame.ink), canvas.hex("hlink"), roles, highlighted)
