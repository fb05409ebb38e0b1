"""Speaker notes as paragraphs: the clock on top, then what the author wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.model.session import (
    Block,
    Callout,
    Code,
    Footnote,
    List,
    Notes,
    Paragraph,
    Quote,
    Table,
)
from coursedeck.model.slide import TextParagraph
from coursedeck.model.text import Span
from coursedeck.session.fit.direction import turned_paragraph
from coursedeck.session.fit.runs import Inline

_SIZE = 12.0
_INDENT = 14.0


def note_paragraphs(header: Sequence[str], blocks: Sequence[Block], locale: str) -> tuple[TextParagraph, ...]:
    """The notes of one slide: `header` in bold, then `blocks`."""
    inline = Inline(locale, {})
    top = tuple(TextParagraph(inline.plain(line, bold=True), _SIZE) for line in header)
    written = (*top, *_walk(blocks, inline, 0))
    return tuple(turned_paragraph(one) for one in written) if runs_right_to_left(locale) else written


def _walk(blocks: Sequence[Block], inline: Inline, level: int) -> Iterator[TextParagraph]:
    for block in blocks:
        match block:
            case Paragraph(text) | Footnote(_, text):
                yield _paragraph(inline, text.spans, level)
            case List():
                yield from _list(block, inline, level)
            case Quote(inner) | Notes(inner):
                yield from _walk(inner, inline, level)
            case Callout(_, title, inner):
                if title:
                    yield _paragraph(inline, title.spans, level)
                yield from _walk(inner, inline, level)
            case Code(code):
                for line in code.rstrip("\n").split("\n"):
                    yield TextParagraph(inline.plain(line), _SIZE, indent=_INDENT * level)
            case Table(header, rows):
                for row in (header, *rows):
                    yield TextParagraph(inline.plain(" | ".join(cell.plain for cell in row)), _SIZE)
            case _:
                continue


def _paragraph(inline: Inline, spans: tuple[Span, ...], level: int) -> TextParagraph:
    return TextParagraph(inline.runs(spans), _SIZE, space_before=4.0, indent=_INDENT * level)


def _list(block: List, inline: Inline, level: int) -> Iterator[TextParagraph]:
    for offset, item in enumerate(block.items):
        number = None if block.start is None else block.start + offset
        yield TextParagraph(
            inline.runs(item.text.spans),
            _SIZE,
            level=min(level, 8),
            bullet="•" if number is None else "1.",
            number=number,
            indent=_INDENT * (level + 1),
            hanging=_INDENT,
            space_before=2.0,
        )
        yield from _walk(item.blocks, inline, level + 1)
