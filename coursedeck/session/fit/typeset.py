"""Blocks → strips: everything in a region broken into lines and measured at one scale.

Comes in: blocks of a slide, the region's width, a scale. Goes out: strips, which flow puts on pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from coursedeck.base.text import Ruler
from coursedeck.base.text.breaking import BrokenLine
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.problem import Problem, Source, overflow
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    FigureRef,
    Footnote,
    List,
    ListItem,
    Notes,
    Paragraph,
    Picture,
    Quote,
    SlideHint,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import SlideBlock, Subheading, TextParagraph, TextRun
from coursedeck.model.template import LevelStyle
from coursedeck.model.text import Text
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Points
from coursedeck.session.fit.art import ART_LEADING, art_lines, art_size, is_art
from coursedeck.session.fit.code import code_lines_of, code_size
from coursedeck.session.fit.cutting import counted, cut_off, cut_paragraph
from coursedeck.session.fit.runs import Inline
from coursedeck.session.fit.scale import FOOTNOTE, Scale
from coursedeck.session.fit.strips import Container, Kind, Strip
from coursedeck.session.fit.tables import grid_of, row_strips

LONGEST_PARAGRAPH = 6
"""Lines of one paragraph; a longer one is parted between sentences."""

MARK_GAP = 0.35
"""Blank between a list's mark and its text, in em."""

CARD_PADDING = (18.0, 12.0)
CODE_PADDING = (14.0, 10.0)
_CALLOUT_COLORS = {
    "note": "accent1",
    "tip": "accent3",
    "important": "accent4",
    "warning": "accent2",
    "caution": "accent6",
}
ObjectHeight = Callable[[FigureRef | Picture | Chart, Points], Points]
"""Smallest height at which an object is worth showing in a region of a given width."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where text stands inside its container."""

    container: Container
    width: Points
    bold: bool = False
    color: str | None = None


class Typesetter:
    """Sets blocks at one scale in one width."""

    def __init__(
        self,
        ruler: Ruler,
        inline: Inline,
        levels: tuple[LevelStyle, ...],
        words: UiStrings,
        object_height: ObjectHeight,
    ) -> None:
        self.ruler = ruler
        self.inline = inline
        self.levels = levels
        self.words = words
        self.object_height = object_height
        self.measure = ParagraphMeasure(ruler)

    def strips(self, blocks: Sequence[SlideBlock], width: Points, scale: Scale) -> tuple[Strip, ...]:
        """Every strip of `blocks`, in reading order."""
        return tuple(self._walk(blocks, width, scale))

    def _walk(self, blocks: Sequence[SlideBlock], width: Points, scale: Scale) -> Iterator[Strip]:
        container = Container(0, Kind.TEXT)
        for index, block in enumerate(blocks):
            if not _is_text(block):
                yield from self._boxed(block, 2 * index + 1, width, scale)
                container = Container(2 * index + 2, Kind.TEXT)
                continue
            strips = list(self._text(block, _Place(container, width), scale))
            follows = blocks[index + 1] if index + 1 < len(blocks) else None
            if isinstance(block, List) and follows is not None and not _is_text(follows):
                strips[-1:] = [replace(strip, keep=True) for strip in strips[-1:]]
            yield from strips

    def _text(self, block: SlideBlock, place: _Place, scale: Scale) -> Iterator[Strip]:
        """Strips of running text."""
        match block:
            case Paragraph(text):
                yield from self._paragraph(text, place, scale)
            case Subheading(text, minutes):
                yield self._subheading(text, minutes, place, scale)
            case List():
                yield from self._list(block, place, scale, 0, 0.0)
            case Footnote(label, text):
                yield self._footnote(label, text, place)
            case Notes() | ThematicBreak() | SlideHint():
                return

    def _boxed(self, block: SlideBlock, index: int, width: Points, scale: Scale) -> Iterator[Strip]:
        """Strips of what stands in a shape of its own."""
        match block:
            case Quote(blocks):
                yield from self._card(blocks, None, Container(index, Kind.CARD, CARD_PADDING, "bg2"), width, scale)
            case Callout(kind, title, blocks):
                color = _CALLOUT_COLORS.get(kind, "accent1")
                container = Container(index, Kind.CARD, CARD_PADDING, "bg2", color)
                yield from self._card(blocks, (title, kind, color), container, width, scale)
            case Code():
                container = Container(index, Kind.CODE, CODE_PADDING, "bg2")
                yield from self._code(block, container, width, scale)
            case Table():
                grid = grid_of(block, width, scale.table, self.inline, self.measure)
                yield from row_strips(
                    block, Container(index, Kind.TABLE, grid=grid), scale.table, self.inline, self.measure
                )
            case FigureRef() | Picture() | Chart():
                container = Container(index, Kind.OBJECT, object=block)
                yield Strip(container, self.object_height(block, width), lines=0)

    def _paragraph(self, text: Text, place: _Place, scale: Scale, indent: Points = 0.0) -> Iterator[Strip]:
        size = scale.body
        paragraph = TextParagraph(
            self.inline.runs(text.spans, bold=place.bold, color=place.color),
            size,
            indent=indent,
            space_before=round(size * 0.4, 1),
            line_spacing=self.levels[0].line_spacing,
        )
        leads = text.plain.rstrip().endswith((":", "："))
        for piece in self._pieces(paragraph, place.width):
            yield self._strip(piece, place, text.source, keep=leads)

    def _pieces(self, paragraph: TextParagraph, width: Points) -> tuple[TextParagraph, ...]:
        """The paragraph, or several that end with a sentence where it has more lines than a slide should."""

        def reach(piece: TextParagraph) -> int:
            held = self.measure.lines(piece, width).lines[:LONGEST_PARAGRAPH]
            return sum(len(word) for line in held for word in line.plain.split())

        return cut_paragraph(paragraph, reach)

    def _subheading(self, text: Text, minutes: str, place: _Place, scale: Scale) -> Strip:
        runs = self.inline.runs(text.spans, bold=True, color="accent1")
        if minutes:
            runs += self.inline.plain(f" {minutes}", color="tx2")
        paragraph = TextParagraph(
            runs, scale.body, space_before=round(scale.body * 0.7, 1), line_spacing=self.levels[0].line_spacing
        )
        return self._strip(paragraph, place, text.source, keep=True)

    def _footnote(self, label: str, text: Text, place: _Place) -> Strip:
        runs = self.inline.plain(f"[{label}] ", color="tx2") + self.inline.runs(text.spans, color="tx2")
        return self._strip(TextParagraph(runs, FOOTNOTE, space_before=6.0), place, text.source)

    def _list(self, block: List, place: _Place, scale: Scale, level: int, base: Points) -> Iterator[Strip]:
        """Items and what is nested in them; `base` is where the text of the item above begins."""
        hanging = self._hanging(block, scale, level)
        for offset, item in enumerate(block.items):
            number = None if block.start is None else block.start + offset
            paragraph = self._item(item, number, place, scale, level, base, hanging)
            if paragraph.plain:
                yield from self._item_strips(item, paragraph, place, level)
            yield from self._nested(item.blocks, place, scale, level, paragraph.indent)

    def _item_strips(self, item: ListItem, paragraph: TextParagraph, place: _Place, level: int) -> Iterator[Strip]:
        """An item's own text, in several paragraphs where it is too long for one."""
        first, *more = self._pieces(paragraph, place.width)
        keep = bool(item.blocks or more)
        yield replace(self._strip(first, place, item.text.source, keep=keep), top=level == 0)
        for piece in more:
            rest = replace(piece, bullet=None, bullet_color=None, number=None, hanging=0.0)
            yield replace(self._strip(rest, place, item.text.source), top=False)

    def _hanging(self, block: List, scale: Scale, level: int) -> Points:
        """How far the marks of a list stand out: as far as the widest needs, and a blank."""
        style, size = self._level(level), scale.level(level)
        if block.start is None:
            marks, least = {_bullet(item, None, style) for item in block.items}, max(style.hanging, 16.0)
        else:
            marks, least = {f"{block.start + len(block.items) - 1}."}, size * 1.5
        widest = max((self.ruler.width(mark, size) for mark in marks), default=0.0)
        return max(least, round(widest + MARK_GAP * size, 1))

    def _level(self, level: int) -> LevelStyle:
        return self.levels[min(level, len(self.levels) - 1)]

    def _item(
        self, item: ListItem, number: int | None, place: _Place, scale: Scale, level: int, base: Points, hanging: Points
    ) -> TextParagraph:
        style, size = self._level(level), scale.level(level)
        return TextParagraph(
            self.inline.runs(item.text.spans, bold=place.bold, color=place.color),
            size,
            level=min(level, 8),
            bullet=_bullet(item, number, style),
            bullet_color=style.bullet_color,
            number=number,
            indent=max(style.indent if number is None else 0.0, base + hanging),
            hanging=hanging,
            space_before=round(size * (0.35 if level == 0 else 0.2), 1),
            line_spacing=style.line_spacing,
        )

    def _nested(
        self, blocks: tuple[Block, ...], place: _Place, scale: Scale, level: int, indent: Points
    ) -> Iterator[Strip]:
        """What stands under a list item: text; everything else has been taken out of lists before."""
        for block in blocks:
            match block:
                case List():
                    yield from self._list(block, place, scale, level + 1, indent)
                case Paragraph(text):
                    smaller = replace(scale, body=scale.level(level))
                    yield from (replace(s, top=False) for s in self._paragraph(text, place, smaller, indent))
                case _:
                    yield from self._text(block, place, scale)

    def _card(
        self,
        blocks: tuple[Block, ...],
        label: tuple[Text | None, str, str] | None,
        container: Container,
        width: Points,
        scale: Scale,
    ) -> Iterator[Strip]:
        place = _Place(container, width - 2 * container.padding[0])
        if label is not None:
            title, kind, color = label
            runs = (
                self.inline.runs(title.spans, bold=True, color=color)
                if title
                else self.inline.plain(self.words.callout(kind), bold=True, color=color)
            )
            source = title.source if title else Source("", 1)
            yield self._strip(
                TextParagraph(runs, scale.body, line_spacing=self.levels[0].line_spacing), place, source, keep=True
            )
        for block in blocks:
            if _is_text(block):
                yield from self._text(block, place, scale)
            elif isinstance(block, Quote | Callout):
                yield from self._card(block.blocks, None, container, width, scale)

    def _code(self, block: Code, container: Container, width: Points, scale: Scale) -> Iterator[Strip]:
        inner = width - 2 * container.padding[0]
        if is_art(block):
            yield from self._art(block, replace(container, art=True), art_size(block, inner, scale.code))
            return
        size = code_size(block, inner, scale.code, self.ruler)
        for line in code_lines_of(block, inner, size, self.ruler):
            for left, piece in zip(range(len(line) - 1, -1, -1), line, strict=True):
                height = self.ruler.line_height(piece.plain or "x", size, mono=True)
                shown = (replace(piece, source=block.source),)
                yield Strip(container, height, lines=1, paragraphs=shown, keep=left > 0)

    def _art(self, block: Code, container: Container, size: Points) -> Iterator[Strip]:
        """A drawing made of characters: every line as high as the next, or its uprights would not meet."""
        height = size * ART_LEADING
        for pieces in art_lines(block, size):
            placed = tuple(replace(piece, source=block.source) for piece in pieces)
            yield Strip(container, height, lines=1, paragraphs=placed)

    def _strip(self, paragraph: TextParagraph, place: _Place, source: Source, *, keep: bool = False) -> Strip:
        measured = self.measure.lines(paragraph, place.width)
        problems: tuple[Problem, ...] = ()
        if trim := cut_off(measured.lines):
            problems = (_too_wide(source, paragraph.plain, measured.lines, trim),)
        return Strip(
            place.container,
            measured.height,
            space=paragraph.space_before,
            lines=len(measured.lines),
            paragraphs=(replace(paragraph, source=source if source.file else None),),
            keep=keep,
            problems=problems,
        )


def _is_text(block: SlideBlock) -> bool:
    match block:
        case Paragraph() | Subheading() | List() | Footnote() | Notes() | ThematicBreak() | SlideHint():
            return True
        case Quote() | Callout() | Code() | Table() | FigureRef() | Picture() | Chart():
            return False
        case _:
            assert_never(block)


def _bullet(item: ListItem, number: int | None, style: LevelStyle) -> str:
    if item.checked is not None:
        return "✓" if item.checked else "☐"
    return "1." if number is not None else style.bullet or "•"


def _too_wide(source: Source, words: str, lines: Sequence[BrokenLine[TextRun]], trim: int) -> Problem:
    """A word that was cut."""
    begun = next(line.plain for line in lines if line.forced)
    message = f"a word is wider than its line and is cut: {begun[:60]!r}"
    return overflow(source, f"{message}; shorten it by {counted(trim)}, or allow a break with a space", words)
