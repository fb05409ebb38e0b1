"""Pictures: raster files, SVG with a PNG fallback, and a box in place of a missing picture."""

from __future__ import annotations

from collections.abc import Mapping

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from coursedeck.base.look.behind import PAPER
from coursedeck.base.look.dark_backgrounds import is_light
from coursedeck.base.look.paint import STROKE
from coursedeck.base.look.pictures import MISSING_INSET, MISSING_SIZE, SIGN, SIGN_SIZE
from coursedeck.base.text.languages import language_runs
from coursedeck.model.drawing import Align, FigureFiles
from coursedeck.model.slide import FigureShape, PictureShape, TextParagraph, TextRun
from coursedeck.model.units import Box, Size
from coursedeck.model.values import replace
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.media import pixels
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, object_place, outline, preset_geometry, transform
from coursedeck.output.deck.svg import clean_svg, svg_to_png
from coursedeck.output.deck.text import body_properties, text_body
from coursedeck.output.deck.xml import Element, element

_MEDIA = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
_SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def picture_shape(shape: PictureShape, files: Mapping[str, bytes], context: PartContext) -> Element:
    """``p:pic`` of a picture file, or the box for missing pictures if it is absent or unreadable."""
    data = None if shape.picture.missing else files.get(shape.picture.path)
    if data is None:
        return missing_box(shape.name, shape.box, shape.alt, context, shape.link)
    try:
        whole = _uncut(shape)
        blip = svg_blip(clean_svg(data), whole, context) if _is_svg(data) else _raster_blip(data, whole, context)
    except ValueError:
        return missing_box(shape.name, shape.box, shape.alt, context)
    film = shape.picture.film
    if film is not None and film in files:
        return film_picture(shape, film, files[film], blip, context)
    made = picture(drawing_properties(context, shape.name, shape.alt, shape.link), shape.box, blip)
    if any(shape.cut):
        blip.addnext(_cut(shape.cut))
    non_visual = made[0]
    non_visual.replace(non_visual[2], object_place(shape.placeholder, context))
    return made


def figure_picture(shape: FigureShape, files: FigureFiles | None, context: PartContext) -> Element:
    """``p:pic`` of a figure's SVG and PNG, or the box for missing pictures if `files` is None."""
    if files is None:
        return missing_box(shape.name, shape.box, shape.alt, context)
    blip = vector_blip(files.svg, files.png, context)
    paper = None if is_light(context.colors, context.layout.ground) else solid_fill(PAPER)
    return picture(drawing_properties(context, shape.name, shape.alt), shape.box, blip, paper)


def film_picture(shape: PictureShape, film: str, data: bytes, blip: Element, context: PartContext) -> Element:
    """``p:pic`` of a poster that plays a film or recording when it is clicked.

    The file stands twice among the relationships: for ECMA-376 part 1, 20.1.3.6, and for PowerPoint 2010 and later,
    which look at [MS-PPTX] 2.2.7 (``p14:media``).
    """
    part = context.media.film_part(data, film)
    sound = part.content_type.startswith("audio/")
    properties = drawing_properties(context, shape.name, shape.alt)
    properties.insert(0, element("a:hlinkClick", {"r:id": "", "action": "ppaction://media"}))
    tag, kind = ("a:audioFile", RT.AUDIO) if sound else ("a:videoFile", RT.VIDEO)
    media = element("p14:media", {"r:embed": context.relate(part, RT.MEDIA)})
    held = element(
        "p:nvPr",
        None,
        element(tag, {"r:link": context.relate(part, kind)}),
        element("p:extLst", None, element("p:ext", {"uri": _MEDIA}, media)),
    )
    made = picture(properties, shape.box, blip)
    visual = made[0]
    visual.replace(visual[2], held)
    return made


def picture(properties: Element, box: Box, blip: Element, paper: Element | None = None) -> Element:
    """``p:pic`` that stretches a blip over a box of the same aspect ratio; `paper` is the fill behind transparency."""
    locks = element("p:cNvPicPr", None, element("a:picLocks", {"noChangeAspect": True}))
    fill = element("p:blipFill", None, blip, element("a:stretch", None, element("a:fillRect")))
    visual = element("p:spPr", None, transform("a:xfrm", box), preset_geometry("rect"), paper)
    return element("p:pic", None, element("p:nvPicPr", None, properties, locks, element("p:nvPr")), fill, visual)


def image_blip(data: bytes, media_type: str, box: Box, context: PartContext) -> Element:
    """``a:blip`` of a raster or SVG image drawn over `box`.

    Raises ValueError where the bytes are no picture.
    """
    return (
        svg_blip(clean_svg(data), box, context) if media_type == "image/svg+xml" else _raster_blip(data, box, context)
    )


def vector_blip(svg: bytes, png: bytes, context: PartContext) -> Element:
    """``a:blip`` of a PNG with the SVG that newer programs show instead ([MS-ODRAWXML] 2.3.3)."""
    sharp = element("asvg:svgBlip", {"r:embed": context.image(svg, "image/svg+xml")})
    extension = element("a:extLst", None, element("a:ext", {"uri": _SVG_BLIP}, sharp))
    return element("a:blip", {"r:embed": context.image(png, "image/png")}, extension)


def missing_box(name: str, box: Box, alt: str, context: PartContext, link: str | None = None) -> Element:
    """A dashed box with a warning sign and the alternative text, in place of a picture."""
    words = tuple(TextRun(text, lang) for text, lang in language_runs(alt, context.defaults.language))
    sign = TextParagraph((TextRun(SIGN, context.defaults.language),), SIGN_SIZE, align=Align.CENTER)
    text = (sign, TextParagraph(words, MISSING_SIZE, align=Align.CENTER))
    visual = element(
        "p:spPr",
        None,
        transform("a:xfrm", box),
        preset_geometry("rect"),
        solid_fill(None),
        outline("tx1@50", STROKE, "dash"),
    )
    non_visual = element(
        "p:nvSpPr", None, drawing_properties(context, name, alt, link), element("p:cNvSpPr"), element("p:nvPr")
    )
    body = text_body("p:txBody", body_properties("ctr", MISSING_INSET), text, context)
    return element("p:sp", None, non_visual, visual, body)


def _uncut(shape: PictureShape) -> Box:
    """How large a picture would be if nothing of it were cut off."""
    across, down = shape.cut
    return replace(shape.box, width=shape.box.width / (1 - across), height=shape.box.height / (1 - down))


def _cut(shares: tuple[float, float]) -> Element:
    """``a:srcRect``: what is shown of a picture, half of what is cut off on either side (20.1.8.55)."""
    across, down = (round(share / 2 * 100_000) for share in shares)
    return element("a:srcRect", {"l": across, "t": down, "r": across, "b": down})


def svg_blip(svg: bytes, box: Box, context: PartContext) -> Element:
    """``a:blip`` of a clean SVG drawn over `box`, with its PNG."""
    width = pixels(box.width)
    return vector_blip(svg, context.media.derived(svg, width, lambda: svg_to_png(svg, width)), context)


def _raster_blip(data: bytes, box: Box, context: PartContext) -> Element:
    shown, media_type = context.media.scaled(data, Size(box.width, box.height))
    return element("a:blip", {"r:embed": context.image(shown, media_type)})


def _is_svg(data: bytes) -> bool:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and b"<svg" in data[:65536]
