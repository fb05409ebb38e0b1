"""A hundred edits of one deck: each goes where it belongs, and what is built then says what the edited deck says."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from coursedeck.app.commands.build import build
from coursedeck.app.edits.pulling import Pulled, pull_decks
from coursedeck.app.request import Request
from tests.edits import edited_decks as deck
from tests.edits.edited_decks import edited
from tests.edits.garden import CASES, GARDEN, WATERING, Case

_SAMPLE = CASES[::7]
_REPEATING = ("title", "agenda", "section-")
_DERIVED = re.compile(r"eyebrow|number")
_FOOTERS = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
"""What says titles, numbers and times again."""
_TOGETHER = 9
"""Cases that are tried in one deck, as far as each has a slide of its own."""


@dataclass(frozen=True)
class Garden:
    """The course with its built deck."""

    root: Path
    deck: bytes

    def course(self, where: Path) -> Path:
        """A copy of the course."""
        shutil.copytree(self.root, where)
        return where


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Garden:
    root = tmp_path_factory.mktemp("garden")
    (root / "content").mkdir()
    (root / "diagrams").mkdir()
    (root / "content/garden.md").write_text(GARDEN, encoding="utf-8")
    (root / "diagrams/watering.py").write_text(WATERING, encoding="utf-8")
    (root / "course.toml").write_text('title = "Gardens"\nsource-locale = "en"\nlocales = ["en"]\n', encoding="utf-8")
    return Garden(root, built_again(root))


def built_again(root: Path) -> bytes:
    report = build(Request(root, root / "output"), lambda step: None)
    assert [str(one) for one in report.problems if one.check != "pace"] == []
    return (root / "output/en/garden.pptx").read_bytes()


def _pulled(course: Path, data: bytes, *, write: bool = True) -> Pulled:
    (course / "mine.pptx").write_bytes(data)
    return pull_decks(course, [(course / "mine.pptx", "mine.pptx")], write=write)


def _overlay(course: Path) -> str:
    path = course / "content/garden.overlay.json"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _comes_home(case: Case, garden: Garden, where: Path) -> None:
    course = where / "course"
    (course / "content").mkdir(parents=True)
    shutil.copytree(garden.root / "diagrams", course / "diagrams")
    shutil.copy(garden.root / "content/garden.md", course / "content")
    done = _pulled(course, edited(garden.deck, case.edit))
    (pulled,) = done.decks
    said = (course / "content/garden.md").read_text(encoding="utf-8")
    assert pulled.conflicts == ()
    if case.told:
        assert [case.told in line for line in pulled.left] == [True]
        assert case.said in said if case.said else said == GARDEN
        return
    assert pulled.left == ()
    assert pulled.placed
    assert case.said in said
    assert case.gone == "" or (case.gone in GARDEN and case.gone not in said)
    overlay = _overlay(course)
    assert case.kept in overlay
    if case.kept:
        assert said == GARDEN
        assert list(json.loads(overlay)) == ["en"]
    else:
        assert said != GARDEN


@pytest.mark.parametrize("case", _SAMPLE, ids=lambda case: case.name)
def test_an_edit_goes_where_it_belongs(case: Case, garden: Garden, tmp_path: Path) -> None:
    _comes_home(case, garden, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("case", [case for case in CASES if case not in _SAMPLE], ids=lambda case: case.name)
def test_each_other_edit_goes_where_it_belongs(case: Case, garden: Garden, tmp_path: Path) -> None:
    _comes_home(case, garden, tmp_path)


def test_an_untouched_deck_says_nothing_new(garden: Garden) -> None:
    done = pull_decks(garden.root, [(garden.root / "output/en/garden.pptx", "garden.pptx")], write=False)
    assert done.decks[0].unchanged
    assert done.patch == ""


def words_in(data: bytes) -> Counter[str]:
    """Every word of slides, tables, charts and notes, but not what says titles, numbers and times again."""
    found: list[str] = []
    for slide in Presentation(io.BytesIO(data)).slides:
        if (slide._element.cSld.get("name") or "").startswith(_REPEATING):
            continue
        for shape in deck.shapes_of(slide.shapes):
            if _DERIVED.match(shape.name) or (shape.is_placeholder and shape.placeholder_format.type in _FOOTERS):
                continue
            found += _texts(shape)
        notes = slide.notes_slide.notes_text_frame.text.splitlines()
        found += [line for line in notes if not re.search(r"\d| · ", line)]
    return Counter(word for text in found for word in text.replace("\xa0", " ").split())


def _texts(shape: Any) -> list[str]:
    if shape.shape_type == 13:
        return ["a-picture"]
    if shape.has_text_frame:
        return [shape.text_frame.text]
    if getattr(shape, "has_table", False):
        return [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    if getattr(shape, "has_chart", False):
        plot = shape.chart.plots[0]
        return [f"{one.name} {list(one.values)}" for one in plot.series] + [str(one) for one in plot.categories]
    return []


_PLACED = [case for case in CASES if not case.told]


@pytest.mark.long
@pytest.mark.parametrize("first", range(-(-len(_PLACED) // _TOGETHER)))
def test_the_deck_built_then_says_what_the_edited_one_says(first: int, garden: Garden, tmp_path: Path) -> None:
    cases = _PLACED[first :: -(-len(_PLACED) // _TOGETHER)]
    data = edited(garden.deck, *(case.edit for case in cases))
    course = garden.course(tmp_path / "course")
    done = _pulled(course, data)
    assert [pulled.left for pulled in done.decks] == [()]
    built = built_again(course)
    assert words_in(built) == words_in(data)
    # what was brought home once is not brought home again
    again = _pulled(course, built, write=False)
    assert again.decks[0].unchanged


@pytest.mark.long
def test_edits_survive_lines_that_end_as_in_windows(garden: Garden, tmp_path: Path) -> None:
    course = garden.course(tmp_path / "course")
    file = course / "content/garden.md"
    file.write_bytes(GARDEN.replace("\n", "\r\n").encode())
    _pulled(course, edited(built_again(course), *(case.edit for case in _PLACED[::7])))
    said = file.read_bytes().decode()
    assert said.count("\n") == said.count("\r\n")
    for case in _PLACED[::7]:
        assert case.said in said.replace("\r\n", "\n")
