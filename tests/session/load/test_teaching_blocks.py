"""Blocks that teachers write, in many languages: exercises with minutes, solutions, goals, key points, columns."""

from __future__ import annotations

from fractions import Fraction

import pytest

from coursedeck.base.markdown.block_names import meant_name
from coursedeck.model.problem import Problem
from coursedeck.model.session import Block, Callout, Exercise, Notes, Paragraph, SlideHint, Solution
from tests.session.load.session_readers import Loader


def read(load: Loader, lines: str) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    session, problems = load(f"# Bread\n\n## Dough\n\n{lines}\n")
    assert len(session.parts) == 1
    return session.parts[0].blocks, problems


def words(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text.plain for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("written", "kind", "title", "minutes"),
    [
        ("::: exercise (10 min)\nKnead.\n:::", "exercise", None, 10),
        ("::: exercise Knead it (10분)\nKnead.\n:::", "exercise", "Knead it", 10),
        ("::: challenge\nKnead.\n:::", "challenge", None, None),
        ("::: challenge (1h 30m)\nKnead.\n:::", "challenge", None, 90),
        ("::: {.exercise minutes=7}\nKnead.\n:::", "exercise", None, 7),
        ('::: {.exercise duration="7 min" title="Knead *it*"}\nKnead.\n:::', "exercise", "Knead it", 7),
        (":::{exercise} Knead it (5 min)\nKnead.\n:::", "exercise", "Knead it", 5),
        ("```{exercise} Knead it\nKnead.\n```", "exercise", "Knead it", None),
        ('!!! exercise "Knead it (5 min)"\n\n    Knead.', "exercise", "Knead it", 5),
        (":::::: challenge\n\n## Knead it (5 min)\n\nKnead.\n\n::::::", "challenge", "Knead it", 5),
        ("::: exercise (5 min)\n### 2. Knead it\nKnead.\n:::", "exercise", "2. Knead it", 5),
        ("::: Exercise (5 min)\nKnead.\n:::", "exercise", None, 5),
    ],
)
def test_an_exercise_has_a_title_and_minutes(
    load: Loader, written: str, kind: str, title: str | None, minutes: int | None
) -> None:
    (exercise,), problems = read(load, written)
    assert problems == ()
    assert isinstance(exercise, Exercise)
    assert (exercise.kind, exercise.title.plain if exercise.title else None) == (kind, title)
    assert exercise.minutes == (None if minutes is None else Fraction(minutes))
    assert words(exercise.blocks) == ["Knead."]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("실습", "exercise"), ("演習", "exercise"), ("練習", "exercise"), ("练习", "exercise"), ("Übung", "exercise"),
        ("aufgabe", "exercise"), ("exercice", "exercise"), ("ejercicio", "exercise"), ("exercício", "exercise"),
        ("esercizio", "exercise"), ("упражнение", "exercise"), ("ćwiczenie", "exercise"), ("แบบฝึกหัด", "exercise"),
        ("अभ्यास", "exercise"), ("تمرين", "exercise"), ("תרגיל", "exercise"), ("풀이", "solution"), ("정답", "solution"),
        ("解答", "solution"), ("答案", "solution"), ("Lösung", "solution"), ("corrigé", "solution"),
        ("respuesta", "solution"), ("학습목표", "objectives"), ("Lernziele", "objectives"), ("目標", "objectives"),
        ("핵심정리", "keypoints"), ("まとめ", "keypoints"), ("要點", "keypoints"), ("질문", "questions"),
        ("토론", "discussion"), ("강사", "notes"), ("講師", "notes"), ("Dozent", "notes"), ("팁", "tip"),
        ("주의", "warning"), ("achtung", "warning"), ("重要", "important"), ("Spalten", "columns"), ("余談", "aside"),
        ("key-points", "keypoints"), ("KEY_POINTS", "keypoints"), ("callout-tip", "tip"), ("proof", "proof"),
    ],
)  # fmt: skip
def test_names_of_many_languages_mean_the_same(written: str, meant: str) -> None:
    assert meant_name(written) == meant


@pytest.mark.parametrize("name", ["실습", "演習", "Übung", "exercice", "ejercicio", "练习"])
def test_an_exercise_in_another_language_is_one(load: Loader, name: str) -> None:
    (exercise,), problems = read(load, f"::: {name} (10 min)\nKnead.\n:::")
    assert problems == ()
    assert isinstance(exercise, Exercise) and exercise.minutes == 10


@pytest.mark.parametrize(
    "written",
    [
        "::: exercise\nKnead.\n:::\n\n::: solution\nSoft.\n:::",
        ":::: exercise\nKnead.\n\n::: solution\nSoft.\n:::\n::::",
        "::: exercise\nKnead.\n\n::: answer\nSoft.\n:::\n:::",
    ],
)
def test_a_solution_belongs_to_the_exercise_before_it(load: Loader, written: str) -> None:
    (exercise,), problems = read(load, written)
    assert problems == ()
    assert isinstance(exercise, Exercise)
    solution = exercise.blocks[-1]
    assert isinstance(solution, Solution) and words(solution.blocks) == ["Soft."]


def test_a_solution_after_other_text_stands_alone(load: Loader) -> None:
    (question, solution, after), problems = read(load, "How soft?\n\n::: solution\n## Test it\nVery.\n:::\n\nAfter.")
    assert problems == () and words((question, after)) == ["How soft?", "After."]
    assert isinstance(solution, Solution) and solution.title is not None and solution.title.plain == "Test it"


def test_exercises_have_ids_of_their_own(load: Loader) -> None:
    text = "::: exercise\na\n:::\n\n::: exercise\nb\n:::\n\n::: exercise Dough\nc\n:::"
    session, _ = load(f"# Bread\n\n## Dough {{#exercise}}\n\n{text}\n")
    ids = [exercise.id for exercise in session.parts[0].exercises]
    assert ids == ["exercise-2", "exercise-3", "exercise-dough"]


@pytest.mark.parametrize("name", ["objectives", "questions", "keypoints", "prerequisites", "discussion", "aside"])
def test_goals_and_the_like_are_callouts_in_the_product_s_own_words(load: Loader, name: str) -> None:
    (callout,), problems = read(load, f"::: {name}\n- Flour\n:::")
    assert problems == ()
    assert isinstance(callout, Callout) and (callout.kind, callout.title) == (name, None)


def test_a_heading_in_a_block_is_its_title_and_no_section(load: Loader) -> None:
    (callout,), problems = read(load, "::: callout\n\n## Wet hands\n\nUse water.\n\n:::")
    assert problems == ()
    assert isinstance(callout, Callout) and callout.title is not None
    assert (callout.title.plain, words(callout.blocks)) == ("Wet hands", ["Use water."])


@pytest.mark.parametrize("name", ["instructor", "강사", "Dozentin"])
def test_what_is_for_the_instructor_is_notes(load: Loader, name: str) -> None:
    (notes,), problems = read(load, f"::: {name}\nBring flour.\n:::")
    assert problems == () and isinstance(notes, Notes)


def test_what_comes_one_by_one_asks_for_it(load: Loader) -> None:
    (hint, _), problems = read(load, "::: incremental\n- a\n- b\n:::")
    assert problems == () and isinstance(hint, SlideHint) and "builds" in hint.options


def test_a_github_callout_may_be_one_of_teaching(load: Loader) -> None:
    (callout,), problems = read(load, "> [!EXERCISE]\n> Knead.")
    assert problems == () and isinstance(callout, Callout) and callout.kind == "exercise"


def test_an_unknown_name_is_told_with_what_is_near(load: Loader) -> None:
    _, (problem,) = read(load, "::: exersise\nKnead.\n:::")
    assert 'did you mean "exercise"?' in problem.message


def test_minutes_that_are_no_number_are_an_error_with_their_line(load: Loader) -> None:
    _, (problem,) = read(load, "::: exercise (ten min)\nKnead.\n:::")
    assert (problem.severity.value, problem.source.line) == ("error", 5)
