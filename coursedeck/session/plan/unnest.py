"""Takes code, tables and figures out of lists and quotes, since on a slide each has a shape of its own.

Trees and bars that are drawn with characters become the lists and charts that they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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
from coursedeck.model.slide import ShapedBlock
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.plan.character_bars import as_chart
from coursedeck.session.plan.missing_pictures import in_text, joined_names, named_picture, without_missing
from coursedeck.session.plan.trees import as_outline


def unnested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` in the same order, where lists hold text alone, and quotes and callouts hold text and lists of text.

    A list that is split continues with the right number.
    """
    return joined_names([piece for block in blocks for piece in _pieces(block)])


def _pieces(block: Block) -> Iterator[Block]:
    match block:
        case List():
            yield from _list(block)
        case Quote() | Callout():
            yield from _card(block)
        case Notes() | Footnote() | ThematicBreak() | SlideHint() | Exercise() | Solution():
            yield block
        case Code() if (chart := as_chart(block)) is not None:
            yield from chart
        case Code() if (outline := as_outline(block)) is not None:
            yield from outline
        case Picture(missing=True):
            yield named_picture(block)
        case PictureRow(pictures) if any(picture.missing for picture in pictures):
            yield from without_missing(block)
        case Paragraph() | Table() | Code() | DisplayFormula() | Chart() | FigureRef() | Picture() | PictureRow():
            yield block


def _list(block: List) -> Iterator[Block]:
    kept: list[ListItem] = []
    start = block.start
    spoken: list[Block] = []
    for index, item in enumerate(block.items):
        inner = in_text(unnested(item.blocks))
        spoken += [piece for piece in inner if isinstance(piece, Notes)]
        inner = tuple(piece for piece in inner if not isinstance(piece, Notes))
        at = next((place for place, piece in enumerate(inner) if _stands_apart(piece)), None)
        if at is None:
            kept.append(replace(item, blocks=inner))
            continue
        if kept:
            yield replace(block, items=tuple(kept), start=start)
        first = None if block.start is None else block.start + index
        yield replace(block, items=(replace(item, blocks=inner[:at]),), start=first)
        yield from _indented(inner[at:], block)
        kept = []
        start = None if block.start is None else block.start + index + 1
    if kept:
        yield replace(block, items=tuple(kept), start=start)
    yield from spoken


def _stands_apart(piece: Block) -> bool:
    """Whether a block cannot stand in a list: it has a shape of its own, or a slide begins with it."""
    opens = isinstance(piece, SlideHint) and "break" in piece.options
    return opens or isinstance(piece, ShapedBlock | Exercise | Solution)


def _indented(pieces: Sequence[Block], around: List) -> Iterator[Block]:
    """What follows in an item after a block that was taken out: text keeps its indent, without a marker."""
    for own_shape, group in groupby(pieces, key=_stands_apart):
        if own_shape:
            yield from group
        else:
            nothing = ListItem(Text("", (), around.source), tuple(group))
            yield replace(around, items=(nothing,), start=None)


def _card(block: Quote | Callout) -> Iterator[Block]:
    kept: list[Block] = []
    first = True
    for piece in in_text(unnested(block.blocks)):
        apart = _stands_apart(piece) or isinstance(piece, Notes)
        if not apart or isinstance(piece, DisplayFormula):
            kept.append(piece)
            continue
        if kept or (first and isinstance(block, Callout)):
            yield _part(block, kept, first)
            first = False
        kept = []
        yield piece
    if kept or first:
        yield _part(block, kept, first)


def _part(block: Quote | Callout, kept: list[Block], first: bool) -> Block:
    """A piece of a split quote or callout; only the first piece of a callout keeps its title."""
    if isinstance(block, Callout) and not first:
        return Quote(tuple(kept), block.source)
    return replace(block, blocks=tuple(kept))
