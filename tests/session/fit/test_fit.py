"""Everything has its place and size, and nothing of the source is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursedeck.base.text.paragraphs import MeasuredParagraph, ParagraphMeasure
from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, PlacedSlide, Shape, TableShape, TextParagraph, TextShape
from coursedeck.model.units import Points

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]


def paragraphs(shape: Shape) -> list[TextParagraph]:
    if isinstance(shape, TextShape):
        return list(shape.paragraphs)
    if isinstance(shape, TableShape):
        return [paragraph for row in shape.cells for cell in row for paragraph in cell]
    return []


def words(deck: Deck) -> str:
    shapes = [shape for slide in deck.slides for shape in (slide.title, *slide.shapes)]
    return "\n".join(paragraph.plain for shape in shapes for paragraph in paragraphs(shape))


def content(deck: Deck, title: str) -> list[PlacedSlide]:
    """The slides under a heading; the first one of a small section bears the section's title before it."""
    titles = [(slide, slide.title.paragraphs[0].plain) for slide in deck.slides]
    return [slide for slide, said in titles if said.startswith(title) or f" · {title}" in said]


def chips(slide: PlacedSlide) -> list[str]:
    return [p.plain for shape in slide.shapes if shape.name in {"minutes", "part"} for p in paragraphs(shape)]


def inside(slide: PlacedSlide) -> bool:
    return all(
        shape.box.left >= 0 and shape.box.top >= 0 and shape.box.right <= 960.5 and shape.box.bottom <= 540.5
        for shape in (slide.title, *slide.shapes)
    )


def overlapping(slide: PlacedSlide) -> list[tuple[str, str]]:
    on_grounds = re.compile(r"window \d+ (dot|language)|(disc|dot|line) \d+$| line$|bar$")
    shapes = [slide.title, *(shape for shape in slide.shapes if not on_grounds.search(shape.name))]
    return [
        (first.name, other.name)
        for index, first in enumerate(shapes)
        for other in shapes[index + 1 :]
        if first.box.left < other.box.right - 1
        and other.box.left < first.box.right - 1
        and first.box.top < other.box.bottom - 1
        and other.box.top < first.box.bottom - 1
    ]


def test_a_long_list_continues_evenly_with_counted_titles(fitted: Fitted) -> None:
    items = "\n".join(f"- 항목 {n}: 한 줄에 들어가는 짧은 설명" for n in range(40))
    deck, problems = fitted(f"# T\n\n## S\n\n### 목록\n\n{items}\n\n## 끝\n\n- 가\n")
    pages = content(deck, "목록")
    counts = [len(paragraphs(page.shapes[0])) for page in pages]
    assert sum(counts) == 40
    assert max(counts) <= 13
    assert max(counts) - min(counts) <= 2
    total = len(pages)
    assert {page.title.paragraphs[0].plain for page in pages} == {"S · 목록"}
    assert [text for page in pages for text in chips(page)] == [f"{n} / {total}" for n in range(1, total + 1)]
    assert [page.continuation for page in pages] == [(n, total) for n in range(1, total + 1)]
    assert not problems


def test_numbers_go_on_over_pages(fitted: Fitted) -> None:
    items = "\n".join(f"{n}. 차례 {n}" for n in range(1, 31))
    deck, _ = fitted(f"# T\n\n## S\n\n### 목록\n\n{items}\n\n## 끝\n\n- 가\n")
    numbers = [p.number for page in content(deck, "목록") for p in paragraphs(page.shapes[0])]
    assert numbers == list(range(1, 31))


def test_a_table_repeats_its_header_on_every_page(fitted: Fitted) -> None:
    rows = "\n".join(
        f"| 행 {n} | 값이 있는 칸 {n} | 설명이 두 줄로 넘어갈 만큼 꽤 긴 칸 {n} | {n} | x |" for n in range(30)
    )
    deck, _ = fitted(
        f"# T\n\n## S\n\n### 표\n\n| 가 | 나 | 다 | 라 | 마 |\n|---|---|---|---|---|\n{rows}\n\n## 끝\n\n- 가\n"
    )
    pages = [shape for page in content(deck, "표") for shape in page.shapes]
    tables = [shape for shape in pages if isinstance(shape, TableShape)]
    assert len(tables) > 1
    assert all(table.cells[0][0][0].plain == "가" and table.header for table in tables)
    assert sum(len(table.cells) - 1 for table in tables) == 30
    assert all(abs(sum(table.columns) - table.box.width) < 0.5 for table in tables)


def test_a_paragraph_of_a_chapter_is_measured_piece_by_piece(fitted: Fitted, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text ten times as long takes about ten times the work, not a hundred times."""
    measured = 0
    lines = ParagraphMeasure.lines

    def counting(self: ParagraphMeasure, paragraph: TextParagraph, width: Points) -> MeasuredParagraph:
        nonlocal measured
        measured += len(paragraph.plain)
        return lines(self, paragraph, width)

    monkeypatch.setattr(ParagraphMeasure, "lines", counting)
    text = "여섯 글자마다 쉬고 " * 400
    deck, _ = fitted(f"---\nprose: slide\n---\n# T\n\n## S\n\n### 글\n\n{text}\n")
    shown = "".join(p.plain for page in content(deck, "글") for p in paragraphs(page.shapes[0]))
    assert shown.replace(" ", "") == text.replace(" ", "")
    assert measured < 60 * len(text)


def test_code_is_split_between_lines_and_long_lines_are_marked(fitted: Fitted) -> None:
    lines = [f"value_{n} = compute({n})" for n in range(60)] + ["long = " + " + ".join(f"term_{n}" for n in range(40))]
    source = "\n".join(lines)
    deck, _ = fitted(f"# T\n\n## S\n\n### 코드\n\n```python\n{source}\n```\n\n## 끝\n\n- 가\n")
    shapes = [shape for page in content(deck, "코드") for shape in page.shapes if " code " in shape.name]
    shown = [p.plain for shape in shapes for p in paragraphs(shape)]
    assert [line for line in shown if not line.startswith("↳")][:60] == lines[:60]
    assert any(line.startswith("↳ ") for line in shown)
    whole = re.sub(r"\s+|↳", "", "".join(shown))
    assert whole == re.sub(r"\s+", "", source)


def test_sizes_never_go_below_the_floors(fitted: Fitted) -> None:
    prose = " ".join("이 문장은 슬라이드에 다 들어가지 않을 만큼 긴 글의 한 부분이다." for _ in range(12))
    items = "\n".join(f"- {prose[:150]}\n  - {prose[:90]}" for _ in range(12))
    deck, _ = fitted(f"# T\n\n## S\n\n### 글\n\n{prose}\n\n{items}\n\n## 끝\n\n- 가\n")
    bodies = [
        p for page in content(deck, "글") for shape in page.shapes for p in paragraphs(shape) if shape.name != "eyebrow"
    ]
    assert min(p.size for p in bodies) >= 16
    assert len({p.size for p in bodies}) <= 3


def test_a_word_wider_than_the_slide_is_named_with_its_line(fitted: Fitted) -> None:
    _, problems = fitted(f"# T\n\n## S\n\n### 글\n\n- 가\n- {'가' * 120}\n")
    (problem,) = problems
    assert problem.source.line == 8
    assert "가가가" in problem.message


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_run_has_a_language(fitted: Fitted, lang: str) -> None:
    deck, _ = fitted("# T\n\n## S (3분)\n\n- **컨테이너(Container)**는 process다\n- `ls -l`\n")
    runs = [r for s in deck.slides for shape in (s.title, *s.shapes) for p in paragraphs(shape) for r in p.runs]
    assert {run.lang for run in runs} == {"ko-KR", "en-US"}
    assert next(run.lang for run in runs if run.text == "Container") == "en-US"
    assert all(run.lang.startswith(lang) for run in runs if run.text in {"는 ", "process"} and lang == run.lang[:2])


def test_links_inside_the_deck_jump_to_the_slide(fitted: Fitted) -> None:
    deck, (problem,) = fitted(
        "# T\n\n## 하나\n\n- [저기](#둘)\n- [밖](https://example.org)\n- [없음](#nowhere)\n\n## 둘\n\n- 가\n"
    )
    runs = [r for s in deck.slides for shape in s.shapes for p in paragraphs(shape) for r in p.runs]
    links = {run.text: run.link for run in runs if run.text in {"저기", "밖", "없음"}}
    target = links["저기"]
    assert target is not None
    assert target.removeprefix("#") in {slide.id for slide in deck.slides}
    assert links["밖"] == "https://example.org"
    assert links["없음"] is None
    assert problem.source.line == 7
    assert "#nowhere" in problem.message


def test_titles_are_as_written_and_chips_count_those_that_go_on(fitted: Fitted) -> None:
    long = "\n".join(f"- {n}번째 요점을 길게 설명하는 줄이라서 반쪽에 서지 않고 다음 줄로 간다" for n in range(20))
    deck, _ = fitted(f"# T\n\n## 하나\n\n- 가\n\n## 둘\n\n{long}\n\n### 갑\n\n- 나\n\n### 을\n\n왜?\n")
    slides = [slide for slide in deck.slides if slide.section is not None]
    titles = ["".join(p.plain for p in slide.title.paragraphs) for slide in slides]
    total = titles.count("둘") - 1
    assert titles == ["하나", *["둘"] * (total + 1), "갑", "을"]
    assert total > 1
    assert [text for slide in slides for text in chips(slide)] == [f"{n} / {total}" for n in range(1, total + 1)]


def test_the_minutes_of_a_slide_stand_on_a_badge(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## 실습 (7분)\n\n### 토론 (5분)\n\n1. 정한다\n\n### 발표 (2분)\n\n- 말한다\n")
    said = {slide.title.paragraphs[0].plain: chips(slide) for slide in deck.slides if slide.section == 0}
    assert said == {"실습 · 토론": [], "발표": []}
    badges = [shape for slide in deck.slides for shape in slide.shapes if shape.name == "badge 1"]
    assert [[p.plain for p in paragraphs(badge)] for badge in badges] == [["5", "분"], ["2", "분"]]
    assert all(inside(slide) and not overlapping(slide) for slide in deck.slides)


def test_the_agenda_lists_timed_sections_with_minutes_and_links(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## 앞\n\n- 가\n\n## 하나 (5분)\n\n- 가\n\n## 둘 (20분)\n\n- 나\n")
    agenda = next(slide for slide in deck.slides if slide.id == "agenda")
    rows = agenda_rows(agenda)
    assert [texts for texts, _ in rows] == [("00:00", "하나", "5분"), ("00:05", "둘", "20분")]
    assert all(row.link for _, row in rows)
    assert rows[1][1].box.height > 1.5 * rows[0][1].box.height, "as high as it is long"
    assert inside(agenda)


_WORD = st.sampled_from(
    ["가상화", "container", "하이퍼바이저(Hypervisor)", "격리", "CPU", "cgroups", "메모리를", "나눈다"]
)
_LINE = st.lists(_WORD, min_size=1, max_size=25).map(" ".join)
_ITEMS = st.lists(_LINE, min_size=1, max_size=14)
_BLOCK = st.one_of(
    _LINE,
    _ITEMS.map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    _ITEMS.map(lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))),
    _ITEMS.map(
        lambda lines: "| 가 | 나 |\n|---|---|\n" + "\n".join(f"| {line[:40]} | {line[:60]} |" for line in lines)
    ),
    _ITEMS.map(lambda lines: "```python\n" + "\n".join(lines) + "\n```"),
    _LINE.map(lambda line: f"> {line}"),
    _LINE.map(lambda line: f"> [!NOTE]\n> {line}"),
    st.just("![그림](../diagrams/square.py)"),
    st.just("![그림](../diagrams/wide.py)"),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(["##", "###", "####"]), _LINE, st.lists(_BLOCK, max_size=4)), min_size=1, max_size=6
    )
)
def test_random_sessions_fit_inside_their_slides_and_lose_no_word(
    fitted: Fitted, parts: list[tuple[str, str, list[str]]]
) -> None:
    text = "# T\n\n" + "\n\n".join("\n\n".join([f"{marks} {title[:40]}", *blocks]) for marks, title, blocks in parts)
    deck, _ = fitted(text)
    for slide in deck.slides:
        assert inside(slide), slide.id
        assert overlapping(slide) == [], slide.id
        assert slide.shapes or slide.layout.value in {"title", "section", "agenda"}, slide.id
    shown = set(re.findall(r"\w+", words(deck)))
    marks = r"!\[.*?\)|^```\w*$|^\d+\.|\[!NOTE\]"
    written = set(re.findall(r"\w+", re.sub(marks, "", text, flags=re.MULTILINE)))
    missing = {word for word in written - shown if not any(word in other for other in shown)}
    assert not missing


def test_a_title_that_cannot_fit_says_how_much_to_trim(fitted: Fitted) -> None:
    _, problems = fitted(f"# T\n\n## S\n\n### {'아주 긴 제목이 끝없이 이어진다 ' * 14}\n\n- 가\n\n## 끝\n\n- 나\n")
    (problem,) = problems
    found = re.search(r"shorten it by (\d+) characters", problem.message)
    assert found is not None
    assert 50 < int(found[1]) < 200
    assert problem.source.line == 5


def test_a_chart_says_its_title_unless_the_slide_does(fitted: Fitted) -> None:
    chart = "```chart\ntype: bar\ntitle: {}\ncategories: [가, 나]\nseries: {{값: [1, 2]}}\n```\n"
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{chart.format('사용률')}\n### 을\n\n{chart.format('을')}\n")
    captions = [
        shape.paragraphs[0].plain
        for slide in deck.slides
        for shape in slide.shapes
        if isinstance(shape, TextShape) and "caption" in shape.name
    ]
    assert captions == ["사용률"]


def test_code_pages_end_where_the_code_pauses(fitted: Fitted) -> None:
    steps = "\n\n".join(f"# step {number}\nrun --it {number}\ncheck --it {number}" for number in range(30))
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n```bash\n{steps}\n```\n")
    pages = [
        [p.plain for p in s.paragraphs]
        for d in deck.slides
        for s in d.shapes
        if isinstance(s, TextShape) and " code " in s.name
    ]
    assert len(pages) > 4
    assert all(page[0].startswith("# step") and page[-1].startswith("check") for page in pages)
    assert "\n".join(line for page in pages for line in page if line) == steps.replace("\n\n", "\n")


def test_code_is_set_smaller_rather_than_wrapped(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n```bash\n{'x' * 95}\n```\n\n### 을\n\n```bash\n{'y ' * 65}\n```\n")
    codes = [s for slide in deck.slides for s in slide.shapes if isinstance(s, TextShape) and "code" in s.name]
    assert [len(code.paragraphs) for code in codes] == [1, 2]
    assert codes[0].paragraphs[0].size < codes[1].paragraphs[0].size


def test_an_agenda_of_mostly_untimed_sections_lists_them_all(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## 하나\n\n- 가\n\n## 둘 (5분)\n\n- 나\n\n## 셋\n\n- 다\n")
    assert [texts for texts, _ in agenda_rows(deck.slides[1])] == [
        ("", "하나", ""),
        ("", "둘", "5분"),
        ("", "셋", ""),
    ]


def test_exercises_stand_out_on_the_agenda(fitted: Fitted) -> None:
    deck, _ = fitted("# T\n\n## Pumps (5 min)\n\n- a\n\n## Exercise: find the leak (5 min)\n\n- b\n")
    first, second = (row for _, row in agenda_rows(deck.slides[1]))
    assert (first.fill, second.fill) == ("accent1@12", "accent2@12")


def agenda_rows(agenda: PlacedSlide) -> list[tuple[tuple[str, str, str], TextShape]]:
    """Clock, name and minutes of each row, and its shape."""
    shapes = {shape.name: shape for shape in agenda.shapes if isinstance(shape, TextShape)}
    plain = {name: "".join(one.plain for one in shape.paragraphs) for name, shape in shapes.items()}
    numbers = [name.removeprefix("agenda") for name in shapes if name.startswith("agenda")]
    return [
        (
            (plain.get(f"clock{number}", ""), plain[f"agenda{number}"], plain.get(f"minutes{number}", "")),
            shapes[f"agenda{number}"],
        )
        for number in numbers
    ]


def test_a_link_to_a_term_leads_to_the_slide_that_defines_it(fitted: Fitted) -> None:
    terms = "Gate valve\n: shuts a [pipe](#pipe).\n\nPipe\n: leads water.\n"
    deck, problems = fitted(f"# T\n\n## S\n\n### A\n\nTurn the [valve](#gate-valve).\n\n### Words\n\n{terms}")
    assert problems == ()
    shapes = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TextShape)]
    said = ((slide, one.plain) for slide in deck.slides for shape in slide.shapes for one in paragraphs(shape))
    words = next(slide for slide, plain in said if "shuts a" in plain)
    runs = [run for shape in shapes for paragraph in shape.paragraphs for run in paragraph.runs]
    assert {run.text: run.link for run in runs if run.link} == dict.fromkeys(("valve", "pipe"), f"#{words.id}")


def test_anchors_lead_also_where_they_are_github_s(fitted: Fitted) -> None:
    deck, problems = fitted("# T\n\n## 1. 하나 (5분)\n\n- [둘](#2-둘-10분)\n\n## 2. 둘 (10분)\n\n- [하나](#하나)\n")
    links = [
        run.link
        for slide in deck.slides
        for shape in slide.shapes
        if isinstance(shape, TextShape)
        for paragraph in shape.paragraphs
        for run in paragraph.runs
        if run.link
    ]
    assert links == [f"#{deck.slides[3].id}", f"#{deck.slides[2].id}"]
    assert not [problem for problem in problems if problem.check == "link"]


def test_an_item_stands_on_the_page_of_the_code_that_belongs_to_it(fitted: Fitted) -> None:
    items = "\n".join(f"- 항목 {number}\n\n  ```sh\n  run {number}\n  ```\n" for number in range(12))
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n{items}")
    pages = [[p.plain for s in d.shapes if isinstance(s, TextShape) for p in s.paragraphs] for d in deck.slides[1:]]
    pages = [page for page in pages if page]
    assert len(pages) > 2
    assert not [page for page in pages if page[-1].startswith("항목")]


def test_a_korean_word_is_not_parted_before_its_punctuation(fitted: Fitted) -> None:
    words = (
        "이 세션에서는 쿠버네티스의 핵심 워크로드를 실습과 함께 살펴봅니다. "
        "지난 시간의 컨테이너 런타임 내용을 알고 있다고 가정합니다."
    )
    deck, _ = fitted(f"# T\n\n## S\n\n### 갑\n\n> {words}\n\n### 을\n\n왜 그럴까?\n\n### 병\n\n- 가\n")
    cards = [
        shape
        for slide in deck.slides
        for shape in slide.shapes
        if isinstance(shape, TextShape) and shape.fill and shape.paragraphs
    ]
    insets = {card.paragraphs[0].plain[:2]: card.inset for card in cards}
    assert insets["이 "][2] > insets["이 "][0], "the text is narrower, so that the word moves as a whole"
    assert insets["왜 "][2] - insets["왜 "][0] <= 6, "no more than the bar at the left"


@pytest.mark.parametrize("minutes", [" (5분)", ""])
def test_a_long_agenda_stands_in_columns(fitted: Fitted, minutes: str) -> None:
    sections = "".join(f"## {n}. 제법 긴 제목을 가진 섹션 번호 {n}{minutes}\n\n- 가\n- 나\n\n" for n in range(1, 21))
    deck, _ = fitted(f"# T\n\n{sections}")
    agenda = deck.slides[1]
    assert inside(agenda) and not overlapping(agenda)
    columns = [shape for shape in agenda.shapes if isinstance(shape, TableShape | TextShape)]
    assert len(columns) in {2, 3}
    assert len({shape.box.top for shape in columns}) == 1
    assert min(paragraph.size for shape in columns for paragraph in paragraphs(shape)) >= 12


def test_an_agenda_without_minutes_begins_where_others_do(fitted: Fitted) -> None:
    timed, _ = fitted("# T\n\n## 하나 (5분)\n\n- 가\n\n## 둘 (5분)\n\n- 나\n")
    untimed, _ = fitted("# T\n\n## 하나\n\n- 가\n\n## 둘\n\n- 나\n")
    (first, *_), (again, *_) = (agenda_rows(deck.slides[1]) for deck in (timed, untimed))
    assert first[1].box.top == again[1].box.top
    assert first[1].box.left > again[1].box.left, "a clock before it"


BROKEN_SILENTLY = {
    "an address": "https://example.org/" + "a-long-way-to-the-page/" * 8,
    "a path": "/srv/" + "pumps/" * 40 + "log",
    "code": "`" + "kneaddough" * 20 + "`",
    "a name in a program": "bakery." * 40 + "oven",
}


@pytest.mark.parametrize("word", BROKEN_SILENTLY.values(), ids=BROKEN_SILENTLY)
def test_what_is_no_word_may_be_broken(fitted: Fitted, word: str) -> None:
    deck, problems = fitted(f"# T\n\n## S\n\n- see {word}\n")
    assert not problems
    assert word.strip("`")[:60] in words(deck)


def test_a_broken_word_of_a_language_is_told(fitted: Fitted) -> None:
    _, problems = fitted(f"# T\n\n## S\n\n- {'Donaudampfschifffahrtsgesellschaft' * 6}\n")
    (problem,) = problems
    assert "is broken" in problem.message
    assert problem.source.line == 5


@pytest.mark.parametrize("anchor", ["the-whole-bakery", "session-2-the-whole-bakery", "oven"])
def test_links_to_the_title_lead_to_the_first_slide(fitted: Fitted, anchor: str) -> None:
    deck, problems = fitted(f"# Session 2: The (whole) bakery\n\n## Oven\n\n- back to [it](#{anchor})\n")
    assert not problems
    shown = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TextShape)]
    links = [run.link for shape in shown for paragraph in shape.paragraphs for run in paragraph.runs if run.link]
    assert links == [f"#{deck.slides[0 if anchor != 'oven' else -1].id}"]
