"""The free area of a layout: beside logos, bands and ornaments, and grown where a box is as high as its sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursedeck.model.slide import Layout
from coursedeck.model.template import Region, Template
from coursedeck.model.units import Box, Size
from coursedeck.output.template import diagnose
from coursedeck.output.template.free_space import Obstacles, cut_free, grown_down, overlap
from tests.output.template.brand_files import EMU, LAYOUT, MASTER, read, rectangle, with_shape
from tests.output.template.brand_files import words as text_box
from tests.output.template.template_files import PLAIN, Change

KINDS = (Layout.CONTENT, Layout.TWO_CONTENT, Layout.FIGURE, Layout.TABLE, Layout.CHART, Layout.AGENDA)


def boxes(template: Template, kind: Layout) -> dict[Region, Box]:
    return {area.region: area.box for area in template.layout_for(kind).areas if area.region is not Region.FOOTER}


@pytest.mark.parametrize(
    "logo",
    [
        Box(640, 440, 70, 60),  # at the foot, right
        Box(20, 440, 70, 60),  # left
        Box(655, 100, 60, 90),  # at the top of the body
        Box(0, 465, 720, 75),  # a band along the foot
        Box(0, 0, 50, 540),  # along the left side
    ],
)
@pytest.mark.parametrize("part", ["master", "layouts"])
def test_nothing_runs_behind_a_logo(logo: Box, part: str, tmp_path: Path) -> None:
    shape = with_shape(rectangle(logo.left, logo.top, logo.width, logo.height))
    names = [MASTER] if part == "master" else [LAYOUT.format(number) for number in range(1, 12)]
    template = read(PLAIN, dict.fromkeys(names, shape), tmp_path)
    for kind in KINDS:
        for region, box in boxes(template, kind).items():
            if region in {Region.BODY, Region.ASIDE, Region.CAPTION}:
                assert not overlap(box, logo), (kind, region)
                assert box.height > 200 or region is Region.CAPTION or kind is Layout.AGENDA


@pytest.mark.parametrize("logo", [Box(640, 440, 70, 90), Box(20, 490, 60, 40), Box(690, 500, 30, 40)])
def test_footers_and_numbers_end_before_a_logo(logo: Box, tmp_path: Path) -> None:
    shape = with_shape(rectangle(logo.left, logo.top, logo.width, logo.height))
    layout = read(PLAIN, {MASTER: shape}, tmp_path).layout_for(Layout.CONTENT)
    for region in (Region.FOOTER, Region.SLIDE_NUMBER):
        area = layout.area(region)
        assert area is not None and area.placeholder is not None
        assert not overlap(area.box, logo)
        assert (area.box.top, area.box.height) == (area.placeholder.box.top, area.placeholder.box.height)


def test_a_number_stays_in_the_ornament_that_is_made_for_it(tmp_path: Path) -> None:
    plain = read(PLAIN, {}, tmp_path).layout_for(Layout.CONTENT).area(Region.SLIDE_NUMBER)
    assert plain is not None
    box = plain.box
    badge = with_shape(rectangle(box.left - 8, box.top - 8, box.width + 16, box.height + 16))
    area = read(PLAIN, {MASTER: badge}, tmp_path).layout_for(Layout.CONTENT).area(Region.SLIDE_NUMBER)
    assert area is not None
    assert (area.box, area.moved) == (box, False)


def test_two_columns_stay_level_where_a_logo_cuts_one(tmp_path: Path) -> None:
    shape = with_shape(rectangle(600, 460, 110, 60))
    found = boxes(read(PLAIN, {MASTER: shape}, tmp_path), Layout.TWO_CONTENT)
    assert found[Region.BODY].bottom == pytest.approx(found[Region.ASIDE].bottom)


def test_text_stays_on_its_panel_and_under_a_watermark(tmp_path: Path) -> None:
    panel = with_shape(rectangle(20, 110, 680, 400, "F4F4F4"))
    plain = boxes(read(PLAIN, {}, tmp_path), Layout.CONTENT)[Region.BODY]
    assert boxes(read(PLAIN, {MASTER: panel}, tmp_path), Layout.CONTENT)[Region.BODY] == plain
    mark = with_shape(rectangle(200, 180, 320, 260, "F8F8F8"))
    assert boxes(read(PLAIN, {MASTER: mark}, tmp_path), Layout.CONTENT)[Region.BODY] == plain


def test_titles_end_before_a_logo(tmp_path: Path) -> None:
    logo = Box(600, 20, 100, 80)
    shape = with_shape(rectangle(logo.left, logo.top, logo.width, logo.height))
    title = boxes(read(PLAIN, {MASTER: shape}, tmp_path), Layout.CONTENT)[Region.TITLE]
    assert title.right <= logo.left and title.width > 500


def test_words_of_the_template_are_obstacles_too(tmp_path: Path) -> None:
    note = with_shape(text_box(36, 450, 648, 40, "Internal use only", size=1000))
    body = boxes(read(PLAIN, {LAYOUT.format(2): note}, tmp_path), Layout.CONTENT)[Region.BODY]
    assert body.bottom <= 450


def low(number: int, height: float) -> Change:
    """The body of a layout as high as one line, as Google Slides and LibreOffice write it."""

    def change(text: str) -> str:
        frame = (
            f'<p:spPr><a:xfrm><a:off x="{36 * EMU}" y="{126 * EMU}"/><a:ext cx="{648 * EMU}" '
            f'cy="{round(height * EMU)}"/></a:xfrm></p:spPr>'
        )
        found = re.sub(r'(<p:ph idx="1"/></p:nvPr></p:nvSpPr>)<p:spPr ?/>', rf"\1{frame}", text)
        assert found != text, number
        return found

    return change


@pytest.mark.parametrize("height", [20, 29, 60, 130])
def test_a_body_as_high_as_its_sample_reaches_down_to_what_is_below(height: float, tmp_path: Path) -> None:
    template = read(PLAIN, {LAYOUT.format(2): low(2, height)}, tmp_path)
    body = boxes(template, Layout.CONTENT)[Region.BODY]
    assert (body.top, body.left, body.width) == (126, 36, 648)
    assert 470 < body.bottom <= 500
    assert not [one for one in diagnose(template) if one.check == "template-region"]


def test_a_low_body_ends_above_an_ornament(tmp_path: Path) -> None:
    strip = with_shape(rectangle(0, 400, 720, 20))

    def change(text: str) -> str:
        return strip(low(2, 29)(text))

    body = boxes(read(PLAIN, {LAYOUT.format(2): change}, tmp_path), Layout.CONTENT)[Region.BODY]
    assert 380 < body.bottom <= 400


def test_a_title_that_is_one_line_high_grows_within_its_band(tmp_path: Path) -> None:
    def change(text: str) -> str:
        frame = (
            f'<p:spPr><a:xfrm><a:off x="{36 * EMU}" y="{20 * EMU}"/><a:ext cx="{500 * EMU}" cy="{20 * EMU}"/>'
            "</a:xfrm></p:spPr>"
        )
        found = re.sub(r'(<p:ph type="title"/></p:nvPr></p:nvSpPr>)<p:spPr ?/>', rf"\1{frame}", text)
        return with_shape(rectangle(0, 0, 720, 80))(found)

    title = boxes(read(PLAIN, {LAYOUT.format(2): change}, tmp_path), Layout.CONTENT)[Region.TITLE]
    assert title.height > 45 and title.bottom <= 80 and title.top >= 0


def test_the_title_of_a_section_grows_to_two_lines_and_more_width(tmp_path: Path) -> None:
    def change(text: str) -> str:
        frame = f'<a:off x="{40 * EMU}" y="{150 * EMU}"/><a:ext cx="{200 * EMU}" cy="{48 * EMU}"/>'
        found = re.sub(
            r'(<p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>)<a:off [^>]*/><a:ext [^>]*/>',
            rf"\1{frame}",
            text,
        )
        assert found != text
        return found

    title = boxes(read(PLAIN, {LAYOUT.format(3): change}, tmp_path), Layout.SECTION)[Region.TITLE]
    assert title.width > 350 and title.height > 60


def test_cuts_take_the_side_that_costs_least() -> None:
    size = Size(960, 540)
    body = Box(50, 100, 860, 380)
    assert cut_free(body, Obstacles((Box(800, 440, 160, 100),), size)) == Box(50, 100, 860, 334)
    assert cut_free(body, Obstacles((Box(860, 90, 100, 400),), size)) == Box(50, 100, 804, 380)
    # what would take more than two fifths stays behind the text
    assert cut_free(body, Obstacles((Box(300, 200, 300, 200),), size)) == body


def test_growing_ends_at_the_foot_of_the_slide() -> None:
    size = Size(960, 540)
    assert grown_down(Box(50, 100, 860, 20), Obstacles((), size), 900).bottom == pytest.approx(513)
