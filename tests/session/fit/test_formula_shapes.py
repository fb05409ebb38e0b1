"""Formulas on the slide: in the middle, as large as the region lets them be, and higher lines around tall ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from coursedeck.model.drawing import Align
from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, FormulaShape, PlacedSlide, TextShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

LONG = " + ".join(rf"\frac{{a_{{{n}}}}}{{b_{{{n}}}}}" for n in range(40))


def slide(fitted: Fitted, markdown: str) -> PlacedSlide:
    deck, problems = fitted(f"# T\n\n## S\n\n### A\n\n{markdown}\n")
    assert problems == ()
    return deck.slides[-1]


def formulas(placed: PlacedSlide) -> list[FormulaShape]:
    return [shape for shape in placed.shapes if isinstance(shape, FormulaShape)]


def test_a_formula_stands_in_the_middle_between_its_texts(fitted: Fitted) -> None:
    placed = slide(fitted, "앞의 말이다.\n\n$$\\frac{a}{b} = c$$\n\n뒤의 말이다.")
    before, formula, after = placed.shapes
    assert isinstance(formula, FormulaShape)
    assert isinstance(before, TextShape)
    assert formula.picture is not None
    assert formula.picture.center.x == pytest.approx(formula.box.center.x)
    assert formula.box.width == pytest.approx(before.box.width)
    assert before.box.bottom <= formula.picture.top
    assert formula.picture.bottom <= after.box.top
    assert formula.paragraph.size > before.paragraphs[0].size
    assert formula.alt == "a/b = c"


def test_one_line_of_text_needs_no_picture(fitted: Fitted) -> None:
    (formula,) = formulas(slide(fitted, "$$E = mc^2$$"))
    assert formula.picture is None
    assert formula.paragraph.align is Align.CENTER
    assert {run.formula for run in formula.paragraph.runs} == {formula.formula}


def test_a_wide_formula_is_set_smaller(fitted: Fitted) -> None:
    short, long = (formulas(slide(fitted, f"말\n\n$${tex}$$"))[0] for tex in (r"\frac{a}{b}", LONG[:330] + "}"))
    assert long.picture is not None
    assert long.paragraph.size < short.paragraph.size
    assert long.picture.width <= long.box.width


def test_one_that_is_wider_than_any_slide_is_told(fitted: Fitted) -> None:
    _, problems = fitted(f"# T\n\n## S (5분)\n\n### A\n\n$${LONG}$$\n")
    assert [(problem.source.line, problem.check) for problem in problems] == [(7, "overflow")]


def test_formulas_never_overlap(fitted: Fitted) -> None:
    placed = slide(fitted, "\n\n".join(rf"$$\sum_{{i=1}}^{{{n}}} \frac{{x_i}}{{{n}}}$$" for n in range(4)))
    shown = formulas(placed)
    assert len(shown) == 4
    for above, below in pairwise(shown):
        assert above.picture is not None
        assert below.picture is not None
        assert above.picture.bottom <= below.picture.top


def test_a_list_that_a_formula_parts_counts_on(fitted: Fitted) -> None:
    placed = slide(fitted, "1. 하나:\n\n   $$\\sqrt{x}$$\n\n2. 둘\n3. $$y = z$$\n")
    texts = [shape for shape in placed.shapes if isinstance(shape, TextShape)]
    assert [paragraph.number for shape in texts for paragraph in shape.paragraphs] == [1, 2, 3]
    assert len(formulas(placed)) == 1


def test_a_card_keeps_its_formula(fitted: Fitted) -> None:
    placed = slide(fitted, "> [!NOTE] 정리\n> 모든 수에:\n>\n> $$\\frac{a}{b}$$\n>\n> 끝")
    (card,) = [shape for shape in placed.shapes if isinstance(shape, TextShape) and shape.paragraphs]
    assert [paragraph.align for paragraph in card.paragraphs] == [Align.LEFT, Align.LEFT, Align.CENTER, Align.LEFT]


def test_tall_formulas_make_higher_lines(fitted: Fitted) -> None:
    def height(word: str) -> float:
        placed = slide(fitted, f"- 말 {word} 말\n\n| a |\n| - |\n| {word} |\n")
        return placed.shapes[1].box.top

    assert height("$x$") < height(r"$\frac{a}{b}$") < height(r"$\begin{matrix} a \\ b \\ c \\ d \end{matrix}$")


def test_a_long_paragraph_is_parted_beside_its_formulas(fitted: Fitted) -> None:
    words = " ".join(f"문장 {n}은 $a_{{{n}}} = b. c$ 이다." for n in range(60))
    deck, _ = fitted(f"---\nprose: slide\n---\n# T\n\n## S (5분)\n\n### A\n\n{words}\n")
    runs = [
        run
        for placed in deck.slides
        for shape in placed.shapes
        if isinstance(shape, TextShape)
        for paragraph in shape.paragraphs
        for run in paragraph.runs
        if run.formula
    ]
    assert len({run.formula for run in runs}) == 60
    assert "".join(run.text for run in runs).count("=") == 60
