"""What is read again: everything that was saved, whenever that was."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.engine import Context
from coursedeck.app.request import Request
from coursedeck.app.watch.live_course import LiveCourse
from coursedeck.app.works.definition import DefinitionRun, RunDefinition
from tests.app.watch.conftest import course


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
