"""Marks, code, columns and pictures as a lecturer would set them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pygments.lexers import get_all_lexers

from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.problem import Problem, Source
from coursedeck.model.session import Picture
from coursedeck.model.slide import Deck, PlacedSlide, TableShape, TextParagraph, TextRun, TextShape
from coursedeck.model.text import literal
from coursedeck.session.fit import Media
from coursedeck.session.fit.code import highlighted
from coursedeck.session.load import load_course, load_session
from tests.session.conftest import Bench

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]


def slides_with(deck: Deck, words: str) -> list[PlacedSlide]:
    return [slide for slide in deck.slides if words in slide.title.paragraphs[0].plain]


def text_of(slide: PlacedSlide) -> list[TextParagraph]:
    return [paragraph for shape in slide.shapes if isinstance(shape, TextShape) for paragraph in shape.paragraphs]


@pytest.mark.parametrize("mark", ["-", "- [ ]", "- [x]", "1.", "98."])
def test_no_mark_of_a_list_touches_its_text(fitted: Fitted, mark: str) -> None:
    items = "\n".join(f"{mark} 항목" for _ in range(3))
    deck, _ = fitted(f"# T\n\n## 목록 {{as=list}}\n\n{items}\n")
    ruler = Ruler(Families())
    for paragraph in text_of(slides_with(deck, "목록")[0]):
        shown = paragraph.bullet if paragraph.number is None else f"{paragraph.number}."
        assert shown is not None
        assert paragraph.hanging >= ruler.width(shown, paragraph.size) + 0.3 * paragraph.size


def test_a_wrapped_line_of_code_is_never_parted(fitted: Fitted) -> None:
    long = "\n".join(f"value_{n} = compute({', '.join(f'argument_{m}' for m in range(9))})" for n in range(40))
    deck, _ = fitted(f"# T\n\n## 코드\n\n```python\n{long}\n```\n")
    pages = slides_with(deck, "코드")
    assert len(pages) > 1
    assert all(text_of(page)[0].plain.startswith("value_") for page in pages)


def test_the_first_column_names_its_row_and_stands_left(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## 표\n\n| 해 | 값 |\n|---|---|\n| 2024 | 1 |\n| 2025 | 22 |\n")
    (table,) = (shape for shape in slides_with(deck, "표")[0].shapes if isinstance(shape, TableShape))
    assert [cell[0].align.value for cell in table.cells[1]] == ["left", "right"]


def test_a_picture_of_few_pixels_is_not_blown_up() -> None:
    media = Media({}, {"icon.png": (40, 30), "drawing.svg": (40, 30)})
    icon, drawing = (Picture(path, literal("x", Source("a.md", 1)), Source("a.md", 1)) for path in media.pixels)
    most = media.max_size(icon)
    assert most is not None
    assert (most.width, most.height) == (60, 45)
    assert media.least_height(icon, 800) == 45
    assert media.max_size(drawing) is None


@pytest.mark.parametrize("text", ["가 latest 나", "가latest나"])
def test_letters_of_two_scripts_keep_a_distance_with_a_blank_or_without(text: str) -> None:
    ruler = Ruler(Families())
    paragraph = TextParagraph((TextRun(text, "ko-KR"),), 20)
    assert ParagraphMeasure(ruler).natural_width(paragraph) >= ruler.width(text, 20) + 2 * 0.24 * 20


def test_what_shall_stay_on_one_slide_and_does_not_fit_goes_on_and_says_so(fitted: Fitted) -> None:
    items = "\n".join(f"- {n}번째 항목" for n in range(30))
    deck, problems = fitted(f"# T\n\n## 유지\n\n<!-- slide: keep -->\n\n{items}\n")
    pages = slides_with(deck, "유지")
    assert len(pages) > 1
    assert all(shape.box.bottom <= 540 for page in pages for shape in page.shapes)
    assert ["유지" in problem.message for problem in problems] == [True]


def test_a_table_of_too_many_columns_is_named_with_its_line(fitted: Fitted) -> None:
    head = "|".join(f"아주긴열이름{n}" for n in range(16))
    cells = "|".join(f"긴낱말하나{n}" for n in range(16))
    _, problems = fitted(f"# T\n\n## 표\n\n|{head}|\n|{'---|' * 16}\n|{cells}|\n")
    assert {(problem.source.line, "too narrow" in problem.message) for problem in problems} == {(5, True), (7, True)}


@pytest.mark.parametrize("hint", ["layout=nope", "layout=title", "layout=section", "as=vector"])
def test_a_layout_that_cannot_hold_content_is_told_and_left_out(bench: Bench, hint: str) -> None:
    outline = bench.plan(f"# T\n\n## S\n\n<!-- slide: {hint} -->\n\n- 가\n")
    assert [slide.layout.value for slide in outline.slides] == ["title", "content"]
    session, problems = load_session(load_course(bench.root)[0], bench.root / "content" / "talk.md")
    assert hint in problems[0].message and session.parts


def test_bullets_have_the_colour_of_their_template_in_every_box(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## 목록\n\n- 가\n\n  ```sh\n  ls\n  ```\n\n- 나\n\n> [!NOTE]\n> - 다\n")
    colors = {p.plain: p.bullet_color for p in text_of(slides_with(deck, "목록")[0]) if p.bullet}
    assert colors == dict.fromkeys(["가", "나", "다"], "accent1")


SHELL = "$ ls\n  indented\n> a <b> 'c'\n\n[1] 2\n\tend"


@pytest.mark.parametrize("language", [aliases[0] for _, aliases, _, _ in get_all_lexers() if aliases])
def test_highlighting_changes_no_character_of_code(language: str) -> None:
    lines = highlighted(SHELL, language)
    assert "\n".join("".join(run.text for run in line) for line in lines) == SHELL.expandtabs(4)


def test_added_and_removed_lines_of_a_diff_differ_in_colour(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## 코드\n\n```diff\n same\n-old\n+new\n```\n")
    colors = {paragraph.plain.strip(): paragraph.runs[-1].color for paragraph in text_of(slides_with(deck, "코드")[0])}
    assert len({colors["-old"], colors["+new"], colors["same"]}) == 3


@pytest.mark.parametrize("link", ["tel:+123", "HTTPS://example.com", "//example.com/a", "ftp://example.com/a"])
def test_links_out_of_the_course_are_kept(fitted: Fitted, link: str) -> None:
    deck, problems = fitted(f"# T\n\n## 절\n\n[말]({link})\n")
    (run,) = (run for paragraph in text_of(slides_with(deck, "절")[0]) for run in paragraph.runs)
    assert run.link == (f"https:{link}" if link.startswith("//") else link)
    assert not problems


def test_a_link_that_no_program_follows_is_told(fitted: Fitted) -> None:
    deck, problems = fitted("# T\n\n## 절\n\n[말](slack://channel)\n")
    (run,) = (run for paragraph in text_of(slides_with(deck, "절")[0]) for run in paragraph.runs)
    assert run.link is None
    assert [
        problem.source.line for problem in problems if "'slack://channel' cannot be followed" in problem.message
    ] == [5]


def test_a_link_of_two_lines_may_begin_on_a_line_of_its_own() -> None:
    measure = ParagraphMeasure(Ruler(Families()))
    before, words = TextRun("You might also find ", "en"), "these data repositories useful and all that they hold"
    taller = 0
    for width in range(200, 700, 20):
        runs = [(before, TextRun(words, "en", link=link), TextRun(" today.", "en")) for link in (None, "https://a.b")]
        plain, linked = (measure.lines(TextParagraph(one, 20), width) for one in runs)
        assert len(linked.lines) == len(plain.lines)  # as PowerPoint breaks them
        assert linked.height >= plain.height
        taller += linked.height > plain.height
    assert 0 < taller < 25
