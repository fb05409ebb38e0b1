"""Where slides are cut, and how large they are set."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, Layout, PlacedSlide, TableShape, TextParagraph, TextShape
from coursedeck.model.template import Region
from coursedeck.model.units import Box
from coursedeck.output.template import builtin_template, read_template

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

PROSE = "컨테이너는 프로세스를 격리해 실행하는 방법이며 커널을 함께 쓴다. "


def pages(deck: Deck, title: str) -> list[PlacedSlide]:
    """The slides under a heading; the first one of a small section bears the section's title before it."""
    titles = [(slide, slide.title.paragraphs[0].plain) for slide in deck.slides]
    return [slide for slide, said in titles if said.startswith(title) or f" · {title}" in said]


def code_shapes(slide: PlacedSlide) -> list[TextShape]:
    return [shape for shape in slide.shapes if isinstance(shape, TextShape) and " code " in shape.name]


def body(slide: PlacedSlide) -> list[TextParagraph]:
    return [p for shape in slide.shapes if isinstance(shape, TextShape) for p in shape.paragraphs]


def body_box() -> Box:
    area = read_template(builtin_template("default")).layout_for(Layout.CONTENT).area(Region.BODY)
    assert area is not None
    return area.box


@pytest.mark.parametrize("lines", [2, 9, 16])
@pytest.mark.parametrize("sentences", [1, 5, 12])
def test_a_listing_that_fits_a_slide_is_never_cut(fitted: Fitted, lines: int, sentences: int) -> None:
    listing = "\n".join(f"key_{number}: value {number}" for number in range(lines))
    items = "\n".join(f"- `key_{number}`: {PROSE}" for number in range(6))
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{PROSE * sentences}\n\n```yaml\n{listing}\n```\n\n{items}\n")
    held = [code_shapes(slide) for slide in pages(deck, "갑") if code_shapes(slide)]
    assert len(held) == 1, "all of it stands on one slide"
    assert sum(len(shape.paragraphs) for shape in held[0]) == lines


@pytest.mark.parametrize(
    ("lines", "size", "least", "most"), [(1, 28, 0.45, 0.56), (3, 28, 0.45, 0.65), (7, 24, 0.9, 1)]
)
def test_a_few_lines_of_code_are_large_in_a_window_with_room_for_them(
    fitted: Fitted, lines: int, size: int, least: float, most: float
) -> None:
    listing = "\n".join(f"docker run web-{number}" for number in range(lines))
    slide = pages(fitted(f"# T\n\n## S\n\n### 갑\n\n```bash\n{listing}\n```\n")[0], "갑")[0]
    (window,) = code_shapes(slide)
    body = body_box()
    bar = next(shape for shape in slide.shapes if shape.name.endswith("bar"))
    assert window.paragraphs[0].size == size
    assert least < (window.box.bottom - bar.box.top) / body.height <= most
    assert bar.box.top - body.top <= body.bottom - window.box.bottom, "it does not hang low"


def test_a_long_file_of_short_lines_stands_in_two_columns(fitted: Fitted) -> None:
    blocks = "\n\n".join(f"service_{n}:\n  image: nginx\n  ports:\n    - 80{n}:80" for n in range(6))
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n```yaml\n{blocks}\n```\n")
    (slide,) = pages(deck, "갑")
    left, right = code_shapes(slide)
    assert left.box.right < right.box.left and left.box.top == right.box.top
    assert right.paragraphs[0].plain.startswith("service_"), "cut where the file pauses"
    assert min(p.size for p in (*left.paragraphs, *right.paragraphs)) >= 16
    shown = [p.plain for p in (*left.paragraphs, *right.paragraphs) if p.plain]
    assert shown == [line for line in blocks.split("\n") if line]


def test_a_short_table_is_not_cut_and_fills_its_slide(fitted: Fitted) -> None:
    rows = "| 시작 | 수 분 | 수 초 |\n| 메모리 | GB | MB |\n| 비용 | 5% | 1% |"
    table = f"| 구분 | 가상머신 | 컨테이너 |\n|---|---|---|\n{rows}"
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{table}\n\n### 을\n\n{PROSE * 14}\n\n{table}\n")
    found = [
        s for title in ("갑", "을") for page in pages(deck, title) for s in page.shapes if isinstance(s, TableShape)
    ]
    assert [len(one.rows) for one in found] == [4, 4]
    assert min(found[0].rows) >= 60


def test_no_page_is_a_heading_or_a_line_alone(fitted: Fitted) -> None:
    items = "\n".join(f"- 항목 {number}: {PROSE}" for number in range(9))
    for count in range(1, 12):
        text = f"{PROSE * count}\n\n**방법**:\n\n{items}\n"
        deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{text}")
        for slide in pages(deck, "갑"):
            shown = body(slide)
            assert not shown[-1].plain.endswith(":"), "what a colon leads to stands below it"
            assert len(shown) > 1 or len(shown[0].plain) > 60


def test_spaces_between_items_are_of_one_scale(fitted: Fitted) -> None:
    for count in range(2, 14):
        items = "\n".join(f"- 항목 {number}" for number in range(count))
        deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{items}\n")
        (slide,) = pages(deck, "갑")
        for shape in slide.shapes:
            assert isinstance(shape, TextShape)
            spaces = {p.space_before for p in shape.paragraphs[1:]}
            assert len(spaces) <= 1 and spaces <= {8.0, 12.0, 16.0, 24.0}
        assert min(p.size for p in body(slide)) >= (24 if count < 8 else 16)


@pytest.mark.parametrize("items", [2, 4, 7])
@pytest.mark.parametrize("below", ["```sh\nls -l\n```", "| a | b |\n| - | - |\n| 1 | 2 |"])
def test_a_list_stands_farther_from_what_is_below_it_than_its_items_from_one_another(
    fitted: Fitted, items: int, below: str
) -> None:
    lines = "\n".join(f"- loaf {n} of bread" for n in range(items))
    deck, _ = fitted(f"# T\n\n## S\n\nBread is baked in the morning.\n\n{lines}\n\n{below}\n\n## E\n\n- end\n")
    (slide,) = [slide for slide in deck.slides if slide.section == 0]
    text, *others = [shape for shape in slide.shapes if shape.name.startswith("body")]
    assert isinstance(text, TextShape)
    gap = round(min(shape.box.top for shape in others) - text.box.bottom, 1)
    between = max(paragraph.space_before for paragraph in text.paragraphs)
    assert gap in {12.0, 16.0, 24.0}
    assert gap > between


def test_both_columns_have_the_same_spaces(fitted: Fitted) -> None:
    items = "\n".join(f"- 항목 {number}" for number in range(13))
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{items}\n")
    (slide,) = pages(deck, "갑")
    columns = [shape for shape in slide.shapes if isinstance(shape, TextShape)]
    assert len({p.space_before for shape in columns for p in shape.paragraphs[1:]}) == 1
    assert len(columns) == 2


def test_the_lines_of_a_long_title_are_about_as_long_as_one_another(fitted: Fitted) -> None:
    words = "컨테이너 오케스트레이션 도구를 고를 때 따져 보아야 하는 것들과 그 까닭을 함께 살펴보기"
    deck, _ = fitted(f"# T\n\n## S\n\n### {words}\n\n- 가\n- 나\n")
    title = pages(deck, "컨테이너")[0].title
    measure = ParagraphMeasure(Ruler(Families()))
    lines = measure.lines(title.paragraphs[0], title.box.width - title.inset[0] - title.inset[2]).lines
    assert len(lines) == 2
    assert min(line.width for line in lines) > 0.7 * max(line.width for line in lines)


@pytest.mark.parametrize("comment", ["変数の値を確かめる", "检查变量的值是否正确", "값을 확인한다", "check the value"])
@pytest.mark.parametrize("letters", range(1, 40, 3))
def test_long_code_whose_lines_nearly_fill_half_a_slide_is_shown_whole(
    fitted: Fitted, comment: str, letters: int
) -> None:
    line = f"{'x' * letters} = 1  # {comment}"
    listing = "\n".join([line] * 30)
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n```python\n{listing}\n```\n")
    shown = "".join(p.plain for slide in pages(deck, "갑") for shape in code_shapes(slide) for p in shape.paragraphs)
    assert shown.count(comment[-2:]) == 30


def test_a_page_that_begins_inside_an_item_shows_the_item_again_and_dimmed(fitted: Fitted) -> None:
    nested = "\n".join(f"   - A longer nested point about the subject, number {n}, and more" for n in range(22))
    deck, _ = fitted(f"# T\n\n## Part\n\n### Long\n\n1. First\n2. The item itself\n{nested}\n3. The last one\n")
    pages = [slide for slide in deck.slides if slide.title.paragraphs[0].plain.endswith("Long")]
    assert len(pages) > 1
    for page in pages[1:]:
        first, second, *_ = [line for shape in page.shapes if isinstance(shape, TextShape) for line in shape.paragraphs]
        assert first.plain == "The item itself"
        assert {run.color for run in first.runs} == {"tx2"}
        assert (first.level, second.level) == (0, 1)
        assert first.number == 2


@pytest.mark.parametrize("framed", ["", "> "])
@pytest.mark.parametrize("before", range(8, 15))
def test_a_sentence_left_open_stands_with_what_completes_it(fitted: Fitted, before: int, framed: str) -> None:
    said = "".join(f"{framed}{PROSE * 2}\n{framed}\n" for _ in range(before))
    lines = "\n".join(f"{framed}key_{number}: value" for number in range(4))
    form = f"{framed}전체 이름은 다음 형식\n{framed}\n{framed}```yaml\n{lines}\n{framed}```\n{framed}\n"
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{said}{form}{said}")
    (held,) = [slide for slide in deck.slides if code_shapes(slide)]
    assert any("다음 형식" in paragraph.plain for paragraph in body(held)), "not at the end of the slide before"
