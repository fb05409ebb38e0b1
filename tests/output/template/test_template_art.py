"""Background, ornaments and logos of layouts, as previews draw them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from coursedeck.model.slide import Layout
from coursedeck.model.template import Art
from coursedeck.model.units import Box
from coursedeck.output.template import read_template
from tests.output.template.template_files import BUNDLED, PLAIN, changed

LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def with_shapes(tmp_path: Path, markup: str, background: str = "") -> tuple[Art, ...]:
    """The art of the plain template's content layout with more shapes in front."""

    def edit(part: str) -> str:
        part = part.replace("<p:spTree>", f"{background}<p:spTree>", 1)
        return part.replace("</p:spTree>", f"{markup}</p:spTree>", 1)

    template = read_template(changed(PLAIN, tmp_path / "t.pptx", {LAYOUT: edit}))
    return next(layout for layout in template.layouts if layout.part == f"/{LAYOUT}").art


def shape(
    fill: str, xfrm: str, geometry: str = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', more: str = ""
) -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{xfrm}{geometry}{fill}</p:spPr>{more}</p:sp>"
    )


def place(x: int, y: int, cx: int, cy: int, rotation: int = 0) -> str:
    points = 12700
    return (
        f'<a:xfrm rot="{rotation * 60000}"><a:off x="{x * points}" y="{y * points}"/>'
        f'<a:ext cx="{cx * points}" cy="{cy * points}"/></a:xfrm>'
    )


RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def test_a_shape_with_its_opacity_and_turn(tmp_path: Path) -> None:
    fill = '<a:solidFill><a:srgbClr val="FF0000"><a:alpha val="40000"/></a:srgbClr></a:solidFill>'
    art = with_shapes(tmp_path, shape(fill, place(10, 20, 30, 40, rotation=45)))[-1]
    assert art.box == Box(10, 20, 30, 40)
    assert art.fill is not None and art.fill.stops == ((0.0, "FF0000", 0.4),)
    assert art.turned == 45


def test_a_gradient_behind_everything(tmp_path: Path) -> None:
    background = (
        "<p:bg><p:bgPr><a:gradFill><a:gsLst>"
        '<a:gs pos="100000"><a:srgbClr val="0000FF"/></a:gs><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs>'
        '</a:gsLst><a:lin ang="5400000"/></a:gradFill><a:effectLst/></p:bgPr></p:bg>'
    )
    first = with_shapes(tmp_path, "", background)[0]
    assert first.box == Box(0, 0, 720, 540)
    assert first.fill is not None
    assert (first.fill.stops, first.fill.angle) == (((0.0, "FFFFFF", 1.0), (1.0, "0000FF", 1.0)), 90)


def test_a_group_places_what_is_in_it(tmp_path: Path) -> None:
    points = 12700
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="91" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        f'<a:off x="{100 * points}" y="{50 * points}"/><a:ext cx="{200 * points}" cy="{100 * points}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="{100 * points}" cy="{100 * points}"/></a:xfrm></p:grpSpPr>'
        f"{shape(RED, place(10, 10, 20, 20))}</p:grpSp>"
    )
    assert with_shapes(tmp_path, group)[-1].box == Box(120, 60, 40, 20)


def test_free_forms_and_what_cannot_be_read_of_them(tmp_path: Path) -> None:
    path = '<a:path w="100" h="100"><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="50" y="100"/></a:lnTo><a:close/></a:path>'  # noqa: E501
    free = f"<a:custGeom><a:avLst/><a:pathLst>{path}</a:pathLst></a:custGeom>"
    assert with_shapes(tmp_path, shape(RED, place(0, 0, 10, 10), free))[-1].path == "M 0 0 L 5 10 Z"
    formula = free.replace('x="50"', 'x="x1"')
    assert with_shapes(tmp_path, shape(RED, place(0, 0, 10, 10), formula))[-1].path.endswith("L 0 10 Z")


def test_a_free_form_without_height_is_a_line(tmp_path: Path) -> None:
    path = '<a:path><a:moveTo><a:pt x="0" y="0"/></a:moveTo><a:lnTo><a:pt x="127000" y="0"/></a:lnTo></a:path>'
    flat = f"<a:custGeom><a:avLst/><a:pathLst>{path}</a:pathLst></a:custGeom>"
    assert with_shapes(tmp_path, shape(RED, place(0, 0, 10, 0), flat))[-1].path == "M 0 0 L 10 0"


@pytest.mark.parametrize("fill", ["<a:noFill/>", ""])
def test_what_has_no_paint_is_left_out(tmp_path: Path, fill: str) -> None:
    assert with_shapes(tmp_path, shape(fill, place(0, 0, 10, 10))) == with_shapes(tmp_path, "")


def test_a_shape_takes_its_styles_fill(tmp_path: Path) -> None:
    style = '<p:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:srgbClr val="00FF00"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef><a:fontRef idx="minor"/></p:style>'  # noqa: E501
    fill = with_shapes(tmp_path, shape("", place(0, 0, 10, 10), more=style))[-1].fill
    assert fill is not None and fill.stops[0][1] == "00FF00"


def test_a_logo_is_there_with_its_bytes(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    deck = Presentation(str(PLAIN))
    layout = deck.slide_layouts[1]
    _, relation = layout.part.get_or_add_image_part(picture)
    logo = (
        '<p:pic xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'{A}><p:nvPicPr><p:cNvPr id="92" name="logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{place(600, 10, 90, 30)}</p:spPr></p:pic>"
    )
    layout.shapes._spTree.append(etree.fromstring(logo))
    deck.save(str(tmp_path / "logo.pptx"))
    template = read_template(tmp_path / "logo.pptx")
    art = next(one for one in template.layouts if one.name == layout.name).art[-1]
    assert (art.media_type, art.picture) == ("image/png", picture.getvalue())
    assert art.box == Box(600, 10, 90, 30)


def test_the_bundled_badge_and_bullets() -> None:
    template = read_template(BUNDLED[0])
    section = template.layout_for(Layout.SECTION)
    badge = next(one for one in section.placeholders if one.name == "minutes").art
    assert badge is not None and badge.fill is not None and badge.fill.stops == ((0.0, "96BEEC", 1.0),)
    assert template.body_styles[0].bullet_tone == template.color("accent1")
    assert dict(section.colors) == dict(template.colors)


def test_capitals_and_tints_of_the_plain_template() -> None:
    template = read_template(PLAIN)
    section = template.layout_for(Layout.SECTION)
    title = next(one for one in section.placeholders if one.type == "title")
    assert title.levels[0].caps and not template.title_style.caps
    subtitle = next(one for one in template.layout_for(Layout.TITLE).placeholders if one.type == "subTitle")
    assert subtitle.levels[0].tone == "898989", "black with a tint of 75 %, mixed as light mixes"
