"""Labels that somebody has changed in a deck find their places in a drawing of characters, which stays one."""

from __future__ import annotations

import pytest

from coursedeck.edits.source.labels import label_changes
from coursedeck.figures.box_drawing import read_box_drawing
from coursedeck.model.problem import Source

DRAWING = """\
┌────────────┐  cash  ┌────────────┐
│ Shop       │ ─────▶ │ Bank       │
└─────┬──────┘        └────────────┘
      │ goods
      ▼
┌────────────┐
│ 손님       │
└────────────┘
"""


def changed(old: str, new: str, shown: int = 1) -> str | None:
    splices = label_changes(DRAWING, old, new, shown)
    if splices is None:
        return None
    text = DRAWING
    for (start, stop), words in sorted(splices, reverse=True):
        text = text[:start] + words + text[stop:]
    return text


@pytest.mark.parametrize(
    ("old", "new"), [("Shop", "Old shop"), ("Bank", "B"), ("손님", "단골 손님"), ("goods", "goods and a bill")]
)
def test_a_changed_label_leaves_the_drawing_in_line(old: str, new: str) -> None:
    text = changed(old, new)
    assert text is not None
    before, after = (read_box_drawing(one, "f", Source("a.md", 1)) for one in (DRAWING, text))
    assert before is not None
    assert after is not None
    said = [
        [node.label.text for node in one.nodes] + [edge.label.text for edge in one.edges] for one in (before, after)
    ]
    assert said[1] == [new if words == old else words for words in said[0]]
    assert before.kind is not None
    if old != "goods":
        assert before.kind == after.kind


def test_a_label_that_is_not_there_is_told() -> None:
    assert changed("Market", "Hall") is None
