"""Templates from elsewhere: 4:3, .potx, sample slides, other languages, missing placeholders, LibreOffice's."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import partial
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from coursedeck.base.look.contrast import contrast
from coursedeck.model.problem import Severity
from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Region, Template
from coursedeck.model.units import Size
from coursedeck.output.template import diagnose, open_template, read_template
from coursedeck.output.template.free_space import overlap
from tests.output.template.template_files import BUNDLED, MAIN_TYPE, PLAIN, Change, changed, parts, with_slides
from tests.patience import PATIENCE

LAYOUTS = "ppt/slideLayouts/slideLayout{}.xml"


def names(template: Template) -> dict[str, str]:
    return {str(layout.kind): layout.name for layout in template.serving}


def checks(template: Template) -> set[str]:
    return {problem.check for problem in diagnose(template)}


def test_powerpoints_standard_layouts_serve_every_kind_on_4_to_3() -> None:
    template = read_template(PLAIN)
    assert template.size == Size(720, 540)
    assert names(template) == {
        "title": "Title Slide",
        "agenda": "Title and Content",
        "section": "Section Header",
        "content": "Title and Content",
        "two-content": "Two Content",
        "figure": "Title Only",
        "figure-text": "Two Content",
        "table": "Title Only",
        "chart": "Title Only",
        "code": "Title Only",
        "closing": "Title and Content",
        **{kind.value: "Title and Content" for kind in COMPONENTS},
        "comparison": "Comparison",
    }
    assert diagnose(template) == ()


def test_styles_are_inherited_from_the_master() -> None:
    template = read_template(PLAIN)
    body = template.layout_for(Layout.CONTENT).area(Region.BODY)
    assert body is not None and body.placeholder is not None and not body.moved
    assert [level.size for level in body.levels[:5]] == [32, 28, 24, 20, 20]
    assert [level.bullet for level in body.levels[:5]] == ["•", "–", "•", "–", "»"]
    assert (body.levels[0].indent, body.levels[0].hanging) == (27, 27)
    assert body.levels[0].space_before == pytest.approx(6.4), "20 % of the size"
    assert body.inset == (7.2, 3.6, 7.2, 3.6)
    section = template.layout_for(Layout.SECTION).area(Region.TITLE)
    assert section is not None and (section.levels[0].size, section.levels[0].bold) == (40, True)


def test_a_layout_without_body_gets_the_masters_region() -> None:
    template = read_template(PLAIN)
    alone, content = template.layout_for(Layout.TABLE), template.layout_for(Layout.CONTENT)
    free, body = alone.area(Region.BODY), content.area(Region.BODY)
    assert free is not None and body is not None
    assert free.placeholder is None and free.moved
    assert free.box == alone.body_area == body.box


def test_computed_parts_stay_on_the_slide_and_apart() -> None:
    template = read_template(PLAIN)
    for layout in template.serving:
        for at, one in enumerate(layout.areas):
            assert 0 <= one.box.left < one.box.right <= 720, (layout.kind, one.region)
            assert 0 <= one.box.top < one.box.bottom <= 540, (layout.kind, one.region)
            assert not [other.region for other in layout.areas[at + 1 :] if overlap(one.box, other.box)], layout.kind


def test_a_potx_opens_as_a_presentation(tmp_path: Path) -> None:
    potx = changed(
        BUNDLED[0],
        tmp_path / "house.potx",
        {"[Content_Types].xml": lambda text: text.replace(MAIN_TYPE, "presentationml.template.main+xml")},
    )
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        Presentation(str(potx))
    assert len(Presentation(io.BytesIO(open_template(potx))).slide_layouts) >= len(Layout)
    assert read_template(potx).serving == read_template(BUNDLED[0]).serving


def test_macros_stay_behind(tmp_path: Path) -> None:
    def registered(text: str) -> str:
        return text.replace(
            "</Relationships>",
            '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
            'Target="vbaProject.bin"/></Relationships>',
        )

    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    potm = changed(
        BUNDLED[0],
        tmp_path / "house.potm",
        {
            "[Content_Types].xml": lambda text: text.replace(
                kind, "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"
            ).replace(
                "</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
            ),
            "ppt/_rels/presentation.xml.rels": registered,
        },
    )
    with zipfile.ZipFile(potm, "a") as package:
        package.writestr("ppt/vbaProject.bin", b"macro")
    opened = parts(open_template(potm))
    assert "ppt/vbaProject.bin" not in opened
    assert b"vbaProject.bin" not in opened["ppt/_rels/presentation.xml.rels"]
    assert kind.encode() in opened["[Content_Types].xml"]


def test_sample_slides_leave_no_trace(tmp_path: Path) -> None:
    sampled = with_slides(PLAIN, tmp_path / "house.pptx")
    assert any(b"confidential-word" in content for content in parts(sampled.read_bytes()).values())
    opened = parts(open_template(sampled))
    assert not [name for name, content in opened.items() if b"confidential-word" in content]
    assert not [name for name in opened if name.startswith(("ppt/slides/", "ppt/notesSlides/", "docProps/thumbnail"))]
    assert [name for name in opened if name.startswith("ppt/notesMasters/")], "the notes master stays"
    main = etree.fromstring(opened["ppt/presentation.xml"])
    assert not list(main.iter("{*}sldIdLst", "{*}custShowLst", "{*}sectionLst"))
    deck = Presentation(io.BytesIO(open_template(sampled)))
    assert len(deck.slides) == 0
    deck.slides.add_slide(deck.slide_layouts[1])
    deck.save(io.BytesIO())


def test_every_part_that_is_left_has_a_content_type_and_every_target_exists(tmp_path: Path) -> None:
    opened = parts(open_template(with_slides(PLAIN, tmp_path / "house.pptx")))
    types = etree.fromstring(opened["[Content_Types].xml"])
    overrides = {entry.get("PartName", "")[1:] for entry in types if entry.tag.endswith("Override")}
    assert overrides <= opened.keys()
    extensions = {entry.get("Extension", "") for entry in types if entry.tag.endswith("Default")}
    for name in opened.keys() - {"[Content_Types].xml"}:
        assert name in overrides or name.rpartition(".")[2] in extensions, name


def test_the_same_template_opens_to_the_same_bytes(tmp_path: Path) -> None:
    sampled = with_slides(PLAIN, tmp_path / "house.pptx")
    assert open_template(sampled) == open_template(sampled)


@pytest.mark.parametrize(
    ("number", "name", "kind"),
    [
        (1, "제목 슬라이드", Layout.TITLE),
        (2, "제목 및 내용", Layout.CONTENT),
        (3, "구역 머리글", Layout.SECTION),
        (4, "콘텐츠 2개", Layout.TWO_CONTENT),
        (6, "제목만", Layout.FIGURE),
        (2, "Titel und Inhalt", Layout.CONTENT),
        (3, "Abschnittsüberschrift", Layout.SECTION),
        (4, "1_TWO  content", Layout.TWO_CONTENT),
        (9, "Figure Text", Layout.FIGURE_TEXT),
    ],
)
def test_layouts_are_found_by_name_in_any_spelling(tmp_path: Path, number: int, name: str, kind: Layout) -> None:
    def rename(text: str) -> str:
        untyped = re.sub(r' type="\w+" preserve', " preserve", text)
        return re.sub(r'cSld name="[^"]*"', f'cSld name="{name}"', untyped, count=1)

    template = read_template(changed(PLAIN, tmp_path / "t.pptx", {LAYOUTS.format(number): rename}))
    assert template.layout_for(kind).name == name


def unnamed(number: int, text: str) -> str:
    return re.sub(r'cSld name="[^"]*"', f'cSld name="X{number}"', text, count=1)


def test_unnamed_layouts_are_found_by_type(tmp_path: Path) -> None:
    changes = {LAYOUTS.format(number): partial(unnamed, number) for number in range(1, 12)}
    found = names(read_template(changed(PLAIN, tmp_path / "t.pptx", changes)))
    assert (found["title"], found["content"], found["section"]) == ("X1", "X2", "X3")
    assert (found["two-content"], found["table"], found["figure-text"]) == ("X4", "X6", "X4")


def test_unnamed_untyped_layouts_are_found_by_their_placeholders(tmp_path: Path) -> None:
    def bare(number: int, text: str) -> str:
        return re.sub(r'(<p:sldLayout [^>]*?) type="\w+"', r"\1", unnamed(number, text), count=1)

    changes = {LAYOUTS.format(number): partial(bare, number) for number in range(1, 12)}
    template = read_template(changed(PLAIN, tmp_path / "t.pptx", changes))
    found = names(template)
    assert found["content"] == "X2"
    assert (found["title"], found["section"], found["two-content"]) == ("X1", "X3", "X4")
    assert checks(template) == set()


def without(kind: str) -> Change:
    def drop(text: str) -> str:
        tree = etree.fromstring(text.encode())
        for shapes in tree.iter("{*}spTree"):
            for shape in [*shapes.iterchildren("{*}sp")]:
                if any(mark.get("type") == kind for mark in shape.iter("{*}ph")):
                    shapes.remove(shape)
        return str(etree.tostring(tree, encoding="unicode"))

    return drop


def test_the_doctor_misses_titles(tmp_path: Path) -> None:
    one = changed(BUNDLED[0], tmp_path / "one.pptx", {LAYOUTS.format(4): without("title")})
    (problem,) = diagnose(read_template(one))
    assert problem.severity is Severity.WARNING
    assert "layout 'Content' has no title placeholder" in problem.message
    none = {
        LAYOUTS.format(number): without("ctrTitle" if number == 1 else "title") for number in range(1, len(Layout) + 1)
    }
    found = diagnose(read_template(changed(BUNDLED[0], tmp_path / "none.pptx", none)))
    assert [problem.check for problem in found if problem.severity is Severity.ERROR] == ["template-title"]


def test_the_doctor_misses_slide_numbers(tmp_path: Path) -> None:
    file = changed(BUNDLED[0], tmp_path / "t.pptx", {LAYOUTS.format(4): without("sldNum")})
    (problem,) = diagnose(read_template(file))
    assert problem.check == "template-slide-number" and "'Content'" in problem.message


def test_the_doctor_misses_a_body_and_gives_it_a_place(tmp_path: Path) -> None:
    def drop(text: str) -> str:
        return re.sub(r'<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="body"/>.*?</p:sp>', "", text, flags=re.S)

    template = read_template(changed(BUNDLED[0], tmp_path / "t.pptx", {LAYOUTS.format(4): drop}))
    assert checks(template) == {"template-body"}
    body = template.layout_for(Layout.CONTENT).area(Region.BODY)
    assert body is not None and body.box == template.layout_for(Layout.CLOSING).body_area


def test_the_doctor_measures_regions(tmp_path: Path) -> None:
    def squeeze(text: str) -> str:
        return re.sub(r'(name="body".*?<a:ext cx="\d+" cy=)"\d+"', r'\1"900000"', text, count=1, flags=re.S)

    template = read_template(changed(BUNDLED[0], tmp_path / "t.pptx", {LAYOUTS.format(4): squeeze}))
    assert checks(template) == {"template-region"}


def test_the_doctor_sees_pale_text(tmp_path: Path) -> None:
    pale = changed(
        BUNDLED[0], tmp_path / "t.pptx", {"ppt/theme/theme1.xml": lambda text: text.replace("1B2430", "B0B4BA")}
    )
    assert checks(read_template(pale)) == {"template-contrast"}


def test_a_colour_map_swaps_dark_and_light() -> None:
    dark = read_template(BUNDLED[1])
    assert (dark.color("bg1"), dark.color("tx1")) == ("0E1624", "F3F6FB")
    assert dark.layout_for(Layout.CONTENT).ground == "0E1624"
    assert dark.layout_for(Layout.CONTENT).ink == "tx1"
    assert read_template(BUNDLED[0]).layout_for(Layout.SECTION).ink == "bg1"


def libreoffice_template(folder: Path, name: str) -> Template:
    """One of the templates that LibreOffice installs, as it saves it for PowerPoint."""
    soffice = shutil.which("soffice")
    found = sorted(Path("/usr/lib/libreoffice/share/template").rglob(f"{name}.otp"))
    if not soffice or not found:
        pytest.skip("needs LibreOffice Impress and its templates")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pptx", "--outdir", str(folder), str(found[0])]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return read_template(folder / f"{name}.pptx")


@pytest.mark.long
@pytest.mark.office
@pytest.mark.parametrize("name", ["DNA", "Vivid", "Candy", "Metropolis", "Growing_Liberty"])
def test_libreoffice_templates_keep_their_look(tmp_path: Path, name: str) -> None:
    template = libreoffice_template(tmp_path, name)
    assert {problem.severity for problem in diagnose(template)} <= {Severity.WARNING, Severity.NOTE}
    body = template.layout_for(Layout.CONTENT).area(Region.BODY)
    assert body is not None and body.placeholder is not None
    assert body.levels[0].bullet is not None, "styles come from the sample paragraphs"
    assert body.levels[0].size > body.levels[1].size
    assert {level.tone for level in body.levels} == {body.levels[0].tone}, "no level is pale"
    assert template.color("tx1") == body.levels[0].tone, "the theme means what is seen"
    for role in ("tx1", "tx2", "accent1", "hlink"):
        for ground in ("bg1", "bg2"):
            assert contrast(template.color(role), template.color(ground)) >= 4.5, (role, ground)
    for layout in template.layouts:
        numbers = [one.idx for one in layout.placeholders if one.type not in {"title", "ctrTitle"}]
        assert len(numbers) == len(set(numbers)), layout.name


@pytest.mark.office
def test_a_light_text_on_a_picture_makes_a_dark_theme(tmp_path: Path) -> None:
    template = libreoffice_template(tmp_path, "Metropolis")
    assert template.color("tx1") == "FFFFFF"
    assert contrast(template.color("bg1"), "000000") < contrast(template.color("bg1"), "FFFFFF")


@pytest.mark.long
@pytest.mark.office
def test_the_face_of_titles_becomes_the_heading_font(tmp_path: Path) -> None:
    template = libreoffice_template(tmp_path, "Growing_Liberty")
    title = template.layout_for(Layout.CONTENT).area(Region.TITLE)
    assert (template.headings.latin, template.text.latin) == ("Noto Sans", "Arial")
    assert title is not None and title.levels[0].heading
