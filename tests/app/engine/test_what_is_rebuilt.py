"""What is built again after each kind of edit, counted in pieces of work."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.app.stages.figures import sketch
from coursedeck.base.text import Families
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Problem
from coursedeck.model.units import Size
from tests.app.engine.conftest import CATALOG, SETTINGS, Build, dot, files_of, write

Figure = tuple[Drawing, bytes, tuple[Problem, ...]]


def figure(name: str) -> set[str]:
    """The work on a figure: drawn and painted in both languages."""
    return {f"{locale}/figures/{name}{ending}" for locale in ("ko", "en") for ending in ("", ".png")}


EVERYTHING = {
    "theme default",
    "content/first.md",
    "content/second.md",
    "diagrams/alone.py",
    "diagrams/layers.py",
    *figure("alone"),
    *figure("layers"),
    "ko/first",
    "ko/second",
    "en/first",
    "en/second",
}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_first_build_makes_everything_and_the_second_nothing(run: Build) -> None:
    first = run()
    assert set(first.made) == EVERYTHING
    second = run()
    assert second.made == ()
    assert (second.written, second.unchanged) == (0, first.written)
    assert second.built == first.built
    assert second.problems == first.problems


def test_a_course_that_was_moved_is_unchanged(course: Path, run: Build, tmp_path: Path) -> None:
    run()
    moved = course.rename(tmp_path / "elsewhere")
    assert build(Request(moved, moved / "output", jobs=1), lambda _: None).made == ()


def test_times_of_files_decide_nothing(course: Path, run: Build) -> None:
    run()
    for file in course.rglob("*"):
        if file.is_file() and ".cache" not in file.parts:
            os.utime(file, (10**9, 10**9))
    assert run().made == ()


def test_an_edit_that_keeps_size_and_time_is_seen(course: Path, run: Build) -> None:
    file = course / "content" / "second.md"
    before = file.stat()
    run()
    replace(file, "- 셋", "- 넷")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert set(run().made) == {"content/second.md", "ko/second", "en/second"}


def test_a_session_is_built_in_every_language_and_alone(course: Path, run: Build) -> None:
    run()
    replace(course / "content" / "first.md", "- 둘", "- 둘 둘")
    assert set(run().made) == {"content/first.md", "ko/first", "en/first"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_deck_that_is_lost_is_made_again_beside_an_edit(course: Path, run: Build, jobs: int) -> None:
    run()
    deck = course / "output/ko/first.pptx"
    data = deck.read_bytes()
    for file in (deck, *(course / "output/.cache").rglob("*.blob")):
        if file.read_bytes() == data:
            file.unlink()
    replace(course / "content" / "second.md", "- 셋", "- 넷")
    assert set(run(jobs=jobs).made) == {"content/second.md", "ko/second", "en/second", "ko/first"}
    assert deck.read_bytes() == data


def test_a_definition_takes_its_figures_and_the_decks_that_show_it(course: Path, run: Build) -> None:
    run()
    replace(course / "diagrams" / "layers.py", '"아래"', '"바닥"')
    # the session is read again, since that is when a definition is found missing
    assert set(run().made) == {"diagrams/layers.py", "content/first.md", *figure("layers"), "ko/first", "en/first"}


@pytest.mark.long
def test_a_definition_that_no_session_shows_takes_its_figures_alone(course: Path, run: Build) -> None:
    run()
    replace(course / "diagrams" / "alone.py", '"둘"', '"셋"')
    assert set(run().made) == {"diagrams/alone.py", *figure("alone")}


def test_a_file_that_a_definition_imports_counts_as_its_own(course: Path, run: Build) -> None:
    run()
    replace(course / "diagrams" / "_names.py", "위", "꼭대기")
    made = set(run().made)
    assert made == {"diagrams/layers.py", *figure("layers"), "ko/first", "en/first"}


def test_a_comment_in_a_definition_leaves_figures_and_decks(course: Path, run: Build) -> None:
    run()
    replace(course / "diagrams" / "_names.py", "TOP", "# what lies on top\nTOP")
    assert set(run().made) == {"diagrams/layers.py"}


def test_a_file_that_a_definition_opens_counts_as_its_own(course: Path, run: Build) -> None:
    write(course / "diagrams" / "label.txt", "옛 이름")
    replace(course / "diagrams" / "alone.py", '"둘"', 'open(__file__[:-8] + "label.txt", encoding="utf-8").read()')
    run()
    write(course / "diagrams" / "label.txt", "새 이름")
    assert set(run().made) == {"diagrams/alone.py", *figure("alone")}


def test_a_folder_that_a_definition_lists_counts_as_its_own(course: Path, run: Build) -> None:
    write(course / "diagrams" / "hosts" / "one", "")
    listing = "str(len(__import__('os').listdir(__file__[:-8] + 'hosts')))"
    replace(course / "diagrams" / "alone.py", '"둘"', listing)
    run()
    write(course / "diagrams" / "hosts" / "two", "")
    assert set(run().made) == {"diagrams/alone.py", *figure("alone")}


def test_a_catalog_takes_its_session_in_its_language(course: Path, run: Build) -> None:
    run()
    write(course / "content/locale/en/first.po", CATALOG.format(source="첫째", target="One"))
    assert set(run().made) == {"en/first"}


def test_the_catalog_of_figures_takes_its_language(course: Path, run: Build) -> None:
    run()
    write(course / "content/locale/en/diagrams.po", CATALOG.replace('msgctxt "title"', 'msgctxt "label"').format(
        source="아래", target="below"))  # fmt: skip
    made = set(run().made)
    assert {"en/figures/alone", "en/figures/layers"} <= made
    assert not any(what.startswith("ko/") for what in made)


def test_the_catalog_of_the_course_takes_its_language(course: Path, run: Build) -> None:
    run()
    write(course / "content/locale/en/course.po", CATALOG.format(source="작은 과정", target="A tiny course"))
    assert set(run().made) == {"en/first", "en/second"}


def test_a_picture_takes_the_session_that_shows_it(course: Path, run: Build) -> None:
    run()
    (course / "content" / "dot.png").write_bytes(dot(100))
    assert set(run().made) == {"content/second.md", "ko/second", "en/second"}


def test_a_picture_that_is_gone_takes_the_session_that_shows_it(course: Path, run: Build) -> None:
    run()
    (course / "content" / "dot.png").unlink()
    report = run()
    assert set(report.made) == {"content/second.md", "ko/second", "en/second"}
    assert any("there is no picture" in problem.message for problem in report.problems)


@pytest.mark.long
def test_the_template_takes_every_figure_and_deck(course: Path, run: Build) -> None:
    shutil.copy(Path(__file__).parents[3] / "templates" / "default.pptx", course / "own.pptx")
    write(course / "course.toml", SETTINGS + 'template = "own.pptx"\n')
    run()
    shutil.copy(Path(__file__).parents[3] / "templates" / "dark.pptx", course / "own.pptx")
    made = set(run().made)
    assert {"own.pptx", "ko/first", "en/second", "ko/figures/layers"} <= made
    assert not {"diagrams/layers.py", "content/first.md"} & made


def test_a_setting_takes_every_deck(course: Path, run: Build) -> None:
    run()
    write(course / "course.toml", SETTINGS.replace("작은", "큰"))
    assert {"ko/first", "ko/second", "en/first", "en/second"} <= set(run().made)


def test_a_deleted_or_edited_output_is_written_again_without_work(course: Path, run: Build) -> None:
    run()
    wanted = files_of(course / "output")
    (course / "output" / "ko" / "first.pptx").unlink()
    (course / "output" / "en" / "figures" / "layers.svg").write_text("mine now", encoding="utf-8")
    report = run()
    assert (report.made, report.written) == ((), 2)
    assert files_of(course / "output") == wanted


@pytest.mark.long
def test_a_new_font_takes_everything(course: Path, run: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    run()
    fonts = tmp_path / "data" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "new.ttf").write_bytes(b"\0\1\0\0 table directory")
    assert set(run().made) == EVERYTHING
    assert run().made == ()
    (fonts / "new.ttf").write_bytes(b"\0\1\0\0 table directorz")
    assert set(run().made) == EVERYTHING


@pytest.mark.long
def test_another_date_takes_everything(run: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert set(run().made) == EVERYTHING


@pytest.mark.long
def test_force_does_everything_again_and_changes_nothing(course: Path, run: Build) -> None:
    run()
    report = run(force=True)
    assert set(report.made) == EVERYTHING
    assert report.written == 0
    assert run().made == ()


@pytest.mark.long
def test_going_back_needs_no_work(course: Path, run: Build) -> None:
    run()
    wanted = files_of(course / "output")
    replace(course / "content" / "first.md", "- 둘", "- 둘 둘")
    run()
    replace(course / "content" / "first.md", "- 둘 둘", "- 둘")
    assert run().made == ()
    assert files_of(course / "output") == wanted


def test_a_session_alone_uses_what_the_whole_course_left(course: Path, run: Build) -> None:
    run()
    assert run("content/second.md").made == ()


def test_a_fence_is_drawn_again_only_when_it_changes(course: Path, run: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def counted(graph: Graph, area: Size, families: Families) -> Figure:
        drawn.append(graph.name)
        return sketch(graph, area, families)

    monkeypatch.setattr("coursedeck.app.stages.figures.sketch", counted)
    run()
    # in each language, since the fonts may be others; no slide asks for it in a part of itself
    assert drawn.count("first-1") == 2
    drawn.clear()
    replace(course / "content" / "first.md", "## 그림 (3분)\n", "## 그림 (3분)\n\n한 줄이 더 있다.\n")
    run()
    assert drawn == []
    replace(course / "content" / "first.md", "B[둘]", "B[셋]")
    run()
    assert drawn == ["first-1"] * 2


def test_a_broken_definition_is_tried_again_every_time(course: Path, run: Build) -> None:
    replace(course / "diagrams" / "alone.py", "from diagrams", "import _missing\nfrom diagrams")
    assert run().errors == 1
    again = run()
    assert again.made == ("diagrams/alone.py",)
    assert again.errors == 1
    write(course / "diagrams" / "_missing.py", "")
    assert run().errors == 0


def test_problems_are_told_again_by_a_run_that_does_nothing(course: Path, run: Build) -> None:
    (course / "content" / "dot.png").unlink()
    first = run()
    second = run()
    assert second.made == ()
    assert second.problems == first.problems != ()
