"""Small pictures with a line each, such as icons, side by side: the line of each becomes its caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def with_picture_lines(blocks: Sequence[Block], space: SpaceEstimator) -> tuple[Block, ...]:
    """`blocks`, where two and more small pictures in a row, each below a line or two, are one row of pictures."""
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
    """The pictures with their lines that begin at a place, and where they end."""
    lines: list[_Line] = []
    while True:
        found = _line(blocks[at : at + MOST_PARAGRAPHS + 1], space)
        if found is None:
            return lines, at
        line, count = found
        lines.append(line)
        at += count


def _line(blocks: tuple[Block, ...], space: SpaceEstimator) -> tuple[_Line, int] | None:
    """The picture after one or two short paragraphs, or after a list of one item, and the number of these blocks."""
    count = next((index for index, block in enumerate(blocks) if isinstance(block, Picture)), 0)
    if not count:
        return None
    picture, words = blocks[count], [_words_of(block) for block in blocks[:count]]
    assert isinstance(picture, Picture)
    if picture.caption is not None or picture.film is not None or not space.is_small(picture):
        return None
    texts = [text for text in words if text is not None]
    listed = any(isinstance(block, List) for block in blocks[:count])
    if len(texts) < len(words) or (listed and count > 1) or sum(em_width(text.plain) for text in texts) > WIDEST_LINE:
        return None
    return (_in_lines(texts), picture), count + 1


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
