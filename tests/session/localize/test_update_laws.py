"""Laws of catalogs and decks that hold for any session and any edit."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.model.course import Course
from coursedeck.model.problem import CourseError
from coursedeck.model.session import Session
from coursedeck.model.slide import Deck, TableShape, TextShape
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks
from coursedeck.output.template import builtin_template, read_template
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.localize import (
    Update,
    messages,
    parse_catalog,
    pseudo_catalog,
    translate_session,
    walk,
)
from coursedeck.session.localize.markup import parsed_text
from coursedeck.session.plan import plan
from tests.session.localize.course_texts import FILE, filled, parsed, session_of, translations, updated

WORDS = (
    "서버", "컨테이너는", "커널을", "이미지", "층이", "격리", "자원이", "비용", "시작합니다.", "끝?", "하나", "Docker",
    "**굵게**", "*기울여*", "`code`", "[글](u)", '[둘](https://a.example "t")', "7", "1,000개", "{n}", "&amp;", "\\*",
    "“말”",
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
minutes = st.sampled_from(("", " (5분)", " (12분)"))
headings = st.tuples(st.sampled_from(("## ", "## 1. ", "### ", "#### 2. ")), texts, minutes).map("".join)
tables = st.lists(texts, min_size=4, max_size=4).map(lambda c: f"| {c[0]} | {c[1]} |\n|---|---|\n| {c[2]} | {c[3]} |")
items = st.lists(st.tuples(st.sampled_from(("- ", "  - ", "1. ")), texts).map("".join), min_size=1, max_size=4)
CHART = "```chart\ntype: bar\ntitle: {}\ncategories: [가, 나]\nseries:\n  몫: [1, {}]\n```"
charts = st.tuples(st.sampled_from(("사용률", "비용과 자원")), st.integers(1, 99)).map(lambda c: CHART.format(*c))
blocks = st.one_of(
    texts,
    headings,
    tables,
    items.map("\n".join),
    charts,
    texts.map("> {}".format),
    texts.map("> [!NOTE]\n> {}".format),
    texts.map("::: notes\n{}\n:::".format),
    texts.map("```sh\n{}\n```".format),
    texts.map(lambda text: f"![{text}](a.png)"),
)
documents = st.lists(blocks, min_size=1, max_size=14)

EDITS = ("drop", "add", "move", "copy", "split", "join", "word", "typo", "number", "address", "minutes", "breaks")
edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 13), st.integers(0, 13), blocks), max_size=6)


def after(parts: list[str], changes: list[tuple[str, int, int, str]]) -> list[str]:
    """The document's blocks after an author's edits."""
    result = list(parts)
    for kind, where, there, block in changes:
        result = result or [block]
        at, to = where % len(result), there % len(result)
        if kind in ("drop", "add", "move", "copy", "join"):
            result = rearranged(result, kind, at, to, block)
        else:
            result[at : at + 1] = reworded(result[at], kind)
    return result


def rearranged(parts: list[str], kind: str, at: int, to: int, block: str) -> list[str]:
    """The blocks after one is dropped, added, moved, copied, or joined to the next."""
    rest = [*parts[:at], *parts[at + 1 :]]
    one_line = at + 1 < len(parts) and "\n" not in parts[at] + parts[at + 1]
    joined = [*parts[:at], " ".join(parts[at : at + 2]), *parts[at + 2 :]] if one_line else parts
    return {
        "drop": rest,
        "add": [*parts[:at], block, *parts[at:]],
        "move": [*rest[:to], parts[at], *rest[to:]],
        "copy": [*parts[:to], parts[at], *parts[to:]],
        "join": joined,
    }[kind]


def reworded(text: str, kind: str) -> list[str]:
    """A block with other words, address, minutes or line breaks, or as two blocks."""
    one_line = "\n" not in text
    first, _, rest = text.partition(" ")
    return {
        "split": [first, rest] if rest and one_line else [text],
        "word": [f"{text} 더"] if one_line else [text],
        "typo": [text.replace("커널", "커넬", 1)],
        "number": [text.replace("1,000", "2,000").replace("7", "8")],
        "address": [text.replace("https://a.example", "https://b.example/new").replace("(u)", "(v)")],
        "minutes": [text.replace("(5분)", "(9분)").replace("## 1. ", "## 3. ")],
        "breaks": [text.replace(" ", "\n", 1)] if one_line and not text.startswith("#") else [text],
    }[kind]


def session(parts: list[str]) -> Session | None:
    """The session of a document; None where no author could have meant it."""
    try:
        return session_of("# 1교시: 제목\n\n" + "\n\n".join(parts) + "\n")
    except CourseError:
        return None


def edited(parts: list[str], changes: list[tuple[str, int, int, str]]) -> tuple[Session, str, Update] | None:
    """The edited session, its full catalog before, and the update."""
    before, now = session(parts), session(after(parts, changes))
    if before is None or now is None:
        return None
    old = filled(updated(before))
    return now, old, updated(now, old)


@settings(max_examples=60)
@given(documents, edits)
def test_an_update_keeps_what_is_unchanged_loses_nothing_and_passes_nothing_stale(
    parts: list[str], changes: list[tuple[str, int, int, str]]
) -> None:
    case = edited(parts, changes)
    if case is None:
        return
    now, old, update = case
    before, kept = translations(parsed(old)), translations(update.catalog)
    for message in messages(now):
        if message.key in before:
            assert kept.get(message.key) == before[message.key]
    written = {entry.translation for entry in parsed(old).entries if entry.translation.startswith("EN ")}
    assert written <= {entry.translation for entry in update.catalog.entries}
    for entry in update.catalog.entries:
        if entry.translated:
            assert entry.translation in (f"EN {entry.id}", entry.id)
        elif entry.fuzzy:
            assert entry.translation == f"EN {entry.previous}"


@settings(max_examples=60)
@given(documents, edits)
def test_the_report_asks_for_what_is_new_or_changed_and_for_nothing_else(
    parts: list[str], changes: list[tuple[str, int, int, str]]
) -> None:
    case = edited(parts, changes)
    if case is None:
        return
    now, old, update = case
    known = {id_ for _, id_ in translations(parsed(old))}
    wanted = {message.key for message in messages(now) if not message.wordless and message.key[1] not in known}
    assert {task.message.key for task in update.tasks} == wanted


@settings(max_examples=60)
@given(documents, edits)
def test_a_second_run_changes_no_byte_and_edits_taken_back_leave_nothing_to_do(
    parts: list[str], changes: list[tuple[str, int, int, str]]
) -> None:
    case, before = edited(parts, changes), session(parts)
    if case is None or before is None:
        return
    now, old, update = case
    assert updated(now, update.text).text == update.text
    restored = updated(before, update.text)
    assert translations(restored.catalog) == translations(parsed(old))
    assert restored.tasks == ()


quiet = st.lists(st.tuples(st.sampled_from(("address", "minutes", "breaks")), st.integers(0, 13)), max_size=6)


@settings(max_examples=60)
@given(documents, quiet)
def test_addresses_minutes_numbers_of_sections_and_breaks_cost_nothing(
    parts: list[str], changes: list[tuple[str, int]]
) -> None:
    case = edited(parts, [(kind, where, 0, "") for kind, where in changes])
    if case is not None:
        assert case[2].tasks == ()


# decks


@cache
def fitter() -> Fitter:
    return Fitter(read_template(builtin_template("default")), Families(), ui_strings("ko"), "ko", Media({}, {}))


def deck_of(shown: Session) -> Deck:
    """The deck of a session, as a course without figures has it."""
    course = Course(Path("nowhere"), None, "ko", ("ko",))
    return fitter().fit(plan(shown, course, ui_strings("ko"), fitter()))[0]


def in_its_own_words(source: Session) -> Session:
    """The session translated by a catalog that says the same, read from its file."""
    same = parse_catalog(filled(updated(source), lambda id_: id_).encode(), FILE, "en")
    return replace(translate_session(source, same, "en").session, locale=source.locale)


@settings(max_examples=20)
@given(documents)
def test_a_translation_that_says_the_same_gives_the_same_deck(parts: list[str]) -> None:
    source = session(parts)
    if source is not None:
        assert deck_of(in_its_own_words(source)).slides == deck_of(source).slides


@settings(max_examples=20)
@given(documents)
def test_a_message_read_anew_gives_the_same_deck(parts: list[str]) -> None:
    source = session(parts)
    if source is not None:
        anew = walk(source, lambda message: parsed_text(message, message.id))
        assert deck_of(anew).slides == deck_of(source).slides


def shape(deck: Deck) -> list[tuple[object, ...]]:
    """What a deck shows, whatever it says and however many slides that takes."""
    found: list[tuple[object, ...]] = []
    for part in dict.fromkeys(slide.part for slide in deck.slides):
        own = [slide for slide in deck.slides if slide.part == part]
        rows = sum(len(one.cells) for slide in own for one in slide.shapes if isinstance(one, TableShape))
        kinds = Counter(type(one).__name__ for slide in own for one in slide.shapes if not isinstance(one, TextShape))
        notes = sum(len(slide.notes) for slide in own)
        heads = kinds.pop("TableShape", 0)
        found.append((part, rows - heads, notes, tuple(sorted(kinds.items()))))
    return found


@settings(max_examples=20)
@given(documents)
def test_a_pseudo_translated_deck_has_the_same_structure(parts: list[str]) -> None:
    source = session(parts)
    if source is None:
        return
    pseudo = translate_session(source, pseudo_catalog(messages(source), "x.po", "ko"), "qps").session
    assert [(part.id, part.minutes, part.number) for part in pseudo.walk()] == [
        (part.id, part.minutes, part.number) for part in source.walk()
    ]
    assert [type(block) for block in all_blocks(pseudo)] == [type(block) for block in all_blocks(source)]
    assert shape(deck_of(replace(pseudo, locale="ko"))) == shape(deck_of(source))
