"""Tables that an author wrote in HTML: rows of cells, like those of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coursedeck.base.markdown import HtmlCode, HtmlPiece, HtmlTag, HtmlText, parse_inline
from coursedeck.model.session import Block, Paragraph, Table
from coursedeck.model.text import Text
from coursedeck.session.load.context import LoadContext

_CELLS = frozenset({"td", "th"})
_Cell = tuple[str, int]
"""Markdown, and its line counted from the HTML block's first."""


def is_table(piece: HtmlPiece, *, closing: bool = False) -> bool:
    """Whether a piece opens, or closes, a table."""
    return isinstance(piece, HtmlTag) and piece.tag.name == "table" and piece.tag.closing is closing


def read_html_table(pieces: Sequence[HtmlPiece], line: int, context: LoadContext) -> Iterator[Block]:
    """The table in `pieces`, its first row as header; text outside of cells comes before it, as paragraphs."""
    rows, loose = _rows(pieces)
    for source, at in loose:
        yield Paragraph(_text((source, at), line, context))
    width = max(map(len, rows), default=0)
    if width:
        filled = [(*row, *[("", 0)] * (width - len(row))) for row in rows]
        texts = [tuple(_text(cell, line, context) for cell in row) for row in filled]
        yield Table(texts[0], tuple(texts[1:]), (None,) * width, context.at(line + pieces[0].line))


def _rows(pieces: Iterable[HtmlPiece]) -> tuple[list[list[_Cell]], list[_Cell]]:
    """Rows that have cells, and text outside of them."""
    rows: list[list[_Cell]] = [[]]
    loose: list[_Cell] = []
    inside = False
    for piece in pieces:
        match piece:
            case HtmlTag(tag) if tag.name == "tr" and not tag.closing:
                rows.append([])
            case HtmlTag(tag) if tag.name in _CELLS:
                inside = not tag.closing
                rows[-1].extend([] if tag.closing else [("", piece.line)])
            case HtmlTag():
                pass
            case HtmlText(words, at) | HtmlCode(words, at):
                words = f"`{words.strip()}`" if isinstance(piece, HtmlCode) else words
                if inside:
                    before, begun = rows[-1][-1]
                    rows[-1][-1] = (f"{before}<br>{words}" if before else words, begun)
                else:
                    loose.append((words, at))
    return [row for row in rows if row], loose


def _text(cell: _Cell, line: int, context: LoadContext) -> Text:
    source, at = cell
    return context.text(parse_inline(source, context.definitions, whole=True).prose, line + at)
