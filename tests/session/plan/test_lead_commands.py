"""Titles of slides that go on with a command and its output."""

from __future__ import annotations

import pytest

from coursedeck.model.problem import Source
from coursedeck.model.session import Code
from coursedeck.session.plan.lead_commands import titled_by_command
from tests.session.conftest import Fitted

HERE = Source("content/oven.md", 3)


@pytest.mark.parametrize(
    ("language", "code", "title"),
    [
        ("bash", "oven status\n", "oven status"),
        ("console", "$ oven status\nhot\n", "oven status"),
        ("console", "(kitchen) me@home:~/oven$ oven status\n", None),
        ("console", "me@home:~/oven$ oven status\n", "oven status"),
        ("sh", "# heat it\noven on\n", "oven on"),
        ("bash", "oven on\noven status\n", None),
        ("bash", "oven on --with-all-the-stones --and-the-light-as-well\n", None),
        ("bash", "oven on \\\n", None),
        ("python", "print(oven)\n", None),
        ("bash", "", None),
    ],
)
def test_one_command_is_a_title_and_more_is_none(language: str, code: str, title: str | None) -> None:
    found = titled_by_command([Code(code, language, HERE)])
    assert (found.plain if found else None) == title


def test_a_slide_that_goes_on_with_a_command_is_named_after_it(fitted: Fitted) -> None:
    output = "".join(f"line {number} of what the oven says\n" for number in range(14))
    runs = [f"```console\n$ oven {word}\n```\n\n```\n{output}```\n\n" for word in ("status", "log")]
    deck, _ = fitted(f"# T\n\n## Ovens\n\nThe oven is asked.\n\n{''.join(runs)}")
    titles = [slide.title.paragraphs[0].plain for slide in deck.slides]
    assert "oven log" in titles
    assert len(titles) == len({*titles})
