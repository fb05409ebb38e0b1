"""Elements of Office Open XML, made and found by prefixed names (ECMA-376 part 1)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from coursedeck.model.xml_text import legal

Element: TypeAlias = etree._Element
Value: TypeAlias = str | int | bool | None
Attributes: TypeAlias = Mapping[str, Value]

NAMESPACES: Mapping[str, str] = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
    "a16": "http://schemas.microsoft.com/office/drawing/2014/main",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "cp": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}

ROOT_NAMESPACES: Mapping[str, str] = {prefix: NAMESPACES[prefix] for prefix in ("a", "r", "p")}
"""Namespaces declared at the root of slide, notes and chart parts, so that no element below has to."""

# gives elements their usual prefixes; passing an nsmap for each element would take twice the time
for _prefix, _namespace in NAMESPACES.items():
    etree.register_namespace(_prefix, _namespace)


@lru_cache(maxsize=1024)
def qualified(name: str) -> str:
    """A prefixed name in Clark notation (``{namespace}name``); a name without prefix is unchanged.

    >>> qualified("a:t")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}t'
    """
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def element(
    name: str,
    attributes: Attributes | None = None,
    *children: Element | None,
    text: str = "",
    spaces: Mapping[str, str] | None = None,
) -> Element:
    """An element; attributes and children that are None are left out, booleans become ``1`` and ``0``.

    `spaces` are namespaces to declare: `ROOT_NAMESPACES` at the root of a part, others where an attribute's value, not
    a name, uses their prefix.
    """
    # decks are made of tens of thousands: what is not needed is not called
    if attributes:
        written = {qualified(key): _written(value) for key, value in attributes.items() if value is not None}
        made = etree.Element(qualified(name), written, spaces)
    else:
        made = etree.Element(qualified(name), None, spaces)
    for child in children:
        if child is not None:
            made.append(child)
    if text:
        made.text = legal(text)
    return made


def find(parent: Element, path: str) -> Element | None:
    """The first element at a path of prefixed names."""
    return parent.find(path, NAMESPACES)


def find_all(parent: Element, path: str) -> list[Element]:
    """Every element at a path of prefixed names."""
    return parent.findall(path, NAMESPACES)


def serialise(root: Element) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _written(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return legal(str(value))
