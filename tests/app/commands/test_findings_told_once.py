"""Findings that say the same of many places are told once, all of them with ``--all``."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.alike import told_once
from coursedeck.model.problem import Problem, Source, error, warning
from tests.app.conftest import Run


def at(*messages: str) -> list[Problem]:
    return [warning(Source("content/a.md", line), "html", message) for line, message in enumerate(messages, start=1)]


def test_the_same_in_many_places_is_told_once_with_the_next_places() -> None:
    problems = [*at(*["<u> has no effect"] * 5), warning(Source("content/b.md", 7), "html", "<u> has no effect")]
    (told,) = told_once(problems)
    assert str(told) == (
        "content/a.md:1: warning: <u> has no effect (6 like it, also at content/a.md:2, :3, :4 …; --all tells each)"
    )


ALIKE = [
    ("the link 'a.md' leads nowhere", "the link 'b.md' leads nowhere", "the link '../c' leads nowhere"),
    ("“One” has 3 points", "“Two” has 14 points", "“Three” has 2.5 points"),
    (
        'unknown block "::: a": did you mean "b"?',
        'unknown block "::: c": known are d, e',
        'unknown block "f": known are g',
    ),
]


@pytest.mark.parametrize("messages", ALIKE)
def test_names_and_numbers_make_no_other_kind(messages: tuple[str, ...]) -> None:
    assert len(list(told_once(at(*messages)))) == 1


def test_different_findings_and_few_ones_are_each_told() -> None:
    problems = at("<u> is so", "<u> is so", "a table is wide", "a list is long", "a slide is full")
    assert list(told_once(problems)) == problems


def test_errors_are_told_each_unless_they_say_the_very_same() -> None:
    places = [Source("content/a.md", line) for line in range(1, 8)]
    problems = [error(place, "chart", f'"{place.line}" is no number') for place in places]
    assert list(told_once(problems)) == problems
    (told,) = told_once([error(place, "file", "cannot be read") for place in places])
    assert "(7 like it" in told.message


def test_a_build_tells_each_kind_once_and_all_on_demand(course: Path, run: Run) -> None:
    for name in ("b", "c", "d", "e"):
        (course / "content" / f"{name}.md").write_text("# T\n\n## S\n\n![](no.png)\n", encoding="utf-8")
    (line,) = run().lines("warning:")
    assert "4 like it, also at content/c.md:5, content/d.md:5, content/e.md:5" in line
    assert len(run("--all").lines("warning:")) == 4


def test_strict_makes_an_error_of_every_warning(course: Path, run: Run) -> None:
    (course / "content" / "b.md").write_text("# T\n\n## S\n\n![](no.png)\n", encoding="utf-8")
    assert run().code == 0
    for command in ("build", "check"):
        outcome = run(command, "--strict")
        assert outcome.code == 1 and outcome.lines("warning:") == []
        assert outcome.lines("error:")[0].startswith("content/b.md:5: error: there is no picture")
    assert "en/b.pptx" in run("--strict").files(), "the deck is built all the same"


def test_notes_of_one_check_are_one_line_that_counts_for_nothing(course: Path, run: Run) -> None:
    steps = " --> ".join(f"s{number}[step {number} of all the work]" for number in range(12))
    turned = "".join(
        f"### F {n}\n\n```mermaid\nflowchart {way}\n{steps}\n```\n\n" for n, way in enumerate(("TD", "LR"))
    )
    (course / "content" / "b.md").write_text(f"# T\n\n## S\n\n{turned}", encoding="utf-8")
    outcome = run("--strict")
    (line,) = outcome.lines("note:")
    assert "content/b.md:8: note:" in line and "2 like it, also at content/b.md:15" in line
    assert outcome.code == 0 and not outcome.lines("error:") and not outcome.lines("warning:")
    assert len(run("--all").lines("note:")) == 2
