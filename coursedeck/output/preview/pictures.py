"""Figures and picture files on a slide."""

from __future__ import annotations

import re
from base64 import b64encode

from lxml import etree

from coursedeck.base.formulas.picture import formula_svg
from coursedeck.base.look.paint import STROKE
from coursedeck.base.look.pictures import MISSING_INSET, MISSING_SIZE, SIGN, SIGN_SIZE
from coursedeck.base.svg import element, preset_path, short
from coursedeck.base.xml import parse
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Source
from coursedeck.model.slide import DrawnShape, FigureShape, FormulaShape, PictureShape, TextParagraph, TextRun
from coursedeck.model.units import Box
from coursedeck.output.preview.art import picture_element
from coursedeck.output.preview.context import SlideCanvas
from coursedeck.output.preview.paints import stroke
from coursedeck.output.preview.paragraphs import TextFrame, text_group

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_RASTERS = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif"}
"""Kinds of pictures by their first bytes."""
_NO_ID = re.compile(r"[^\w-]+")


def figure(shape: FigureShape, canvas: SlideCanvas) -> str:
    """A figure's SVG nested in the slide's; the box for missing pictures if it has none."""
    text = canvas.context.figures.get(shape.drawing.name)
    if text is None:
        return missing_box(shape.box, shape.alt, shape.source, canvas)
    prefix = id_of(f"{canvas.slide.id}-{shape.name}")
    inside = nested_svg(text, shape.box, prefix)
    return element("g", {"data-source": canvas.source(shape.source), "role": "img", "aria-label": shape.alt}, inside)


def picture(shape: PictureShape, canvas: SlideCanvas) -> str:
    """A picture file."""
    address = None if shape.picture.missing else canvas.context.pictures.get(shape.picture.path)
    if address is None:
        return missing_box(shape.box, shape.alt, shape.picture.source, canvas)
    where = canvas.source(shape.picture.source)
    inside = picture_element(address, shape.box, cut=any(shape.cut))
    return element("g", {"data-source": where, "role": "img", "aria-label": shape.alt}, inside)


def formula(shape: FormulaShape, canvas: SlideCanvas) -> str:
    """A formula on a line of its own, as programs without Office Math show it."""
    if shape.picture is None:
        return text_group(
            TextFrame((shape.paragraph,), shape.box, anchor="ctr", ink=canvas.colors.ink(canvas.ground)), canvas
        )
    ink = canvas.hex(shape.paragraph.runs[0].color or canvas.colors.ink(canvas.ground))
    inside = nested_svg(formula_svg(shape.formula.mathml, ink), shape.picture, "")
    return element("g", {"data-source": canvas.source(shape.source), "role": "img", "aria-label": shape.alt}, inside)


def drawn(shape: DrawnShape, canvas: SlideCanvas) -> str:
    """A shape that somebody drew: its picture, else a box with its words."""
    data = next((data for _, data in shape.pictures if data.startswith(tuple(_RASTERS))), None)
    if data is None:
        return missing_box(shape.box, shape.words or shape.name, canvas.slide.source, canvas)
    kind = next(kind for start, kind in _RASTERS.items() if data.startswith(start))
    return picture_element(f"data:{kind};base64,{b64encode(data).decode('ascii')}", shape.box)


def missing_box(box: Box, alt: str, source: Source, canvas: SlideCanvas) -> str:
    """A dashed box with a warning sign and the alternative text."""
    outline = stroke("tx1@50", canvas.colors, STROKE)
    frame = element("path", {"d": preset_path("rect", box), "fill": "none", **outline, "stroke-dasharray": "4 3"})
    lines = ((SIGN, SIGN_SIZE), (alt, MISSING_SIZE))
    text = tuple(TextParagraph((TextRun(word, ""),), size, align=Align.CENTER, source=source) for word, size in lines)
    return frame + text_group(TextFrame(text, box, MISSING_INSET, "ctr"), canvas)


def id_of(text: str) -> str:
    """`text` as an XML id.

    >>> id_of("a b/1")
    'a-b-1'
    """
    return _NO_ID.sub("-", text)


def nested_svg(text: str, box: Box, prefix: str) -> str:
    """An SVG document as a nested ``svg`` element over `box`, with `prefix` in front of its ids."""
    root = parse(text.encode(), comments=False)
    for name in ("role", "aria-labelledby"):
        root.attrib.pop(name, "")
    places = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    for name, value in places.items():
        root.set(name, short(value))
    root.set("preserveAspectRatio", "none")
    wanted = {str(value)[1:] for node in root.iter() for value in _references(node)}
    for node in list(root.iter(etree.Element)):
        if etree.QName(node).localname in {"title", "desc"} and node.getparent() is root:
            root.remove(node)
            continue
        _rename(node, wanted, prefix)
    return etree.tostring(root, encoding="unicode")


def _references(node: etree._Element) -> list[str]:
    return [value for name in _HREFS if (value := str(node.get(name, ""))).startswith("#")]


def _rename(node: etree._Element, wanted: set[str], prefix: str) -> None:
    identity = node.get("id")
    if identity is not None and identity in wanted:
        node.set("id", f"{prefix}-{identity}")
    elif identity is not None:
        del node.attrib["id"]
    for name in _HREFS:
        value = str(node.get(name, ""))
        if value.startswith("#"):
            node.set(name, f"#{prefix}-{value[1:]}")
