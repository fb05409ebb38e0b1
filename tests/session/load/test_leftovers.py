"""Marks of other tools that stay in the words are reported once each; what only looks like them is not."""

import pytest

from tests.session.load.session_readers import Told


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("\\::: notes here", "::: notes or ::: tip"),
        ("words\n::: notes here", None),
        ("::right::", "two-content"),
        ("See {{ title }}", "write out"),
        ("some words {#anchor} here", "attributes"),
        ("some words {.red} here", "attributes"),
        ("+---+---+", "bars"),
        ("|---|---|", "header row"),
        ("class: center, middle", "settings of slides"),
        ("- count: how many loaves there are", None),
        ("!!! note", "four spaces"),
        ("??? tip", "four spaces"),
        (". . .", "builds"),
        ("% A title", "# Title"),
        ("layout: two-cols", "slide: layout"),
        ("words \\begin{tikz} more", "$$"),
        ("wow :no_such_smile: here", "no emoji"),
        ("[TOC]", "agenda"),
        ("see [[Other page]]", "[words](file.md)"),
        ('until [[ "$?" -ne 0 ]] holds', None),
        ("Note: say hello to everybody", "::: notes"),
        ("<<<<<<< HEAD", "conflict"),
        ("the time is 10:30:45", None),
        ("{name} and {0}", None),
        ("`{{ x }}` and `:smile:` and `{#id}`", None),
        ("50% of all; +1; a | b", None),
        ("What!!! Really???", None),
        ("Note: read this first.\n\nThen go on.", None),
        ("costs $5 and $10", None),
        ("layout is what matters: two columns", None),
        ("std::vector and a::b", None),
    ],
)
def test_leftovers(told: Told, written: str, advice: str | None) -> None:
    lines = [line for line in told(f"# Title\n\n{written}\n") if "as it stands" in line]
    if advice is None:
        assert lines == []
    else:
        assert len(lines) == 1 and advice in lines[0]


def test_each_kind_is_told_once_with_its_line(told: Told) -> None:
    lines = told("# Title\n\nwords {{ a }}\n\n- more {{ b }}\n\n| {{ c }} | d |\n|---|---|\n| e | f |\n")
    assert len(lines) == 1 and lines[0].startswith("content/a.md:3: warning: ") and "2 more" in lines[0]


def test_titles_count_too(told: Told) -> None:
    assert any("agenda" in line or "write out" in line for line in told("# Title {{ x }}\n\nwords\n"))


def test_code_does_not_count(told: Told) -> None:
    assert told("# Title\n\n```\n{{ a }}\n::: notes\n. . .\n```\n") == []
