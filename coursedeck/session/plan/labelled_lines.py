"""Lines that begin with a bold label, as in ``**Time**: 9:00``, and follow one another → the list that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from coursedeck.model.entries import entries_of
from coursedeck.model.session import Block, List, ListItem, Paragraph

LEAST_LINES = 2

LONGEST = 160
"""Most characters of a line; a longer one is prose that happens to begin with a bold word."""


def with_labelled_lists(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks`, where neighbouring paragraphs that all begin with a label are a list."""
    return tuple(found for labelled, group in groupby(blocks, key=_is_labelled) for found in _listed(group, labelled))


def _listed(group: Iterator[Block], labelled: bool) -> Sequence[Block]:
    blocks = tuple(group)
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    if not labelled or len(lines) < LEAST_LINES:
        return blocks
    return (List(tuple(ListItem(text) for text in lines), lines[0].source),)


def _is_labelled(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not block.text or len(block.text.plain) > LONGEST:
        return False
    if not block.text.spans[0].strong:
        return False
    return entries_of(List((ListItem(block.text),), block.text.source)) is not None
