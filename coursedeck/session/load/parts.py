"""Headings and what stands under them, as a tree of parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import parse_inline, spans
from coursedeck.model.session import Block, Part, SlideHint
from coursedeck.model.text import Text
from coursedeck.session.load.blocks import first_line, read_blocks
from coursedeck.session.load.headings import Heading, split_heading, split_session_heading, unique_ids
from coursedeck.session.load.reading import Reading

TITLE_LEVEL = 1
SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """One heading and the blocks up to the next; the document's first stretch may lack the heading."""

    level: int
    line: int
    heading: Heading
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A session taken apart at its headings."""

    title: Stretch | None
    blocks: tuple[Block, ...]
    """Before the first part."""
    parts: tuple[Part, ...]


def read_outline(nodes: Sequence[SyntaxTreeNode], reading: Reading) -> Outline:
    """Title, opening blocks and parts of a document."""
    stretches = list(_stretches(nodes, reading))
    title = next((stretch for stretch in stretches if stretch.level == TITLE_LEVEL), None)
    opening: list[Block] = []
    below: list[Stretch] = []
    for stretch in stretches:
        if stretch.level == 0 or (stretch is title and not below):
            opening.extend(stretch.blocks)
        elif stretch is title:
            below[-1] = _joined(below[-1], stretch)
            reading.findings.warn(
                stretch.line, "heading", "the title stands below a section: make it the first heading"
            )
        else:
            below.append(_lowered(stretch, reading))
    titles = [Text("", spans(stretch.heading.title), reading.at(stretch.line)).plain for stretch in below]
    ids = unique_ids([(stretch.heading.id, title) for stretch, title in zip(below, titles, strict=True)])
    _check_ids(below, reading)
    return Outline(title, tuple(opening), _tree(list(zip(below, ids, strict=True)), reading))


def _stretches(nodes: Sequence[SyntaxTreeNode], reading: Reading) -> Iterator[Stretch]:
    starts = [index for index, node in enumerate(nodes) if node.type == "heading"]
    yield Stretch(0, 1, Heading(""), read_blocks(nodes[: starts[0] if starts else len(nodes)], reading))
    for start, end in pairwise([*starts, len(nodes)]):
        yield _stretch(nodes[start], nodes[start + 1 : end], reading)


def _stretch(node: SyntaxTreeNode, below: Sequence[SyntaxTreeNode], reading: Reading) -> Stretch:
    line, level = first_line(node), int(node.tag[1:])
    inline = parse_inline(node.children[0].content, reading.definitions, whole=True)
    hints = reading.remarks(inline, line)
    split = split_session_heading if level == TITLE_LEVEL else split_heading
    heading = split(inline.prose.markdown, line, reading.findings)
    if not heading.title.strip():
        reading.findings.error(line, "heading", "a heading without words: say what it is about, or delete the line")
    return Stretch(level, line, heading, (*hints, *read_blocks(below, reading)))


def _lowered(stretch: Stretch, reading: Reading) -> Stretch:
    if stretch.level != TITLE_LEVEL:
        return stretch
    message = "a second title: a session has one line with a single #; this one is read as a section (##)"
    reading.findings.warn(stretch.line, "heading", message)
    return Stretch(SECTION_LEVEL, stretch.line, stretch.heading, stretch.blocks)


def _joined(stretch: Stretch, other: Stretch) -> Stretch:
    return Stretch(stretch.level, stretch.line, stretch.heading, stretch.blocks + other.blocks)


def _check_ids(stretches: Sequence[Stretch], reading: Reading) -> None:
    seen: dict[str, int] = {}
    for stretch in stretches:
        own = stretch.heading.id
        if own and own in seen:
            message = f"the id #{own} is already that of line {seen[own]}: choose another"
            reading.findings.error(stretch.line, "heading", message)
        elif own:
            seen[own] = stretch.line


def _tree(stretches: Sequence[tuple[Stretch, str]], reading: Reading) -> tuple[Part, ...]:
    """Each heading with all deeper ones that follow it; a skipped level changes nothing."""
    parts = []
    index = 0
    while index < len(stretches):
        stretch, id_ = stretches[index]
        end = index + 1
        while end < len(stretches) and stretches[end][0].level > stretch.level:
            end += 1
        parts.append(_part(stretch, id_, _tree(stretches[index + 1 : end], reading), reading))
        index = end
    return tuple(parts)


def _part(stretch: Stretch, id_: str, below: tuple[Part, ...], reading: Reading) -> Part:
    heading, source = stretch.heading, reading.at(stretch.line)
    return Part(
        stretch.level,
        Text(heading.title, spans(heading.title), source),
        source,
        id_,
        number=heading.number,
        minutes=heading.minutes,
        blocks=stretch.blocks,
        parts=below,
        optional=heading.optional if heading.optional is not None else hinted_priority(stretch.blocks),
        minutes_text=heading.minutes_text,
    )


def hinted_priority(blocks: Sequence[Block]) -> int | None:
    """Priority from a hint ``optional`` among the blocks."""
    for block in blocks:
        if isinstance(block, SlideHint) and "optional" in block.options:
            return int(block.options["optional"] or 1)
    return None
