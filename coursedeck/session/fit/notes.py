"""Speaker notes as paragraphs: the clock on top, then what the author wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    List,
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
from coursedeck.model.slide import TextParagraph
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.fit.direction import mirrored_paragraph
from coursedeck.session.fit.markers import list_marker
from coursedeck.session.fit.runs import RunBuilder

_SIZE = 12.0
_INDENT = 14.0


def note_paragraphs(header: Sequence[str], blocks: Sequence[Block], locale: str) -> tuple[TextParagraph, ...]:
    """The notes of one slide: `header` in bold, then `blocks`."""
    builder = RunBuilder(locale, {})
    top = tuple(TextParagraph(builder.plain(line, bold=True), _SIZE) for line in header)
    written = (*top, *_walk(blocks, builder, 0))
    plain = tuple(_without_formulas(one) for one in written)
    return tuple(mirrored_paragraph(one) for one in plain) if runs_right_to_left(locale) else plain


def _without_formulas(paragraph: TextParagraph) -> TextParagraph:
    """The paragraph with its formulas as text: notes are read aloud, and no program draws formulas in them."""
    return replace(paragraph, runs=tuple(replace(run, formula=None) for run in paragraph.runs))


def _walk(blocks: Sequence[Block], builder: RunBuilder, level: int) -> Iterator[TextParagraph]:
    for block in blocks:
        match block:
            case Paragraph(text) | DisplayFormula(text):
                yield _paragraph(builder, text, level)
            case Footnote(_, text, sign):
                mark = (Span(f"[{sign}] "),) if sign else ()
                yield _paragraph(builder, replace(text, spans=(*mark, *text.spans)), level)
            case List():
                yield from _list(block, builder, level)
            case Quote(inner) | Notes(inner):
                yield from _walk(inner, builder, level)
            case Callout(_, title, inner) | Exercise(_, title, inner) | Solution(title, inner):
                if title:
                    yield _paragraph(builder, title, level)
                yield from _walk(inner, builder, level)
            case Code(code):
                shown = (*((block.title.plain,) if block.title else ()), *code.rstrip("\n").split("\n"))
                yield from (TextParagraph(builder.plain(line), _SIZE, indent=_INDENT * level) for line in shown)
            case Table():
                yield from _table(block, builder, level)
            case Chart() | FigureRef() | Picture() | PictureRow() | ThematicBreak() | SlideHint():
                continue


def _table(block: Table, builder: RunBuilder, level: int) -> Iterator[TextParagraph]:
    for row in block.all_rows:
        yield TextParagraph(builder.plain(" | ".join(cell.plain for cell in row)), _SIZE)
    if block.caption:
        yield _paragraph(builder, block.caption, level)


def _paragraph(builder: RunBuilder, text: Text, level: int) -> TextParagraph:
    runs = builder.runs(text.spans)
    return TextParagraph(runs, _SIZE, space_before=4.0, indent=_INDENT * level, source=text.source)


def _list(block: List, builder: RunBuilder, level: int) -> Iterator[TextParagraph]:
    for offset, item in enumerate(block.items):
        number = None if block.start is None else block.start + offset
        yield TextParagraph(
            builder.runs(item.text.spans),
            _SIZE,
            level=min(level, 8),
            bullet="•" if number is None else list_marker(block.numbering, number),
            number=number,
            numbering=block.numbering,
            indent=_INDENT * (level + 1),
            hanging=_INDENT,
            space_before=2.0,
            source=item.text.source,
        )
        yield from _walk(item.blocks, builder, level + 1)
