"""Templates of themes: every theme, ground and ratio is a whole template that reads well and keeps to the grid."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation

from coursedeck.base.look.bars import cell_paint
from coursedeck.base.look.component_places import component_places
from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.look.themes import THEMES
from coursedeck.model.problem import Source
from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Region, Template
from coursedeck.model.theme import DeckTheme, Ornament, Ratio, ThemeVariant
from coursedeck.model.units import Box, Point
from coursedeck.output.template import diagnose
from coursedeck.output.template.areas import PARTS
from coursedeck.output.template.package import unzipped
from coursedeck.output.template.read import template_of
from coursedeck.output.themes import theme_template
from coursedeck.output.themes.grid import ColumnGrid

BY_HAND = ("Comparison", "Statement", "Question", "Picture", "Title-only", "Blank")
EVERY = [
    (theme, variant, ratio)
    for theme in THEMES.values()
    for variant in theme.variants
    for ratio in (Ratio.WIDE, Ratio.STANDARD)
]
NAMES = [f"{theme.name}-{variant}-{ratio}" for theme, variant, ratio in EVERY]
Made = tuple[DeckTheme, ThemeVariant, Ratio, Template]


@pytest.fixture(params=EVERY, ids=NAMES, scope="module")
def made(request: pytest.FixtureRequest) -> Made:
    theme, variant, ratio = request.param
    package = unzipped(theme_template(theme, variant, ratio))
    return theme, variant, ratio, template_of(package, Source(theme.name))


def test_there_are_the_themes_that_people_expect() -> None:
    assert list(THEMES) == [
        "default", "dark", "contrast", "academic", "blueprint", "workshop", "corporate", "terminal",
    ]  # fmt: skip
    assert {theme.own for theme in THEMES.values()} == set(ThemeVariant)
    assert all(theme.own in theme.variants for theme in THEMES.values())


def test_every_kind_of_slide_has_its_own_layout_and_every_region_a_placeholder(made: Made) -> None:
    _, _, ratio, template = made
    assert template.size == ratio.size
    for kind in Layout:
        layout = template.layout_for(kind)
        assert layout.name.lower() == kind.value
        regions = [area.region for area in layout.areas if area.placeholder and not area.moved]
        assert regions[: len(PARTS[kind])] == [*PARTS[kind]]
    names = [layout.name for layout in template.layouts]
    assert len(names) == len(set(names))
    assert {name for name in BY_HAND if name.lower() not in set(Layout)} <= set(names)


def test_nothing_is_found_wrong_with_it(made: Made) -> None:
    assert diagnose(made[3]) == ()


def test_components_stand_where_slides_put_them(made: Made) -> None:
    template = made[3]
    body = template.layout_for(Layout.CONTENT).area(Region.BODY)
    assert body is not None
    for kind in COMPONENTS - {Layout.PICTURE}:
        holders = {one.name: one.box for one in template.layout_for(kind).placeholders}
        for name, box in component_places(kind, body.box).items():
            assert box_of(holders[name]) == pytest.approx(box_of(box), abs=0.1), (kind, name)


def box_of(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.width, box.height


def test_texts_keep_within_the_slide_and_apart(made: Made) -> None:
    template = made[3]
    for layout in template.serving:
        if layout.kind is Layout.PICTURE:
            continue
        boxes = [(area.region, area.box) for area in layout.areas]
        for region, box in boxes:
            assert 43 <= box.left < box.right <= template.size.width - 43, (layout.name, region)
            assert 0 <= box.top < box.bottom <= 524.1, (layout.name, region)
        for at, (region, one) in enumerate(boxes):
            for other_region, other in boxes[at + 1 :]:
                apart = (
                    one.right <= other.left + 0.01
                    or other.right <= one.left + 0.01
                    or one.bottom <= other.top + 0.01
                    or other.bottom <= one.top + 0.01
                )
                assert apart, (layout.name, region, other_region)


def test_a_picture_fills_the_slide_and_its_title_can_be_read_on_every_one(made: Made) -> None:
    template = made[3]
    layout = template.layout_for(Layout.PICTURE)
    (picture,) = (one for one in layout.placeholders if one.type == "pic")
    title = layout.area(Region.TITLE)
    assert box_of(picture.box) == (0.0, 0.0, template.size.width, template.size.height)
    assert title is not None and title.placeholder is not None
    assert box_of(title.box) == pytest.approx((0.0, template.size.height - 96, template.size.width, 96), abs=0.1)
    assert title.placeholder.art is not None
    for behind in ("000000", "FFFFFF", "808080"):
        assert contrast(title.levels[0].tone, title.placeholder.art.over(behind)) >= 4.5, (layout.name, behind)


def fills_behind(template: Template, layout: Layout, place: Point) -> str:
    """The colour at a place of an empty slide: the uppermost ornament's, else the background's."""
    found = template.layout_for(layout).ground
    for art in template.layout_for(layout).art:
        inside = art.box.left <= place.x <= art.box.right and art.box.top <= place.y <= art.box.bottom
        if inside and art.fill is not None and art.fill.stops[0][2] == 1.0:
            found = art.fill.stops[0][1]
    assert found is not None
    return found


def spots(box: Box) -> Iterator[Point]:
    """The corners and the middle of a box, a little inside."""
    for x in (box.left + 1, box.center.x, box.right - 1):
        for y in (box.top + 1, box.center.y, box.bottom - 1):
            yield Point(x, y)


def test_every_text_reads_on_what_is_behind_it(made: Made) -> None:
    template = made[3]
    for layout in template.serving:
        assert layout.kind is not None
        for area in layout.areas:
            badge = area.placeholder.art if area.placeholder else None
            for spot in spots(area.box):
                behind = fills_behind(template, layout.kind, spot)
                if badge is not None and badge.fill is not None:
                    behind = badge.fill.stops[0][1]
                ratio = contrast(area.levels[0].tone, behind)
                assert ratio >= 4.5, (layout.name, area.region, area.levels[0].tone, behind)


def test_colours_of_roles_read_on_the_ground_and_on_cards(made: Made) -> None:
    template = made[3]
    for role in ("tx1", "tx2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"):
        for ground in ("bg1", "bg2"):
            assert contrast(template.color(role), template.color(ground)) >= 4.5, (role, ground)


def test_tables_and_boxes_read(made: Made) -> None:
    template = made[3]
    colors, look = ThemeColors(dict(template.colors)), template.look.table
    header = look.header_fill or "bg1"
    assert contrast(colors.hex(look.header_ink or colors.ink(header)), colors.hex(header)) >= 4.5
    if look.band:
        assert contrast(colors.hex("tx1"), colors.hex(look.band)) >= 4.5


def test_colours_and_fonts_come_from_the_theme_part_alone(made: Made) -> None:
    theme, variant, ratio, _ = made
    package = unzipped(theme_template(theme, variant, ratio))
    for part in package.parts:
        if part.startswith(("/ppt/slideMasters/s", "/ppt/slideLayouts/s", "/ppt/notesMasters/n", "/ppt/tableStyles")):
            tree = package.xml(part)
            assert not list(tree.iter("{*}srgbClr", "{*}sysClr", "{*}prstClr")), part
            faces = {one.get("typeface", "") for one in tree.iter("{*}latin", "{*}ea", "{*}cs")}
            assert all(face.startswith(("+mj-", "+mn-")) for face in faces if face), (part, faces)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_an_auditor_finds_nothing_and_slides_can_be_added_by_hand(theme: DeckTheme, tmp_path: Path) -> None:
    for variant in theme.variants:
        data = theme_template(theme, variant, Ratio.STANDARD)
        assert data == theme_template.__wrapped__(theme, variant, Ratio.STANDARD)
        file = tmp_path / f"{variant}.pptx"
        file.write_bytes(data)
        assert list(validate_pptx(file).errors) == []
    deck = Presentation(io.BytesIO(theme_template(theme)))
    for layout in deck.slide_layouts:
        slide = deck.slides.add_slide(layout)
        for holder in slide.placeholders:
            if holder.has_text_frame:
                holder.text_frame.text = "Words"
    assert len(deck.slides) == len(deck.slide_layouts) >= len(Layout) + 2


def test_guides_stand_on_both_edges_of_twelve_columns(made: Made) -> None:
    theme, variant, ratio, _ = made
    master = unzipped(theme_template(theme, variant, ratio)).xml("/ppt/slideMasters/slideMaster1.xml")
    guides = [one for one in master.iter("{*}guide") if one.get("orient") is None]
    places = [int(one.get("pos", "0")) / 8 for one in guides]
    assert len(places) == 24
    assert places[0] == pytest.approx(43.2, abs=0.1)
    assert places[-1] == pytest.approx(ratio.size.width - 43.2, abs=0.2)
    widths = {round(right - left) for left, right in zip(places[::2], places[1::2], strict=True)}
    gutters = {round(after - before) for before, after in pairwise(places[1:-1]) if before in places[1::2]}
    assert len(widths) <= 2 and gutters == {16}


def test_new_shapes_lines_and_text_boxes_have_the_themes_look(made: Made) -> None:
    theme, variant, ratio, _ = made
    part = unzipped(theme_template(theme, variant, ratio)).xml("/ppt/theme/theme1.xml")
    defaults = part.find("{*}objectDefaults")
    assert defaults is not None
    assert [one.tag.rpartition("}")[2] for one in defaults] == ["spDef", "lnDef", "txDef"]
    assert {one.get("sz") for one in defaults.iter("{*}defRPr")} == {"2000"}


def test_no_two_themes_are_recolourings_of_one_another() -> None:
    shapes = {
        name: (
            [(one.first, one.top, one.end, one.bottom, one.geometry) for one in theme.cover.ornaments],
            [(one.first, one.top, one.end, one.bottom, one.geometry) for one in theme.opener.ornaments],
            [(one.first, one.top, one.end, one.bottom, one.geometry) for one in theme.ornaments],
            theme.look,
        )
        for name, theme in THEMES.items()
        if name != "dark"  # the pair of the default theme
    }
    for part in range(4):
        seen = [repr(found[part]) for found in shapes.values()]
        assert len(set(seen)) == len(seen), part


def test_the_grid_has_the_same_gutters_in_both_ratios() -> None:
    for ratio in Ratio:
        grid = ColumnGrid(ratio.size)
        assert grid.start(1) - grid.end(1) == pytest.approx(16)
        assert grid.end(12) == pytest.approx(ratio.size.width - 43.2, abs=0.01)


def test_nothing_large_is_bright_on_a_dark_ground(made: Made) -> None:
    theme, variant, _, template = made
    if variant is ThemeVariant.LIGHT:
        return
    colors = ThemeColors(dict(template.colors))
    whole = template.size.width * template.size.height
    for layout in template.serving:
        assert layout.ground is not None
        assert luminance(layout.ground) < 0.1, layout.name
        for art in layout.art:
            if art.fill is not None and art.box.width * art.box.height > 0.02 * whole:
                assert luminance(art.fill.stops[0][1]) < 0.4, (theme.name, layout.name)
        if template.look.table.header_fill is not None:
            assert luminance(colors.hex(template.look.table.header_fill)) < 0.4
        fill, ink = cell_paint(colors, f"#{layout.ground}", current=True)
        assert luminance(colors.hex(fill)) < 0.4
        assert contrast(colors.hex(ink), colors.hex(fill)) >= 4.5


def luminance(color: str) -> float:
    return contrast(color, "000000") * 0.05 - 0.05


@pytest.mark.parametrize("ratio", list(Ratio))
@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_square_ornaments_are_as_high_as_they_are_wide_in_both_ratios(ratio: Ratio, edge: str) -> None:
    box = ColumnGrid(ratio.size).ornament(Ornament("disc", 8, 100, 10, 300, geometry="ellipse", square=edge))
    assert box.width == box.height
    assert (box.top if edge == "top" else box.bottom) == (100 if edge == "top" else 300)


def test_circles_of_covers_are_round(made: Made) -> None:
    theme, _, ratio, _ = made
    grid = ColumnGrid(ratio.size)
    round_ones = [grid.ornament(one) for one in theme.cover.ornaments if one.geometry == "ellipse"]
    assert all(box.width == pytest.approx(box.height, rel=0.02) for box in round_ones)
