"""Catalogs that other programs have saved are read whole, and what they kept is kept."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from translate.storage.pypo import pofile

from coursedeck.model.problem import CourseError
from coursedeck.session.localize import Catalog, Update
from tests.session.localize.course_texts import filled, parsed, updated

CATALOGS = Path(__file__).with_name("catalogs")
SOURCE = """# 컨테이너의 원리

컨테이너는 커널을 함께 쓰는 프로세스입니다. 그래서 금방 뜨고, 적게 먹습니다.

## 준비

- [문서](https://a.example)와 `docker run`
- 둘째 항목
"""
PARAGRAPH = "컨테이너는 커널을 함께 쓰는 프로세스입니다. 그래서 금방 뜨고, 적게 먹습니다."
SAID = {
    "컨테이너의 원리": "Wie Container funktionieren",
    PARAGRAPH: "Ein Container ist ein Prozess, der sich den Kernel mit anderen teilt. "
    "Deshalb startet er schnell und braucht wenig.",
    "준비": "Vorbereitung",
    "[문서][1]와 `docker run`": 'Das [Handbuch][1] und `docker run`, „in Anführungszeichen“ und "gerade"',
    "둘째 항목": "",
}
FORMS = {
    "as saved": lambda text: text,
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "without an empty line at the end": lambda text: text.rstrip("\n"),
    "blanks at the ends of lines": lambda text: text.replace('"\n', '" \n'),
}


def words_of(catalog: Catalog) -> dict[str, str]:
    return {entry.id: entry.translation for entry in catalog.entries if not entry.obsolete}


def updated_from(name: str, form: str) -> Update:
    return updated(SOURCE, FORMS[form]((CATALOGS / name).read_text(encoding="utf-8")), "de")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(path.name for path in CATALOGS.glob("*.po")))
def test_every_translation_flag_and_comment_is_there_after_an_update(name: str, form: str) -> None:
    update = updated_from(name, form)
    assert words_of(update.catalog) == SAID
    entries = {entry.id: entry for entry in update.catalog.entries}
    assert entries["준비"].flags == ("no-wrap",)
    assert (entries["지운 항목"].translation, entries["지운 항목"].obsolete) == ("Gelöschter Eintrag", True)
    assert updated(SOURCE, update.text, "de").text == update.text
    assert [task.message.id for task in update.tasks if not entries[task.message.id].fuzzy] == ["둘째 항목"]


@pytest.mark.parametrize("name", ["poedit.po", "lokalize.po"])
def test_what_is_to_be_revised_stays_so_beside_its_old_source(name: str) -> None:
    entry = next(entry for entry in updated_from(name, "as saved").catalog.entries if entry.id == PARAGRAPH)
    assert (entry.fuzzy, entry.previous) == (True, "컨테이너는 프로세스입니다.")
    assert entry.previous_context == ("notes" if name == "lokalize.po" else None)
    assert entry.comment == "Mit dem Kursleiter abgestimmt.\nZweite Zeile."


def test_an_entry_that_omegat_has_revised_is_done() -> None:
    """It takes `fuzzy` away and leaves the old source."""
    update = updated_from("omegat.po", "as saved")
    entry = next(entry for entry in update.catalog.entries if entry.id == PARAGRAPH)
    assert (entry.translated, entry.previous) == (True, None)


def test_long_obsolete_entries_of_poedit_keep_their_comment_and_old_source() -> None:
    update = updated_from("poedit.po", "as saved")
    last = update.catalog.entries[-1]
    assert (last.obsolete, last.fuzzy, last.previous) == (True, True, "더 옛 항목")
    assert last.comment == "Nicht wegwerfen."
    assert last.translation.endswith("und so lang ist, dass er über mehrere Zeilen geht")


def test_headers_keep_what_the_programs_wrote() -> None:
    poedit = updated_from("poedit.po", "as saved").catalog
    assert dict(poedit.metadata)["X-Poedit-SearchPath-0"] == "content"
    assert poedit.header.startswith("German for the course.\nCopyright")
    lokalize = updated_from("lokalize.po", "as saved").catalog
    assert dict(lokalize.metadata)["Plural-Forms"] == "nplurals=2; plural=n != 1;"
    assert dict(lokalize.metadata)["Language-Team"] == "German <de@example.org>"
    assert not updated_from("lokalize.po", "as saved").text.startswith("#, fuzzy")


def saved_by_weblate(text: str) -> str:
    """The catalog after a day of work in Weblate, which reads and writes with the Translate Toolkit."""
    store = pofile.parsestring(text.encode())  # type: ignore[no-untyped-call]  # the toolkit types half of itself
    for unit in store.units:
        if unit.source == "둘째 항목" and not unit.isobsolete():
            unit.target = "Ein Eintrag, der so lang ist, dass Weblate ihn in mehrere Zeilen bricht, und noch länger"
        if unit.source == "준비":
            unit.markfuzzy()
            unit.addnote("Besser „Aufbau“?", origin="translator")
    store.updateheader(add=True, X_Generator="Weblate 5.4", Last_Translator="Jana Beispiel <jana@example.org>")
    return bytes(store).decode()


def test_a_day_in_weblate_costs_nothing_else() -> None:
    before = updated_from("poedit.po", "as saved")
    after = updated(SOURCE, saved_by_weblate(before.text), "de")
    entries = {entry.id: entry for entry in after.catalog.entries}
    assert entries["둘째 항목"].translation.endswith("und noch länger")
    assert (entries["준비"].fuzzy, entries["준비"].comment) == (True, "Besser „Aufbau“?")
    assert dict(after.catalog.metadata)["X-Generator"] == "Weblate 5.4"
    changed = {"둘째 항목", "준비"}
    kept = [entry for entry in before.catalog.entries if entry.id not in changed]
    assert [(e.id, e.translation, e.fuzzy, e.comment, e.previous) for e in kept] == [
        (e.id, e.translation, e.fuzzy, e.comment, e.previous) for e in after.catalog.entries if e.id not in changed
    ]


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not installed")
@pytest.mark.parametrize(
    "command",
    [
        ("msgmerge", "--quiet", "--previous", "-o", "-", "a.po", "b.po"),
        ("msgcat", "--width=30", "a.po"),
        ("msgcat", "--sort-output", "--add-location=never", "a.po"),
        ("msgattrib", "--no-wrap", "--indent", "a.po"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_what_gettext_makes_of_a_catalog_is_read_back_whole(tmp_path: Path, command: tuple[str, ...]) -> None:
    update = updated_from("poedit.po", "as saved")
    (tmp_path / "a.po").write_text(update.text, encoding="utf-8")
    (tmp_path / "b.po").write_text(updated(SOURCE, "", "de").text, encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")
    again = updated(SOURCE, done.stdout, "de")
    assert words_of(again.catalog) == SAID
    assert sorted(bare(entry.id) for entry in again.catalog.entries) == sorted(
        bare(entry.id) for entry in update.catalog.entries
    )
    assert todo(again) == todo(update)


def todo(update: Update) -> list[tuple[str, str, str | None]]:
    return [(task.action, task.message.id, task.previous) for task in update.tasks]


def bare(text: str) -> str:
    return "".join(text.split())


def test_escapes_for_bytes_are_named_and_not_taken_for_letters() -> None:
    text = filled(updated("# 제목\n")).replace("EN 제목", "T\\303\\244ter")
    with pytest.raises(CourseError, match=r"a\.po:\d+: error: .*\\303.*write the letter"):
        parsed(text)
