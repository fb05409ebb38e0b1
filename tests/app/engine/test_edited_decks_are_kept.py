"""A deck that somebody edited is never overwritten: the build keeps it beside the new one, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from coursedeck.app.commands.build import build
from coursedeck.app.report import Report
from coursedeck.app.request import Request
from coursedeck.base.origin import DeckState, deck_state

SESSION = "# Bakery\n\n## Bread\n\n- rye\n- wheat\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/one.md").write_text(SESSION)
    (tmp_path / "course.toml").write_text('source-locale = "en"\n')
    run(tmp_path)
    return tmp_path


def run(course: Path, *, force: bool = False) -> Report:
    return build(Request(course, course / "output", force=force), lambda step: None)


def edit(path: Path, words: str) -> bytes:
    presentation = Presentation(str(path))
    presentation.slides[0].shapes.title.text = words
    presentation.save(str(path))
    return path.read_bytes()


def test_a_deck_as_it_was_built_is_known(course: Path) -> None:
    deck = course / "output/en/one.pptx"
    assert deck_state(deck.read_bytes()) is DeckState.AS_BUILT
    assert deck_state(edit(deck, "Other")) is DeckState.EDITED


@pytest.mark.parametrize("force", [False, True])
def test_an_edited_deck_is_kept_and_the_new_one_is_built(course: Path, force: bool) -> None:
    deck = course / "output/en/one.pptx"
    built = deck.read_bytes()
    edited = edit(deck, "Other")
    report = run(course, force=force)
    assert deck.read_bytes() == built
    assert (course / "output/en/one.edited.pptx").read_bytes() == edited
    (problem,) = report.problems
    assert report.exit_code == 0
    assert "pull output/en/one.edited.pptx" in problem.message
    assert run(course, force=force).problems == (), "it is said once"
    assert (course / "output/en/one.edited.pptx").read_bytes() == edited


def test_several_edited_decks_have_names_of_their_own(course: Path) -> None:
    deck = course / "output/en/one.pptx"
    first = edit(deck, "First")
    run(course)
    second = edit(deck, "Second")
    run(course)
    deck.write_bytes(second)
    run(course)
    names = sorted(path.name for path in deck.parent.glob("*.pptx"))
    assert names == ["one.edited-2.pptx", "one.edited.pptx", "one.pptx"]
    assert (deck.parent / "one.edited.pptx").read_bytes() == first
    assert (deck.parent / "one.edited-2.pptx").read_bytes() == second


def test_a_deck_of_an_older_source_gives_way(course: Path) -> None:
    (course / "content/one.md").write_text(SESSION + "- oats\n")
    assert run(course).problems == ()
    assert not list((course / "output/en").glob("*.edited*"))


def test_a_deck_of_another_program_is_kept(course: Path) -> None:
    deck = course / "output/en/one.pptx"
    Presentation().save(str(deck))
    other = deck.read_bytes()
    run(course)
    assert (course / "output/en/one.edited.pptx").read_bytes() == other


def test_what_was_kept_can_be_pulled(course: Path) -> None:
    edit(course / "output/en/one.pptx", "Bakery of the village")
    run(course)
    assert main(["pull", str(course / "output/en/one.edited.pptx"), "--write", "--course", str(course)]) == 0
    assert (course / "content/one.md").read_text().startswith("# Bakery of the village\n")
