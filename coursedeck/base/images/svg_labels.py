"""The labels of SVG pictures: their ``text`` elements, and HTML in them (SVG 2, 11 and 12.5), with places for words."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from coursedeck.base.xml import parse

_MOST_BYTES = 2 * 2**20
_PLACED = ("x", "y", "dy")
"""Attributes by which a ``tspan`` begins a line of its own (SVG 2, 11.2.2)."""
_INSIDE_TEXT = frozenset({"tspan", "textPath", "a"})
_HTML = "{http://www.w3.org/1999/xhtml}"
_BLOCKS = frozenset({"div", "p", "li", "ul", "ol", "td", "th", "tr", "h1", "h2", "h3", "h4"})
_BREAKS = _BLOCKS | {"br"}
_UNSEEN = frozenset({"style", "script", "title"})


class WordSlot(Struct, frozen=True, eq=False):
    """A place for words in a tree: the text in an element, or behind it."""

    node: etree._Element
    behind: bool

    @property
    def words(self) -> str:
        """What stands there."""
        return (self.node.tail if self.behind else self.node.text) or ""

    def put(self, words: str) -> None:
        """Let other words stand there."""
        if self.behind:
            self.node.tail = words
        else:
            self.node.text = words


class SvgLabel(Struct, frozen=True, eq=False):
    """A ``text`` element with letters in it, its slots by lines."""

    node: etree._Element
    lines: tuple[tuple[WordSlot, ...], ...]

    @property
    def words(self) -> str:
        """What it says, line by line."""
        return "\n".join(" ".join("".join(slot.words for slot in line).split()) for line in self.lines)


def svg_root(data: bytes) -> etree._Element | None:
    """The root of a drawing; None of one that has no words, or cannot be read."""
    if len(data) > _MOST_BYTES or not (b"text" in data or b"foreignObject" in data):
        return None
    try:
        return parse(data)
    except etree.XMLSyntaxError:
        return None


def svg_labels(root: etree._Element) -> Iterator[SvgLabel]:
    """The labels of a drawing, in its order."""
    for node in root.iter():
        if not _holds_words(node) or any(each.get("translate") == "no" for each in (node, *node.iterancestors())):
            continue
        lines = [line for line in _lines(node) if any(slot.words.strip() for slot in line)]
        label = SvgLabel(node, tuple(tuple(line) for line in lines))
        if any(letter.isalpha() for letter in label.words):
            yield label


def _lines(text: etree._Element) -> list[list[WordSlot]]:
    """The slots of a ``text``; those of a ``tspan`` that has a place of its own begin a line."""
    lines: list[list[WordSlot]] = [[WordSlot(text, behind=False)]]

    def visit(node: etree._Element) -> None:
        for child in node:
            name = local_name(child)
            if name in _INSIDE_TEXT or child.tag == f"{_HTML}{name}":
                if name in _BREAKS or any(place in child.attrib for place in _PLACED):
                    lines.append([])
                lines[-1].append(WordSlot(child, behind=False))
                visit(child)
                if name in _BLOCKS:
                    lines.append([])
            lines[-1].append(WordSlot(child, behind=True))

    visit(text)
    return lines


def _holds_words(node: etree._Element) -> bool:
    """Whether an element is a text, or the outermost one with words of its own in a piece of HTML."""
    if local_name(node) == "text":
        return True
    if not is_html(node) or local_name(node) in _UNSEEN:
        return False
    return _has_own_words(node) and not any(is_html(each) and _has_own_words(each) for each in node.iterancestors())


def _has_own_words(node: etree._Element) -> bool:
    return any(words and words.strip() for words in (node.text, *(child.tail for child in node)))


def local_name(node: etree._Element) -> str:
    """The name of an element without its namespace; empty of a comment."""
    tag: object = node.tag  # a function where it is a comment
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_html(node: etree._Element) -> bool:
    """Whether a label is a piece of HTML, which breaks its lines by itself."""
    return str(node.tag).startswith(_HTML)


def has_html_alone(data: bytes) -> bool:
    """Whether a drawing has words in HTML with no ``text`` for programs that do not draw HTML (``switch``)."""
    root = svg_root(data) if b"foreignObject" in data else None
    if root is None:
        return False
    return any(
        local_name(node) == "foreignObject"
        and any(letter.isalpha() for words in node.itertext() for letter in str(words))
        and not any(local_name(each) in ("text", "image") for parent in _switch(node) for each in parent.iter())
        for node in root.iter()
    )


def _switch(node: etree._Element) -> Iterator[etree._Element]:
    return (each for each in node.iterancestors() if local_name(each) == "switch")
