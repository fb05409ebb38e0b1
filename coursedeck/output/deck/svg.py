"""SVG pictures: cleaned for embedding, and rendered to the PNG that programs without SVG show."""

from __future__ import annotations

import re

from lxml import etree

from coursedeck.base.images import bytes_of_data_uri, data_uri
from coursedeck.base.images.drawing import svg_as_png
from coursedeck.base.text import find_face
from coursedeck.base.text.faces import covers, face_for_character
from coursedeck.base.text.scripts import Script, language_of, script_of
from coursedeck.base.xml import parse
from coursedeck.model.xml_text import legal
from coursedeck.output.deck.shaped_svg import outline_texts
from coursedeck.output.deck.xml import Element, serialise

_OUTWARD = re.compile(
    r"""@import[^;]*;?|url\(\s*+["']?+\s*+(?!\#|data:(?:image/(?:png|jpe?g|gif|webp)|(?:application/)?(?:x-)?font))[^)]*\)?"""
    r"""|(?:-\w+-)?(?:image-set|cross-fade)\([^;}]*|\bsrc\([^)]*\)?""",
    re.IGNORECASE,
)
"""What leaves the file in CSS, or acts."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n]))")
"""Escapes of CSS (Syntax Module Level 3, 4.3.7), which stand in keywords too."""

_USUAL = "Arial"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_SVG = "http://www.w3.org/2000/svg"
_KEPT = frozenset({
    "svg", "g", "defs", "symbol", "use", "switch", "view", "a", "title", "desc", "style", "path", "rect",
    "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "tref", "textPath", "image", "marker",
    "pattern", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "filter", "cursor", "font",
    "font-face", "glyph", "missing-glyph", "hkern", "vkern", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
    "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage",
    "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
    "feTile", "feTurbulence",
})  # fmt: skip
"""Elements of SVG 1.1 and 2 that draw; scripts, animations, handlers and pages inside are none of them."""
_EDITORS = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://ns.adobe.com/",
)
"""Drawing programs store paths of the author's machine in attributes of these namespaces."""
_NO_ELEMENTS = (etree.Comment, etree.PI, etree.Entity)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp|x-icon)[;,]", re.IGNORECASE)
_MOST_INSIDE = 3
"""Drawings in drawings."""


def clean_svg(data: bytes, inside: int = 0) -> bytes:
    """An SVG of nothing but what draws: no scripts, handlers or animations, and no reference that leaves the file.

    Drawings in it (``data:``) are cleaned too. Raises ValueError if `data` is no SVG.
    """
    try:
        root = parse(data)
    except etree.XMLSyntaxError as problem:
        raise ValueError(f"no readable SVG: {problem}") from problem
    if etree.QName(root).localname != "svg":
        raise ValueError("no readable SVG: its root is no svg element")
    unwanted = {node.tag for node in root.iter() if _is_unwanted(node)}
    # the text after them stays
    etree.strip_elements(root, *unwanted, with_tail=False)
    for node in root.iter(etree.Element):
        _clean(node, inside)
    return serialise(root)


def _clean(node: Element, inside: int) -> None:
    for written, given in list(node.attrib.items()):
        name, value = str(written), str(given)
        if name.startswith(("on", *(f"{{{namespace}" for namespace in _EDITORS))) or name == _BASE:
            del node.attrib[name]
        elif name in _HREFS:
            kept = _kept_address(value.strip(), inside)
            if kept is None:
                del node.attrib[name]
            elif kept != value:
                node.set(name, kept)
        elif _OUTWARD.search(plain := _plain_css(value)):
            node.set(name, _OUTWARD.sub("", plain)) if name == "style" else node.attrib.pop(name)
    if etree.QName(node).localname == "style" and node.text:
        node.text = _OUTWARD.sub("", _plain_css(node.text))


def _kept_address(address: str, inside: int) -> str | None:
    """What an element may lead to: an element of the file, a picture in it, or a drawing, cleaned."""
    if address.startswith("#") or _RASTER.match(address):
        return address
    if not address.lower().startswith("data:image/svg+xml") or inside >= _MOST_INSIDE:
        return None
    try:
        return data_uri(clean_svg(bytes_of_data_uri(address), inside + 1))
    except ValueError:
        return None


def _plain_css(text: str) -> str:
    """CSS without comments, and without escapes where it has any."""
    bare = _COMMENT.sub(" ", text) if "/*" in text else text
    return _ESCAPE.sub(_unescaped, bare) if "\\" in bare else bare


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return str(found[2])
    number = int(found[1], 16)
    return legal(chr(number)) if 0 < number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else ""


def svg_to_png(svg: bytes, width: int) -> bytes:
    """A PNG of an SVG, `width` pixels wide; external references are not fetched.

    Raises ValueError if it cannot be drawn, MissingProgramError if libcairo is not installed.
    """
    return svg_as_png(_with_glyphs(svg), width)


def _with_glyphs(svg: bytes) -> bytes:
    """The SVG with an installed font family for text that others lack, and outlines of text that has to be shaped.

    The text API of cairo has no font fallback, and puts letter beside letter.
    """
    root = parse(svg)
    outline_texts(root)
    for node in root.iter(etree.Element):
        if etree.QName(node).localname not in {"text", "tspan", "textPath"}:
            continue
        own = (node.text or "") + "".join(child.tail or "" for child in node)
        wide = next((character for character in own if script_of(character) is Script.EAST_ASIAN), None)
        family = find_face("Malgun Gothic", Script.EAST_ASIAN, language_of(wide) or "ko").family if wide else _rare(own)
        if family is not None:
            node.set("style", f"{node.get('style', '').rstrip('; ')};font-family:'{family}'".lstrip(";"))
    return serialise(root)


def _rare(text: str) -> str | None:
    """The family that has the letters of a text which the usual fonts lack, such as Ethiopic and Georgian ones."""
    usual = find_face(_USUAL, Script.LATIN, "")
    letter = next((each for each in text if each.isalpha() and not covers(usual, each)), None)
    return face_for_character(letter, _USUAL, Script.LATIN, "").family if letter is not None else None


def _is_unwanted(node: Element) -> bool:
    if node.tag in _NO_ELEMENTS:
        return True
    name = etree.QName(node)
    return name.localname not in _KEPT or (name.namespace or _SVG) != _SVG
