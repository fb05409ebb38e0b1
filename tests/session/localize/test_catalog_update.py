"""No translation is lost, none passes for good when its source has changed, and nothing is touched without need."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from coursedeck.model.course import Course
from coursedeck.model.problem import Source
from coursedeck.model.text import literal
from coursedeck.session.localize import (
    Action,
    Update,
    course_messages,
    messages,
    translate,
    ui_string_messages,
    update_catalog,
)
from coursedeck.session.localize.catalog import catalog
from coursedeck.session.localize.memory import memory_of
from tests.session.localize.course_texts import FILE, HEADER, RICH, filled, parsed, session_of, translations, updated

COURSE = """# 제목

## 1. 가상화의 시작 (10분)

서버 한 대에 프로그램 하나만 올리던 때가 있었습니다.

- 자원이 남아돈다
- 비용이 계속 든다

## 2. 컨테이너의 원리 (20분)

컨테이너는 커널을 함께 쓰는 프로세스입니다. 그래서 금방 뜨고, 적게 먹습니다.

자세한 것은 [문서](https://a.example)를 보세요.

- 네임스페이스가 시야를 가린다
- cgroups가 쓸 양을 정한다 8가지로
"""


def edited(before: str, after: str) -> tuple[Update, dict[tuple[str, str], str]]:
    """The update after an edit of a translated course, and what was translated before it."""
    old = filled(updated(COURSE))
    changed = COURSE.replace(before, after)
    assert changed != COURSE
    return updated(changed, old), translations(parsed(old))


def todo(update: Update) -> list[tuple[str, str, str | None]]:
    return [(task.action, task.message.id, task.previous) for task in update.tasks]


def test_a_fresh_catalog_asks_for_everything_and_then_for_nothing() -> None:
    fresh = updated(COURSE)
    assert {task.action for task in fresh.tasks} == {Action.TRANSLATE}
    assert len(fresh.tasks) == len(messages(session_of(COURSE)))
    assert updated(COURSE, filled(fresh)).tasks == ()


# ten edits


def test_1_reworded_text_is_to_be_revised_beside_its_old_source() -> None:
    update, _ = edited("프로그램 하나만 올리던 때가 있었습니다", "프로그램을 하나만 올리던 시절이 있었습니다")
    old = "서버 한 대에 프로그램 하나만 올리던 때가 있었습니다."
    assert todo(update) == [("revise", "서버 한 대에 프로그램을 하나만 올리던 시절이 있었습니다.", old)]
    (task,) = update.tasks
    entry = update.catalog.find(task.message)
    assert entry is not None and (entry.translation, entry.fuzzy) == (f"EN {old}", True)
    assert str(task).startswith("content/locale/en/a.po:")


def test_2_a_moved_section_costs_nothing() -> None:
    first, second = COURSE.index("## 1."), COURSE.index("## 2.")
    moved = COURSE[:first] + COURSE[second:] + "\n" + COURSE[first:second]
    old = filled(updated(COURSE))
    update = updated(moved, old)
    assert todo(update) == []
    assert translations(update.catalog) == translations(parsed(old))


def test_3_both_halves_of_a_split_text_start_from_its_translation() -> None:
    whole = "컨테이너는 커널을 함께 쓰는 프로세스입니다. 그래서 금방 뜨고, 적게 먹습니다."
    update, _ = edited(whole, "컨테이너는 커널을 함께 쓰는 프로세스입니다.\n\n그래서 금방 뜨고, 적게 먹습니다.")
    assert todo(update) == [
        ("revise", "컨테이너는 커널을 함께 쓰는 프로세스입니다.", whole),
        ("revise", "그래서 금방 뜨고, 적게 먹습니다.", whole),
    ]


def test_4_a_deleted_text_is_kept_out_of_use_at_the_end() -> None:
    update, before = edited("- 자원이 남아돈다\n", "")
    assert todo(update) == []
    assert [entry.id for entry in update.retired] == ["자원이 남아돈다"]
    assert update.text.rstrip().endswith('#~ msgid "자원이 남아돈다"\n#~ msgstr "EN 자원이 남아돈다"')
    assert len(translations(update.catalog)) == len(before) - 1


def test_5_a_restored_text_has_its_translation_again() -> None:
    update, before = edited("- 자원이 남아돈다\n", "")
    restored = updated(COURSE, update.text)
    assert todo(restored) == []
    assert translations(restored.catalog) == before
    assert "#~" not in restored.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://a.example", "https://b.example/new"),  # 6
        ("(10분)", "(15분)"),  # 7
        ("## 2. ", "## 3. "),  # 9
        ("서버 한 대에 프로그램", "서버  한 대에\n프로그램"),
    ],
)
def test_6_7_9_links_minutes_renumbering_and_line_breaks_cost_nothing(before: str, after: str) -> None:
    update, translated = edited(before, after)
    assert todo(update) == []
    assert translations(update.catalog) == translated
    assert update.retired == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("8가지", "9가지"),  # 8
        ("가상화의 시작", "가상화의 시작점"),
        ("시야를", "시아를"),  # 10
    ],
)
def test_8_10_a_changed_number_heading_or_letter_is_to_be_revised(before: str, after: str) -> None:
    update, translated = edited(before, after)
    assert [(task.action, (task.previous or "").replace(before, after)) for task in update.tasks] == [
        ("revise", update.tasks[0].message.id)
    ]
    assert len(translations(update.catalog)) == len(translated) - 1


# what people and programs leave in a file


@pytest.mark.parametrize(
    ("place", "now"),
    [("## 2. 컨테이너의 원리", "## 2. Namespaces"), ("# 제목", "# Other"), ("- 비용이 계속 든다", "- A new thing")],
)
def test_a_heading_of_other_words_shows_what_it_was_and_a_new_item_does_not(place: str, now: str) -> None:
    update, _ = edited(place, now)
    was = place.removeprefix("## 2. ").removeprefix("# ") if place.startswith("#") else None
    action = "revise" if was else "translate"
    assert todo(update) == [(action, now.removeprefix("## 2. ").lstrip("#- "), was)]


def test_a_short_word_is_no_proposal_for_another_that_shares_letters_by_chance() -> None:
    lent = memory_of("b", parsed(filled(updated("# a\n\n- Outra\n- Ventilador do forno\n"))).entries)
    catalogs = {
        word: update_catalog(parsed(HEADER), messages(session_of(f"# b\n\n- {word}\n")), memory=lent, owner="a")
        for word in ("traz", "Ventilador do fogo")
    }
    proposed = {word: [task.previous for task in made.tasks][-1] for word, made in catalogs.items()}
    assert proposed == {"traz": None, "Ventilador do fogo": "Ventilador do forno"}


def test_comments_and_flags_of_people_survive_and_ours_are_renewed() -> None:
    old = HEADER + (
        '\n# Said so by the author.\n#. an old place\n#: old.md:12\n#, no-wrap, fuzzy\n#| msgid "딴 제목"\n'
        'msgctxt "title"\nmsgid "제목"\nmsgstr "Title"\n'
    )
    update = updated(COURSE, "# Ours, since 2026.\n" + old)
    head, entry = update.text.split("\n\n")[:2]
    assert head.startswith("# Ours, since 2026.\n")
    assert entry.split("\n") == [
        "# Said so by the author.",
        "#. title · 제목",
        "#: content/a.md",
        "#, fuzzy, no-wrap",
        '#| msgid "딴 제목"',
        'msgctxt "title"',
        'msgid "제목"',
        'msgstr "Title"',
    ]


def test_a_text_that_changes_twice_keeps_the_source_that_was_translated() -> None:
    once, _ = edited("자원이 남아돈다", "자원이 많이 남아돈다")
    twice = updated(COURSE.replace("자원이 남아돈다", "자원이 아주 많이 남아돈다"), once.text)
    assert todo(twice) == [("revise", "자원이 아주 많이 남아돈다", "자원이 남아돈다")]


def test_the_same_words_in_another_role_are_translated_already() -> None:
    update, before = edited("- 비용이 계속 든다\n", "\n비용이 계속 든다\n")
    assert todo(update) == []
    assert [message.id for message in update.moved] == ["비용이 계속 든다"]
    assert len(translations(update.catalog)) == len(before)


def test_words_with_two_translations_are_a_proposal_only() -> None:
    old = HEADER + (
        '\nmsgctxt "heading"\nmsgid "예"\nmsgstr "Example"\n\nmsgctxt "list item"\nmsgid "예"\nmsgstr "Yes"\n'
    )
    update = updated("# 제목\n\n예\n\n- 예\n\n## 예\n", old)
    assert [(task.action, task.message.context) for task in update.tasks] == [
        ("translate", "title"),
        ("revise", "paragraph"),
    ]


def test_texts_without_words_are_filled_in_and_stay_as_a_translator_wrote_them() -> None:
    source = "# 제목\n\n| 값 |\n|-|\n| 5-10% |\n"
    fresh = updated(source)
    assert 'msgid "5-10%"\nmsgstr "5-10%"' in fresh.text
    changed = fresh.text.replace('msgstr "5-10%"', 'msgstr "5–10 %"')
    assert updated(source, changed).text == changed
    assert updated(source.replace("10%", "12%"), fresh.text).text.count("%") == 2


def test_what_moves_to_another_session_takes_its_translation_along() -> None:
    done = parsed(filled(updated(COURSE)))
    moved = update_catalog(
        catalog("en", "content/locale/en/b.po"), messages(session_of(COURSE, "b")), "", memory_of("a", done.entries)
    )
    assert moved.tasks == ()


def test_a_header_keeps_what_others_wrote_and_has_what_tools_need() -> None:
    old = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: mine\\n"\n"POT-Creation-Date: 2026-01-01 00:00+0000\\n"\n'
        '"PO-Revision-Date: 2026-02-03 04:05+0900\\n"\n"Last-Translator: Kim <kim@a.example>\\n"\n"Language: ru\\n"\n'
        '"Content-Type: text/plain; charset=CHARSET\\n"\n"Plural-Forms: nplurals=4; plural=0;\\n"\n'
        '"X-Generator: Poedit 3.4\\n"\n'
    )
    metadata = dict(updated(COURSE, old, "ru").catalog.metadata)
    assert metadata["Language"] == "ru"
    assert metadata["Plural-Forms"] == "nplurals=4; plural=0;"
    assert metadata["X-Generator"] == "Poedit 3.4"
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert metadata["POT-Creation-Date"] == "2026-01-01 00:00+0000"
    assert dict(updated(COURSE, "", "pt-BR").catalog.metadata)["Language"] == "pt_BR"


def test_a_field_that_an_editor_adds_is_no_difference_at_the_next_update() -> None:
    ours = updated(COURSE).text
    assert "POT-Creation-Date" not in ours
    saved = ours.replace('"PO-Revision-Date', '"POT-Creation-Date: \\n"\n"PO-Revision-Date', 1)
    assert updated(COURSE, saved).text == saved


@pytest.mark.parametrize(
    "fields",
    [
        ("Language: en", "POT-Creation-Date: ", "X-Generator: P 3", "X-P-SearchPath-0: .", "X-P-Bookmarks: 1"),
        ("POT-Creation-Date: 2026-01-01 10:00+0000", "X-Style: default", "X-Scope: partial", "Language: en_GB"),
        ("X-Generator: W 5", "Language-Team: English <https://w.example/en/>", "Report-Msgid-Bugs-To: "),
    ],
)
def test_fields_of_the_header_stay_where_editors_put_them(fields: tuple[str, ...]) -> None:
    header, rest = filled(updated(COURSE)).split("\n\n", 1)
    names = [field.partition(":")[0] for field in fields]
    kept = [line for line in header.split("\n") if line.partition(":")[0].strip('"') not in names]
    saved = "\n".join((*kept, *(f'"{field}\\n"' for field in fields), "", rest))
    assert updated(COURSE, saved).text == saved


FOREIGN = {
    "wrapped, with line numbers, as msgmerge writes": (
        "#. title · 제목\n#: content/a.md:1 content/b.md:22\n#, fuzzy\n"
        '#| msgctxt "title"\n#| msgid ""\n#| "옛 "\n#| "제목"\n'
        'msgctxt "title"\nmsgid ""\n"제"\n"목"\nmsgstr ""\n"Ti"\n"tle"\n\n#~ msgctxt "title"\n#~ msgid ""\n#~ "지난 "\n'
        '#~ "제목"\n#~ msgstr "Past"\n'
    ),
    "previous sources of obsolete entries, as Poedit writes": (
        '#, fuzzy\n#| msgid "옛 제목"\nmsgctxt "title"\nmsgid "제목"\nmsgstr "Title"\n\n#, fuzzy\n'
        '#~| msgid "더 옛 것"\n#~ msgctxt "title"\n#~ msgid "지난 제목"\n#~ msgstr "Past"\n'
    ),
    "no blank between marks and comments": (
        '#comment\n#.title\n#:content/a.md\n#,fuzzy\n#|msgid "옛 제목"\nmsgctxt "title"\nmsgid "제목"\n'
        'msgstr "Title"\n\n#~msgctxt "title"\n#~msgid "지난 제목"\n#~msgstr "Past"\n'
    ),
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=list(FOREIGN))
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_files_of_other_programs_are_read_whole(text: str, ends: str) -> None:
    update = updated("# 제목\n", ("\ufeff" + HEADER + "\n" + text).replace("\n", ends))
    title, past = update.catalog.entries
    assert (title.id, title.translation, title.fuzzy, title.previous) == ("제목", "Title", True, "옛 제목")
    assert (past.id, past.translation, past.obsolete) == ("지난 제목", "Past", True)
    assert updated("# 제목\n", update.text).text == update.text


def test_the_previous_source_of_an_obsolete_entry_is_not_lost() -> None:
    text = HEADER + '\n#, fuzzy\n#~| msgid "더 옛 것"\n#~ msgctxt "title"\n#~ msgid "지난"\n#~ msgstr "Past"\n'
    assert '#~| msgid "더 옛 것"' in updated("# 제목\n", text).text


def test_two_translations_of_a_text_that_is_out_of_use_are_both_kept() -> None:
    gone = '\n#~ msgctxt "title"\n#~ msgid "지난"\n#~ msgstr "%s"\n'
    update = updated("# 제목\n", HEADER + gone % "Gone" + gone % "Past")
    (gone_entry,) = [entry for entry in update.catalog.entries if entry.obsolete]
    assert (gone_entry.translation, gone_entry.comment) == ("Past", "Also translated as: Gone")
    assert updated("# 제목\n", update.text).text == update.text


# whole courses


def course_at(root: Path) -> Course:
    return Course(root, literal("과정", Source("course.toml")), "ko", ("ko", "en"), author="김민수")


def test_every_file_of_a_course_is_made_and_a_broken_one_left_alone(tmp_path: Path) -> None:
    broken = tmp_path / "content/locale/en/b.po"
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "a\n')
    gone = tmp_path / "content/locale/en/gone.po"
    gone.write_text(filled(updated(COURSE)), encoding="utf-8")
    sessions = [session_of(COURSE, name) for name in ("a", "b")]
    done = translate(course_at(tmp_path), sessions, (), ["en", "de"])
    assert [path for path, _ in done.files] == [
        "content/locale/en/a.po",
        "content/locale/en/course.po",
        "content/locale/de/a.po",
        "content/locale/de/b.po",
        "content/locale/de/course.po",
    ]
    assert [str(problem.source) for problem in done.problems] == [
        "content/locale/en/b.po:1",
        "content/locale/en/b.po:2",
    ]
    assert done.moved == (("content/locale/en/gone.po", "content/locale/en/a.po"),)
    assert done.updates[0].tasks == (), "a renamed session finds its translations in the old file"
    assert broken.read_text() == 'msgid "a\n'


def test_catalogs_whose_sources_could_not_be_read_are_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "content/locale/en/diagrams.po"
    kept.parent.mkdir(parents=True)
    kept.write_text(HEADER + '\nmsgctxt "label"\nmsgid "앱"\nmsgstr "App"\n', encoding="utf-8")
    course = course_at(tmp_path)
    assert "content/locale/en/diagrams.po" in dict(translate(course, (), (), ["en"]).files)
    done = translate(course, (), (), ["en"], unread=["diagrams"])
    assert (list(dict(done.files)), done.problems) == (["content/locale/en/course.po"], ())


def test_a_language_without_words_of_its_own_gets_them_translated(tmp_path: Path) -> None:
    course = course_at(tmp_path)
    assert ui_string_messages("ko") == ui_string_messages("en-GB") == ()
    done = translate(course, (), (), ["sv"])
    ((_, text),) = done.files
    assert 'msgctxt "word agenda"\nmsgid "Agenda"\nmsgstr ""' in text
    wanted = (*course_messages(course), *ui_string_messages("sv"))
    assert len(done.updates[0].tasks) == sum(not message.wordless for message in wanted)


MSGFMT = shutil.which("msgfmt")


@pytest.mark.skipif(MSGFMT is None, reason="gettext is not installed")
@pytest.mark.parametrize("locale", ["en", "ar", "pt-BR", "zh-Hant", "ja", "pl"])
def test_gettext_accepts_what_is_written(tmp_path: Path, locale: str) -> None:
    written = filled(updated(RICH, "", locale))
    again = updated(RICH.replace("첫째", "첫 번째").replace("- 둘째 항목\n", ""), written, locale)
    for name, text in (("a.po", written), ("b.po", again.text)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [str(MSGFMT), "--check", "-o", str(tmp_path / "out.mo"), str(tmp_path / name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(MSGFMT is None, reason="gettext is not installed")
def test_what_gettext_rewrites_comes_back_the_same(tmp_path: Path) -> None:
    update = updated(RICH, filled(updated(RICH.replace("첫째", "첫 번째") + "\n지울 말\n")))
    (tmp_path / "a.po").write_text(update.text, encoding="utf-8")
    done = subprocess.run(
        ["msgcat", "--width=40", str(tmp_path / "a.po")], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout != update.text
    assert updated(RICH, done.stdout).text == update.text


def test_letters_that_no_catalog_can_hold_do_not_break_it() -> None:
    source = "# 제목\n\n가\u2028나\x85다\x0b라\n"
    once = updated(source)
    assert updated(source, once.text).text == once.text
    assert updated(source, filled(once)).tasks == ()
    assert FILE.endswith(".po")
