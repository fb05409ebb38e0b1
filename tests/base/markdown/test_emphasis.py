from pathlib import Path

import pytest

from coursedeck.base.markdown import spans
from coursedeck.model.text import Span

TAGS = (("strong", "strong"), ("emphasis", "em"), ("strike", "s"), ("code", "code"), ("link", "a"))


def cases() -> list[tuple[str, str, str]]:
    pieces = Path(__file__).with_name("emphasis-cases.md").read_text(encoding="utf-8").split("\n.\n")
    rows = [[piece.strip() for piece in pieces[index : index + 3]] for index in range(0, len(pieces) - 2, 3)]
    return [(title.rpartition("\n")[2], source, expected) for title, source, expected in rows]


def shown(span: Span) -> str:
    text = span.text
    for field, tag in reversed(TAGS):
        if getattr(span, field):
            text = f"<{tag}>{text}</{tag}>"
    return text


def test_every_case_is_found() -> None:
    assert len(cases()) == 29


@pytest.mark.parametrize(("title", "source", "expected"), cases(), ids=[case[0] for case in cases()])
def test_emphasis(title: str, source: str, expected: str) -> None:
    assert "".join(shown(span) for span in spans(source)) == expected
