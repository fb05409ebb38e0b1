"""Blocks under a name, as `base.markdown.container` finds them → callouts, notes, tabs, what is folded away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import Attributes, Image, parse_inline, spans
from coursedeck.model.session import Block, Callout, Notes, Paragraph, Picture, Quote
from coursedeck.model.text import Text
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.findings import suggestion
from coursedeck.session.load.flattening import flattened
from coursedeck.session.load.html_blocks import folded_away, with_caption
from coursedeck.session.load.pictures import read_image
from coursedeck.session.load.prose import bold, in_rows

ReadNodes = Callable[[Iterable[SyntaxTreeNode], LoadContext], tuple[Block, ...]]

CALLOUTS = ("note", "tip", "important", "warning", "caution")
NOTES = ("notes", "speaker-notes", "speakernotes", "speaker", "instructor-note", "instructor")

ALIASES = {
    **dict.fromkeys(("info", "seealso", "see-also", "admonition", "topic", "comment"), "note"),
    **dict.fromkeys(("abstract", "summary", "tldr", "example", "question", "help", "faq", "quiz", "exercise"), "note"),
    **dict.fromkeys(("challenge", "discussion", "objectives", "questions", "keypoints", "prereq"), "note"),
    **dict.fromkeys(("prerequisites", "prerequisite", "definition", "testimonial", "callout"), "note"),
    **dict.fromkeys(("hint", "success", "check", "done"), "tip"),
    "todo": "important",
    "attention": "warning",
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail", "missing"), "caution"),
}
"""Names of other tools for callouts, and the kinds that come nearest."""

_SAME = frozenset({"info", "hint", "attention", "danger", "error", "admonition", "callout", "comment"})
"""Names that say no more than the kind that they are shown as."""
_FOLDED = frozenset({"details", "dropdown", "solution", "spoiler", "collapse", "toggle", "answer"})
_QUOTES = frozenset({"quote", "epigraph", "pull-quote", "blockquote"})
_PICTURES = frozenset({"figure", "image"})
_PLAIN = frozenset({
    *("columns", "column", "incremental", "nonincremental", "fragment", "div", "container", "grid", "grid-item", "row"),
    *("grid-item-card", "card", "cards", "margin", "sidebar", "aside", "tab", "tabs", "tab-set", "tab-item", "col"),
    *("panel-tabset", "code-group", "tabset", "center", "steps", "content-visible", "cell", "left", "right", "layout"),
})  # fmt: skip
"""What only arranges its content; a title becomes a bold line."""
_LISTINGS = frozenset({"toctree", "contents", "tableofcontents"})


@dataclass(frozen=True, slots=True)
class _NamedBlock:
    """A block under a name."""

    node: SyntaxTreeNode
    line: int
    context: LoadContext
    read: ReadNodes

    @property
    def name(self) -> str:
        """Its name without what Quarto puts before it."""
        return str(self.node.meta["name"]).lower().removeprefix("callout-")

    @property
    def title(self) -> Text | None:
        """Its title."""
        written = str(self.node.meta.get("title", ""))
        inline = parse_inline(written, self.context.definitions, whole=True)
        return self.context.text(inline.prose, self.line) or None if written else None

    @property
    def folded(self) -> bool:
        """Whether it shows its title alone until somebody opens it."""
        attributes = self.node.meta.get("attributes", {})
        classes = (*self.node.meta.get("classes", ()), *str(attributes.get("class", "")).split())
        opened = "open" in attributes
        asked = "folded" in attributes or attributes.get("collapse", "") == "true" or "dropdown" in classes
        return (asked or self.name in _FOLDED) and not opened

    def content(self) -> tuple[Block, ...]:
        """The blocks in it."""
        return self.read(self.node.children, self.context)


def read_container(node: SyntaxTreeNode, line: int, context: LoadContext, read: ReadNodes) -> tuple[Block, ...]:
    """The blocks that a container stands for."""
    found = _NamedBlock(node, line, context, read)
    if not node.meta["closed"]:
        context.findings.error(line, "container", f"::: {found.name} is not closed: put a line ::: after it")
    return tuple(_blocks(found))


def _blocks(found: _NamedBlock) -> Iterator[Block]:
    name, context = found.name, found.context
    if name in NOTES:
        yield Notes(found.content(), context.at(found.line))
    elif found.folded:
        summary = found.title or _word(name, found)
        yield from folded_away(summary, found.content(), found.line, context)
    elif name in CALLOUTS or name in ALIASES:
        kind = name if name in CALLOUTS else ALIASES[name]
        title = found.title or (None if name in _SAME or name == kind else _word(name, found))
        yield Callout(kind, title, found.content(), context.at(found.line))
    elif name in _QUOTES:
        yield Quote(found.content(), context.at(found.line))
    elif name in _PICTURES and found.title is not None:
        yield from _picture(found)
    elif name in _LISTINGS:
        context.findings.warn(found.line, "container", f"{name} is left out: a deck has an agenda of its own")
    else:
        yield from _arranged(found)


def _arranged(found: _NamedBlock) -> Iterator[Block]:
    """The content, below its title as a bold line; a name that means nothing here is reported."""
    if found.name and found.name not in _PLAIN | _FOLDED:
        known = (*NOTES[:1], *CALLOUTS)
        message = f'unknown block "::: {found.name}", its content stays on the slide: {suggestion(found.name, known)}'
        found.context.findings.warn(found.line, "container", message)
    if found.title:
        yield bold(Paragraph(found.title))
    content = found.content()
    pictured = len(content) > 1 and all(isinstance(block, Picture) for block in content)
    yield from in_rows(content) if pictured else content


def _picture(found: _NamedBlock) -> Iterator[Block]:
    """A figure or picture of MyST, whose content is its caption."""
    attributes = found.node.meta.get("attributes", {})
    address = str(found.node.meta["title"])
    alt = str(attributes.get("alt", ""))
    sizes = Attributes(pairs={key: attributes[key] for key in ("width", "height") if key in attributes})
    image = Image(address, alt, "", sizes, link=str(attributes.get("target", "")))
    block = read_image(image, found.line, found.context)
    caption, asides = flattened(found.content(), found.line, found.context)
    yield with_caption(block, caption) if caption else block
    yield from asides


def _word(name: str, found: _NamedBlock) -> Text:
    word = name.replace("-", " ").capitalize()
    return Text(word, spans(word), found.context.at(found.line))


def callout_kind(written: str, title: Text, line: int, context: LoadContext) -> tuple[str, Text | None]:
    """The kind of ``> [!written]``, and its title."""
    kind = written.lower()
    if kind in CALLOUTS:
        return kind, title or None
    near = ALIASES.get(kind, "note")
    if kind not in ALIASES:
        message = f"unknown callout [!{written}], shown as {near}: {suggestion(kind, CALLOUTS)}"
        context.findings.warn(line, "callout", message)
    word = written.capitalize()
    return near, title or replace(title, markdown=word, spans=spans(word))
