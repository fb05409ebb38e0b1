"""Arabic, Hebrew and their kin: everything begins on the right, and what reads from the left stays so."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import polib
import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from coursedeck.base.look.bars import bar_cells
from coursedeck.base.text import Families
from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.base.words import ui_strings
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Source
from coursedeck.model.session import Code
from coursedeck.model.slide import (
    PROCESS,
    BarShape,
    Deck,
    FigureShape,
    Layout,
    PlacedSlide,
    TableShape,
    TextParagraph,
    TextRun,
    TextShape,
)
from coursedeck.model.template import Region
from coursedeck.model.units import Box
from coursedeck.output.pages.code import code_html
from coursedeck.output.preview import PreviewContext, slide_svg
from coursedeck.output.template import builtin_template, mirrored, open_template, read_template
from coursedeck.session.fit import Fitter, Media, note_paragraphs
from coursedeck.session.fit.direction import with_direction
from coursedeck.session.load import load_course, load_session
from coursedeck.session.plan import plan
from tests.session.conftest import FIGURES

LETTERS = {
    "ar": "الحاوية تشارك النواة",
    "he": "קונטיינר חולק את הליבה",
    "fa": "کانتینر هسته را شریک است",
    "ur": "کنٹینر دانا",
}
TAGS = {"ar": "ar-SA", "he": "he-IL", "fa": "fa-IR", "ur": "ur-PK"}
TABLE = "| الخاصية | آلة | حاوية |\n| --- | --- | --- |\n| زمن البدء | 60 | 2 |\n| الأداة | `--all` | Docker (CE) |\n"


def template(name: str = "default") -> Any:
    path = builtin_template(name)
    return mirrored(read_template(path), open_template(path))


def fitted(root: Path, markdown: str, locale: str = "ar", shown: str = " {as=list}") -> Deck:
    (root / "content").mkdir()
    (root / "diagrams").mkdir()
    (root / "diagrams" / "square.py").touch()
    (root / "course.toml").write_text(f'source-locale = "{locale}"\n')
    file = root / "content" / "talk.md"
    file.write_text(
        f"# مقدمة\n\n## القسم (10분)\n\n### صفحة{shown}\n\n{markdown}\n\n## نهاية (5분)\n\n- خاتمة\n", "utf-8"
    )
    course, _ = load_course(root)
    session, _ = load_session(course, file)
    families = Families(complex="Arial", language=locale)
    fitter = Fitter(template()[0], families, ui_strings("en"), locale, Media(FIGURES, {}))
    return fitter.fit(plan(session, course, ui_strings("en"), fitter))[0]


def page(deck: Deck, layout: Layout) -> PlacedSlide:
    return next(slide for slide in deck.slides if slide.layout is layout)


def shape_of(slide: PlacedSlide, name: str) -> TextShape:
    return next(shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.name == name)


def found(slide: PlacedSlide, kind: type) -> Any:
    return next(shape for shape in slide.shapes if isinstance(shape, kind))


@pytest.mark.parametrize("locale", LETTERS)
def test_text_begins_on_the_right_in_its_language(tmp_path: Path, locale: str) -> None:
    deck = fitted(tmp_path, f"- {LETTERS[locale]}\n- {LETTERS[locale]} 2\n  - {LETTERS[locale]} 3\n", locale)
    _in_their_language(page(deck, Layout.CONTENT), 3, locale)


@pytest.mark.parametrize("locale", LETTERS)
def test_points_begin_on_the_right(tmp_path: Path, locale: str) -> None:
    deck = fitted(tmp_path, f"- {LETTERS[locale]}\n- {LETTERS[locale]} 2\n", locale, shown="")
    _in_their_language(page(deck, Layout.POINTS_2), 2, locale)


def test_a_statement_begins_below_its_bar(tmp_path: Path) -> None:
    slide = page(fitted(tmp_path, f"> {LETTERS['ar']}.\n", shown=""), Layout.STATEMENT)
    bar, statement = (shape_of(slide, name) for name in ("bar", "statement 1"))
    assert statement.box.right - statement.inset[2] == pytest.approx(bar.box.right)


def _in_their_language(slide: PlacedSlide, count: int, locale: str) -> None:
    said = [one for shape in slide.shapes if isinstance(shape, TextShape) for one in shape.paragraphs if one.bullet]
    assert len(said) == count
    for paragraph in (*slide.title.paragraphs, *said):
        assert (paragraph.rtl, paragraph.align) == (True, Align.RIGHT)
    assert {run.lang for run in said[0].runs} == {TAGS[locale]}


@pytest.mark.parametrize(
    "markdown", ["::: tip\nاطحن قبل التحضير\n:::\n\n- أ\n- ب\n", "::: objectives\n- أ\n- ب\n:::\n"]
)
def test_the_bar_of_a_callout_stands_where_reading_begins(tmp_path: Path, markdown: str) -> None:
    shapes = [
        shape for shape in page(fitted(tmp_path, markdown), Layout.CONTENT).shapes if isinstance(shape, TextShape)
    ]
    bar = next(shape for shape in shapes if shape.name.endswith(" bar"))
    card = next(shape for shape in shapes if f"{shape.name} bar" == bar.name)
    assert bar.box.left == pytest.approx(card.box.right)
    assert min(card.inset) >= 0


def test_code_keeps_its_place_and_order(tmp_path: Path) -> None:
    shape = shape_of(page(fitted(tmp_path, "```bash\ndocker run --rm app\n```\n"), Layout.CODE), "body code 1")
    assert [(p.plain, p.rtl, p.align) for p in shape.paragraphs] == [("docker run --rm app", False, Align.LEFT)]


def test_a_drawing_of_characters_is_not_turned(tmp_path: Path) -> None:
    deck = fitted(tmp_path, "```\n+---+   +---+\n| A |-->| B |\n+---+   +---+\n```\n")
    shapes = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TextShape)]
    drawn = [paragraph for shape in shapes for paragraph in shape.paragraphs if set("+|") & set(paragraph.plain)]
    assert [paragraph.plain for paragraph in drawn][1] == "| A |-->| B |"
    assert not any(paragraph.rtl for paragraph in drawn)


def test_words_that_read_from_the_left_keep_their_signs(tmp_path: Path) -> None:
    slide = page(fitted(tmp_path, "- شغّل `--rm` الآن\n- برامج C++ أيضًا\n  - ب\n"), Layout.CONTENT)
    command, language, _ = found(slide, TextShape).paragraphs
    assert [run.text for run in command.runs if run.mono] == ["\u200e--rm\u200e"]
    assert "C++\u200e " in language.plain


def test_a_link_that_begins_with_a_number_reads_from_the_right(tmp_path: Path) -> None:
    slide = page(fitted(tmp_path, "- [1. الدليل](https://a.example) و[الموقع](https://b.example)\n"), Layout.CONTENT)
    (line,) = found(slide, TextShape).paragraphs
    assert [run.text for run in line.runs if run.link] == ["\u200f1. الدليل", "الموقع"]


def test_items_without_a_letter_of_the_script_keep_their_signs_at_the_end(tmp_path: Path) -> None:
    slide = page(fitted(tmp_path, "- Which kernel is it?\n- **Docker** (CE).\n"), Layout.CONTENT)
    question, product = found(slide, TextShape).paragraphs
    assert (question.rtl, question.plain) == (True, "\u200eWhich kernel is it?\u200e")
    assert product.plain == "\u200eDocker (CE).\u200e"


def test_the_parts_of_a_row_keep_their_order() -> None:
    runs = (TextRun("أ · ", "ar"), TextRun("Session 2 · 72 ", "en"), TextRun("دقيقة", "ar"))
    assert _from_the_right(*runs) == "أ\u200f · \u200fSession 2\u200f · \u200f72 دقيقة"


def test_a_number_stays_with_the_words_behind_it() -> None:
    runs = (TextRun("Kubernetes", "en"), TextRun(" 11 دقيقة", "ar"))
    assert _from_the_right(*runs) == "Kubernetes\u200f 11 دقيقة"


def _from_the_right(*runs: TextRun) -> str:
    shape = TextShape("row", Box(0, 0, 9, 9), (TextParagraph(runs, 20),))
    return with_direction(shape).paragraphs[0].plain


def test_a_question_has_the_mark_of_its_script_and_begins_beside_it(tmp_path: Path) -> None:
    question = "إذا شغّلنا الصورة نفسها مئة مرة على الجهاز، فكم ينمو القرص في النهاية؟"
    slide = page(fitted(tmp_path, f"{question}\n", shown=""), Layout.QUESTION)
    assert shape_of(slide, "mark 1").paragraphs[0].plain == "؟"
    left, _, right, _ = shape_of(slide, "question 1").inset
    assert left >= right


def test_questions_are_no_steps(tmp_path: Path) -> None:
    deck = fitted(tmp_path, "1. ماذا نبني؟\n2. أين نشغّله؟\n3. من يراقبه؟\n", shown="")
    assert not any(slide.layout in PROCESS.values() for slide in deck.slides)


def test_text_stands_to_the_right_of_its_figure(tmp_path: Path) -> None:
    slide = page(fitted(tmp_path, "![شكل](../diagrams/square.py)\n\n- أ\n- ب\n"), Layout.FIGURE_TEXT)
    assert found(slide, FigureShape).box.right < found(slide, TextShape).box.left


def test_tables_begin_on_the_right(tmp_path: Path) -> None:
    table = found(page(fitted(tmp_path, TABLE), Layout.TABLE), TableShape)
    assert table.rtl
    assert table.cells[0][0][0].plain == "الخاصية"
    aligned = [[cell[0].align for cell in row] for row in table.cells]
    assert aligned[1][0] is Align.RIGHT
    _, option, engine = (cell[0] for cell in table.cells[2])
    assert (option.plain, option.rtl) == ("--all", False)
    assert (engine.plain, engine.rtl, engine.align) == ("Docker (CE)", False, Align.RIGHT)


def test_numbers_stand_at_the_far_side(tmp_path: Path) -> None:
    table = found(page(fitted(tmp_path, TABLE.rpartition("| الأداة")[0]), Layout.TABLE), TableShape)
    assert [cell[0].align for cell in table.cells[1]] == [Align.RIGHT, Align.LEFT, Align.LEFT]


def test_agenda_and_bar_run_from_the_right(tmp_path: Path) -> None:
    deck = fitted(tmp_path, "".join(f"### {number}\n\n![](box.py)\n\n- أ\n\n" for number in range(4)))
    bar = found(page(deck, Layout.SECTION), BarShape)
    assert bar.rtl
    first, second = bar_cells(bar.box, bar.weights, rtl=bar.rtl)
    assert first.left > second.right
    assert first.right == pytest.approx(bar.box.right)
    row, time, dot = (shape_of(page(deck, Layout.AGENDA), name) for name in ("agenda", "clock", "dot 1"))
    assert row.box.right < dot.box.left < time.box.left
    assert (row.paragraphs[0].align, time.paragraphs[0].align) == (Align.RIGHT, Align.LEFT)


def test_bars_are_mirror_images() -> None:
    box = Box(10, 0, 300, 8)
    there, back = list(bar_cells(box, (1, 2, 5))), list(bar_cells(box, (1, 2, 5), rtl=True))
    assert [320 - cell.right for cell in back] == pytest.approx([cell.left for cell in there])


def test_notes_run_from_the_right() -> None:
    (line,) = note_paragraphs(["قل إن النواة مشتركة"], (), "ar")
    assert (line.rtl, line.align) == (True, Align.RIGHT)


@pytest.mark.parametrize("name", ["default", "dark"])
def test_package_and_template_are_the_same_mirror_image(tmp_path: Path, name: str) -> None:
    turned, package = template(name)
    (tmp_path / "turned.pptx").write_bytes(package)
    plain, read = read_template(builtin_template(name)), read_template(tmp_path / "turned.pptx")
    assert [layout.placeholders for layout in read.layouts] == [layout.placeholders for layout in turned.layouts]
    for before, after in zip(plain.serving, turned.serving, strict=True):
        for area, other in zip(before.areas, after.areas, strict=True):
            assert other.box.left == pytest.approx(plain.size.width - area.box.right)
            if area.placeholder and other.placeholder:
                assert other.placeholder.idx == area.placeholder.idx
                assert not other.moved or area.moved
    title = turned.layout_for(Layout.CONTENT).area(Region.TITLE)
    assert title.levels[0].align is Align.RIGHT


def test_a_template_made_for_such_text_stays_as_it_is() -> None:
    turned, package = template()
    again, same = mirrored(turned, package)
    assert again is turned
    assert same is package


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An English session, built in Arabic from its catalog."""
    root = tmp_path_factory.mktemp("rtl")
    (root / "content").mkdir()
    (root / "course.toml").write_text('title = "Course"\nsource-locale = "en"\nlocales = ["en", "ar"]\n')
    (root / "content" / "talk.md").write_text(
        "# Talk\n\n## One (5 min)\n\n- Kernel\n\n## Two (5 min)\n\n- End\n\n"
        "### Three\n\n| Name | Use |\n| --- | --- |\n| a | b |\n\n"
        "### Four\n\n```chart\ntype: line\nx: Days\ny: Loaves\ncategories: [a, b]\nseries:\n  Use: [1, 2]\n```\n"
    )
    assert main(["translate", "ar", "--course", str(root)]) == 0
    said = {
        "Talk": "حديث",
        "One": "واحد",
        "Two": "اثنان",
        "Kernel": "النواة",
        "End": "النهاية",
        "Course": "دورة",
        "Name": "اسم",
        "Use": "غرض",
    }
    for file in sorted((root / "content" / "locale" / "ar").glob("*.po")):
        catalog = polib.pofile(str(file), wrapwidth=0)
        for entry in catalog:
            entry.msgstr = said.get(entry.msgid, entry.msgstr)
        catalog.save()
    assert main(["--course", str(root), "--locale", "ar", "--output", str(root / "output"), "--quiet"]) == 0
    return (root / "output" / "ar" / "talk.pptx").read_bytes()


def parts(package: bytes, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name).decode() for name in sorted(archive.namelist()) if re.fullmatch(pattern, name)]


def test_a_locale_of_the_command_line_comes_out_mirrored(built: bytes) -> None:
    slides = "".join(parts(built, r"ppt/slides/slide\d+\.xml"))
    (header, *_) = re.findall(r"<a:tr .*?</a:tr>", slides)
    assert re.findall(r"<a:t>([^<]*)</a:t>", header) == ["غرض", "اسم"], "the first stands on the right"
    assert not re.search(r"<a:tblPr [^>]*rtl=", slides), "or PowerPoint would turn them once more"
    assert "<a:t>\u200f" not in slides, "a link that begins with Arabic needs no mark"
    body = re.search(r"<a:pPr([^>]*)>(?:(?!</a:p>).)*النواة", slides)
    assert body
    assert 'algn="r"' in body[1]
    assert 'rtl="1"' in body[1]
    assert 'lang="ar-SA"' in slides
    (theme, *_) = parts(built, r"ppt/theme/theme1\.xml")
    assert re.findall(r'<a:cs typeface="([^"]*)"', theme) == ["Arial", "Arial"]
    (presentation,) = parts(built, r"ppt/presentation\.xml")
    assert re.search(r'<p:presentation [^>]*rtl="1"', presentation)


def test_all_words_of_a_chart_run_from_the_right(built: bytes) -> None:
    (chart,) = parts(built, r"ppt/charts/chart\d+\.xml")
    paragraphs = re.findall(r"<a:pPr([^>]*)>", chart)
    assert len(paragraphs) > 3
    assert {written.strip() for written in paragraphs} == {'rtl="1"'}


def test_every_line_runs_as_its_letters_do(built: bytes) -> None:
    lines = re.findall(r"<a:p>(<a:pPr[^>]*>.*?)</a:p>", "".join(parts(built, r"ppt/slides/slide\d+\.xml")))
    said = [("".join(re.findall(r"<a:t>([^<]*)</a:t>", line)), 'rtl="1"' in line.partition(">")[0]) for line in lines]
    wrong = [(words, turned) for words, turned in said if turned != has_right_to_left(words)]
    assert len(said) > 10 and not [one for one in wrong if one[0].strip()]


def test_footer_and_number_change_sides(built: bytes) -> None:
    layout = Presentation(io.BytesIO(built)).slides[3].slide_layout
    left = {holder.placeholder_format.type: holder.left for holder in layout.placeholders}
    by_name = {str(kind).split()[0]: place for kind, place in left.items()}
    assert by_name["FOOTER"] > by_name["SLIDE_NUMBER"]


def test_the_preview_draws_the_same_sides(tmp_path: Path) -> None:
    deck = fitted(tmp_path, TABLE)
    around = PreviewContext(template()[0], Families(language="ar"), deck.session)
    markup = slide_svg(page(deck, Layout.TABLE), 3, around)
    heads = [float(re.search(rf'x="([\d.]+)"[^>]*>{word}<', markup)[1]) for word in ("الخاصية", "آلة", "حاوية")]  # type: ignore[index]
    assert heads == sorted(heads, reverse=True)


def test_code_on_pages_reads_from_the_left() -> None:
    assert '<pre tabindex="0" dir="ltr">' in code_html(Code("ls .\n", "bash", Source("talk.md")))
