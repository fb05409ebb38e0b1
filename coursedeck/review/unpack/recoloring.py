"""What a slide is drawn like apart from its colours, so that recoloured slides are known to be the same otherwise."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

from lxml import etree

from coursedeck.base.cache import checksum
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.deck_file import Painting
from coursedeck.review.unpack.deck_package import DeckPackage, Relationship, UnreadablePartError
from coursedeck.review.unpack.digests import normalised
from coursedeck.review.unpack.names import NAMESPACES, Node, local, tag

_SHORT = 16
_FIXED = {"srgbClr": "val", "sysClr": "lastClr"}
_INSIDE = {"chart"}
"""Relationships to parts that are drawn on the slide and name colours of their own."""
_MEDIA = {"image", "video", "audio", "media"}


def painting_of(
    root: Node,
    package: DeckPackage,
    links: Mapping[str, Relationship],
    ids: Mapping[str, str],
    colors: ThemeColors,
) -> Painting:
    """Digests of a slide part; a theme's colour and the same colour in digits are one (20.1.2.3)."""
    # figures have digests of their own
    bare = _without_figures(root)
    copied = normalised(bare, package, {id: link for id, link in links.items() if link.kind not in _INSIDE}, ids)
    places: dict[str, int] = {}
    whole = [_plain(copied, places, colors)]
    for link in _ordered(bare, links, _INSIDE):
        whole.append(_part(link.target, package, places, colors))
    media = [package.digest(link.target) for link in _ordered(root, links, _MEDIA)]
    return Painting(checksum(b"\n".join(whole), _SHORT), tuple(places), checksum("\n".join(media), _SHORT))


def _without_figures(root: Node) -> Node:
    copied = copy.deepcopy(root)
    for figure in list(copied.iter(tag("p:grpSp"), tag("p:pic"))):
        above = figure.getparent()
        if above is not None:
            above.remove(figure)
    return copied


def _ordered(root: Node, links: Mapping[str, Relationship], kinds: set[str]) -> Iterator[Relationship]:
    """Relationships of some kinds in the order in which a slide uses them."""
    for node in root.iter():
        for name, value in node.attrib.items():
            link = links.get(str(value)) if str(name).startswith(f"{{{NAMESPACES['r']}}}") else None
            if link is not None and not link.external and link.kind in kinds:
                yield link


def _part(name: str, package: DeckPackage, places: dict[str, int], colors: ThemeColors) -> bytes:
    try:
        root = package.xml(name)
    except UnreadablePartError:
        return name.encode()
    inner = sorted(one.target for one in package.relationships(name).values() if not one.external)
    return _plain(root, places, colors) + "".join(package.digest(one) for one in inner).encode()


def _plain(root: Node, places: dict[str, int], colors: ThemeColors) -> bytes:
    """A part's XML with each colour by its place among those named so far; `root` is changed."""
    for node in root.iter():
        name = local(node)
        if name == "schemeClr":
            found = colors.colors.get(node.get("val", ""))
        elif name in _FIXED:
            found = node.get(_FIXED[name])
        else:
            continue
        if found is None:
            continue
        node.tag = "color"
        node.attrib.clear()
        node.set("place", str(places.setdefault(found.upper(), len(places))))
    return etree.tostring(root, method="c14n", with_tail=False)
