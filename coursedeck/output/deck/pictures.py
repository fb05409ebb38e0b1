"""Pictures: files as they are, SVG with a PNG beside it, and a box that stands in for what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.base.look.grounds import PAPER, is_light
from coursedeck.base.look.paint import STROKE
from coursedeck.base.look.pictures import MISSING_INSET, MISSING_SIZE, SIGN, SIGN_SIZE
from coursedeck.base.text.languages import language_runs
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.media import pixels
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.shapes import naming, outline, preset, transform
from coursedeck.output.deck.text import body_properties, text_body
from coursedeck.output.deck.vectors import clean_svg, svg_to_png
from coursedeck.output.deck.xml import Element, element
from coursedeck.model.drawing import Align, FigureFiles
from coursedeck.model.slide import FigureShape, PictureShape, TextRun, TextParagraph
from coursedeck.model.units import Box, Size

_SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def picture_shape(shape: PictureShape, files: Mapping[str, bytes], page: Page) -> Element:
    """A picture file; a box that says what is missing where the file is, or cannot be read."""
    data = None if shape.picture.missing else files.get(shape.picture.path)
    if data is None:
        return missing_box(shape.name, shape.box, shape.alt, page)
    try:
        blip = _svg_blip(clean_svg(data), shape.box, page) if _is_svg(data) else _raster_blip(data, shape.box, page)
    except ValueError:
        return missing_box(shape.name, shape.box, shape.alt, page)
    return picture(naming(page, shape.name, shape.alt), shape.box, blip)


def figure_picture(shape: FigureShape, files: FigureFiles | None, page: Page) -> Element:
    """A figure as SVG with its PNG; the box for missing pictures where it has no files."""
    if files is None:
        return missing_box(shape.name, shape.box, shape.alt, page)
    blip = vector_blip(files.svg, files.png, page)
    paper = None if is_light(page.colors, page.layout.ground) else solid_fill(PAPER)
    return picture(naming(page, shape.name, shape.alt), shape.box, blip, paper)


def picture(naming_part: Element, box: Box, blip: Element, paper: Element | None = None) -> Element:
    """``p:pic`` that stretches a blip over a box (of the picture's own aspect), `paper` behind what is clear in it."""
    locks = element("p:cNvPicPr", None, element("a:picLocks", {"noChangeAspect": True}))
    fill = element("p:blipFill", None, blip, element("a:stretch", None, element("a:fillRect")))
    visual = element("p:spPr", None, transform("a:xfrm", box), preset("rect"), paper)
    return element("p:pic", None, element("p:nvPicPr", None, naming_part, locks, element("p:nvPr")), fill, visual)


def image_blip(data: bytes, media_type: str, box: Box, page: Page) -> Element:
    """``a:blip`` of a raster or SVG image drawn over `box`.

    Raises ValueError where the bytes are no picture.
    """
    return _svg_blip(clean_svg(data), box, page) if media_type == "image/svg+xml" else _raster_blip(data, box, page)


def vector_blip(svg: bytes, png: bytes, page: Page) -> Element:
    """``a:blip`` of a PNG with the SVG that newer programs show instead ([MS-ODRAWXML] 2.3.3)."""
    sharp = element("asvg:svgBlip", {"r:embed": page.image(svg, "image/svg+xml")})
    extension = element("a:extLst", None, element("a:ext", {"uri": _SVG_BLIP}, sharp))
    return element("a:blip", {"r:embed": page.image(png, "image/png")}, extension)


def missing_box(name: str, box: Box, alt: str, page: Page) -> Element:
    """A dashed box with a sign and the alt text, in place of a picture."""
    words = tuple(TextRun(text, lang) for text, lang in language_runs(alt, page.style.language))
    sign = TextParagraph((TextRun(SIGN, page.style.language),), SIGN_SIZE, align=Align.CENTER)
    text = (sign, TextParagraph(words, MISSING_SIZE, align=Align.CENTER))
    visual = element(
        "p:spPr", None, transform("a:xfrm", box), preset("rect"), solid_fill(None), outline("tx1@50", STROKE, "dash")
    )
    non_visual = element("p:nvSpPr", None, naming(page, name, alt), element("p:cNvSpPr"), element("p:nvPr"))
    body = text_body("p:txBody", body_properties("ctr", MISSING_INSET), text, page)
    return element("p:sp", None, non_visual, visual, body)


def _svg_blip(svg: bytes, box: Box, page: Page) -> Element:
    width = pixels(box.width)
    return vector_blip(svg, page.media.derived(svg, width, lambda: svg_to_png(svg, width)), page)


def _raster_blip(data: bytes, box: Box, page: Page) -> Element:
    shown, media_type = page.media.scaled(data, Size(box.width, box.height))
    return element("a:blip", {"r:embed": page.image(shown, media_type)})


def _is_svg(data: bytes) -> bool:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and b"<svg" in data[:65536]
