"""SVG pictures: cleaned for embedding, and rendered to the PNG that programs without SVG show."""

from __future__ import annotations

import re

from lxml import etree

from coursedeck.base.images.cairo_library import found_by_name
from coursedeck.base.text import find_face
from coursedeck.base.text.scripts import Script, language_of, script_of
from coursedeck.base.xml import parse
from coursedeck.model.problem import MissingProgramError
from coursedeck.output.deck.xml import Element, serialise

_OUTWARD = re.compile(r"""@import[^;]*;?|url\(\s*+["']?+\s*+(?!#|data:)[^)]*\)""", re.IGNORECASE)
"""References in CSS that leave the file."""

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_EDITORS = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://ns.adobe.com/",
)
"""Drawing programs store paths of the author's machine in attributes of these namespaces."""


def clean_svg(data: bytes) -> bytes:
    """An SVG without scripts, data of drawing programs, and references that leave the file.

    Raises ValueError if `data` is no SVG.
    """
    try:
        root = parse(data)
    except etree.XMLSyntaxError as problem:
        raise ValueError(f"no readable SVG: {problem}") from problem
    if etree.QName(root).localname != "svg":
        raise ValueError("no readable SVG: its root is no svg element")
    for node in list(root.iter(etree.Element)):
        if _unwanted(node) and (parent := node.getparent()) is not None:
            parent.remove(node)
            continue
        for name in [name for name, value in node.attrib.items() if _leaves(str(name), str(value))]:
            del node.attrib[name]
        if etree.QName(node).localname == "style" and node.text:
            node.text = _OUTWARD.sub("", node.text)
    return serialise(root)


def svg_to_png(svg: bytes, width: int) -> bytes:
    """A PNG of an SVG, `width` pixels wide; external references are not fetched.

    Raises ValueError if it cannot be drawn, MissingProgramError if libcairo is not installed.
    """
    try:
        with found_by_name():
            import cairosvg  # noqa: PLC0415 - needs a C library that only decks with SVG pictures call for
    except OSError as problem:
        advice = "libcairo is not installed: apt install libcairo2, dnf install cairo, or brew install cairo"
        raise MissingProgramError(advice) from problem
    try:
        return bytes(cairosvg.svg2png(bytestring=_with_glyphs(svg), output_width=width, unsafe=False))
    except Exception as problem:  # whatever CairoSVG and cairo say of a drawing that they do not know
        raise ValueError(f"SVG that cannot be drawn: {problem}") from problem


def _with_glyphs(svg: bytes) -> bytes:
    """The SVG with an installed font family for East Asian text: the text API of cairo has no font fallback."""
    root = parse(svg)
    for node in root.iter(etree.Element):
        if etree.QName(node).localname not in {"text", "tspan", "textPath"}:
            continue
        own = (node.text or "") + "".join(child.tail or "" for child in node)
        wide = next((character for character in own if script_of(character) is Script.EAST_ASIAN), None)
        if wide is not None:
            family = find_face("Malgun Gothic", Script.EAST_ASIAN, language_of(wide) or "ko").family
            node.set("style", f"{node.get('style', '').rstrip('; ')};font-family:'{family}'".lstrip(";"))
    return serialise(root)


def _unwanted(node: Element) -> bool:
    name = etree.QName(node)
    return name.localname in {"script", "foreignObject"} or str(name.namespace or "").startswith(_EDITORS)


def _leaves(name: str, value: str) -> bool:
    if name.startswith(tuple(f"{{{namespace}" for namespace in _EDITORS)) or name.startswith("on"):
        return True
    if name in _HREFS:
        return not value.strip().startswith(("#", "data:"))
    return bool(_OUTWARD.search(value))
