"""Small pictures with a line each, such as icons, side by side: the line of each becomes its caption."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coursedeck.model.sentences import leads_on
from coursedeck.model.session import Block, List, Paragraph, Picture, PictureRow
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.space import SpaceEstimator

WIDEST_LINE = 40.0
"""Most width in em of what stands with a picture of a row."""

MOST_PICTURES = 6

MOST_PARAGRAPHS = 2
"""Paragraphs that one picture has at most."""

_Line = tuple[Text, Picture]
_LineOf = Callable[[tuple[Block, ...], SpaceEstimator], tuple[_Line, int] | None]


def with_picture_lines(blocks: Sequence[Block], space: SpaceEstimator) -> tuple[Block, ...]:
    """`blocks`, two and more small pictures, each with a line or two above or below it, as one row of pictures."""
    return tuple(_rows(tuple(blocks), space))


def _rows(blocks: tuple[Block, ...], space: SpaceEstimator) -> Iterator[Block]:
    at = 0
    while at < len(blocks):
        lines, end = _lines_from(blocks, at, space)
        if len(lines) < 2:
            yield blocks[at]
            at += 1
            continue
        yield from _as_rows(lines)
        at = end


def _lines_from(blocks: tuple[Block, ...], at: int, space: SpaceEstimator) -> tuple[list[_Line], int]:
    """The pictures with their lines that begin at a place, and where they end.

    Lines stand below the pictures where a picture comes first, or words that end in a colon do.
    """
    if isinstance(blocks[at], Picture):
        return _run(blocks, at, space, _line_below)
    if _leads(blocks[at]) and len(_run(blocks, at + 1, space, _line_below)[0]) > 1:
        return [], at
    return _run(blocks, at, space, _line_above)


def _leads(block: Block) -> bool:
    return isinstance(block, Paragraph) and leads_on(block.text.plain)


def _run(blocks: tuple[Block, ...], at: int, space: SpaceEstimator, line_of: _LineOf) -> tuple[list[_Line], int]:
    lines: list[_Line] = []
    while (found := line_of(blocks[at : at + MOST_PARAGRAPHS + 2], space)) is not None:
        line, count = found
        lines.append(line)
        at += count
    return lines, at


def _line_below(blocks: tuple[Block, ...], space: SpaceEstimator) -> tuple[_Line, int] | None:
    """The picture before a short paragraph, or two where the next picture follows, and the number of these blocks."""
    following = next((at for at, block in enumerate(blocks[1:], 1) if isinstance(block, Picture)), 2)
    if not blocks or not 1 < following <= MOST_PARAGRAPHS + 1:
        return None
    return _joined(blocks[0], blocks[1:following], following, space)


def _line_above(blocks: tuple[Block, ...], space: SpaceEstimator) -> tuple[_Line, int] | None:
    """The picture after one or two short paragraphs, or after a list of one item, and the number of these blocks."""
    count = next((index for index, block in enumerate(blocks) if isinstance(block, Picture)), 0)
    if not 0 < count <= MOST_PARAGRAPHS:
        return None
    return _joined(blocks[count], blocks[:count], count + 1, space)


def _joined(picture: Block, lines: tuple[Block, ...], count: int, space: SpaceEstimator) -> tuple[_Line, int] | None:
    """A small picture with its words; None where either is too large, or something else stands there."""
    if not isinstance(picture, Picture) or picture.caption is not None or picture.film is not None:
        return None
    texts = [text for text in map(_words_of, lines) if text is not None]
    listed = any(isinstance(block, List) for block in lines)
    if not texts or len(texts) < len(lines) or (listed and len(lines) > 1):
        return None
    if sum(em_width(text.plain) for text in texts) > WIDEST_LINE or not space.is_small(picture):
        return None
    return (_in_lines(texts), picture), count


def _words_of(block: Block) -> Text | None:
    """The words of a paragraph, or of the one item of a list with its number."""
    if isinstance(block, Paragraph):
        return block.text
    if (
        not isinstance(block, List)
        or len(block.items) != 1
        or block.items[0].blocks
        or block.items[0].checked is not None
    ):
        return None
    text = block.items[0].text
    if block.start is None or not text.plain:
        return text if text.plain else None
    return replace(text, spans=(Span(f"{block.start}. "), *text.spans))


def _in_lines(texts: Sequence[Text]) -> Text:
    spans = tuple(span for at, text in enumerate(texts) for span in ((Span("\n"),) if at else ()) + text.spans)
    return Text("\n".join(text.markdown for text in texts), spans, texts[0].source)


def _as_rows(lines: Sequence[_Line]) -> Iterator[PictureRow]:
    """Rows of at most `MOST_PICTURES`, as even as can be."""
    rows = -(-len(lines) // MOST_PICTURES)
    size = -(-len(lines) // rows)
    for start in range(0, len(lines), size):
        pictures = tuple(replace(picture, caption=text) for text, picture in lines[start : start + size])
        yield PictureRow(pictures, pictures[0].source, is_text=True)
