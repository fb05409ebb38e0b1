"""Blocks → the one text of a table's cell, which holds no blocks of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursedeck.base.markdown import spans
from coursedeck.model.numbering import marker_text
from coursedeck.model.problem import Source
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
from coursedeck.model.text import Text, escaped
from coursedeck.model.walk import blocks_in
from coursedeck.session.load.context import LoadContext

BULLET = "•"


def flattened(
    blocks: Iterable[Block], line: int, context: LoadContext, *, pictures_follow: bool = False
) -> tuple[Text, tuple[Block, ...]]:
    """The words of blocks line by line, and what stands beside a text: hints, notes and footnotes.

    Pictures are their alternative texts, which is reported unless they follow elsewhere.
    """
    held = tuple(blocks)
    if not pictures_follow:
        _report_pictures(held, context)
    markdown = "<br>".join(_lines(held))
    first = next((block.text.source for block in held if isinstance(block, Paragraph)), context.at(line))
    asides = tuple(block for block in held if isinstance(block, SlideHint | Notes | Footnote))
    return Text(markdown, spans(markdown), first), asides


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text) | DisplayFormula(text):
                yield text.markdown
            case List():
                yield from _list(block)
            case Code(code):
                yield from (_code(row) for row in code.split("\n") if row.strip())
            case Table():
                yield from (" | ".join(cell.markdown for cell in row if cell) for row in block.all_rows)
            case Quote(inner) | Callout(_, _, inner) | Exercise(_, _, inner) | Solution(_, inner):
                yield from _lines(inner)
            case Picture() | FigureRef() | Chart():
                yield from (block.alt.markdown,) if block.alt else ()
            case PictureRow(pictures):
                yield from _lines(pictures)
            case Notes() | Footnote() | SlideHint() | ThematicBreak():
                continue


def _list(block: List) -> Iterator[str]:
    for at, item in enumerate(block.items):
        marker = BULLET if block.start is None else escaped(marker_text(block.numbering, block.start + at))
        yield f"{marker} {item.text.markdown}".rstrip()
        yield from _lines(item.blocks)


def _code(row: str) -> str:
    ticks = "``" if "`" in row else "`"
    return f"{ticks}{' ' * (len(ticks) - 1)}{row.strip()}{' ' * (len(ticks) - 1)}{ticks}"


def _report_pictures(blocks: Iterable[Block], context: LoadContext) -> None:
    for block in blocks:
        if isinstance(block, Picture | FigureRef | Chart):
            message = "a picture inside a line of text: only its alt text is shown; give it a line of its own"
            context.findings.warn(block.source.line, "picture", message)
        _report_pictures(blocks_in(block), context)


def empty(source: Source) -> Text:
    """A text without words."""
    return Text("", (), source)
