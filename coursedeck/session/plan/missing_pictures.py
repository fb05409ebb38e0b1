"""Pictures that are not there: their words stand in the text, in a frame, instead of a picture of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from coursedeck.model.session import MISSING_PICTURE, Block, Callout, Paragraph, Picture, PictureRow
from coursedeck.model.text import Span, Text, literal
from coursedeck.model.values import replace


def named_picture(picture: Picture) -> Callout:
    """What a missing picture would show, as far as its source says; the name of its file where it says nothing."""
    said = [picture.alt, *([picture.caption] if picture.caption else [])]
    texts = {text.plain: text for text in said if text} or {"": _file_name(picture)}
    paragraphs = tuple(Paragraph(_linked(text, picture.link)) for text in texts.values())
    return Callout(MISSING_PICTURE, literal("", picture.source), paragraphs, picture.source)


def without_missing(row: PictureRow) -> Iterator[Block]:
    """The pictures of a row that are there, and the words of the others."""
    there = tuple(picture for picture in row.pictures if not picture.missing)
    if len(there) > 1:
        yield replace(row, pictures=there)
    else:
        yield from there
    lost = [named_picture(picture) for picture in row.pictures if picture.missing]
    if lost:
        yield replace(lost[0], blocks=tuple(block for one in lost for block in one.blocks))
    if len(there) < 2 and row.caption is not None:
        yield Paragraph(row.caption)


def in_text(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of an item or a box, the words of missing pictures as paragraphs of it."""
    return tuple(
        inner
        for block in blocks
        for inner in (block.blocks if isinstance(block, Callout) and block.kind == MISSING_PICTURE else (block,))
    )


def joined_names(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, missing pictures that follow one another in one frame."""
    done: list[Block] = []
    for missing, group in groupby(blocks, key=lambda one: isinstance(one, Callout) and one.kind == MISSING_PICTURE):
        found = tuple(group)
        first = found[0]
        if missing and isinstance(first, Callout):
            done.append(replace(first, blocks=in_text(found)))
        else:
            done.extend(found)
    return tuple(done)


def is_nothing_else(blocks: Sequence[Block]) -> bool:
    """Whether there are missing pictures and nothing besides."""
    return bool(blocks) and all(isinstance(one, Callout) and one.kind == MISSING_PICTURE for one in blocks)


def _file_name(picture: Picture) -> Text:
    name = PurePosixPath(picture.path).name or picture.path
    return replace(literal(name, picture.source), spans=(Span(name, code=True),))


def _linked(text: Text, link: str | None) -> Text:
    if link is None:
        return text
    return replace(text, spans=tuple(span if span.link else replace(span, link=link) for span in text.spans))
