"""The hues of what a session compares: one for the first thing and one for the second, in all of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from coursedeck.base.look.component_places import HUES
from coursedeck.model.groups import groups_of
from coursedeck.model.session import Table
from coursedeck.model.slide import Layout, Outline, Shape, SlideBlock, TableShape
from coursedeck.model.values import replace

Roles = Mapping[str, str]
"""Theme role of the hue by the words of a heading, in lower case and without parentheses."""

COMPARED = 3
"""Columns of a table that compares two things: what is compared, and one for each of them."""

_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")
_SAID = (
    "aspect attribute category criteria criterion factor feature item metric property"
    " aspekt eigenschaft kriterium merkmal 구분 기준 비교 속성 측면 특성 특징 항목 项目 項目 观点 観点"
)
_ASPECTS = frozenset(_SAID.split())
"""Heads of first columns that only say that things are compared."""


def roles_of(outline: Outline) -> Roles:
    """The hues of all that a session compares, in the order of its slides."""
    found: dict[str, str] = {}
    for slide in outline.slides:
        blocks = (*slide.body, *slide.aside)
        if slide.layout is Layout.COMPARISON and (groups := groups_of(slide.body)):
            _enter(found, [group.head.plain for group in groups.groups])
        for heads in _compared_in_tables(blocks):
            _enter(found, heads)
    return found


def with_hues(shape: Shape, roles: Roles) -> Shape:
    """A table whose header names two and more things that have a hue, with these; other shapes as they are."""
    if not isinstance(shape, TableShape) or shape.header != 1:
        return shape
    heads = [" ".join(paragraph.plain for paragraph in cell) for cell in shape.cells[0]]
    hues = tuple(roles.get(_key(head)) for head in heads)
    return replace(shape, hues=hues) if len({hue for hue in hues if hue}) > 1 else shape


def _compared_in_tables(blocks: Sequence[SlideBlock]) -> Iterator[list[str]]:
    for block in blocks:
        if isinstance(block, Table) and (heads := compared_heads(block)) is not None:
            yield heads


def compared_heads(table: Table) -> list[str] | None:
    """The heads of the two things that a table compares; None where it does something else."""
    if table.header_rows != 1 or len(table.header) != COMPARED or table.spans:
        return None
    first, *heads = (cell.plain for cell in table.header)
    differ = all(map(_key, heads)) and _key(heads[0]) != _key(heads[1])
    return heads if differ and (not _key(first) or _key(first) in _ASPECTS) else None


def _enter(found: dict[str, str], heads: Sequence[str]) -> None:
    """Two things that are compared; one that is known keeps its hue, and the other one gets the other."""
    if len(heads) != len(HUES):
        return
    keys = [_key(head) for head in heads]
    first = HUES.index(found[keys[0]]) if keys[0] in found else 1 - HUES.index(found.get(keys[1], HUES[1]))
    found.setdefault(keys[0], HUES[first])
    found.setdefault(keys[1], HUES[1 - first])


def _key(head: str) -> str:
    return " ".join(_PARENTHESES.sub(" ", head).casefold().split())
