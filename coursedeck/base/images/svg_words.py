"""The words in SVG pictures: what ``text`` elements say, and the same picture with other words in their places."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from coursedeck.base.images.svg_labels import SvgLabel, is_html, local_name, svg_labels, svg_root
from coursedeck.base.images.svg_room import SMALLEST, SvgRoom
from coursedeck.base.text.scripts import has_right_to_left

MOST_TEXTS = 300
"""A picture with more is a map or a plot, whose names are data."""
_FITTED = ("textLength", "lengthAdjust", "rotate", "dx")
"""Attributes that hold for the letters of the source alone."""
_LINE_HEIGHT = "1.2em"
_SWAPPED = {"start": "end", "end": "start"}


class TightWords(Struct, frozen=True):
    """Words that take more than the room in their picture."""

    words: str
    share: float
    """Of their width that there is room for."""

    @property
    def too_many(self) -> int:
        """By how many characters they are too long at the smallest size that is allowed."""
        longest = max(len(line) for line in self.words.split("\n"))
        return max(1, longest - int(longest * self.share / SMALLEST))


def svg_words(data: bytes) -> tuple[str, ...]:
    """What each ``text`` of a picture says, its lines parted by line breaks; those without letters are left out.

    None of a picture that cannot be read, or that has more than `MOST_TEXTS`.

    >>> svg_words(b'<svg xmlns="http://www.w3.org/2000/svg"><text>Oven</text><text>12</text></svg>')
    ('Oven',)
    """
    root = svg_root(data)
    found = tuple(label.words for label in svg_labels(root)) if root is not None else ()
    return found if len(found) <= MOST_TEXTS else ()


def with_svg_words(data: bytes, words: Sequence[str]) -> bytes:
    """The picture with `words` in place of what `svg_words` finds in it; unchanged where they are the same."""
    root = svg_root(data)
    labels = tuple(svg_labels(root)) if root is not None else ()
    if root is None or len(labels) != len(words):
        return data
    changed = [(label, new) for label, new in zip(labels, words, strict=True) if label.words != new]
    if not changed:
        return data
    room = SvgRoom(root, labels)
    shares = [room.share(label, new) for label, new in changed]
    for (label, new), share in zip(changed, shares, strict=True):
        if share < 1.0:
            room.shrink(label, max(share, SMALLEST))
        _put(label, new.split("\n"), room.anchor(label))
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)


def tight_svg_words(data: bytes, words: Sequence[str]) -> tuple[TightWords, ...]:
    """Which of the words do not fit into the places that they take, even in the smallest type that is allowed."""
    root = svg_root(data)
    labels = tuple(svg_labels(root)) if root is not None else ()
    if root is None or len(labels) != len(words):
        return ()
    changed = [(label, new) for label, new in zip(labels, words, strict=True) if label.words != new]
    if not changed:
        return ()
    room = SvgRoom(root, labels)
    shares = [(new, room.share(label, new)) for label, new in changed]
    return tuple(TightWords(new, share) for new, share in shares if share < SMALLEST)


def _put(label: SvgLabel, lines: list[str], anchor: str) -> None:
    """Each line in the first slot that had words; lines beyond those of the source come below."""
    if is_html(label.node) and len(lines) > len(label.lines):  # HTML breaks its lines itself
        kept = len(label.lines) - 1
        lines = [*lines[:kept], " ".join(lines[kept:])]
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
        _turn(label.node, anchor)


def _turn(text: etree._Element, anchor: str) -> None:
    """Lets a text run from right to left in the place that it had."""
    if is_html(text):
        text.set("dir", "rtl")
        return
    if any(local_name(each) == "textPath" for each in text.iterdescendants()):  # which runs as its path does
        return
    style = f"direction:rtl;text-anchor:{_SWAPPED.get(anchor, anchor)}"
    before = text.get("style", "").rstrip("; ")
    text.set("style", f"{before};{style}" if before else style)
