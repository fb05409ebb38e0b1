from fractions import Fraction

import pytest

from coursedeck.model.session import Paragraph, Part
from tests.session.load.session_readers import Loader, Told

HEADINGS = {
    "1. 배경 (20분)": ("1.", "배경", 20),
    "2) 배경": ("2)", "배경", None),
    "1.2 배경 (5 min)": ("1.2", "배경", 5),
    "1.소개": ("1.", "소개", None),
    "제3장 격리 (1시간 30분)": ("제3장", "격리", 90),
    "③ 셋째": ("③", "셋째", None),
    "실습 （１５분）": ("", "실습", 15),
    "**굵게 (10분)**": ("", "**굵게**", 10),
    "실습 *(10분)*": ("", "실습", 10),
    "하이퍼바이저 (Bare Metal)": ("", "하이퍼바이저 (Bare Metal)", None),
    "소켓(Socket) (3분)": ("", "소켓(Socket)", 3),
    "3 ways to fail": ("", "3 ways to fail", None),
    "1.5배 빠르게": ("", "1.5배 빠르게", None),
    "📍 위치": ("", "📍 위치", None),
    "🎯 1. 목표 (5분)": ("1.", "🎯 목표", 5),
    "⚙️ 2.1 설정": ("2.1", "⚙️ 설정", None),
    "**1. 굵게**": ("1.", "**굵게**", None),
    "{중괄호} 안의 말 {값}": ("", "{중괄호} 안의 말 {값}", None),
    "끝 기호 ## (2분) ##": ("", "끝 기호 ##", 2),
}


@pytest.mark.parametrize("written", HEADINGS)
def test_heading(load: Loader, written: str) -> None:
    session, problems = load(f"# 제목\n\n## {written}\n")
    (part,) = session.parts
    assert (part.number, part.title.markdown, part.minutes) == HEADINGS[written]
    assert problems == ()
    assert bool(part.minutes_text) == (part.minutes is not None)


TITLES = {
    "Session 2: 가상머신 vs 컨테이너": ("Session 2", "가상머신 vs 컨테이너"),
    "Week 1 Day 2: 시작": ("Week 1 Day 2", "시작"),
    "세션 3：끝": ("세션 3", "끝"),
    "2강 - 네트워크": ("2강", "네트워크"),
    "1일차: 준비": ("1일차", "준비"),
    "🚀 Week 3 - Day 1: 심화": ("Week 3 - Day 1", "🚀 심화"),
    "Docker 101: intro": ("", "Docker 101: intro"),
    "비교: VM": ("", "비교: VM"),
}


@pytest.mark.parametrize("written", TITLES)
def test_session_title(load: Loader, written: str) -> None:
    session, _ = load(f"# {written}")
    assert (session.number, session.title.markdown) == TITLES[written]


def test_minutes_of_the_title_are_the_slot(load: Loader) -> None:
    session, _ = load("# 제목 (50분) {optional=2}")
    assert (session.title.plain, session.front.slot, session.front.optional) == ("제목", Fraction(50), {"*": 2})


def test_attributes(load: Loader) -> None:
    session, _ = load("# 제목\n## 하나 {optional}\n## 둘 (5분) {#two optional=3}\n## 셋 {id=three} (5분)\n")
    assert [(part.id, part.optional, part.minutes) for part in session.parts] == [
        ("하나", 1, None),
        ("two", 3, 5),
        ("three", None, 5),
    ]


NAMED = "# 제목\n## 1. 하나\n### 보기\n## 둘 {#two}\n## 셋 {optional=5}\n"


@pytest.mark.parametrize(
    ("setting", "priorities"),
    [
        ("true", [1, None, 1, 5]),
        ("2", [2, None, 2, 5]),
        ("false", [None, None, None, 5]),
        ("[보기, two]", [None, 1, 1, 5]),
        ("{'1': 4, 셋: 2}", [4, None, None, 5]),  # the heading's own wins
        ("{1. 하나: yes, '*': 3}", [1, None, 3, 5]),
        ("\n  - 하나\n  - 둘", [1, None, 1, 5]),
    ],
)
def test_front_matter_names_what_is_optional(load: Loader, setting: str, priorities: list[int | None]) -> None:
    session, problems = load(f"---\noptional: {setting}\n---\n{NAMED}")
    assert problems == ()
    assert [part.optional for part in session.walk()] == priorities


def test_a_hint_makes_a_part_optional(load: Loader) -> None:
    session, _ = load("# 제목\n## 하나\n<!-- slide: optional=2 -->\n## 둘 <!-- slide: optional, hide -->\n## 셋\n")
    assert [part.optional for part in session.parts] == [2, 1, None]
    assert session.parts[1].title.markdown == "둘"


def shape(part: Part) -> tuple[object, ...]:
    return (part.title.plain, part.level, *map(shape, part.parts))


def test_parts_nest_and_skipped_levels_attach_to_the_nearest(load: Loader) -> None:
    text = "# t\n## a\n#### b\n### c\n###### d\n## e\n### f\n#### g\n"
    session, problems = load(text)
    assert [shape(part) for part in session.parts] == [
        ("a", 2, ("b", 4), ("c", 3, ("d", 6))),
        ("e", 2, ("f", 3, ("g", 4))),
    ]
    assert problems == ()


def test_blocks_stand_under_their_heading(load: Loader) -> None:
    session, _ = load("앞\n\n# t\n\n서문\n\n## a\n\n본문\n")
    texts = [block.text.plain for block in session.blocks if isinstance(block, Paragraph)]
    assert texts == ["앞", "서문"]
    assert [type(block) for block in session.parts[0].blocks] == [Paragraph]


def test_ids_are_unique_and_keep_what_authors_chose(load: Loader) -> None:
    session, _ = load("# t\n## 특징 (1분)\n## 특징\n## 다른 {#특징-1}\n## 특징!\n## 🎉\n")
    assert [part.id for part in session.parts] == ["특징", "특징-2", "특징-1", "특징-3", "section"]


def test_a_second_title_becomes_a_section(load: Loader) -> None:
    session, problems = load("# t\n## a\n# b (5분)\ntext\n")
    assert [(part.title.plain, part.level, part.minutes) for part in session.parts] == [("a", 2, None), ("b", 2, 5)]
    assert [(problem.source.line, str(problem.severity)) for problem in problems] == [(3, "warning")]


def test_words_beside_minutes_stay_in_the_title(load: Loader) -> None:
    session, problems = load("# t\n## a (선택, 90분)\n## b (10 min - in pairs)\n## c (5분 후)\n")
    assert [(part.title.plain, part.minutes) for part in session.parts] == [
        ("a (선택)", 90),
        ("b (in pairs)", 10),
        ("c (5분 후)", None),
    ]
    assert not [problem for problem in problems if "read as minutes" in problem.message]


WRONG = {
    "## a (abc분)": "content/a.md:2: error: (abc분): minutes are not a number",
    "## a (x min)": "content/a.md:2: error: (x min): minutes are not a number",
    "## a (-3분)": "content/a.md:2: error: (-3분): minutes cannot be negative",
    "## a (2000분)": "content/a.md:2: error: (2000분): minutes are longer than a day",
    "## a (0분)": "content/a.md:2: warning: (0분): no time at all",
    "## a (5-10분)": "content/a.md:2: warning: (5-10분): a range of minutes: the upper end counts",
    "## a (5m)": "content/a.md:2: warning: (5m) is not read as minutes: write min",
    "## a (a 5-minute break)": "content/a.md:2: warning: (a 5-minute break) is not read as minutes",
    "## a (조별 30분)": "content/a.md:2: warning: (조별 30분) is not read as minutes",
    "## a {optinal=2}": 'content/a.md:2: warning: unknown attribute "optinal": did you mean "optional"?',
    "## a {optional=zwei}": 'content/a.md:2: error: optional is "zwei"',
    "## a {.big}": "content/a.md:2: warning: {.big} has no effect",
    "##": "content/a.md:2: warning: a heading without words",
    "## (20분)": "content/a.md:2: warning: a heading without words",
    "## a {#x}\n## b {#x}": "content/a.md:3: warning: the id #x is already that of line 2",
    "## a ![p](b.png)": "content/a.md:2: warning: a picture inside a heading",
}


def test_a_heading_without_words_leaves_its_text_where_it_stands(load: Loader) -> None:
    session, _ = load("# t\n## a\none\n\n###\n\ntwo\n\n## b {#same}\n## c {#same}\n")
    first, second, third = session.parts
    assert [block.text.plain for block in first.blocks if isinstance(block, Paragraph)] == ["one", "two"]
    assert (second.id, third.id) == ("same", "same-1")


@pytest.mark.parametrize("lines", WRONG)
def test_what_is_wrong_in_a_heading(told: Told, lines: str) -> None:
    (problem,) = told(f"# 제목\n{lines}\n")
    assert problem.startswith(WRONG[lines])


@pytest.mark.parametrize(
    ("heading", "minutes"),
    [
        ("(5분) 토론", "(5분)"),
        ("토론 (5분) 조별", "(5분)"),
        ("Talk [5 min]", "[5 min]"),
        ("Talk【5分】", "【5分】"),
        ("(5 Min.) Reden: warum?", "(5 Min.)"),
        ("15:00–15:10 Talk", "15:00–15:10"),
    ],
)
def test_minutes_that_do_not_end_a_heading_are_told(told: Told, heading: str, minutes: str) -> None:
    where = "content/a.md:5: warning: "
    said = f"{where}{minutes} is not read as minutes there: let (…) end the heading"
    assert said in told(f"# T\n\n## A (20 min)\n\n### {heading}\n\n- x\n")


@pytest.mark.parametrize(
    ("heading", "title", "minutes"),
    [
        ("Talk ⏱ 5", "Talk", 5),
        ("Talk ⏱️ 5 min", "Talk", 5),
        ("토론 ⏰ 5분", "토론", 5),
        ("Talk :stopwatch: 5", "Talk", 5),
        ("Talk 🕒 1h 30m {#own}", "Talk", 90),
        ("Talk (15:00–15:10)", "Talk", 10),
        ("Talk — 5 min", "Talk", 5),
        ("1. 핵심 원리 (How?) - 10분", "핵심 원리 (How?)", 10),
        ("Reden: 5 Minuten", "Reden", 5),
        ("토론 | 5분 {#own}", "토론", 5),
        ("Part 2: 10", "Part 2: 10", None),
        ("Wait 5 min", "Wait 5 min", None),
        ("The ⏱ icon", "The ⏱ icon", None),
        ("Model ⏱ 5000 in use", "Model ⏱ 5000 in use", None),
    ],
)
def test_minutes_beside_the_picture_of_a_clock_or_behind_a_dash(
    load: Loader, heading: str, title: str, minutes: int | None
) -> None:
    session, _ = load(f"# T\n\n## {heading}\n\nWords.\n")
    assert (session.parts[0].title.plain, session.parts[0].minutes) == (title, minutes)


@pytest.mark.parametrize(
    "heading",
    [
        "Talk (of 5)",
        "Talk: 5 points",
        "Ports 80 – 90",
        "From 1990 – 1995",
        "[5 min](https://example.org)",
        "The (five) minutes",
        "5 min: go",
    ],
)
def test_other_brackets_are_words(told: Told, heading: str) -> None:
    assert "is not read as minutes there" not in "".join(told(f"# T\n\n## A (20 min)\n\n### {heading}\n\n- x\n"))
