"""Minutes that do not add up are findings with file and line; those that do are met with silence."""

from fractions import Fraction

import pytest

from coursedeck.model.problem import Severity
from coursedeck.model.session import FrontMatter
from coursedeck.model.values import replace
from coursedeck.session.schedule import check_minutes
from tests.session.schedule.decks import SEED, course, session


def found(text: str, slot: int | None = None) -> list[str]:
    return [str(problem) for problem in check_minutes(session(text), course(slot))]


def test_the_seed_makes_no_noise() -> None:
    assert session(SEED).minutes() == 72
    assert found(SEED) == []
    assert found(SEED, slot=72) == []
    assert found(SEED, slot=75) == []


def test_five_and_three_in_seven() -> None:
    (problem,) = found("# T\n## Exercise (7 min)\n### Discuss (5)\n### Present (3)")
    assert problem.startswith("content/talk.md:2: warning: ")
    assert "5 + 3 = 8 of its 7 minutes, 1 too many" in problem


def test_parts_that_miss_their_whole() -> None:
    (problem,) = found("# T\n## Exercise (9)\n### Discuss (5)\n### Present (3)")
    assert "only 5 + 3 = 8 of its 9 minutes" in problem
    assert "the other 1" in problem


@pytest.mark.parametrize(
    "open_part",
    [
        "## Exercise (9)\n### Discuss (5)\n### Untimed",
        "## Exercise (9)\nAn introduction.\n### Discuss (5)",
        "## Exercise (9)\n### Round\n#### Untimed\n#### Discuss (5)",
    ],
)
def test_what_timed_parts_leave_is_for_the_untimed(open_part: str) -> None:
    assert found(f"# T\n{open_part}") == []


def test_notes_alone_fill_no_minutes() -> None:
    (problem,) = found("# T\n## Exercise (9)\n> Say hello.\n### Discuss (5)")
    assert "take only 5 of its 9 minutes" in problem


def test_sums_are_checked_on_every_level() -> None:
    problems = found("# T\n## A (10)\n### B (10)\n#### C (6)\n#### D (6)")
    assert [problem.split(": ")[0] for problem in problems] == ["content/talk.md:3"]


def test_a_section_without_minutes_between_timed_ones() -> None:
    (problem,) = found("# T\n## Before\ntext\n## A (5)\n## Middle\ntext\n## B (5)\n## After\ntext")
    assert problem.startswith("content/talk.md:5: warning: “Middle” has no minutes")


@pytest.mark.parametrize(
    ("heading", "count"), [("정리", 1), ("Wrap-up", 1), ("부록: 표", 0), ("📚 References", 0), ("Q&A", 0)]
)
def test_slides_after_the_last_minutes_need_some_unless_they_are_not_for_the_room(heading: str, count: int) -> None:
    text = f"# T\n## A (5)\ntext\n## {heading}\n### One\ntext\n### Two\ntext"
    assert [problem.partition(": ")[0] for problem in found(text)] == ["content/talk.md:4"] * count


def test_an_empty_heading_needs_no_minutes() -> None:
    assert found("# T\n## A (5)\n## Interlude\n## B (5)") == []


def test_no_minutes_at_all_is_a_choice_without_a_slot() -> None:
    assert found("# T\n## A\ntext\n## B\ntext") == []
    (problem,) = found("# T\n## A\ntext\n## B\ntext", slot=50)
    assert "no section has minutes" in problem
    assert found("# T", slot=50) == []


def test_over_the_slot_says_by_how_much_and_where() -> None:
    (problem,) = found(SEED, slot=50)
    assert "72 minutes are planned for a slot of 50, 22 too many" in problem
    assert "the slot ends 3 minutes into “3. 상세 비교” (10)" in problem
    line = next(number for number, text in enumerate(SEED.strip().splitlines(), 1) if "상세 비교" in text)
    assert problem.startswith(f"content/talk.md:{line}: warning: ")


def test_under_the_slot() -> None:
    (problem,) = found("# T\n## A (40)", slot=60)
    assert "40 minutes are planned in a slot of 60: 20 are left" in problem


def test_the_slot_of_the_command_wins_over_front_matter_over_course() -> None:
    made = session("# T\n## A (60)")
    fronted = replace(made, front=FrontMatter(slot=Fraction(60), lines={"slot": 4}))
    assert check_minutes(fronted, course(slot=30)) == ()
    assert "slot of 20" in check_minutes(fronted, course(slot=30), Fraction(20))[0].message
    (under,) = check_minutes(replace(fronted, front=replace(fronted.front, slot=Fraction(90))), course())
    assert under.source.line == 4


@pytest.mark.parametrize(
    ("minutes", "severity", "words"),
    [
        ("-5", Severity.ERROR, "above 0"),
        ("7.5", Severity.WARNING, "whole number"),
        ("1/3", Severity.WARNING, "whole number"),
        ("100000", Severity.WARNING, "is that meant"),
    ],
)
def test_numbers_that_are_no_minutes(minutes: str, severity: Severity, words: str) -> None:
    (problem,) = check_minutes(session(f"# T\n## A ({minutes})"), course())
    assert problem.severity is severity
    assert words in problem.message


def test_a_slot_that_holds_nothing() -> None:
    (problem,) = check_minutes(session("# T\n## A (5)"), course(slot=0))
    assert problem.severity is Severity.ERROR


def test_too_much_for_the_slot_says_how_to_leave_out_what_is_optional() -> None:
    made = session("# T\n## A (30)\n## B (30)\n### B1 {optional=1}")
    (problem,) = check_minutes(made, course(slot=30))
    assert problem.message.endswith(
        "the slot ends before “B” (30); shorten, or build with --slot 30, which leaves out what is optional"
    )


def test_minutes_are_told_once_whatever_languages_the_titles_are_in() -> None:
    written = "# T\n## One (20)\ntext\n## Two (30)\n### In pairs (25)\n### Talk (8)"
    original, translated = session(written), session(written.replace("Two", "Zwei").replace("One", "Eins"))
    told = check_minutes(original, course(30))
    assert len(told) == 2 and all("“Two”" in str(problem) for problem in told)
    assert check_minutes(translated, course(30), original=original) == told
    assert check_minutes(translated, course(30)) != told
