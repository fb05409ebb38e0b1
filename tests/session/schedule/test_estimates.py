"""Minutes for sections that have none: they fill the slot, follow what there is to say, and never pass for a plan."""

from __future__ import annotations

from fractions import Fraction

import pytest

from coursedeck.model.session import Exercise, Session
from coursedeck.model.values import replace
from coursedeck.session.schedule import check_minutes, estimate_patch, proposed_minutes, session_total, with_estimate
from tests.session.schedule.decks import course, session

LONG = "Every word of this paragraph takes time to be said aloud, and there are many of them here. " * 8
TALK = f"# T\n## Short\nA word.\n## Long\n{LONG}\n## References\nA book.\n## Quick\nTwo words."


def shared(text: str, slot: float | None, locale: str = "en", given: float | None = None) -> Session:
    held = None if slot is None else Fraction(slot)
    asked = None if given is None else Fraction(given)
    return with_estimate(session(text, locale=locale), replace(course(), slot=held), asked)


def minutes(found: Session) -> list[Fraction | None]:
    return [part.minutes for part in found.parts]


@pytest.mark.parametrize("slot", [3, 4, 7, 30, 50, 90, 240])
def test_the_slot_is_shared_out_in_whole_minutes_at_least_one_each(slot: int) -> None:
    short, long, references, quick = minutes(shared(TALK, slot))
    assert references is None
    shares = [one or Fraction(0) for one in (short, long, quick)]
    assert sum(shares) == slot
    assert all(one >= 1 and one.denominator == 1 for one in shares)
    assert shares[1] == max(shares)


@pytest.mark.parametrize("slot", [1, 2, 12.5])
def test_a_slot_that_whole_minutes_do_not_fill_is_shared_out_in_seconds(slot: float) -> None:
    found = shared(TALK, slot)
    assert found.minutes() == Fraction(slot)
    assert all((one * 60).denominator == 1 for one in minutes(found) if one)


def test_a_slot_of_the_command_line_serves_where_nothing_else_says_one() -> None:
    assert shared(TALK, None, given=20).minutes() == 20
    assert shared(TALK, 30, given=20).minutes() == 30


def test_an_estimate_says_that_it_is_one() -> None:
    found = shared(TALK, 30)
    assert found.estimated
    assert [part.estimated for part in found.parts] == [True, True, False, True]
    assert session_total(found, course(30)).estimated
    (note,) = check_minutes(found, course(30))
    assert str(note).startswith("content/talk.md:1: note: no section has minutes, so the 30 of the slot are shared out")
    assert "timing --propose" in note.message


@pytest.mark.parametrize(
    "text",
    [
        "# T\n## A (5)\ntext\n## B\ntext",
        "# T\n## A\n### X (5)\ntext\n## B\ntext",
    ],
)
def test_minutes_that_somebody_wrote_are_left_alone(text: str) -> None:
    assert shared(text, 30) == session(text, locale="en")


def test_nothing_is_estimated_without_a_slot() -> None:
    assert not shared(TALK, None).estimated


def test_a_session_of_references_alone_still_fills_its_slot() -> None:
    assert shared("# T\n## References\nA book.\n## Sources\nA page.", 10).minutes() == 10


def test_headings_without_content_get_no_time() -> None:
    assert minutes(shared("# T\n## Empty\n## Full\ntext", 10)) == [None, 10]


def test_what_the_audience_does_gets_more_than_as_many_words() -> None:
    told, done = minutes(shared("# T\n## Story\nTwo words.\n## Exercise\nTwo words.", 20))
    assert told is not None and done is not None and done > 3 * told


def proposals(text: str, slot: int | None) -> list[tuple[str, float]]:
    return [(one.heading, float(one.minutes)) for one in proposed_minutes(session(text, locale="en"), course(slot))]


def test_sections_without_minutes_are_proposed_what_the_others_leave() -> None:
    assert proposals("# T\n## A (12)\ntext\n## B\ntext\n## C\ntext", 20) == [("B", 4), ("C", 4)]


def test_without_a_slot_the_pace_alone_proposes() -> None:
    (short, little), (long, much) = proposals(f"# T\n## Short\nA word.\n## Long\n{LONG}", None)
    assert (short, little, long) == ("Short", 1, "Long")
    assert much >= 1


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("## Pumps", "## Pumps (5 min)"),
        ("## Pumps {#p optional=2}", "## Pumps (5 min) {#p optional=2}"),
        ("## Pumps ##", "## Pumps (5 min) ##"),
        ("  ## Pumps  ", "  ## Pumps (5 min)  "),
        ("## The set {a, b} of pumps", "## The set {a, b} of pumps (5 min)"),
        ("## C#", "## C# (5 min)"),
        ("Pumps\n-----", "Pumps (5 min)\n-----"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_patch_writes_minutes_behind_the_words_of_a_heading(heading: str, written: str, end: str) -> None:
    text = f"# T\n\n{heading}\n\ntext\n".replace("\n", end)
    (one,) = proposed_minutes(session("# T\n\n## Pumps\n\ntext", locale="en"), course(5))
    patch = estimate_patch(text, "content/t.md", [one])
    first, *_ = written.split("\n")
    assert f"\n+{first}{end}" in patch
    assert patch.startswith("--- a/content/t.md\n+++ b/content/t.md\n")


@pytest.mark.parametrize(
    ("locale", "said"), [("ko", "(5분)"), ("ja", "(5分)"), ("zh-Hant", "(5分)"), ("de", "(5 min)")]
)
def test_minutes_are_written_as_the_language_writes_them(locale: str, said: str) -> None:
    (one,) = proposed_minutes(session("# T\n## A\ntext", locale=locale), course(5))
    assert f"+## A {said}\n" in estimate_patch("# T\n## A\ntext\n", "t.md", [one])


def taught(exercises: int | None, *minutes: int | None) -> Session:
    """A session of two sections, with exercises of these minutes in the first."""
    made = session("# T\n## A\nA word.\n## B\nA word.", locale="en")
    first, second = made.parts
    source, words = first.source, first.blocks
    work = [
        Exercise("exercise", None, words, source, None if given is None else Fraction(given), id=f"e{number}")
        for number, given in enumerate(minutes)
    ]
    front = replace(made.front, exercises=None if exercises is None else Fraction(exercises))
    return with_estimate(replace(made, front=front, parts=(replace(first, blocks=(*words, *work)), second)), course(30))


def test_minutes_of_exercises_stay_and_the_rest_is_shared_out() -> None:
    found = taught(None, 10)
    assert [found.minutes(), found.exercise_minutes()] == [30, 10]
    assert minutes(found) == [20, 10]


def test_the_minutes_for_exercises_are_shared_out_over_them() -> None:
    found = taught(12, None, None)
    assert [found.minutes(), found.exercise_minutes()] == [30, 12]
    assert [one.minutes for one in found.parts[0].exercises] == [6, 6]
    assert minutes(found) == [21, 9]


def test_exercises_that_fill_the_slot_leave_nothing_to_share() -> None:
    assert not taught(None, 30).estimated
