"""Long paragraphs of many runs: cutting them takes twice as long where they are twice as long, and loses nothing."""

from __future__ import annotations

import sys
from types import FrameType

from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.session.fit.cutting import between, cut_paragraph


def paragraph(runs: int) -> TextParagraph:
    return TextParagraph(tuple(TextRun(f"word{number} ", "en") for number in range(runs)), 20)


def calls(runs: int) -> int:
    """How many functions are called while a paragraph of so many runs is cut."""
    counted = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal counted
        counted += event == "call"

    long = paragraph(runs)
    sys.setprofile(count)
    try:
        pieces = cut_paragraph(long, lambda piece: 100)
    finally:
        sys.setprofile(None)
    assert " ".join(piece.plain.strip() for piece in pieces) == long.plain.strip()
    return counted


def test_twice_as_many_runs_take_twice_as_many_steps() -> None:
    assert calls(2000) < 2.3 * calls(1000)


def test_a_piece_is_the_same_wherever_it_stands() -> None:
    long = paragraph(50)
    for start in range(0, len(long.plain), 7):
        assert between(long, start, start + 20).plain == long.plain[start : start + 20].rstrip()
