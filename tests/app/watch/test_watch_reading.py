"""What is read again: everything that was saved, whenever that was."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.engine import Context
from coursedeck.app.request import Request
from coursedeck.app.watch.live_course import LiveCourse
from coursedeck.app.watch.slide_pictures import SlidePictures
from coursedeck.app.works.definition import DefinitionRun, RunDefinition
from coursedeck.model.problem import Severity
from tests.app.watch.conftest import course
from tests.review.small_course import square


def seen(live: LiveCourse) -> str:
    return "".join(slide.svg for slide in live.view("a", ["en"]).decks[0].slides)


def test_what_is_saved_while_the_course_is_read_is_seen_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = course(tmp_path)
    session = root / "content" / "a.md"
    later = session.read_text(encoding="utf-8").replace("a plain item", "a later item")
    run = RunDefinition.do

    def saving(work: RunDefinition, context: Context) -> DefinitionRun:
        session.write_text(later, encoding="utf-8")
        return run(work, context)

    # definitions are run when sessions have been read
    monkeypatch.setattr(RunDefinition, "do", saving)
    live = LiveCourse(Request(root, root / "output", jobs=1))
    assert live.look()
    assert "a plain item" in seen(live)
    assert live.look()
    assert "a later item" in seen(live)
    assert not live.look()


@pytest.fixture
def pictured(tmp_path: Path) -> Path:
    """A course that shows a picture and a figure."""
    root = course(tmp_path)
    shown = "# Pictures\n\n## Part (5 min)\n\n### One\n\n![A square](square.png)\n\n"
    shown += "### Two\n\n![Flow](../diagrams/flow.py)\n"
    (root / "content" / "p.md").write_text(shown)
    (root / "content" / "square.png").write_bytes(square(90))
    return root


@pytest.mark.parametrize("how", ["deleted", "renamed", "a folder", "not a picture", "empty", "a link to nowhere"])
def test_a_picture_that_vanishes_is_a_finding_until_it_is_back(pictured: Path, how: str) -> None:
    picture = pictured / "content" / "square.png"
    data = picture.read_bytes()
    live = LiveCourse(Request(pictured, pictured / "output", jobs=1))
    assert live.look()
    picture.unlink()
    if how == "renamed":
        (pictured / "content" / "other.png").write_bytes(data)
    elif how == "a folder":
        picture.mkdir()
    elif how == "a link to nowhere":
        picture.symlink_to("nowhere.png")
    elif how in {"empty", "not a picture"}:
        picture.write_bytes(b"" if how == "empty" else b"text")
        live.look()
    view = live.view("p", ["en"])
    assert any("square.png" in str(problem) for problem in view.problems)
    if picture.is_dir() and not picture.is_symlink():
        picture.rmdir()
    picture.unlink(missing_ok=True)
    picture.write_bytes(data)
    live.look()
    view = live.view("p", ["en"])
    assert [str(problem) for problem in view.problems if "square.png" in str(problem)] == []
    assert len(view.decks) == 1 and not view.outdated


@pytest.mark.parametrize("name", ["content/p.md", "diagrams/flow.py", "diagrams", "content/locale", "course.toml"])
def test_whatever_goes_between_a_look_and_a_view_ends_nothing(pictured: Path, name: str) -> None:
    live = LiveCourse(Request(pictured, pictured / "output", jobs=1))
    live.look()
    there = pictured / name
    away = pictured.with_name("away")
    there.rename(away)
    for _ in range(2):
        live.sessions()
        live.view("p", ["en", "de"])
        live.look()
    away.rename(there)
    live.look()
    assert [str(one) for one in live.view("p", ["en"]).problems if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("how", ["renamed", "deleted"])
def test_a_session_that_goes_is_named_beside_its_last_slides(pictured: Path, how: str) -> None:
    live = LiveCourse(Request(pictured, pictured / "output", jobs=1))
    live.look()
    live.view("p", ["en"])
    file = pictured / "content" / "p.md"
    if how == "renamed":
        file.rename(file.with_name("q.md"))
    else:
        file.unlink()
    live.look()
    view = live.view("p", ["en"])
    assert [str(problem.source.file) for problem in view.problems] == ["content/p.md"]
    assert view.outdated and len(view.decks) == 1


def test_an_exception_that_nobody_foresaw_is_a_finding(pictured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveCourse(Request(pictured, pictured / "output", jobs=1))
    live.look()

    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    with monkeypatch.context() as patched:
        patched.setattr(SlidePictures, "deck", fail)
        assert any("nobody foresaw this" in str(problem) for problem in live.view("p", ["en"]).problems)
    assert live.view("p", ["en"]).problems == ()
