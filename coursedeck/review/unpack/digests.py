"""Digests that change only with the visible content of a slide."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from coursedeck.base.cache import checksum
from coursedeck.review.unpack.deck_package import DeckPackage, Relationship
from coursedeck.review.unpack.names import NAMESPACES, Node, local, tag

_SHORT = 16


def structure_digest(
    root: Node, package: DeckPackage, links: Mapping[str, Relationship], ids: Mapping[str, str]
) -> str:
    """Digest of a slide's XML, with relationship ids replaced by digests of their targets, without the slide number.

    `ids` are slide ids by part name, so that links to slides do not change when slides move.
    """
    return _digest(normalised(root, package, links, ids))


def shape_digest(node: Node, package: DeckPackage, links: Mapping[str, Relationship], ids: Mapping[str, str]) -> str:
    """Digest of a shape with everything in it, regardless of shape ids."""
    copied = normalised(node, package, links, ids)
    for inner in copied.iter():
        if "id" in inner.attrib:
            del inner.attrib["id"]
    return _digest(copied)


def normalised(root: Node, package: DeckPackage, links: Mapping[str, Relationship], ids: Mapping[str, str]) -> Node:
    """A copy of a slide's XML without its number, with relationship ids replaced by digests of their targets."""
    copied = copy.deepcopy(root)
    for node in copied.iter():
        if local(node) == "fld" and node.get("type") == "slidenum":
            for text in node.iter(tag("a:t")):
                text.text = "#"
        for name, value in node.attrib.items():
            if str(name).startswith(f"{{{NAMESPACES['r']}}}"):
                node.set(name, _target_digest(str(value), package, links, ids))
    return copied


def _digest(node: Node) -> str:
    return checksum(etree.tostring(node, method="c14n", with_tail=False), _SHORT)


def _target_digest(id: str, package: DeckPackage, links: Mapping[str, Relationship], ids: Mapping[str, str]) -> str:
    link = links.get(id)
    if link is None:
        return "missing"
    if link.external:
        return link.target
    return ids.get(link.target) or package.digest(link.target)


def frame_digest(presentation: Node, package: DeckPackage) -> str:
    """Digest of the presentation's settings for all slides: slide size, default text style, table styles."""
    named = (node for node in presentation if local(node) in {"sldSz", "defaultTextStyle"})
    parts = [etree.tostring(node, method="c14n", with_tail=False) for node in named]
    return checksum(package.digest("ppt/tableStyles.xml").encode() + b"".join(parts), _SHORT)


def motion_digest(root: Node) -> str:
    """Digest of transition and animation; empty if there is none."""
    moving = [etree.tostring(node, method="c14n") for node in root if local(node) in {"timing", "transition"}]
    return checksum(b"".join(moving), _SHORT) if moving else ""
