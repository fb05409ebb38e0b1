"""Numbers of coverage, and the language that nobody speaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coursedeck.app.commands.coverage import below_minimum, coverage_json, coverage_table
from coursedeck.model.course import Course
from coursedeck.model.coverage import Coverage, MessageCount
from coursedeck.model.problem import Source
from coursedeck.model.text import literal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.session.localize import (
    coverage,
    messages,
    pseudo_catalog,
    pseudo_catalogs,
    translate_course,
    translate_session,
    translate_ui_strings,
)
from coursedeck.session.localize.pseudo import FROM_KOREAN
from tests.session.localize.course_texts import HEADER, RICH, parsed, session_of

EN = Coverage("a", "en", MessageCount(9, 30), MessageCount(1, 4), MessageCount(2, 6), MessageCount(3, 3))
OTHER = Coverage("b", "en", MessageCount(8, 10))
DE = Coverage("a", "de", MessageCount(), MessageCount(), MessageCount(12, 40))


def test_each_message_counts_once_with_its_words() -> None:
    source = "# 제목\n\n둘째 글 `code here`\n\n둘째 글 `code here`\n\n5-10%\n\n![-](x.png)\n"
    po = HEADER + '\nmsgctxt "title"\nmsgid "제목"\nmsgstr "Title"\n\n#~ msgid "지난 세 말"\n#~ msgstr "past"\n'
    counted = coverage("a", messages(session_of(source)), parsed(po))
    assert counted == Coverage("a", "en", MessageCount(3, 1), MessageCount(), MessageCount(1, 2), MessageCount(1, 3))
    assert counted.total == MessageCount(4, 3)
    assert counted.percent == 75.0


@pytest.mark.parametrize(("done", "open_", "percent"), [(0, 0, 100.0), (999, 1, 99.9), (9999, 1, 99.9), (0, 5, 0.0)])
def test_percent_is_never_rounded_up(done: int, open_: int, percent: float) -> None:
    assert Coverage("a", "en", MessageCount(done), MessageCount(), MessageCount(open_)).percent == percent


def test_the_table_has_a_line_a_file_and_a_sum_a_language() -> None:
    assert coverage_table((EN, OTHER, DE)).split("\n") == [
        "locale  file      translated        fuzzy   untranslated     obsolete     done",
        "en      a       9 (30 words)  1 (4 words)    2 (6 words)  3 (3 words)   75.0 %",
        "en      b       8 (10 words)            0              0            0  100.0 %",
        "en      total  17 (40 words)  1 (4 words)    2 (6 words)  3 (3 words)   85.0 %",
        "de      a                  0            0  12 (40 words)            0    0.0 %",
        "",
    ]


def test_columns_stand_under_one_another_whatever_the_letters() -> None:
    table = coverage_table((Coverage("제목", "en", MessageCount(9)), Coverage("name", "de", MessageCount(9))))
    _, wide, narrow, _ = table.split("\n")
    assert wide.index("9 (") == narrow.index("9 (") - 2, "two letters that are twice as wide"


def test_json_says_the_same() -> None:
    first, *_ = json.loads(coverage_json((EN, DE)))
    assert (first["session"], first["locale"], first["percent"]) == ("a", "en", 75.0)
    assert first["fuzzy"] == {"messages": 1, "words": 4}


def test_a_minimum_names_what_lies_below_it() -> None:
    assert below_minimum((EN, OTHER, DE), 75) == (DE,)
    assert below_minimum((EN, OTHER, DE), 75.1) == (EN, DE)


def test_pseudo_text_is_bracketed_accented_and_longer_with_its_markup_whole() -> None:
    session = session_of("# 제목\n\n`docker run` **Start** [the docs](https://a.example) {n}&amp;\n\n5-10%\n")
    done = translate_session(session, pseudo_catalog(messages(session), "x.po", "ko"), "qps").session
    first, number = [message.text for message in messages(done)][1:]
    assert first.plain.startswith("⟦ docker run Šţáŕţ ţĥé đöçš {n}&")
    assert first.plain.endswith("⟧")
    assert [(span.text, span.code, span.strong, span.link) for span in first.spans][1:6:2] == [
        ("docker run", True, False, None),
        ("Šţáŕţ", False, True, None),
        ("ţĥé đöçš", False, False, "https://a.example"),
    ]
    assert number.plain == "5-10%"


@pytest.mark.parametrize(("locale", "language"), [("qps", "en"), ("qps-de", "de")])
def test_pseudo_text_grows_as_measured(locale: str, language: str) -> None:
    for words in (
        "가상머신",
        "컨테이너의 구조와 원리",
        "컨테이너는 커널을 함께 쓰는 프로세스이므로 금방 뜨고 적게 먹는다",
    ):
        session = session_of(f"# {words}\n")
        catalog = pseudo_catalog(messages(session), "x.po", "ko", locale)
        said = translate_session(session, catalog, locale).session.title.plain
        factor = next(factor for least, factor in FROM_KOREAN[language] if len(words) >= least)
        grown = width(said.strip("⟦⟧")) / width(words)
        assert factor - 0.1 < grown < factor + 0.4


def width(text: str) -> float:
    return sum(1.0 if "가" <= letter <= "힣" else 0.5 for letter in text)


def test_a_whole_course_is_there_in_the_pseudo_locale() -> None:
    course = Course(Path("/nowhere"), literal("과정", Source("course.toml")), "ko", ("ko",), author="저자")
    catalogs = pseudo_catalogs(course, [session_of(RICH)], (), "qps")
    done = translate_course(course, catalogs.named("course"), "qps")
    assert done.title is not None and done.author is not None
    assert done.title.plain.startswith("⟦과정") and done.author.startswith("⟦저자")
    words = translate_ui_strings("qps", catalogs.named("course"))
    assert isinstance(words, UiStrings)
    assert words.agenda.startswith("⟦Åĝéñđá")
    assert words.minutes.format(n=20).startswith("⟦20 mîñ")
