"""Headings and what stands under them, as a tree of parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from coursedeck.base.markdown import parse_inline, spans
from coursedeck.model.session import Block, Part, SlideHint
from coursedeck.model.text import Text
from coursedeck.session.load.blocks import read_blocks
from coursedeck.session.load.containers import first_line
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.headings import Heading, split_heading, split_session_heading, unique_ids
from coursedeck.session.load.html_tree import html_extents
from coursedeck.session.load.titles import TITLE_LEVEL, HeadingGroup, with_title

_MOST_ENCLOSED = 3
"""Most headings of a remark or an answer that HTML encloses; what holds more is a chapter that a page folds away."""


class HeadingTree(Struct, frozen=True):
    """A document split at its headings."""

    title: HeadingGroup
    blocks: tuple[Block, ...]
    """Before the first part."""
    parts: tuple[Part, ...]


def read_heading_tree(
    nodes: Sequence[SyntaxTreeNode], context: LoadContext, front_title: Text | None = None
) -> HeadingTree:
    """Title, opening blocks and parts of a document; `front_title` is the title that its front matter names."""
    groups = _without_empty(_groups(nodes, context), context)
    titled = with_title(groups, front_title, context.findings)
    below = titled.below
    titles = [Text("", spans(group.heading.title), context.at(group.line)).plain for group in below]
    ids = unique_ids([(group.heading.id, title) for group, title in zip(below, titles, strict=True)])
    _check_ids(below, context)
    return HeadingTree(titled.title, titled.opening, _tree(list(zip(below, ids, strict=True)), context))


def _groups(nodes: Sequence[SyntaxTreeNode], context: LoadContext) -> Iterator[HeadingGroup]:
    starts = _starts(nodes)
    yield HeadingGroup(0, 1, Heading(""), read_blocks(nodes[: starts[0] if starts else len(nodes)], context))
    for start, end in pairwise([*starts, len(nodes)]):
        yield _group(nodes[start], nodes[start + 1 : end], context)


def _starts(nodes: Sequence[SyntaxTreeNode]) -> list[int]:
    """Places of the headings that open parts: not those below the heading above that an HTML element encloses."""
    ends = html_extents(nodes)
    starts: list[int] = []
    level, enclosed = 0, 0
    for at, node in enumerate(nodes):
        if node.type == "heading" and at >= enclosed:
            level = _level(node)
            starts.append(at)
        elif at in ends and at >= enclosed:
            inner = [_level(child) for child in nodes[at : ends[at]] if child.type == "heading"]
            if inner and min(inner) > level > 0 and len(inner) <= _MOST_ENCLOSED:
                enclosed = ends[at]
    return starts


def _level(node: SyntaxTreeNode) -> int:
    return int(node.tag[1:])


def _group(node: SyntaxTreeNode, below: Sequence[SyntaxTreeNode], context: LoadContext) -> HeadingGroup:
    line, level = first_line(node), _level(node)
    inline = parse_inline(node.children[0].content, context.definitions, whole=True)
    hints = context.asides_in(inline, line)
    split = split_session_heading if level == TITLE_LEVEL else split_heading
    heading = split(inline.prose.markdown, line, context.findings)
    shown = (SlideHint({"as": heading.shown_as}, context.at(line)),) if heading.shown_as else ()
    return HeadingGroup(level, line, heading, (*hints, *shown, *read_blocks(below, context)))


def _without_empty(groups: Iterable[HeadingGroup], context: LoadContext) -> list[HeadingGroup]:
    """The groups, those whose heading has no words joined to what precedes them."""
    kept: list[HeadingGroup] = []
    for group in groups:
        if group.level and not group.heading.title.strip():
            message = "a heading without words is left out: say what it is about, or delete the line"
            context.findings.warn(group.line, "heading", message)
            kept[-1] = kept[-1].with_more(group.blocks)
        else:
            kept.append(group)
    return kept


def _check_ids(groups: Sequence[HeadingGroup], context: LoadContext) -> None:
    seen: dict[str, int] = {}
    for group in groups:
        own = group.heading.id
        if own and own in seen:
            message = f"the id #{own} is already that of line {seen[own]}, where links lead: choose another"
            context.findings.warn(group.line, "heading", message)
        elif own:
            seen[own] = group.line


def _tree(groups: Sequence[tuple[HeadingGroup, str]], context: LoadContext) -> tuple[Part, ...]:
    """Each heading with all deeper ones that follow it; a skipped level changes nothing."""
    parts = []
    index = 0
    while index < len(groups):
        group, id_ = groups[index]
        end = index + 1
        while end < len(groups) and groups[end][0].level > group.level:
            end += 1
        parts.append(_part(group, id_, _tree(groups[index + 1 : end], context), context))
        index = end
    return tuple(parts)


def _part(group: HeadingGroup, id_: str, below: tuple[Part, ...], context: LoadContext) -> Part:
    heading, source = group.heading, context.at(group.line)
    return Part(
        group.level,
        Text(heading.title, spans(heading.title), source),
        source,
        id_,
        number=heading.number,
        minutes=heading.minutes,
        blocks=group.blocks,
        parts=below,
        optional=heading.optional if heading.optional is not None else hinted_priority(group.blocks),
        minutes_text=heading.minutes_text,
    )


def hinted_priority(blocks: Sequence[Block]) -> int | None:
    """Priority from a hint ``optional`` among the blocks."""
    for block in blocks:
        if isinstance(block, SlideHint) and "optional" in block.options:
            return int(block.options["optional"] or 1)
    return None
