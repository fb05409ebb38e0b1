"""Texts that change in one place, move, or resemble others find the translations that there are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from coursedeck.model.problem import Severity
from coursedeck.session.load import load_course, load_session
from coursedeck.session.localize import Translation, translate
from coursedeck.session.localize.catalog import Entry
from tests.session.localize.course_texts import parsed

HOUSE = "# Rooms\n\n## Upstairs\n\n- The window looks out onto the garden\n- Shut it at night\n\n"
CELLAR = "## Downstairs\n\n- The window looks out onto the garden\n- Lamps stay lit\n"


@dataclass(frozen=True, slots=True)
class Folder:
    """A course with a German translation."""

    root: Path

    def write(self, name: str, text: str) -> None:
        (self.root / f"content/{name}.md").write_text(text, encoding="utf-8")

    def update(self) -> Translation:
        """The catalogs brought up to date and written."""
        course, _ = load_course(self.root)
        files = sorted((self.root / "content").glob("*.md"))
        made = translate(course, [load_session(course, file)[0] for file in files], (), ["de"])
        assert [problem for problem in made.problems if problem.severity is Severity.ERROR] == []
        for file, text in made.files:
            (self.root / file).parent.mkdir(parents=True, exist_ok=True)
            (self.root / file).write_text(text, encoding="utf-8")
        return made

    def translate_all(self) -> None:
        """Every message of every catalog said in German, more or less."""
        made = self.update()
        for file, text in made.files:
            entries = iter(parsed(text, "de").entries)
            head, *rest = text.split('\nmsgstr ""\n')
            said = "".join(f'\nmsgstr "DE {escaped(next(entries).id)}"\n{part}' for part in rest[1:])
            (self.root / file).write_text(f'{head}\nmsgstr ""\n{rest[0]}{said}', encoding="utf-8")
        assert self.update().coverage[0].untranslated.messages == 0

    def entries(self, name: str) -> dict[str, Entry]:
        text = (self.root / f"content/locale/de/{name}.po").read_text(encoding="utf-8")
        return {entry.id: entry for entry in parsed(text, "de").entries}


def escaped(text: str) -> str:
    return text.replace('"', '\\"')


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "content").mkdir()
    (tmp_path / "course.toml").write_text('source-locale = "en"\nlocales = ["en", "de"]\n', encoding="utf-8")
    made = Folder(tmp_path)
    made.write("a", HOUSE + CELLAR)
    made.write("b", "# Oven\n\n## Heat\n\n- Turn the knob to the right\n")
    return made


def test_one_of_two_equal_texts_that_is_reworded_has_the_old_translation(folder: Folder) -> None:
    folder.translate_all()
    folder.write("a", HOUSE + CELLAR.replace("garden", "big garden"))
    folder.update()
    found = folder.entries("a")
    kept, reworded = found["The window looks out onto the garden"], found["The window looks out onto the big garden"]
    assert (kept.fuzzy, kept.translation) == (False, "DE The window looks out onto the garden")
    assert (reworded.fuzzy, reworded.previous) == (True, kept.id)
    assert reworded.translation == kept.translation


def test_what_moves_to_another_session_and_is_reworded_there_has_the_old_translation(folder: Folder) -> None:
    folder.translate_all()
    text = (folder.root / "content/locale/de/a.po").read_text(encoding="utf-8")
    marked = text.replace("#. list item · Downstairs", "# Ask Eva.\n#. list item · Downstairs")
    (folder.root / "content/locale/de/a.po").write_text(marked, encoding="utf-8")
    folder.write("a", HOUSE)
    folder.write(
        "b", "# Oven\n\n## Heat\n\n- Turn the knob to the right\n- All the lamps stay lit\n- Shut it at night\n"
    )
    made = folder.update()
    moved = folder.entries("b")["All the lamps stay lit"]
    assert (moved.fuzzy, moved.previous, moved.translation) == (True, "Lamps stay lit", "DE Lamps stay lit")
    assert moved.comment == "Ask Eva."
    assert "Lamps stay lit" not in folder.entries("a")
    assert folder.entries("b")["Shut it at night"].translated
    assert [line for update in made.updates for line in update.obsolete_lines if "Lamps" in line] == []


def test_what_moves_as_it_is_leaves_no_obsolete_copy(folder: Folder) -> None:
    folder.translate_all()
    folder.write("a", HOUSE)
    folder.write("c", f"# Cellar\n\n{CELLAR}")
    made = folder.update()
    assert [id_ for id_, entry in folder.entries("a").items() if entry.obsolete] == []
    assert folder.entries("c")["Lamps stay lit"].translated
    assert sum(len(update.moved) for update in made.updates) == 3
    again = folder.update()
    assert again.files == made.files


def test_what_is_said_no_more_anywhere_stays_obsolete(folder: Folder) -> None:
    folder.translate_all()
    folder.write("a", HOUSE)
    made = folder.update()
    assert folder.entries("a")["Lamps stay lit"].obsolete
    assert any("Lamps stay lit" in line for update in made.updates for line in update.obsolete_lines)


def test_a_text_like_no_other_is_asked_for(folder: Folder) -> None:
    folder.translate_all()
    folder.write("b", "# Oven\n\n## Heat\n\n- Turn the knob to the right\n- Bread rises overnight\n")
    folder.update()
    new = folder.entries("b")["Bread rises overnight"]
    assert (new.translation, new.fuzzy, new.previous) == ("", False, None)


def test_a_remark_stays_with_the_text_that_stays(folder: Folder) -> None:
    folder.translate_all()
    text = (folder.root / "content/locale/de/b.po").read_text(encoding="utf-8")
    (folder.root / "content/locale/de/b.po").write_text(
        text.replace("#. list item", "# Left, says Eva?\n#. list item"), encoding="utf-8"
    )
    folder.write("a", HOUSE + CELLAR + "- Turn the knobs to the right\n")
    folder.update()
    assert folder.entries("b")["Turn the knob to the right"].comment == "Left, says Eva?"
    proposed = folder.entries("a")["Turn the knobs to the right"]
    assert (proposed.comment, proposed.previous) == ("", "Turn the knob to the right")


def test_letters_that_are_composed_otherwise_are_the_same(folder: Folder) -> None:
    folder.write("b", "# Café\n\n## Heat\n\n- Crème brûlée\n")
    folder.translate_all()
    before = folder.entries("b")["Crème brûlée"].translation
    folder.write("b", unicodedata.normalize("NFD", "# Café\n\n## Heat\n\n- Crème brûlée\n"))
    made = folder.update()
    after = [entry for entry in folder.entries("b").values() if entry.context == "list item"]
    assert [(entry.translation, entry.fuzzy) for entry in after] == [(before, False)]
    assert [task for update in made.updates for task in update.tasks] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Shut it at night", "**Shut** it at night"),
        ("Shut *it* at night", "Shut it at night"),
        ('Say "shut it" at night', "Say “shut it” at night"),
        ("Shut it - at night...", "Shut it – at night…"),
    ],
)
def test_other_marks_alone_leave_a_translation_valid_and_are_told(folder: Folder, before: str, after: str) -> None:
    folder.write("a", HOUSE.replace("Shut it at night", before))
    folder.translate_all()
    folder.write("a", HOUSE.replace("Shut it at night", after))
    made = folder.update()
    entry = folder.entries("a")[after]
    assert (entry.translation, entry.fuzzy) == (f"DE {before}".replace('"', '"'), False)
    (line,) = (line for update in made.updates for line in update.retouched_lines)
    assert line.startswith("content/locale/de/a.po:")
    assert folder.update().files == made.files


@pytest.mark.parametrize("after", ["Shut it by night", "Shut `it` at night", "[Shut it](b.md) at night"])
def test_other_words_code_and_links_are_to_be_revised(folder: Folder, after: str) -> None:
    folder.translate_all()
    folder.write("a", HOUSE.replace("Shut it at night", after) + CELLAR)
    made = folder.update()
    assert [task.previous for update in made.updates for task in update.tasks] == ["Shut it at night"]
