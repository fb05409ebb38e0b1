"""Misspelled words are found in prose; code is left alone in every column, shape and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.model.problem import Source
from coursedeck.review.proof import DeckUnderReview, Misspellings, check_deck
from coursedeck.review.unpack import read_deck

LISTS = Misspellings({"wich": "which"}, {"recieve": "receive", "teh": "the"})

FENCE = "```python\ndef recieve(queue):  # teh end\n    return wich\n```\n"
LONG_FENCE = "```python\n" + "".join(f"recieve({number})\n" for number in range(60)) + "```\n"
DRAWING = "``` {as=code}\n┌─────────┐   ┌──────┐\n│ recieve │──▶│ teh  │\n└─────────┘   └──────┘\n```\n"


def words_found(root: Path, body: str) -> list[str]:
    """The words reported in a session with one slide of this body."""
    (root / "content").mkdir()
    (root / "content" / "a.md").write_text(f"# Queues\n\n## Ends (5 min)\n\n### Two ends\n\n{body}", encoding="utf-8")
    (root / "course.toml").write_text('source-locale = "en"\nlocales = ["en"]\n')
    build(Request(root, root / "output", jobs=1), lambda _: None)
    deck = read_deck((root / "output" / "en" / "a.pptx").read_bytes())
    found = check_deck(DeckUnderReview(deck, None, Source("content/a.md"), "en", misspellings=LISTS))
    return [one.message.split("'")[1] for one in found if one.rule == "spelling"]


@pytest.mark.parametrize(
    "body",
    [
        FENCE,
        f"<!-- slide: layout=two-content -->\n\n- One end puts\n- The other takes\n\n{FENCE}",
        f"<!-- slide: layout=two-content -->\n\n{FENCE}\n- One end puts\n- The other takes\n",
        f"- One end puts\n\n  {FENCE.replace(chr(10), chr(10) + '  ').rstrip()}\n",
        f"> A note\n\n{LONG_FENCE}",
        DRAWING,
        "Call `recieve` on a queue, or the `teh` function of `wich`.\n",
        "| Call | Does |\n| --- | --- |\n| `recieve()` | takes |\n",
        "- `recieve(wich)`\n- waits\n",
    ],
    ids=["alone", "second column", "first column", "in a list", "over several slides", "drawing", "in a line",
         "in a table", "in a bullet"],
)  # fmt: skip
def test_code_is_left_alone(tmp_path: Path, body: str) -> None:
    assert words_found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("- Both recieve\n", ["recieve"]),
        (f"<!-- slide: layout=two-content -->\n\n- One end puts teh end\n\n{FENCE}", ["teh"]),
        ("Call `get` to recieve, wich takes **teh** first.\n", ["wich", "recieve", "teh"]),
        ("> [!NOTE]\n> Teh end.\n", ["Teh"]),
        ("| Call | Does |\n| --- | --- |\n| `get()` | recieve |\n", ["recieve"]),
        ("`re`cieve `t`eh\n", []),
    ],
)
def test_prose_beside_code_is_not(tmp_path: Path, body: str, words: list[str]) -> None:
    assert words_found(tmp_path, body) == words
