"""Reviews show what people changed and wrote in decks that were kept beside the built ones."""

from __future__ import annotations

from pathlib import Path

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.app.review.bases import open_base
from coursedeck.app.review.decks import read_deck_file
from coursedeck.app.review.edited import edited_findings
from tests.edits import edited_decks as deck
from tests.edits.edited_decks import edited

SESSION = "# Bakery\n\n## Bread\n\n### Rye\n\n- grows anywhere\n\n::: notes\nSay so.\n:::\n\n### Wheat\n\n- wants sun\n"


def test_comments_and_edits_are_findings_with_their_lines_and_slides(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/one.md").write_text(SESSION)
    (tmp_path / "course.toml").write_text('source-locale = "en"\n')
    request = Request(tmp_path, tmp_path / "output")
    (built,) = build(request, lambda step: None).built
    there = tmp_path / "output/en/one.pptx"
    changed = edited(there.read_bytes(), deck.comment("wants sun", "Ada", "Why?"), deck.say("wants sun", "wants rain"))
    (there.with_name("one.edited.pptx")).write_bytes(changed)
    found = list(edited_findings(tmp_path, read_deck_file(tmp_path / "output", "en", "one"), built.origins))
    line = 1 + SESSION.splitlines().index("### Wheat")
    assert [(one.rule, one.slide, one.source.line) for one in found] == [
        ("comment", "wheat", line),
        ("edited", "wheat", line),
    ]
    assert found[0].message == "Ada: Why?"
    assert "“wants sun” → “wants rain”" in found[1].message
    base = open_base(request, str(there.with_name("one.edited.pptx")), lambda step: None)
    assert [one.key for one in base.decks] == ["en/one"]
    (tmp_path / "content/one.md").write_text(SESSION.replace("wants sun", "wants rain"))
    rest = edited_findings(tmp_path, read_deck_file(tmp_path / "output", "en", "one"), built.origins)
    assert [one.rule for one in rest] == ["comment"], "the edit is at home"
