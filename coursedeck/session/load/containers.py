"""Blocks under a name, as `base.markdown.container` finds them → callouts, notes, exercises, columns, tabs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from coursedeck.base.markdown import Attributes, Image, parse_inline, spans
from coursedeck.base.markdown.block_names import (
    ALIASES,
    ARRANGING,
    CALLOUTS,
    EXERCISES,
    FOLDED,
    LISTINGS,
    NOTES,
    PICTURES,
    QUOTES,
    SAME_AS_KIND,
    TEACHING,
    meant_name,
    names_solution,
)
from coursedeck.model.session import Block, Callout, Exercise, Notes, Paragraph, Picture, Quote, SlideHint, Solution
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.findings import suggestion
from coursedeck.session.load.flattening import flattened
from coursedeck.session.load.headings import Heading, split_heading
from coursedeck.session.load.html_blocks import folded_away, with_caption
from coursedeck.session.load.pictures import read_image
from coursedeck.session.load.prose import bold, in_rows

ReadNodes = Callable[[Iterable[SyntaxTreeNode], LoadContext], tuple[Block, ...]]


class _NamedBlock(Struct, frozen=True):
    """A block under a name."""

    node: SyntaxTreeNode
    line: int
    context: LoadContext
    read: ReadNodes

    @property
    def written(self) -> str:
        """Its name as written, without what Quarto puts before it."""
        return str(self.node.meta["name"]).lower().removeprefix("callout-")

    @property
    def name(self) -> str:
        """The name that is meant."""
        return meant_name(self.written)

    @property
    def attributes(self) -> Mapping[str, str]:
        """What its braces say."""
        found: Mapping[str, str] = self.node.meta.get("attributes", {})
        return found

    @property
    def _heading(self) -> SyntaxTreeNode | None:
        """The heading that it begins with, which is its title where it has no other."""
        children = self.node.children
        titled = self.node.meta.get("title") and self.name not in EXERCISES
        return children[0] if children and children[0].type == "heading" and not titled else None

    @property
    def _title_line(self) -> tuple[str, int]:
        """Its title as written, and the line of that."""
        heading = self._heading
        if heading is None:
            return str(self.node.meta.get("title", "")), self.line
        beside = str(self.node.meta.get("title", ""))  # the minutes of an exercise
        return f"{heading.children[0].content} {beside}".strip(), first_line(heading)

    @property
    def title(self) -> Text | None:
        """Its title."""
        written, line = self._title_line
        inline = parse_inline(written, self.context.definitions, whole=True)
        return self.context.text(inline.prose, line) or None if written else None

    @property
    def timed_title(self) -> Heading:
        """Its title with the minutes at its end, or else those that its braces say, taken apart."""
        written, line = self._title_line
        inline = parse_inline(written, self.context.definitions, whole=True)
        heading = split_heading(inline.prose.markdown, line, self.context.findings)
        given = next((self.attributes[key] for key in ("minutes", "duration") if key in self.attributes), "")
        if heading.minutes is None and given:
            minutes = given if re.search(r"\D", given) else f"{given} min"
            found = split_heading(f"{heading.title} ({minutes})", line, self.context.findings)
            heading = replace(heading, minutes=found.minutes)
        return replace(heading, title=f"{heading.number} {heading.title}".strip())

    @property
    def folded(self) -> bool:
        """Whether it shows its title alone until somebody opens it."""
        attributes = self.attributes
        classes = (*self.node.meta.get("classes", ()), *str(attributes.get("class", "")).split())
        opened = "open" in attributes
        asked = "folded" in attributes or attributes.get("collapse", "") == "true" or "dropdown" in classes
        return (asked or self.name in FOLDED) and not opened

    def content(self) -> tuple[Block, ...]:
        """The blocks in it."""
        return self.read([child for child in self.node.children if child is not self._heading], self.context)


def read_container(node: SyntaxTreeNode, line: int, context: LoadContext, read: ReadNodes) -> tuple[Block, ...]:
    """The blocks that a container stands for."""
    found = _NamedBlock(node, line, context, read)
    if not node.meta["closed"]:
        context.findings.error(line, "container", f"::: {found.name} is not closed: put a line ::: after it")
    return tuple(_blocks(found))


def _blocks(found: _NamedBlock) -> Iterator[Block]:
    name, context = found.name, found.context
    if name == NOTES:
        said = (bold(Paragraph(found.title)),) if found.title else ()
        yield Notes((*said, *found.content()), context.at(found.line))
    elif name in EXERCISES:
        yield _exercise(found)
    elif name == "solution" or (name in ALIASES and found.title is not None and names_solution(found.title.plain)):
        yield Solution(found.title, found.content(), context.at(found.line))
    elif found.folded:
        summary = found.title or _word(found.written, found)
        yield from folded_away(summary, found.content(), found.line, context)
    elif name in (*CALLOUTS, *TEACHING) or name in ALIASES:
        kind = ALIASES.get(name, name)
        title = found.title or (None if name in SAME_AS_KIND or name == kind else _word(found.written, found))
        yield Callout(kind, title, found.content(), context.at(found.line))
    elif name in QUOTES:
        yield Quote(found.content(), context.at(found.line))
    elif name in PICTURES and found.title is not None:
        yield from _picture(found)
    elif name in LISTINGS:
        context.findings.warn(found.line, "container", f"{name} is left out: a deck has an agenda of its own")
    elif name == "columns" and len(columns := _columns(found)) == 2:
        yield from _side_by_side(columns, found)
    elif name == "incremental":
        yield from (SlideHint({"builds": ""}, context.at(found.line)), *found.content())
    else:
        yield from _arranged(found)


def _exercise(found: _NamedBlock) -> Exercise:
    heading = found.timed_title
    source = found.context.at(found._title_line[1])
    title = Text(heading.title, spans(heading.title), source) if heading.title else None
    return Exercise(found.name, title, found.content(), source, heading.minutes, heading.minutes_text)


def _columns(found: _NamedBlock) -> tuple[tuple[Block, ...], ...]:
    """What each column holds; nothing where something stands beside them, or all of them hold pictures alone."""
    held = [_NamedBlock(child, first_line(child), found.context, found.read) for child in found.node.children]
    if not all(one.node.type == "container" and one.name == "column" for one in held):
        return ()
    contents = tuple(one.content() for one in held)
    return () if all(isinstance(block, Picture) for content in contents for block in content) else contents


def _side_by_side(columns: tuple[tuple[Block, ...], ...], found: _NamedBlock) -> Iterator[Block]:
    """Two columns on a slide of their own."""
    source = found.context.at(found.line)
    left, right = columns
    yield SlideHint({"break": ""}, source)
    yield SlideHint({"columns": ""}, source)
    yield from (*left, SlideHint({"column": ""}, source), *right)
    yield SlideHint({"break": ""}, source)


def _arranged(found: _NamedBlock) -> Iterator[Block]:
    """The content, below its title as a bold line; a name that means nothing here is reported."""
    if found.name and found.name not in ARRANGING | FOLDED | {"columns", "column"}:
        known = (NOTES, *CALLOUTS, *TEACHING, *EXERCISES, "solution", "columns", "incremental")
        message = f'unknown block "::: {found.name}", its content stays on the slide: {suggestion(found.name, known)}'
        found.context.findings.warn(found.line, "container", message)
    if found.title:
        yield bold(Paragraph(found.title))
    content = found.content()
    pictured = len(content) > 1 and all(isinstance(block, Picture) for block in content)
    yield from in_rows(content) if pictured else content


def _picture(found: _NamedBlock) -> Iterator[Block]:
    """A figure or picture of MyST, whose content is its caption."""
    attributes = found.attributes
    address = str(found.node.meta["title"])
    alt = str(attributes.get("alt", ""))
    sizes = Attributes(pairs={key: attributes[key] for key in ("width", "height") if key in attributes})
    image = Image(address, alt, "", sizes, link=str(attributes.get("target", "")))
    block = read_image(image, found.line, found.context)
    caption, asides = flattened(found.content(), found.line, found.context)
    yield with_caption(block, caption) if caption else block
    yield from asides


def first_line(node: SyntaxTreeNode) -> int:
    """Where a node starts, counted from 1."""
    return node.map[0] + 1 if node.map else 1


def _word(name: str, found: _NamedBlock) -> Text:
    word = name.replace("-", " ").capitalize()
    return Text(word, spans(word), found.context.at(found.line))


def callout_kind(written: str, title: Text, line: int, context: LoadContext) -> tuple[str, Text | None]:
    """The kind of ``> [!written]``, and its title."""
    kind = meant_name(written)
    if kind in (*CALLOUTS, *TEACHING, *EXERCISES, "solution"):
        return kind, title or None
    near = ALIASES.get(kind, "note")
    if kind not in ALIASES:
        message = f"unknown callout [!{written}], shown as {near}: {suggestion(kind, CALLOUTS)}"
        context.findings.warn(line, "callout", message)
    word = written.capitalize()
    return near, title or replace(title, markdown=word, spans=spans(word))
