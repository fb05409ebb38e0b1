"""Commands other than ``build`` take what a build has left: nothing is run, placed or written a second time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.app.commands.check import check
from coursedeck.app.commands.review import review
from coursedeck.app.commands.timing import timing
from coursedeck.app.commands.translate import translate
from coursedeck.app.request import Request
from coursedeck.app.watch.live_course import LiveCourse
from coursedeck.model.schedule import ACTUALS_COLUMNS
from tests.app.engine.conftest import Build, write

pytestmark = pytest.mark.long


def snapshot(root: Path) -> dict[str, str]:
    """Every file, what is kept for later builds too."""
    files = sorted(file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def built(course: Path, run: Build, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course, built; from now on nothing that takes long may be done any more."""
    run()

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("this was done before")

    for name in (
        "coursedeck.figures.capture.record",
        "coursedeck.app.stages.figures.sketch",
        "coursedeck.app.stages.placing.place",
        "coursedeck.app.stages.decks.deck_bytes",
        "coursedeck.session.load.load_session",
        "coursedeck.output.template.read_template",
    ):
        monkeypatch.setattr(name, forbidden)
    return course


def request(course: Path, *sessions: str) -> Request:
    return Request(course, course / "output", sessions, jobs=1)


def recorded(course: Path, path: str) -> Path:
    """A recording of a lesson, as a run sheet saves it: one slide of two minutes."""
    (timed,) = (course / "output" / "ko").glob(f"{path}.timing.csv")
    assert timed.is_file()
    row = [path, "ko", "2026-03-02 10:00", "", "1", "title", "첫째", "0", "120"]
    file = course.parent / "lesson.actual.csv"
    file.write_text(",".join(ACTUALS_COLUMNS) + "\n" + ",".join(row) + "\n", encoding="utf-8")
    return file


def silent(_: str) -> None:
    pass


def told(course: Path, command: Callable[[Callable[[str], None]], object]) -> list[str]:
    steps: list[str] = []
    command(steps.append)
    return steps


def test_translate_does_nothing_again(built: Path) -> None:
    before = snapshot(built / "output")
    assert told(built, lambda progress: translate(request(built), ["en"], progress)) == []
    assert snapshot(built / "output") == before
    assert (built / "content/locale/en/second.po").is_file()


def test_translate_says_where_messages_stand_as_before(course: Path, run: Build) -> None:
    translate(request(course), ["en"], silent)
    cold = (course / "content/locale/en/second.po").read_bytes()
    run()
    (course / "content/locale/en/second.po").unlink()
    translate(request(course), ["en"], silent)
    assert (course / "content/locale/en/second.po").read_bytes() == cold


def test_timing_does_nothing_again(built: Path) -> None:
    before = snapshot(built)
    files = (recorded(built, "first"),)
    found = timing(request(built), files, silent)
    assert [one.problems for one in found.actuals] == [()]
    assert found.exit_code == 0
    assert told(built, lambda progress: timing(request(built), files, progress)) == []
    assert snapshot(built) == before


@pytest.mark.office
def test_review_does_nothing_again(built: Path) -> None:
    steps = told(built, lambda progress: review(request(built), "", progress))
    assert [step for step in steps if not step.startswith(("rendering", "checking", "comparing"))] == []


def test_check_does_nothing_again_and_writes_nothing(built: Path) -> None:
    before = snapshot(built)
    assert check(request(built), silent).made == ()
    assert snapshot(built) == before


def test_watch_shows_what_a_build_has_placed(built: Path) -> None:
    before = snapshot(built)
    live = LiveCourse(request(built))
    assert live.look()
    (deck,) = live.view("second", ["en"]).decks
    assert deck.slides[0].id == "title"
    assert snapshot(built) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_check_of_a_course_that_was_never_built_writes_nothing(course: Path, run: Build, jobs: int) -> None:
    before = snapshot(course)
    report = check(Request(course, course / "output", jobs=jobs), silent)
    assert snapshot(course) == before
    assert {one.session for one in report.built} == {"first", "second"}
    built = run()
    assert [(one.session, one.locale, one.slides, one.minutes, one.problems) for one in report.built] == [
        (one.session, one.locale, one.slides, one.minutes, one.problems) for one in built.built
    ]


def test_what_a_command_that_only_reads_works_out_is_not_left_behind(course: Path) -> None:
    write(course / "course.toml", 'source-locale = "ko"\nlocales = ["ko"]\n')
    first = course / "content" / "first.md"
    first.write_text(first.read_text("utf-8").replace("](../diagrams/layers.py", "](../diagrams/alone.py"), "utf-8")
    before = snapshot(course)
    live = LiveCourse(request(course))
    assert live.look()
    assert live.view("first", ["ko"]).decks
    assert snapshot(course) == before
