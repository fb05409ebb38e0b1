"""Iterates over the blocks of a session, or replaces them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

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
    Part,
    Picture,
    PictureRow,
    Quote,
    Session,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.values import replace

BlockChange = Callable[[Block], tuple[Block, ...]]
"""Returns what replaces a block: itself, other blocks, or nothing."""


def all_blocks(session: Session) -> Iterator[Block]:
    """Every block of a session, those inside others too, in document order."""
    yield from _inside(session.blocks)
    for part in session.walk():
        yield from _inside(part.blocks)


def _inside(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _inside(blocks_in(block))


def blocks_in(block: Block) -> tuple[Block, ...]:
    """The blocks that stand right inside another, in document order; those of a list are its items'."""
    match block:
        case Quote(inner) | Notes(inner) | Callout(_, _, inner) | Exercise(_, _, inner) | Solution(_, inner):
            return inner
        case List(items):
            return tuple(inner for item in items for inner in item.blocks)
        case PictureRow(pictures):
            return pictures
        case Paragraph() | Footnote() | Table() | Code() | DisplayFormula() | Chart() | FigureRef() | Picture():
            return ()
        case ThematicBreak() | SlideHint():
            return ()


def with_blocks(session: Session, change: BlockChange) -> Session:
    """The session with every block, innermost first, put through `change`."""
    return replace(
        session,
        blocks=_changed(session.blocks, change),
        parts=tuple(_changed_part(part, change) for part in session.parts),
    )


def _changed_part(part: Part, change: BlockChange) -> Part:
    parts = tuple(_changed_part(child, change) for child in part.parts)
    return replace(part, blocks=_changed(part.blocks, change), parts=parts)


def _changed(blocks: tuple[Block, ...], change: BlockChange) -> tuple[Block, ...]:
    return tuple(new for block in blocks for new in change(_with_inner(block, change)))


def _with_inner(block: Block, change: BlockChange) -> Block:
    match block:
        case Quote() | Notes() | Callout() | Exercise() | Solution():
            return replace(block, blocks=_changed(block.blocks, change))
        case List(items):
            return replace(block, items=tuple(_changed_item(item, change) for item in items))
        case PictureRow(pictures):
            kept = tuple(one for one in _changed(pictures, change) if isinstance(one, Picture))
            return replace(block, pictures=kept)
        case Paragraph() | Footnote() | Table() | Code() | DisplayFormula() | Chart() | FigureRef() | Picture():
            return block
        case ThematicBreak() | SlideHint():
            return block


def _changed_item(item: ListItem, change: BlockChange) -> ListItem:
    return replace(item, blocks=_changed(item.blocks, change))
