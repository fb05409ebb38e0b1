"""Agendas of many sections: readable, and never off the slide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, PlacedSlide, TableShape, TextShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

WIDTH, HEIGHT = 960, 540


def agenda_of(deck: Deck) -> PlacedSlide:
    return next(slide for slide in deck.slides if slide.id == "agenda")


def entries(agenda: PlacedSlide) -> list[str]:
    found = []
    for shape in agenda.shapes:
        if isinstance(shape, TableShape):
            found += [row[-2][0].plain for row in shape.cells[1:]]
        elif isinstance(shape, TextShape):
            found += [paragraph.plain for paragraph in shape.paragraphs if shape.name.startswith("agenda")]
    return found


def sections(count: int, minutes: str = "", below: str = "- point\n\n") -> str:
    return "# T\n\n" + "".join(f"## Section number {n}{minutes}\n\n{below}" for n in range(1, count + 1))


@pytest.mark.parametrize("minutes", ["", " (2 min)"])
@pytest.mark.parametrize("count", [13, 27, 40, 57, 93, 167])
def test_no_entry_leaves_the_slide(fitted: Fitted, count: int, minutes: str) -> None:
    deck, problems = fitted(sections(count, minutes))
    agenda = agenda_of(deck)
    assert all(shape.box.bottom <= HEIGHT and shape.box.right <= WIDTH for shape in agenda.shapes)
    told = [problem for problem in problems if problem.check == "agenda"]
    named = [entry for entry in entries(agenda) if entry.startswith("Section number")]
    assert named == [f"Section number {n}" for n in range(1, len(named) + 1)]
    assert bool(told) == (len(named) < count)
    assert len(named) == count or f"it names the first {len(named)}" in told[0].message
    assert len(named) >= min(count, 27)


@pytest.mark.parametrize("count", [10, 13, 18])
def test_more_sections_without_minutes_than_one_column_holds_stand_in_two(fitted: Fitted, count: int) -> None:
    agenda = agenda_of(fitted(sections(count))[0])
    assert entries(agenda) == [f"Section number {n}" for n in range(1, count + 1)]
    rows = [shape for shape in agenda.shapes if isinstance(shape, TextShape) and shape.name.startswith("agenda")]
    assert len({round(row.box.left) for row in rows}) == 2 and len({row.box.height for row in rows}) == 1
    assert min(paragraph.size for row in rows for paragraph in row.paragraphs) >= 16
    assert all(row.link for row in rows)


def test_of_very_many_those_above_slides_are_listed(fitted: Fitted) -> None:
    deck, problems = fitted(sections(45) + sections(3, below="### a\n\n- b\n\n### c\n\n- d\n\n").replace("# T\n\n", ""))
    named = entries(agenda_of(deck))
    assert named == ["Section number 1", "Section number 2", "Section number 3"]
    assert not [problem for problem in problems if problem.check == "agenda"]


@pytest.mark.parametrize(("minutes", "said"), [("", None), (" (2 min)", "4")])
def test_neighbours_of_one_title_are_one_entry(fitted: Fitted, minutes: str, said: str | None) -> None:
    text = "# T\n\n" + "".join(f"## {title}{minutes}\n\n- point\n\n" for title in ("A", "A", "B", "A"))
    agenda = agenda_of(fitted(text)[0])
    assert entries(agenda) == ["A", "B", "A"]
    lengths = [shape for shape in agenda.shapes if isinstance(shape, TextShape) and shape.name.startswith("minutes")]
    assert [shape.paragraphs[0].plain.startswith(said or "") for shape in lengths] == [True, False, False][
        : len(lengths)
    ]
    assert len(lengths) == (3 if said else 0)
