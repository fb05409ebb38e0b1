"""Callouts, tabs, columns and what is folded away, in the ways of MkDocs, MyST, Quarto and Docusaurus."""

import pytest

from coursedeck.model.problem import Problem
from coursedeck.model.session import (
    Block,
    Callout,
    Code,
    Exercise,
    List,
    Notes,
    Paragraph,
    Picture,
    Quote,
    SlideHint,
)
from tests.session.load.session_readers import Loader


def read(load: Loader, lines: str) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    session, problems = load(f"# Title\n\n{lines}\n")
    return session.blocks, problems


def shown(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text.markdown for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("written", "kind", "title"),
    [
        ('!!! warning "Hot *pipe*"\n\n    words\n\n    - item', "warning", "Hot pipe"),
        ("!!! note\n    words\n\n    - item", "note", None),
        ("!!! danger\n\n    words\n\n    - item", "caution", None),
        ("!!! example\n\n    words\n\n    - item", "note", "Example"),
        ('??? tip "Open"\n\n    words\n\n    - item'.replace("???", "???+"), "tip", "Open"),
        ("```{note}\nwords\n\n- item\n```", "note", None),
        ("````{tip} Do *so*\n:name: x\nwords\n\n- item\n````", "tip", "Do so"),
        ("```{admonition} Mind\n:class: caution\n\nwords\n\n- item\n```", "note", "Mind"),
        (":::{important}\nwords\n\n- item\n:::", "important", None),
        (":::{hint} Try\nwords\n\n- item\n:::", "tip", "Try"),
        ("::: tip Try\nwords\n\n- item\n:::", "tip", "Try"),
        (":::warning[Hot]\nwords\n\n- item\n:::", "warning", "Hot"),
        (':::note{title="Read"}\nwords\n\n- item\n:::', "note", "Read"),
        ("::: {.callout-caution}\nwords\n\n- item\n:::", "caution", None),
        ('::: {.callout-tip title="So"}\nwords\n\n- item\n:::', "tip", "So"),
        ("> [!EXAMPLE]\n> words\n>\n> - item", "note", "Example"),
        ("> [!info] Read\n> words\n>\n> - item", "note", "Read"),
    ],
)
def test_callouts(load: Loader, written: str, kind: str, title: str | None) -> None:
    (callout,), problems = read(load, written)
    assert problems == ()
    assert isinstance(callout, Callout)
    assert (callout.kind, callout.title.plain if callout.title else None) == (kind, title)
    assert shown(callout.blocks) == ["words"] and isinstance(callout.blocks[1], List)


def test_lines_are_those_of_the_file(load: Loader) -> None:
    (callout,), _ = read(load, '!!! warning "Hot"\n\n    words')
    assert isinstance(callout, Callout) and isinstance(callout.blocks[0], Paragraph)
    assert callout.source.line == 3 and callout.blocks[0].text.source.line == 5


@pytest.mark.parametrize(
    "written",
    [
        '=== "One"\n\n    first\n\n=== "Two"\n\n    second',
        "::::{tab-set}\n:::{tab-item} One\nfirst\n:::\n:::{tab-item} Two\nsecond\n:::\n::::",
    ],
)
def test_tabs_are_headed(load: Loader, written: str) -> None:
    blocks, problems = read(load, written)
    assert problems == () and shown(blocks) == ["**One**", "first", "**Two**", "second"]


def test_columns_keep_their_content(load: Loader) -> None:
    lines = ':::: {.columns}\n::: {.column width="40%"}\nleft\n:::\n::: {.column}\nright\n:::\n::::'
    blocks, problems = read(load, lines)
    assert problems == () and shown(blocks) == ["left", "right"]


@pytest.mark.parametrize(
    "written",
    [
        '??? question "Why?"\n\n    because',
        '::: {.callout-note collapse="true" title="Why?"}\nbecause\n:::',
        "```{dropdown} Why?\nbecause\n```",
        ":::details Why?\nbecause\n:::",
        "```{admonition} Why?\n:class: dropdown\nbecause\n```",
    ],
)
def test_what_is_folded_away_is_not_beside_its_title(load: Loader, written: str) -> None:
    (title, apart, words, end), problems = read(load, written)
    assert problems == () and shown((title, words)) == ["**Why?**", "because"]
    assert isinstance(apart, SlideHint) and "break" in apart.options and end == apart


def test_notes_in_other_words(load: Loader) -> None:
    for written in ("::: {.notes}\nsay\n:::", ":::{speaker-notes}\nsay\n:::", "```{notes}\nsay\n```"):
        (notes,), problems = read(load, written)
        assert problems == () and isinstance(notes, Notes) and shown(notes.blocks) == ["say"]


def test_figures_and_quotes_of_myst(load: Loader) -> None:
    blocks, _ = read(load, "```{figure} pump.png\n:alt: A pump\n\nThe *pump*\n```\n\n```{epigraph}\nsaid\n```")
    picture, quote = blocks
    assert isinstance(picture, Picture)
    assert picture.alt.plain == "A pump" and picture.caption is not None and picture.caption.plain == "The pump"
    assert isinstance(quote, Quote)


def test_a_name_without_meaning_is_reported_and_its_content_kept(load: Loader) -> None:
    blocks, problems = read(load, "::: strange\nwords\n:::")
    assert shown(blocks) == ["words"]
    assert [(problem.source.line, "strange" in problem.message) for problem in problems] == [(3, True)]


@pytest.mark.parametrize("line", ["!!! this is great", "??? really", "=== three", "!!!", "===\n\nwords"])
def test_what_only_looks_like_one(load: Loader, line: str) -> None:
    blocks, _ = read(load, line)
    assert not any(isinstance(block, Callout) for block in blocks)
    assert line.split("\n", maxsplit=1)[0] in shown(blocks)[0]


def test_code_with_a_language_in_braces_stays_code(load: Loader) -> None:
    (code,), problems = read(load, "```{python}\nprint()\n```")
    assert problems == () and isinstance(code, Code) and code.language == "python"


def test_colons_inside_code_close_nothing(load: Loader) -> None:
    (callout, after), problems = read(load, "::: tip\n```md\n:::\n```\nwords\n:::\n\nafter")
    assert problems == () and isinstance(callout, Callout) and shown((after,)) == ["after"]
    assert isinstance(callout.blocks[0], Code)


NESTED = [
    "::::::: challenge\n\nWhat?\n\n:::: solution\n\nThat.\n\n:::::::::::::\n\n::::::::",
    ":::: challenge\nWhat?\n::: solution\nThat.\n:::\n::::",
    "::: challenge\nWhat?\n::::: solution\nThat.\n:::::\n:::",
    "::: challenge\nWhat?\n::: solution\nThat.\n:::\n:::",
]


@pytest.mark.parametrize("source", NESTED)
def test_blocks_nest_as_pandoc_or_myst_close_them(load: Loader, source: str) -> None:
    session, problems = load(f"# T\n\n## A\n\n{source}\n\nBehind.\n")
    exercise, *_, behind = session.parts[0].blocks
    assert isinstance(exercise, Exercise) and isinstance(behind, Paragraph) and behind.text.plain == "Behind."
    assert problems == ()


@pytest.mark.parametrize("opening", ["::: instructor\n\n### How to teach it\n", "::: notes How to teach it"])
def test_the_title_of_notes_is_said(load: Loader, opening: str) -> None:
    session, _ = load(f"# T\n\n{opening}\n\nSlowly.\n\n:::\n")
    (notes,) = session.blocks
    assert isinstance(notes, Notes)
    assert [block.text.plain for block in notes.blocks if isinstance(block, Paragraph)] == [
        "How to teach it",
        "Slowly.",
    ]


def test_a_class_that_is_known_names_the_block(load: Loader) -> None:
    session, problems = load("# T\n\n::: {.smaller-box .callout-tip}\nwords\n:::\n")
    (tip,) = session.blocks
    assert isinstance(tip, Callout) and (tip.kind, problems) == ("tip", ())
