"""What leads out of a course is no input: it is not read, however it is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coursedeck.app.engine.inputs import EXISTS, FILE, NAMES, Inputs


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "course" / "content").mkdir(parents=True)
    (tmp_path / "course" / "content" / "a.md").write_text("a")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "letter.txt").write_text("Dear Anna")
    return tmp_path / "course"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize(
    "name", ["../outside/letter.txt", "content/../../outside/letter.txt", "link.txt", "folder/letter.txt"]
)
def test_what_stands_outside_is_not_told_apart(root: Path, name: str) -> None:
    (root / "link.txt").symlink_to("../outside/letter.txt")
    (root / "folder").symlink_to("../outside")
    asked = [FILE + name, EXISTS + name]
    before = Inputs(root).pairs(asked)
    (root.parent / "outside" / "letter.txt").write_text("Dear Berta")
    assert Inputs(root).pairs(asked) == before
    assert Inputs(root).pairs([FILE + "content/a.md"]) != before[:1]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_folders_outside_are_not_listed(root: Path) -> None:
    (root / "icons").symlink_to("../outside")
    before = Inputs(root).pairs([NAMES + "icons"])
    (root.parent / "outside" / "more.txt").write_text("x")
    assert Inputs(root).pairs([NAMES + "icons"]) == before


def test_links_within_the_course_are_followed(root: Path) -> None:
    if os.name != "nt":
        (root / "link.md").symlink_to("content/a.md")
        assert (
            dict(Inputs(root).pairs([FILE + "link.md"])).popitem()[1]
            == Inputs(root).pairs([FILE + "content/a.md"])[0][1]
        )
