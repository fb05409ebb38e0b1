"""``import`` as people run it: what it writes and where, again, after edits, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from coursedeck.app.cli import main
from coursedeck.app.importing.checking import lost_words
from coursedeck.importers import ImportedSession
from coursedeck.session.load import load_course, load_session, session_files

DECK = """---
marp: true
title: Tides
footer: Harbour school
---

# Tides

---

## Two pulls

![bg right](moon.png)

- the moon

<!-- Bring the orange. -->
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "tides.md").write_text(DECK)
    Image.new("RGB", (40, 30)).save(folder / "moon.png")
    return folder


def run(*words: str | Path) -> int:
    return main(["import", *map(str, words)])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_deck_becomes_a_course(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(source)
    target = tmp_path / "course"
    assert run(source, "--to", target) == 0
    assert sorted(files(target)) == ["content/moon.png", "content/tides.md", "course.toml", "import-report.md"]
    assert files(source) == before
    course, problems = load_course(target)
    session, more = load_session(course, *session_files(course))
    assert (session.title.plain, [part.title.plain for part in session.parts]) == ("Tides", ["Two pulls"])
    assert [*problems, *more] == []
    told = capsys.readouterr()
    assert "ok   tides.md  from tides.md (Marp deck): 2 headings, 1 notes, 1 lists, 1 pictures;" in told.out
    report = (target / "import-report.md").read_text()
    assert "- `tides.md:2` settings of its tool (marp, footer): Harbour school" in report
    assert "- `tides.md:13` the place or size of a picture: bg right" in report


def test_a_second_import_changes_nothing_and_edits_stay(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "course"
    run(source, "--to", target)
    first = files(target)
    assert run(source, "--to", target) == 0
    assert files(target) == first
    session = target / "content" / "tides.md"
    session.write_text("# Mine\n")
    capsys.readouterr()
    assert run(source, "--to", target) == 1
    assert session.read_text() == "# Mine\n"
    assert "content/tides.md:1: error: has been changed since it was imported" in capsys.readouterr().err
    assert run(source, "--to", target, "--force") == 0
    assert files(target) == first
    # what the source has changed is written where nobody has edited
    (source / "tides.md").write_text(DECK.replace("Two pulls", "Three pulls"))
    assert run(source, "--to", target) == 0
    assert "Three pulls" in session.read_text()


def test_into_a_folder_of_a_course(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "course"
    target.mkdir()
    (target / "course.toml").write_text('title = "Mine"\n')
    assert run(source / "tides.md", "--to", target / "content" / "week_1") == 0
    assert sorted(files(target)) == [
        "content/week_1/_import-report.md",
        "content/week_1/moon.png",
        "content/week_1/tides.md",
        "course.toml",
    ]


@pytest.mark.parametrize(
    ("source_name", "target", "told"),
    [
        ("gone.md", "course", "there is no such file or folder"),
        ("empty", "course", "nothing here can be imported"),
        ("source", "source", "an import does not write over its own source"),
    ],
)
def test_what_cannot_be_imported(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], source_name: str, target: str, told: str
) -> None:
    (tmp_path / "empty").mkdir()
    before = files(tmp_path)
    assert run(tmp_path / source_name, "--to", tmp_path / target) == 1
    assert told in capsys.readouterr().err
    assert files(tmp_path) == before


def test_the_kind_can_be_said(tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text("# A\n\n---\n\n## B\n\nNote: say it\n")
    assert run(deck, "--from", "reveal", "--to", tmp_path / "course") == 0
    assert "::: notes\nsay it\n:::" in (tmp_path / "course" / "content" / "talk.md").read_text()


def test_words_that_are_nowhere_are_named() -> None:
    words = ((4, "kept words"), (9, "words lost here"))
    session = ImportedSession("a.md", "# A\n\nkept words\n", "a.txt", "x", words)
    (problem,) = lost_words(session)
    assert str(problem).endswith("3 words are neither in the session nor reported as left out: “words lost here”")


def test_the_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    told = capsys.readouterr().out
    assert all(word in told for word in ("Marp", "Carpentries", "notebooks", "import-report.md", "old-deck.pptx"))
