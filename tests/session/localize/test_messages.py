"""What a translator is given, and that translation changes it and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.figures.mermaid import read as read_mermaid
from coursedeck.model.graph import Graph, Label
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.session import Session
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks
from coursedeck.session.localize import (
    Message,
    messages,
    messages_of_graph,
    pseudo_catalog,
    translate_graph,
    translate_session,
    walk,
)
from coursedeck.session.localize.markup import parsed_text
from tests.session.localize.course_texts import HEADER, RICH, ids, parsed, session_of

EXPECTED = [
    ("session number", "{1}교시"),
    ("title", "첫 시간"),
    ("goal", "층을 셀 수 있다"),
    ("author", "김민수"),
    ("paragraph", "시작하는 말과 [문서][1]와 [다른 문서][2]."),
    ("heading", "준비"),
    ("list item", "**하나**: 첫째 항목"),
    ("list item", "안쪽 항목"),
    ("list item", "둘째 항목"),
    ("table header", "이름"),
    ("table header", "값"),
    ("table cell", "`docker run`"),
    ("table cell", "5-10%"),
    ("table cell", "시작"),
    ("table cell", "수 초"),
    ("heading", "그림"),
    ("alt text", "막대 하나"),
    ("caption", "설명 *하나*"),
    ("callout title", "알림"),
    ("paragraph", "안의 말"),
    ("paragraph", "따온 말"),
    ("notes", "말할 것 `코드`."),
    ("notes", "말할 항목"),
    ("chart title", "사용률"),
    ("chart label", "CPU"),
    ("chart label", "메모리"),
    ("chart label", "몫"),
    ("alt text", "막대가 둘"),
    ("paragraph", "끝말[^1]"),
    ("footnote", "각주의 말"),
]


def keep(message: Message) -> Text:
    return message.text


def reversed_words(message: Message) -> Text:
    return replace(message.text, markdown=message.text.markdown[::-1])


def test_every_text_is_a_message_in_the_order_of_the_document() -> None:
    assert [(message.context, message.id) for message in messages(session_of(RICH))] == EXPECTED


def test_addresses_and_numbers_stand_in_the_comment() -> None:
    found = {message.id: message.comment for message in messages(session_of(RICH))}
    assert found["{1}교시"].split("\n") == ["session number · 첫 시간", "{1}: 2"]
    assert found["시작하는 말과 [문서][1]와 [다른 문서][2]."].split("\n") == [
        "paragraph · 첫 시간",
        '[1]: https://a.example "설명서"',
        "[2]: b.md",
    ]


def test_code_minutes_and_paths_are_in_no_message() -> None:
    text = " ".join(ids(messages(session_of(RICH))))
    assert [word for word in ("이 줄은", "5분", "(", "a.png", "a.example", "1.") if word in text] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(5분)", "(7분)"),
        ("## 1. ", "## 2. "),
        ("2교시", "3교시"),
        ("https://a.example", "https://b.example"),
        ("a.png", "b.png"),
        ("docker run hello", "docker run bye"),
    ],
)
def test_what_costs_no_translation(before: str, after: str) -> None:
    changed = RICH.replace(before, after)
    assert changed != RICH
    old, new = messages(session_of(RICH)), messages(session_of(changed))
    assert [message.key for message in old] == [message.key for message in new]


def test_a_translation_comes_with_the_address_and_number_of_today() -> None:
    po = HEADER + (
        '\nmsgctxt "session number"\nmsgid "{1}교시"\nmsgstr "Lesson {1}"\n'
        '\nmsgctxt "paragraph"\nmsgid "시작하는 말과 [문서][1]와 [다른 문서][2]."\n'
        'msgstr "See [another][2], then [the manual][1]."\n'
    )
    session = session_of(RICH.replace("2교시", "9교시").replace("a.example", "new.example"))
    done = translate_session(session, parsed(po), "en").session
    (first, *_) = all_blocks(done)
    assert done.number == "Lesson 9"
    assert first.text.markdown == 'See [another](b.md), then [the manual](https://new.example "설명서").'  # type: ignore[union-attr]
    assert [span.link for span in first.text.spans if span.link] == ["b.md", "https://new.example"]  # type: ignore[union-attr]


def test_ids_minutes_numbers_and_lines_stay_in_every_language() -> None:
    session = session_of(RICH)
    done = translate_session(session, pseudo_catalog(messages(session), "x.po", "ko"), "qps").session
    assert done.locale == "qps"
    assert done.title.plain != session.title.plain
    assert [(part.id, part.number, part.minutes, part.source) for part in done.walk()] == [
        (part.id, part.number, part.minutes, part.source) for part in session.walk()
    ]
    assert [message.source for message in messages(done)] == [message.source for message in messages(session)]


def test_what_is_not_translated_stays_and_is_counted() -> None:
    po = HEADER + (
        '\nmsgctxt "heading"\nmsgid "준비"\nmsgstr "Setup"\n'
        '\n#, fuzzy\n#| msgid "사진"\nmsgctxt "heading"\nmsgid "그림"\nmsgstr "Photo"\n'
    )
    session = session_of(RICH)
    done = translate_session(session, parsed(po), "en")
    assert [part.title.plain for part in done.session.walk()] == ["Setup", "그림"]
    assert done.coverage.translated.messages == 3  # the heading, and two cells without words
    assert done.coverage.fuzzy.messages == 1
    assert done.coverage.total.messages == len(EXPECTED)
    (fuzzy,) = [origin for origin in done.stale if origin.state == "fuzzy"]
    assert (fuzzy.previous, str(fuzzy.place)) == ("사진", "content/locale/en/a.po:16")
    assert len(done.problems) == 1
    assert len(translate_session(session, parsed(po), "en", strict=True).problems) == len(done.stale)


def test_an_old_translation_is_shown_where_the_course_asks_for_it() -> None:
    session = session_of("# 제목\n\n## 그림\n\n- 글\n")
    po = HEADER + '\n#, fuzzy\n#| msgid "사진"\nmsgctxt "heading"\nmsgid "그림"\nmsgstr "Photo"\n'
    done = translate_session(session, parsed(po), "en", show_old=True)
    assert [part.title.plain for part in done.session.parts] == ["Photo"]
    assert done.coverage.fuzzy.messages == 1
    (problem,) = done.problems
    assert "1 are fuzzy, so the source and old translations are shown" in problem.message
    assert [part.title.plain for part in translate_session(session, parsed(po), "en").session.parts] == ["그림"]


def test_the_source_language_needs_no_catalog() -> None:
    session = session_of(RICH)
    done = translate_session(session, parsed("", "ko"), "ko")
    assert done.session is session
    assert done.problems == ()


def test_a_translation_cannot_bring_tags_into_a_deck() -> None:
    po = HEADER + '\nmsgctxt "heading"\nmsgid "준비"\nmsgstr "<iframe src=x></iframe>Setup <b>now</b>"\n'
    done = translate_session(session_of(RICH), parsed(po), "en").session
    assert done.parts[0].title.markdown == "Setup <b>now</b>"


FENCE = """flowchart LR
  subgraph s1 [바깥]
    a["앱<br/>하나"] -->|부른다| b["`**굵은** 말`"]
  end
"""


def fence_graph() -> Graph:
    graph = read_mermaid(FENCE, "a-1", Source("content/a.md", 3))[0]
    assert isinstance(graph, Graph)
    return graph


def test_every_label_of_a_figure_is_a_message_and_is_replaced() -> None:
    graph = fence_graph()
    found = messages_of_graph(graph)
    assert sorted(ids(found)) == sorted(["바깥", "앱\n하나", "**굵은** 말", "부른다"])
    catalog = pseudo_catalog(found, "content/locale/qps/diagrams.po", "ko")
    done = translate_graph(graph, catalog, "qps")
    words = [message.text.markdown for message in messages_of_graph(done)]
    assert len(words) == len(found)
    assert all(label.startswith("⟦") and label.endswith("⟧") for label in words)
    assert [replace(node, label=Label()) for node in done.nodes] == [
        replace(node, label=Label()) for node in graph.nodes
    ]
    assert done.nodes[0].label.text.count("\n") == 1


MARKS = [
    *("**", "*", "_", "`", "~~", "[", "](u)", "](<u v> 't')", "[^1]", "<b>", "</b>", "<br>", "|", "&amp;", "\\"),
    *("(20분)", "{1}", "가", "나 다", "A", "[1]", "![", "  ", "**가**", "1. "),
]
lines = st.lists(st.sampled_from(MARKS), min_size=1, max_size=8).map("".join)
starts = st.sampled_from(("", "## ", "### ", "- ", "1. ", "> ", "> [!TIP] ", "::: notes\n", "| a | b |\n|-|-|\n| x | "))
documents = st.lists(st.tuples(starts, lines).map("".join), max_size=6)


def load_or_none(parts: list[str]) -> Session | None:
    closed = (part + "\n:::" if part.startswith(":::") else part for part in parts)
    try:
        return session_of("# 제목\n\n" + "\n\n".join(closed) + "\n\n[^1]: 각주\n")
    except CourseError:
        return None


@given(documents)
def test_a_walk_that_changes_nothing_gives_the_same_session(parts: list[str]) -> None:
    session = load_or_none(parts)
    if session is not None:
        assert walk(session, keep) == session


@given(documents)
def test_a_walk_meets_the_messages_that_extraction_found(parts: list[str]) -> None:
    session = load_or_none(parts)
    if session is not None:
        changed = walk(session, reversed_words)
        before = [message.text.markdown for message in messages(session)]
        assert [message.text.markdown[::-1] for message in messages(changed)] == before


@given(documents)
def test_a_message_means_what_its_text_means(parts: list[str]) -> None:
    session = load_or_none(parts)
    for message in messages(session) if session is not None else ():
        new = parsed_text(message, message.id)
        words = [(replace(span, text=""), span.text.split()) for span in message.text.spans]
        assert [(replace(span, text=""), span.text.split()) for span in new.spans] == words


@given(documents)
def test_a_pseudo_translation_has_the_structure_of_its_source(parts: list[str]) -> None:
    session = load_or_none(parts)
    if session is None:
        return
    done = translate_session(session, pseudo_catalog(messages(session), "x.po", "ko"), "qps").session
    for old, new in zip(messages(session), messages(done), strict=True):
        assert (old.context, old.source, old.links) == (new.context, new.source, new.links)
        assert styles(old.text) <= styles(new.text)
        assert old.wordless or (new.text.plain.startswith("⟦") and new.text.plain.endswith("⟧"))


def styles(text: Text) -> set[tuple[object, ...]]:
    found = (replace(span, text=span.text if span.code else "") for span in text.spans if span.text.strip())
    return {(span.text, span.strong, span.emphasis, span.code, span.strike, span.link, span.footnote) for span in found}
