"""What a session compares keeps its hue in all tables."""

from __future__ import annotations

from collections.abc import Callable

from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, TableShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

FIRST, OTHER = "accent1", "accent2"


def table(*heads: str) -> str:
    rows = "".join("| Start | " + " | ".join("1 s" for _ in heads[1:]) + " |\n" for _ in range(2))
    return f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n{rows}"


def hues(fitted: Fitted, *tables: str) -> list[tuple[str | None, ...]]:
    text = "\n\n".join(f"### Slide {n}\n\n{one}\n\n::: notes\nTalk.\n:::" for n, one in enumerate(tables))
    deck, _ = fitted(f"# T\n\n## S\n\n{text}\n")
    return [shape.hues for slide in deck.slides for shape in slide.shapes if isinstance(shape, TableShape)]


def test_the_two_things_of_a_table_have_a_hue_each(fitted: Fitted) -> None:
    assert hues(fitted, table("", "Oven", "Pan"), table("구분", "화덕(돌)", "냄비")) == [(None, FIRST, OTHER)] * 2


def test_a_thing_keeps_its_hue_wherever_it_stands(fitted: Fitted) -> None:
    later = (table("Feature", "Pan", "Oven"), table("Bread", "Price", "Pan", "Oven (stone)"))
    assert hues(fitted, table("", "Oven", "Pan"), *later) == [
        (None, FIRST, OTHER),
        (None, OTHER, FIRST),
        (None, None, OTHER, FIRST),
    ]


def test_what_is_compared_with_a_known_thing_has_the_other_hue(fitted: Fitted) -> None:
    assert hues(fitted, table("", "Oven", "Pan"), table("Aspect", "Grill", "Oven"))[1] == (None, OTHER, FIRST)


def test_tables_that_compare_nothing_keep_their_header(fitted: Fitted) -> None:
    tables = (table("Bread", "Flour", "Water"), table("Feature", "Oven", "Pan", "Grill"), table("Item", "Price"))
    assert hues(fitted, *tables) == [()] * 3
    assert hues(fitted, table("", "Oven", "Pan"), table("Bread", "Oven", "Price")) == [(None, FIRST, OTHER), ()]


def test_a_comparison_settles_the_hues_of_tables(fitted: Fitted) -> None:
    panels = "#### Oven\n\n- stone\n- slow\n\n#### Pan\n\n- iron\n- fast\n"
    text = f"# T\n\n## S\n\n### Which {{as=comparison}}\n\n{panels}\n\n::: notes\nTalk.\n:::\n\n### More\n\n"
    deck, _ = fitted(text + table("Bread", "Price", "Pan", "Oven"))
    (shown,) = [shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TableShape)]
    assert shown.hues == (None, None, OTHER, FIRST)
