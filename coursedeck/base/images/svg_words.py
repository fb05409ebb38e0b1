"""The words in SVG pictures: what ``text`` elements say, and the same picture with other words in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct

from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.base.xml import parse

MOST_TEXTS = 300
"""A picture with more is a map or a plot, whose names are data."""
_MOST_BYTES = 2 * 2**20
_PLACED = ("x", "y", "dy")
"""Attributes by which a ``tspan`` begins a line of its own (SVG 2, 11.2.2)."""
_FITTED = ("textLength", "lengthAdjust", "rotate", "dx")
"""Attributes that hold for the letters of the source alone."""
_LINE_HEIGHT = "1.2em"
_ANCHOR = re.compile(r"text-anchor\s*:\s*(\w+)")
_SWAPPED = {"start": "end", "end": "start"}


class _WordSlot(Struct, frozen=True, eq=False):
    """A place for words in a tree: the text in an element, or behind it."""

    node: etree._Element
    behind: bool

    @property
    def words(self) -> str:
        return (self.node.tail if self.behind else self.node.text) or ""

    def put(self, words: str) -> None:
        if self.behind:
            self.node.tail = words
        else:
            self.node.text = words


class _SvgLabel(Struct, frozen=True, eq=False):
    """A ``text`` element with letters in it, its slots by lines."""

    node: etree._Element
    lines: tuple[tuple[_WordSlot, ...], ...]

    @property
    def words(self) -> str:
        return "\n".join(" ".join("".join(slot.words for slot in line).split()) for line in self.lines)


def svg_words(data: bytes) -> tuple[str, ...]:
    """What each ``text`` of a picture says, its lines parted by line breaks; those without letters are left out.

    None of a picture that cannot be read, or that has more than `MOST_TEXTS`.

    >>> svg_words(b'<svg xmlns="http://www.w3.org/2000/svg"><text>Oven</text><text>12</text></svg>')
    ('Oven',)
    """
    root = _root(data)
    found = tuple(label.words for label in _labels(root)) if root is not None else ()
    return found if len(found) <= MOST_TEXTS else ()


def with_svg_words(data: bytes, words: Sequence[str]) -> bytes:
    """The picture with `words` in place of what `svg_words` finds in it; unchanged where they are the same."""
    root = _root(data)
    labels = tuple(_labels(root)) if root is not None else ()
    if root is None or len(labels) != len(words):
        return data
    changed = [(label, new) for label, new in zip(labels, words, strict=True) if label.words != new]
    for label, new in changed:
        _put(label, new.split("\n"))
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True) if changed else data


def _root(data: bytes) -> etree._Element | None:
    if len(data) > _MOST_BYTES or b"text" not in data:
        return None
    try:
        return parse(data)
    except etree.XMLSyntaxError:
        return None


def _labels(root: etree._Element) -> Iterator[_SvgLabel]:
    for node in root.iter():
        if _name(node) != "text" or any(each.get("translate") == "no" for each in (node, *node.iterancestors())):
            continue
        lines = [line for line in _lines(node) if any(slot.words.strip() for slot in line)]
        label = _SvgLabel(node, tuple(tuple(line) for line in lines))
        if any(letter.isalpha() for letter in label.words):
            yield label


def _lines(text: etree._Element) -> list[list[_WordSlot]]:
    """The slots of a ``text``; those of a ``tspan`` that has a place of its own begin a line."""
    lines: list[list[_WordSlot]] = [[_WordSlot(text, behind=False)]]

    def visit(node: etree._Element) -> None:
        for child in node:
            if _name(child) in ("tspan", "textPath", "a"):
                if any(name in child.attrib for name in _PLACED):
                    lines.append([])
                lines[-1].append(_WordSlot(child, behind=False))
                visit(child)
            lines[-1].append(_WordSlot(child, behind=True))

    visit(text)
    return lines


def _name(node: etree._Element) -> str:
    tag: object = node.tag  # a function where it is a comment
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _put(label: _SvgLabel, lines: list[str]) -> None:
    """Each line in the first slot that had words; lines beyond those of the source come below."""
    for node in (label.node, *label.node.iterdescendants()):
        for name in _FITTED:
            if name in node.attrib:
                del node.attrib[name]
        for name in ("x", "y"):
            if len(node.get(name, "").replace(",", " ").split()) > 1:  # a place for each letter
                node.set(name, node.get(name, "").replace(",", " ").split()[0])
    for at, slots in enumerate(label.lines):
        told = next(slot for slot in slots if slot.words.strip())
        for slot in slots:
            slot.put("")
        told.put(lines[at] if at < len(lines) else "")
    last = label.lines[-1][0].node
    x = next((node.get("x") for node in (last, label.node) if node.get("x")), None)
    for line in lines[len(label.lines) :]:
        added = etree.SubElement(label.node, label.node.tag.replace("text", "tspan"), {"dy": _LINE_HEIGHT})
        if x is not None:
            added.set("x", x)
        added.text = line
    if any(has_right_to_left(line) for line in lines):
        _turn(label.node)


def _turn(text: etree._Element) -> None:
    """Lets a text run from right to left in the place that it had."""
    anchor = next((found for node in (text, *text.iterancestors()) if (found := _anchor(node))), "start")
    style = f"direction:rtl;text-anchor:{_SWAPPED.get(anchor, anchor)}"
    before = text.get("style", "").rstrip("; ")
    text.set("style", f"{before};{style}" if before else style)


def _anchor(node: etree._Element) -> str:
    styled = _ANCHOR.search(node.get("style", ""))
    return styled[1] if styled else node.get("text-anchor", "")
