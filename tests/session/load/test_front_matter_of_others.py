"""Front matter that was written for another tool, or with a slip of the pen."""

from fractions import Fraction

import pytest

from coursedeck.model.session import Notes, Paragraph
from tests.session.load.session_readers import Loader, Told

KINDS = {
    "marp: true\ntheme: gaia\npaginate: true": "Marp deck",
    "theme: seriph\nhighlighter: shiki\ntransition: fade": "Slidev deck",
    "format: revealjs\nexecute:\n  echo: false": "Quarto document",
    "output:\n  html_document:\n    toc: true": "R Markdown document",
    "layout: lecture\nready: true\nvideo:\n  id: x": "Jekyll page",
    "sidebar_position: 2\nkeywords: [a, b]": "Docusaurus page",
    "draft: false\nweight: 20\ntags: [a]": "Hugo page",
    "kernelspec:\n  name: python3": "MyST document",
    "teaching: 10\nexercises: 5\nquestions:\n- What?\nkeypoints:\n- That.": "Carpentries episode",
}


@pytest.mark.parametrize("keys", KINDS)
def test_keys_of_other_tools_are_one_warning_that_names_the_tool(told: Told, keys: str) -> None:
    (problem,) = told(f"---\ntitle: T\n{keys}\n---\n## a\n## b\n")
    assert f": warning: this looks like a {KINDS[keys]}: keys that only its own tool reads are left out" in problem


def test_unknown_keys_of_no_tool_are_told_together(told: Told) -> None:
    (problem,) = told("---\nweek: 1\nzzzz: 1\nqqqq: 2\n---\n# t\n")
    assert problem.startswith("content/a.md:3: warning: unknown keys are left out: zzzz, qqqq (known are author, break")


@pytest.mark.parametrize(("key", "near"), [("autor", "author"), ("slots", "slot"), ("Week", "week"), ("tite", "title")])
def test_a_slip_names_the_key_that_was_meant(told: Told, key: str, near: str) -> None:
    (problem,) = told(f"---\n{key}: 1\n---\n# t\n")
    assert problem.startswith(f'content/a.md:2: warning: unknown key "{key}" is left out: did you mean "{near}"?')


LENGTHS = {
    "slot: 40\nminutes: 10": 40,
    "minutes: 10": 10,
    "duration: 1h 30m": 90,
    "duration: 45 minutes": 45,
    "teaching: 20\nexercises: 10": 30,
    "teaching: 20": 20,
    "teaching: 0\nexercises: 25": 25,
}


@pytest.mark.parametrize("keys", LENGTHS)
def test_minutes_count_as_the_slot(load: Loader, keys: str) -> None:
    session, problems = load(f"---\n{keys}\n---\n# t\n")
    assert (session.front.slot, problems) == (Fraction(LENGTHS[keys]), ())


PEOPLE = {
    "author: Ada": "Ada",
    "authors: [Ada, Grace]": "Ada, Grace",
    "author:\n- name: Ada\n  affiliation: x\n- Grace": "Ada, Grace",
    "author:\n  name:\n    given: Ada\n    family: King": "Ada King",
}


@pytest.mark.parametrize("keys", PEOPLE)
def test_people(load: Loader, keys: str) -> None:
    session, problems = load(f"---\n{keys}\n---\n# t\n")
    assert (session.front.author, problems) == (PEOPLE[keys], ())


@pytest.mark.parametrize("day", ["2026-03-02", "2026/3/2", "2026-03-02T10:00:00+09:00", "2026-03-02 10:00"])
def test_days(load: Loader, day: str) -> None:
    session, problems = load(f"---\ndate: {day}\n---\n# t\n")
    assert (session.front.date, problems) == ("2026-03-02", ())


@pytest.mark.parametrize("day", ["2026-02-30", "2. März", "last Monday", "[1, 2]"])
def test_what_is_no_day_is_a_warning(load: Loader, day: str) -> None:
    session, (problem,) = load(f"---\ndate: {day}\n---\n# t\n")
    assert session.front.date is None
    assert str(problem).startswith("content/a.md:2: warning: date is ")


def test_a_language_of_the_file(load: Loader) -> None:
    assert load("---\nlang: de_ch\n---\n# t\n")[0].locale == "de-CH"


def test_a_description_goes_to_the_notes(load: Loader) -> None:
    session, problems = load("---\ndescription: About *pumps*.\n---\n# t\n")
    (notes,) = session.blocks
    assert isinstance(notes, Notes) and isinstance(notes.blocks[0], Paragraph)
    assert (notes.blocks[0].text.plain, problems) == ("About pumps.", ())


def test_a_subtitle_goes_to_the_notes_as_a_description_does(load: Loader) -> None:
    session, problems = load("---\nsubtitle: About *pumps*.\n---\n# t\n")
    (notes,) = session.blocks
    assert isinstance(notes, Notes)
    assert problems == ()
    both, told = load("---\nsubtitle: Pumps\ndescription: All of them\n---\n# t\n")
    assert len(both.blocks) == 1
    assert [problem.message.partition(" is left out")[0] for problem in told] == ['unknown key "subtitle"']


QUOTES = {
    "title: Windows: the shell": "title: 'Windows: the shell'",
    "title: `ls` and more": "title: '`ls` and more'",
    "title: @home": "title: '@home'",
    "title: It's: so": "title: 'It''s: so'",
}


@pytest.mark.parametrize("line", QUOTES)
def test_a_value_that_needs_quotes_is_kept_and_told(load: Loader, line: str) -> None:
    session, (problem,) = load(f"---\nweek: 2\n{line}\nday: 3\n---\n## a\n## b\n")
    assert (session.front.week, session.front.day) == (2, 3)
    assert session.title.plain == line.removeprefix("title: ").replace("`", "")
    assert str(problem) == f"content/a.md:3: warning: title: put the value in quotes: {QUOTES[line]}"


def test_one_broken_key_costs_no_other(load: Loader) -> None:
    session, problems = load("---\nweek: 1\nday: [1\ntitle: T\nweek: 4\n---\ntext\n")
    assert (session.front.week, session.title.plain) == (1, "T")
    assert [str(problem).split(": ")[:2] for problem in problems] == [
        ["content/a.md:3", "error"],
        ["content/a.md:5", "error"],
    ]


def test_front_matter_that_is_not_closed_ends_with_its_keys(load: Loader) -> None:
    session, (problem,) = load("---\ntitle: T\ngoals:\n- one\n\nWords.\n\n## a\n")
    assert str(problem).startswith("content/a.md:1: error: front matter is not closed")
    assert session.title.plain == "T" and len(session.front.goals) == 1
    assert isinstance(session.blocks[0], Paragraph) and session.blocks[0].text.source.line == 6


def test_what_is_no_front_matter_is_text(load: Loader) -> None:
    session, (problem, *_) = load("---\njust words\n---\n# t\n")
    assert str(problem).startswith("content/a.md:2: warning: what stands between the --- lines is no front matter")
    assert "just words" in str(session)
