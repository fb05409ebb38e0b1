"""A brand's template opened for a course: its fonts, the layouts that the course names, its page and sample deck."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.template_doctor import JudgedTemplate, judged
from coursedeck.app.stages.templates import open_template_file
from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.ruler import UNKNOWN_FACE
from coursedeck.model.slide import Layout
from coursedeck.model.template import TemplateSettings
from tests.output.template.brand_files import renamed
from tests.output.template.template_files import PLAIN, changed

THEME = "ppt/theme/theme1.xml"


def with_font(tmp_path: Path, family: str) -> Path:
    def change(text: str) -> str:
        return text.replace('<a:majorFont><a:latin typeface="Calibri"', f'<a:majorFont><a:latin typeface="{family}"')

    file = changed(PLAIN, tmp_path / "brand.pptx", {THEME: change})
    assert family.encode() in open_template_file(tmp_path, "brand.pptx").package or file.exists()
    return file


def test_a_font_that_is_not_here_is_one_finding_with_what_measures_for_it(tmp_path: Path) -> None:
    with_font(tmp_path, "Houseface Display")
    (problem,) = open_template_file(tmp_path, "brand.pptx").problems
    assert problem.check == "template-font"
    for words in ("title", '"Houseface Display"', "measured with", "measure-as"):
        assert words in problem.message


def test_a_stand_in_that_the_course_names_ends_the_finding_and_measures(tmp_path: Path) -> None:
    with_font(tmp_path, "Houseface Display")
    opened = open_template_file(tmp_path, "brand.pptx", settings=TemplateSettings(measure_as="Liberation Sans"))
    assert opened.problems == ()
    families = families_of(opened.template, "en")
    assert families.stand_in == "Liberation Sans"
    arial = Ruler(Families(latin="Arial")).width("Houses", 20)
    assert Ruler(families.of_headings).width("Houses", 20) == pytest.approx(arial)


def test_letters_of_an_unknown_font_get_a_margin() -> None:
    unknown = Ruler(Families(latin="Houseface Display"))
    near = Ruler(Families(latin="Houseface Display", stand_in="DejaVu Sans"))
    assert unknown.width("words", 20) > 0
    assert UNKNOWN_FACE > 1
    assert unknown.width("가나", 20) == near.width("가나", 20)


def test_letter_spacing_and_capitals_are_measured() -> None:
    plain, spaced = Ruler(Families()), Ruler(Families(), tracking=2.0)
    assert spaced.width("word", 20) == pytest.approx(plain.width("word", 20) + 8)
    assert Ruler(Families(), caps=True).width("word", 20) == pytest.approx(plain.width("WORD", 20))


def test_a_layout_that_the_template_does_not_have_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    renamed({2: "Title and Content", 3: "Section 1"}, tmp_path / "brand.pptx")
    settings = TemplateSettings(layouts=((Layout.SECTION, "Sektion 1"),))
    problems = open_template_file(tmp_path, "brand.pptx", settings=settings).problems
    (problem,) = [one for one in problems if one.check == "layouts"]
    assert "'Section 1'" in problem.message and problem.source.file == "course.toml"


@pytest.fixture(scope="module")
def doctor(tmp_path_factory: pytest.TempPathFactory) -> JudgedTemplate:
    file = renamed({2: "Title and Content"}, tmp_path_factory.mktemp("brand") / "brand.potx")
    return judged(file, "en", TemplateSettings())


def test_the_page_shows_layouts_findings_and_sample_slides(doctor: JudgedTemplate) -> None:
    page = doctor.page("brand.potx", "sample.pptx")
    assert "Title and Content" in page and "sample.pptx" in page
    assert page.count('<img src="data:') == len(doctor.sample.slides) > 10
    assert "http" not in page.partition("</style>")[2].replace("http://www.w3.org", "")


def test_the_sample_deck_has_every_component(doctor: JudgedTemplate, tmp_path: Path) -> None:
    file = tmp_path / "sample.pptx"
    file.write_bytes(doctor.sample.deck)
    assert len(Presentation(str(file)).slides) >= len(doctor.sample.slides) > 0
    assert {Layout.TITLE, Layout.SECTION} <= {kind for kind, _, _ in doctor.sample.slides}
