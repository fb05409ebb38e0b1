"""What is read again: everything that was saved, whenever that was."""

from __future__ import annotations

from pathlib import Path

from coursedeck.app.request import Request
from coursedeck.app.watch.live_course import LiveCourse
from tests.app.watch.conftest import FLOW, course


def seen(live: LiveCourse) -> str:
    return "".join(slide.svg for slide in live.view("a", ["en"]).decks[0].slides)


def test_what_is_saved_while_the_course_is_read_is_seen_next(tmp_path: Path) -> None:
    root = course(tmp_path)
    session = root / "content" / "a.md"
    later = session.read_text(encoding="utf-8").replace("a plain item", "a later item")
    # definitions are run when sessions have been read
    saving = f"open({str(session)!r}, 'w', encoding='utf-8').write({later!r})\n"
    (root / "diagrams" / "flow.py").write_text(FLOW + saving, encoding="utf-8")
    live = LiveCourse(Request(root, root / "output"))
    assert live.look()
    assert "a plain item" in seen(live)
    assert live.look()
    assert "a later item" in seen(live)
    assert not live.look()
