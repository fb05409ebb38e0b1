"""Namespaces and names of elements (ECMA-376 part 1)."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def tag(name: str) -> str:
    """A prefixed name in Clark notation (``{namespace}name``).

    >>> tag("a:t")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}t'
    """
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def local(node: Node) -> str:
    """Local name of an element; empty for comments."""
    tag_of: object = node.tag
    return tag_of.rpartition("}")[2] if isinstance(tag_of, str) else ""


def child(node: Node | None, *path: str) -> Node | None:
    """The first element at a path of children, e.g. ``child(shape, "p:spPr", "a:xfrm")``."""
    for name in path:
        node = None if node is None else node.find(tag(name))
    return node
