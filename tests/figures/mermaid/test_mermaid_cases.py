"""Every case in cases/*.md: a fence in, the figure in words (or the problem) out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursedeck.figures.mermaid import read
from coursedeck.model.problem import CourseError, Source
from tests.figures.mermaid.figure_text import show

_CASES = Path(__file__).parent / "cases"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n+````mermaid\n(?P<code>.*?)````\n+````text\n(?P<expected>.*?)````", re.M | re.S
)


def _outcome(code: str) -> str:
    """Line 1 of a case's fence counts as line 2 of its file, as if the opening fence were line 1."""
    try:
        figure, problems = read(code, "case", Source("case.md", 1))
        return "\n".join([*map(str, problems), show(figure)])
    except CourseError as problem:
        return str(problem)


def _cases() -> list[object]:
    return [
        pytest.param(match["code"], match["expected"], id=f"{path.stem}: {match['title']}")
        for path in sorted(_CASES.glob("*.md"))
        for match in _CASE.finditer(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("code", "expected"), _cases())
def test_case(code: str, expected: str) -> None:
    assert _outcome(code) == expected.strip("\n")


def test_every_case_is_read() -> None:
    titles = sum(path.read_text("utf-8").count("\n## ") for path in _CASES.glob("*.md"))
    assert titles == len(_cases()) > 0
