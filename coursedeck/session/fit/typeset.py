"""Blocks → segments: everything in a region broken into lines and measured at one scale.

In: blocks of a slide, the region's width, a scale. Out: segments, which flow puts on pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from coursedeck.base.text import Ruler
from coursedeck.base.text.breaking import BrokenLine
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.problem import Problem, Source, overflow
from coursedeck.model.sentences import is_left_open, leads_on
from coursedeck.model.session import (
    MISSING_PICTURE,
    Block,
    Callout,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    List,
    ListItem,
    Notes,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import ShapedBlock, SlideBlock, Subheading, TextBlock, TextParagraph, TextRun
from coursedeck.model.template import LevelStyle
from coursedeck.model.text import Span, Text
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.ascii_art import ASCII_ART_LINE_HEIGHT, ascii_art_lines, ascii_art_size, is_ascii_art
from coursedeck.session.fit.code import GUTTER, code_lines_of, code_size, in_columns, unwrapped_size
from coursedeck.session.fit.cutting import character_count, characters_too_many, cut_paragraph
from coursedeck.session.fit.formulas import formula_paragraph, formula_segment
from coursedeck.session.fit.markers import item_bullet, shown_markers
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.scale import CAPTION, FOOTNOTE, NEAR, NESTED, SPACES, Scale
from coursedeck.session.fit.segments import FOOT, Container, ContainerKind, FlowSegment
from coursedeck.session.fit.tables import lay_out_table, row_segments

LONGEST_PARAGRAPH = 6
"""Most lines of one paragraph; a longer one is split between sentences."""

MARK_GAP = 0.35
"""Space between a list marker and its text, in em."""

SCRIPT_GAP = 0.25
"""What programs put between East Asian and other letters of a marker, in em."""

CODE_TITLE: Points = 14.0
"""Size of the name of a file above its code."""

CARD_PADDING = (18.0, 12.0)
CODE_PADDING = (14.0, 10.0)
FRAME_PADDING = (18.0, 8.0)
FRAMED: Points = 18.0
"""Largest size of words in the place of a picture."""

_CALLOUT_COLORS = {
    "note": "accent1",
    "tip": "accent3",
    "important": "accent4",
    "warning": "accent2",
    "caution": "accent6",
}
KnownSegments = dict[tuple[int, Points, Scale], tuple[SlideBlock, tuple[FlowSegment, ...]]]
"""What was typeset, by identity of the block (which is kept, so that it stays its own), width and scale."""

DEEPEST = 0.6
"""Share of a region's width up to which lists in lists are indented."""

ObjectHeight = Callable[[FigureRef | Picture | PictureRow | Chart, Points], Points]
"""Returns the least height at which an object is worth showing in a region of the given width, in points."""


class _TextContext(Struct, frozen=True):
    """The container, width and style in which running text is set."""

    container: Container
    width: Points
    bold: bool = False
    color: str | None = None


class Typesetter:
    """Turns the blocks of a region into measured segments."""

    def __init__(
        self,
        ruler: Ruler,
        builder: RunBuilder,
        levels: tuple[LevelStyle, ...],
        words: UiStrings,
        object_height: ObjectHeight,
        measure: ParagraphMeasure,
        height: Points,
        *,
        cut_rows: bool = False,
    ) -> None:
        self.ruler = ruler
        self.builder = builder
        self.levels = levels
        self.words = words
        self.object_height = object_height
        self.measure = measure
        self.height = height
        """Of the region, in points."""
        self.cut_rows = cut_rows
        """Whether table rows that are higher than the region are cut."""
        self.memory: KnownSegments | None = None

    def segments(self, blocks: Sequence[SlideBlock], width: Points, scale: Scale) -> tuple[FlowSegment, ...]:
        """The segments of `blocks` in a region of `width` points, in reading order."""
        return tuple(self._with_footnotes(segment, width) for segment in self._walk(blocks, width, scale))

    def footnotes(self, labels: Iterable[str], width: Points) -> tuple[FlowSegment, ...]:
        """The footnotes behind marks, for the foot of a page."""
        known = self.builder.footnotes
        notes = (known[label] for label in dict.fromkeys(labels) if label in known)
        context = _TextContext(Container(FOOT, ContainerKind.TEXT), width)
        return tuple(self._footnote(note, context) for note in notes)

    def _with_footnotes(self, segment: FlowSegment, width: Points) -> FlowSegment:
        if not self.builder.footnotes:
            return segment
        footnotes = self.footnotes(_marks_in(segment), width)
        return replace(segment, footnotes=footnotes) if footnotes else segment

    def _walk(self, blocks: Sequence[SlideBlock], width: Points, scale: Scale) -> Iterator[FlowSegment]:
        # boxed blocks get odd indexes, the running text between them even ones: neighbours never share a container
        container = Container(0, ContainerKind.TEXT)
        for index, block in enumerate(blocks):
            follows = blocks[index + 1] if index + 1 < len(blocks) else None
            if isinstance(block, ShapedBlock):
                segments = list(self._remembered(block, 2 * index + 1, width, scale))
                container = Container(2 * index + 2, ContainerKind.TEXT)
            else:
                segments = list(self._remembered_text(block, _TextContext(container, width), scale))
            if follows is not None and (is_left_open(block, follows) or _has_below(block, follows)):
                segments[-1:] = [replace(segment, keep=True) for segment in segments[-1:]]
            yield from segments

    def _remembered(self, block: ShapedBlock, index: int, width: Points, scale: Scale) -> Iterable[FlowSegment]:
        """Segments of a block that has a shape of its own; plan asks for the same ones many times."""
        if self.memory is None:
            return self._boxed(block, index, width, scale)
        key = (id(block), width, scale)
        if key not in self.memory:
            own = 2 * len(self.memory) + 1  # an index that no other block has, wherever on a slide it stands
            self.memory[key] = (block, tuple(self._boxed(block, own, width, scale)))
        return self.memory[key][1]

    def _remembered_text(self, block: TextBlock, context: _TextContext, scale: Scale) -> list[FlowSegment]:
        """Segments of running text, in the container of the text around it; they are remembered as those above."""
        if self.memory is None:
            return list(self._text(block, context, scale))
        key = (id(block), context.width, scale)
        if key not in self.memory:
            self.memory[key] = (block, tuple(self._text(block, context, scale)))
        return [replace(segment, container=context.container) for segment in self.memory[key][1]]

    def _text(self, block: TextBlock, context: _TextContext, scale: Scale) -> Iterator[FlowSegment]:
        """Segments of running text."""
        match block:
            case Paragraph(text):
                yield from self._paragraph(text, context, scale)
            case Subheading(text, minutes):
                yield self._subheading(text, minutes, context, scale)
            case List():
                yield from self._list(block, context, scale, 0, 0.0)
            case Footnote():
                yield self._footnote(block, context)
            case Notes() | Exercise() | Solution() | ThematicBreak() | SlideHint():
                return  # those on slides of their own have been taken out before

    def _boxed(self, block: ShapedBlock, index: int, width: Points, scale: Scale) -> Iterator[FlowSegment]:
        """Segments of a block that has a shape of its own."""
        match block:
            case Quote(blocks):
                yield from self._card(
                    blocks, None, Container(index, ContainerKind.CARD, CARD_PADDING, "bg2"), width, scale
                )
            case Callout(kind, _, blocks) if kind == MISSING_PICTURE:
                frame = Container(index, ContainerKind.CARD, FRAME_PADDING, stroke="tx2", dash="dash")
                yield from self._framed(blocks, frame, width, scale)
            case Callout(kind, title, blocks):
                color = _CALLOUT_COLORS.get(kind, "accent1")
                container = Container(index, ContainerKind.CARD, CARD_PADDING, "bg2", color)
                yield from self._card(blocks, (title, kind, color), container, width, scale)
            case Code():
                container = Container(index, ContainerKind.CODE, CODE_PADDING, "bg2", language=block.language)
                yield from self._code(block, container, width, scale)
            case Table():
                yield from self._table(block, index, width, scale)
            case DisplayFormula():
                container = Container(index, ContainerKind.FORMULA, formula=block.formula)
                yield formula_segment(block, container, width, scale.body, self.builder)
            case FigureRef() | Picture() | PictureRow() | Chart():
                container = Container(index, ContainerKind.OBJECT, object=block)
                yield FlowSegment(container, self.object_height(block, width), lines=0)

    def _table(self, block: Table, index: int, width: Points, scale: Scale) -> Iterator[FlowSegment]:
        """The rows of a table, and its caption as text below the last of them."""
        layout = lay_out_table(block, width, scale.table, self.builder, self.measure)
        container = Container(index, ContainerKind.TABLE, table_layout=layout)
        rows = list(
            row_segments(container, scale.table, self.builder, self.measure, self.height if self.cut_rows else None)
        )
        if block.caption is None:
            yield from rows
            return
        yield from (*rows[:-1], replace(rows[-1], keep=True))
        runs = self.builder.runs(block.caption.spans, color="tx2")
        below = _TextContext(Container(index + 1, ContainerKind.TEXT), width)
        yield self._segment(TextParagraph(runs, CAPTION), below, block.caption.source)

    def _paragraph(
        self, text: Text, context: _TextContext, scale: Scale, indent: Points = 0.0
    ) -> Iterator[FlowSegment]:
        size = scale.body
        paragraph = TextParagraph(
            self.builder.runs(text.spans, bold=context.bold, color=context.color),
            size,
            indent=indent,
            space_before=NEAR,
            line_spacing=self.levels[0].line_spacing,
        )
        leads = leads_on(text.plain)
        for piece in self._pieces(paragraph, context.width):
            yield self._segment(piece, context, text.source, keep=leads)

    def _pieces(self, paragraph: TextParagraph, width: Points) -> tuple[TextParagraph, ...]:
        """The paragraph, split between sentences where it has more lines than `LONGEST_PARAGRAPH`."""

        def capacity(piece: TextParagraph) -> int:
            held = self.measure.lines(piece, width).lines[:LONGEST_PARAGRAPH]
            return sum(len(word) for line in held for word in line.plain.split())

        return cut_paragraph(paragraph, capacity)

    def _subheading(self, text: Text, minutes: str, context: _TextContext, scale: Scale) -> FlowSegment:
        runs = self.builder.runs(text.spans, bold=True, color="accent1")
        if minutes:
            runs += self.builder.plain(f" {minutes}", color="tx2")
        paragraph = TextParagraph(runs, scale.body, space_before=SPACES[1], line_spacing=self.levels[0].line_spacing)
        return self._segment(paragraph, context, text.source, keep=True)

    def _footnote(self, note: Footnote, context: _TextContext) -> FlowSegment:
        runs = self.builder.runs(note.text.spans, color="tx2")
        if note.mark:
            mark = Span(note.mark, superscript=True)
            runs = (*self.builder.runs((mark, Span(" ")), color="tx2"), *runs)
        return self._segment(TextParagraph(runs, FOOTNOTE, space_before=3.0), context, note.text.source)

    def _list(
        self, block: List, context: _TextContext, scale: Scale, level: int, base: Points
    ) -> Iterator[FlowSegment]:
        """Items and what is nested in them; `base` is where the text of the item above begins."""
        base = min(base, DEEPEST * context.width)
        hanging = self._hanging(block, scale, level)
        for offset, item in enumerate(block.items):
            number = None if block.start is None else block.start + offset
            paragraph = self._item(block, item, number, context, scale, level, base, hanging)
            if paragraph.plain:
                yield from self._item_segments(item, paragraph, context, level)
            yield from self._nested(item.blocks, context, scale, level, paragraph.indent)

    def _item_segments(
        self, item: ListItem, paragraph: TextParagraph, context: _TextContext, level: int
    ) -> Iterator[FlowSegment]:
        """An item's own text, in several paragraphs where it is too long for one."""
        first, *more = self._pieces(paragraph, context.width)
        keep = bool(item.blocks or more)
        yield replace(self._segment(first, context, item.text.source, keep=keep), top=level == 0)
        for piece in more:
            rest = replace(piece, bullet=None, bullet_color=None, number=None, hanging=0.0)
            yield replace(self._segment(rest, context, item.text.source), top=False)

    def _hanging(self, block: List, scale: Scale, level: int) -> Points:
        """Hanging indent of a list in points: the width of its widest marker and a gap."""
        style, size = self._level(level), scale.level(level)
        least = max(style.hanging, 16.0) if block.start is None else size * 1.5
        marks = set(shown_markers(block, style))
        widest = max((self.ruler.width(mark, size) for mark in marks), default=0.0)
        if not all(mark.isascii() for mark in marks if len(mark) > 1):
            widest += SCRIPT_GAP * size
        return max(least, round(widest + MARK_GAP * size, 1))

    def _level(self, level: int) -> LevelStyle:
        return self.levels[min(level, len(self.levels) - 1)]

    def _item(
        self,
        block: List,
        item: ListItem,
        number: int | None,
        context: _TextContext,
        scale: Scale,
        level: int,
        base: Points,
        hanging: Points,
    ) -> TextParagraph:
        style, size = self._level(level), scale.level(level)
        return TextParagraph(
            self.builder.runs(item.text.spans, bold=context.bold, color=context.color),
            size,
            level=min(level, 8),
            bullet=item_bullet(block, item, number, style),
            bullet_color=style.bullet_color,
            number=number,
            numbering=block.numbering,
            indent=max(style.indent if number is None else 0.0, base + hanging),
            hanging=hanging,
            space_before=NEAR if level == 0 else NESTED,
            line_spacing=style.line_spacing,
        )

    def _nested(
        self, blocks: tuple[Block, ...], context: _TextContext, scale: Scale, level: int, indent: Points
    ) -> Iterator[FlowSegment]:
        """What stands under a list item: text; everything else has been taken out of lists before."""
        for block in blocks:
            match block:
                case List():
                    yield from self._list(block, context, scale, level + 1, indent)
                case Paragraph(text):
                    smaller = replace(scale, body=scale.level(level))
                    yield from (replace(s, top=False) for s in self._paragraph(text, context, smaller, indent))
                case Footnote() | Notes() | Exercise() | Solution() | ThematicBreak() | SlideHint():
                    yield from self._text(block, context, scale)
                case DisplayFormula():
                    yield self._formula_in_text(block, context, scale)
                case Quote() | Callout() | Code() | Table() | FigureRef() | Picture() | PictureRow() | Chart():
                    continue

    def _card(
        self,
        blocks: tuple[Block, ...],
        label: tuple[Text | None, str, str] | None,
        container: Container,
        width: Points,
        scale: Scale,
    ) -> Iterator[FlowSegment]:
        context = _TextContext(container, width - 2 * container.padding[0])
        if label is not None and (label[0] is None or label[0].plain):
            title, kind, color = label
            runs = (
                self.builder.runs(title.spans, bold=True, color=color)
                if title
                else self.builder.plain(self.words.callout(kind), bold=True, color=color)
            )
            source = title.source if title else Source("", 1)
            yield self._segment(
                TextParagraph(runs, scale.body, line_spacing=self.levels[0].line_spacing), context, source, keep=True
            )
        for block in blocks:
            if isinstance(block, Quote | Callout):
                yield from self._card(block.blocks, None, container, width, scale)
            elif isinstance(block, DisplayFormula):
                yield self._formula_in_text(block, context, scale)
            elif not isinstance(block, ShapedBlock):  # those have been taken out of quotes before
                yield from self._text(block, context, scale)

    def _framed(
        self, blocks: tuple[Block, ...], container: Container, width: Points, scale: Scale
    ) -> Iterator[FlowSegment]:
        """The words of a missing picture, smaller than the text around them."""
        context = _TextContext(container, width - 2 * container.padding[0], color="tx2")
        for block in blocks:
            if isinstance(block, Paragraph):
                yield from self._paragraph(block.text, context, replace(scale, body=min(scale.body, FRAMED)))

    def _formula_in_text(self, block: DisplayFormula, context: _TextContext, scale: Scale) -> FlowSegment:
        """A formula on a line of its own inside a card."""
        paragraph = formula_paragraph(block, scale.body, self.builder)
        return self._segment(replace(paragraph, space_before=NEAR), context, block.text.source)

    def _code(self, block: Code, container: Container, width: Points, scale: Scale) -> Iterator[FlowSegment]:
        side, end = container.padding
        inner = width - 2 * side
        if block.title:
            above = _TextContext(Container(container.index - 1, ContainerKind.TEXT), width)
            name = tuple(
                replace(run, mono=True) for run in self.builder.runs(block.title.spans, bold=True, color="tx2")
            )
            paragraph = TextParagraph(name, CODE_TITLE, space_before=NEAR)
            yield self._segment(paragraph, above, block.title.source, keep=True)
        if is_ascii_art(block) and block.first_number is None:
            art = replace(container, ascii_art=True)
            yield from self._ascii_art(block, art, ascii_art_size(block, inner, scale.code))
            return
        size = code_size(block, inner, scale.code, self.ruler)
        lines = list(code_lines_of(block, inner, size, self.ruler))
        if len(lines) * self._code_height(block, size) > self.height - 2 * end:
            half = unwrapped_size(block, (inner - GUTTER) / 2 - side, scale.code, self.ruler)
            if half is not None and half >= scale.code:
                yield from self._code_columns(block, container, (inner - GUTTER) / 2 - side, half)
                return
        for line in lines:
            for left, piece in zip(range(len(line) - 1, -1, -1), line, strict=True):
                height = self.ruler.line_height(piece.plain or "x", size, mono=True)
                shown = (replace(piece, source=block.source),)
                top = not piece.plain.startswith((" ", "\t"))
                yield FlowSegment(container, height, lines=1, paragraphs=shown, keep=left > 0, top=top)

    def _code_height(self, block: Code, size: Points) -> Points:
        """Height of the tallest line of code in points."""
        return self.ruler.line_height(block.code or "x", size, mono=True)

    def _code_columns(self, block: Code, container: Container, width: Points, size: Points) -> Iterator[FlowSegment]:
        """Code of short lines in two columns; a segment is as much as stands side by side on one slide."""
        height = self._code_height(block, size)
        lines = [piece for line in code_lines_of(block, width, size, self.ruler) for piece in line]
        rows = max(1, int((self.height - 2 * container.padding[1]) / height))
        places = in_columns([line.plain for line in lines], min(rows, max(1, -(-len(lines) * 5 // 8))))
        columns = [
            tuple(replace(line, source=block.source) for line in _without_blanks(lines[start:end]))
            for start, end in places
        ]
        for at in range(0, len(columns), 2):
            left, right = columns[at], columns[at + 1] if at + 1 < len(columns) else ()
            tallest = max(len(left), len(right))
            yield FlowSegment(container, tallest * height, lines=tallest, paragraphs=left, beside=right)

    def _ascii_art(self, block: Code, container: Container, size: Points) -> Iterator[FlowSegment]:
        """ASCII art: all lines have one height, so that vertical strokes meet."""
        height = size * ASCII_ART_LINE_HEIGHT
        for line in ascii_art_lines(block, size):
            yield FlowSegment(container, height, lines=1, paragraphs=(replace(line, source=block.source),))

    def _segment(
        self, paragraph: TextParagraph, context: _TextContext, source: Source, *, keep: bool = False
    ) -> FlowSegment:
        measured = self.measure.lines(paragraph, context.width)
        problems: tuple[Problem, ...] = ()
        if trim := characters_too_many(measured.lines):
            problems = (_too_wide(source, paragraph.plain, measured.lines, trim),)
        return FlowSegment(
            context.container,
            measured.height,
            space=paragraph.space_before,
            lines=len(measured.lines),
            paragraphs=(replace(paragraph, source=source if source.file else None),),
            keep=keep,
            problems=problems,
        )


def _has_below(block: SlideBlock, follows: SlideBlock) -> bool:
    """Whether what stands below a list belongs to it."""
    return isinstance(block, List) and isinstance(follows, ShapedBlock)


def _without_blanks(lines: Sequence[TextParagraph]) -> Sequence[TextParagraph]:
    """Lines of code without blank ones at both ends."""
    inked = [at for at, line in enumerate(lines) if line.plain.strip()]
    return lines[inked[0] : inked[-1] + 1] if inked else lines


def _marks_in(segment: FlowSegment) -> Iterator[str]:
    """Labels of the footnotes whose marks are seen with a segment, those of its table's header and of captions too."""
    layout, shown = segment.container.table_layout, segment.container.object
    cells = (*segment.cells, *(cell for row in (layout.header if layout else ()) for cell in row.cells))
    for paragraph in (*segment.paragraphs, *(paragraph for cell in cells for paragraph in cell)):
        yield from (run.footnote for run in paragraph.runs if run.footnote is not None)
    caption = shown.title if isinstance(shown, Chart) else shown.caption if shown else None
    yield from (span.footnote for span in (caption.spans if caption else ()) if span.footnote is not None)


def _too_wide(source: Source, words: str, lines: Sequence[BrokenLine[TextRun]], trim: int) -> Problem:
    """The problem of a word that had to be broken because it is wider than its line."""
    begun = next(line.plain for line in lines if line.forced)
    message = f"a word is wider than its line and is broken: {begun[:60]!r}"
    return overflow(source, f"{message}; shorten it by {character_count(trim)}, or allow a break with a space", words)
