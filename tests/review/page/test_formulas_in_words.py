"""Formulas among the words of the review page are MathML, and words that only look like one stay words."""

from __future__ import annotations

import pytest

from coursedeck.model.review import Change, SlideChange
from coursedeck.model.values import replace
from coursedeck.review.page import review_page
from tests.review.review_samples import sample_review, slide

SQUARE = "<math><msup><mi>v</mi><mn>2</mn></msup></math>"
HALF = "<math><mfrac><mi>v</mi><mn>2</mn></mfrac></math>"
LETTER = "<math><mi>a</mi></math>"
FORMULAS = (("a", LETTER), ("v/2", HALF), ("v2", SQUARE))


def page(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    review = sample_review()
    change = SlideChange(slide("words", text=before), slide("words", text=after), (Change.TEXT,), 1, 1)
    deck = replace(review.decks[0], slides=(change,), findings=())
    return review_page(replace(review, decks=(deck,), formulas=FORMULAS), frozenset())


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Drag grows with v2, lift too", f"Drag grows with {SQUARE}, lift too"),
        ("v2 < v/2 & a rest", f"{SQUARE} &lt; {HALF} &amp; a rest"),
        ("a motor of version mv2", "a motor of version mv2"),
        ("a motor", "a motor"),
    ],
)
def test_formulas_in_unchanged_words(line: str, shown: str) -> None:
    assert f">{shown}</li>" in page((line, "old"), (line, "new"))


def test_formulas_that_came_and_went() -> None:
    html = page(("It is v/2",), ("It is v2",))
    assert "<del>" in html and "<ins>" in html
    assert f"<ins>{SQUARE}</ins>" in page(("stays",), ("stays", "v2"))
    assert f"<del>{HALF}</del>" in page(("stays", "v/2"), ("stays",))
