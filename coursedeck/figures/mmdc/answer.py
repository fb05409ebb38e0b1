"""Check that an SVG by ``mmdc`` can be shown by office programs."""

from __future__ import annotations

import re

from lxml import etree

from coursedeck.base.xml import parse
from coursedeck.figures.mmdc.failure import MmdcError
from coursedeck.figures.mmdc.fonts import name_families

_HTML = "{http://www.w3.org/2000/svg}foreignObject"
_SWITCH = "{http://www.w3.org/2000/svg}switch"
_NUMBERS = re.compile(r"[\s,]+")


def checked(data: bytes, families: tuple[str, ...] = (), language: str = "") -> bytes:
    """An SVG with its size as numbers and its styles as attributes, text in `families` (Latin, East Asian, other).

    Raises MmdcError where office programs could not show it.
    """
    try:
        root = parse(data)
    except etree.XMLSyntaxError as problem:
        raise MmdcError("mmdc drew no readable SVG") from problem
    if etree.QName(root).localname != "svg":
        raise MmdcError("mmdc drew no readable SVG")
    if any(not _has_fallback(node) for node in root.iter(_HTML)):
        raise MmdcError("mmdc drew labels as HTML, which office programs do not show")
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    # a reader of style sheets, which courses without such drawings do without
    from coursedeck.figures.mmdc.css import resolve_styles  # noqa: PLC0415

    resolve_styles(root)
    if families:
        name_families(root, families, language)
    return etree.tostring(root)


def _has_fallback(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == _SWITCH and len(parent) > 1


def _size(root: etree._Element) -> tuple[float, float]:
    try:
        _, _, width, height = (float(part) for part in _NUMBERS.split(root.get("viewBox", "").strip()))
    except ValueError as problem:
        raise MmdcError("mmdc drew an SVG without a size") from problem
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise MmdcError("mmdc drew an empty SVG")
    return width, height
