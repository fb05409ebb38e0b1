"""Two translators work on one catalog in two branches, and git merges what they did."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.session.localize import write_catalog
from tests.session.localize.course_texts import HEADER, parsed

ROOT = Path(__file__).parents[3]
FILE = "content/locale/de/a.po"


def po(**said: str) -> str:
    """A German catalog; ``fuzzy_`` before a name marks its entry."""
    entries = []
    for name, translation in said.items():
        flag = "#, fuzzy\n" if name.startswith("fuzzy_") else ""
        id_ = name.removeprefix("fuzzy_")
        entries.append(f'\n{flag}msgctxt "list item"\nmsgid "{id_}"\nmsgstr "{translation}"\n')
    return HEADER.replace("Language: en", "Language: de") + "".join(entries)


def merged(tmp_path: Path, base: str, ours: str, theirs: str) -> tuple[int, dict[str, tuple[str, bool]], str]:
    """Exit code, each entry's translation and doubt, and the text."""
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, (base, ours, theirs), strict=True):
        file.write_text(text, encoding="utf-8")
    code = main(["merge-po", *map(str, files), FILE])
    text = files[1].read_text(encoding="utf-8")
    return code, {entry.id: (entry.translation, entry.fuzzy) for entry in parsed(text, "de").entries}, text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (po(one="", two=""), po(one="Eins", two=""), po(one="", two="Zwei"), {"one": "Eins", "two": "Zwei"}),
        (po(one="Ein"), po(one="Ein"), po(one="Eins"), {"one": "Eins"}),
        (po(one="Ein"), po(one="Eins"), po(one="Ein"), {"one": "Eins"}),
        (po(one=""), po(one="Eins"), po(one="Eins"), {"one": "Eins"}),
        (po(fuzzy_one="Ein"), po(one="Eins"), po(fuzzy_one="Ein"), {"one": "Eins"}),
        (
            po(one="Eins"),
            po(one="Eins", two="Zwei"),
            po(one="Eins", three="Drei"),
            {"one": "Eins", "three": "Drei", "two": "Zwei"},
        ),
        (po(one="Eins", two="Zwei"), po(one="Eins"), po(one="Eins", two="Zwei"), {"one": "Eins"}),
        (po(one="Eins", two="Zwei"), po(one="Eins"), po(one="Eins", two="Zwo"), {"one": "Eins", "two": "Zwo"}),
        ("", po(one="Eins"), po(two="Zwei"), {"one": "Eins", "two": "Zwei"}),
    ],
)
def test_what_one_side_changed_is_taken(
    tmp_path: Path, base: str, ours: str, theirs: str, expected: dict[str, str]
) -> None:
    code, entries, _ = merged(tmp_path, base, ours, theirs)
    assert code == 0
    assert entries == {id_: (words, False) for id_, words in expected.items()}


def test_what_both_have_translated_is_for_a_person_to_choose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, entries, text = merged(tmp_path, po(one="", two=""), po(one="Ein", two="Zwei"), po(one="Eins", two=""))
    assert code == 1
    assert entries == {"one": ("Ein", True), "two": ("Zwei", False)}
    assert "# Translated by others as: Eins\n" in text
    line = text.split("\n").index('msgstr "Ein"') + 1
    assert f'{FILE}:{line}: error: both sides have translated "one"' in capsys.readouterr().err


def test_a_side_that_cannot_be_read_leaves_ours_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = f'{po(one="Eins")}<<<<<<< HEAD\nmsgid "a"\n'
    for name, text in (("base", ""), ("ours", po(one="Ein")), ("theirs", broken)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["merge-po", *(str(tmp_path / name) for name in ("base", "ours", "theirs")), FILE]) == 1
    assert (tmp_path / "ours").read_text(encoding="utf-8") == po(one="Ein")
    assert "a mark of a merge that was not finished" in capsys.readouterr().err


def test_a_side_that_is_no_catalog_of_sound_size_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("base", "ours"):
        (tmp_path / name).write_text(po(one="Ein"), encoding="utf-8")
    (tmp_path / "theirs").write_bytes(b"#" * (5 * 2**20))
    assert main(["merge-po", *(str(tmp_path / name) for name in ("base", "ours", "theirs")), FILE]) == 1
    assert f"{FILE}:1: error: holds" in capsys.readouterr().err


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=check, encoding="utf-8"
    )


def test_git_merges_two_branches_by_message(tmp_path: Path) -> None:
    catalog = tmp_path / FILE
    catalog.parent.mkdir(parents=True)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "config", "merge.po.driver", f"{sys.executable} -m coursedeck merge-po %O %A %B %P")
    (tmp_path / ".gitattributes").write_text("*.po merge=po\n")

    def commit(branch: str, text: str, start: str = "main") -> None:
        if branch != "main":
            git(tmp_path, "checkout", "--quiet", "-b", branch, start)
        catalog.write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", branch)

    commit("main", po(one="", two=""))
    commit("jana", po(one="", two="Zwei"))
    commit("kim", po(one="Eins", two=""))
    git(tmp_path, "merge", "--quiet", "jana")
    assert catalog.read_text(encoding="utf-8") == parsed_text(po(one="Eins", two="Zwei"))


def parsed_text(text: str) -> str:
    """A catalog in the form in which it is written."""

    return write_catalog(parsed(text, "de"))
