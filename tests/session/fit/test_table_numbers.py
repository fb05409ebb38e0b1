"""Numbers in tables: decimal points below one another, and rows that stand out where two things are far apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, TableShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]


def shown(fitted: Fitted, table: str) -> TableShape:
    deck, _ = fitted(f"# T\n\n## S\n\n### Slide\n\n{table}\n")
    (found,) = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TableShape)]
    return found


def column(fitted: Fitted, *cells: str) -> list[float]:
    """What is free behind the cells of a column of these."""
    rows = "".join(f"| Row {at} | {cell} |\n" for at, cell in enumerate(cells))
    table = shown(fitted, f"| Loaf | Weight |\n|---|---:|\n{rows}")
    return [row[1][0].trailing for row in table.cells[1:]]


def stressed(fitted: Fitted, rows: str, head: str = "|  | Oven | Pan |\n|---|---|---|\n") -> list[str]:
    """First cells of the rows whose other cells are bold."""
    table = shown(fitted, head + rows)
    body = [[cell[0] for cell in row] for row in table.cells[1:]]
    assert all(len({run.bold for cell in row[1:] for run in cell.runs}) == 1 for row in body)
    return [row[0].plain for row in body if row[1].runs[0].bold]


@pytest.mark.parametrize(
    ("cells", "tails"),
    [
        (("1.5 kg", "12 kg", "0.25 kg"), (".5 kg", " kg", ".25 kg")),
        (("1,5 kg", "1.200,25 kg", "3 kg"), (",5 kg", ",25 kg", " kg")),
        (("1,5", "1200,25", "3"), (",5", ",25", "")),
        (("1,234", "12,345.5", "7"), ("", ".5", "")),
        (("1.234", "0.5"), (".234", ".5")),
        (("~3 %", "12.5 %"), (" %", ".5 %")),
        (("€9.99", "€120"), (".99", "")),
    ],
)
def test_decimal_points_stand_below_one_another(fitted: Fitted, cells: tuple[str, ...], tails: tuple[str, ...]) -> None:
    free = column(fitted, *cells)
    behind = max(range(len(tails)), key=lambda at: len(tails[at]))
    assert free[behind] == 0.0
    assert all((room > 0) == (len(tail) < len(tails[behind])) for room, tail in zip(free, tails, strict=True))


def test_the_room_is_what_the_longest_fraction_takes_more(fitted: Fitted) -> None:
    table = shown(fitted, "| Loaf | Weight |\n|---|---:|\n| Rye | 1.25 |\n| Spelt | 2 |\n")
    (rye,), (spelt,) = table.cells[1][1], table.cells[2][1]
    assert rye.trailing == 0.0
    assert spelt.trailing > 0.5 * spelt.size


@pytest.mark.parametrize(
    "cells",
    [("1.5 kg", "300 g"), ("1.5", "many"), ("1.5", "2,5"), ("2", "3"), ("5 s", "7 s"), ("1.25 - 2", "3")],
    ids=["two units", "a word", "two marks", "whole", "whole with unit", "range"],
)
def test_other_columns_are_as_they_were(fitted: Fitted, cells: tuple[str, ...]) -> None:
    assert set(column(fitted, *cells)) == {0.0}


def test_columns_hold_what_is_behind_their_numbers(fitted: Fitted) -> None:
    table = shown(fitted, "| Loaf | W |\n|---|---:|\n| Rye | 1.123456789 |\n| Spelt | 1234567890 |\n")
    assert all(len(row[1][0].runs) == 1 for row in table.cells)
    ruler = Ruler(Families(language="en"))
    for row in table.cells[1:]:
        (cell,) = row[1]
        assert ruler.width(cell.plain, cell.size) + cell.trailing <= table.columns[1] - 15


def test_a_row_whose_numbers_are_far_apart_stands_out(fitted: Fitted) -> None:
    rows = "| Start | 300 ms | 12 s |\n| Weight | 20 kg | 18 kg |\n| Place | hall | yard |\n"
    assert stressed(fitted, rows) == ["Start"]


def test_only_the_row_furthest_apart_stands_out_where_most_are(fitted: Fitted) -> None:
    rows = "| Start | 1 s | 60 s |\n| Weight | 20 kg | 2 kg |\n| Price | 30 | 90 |\n"
    assert stressed(fitted, rows) == ["Start"]


@pytest.mark.parametrize(
    "rows",
    [
        "| Start | 1 s | 1.9 s |\n| Weight | 20 kg | 19 kg |\n",
        "| Start | 1 s | 3 kg |\n| Weight | 20 kg | 19 kg |\n",
        "| Start | 1-2 s | 30 s |\n| Weight | 20 kg | 19 kg |\n",
        "| Start | 0 s | 30 s |\n| Weight | 20 kg | 19 kg |\n",
        "| Start | 1 s | 30 s |\n| Weight | **20 kg** | 19 kg |\n",
        "| Start | 1 GB | 30 s |\n| Weight | 20 kg | 19 kg |\n",
    ],
    ids=["near", "two units", "range", "nothing", "the author's own", "two kinds"],
)
def test_no_row_stands_out_where_that_would_say_too_much(fitted: Fitted, rows: str) -> None:
    table = shown(fitted, "|  | Oven | Pan |\n|---|---|---|\n" + rows)
    assert not any(run.bold for run in table.cells[1][1][0].runs)


def test_tables_that_compare_nothing_stress_nothing(fitted: Fitted) -> None:
    rows = "| Rye | 1 | 60 |\n| Spelt | 3 | 4 |\n| Oat | 3 | 4 |\n"
    assert stressed(fitted, rows, "| Bread | Eggs | Flour |\n|---|---|---|\n") == []
