"""What text stands on where a template draws it as a picture, a gradient or a fill that lets its ground through."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import nsdecls

from coursedeck.base.look.contrast import contrast
from coursedeck.model.problem import Source
from coursedeck.model.slide import Layout, PlacedSlide, TextParagraph, TextRun, TextShape
from coursedeck.model.template import Art, ArtFill, Region, TemplateLayout
from coursedeck.model.units import Box
from coursedeck.output.template import read_template
from coursedeck.output.template.diagnosis import diagnose
from coursedeck.session.fit.legibility import Legibility
from tests.output.template.brand_files import MASTER, read
from tests.output.template.template_files import PLAIN

NAVY, WHITE = (0x10, 0x03, 0x4A), (255, 255, 255)
TITLE_BAND = Box(0, 20, 720, 100)


def banded(high: float, shade: tuple[int, int, int] = NAVY, *, clear: bool = False) -> bytes:
    """A picture whose upper part is dark; what is below it is white, or lets through."""
    picture = Image.new("RGBA", (160, 100), (*WHITE, 0 if clear else 255))
    picture.paste((*shade, 255), (0, 0, 160, round(100 * high)))
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()


def with_picture(tmp_path: Path, picture: bytes, box: Box, crop: str = "", blip: str = "") -> Path:
    """The plain template with a picture behind everything on its master, and white titles."""
    deck = Presentation(str(PLAIN))
    master = deck.slide_master
    _, relation = master.part.get_or_add_image_part(io.BytesIO(picture))
    left, top, width, height = (round(value * 12700) for value in (box.left, box.top, box.width, box.height))
    drawn = (
        f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="92" name="band"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}">{blip}</a:blip>{crop}<a:stretch><a:fillRect/></a:stretch>'
        "</p:blipFill>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    master.shapes._spTree.insert(2, etree.fromstring(drawn))
    deck.save(str(tmp_path / "picture.pptx"))
    return tmp_path / "picture.pptx"


def white_titles(text: str) -> str:
    start = text.index("<p:titleStyle>")
    return text[:start] + text[start:].replace('<a:schemeClr val="tx1"/>', '<a:schemeClr val="bg1"/>', 1)


def content(file: Path, tmp_path: Path) -> TemplateLayout:
    return read(file, {MASTER: white_titles}, tmp_path).layout_for(Layout.CONTENT)


@pytest.mark.parametrize(
    ("picture", "box", "crop"),
    [
        (banded(1.0), TITLE_BAND, ""),
        (banded(0.3), Box(0, 0, 720, 540), ""),
        (banded(0.3, clear=True), Box(0, 0, 720, 540), ""),
        (banded(0.12), TITLE_BAND, '<a:srcRect b="88000"/>'),
    ],
    ids=["a band", "a whole slide with a band", "a band above what lets through", "a strip cut from a picture"],
)
def test_a_white_title_on_a_band_that_is_a_picture_stays_white(
    picture: bytes, box: Box, crop: str, tmp_path: Path
) -> None:
    layout = content(with_picture(tmp_path, picture, box, crop), tmp_path)
    title, body = layout.area(Region.TITLE), layout.area(Region.BODY)
    assert title is not None and body is not None
    assert contrast(layout.tone_behind(title.box), "FFFFFF") > 12
    assert contrast(layout.tone_behind(body.box), "FFFFFF") < 1.1


def test_the_doctor_does_not_call_such_a_title_pale(tmp_path: Path) -> None:
    file = with_picture(tmp_path, banded(0.3), Box(0, 0, 720, 540))
    said = [one.message for one in diagnose(read(file, {MASTER: white_titles}, tmp_path))]
    assert not any("title of 'Title and Content'" in message and "pale" in message for message in said)


def test_a_picture_that_is_made_faint_lets_the_paper_through(tmp_path: Path) -> None:
    faint = '<a:alphaModFix amt="20000"/>'
    layout = content(with_picture(tmp_path, banded(1.0), Box(0, 0, 720, 540), blip=faint), tmp_path)
    assert contrast(layout.tone_behind(Box(100, 300, 200, 100)), "000000") > 10


def test_a_gradient_is_asked_where_the_text_is() -> None:
    fill = ArtFill(((0.0, "000000", 1.0), (1.0, "FFFFFF", 1.0)), angle=0.0)
    art = Art(Box(0, 0, 1000, 100), fill=fill)
    assert art.over("FFFFFF", Box(0, 0, 200, 100)) in {"191919", "1A1A1A"}
    assert art.over("FFFFFF", Box(800, 0, 200, 100)) == "E6E6E6"
    assert art.over("FFFFFF") == "808080"


def test_a_placeholders_fill_that_lets_through_is_laid_over_what_is_below_it(tmp_path: Path) -> None:
    def half(text: str) -> str:
        fill = '<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="50000"/></a:srgbClr></a:solidFill>'
        place = text.index("<p:spPr>", text.index('type="title"'))
        end = text.index("</p:spPr>", place)
        return text[:end] + fill + text[end:]

    file = with_picture(tmp_path, banded(1.0, (0, 0, 0)), Box(0, 0, 720, 540))
    layout = read(file, {MASTER: half}, tmp_path).layout_for(Layout.CONTENT)
    title = layout.area(Region.TITLE)
    assert title is not None and title.placeholder is not None
    assert layout.ground_of(title.placeholder, title.box) == "808080"


def paint_of(color: str, layout: TemplateLayout, legibility: Legibility) -> str:
    """Six hex digits of a title's words on a layout without a band."""
    shape = TextShape("title", Box(60, 200, 600, 80), (TextParagraph((TextRun("Words", "en-US", color=color),), 40.0),))
    placed = legibility.slide(PlacedSlide("a", Layout.CONTENT, layout.name, shape, (), (), Source("a.md")))
    return legibility.colors.hex(placed.title.paragraphs[0].runs[0].color or "")


@pytest.mark.parametrize("color", ["bg1", "#FFEBD5", "#F2F2F2"])
def test_what_was_made_for_a_band_becomes_the_ink_where_there_is_none(color: str) -> None:
    template = read_template(PLAIN)
    layout = template.layout_for(Layout.CONTENT)
    assert paint_of(color, layout, Legibility.of(layout, template)) == template.color("tx1")


@pytest.mark.parametrize("color", ["#FFD54F", "#7FE0A0"])
def test_a_pale_colour_with_a_hue_keeps_it(color: str) -> None:
    template = read_template(PLAIN)
    layout = template.layout_for(Layout.CONTENT)
    found = paint_of(color, layout, Legibility.of(layout, template))
    assert found != template.color("tx1") and contrast(found, layout.shade) >= 3
