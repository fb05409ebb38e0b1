"""Fences that draw boxes with characters (``┌──┐ ──▶``): figures where they can be read as such, else code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source
from coursedeck.model.session import Block, Code, FigureRef, Notes, Session
from coursedeck.model.walk import all_blocks, blocks_in, with_blocks

_LANGUAGES = frozenset({"", "text", "txt", "plain", "plaintext", "ascii", "diagram"})
_CORNER = re.compile(r"[┌┏╔╭╒╓]|\+[-=]{2,}")
_NOTATION = "text"


def may_be_box_drawing(block: Block) -> bool:
    """Whether a block is code that has what the corner of a box looks like, and nothing that asks for code."""
    if not isinstance(block, Code) or block.language not in _LANGUAGES or block.as_written:
        return False
    if block.first_number is not None or block.highlighted or block.comments_translated:
        return False
    return bool(_CORNER.search(block.code))


def with_box_drawings(session: Session) -> tuple[Session, Mapping[str, Graph]]:
    """The session with figures in place of the fences that can be read as such, and their graphs by name.

    What stands in notes stays as it is, since those show no figures.
    """
    if not any(map(may_be_box_drawing, all_blocks(session))):
        return session, {}
    # sessions without such fences do without
    from coursedeck.figures.box_drawing import read_box_drawing  # noqa: PLC0415

    noted = set(_noted(session))
    graphs: dict[str, Graph] = {}

    def change(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Code) or not may_be_box_drawing(block) or block.source in noted:
            return (block,)
        name = f"{session.path}-boxes-{len(graphs) + 1}"
        graph = read_box_drawing(block.code, name, block.source)
        if graph is None:
            return (block,)
        graphs[name] = graph
        return (FigureRef(name, block.source, code=block.code, caption=block.title, notation=_NOTATION),)

    return with_blocks(session, change), graphs


def _noted(session: Session) -> Iterator[Source]:
    """Where code stands in notes."""
    for block in all_blocks(session):
        if isinstance(block, Notes):
            yield from (inner.source for inner in _inside(block.blocks) if isinstance(inner, Code))


def _inside(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _inside(blocks_in(block))
