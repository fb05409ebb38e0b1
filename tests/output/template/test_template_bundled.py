"""The bundled templates: what they promise to plan, fit and the writer, and that their script makes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from coursedeck.base.look.contrast import contrast
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.slide import Layout
from coursedeck.model.template import Region, Template
from coursedeck.output.template import builtin_template, diagnose, open_template, read_template
from coursedeck.output.template.areas import PARTS
from coursedeck.output.template.package import read_package

ROOT = Path(__file__).parents[3]
NAMES = ("default", "dark")
MARGIN = 43.2


@pytest.fixture(params=NAMES, scope="module")
def template(request: pytest.FixtureRequest) -> Template:
    return read_template(builtin_template(request.param))


def parts(name: str) -> dict[str, bytes]:
    return dict(read_package(builtin_template(name), Source(name)).parts)


def test_the_script_makes_the_committed_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "templates" / "make_templates.py", tmp_path], check=True)
    for name in NAMES:
        assert (tmp_path / f"{name}.pptx").read_bytes() == (ROOT / "templates" / f"{name}.pptx").read_bytes(), name


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    for name in ("nope", "../templates/default", ""):
        with pytest.raises(CourseError, match="use one of dark, default"):
            builtin_template(name)


def test_every_kind_of_slide_has_its_own_layout_and_every_part_a_placeholder(template: Template) -> None:
    assert [layout.kind for layout in template.serving] == list(Layout)
    for kind in Layout:
        layout = template.layout_for(kind)
        assert layout.name.lower() == kind.value
        assert [area.region for area in layout.areas if area.placeholder and not area.moved] == [
            *PARTS[kind],
            *([] if kind in {Layout.TITLE, Layout.PICTURE} else [Region.FOOTER, Region.SLIDE_NUMBER]),
        ]


def test_the_doctor_finds_nothing(template: Template) -> None:
    assert diagnose(template) == ()


def test_titles_stand_in_one_place_and_everything_within_the_margins(template: Template) -> None:
    own_place = {Layout.TITLE, Layout.SECTION, Layout.PICTURE}
    titles = {
        area.box
        for layout in template.serving
        if layout.kind not in own_place and (area := layout.area(Region.TITLE)) is not None
    }
    (title,) = titles
    assert (title.left, round(title.width, 3)) == (MARGIN, 960 - 2 * MARGIN)
    assert title.bottom < 120
    for layout in template.serving:
        if layout.kind is Layout.PICTURE:  # its title is on a band from edge to edge
            continue
        for area in layout.areas:
            assert MARGIN - 0.01 <= area.box.left < area.box.right <= 960 - MARGIN + 0.01, (layout.name, area.region)
            assert 16 <= area.box.top < area.box.bottom <= 524, (layout.name, area.region)


def test_no_two_parts_of_a_slide_overlap(template: Template) -> None:
    for layout in template.serving:
        for at, one in enumerate(layout.areas):
            for other in layout.areas[at + 1 :]:
                apart = (
                    one.box.right <= other.box.left + 0.01
                    or other.box.right <= one.box.left + 0.01
                    or one.box.bottom <= other.box.top + 0.01
                    or other.box.bottom <= one.box.top + 0.01
                )
                assert apart, (layout.name, one.region, other.region)


def test_text_is_readable_on_its_ground(template: Template) -> None:
    for layout in template.serving:
        assert layout.ground is not None
        for area in layout.areas:
            behind = layout.ground_of(area.placeholder, area.box) if layout.kind is Layout.PICTURE else layout.ground
            if area.region is not Region.MINUTES:  # the badge has a fill of its own
                assert contrast(area.levels[0].tone, behind) >= 4.5, (layout.name, area.region)
        assert contrast(template.color(layout.ink), layout.ground) >= 4.5, layout.name


def test_the_badge_is_readable_on_its_fill(template: Template) -> None:
    section = template.layout_for(Layout.SECTION)
    minutes, number = section.area(Region.MINUTES), section.area(Region.NUMBER)
    assert minutes is not None and number is not None
    assert contrast(minutes.levels[0].tone, number.levels[0].tone) >= 4.5


def test_role_colours_work_as_text_and_as_fill(template: Template) -> None:
    for role in ("tx1", "tx2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"):
        for ground in ("bg1", "bg2"):
            assert contrast(template.color(role), template.color(ground)) >= 4.5, (role, ground)


def test_type_scale(template: Template) -> None:
    assert (template.title_style.size, template.title_style.bold, template.title_style.heading) == (30, True, True)
    assert [style.size for style in template.body_styles[:5]] == [22, 20, 18, 16, 16]
    assert [style.bullet for style in template.body_styles[:3]] == ["•", "–", "▪"]
    for style in template.body_styles:
        assert style.hanging == 20 <= style.indent
        assert style.space_before >= 4


def test_fonts_cover_every_script_that_courses_use(template: Template) -> None:
    assert template.text.latin == template.headings.latin == "Segoe UI"
    assert template.text.for_script("Hang") == "Malgun Gothic"
    assert template.text.for_script("Jpan") == "Yu Gothic"
    assert template.text.for_script("Arab") == "Arial"


@pytest.mark.parametrize("name", NAMES)
def test_colours_and_fonts_come_from_the_theme_alone(name: str) -> None:
    for part, content in parts(name).items():
        if part.startswith(("/ppt/slideMasters/s", "/ppt/slideLayouts/s", "/ppt/notesMasters/n", "/ppt/tableStyles")):
            tree = etree.fromstring(content)
            assert not list(tree.iter("{*}srgbClr", "{*}sysClr", "{*}prstClr")), part
            named = {one.get("typeface", "") for one in tree.iter("{*}latin", "{*}ea", "{*}cs", "{*}sym")}
            faces = {face for face in named if face}
            assert all(face.startswith(("+mj-", "+mn-")) for face in faces), (part, faces)


@pytest.mark.parametrize("name", NAMES)
def test_a_notes_master_is_registered_and_nothing_is_left_over(name: str) -> None:
    found = parts(name)
    assert b"<p:notesMasterIdLst>" in found["/ppt/presentation.xml"]
    assert not [part for part in found if part.startswith(("/ppt/slides/", "/docProps/thumbnail", "/ppt/printer"))]
    assert not [part for part, content in found.items() if b"Canny" in content]


@pytest.mark.parametrize("name", NAMES)
def test_words_are_not_cut_at_line_ends(name: str) -> None:
    master = etree.fromstring(parts(name)["/ppt/slideMasters/slideMaster1.xml"])
    names = [f"{{*}}lvl{number}pPr" for number in range(1, 10)]
    levels = [level for styles in master.iter("{*}txStyles") for level in styles.iter(*names)]
    assert len(levels) == 19
    assert {(level.get("eaLnBrk"), level.get("latinLnBrk")) for level in levels} == {("0", "0")}


@pytest.mark.parametrize("name", NAMES)
def test_opening_loses_no_part(name: str, tmp_path: Path) -> None:
    opened = tmp_path / "opened.pptx"
    opened.write_bytes(open_template(builtin_template(name)))
    again = read_template(opened)
    first = read_template(builtin_template(name))
    assert [layout.part for layout in again.layouts] == [layout.part for layout in first.layouts]
    assert again.serving == first.serving
