"""How large code is set: small code goes over two slides rather than onto one, and its ground is no empty window."""

from coursedeck.model.slide import Deck, PlacedSlide, Shape, TextShape
from tests.session.conftest import Fitted


def code_shapes(slide: PlacedSlide) -> list[TextShape]:
    def is_code(shape: Shape) -> bool:
        return isinstance(shape, TextShape) and " code " in shape.name and bool(shape.paragraphs)

    return [shape for shape in slide.shapes if isinstance(shape, TextShape) and is_code(shape)]


def sizes(deck: Deck) -> list[float]:
    """The smallest code of each slide that has some."""
    shown = [code_shapes(slide) for slide in deck.slides]
    return [min(one.size for shape in shapes for one in shape.paragraphs) for shapes in shown if shapes]


def listing(steps: int) -> str:
    step = "# knead the dough of loaf number {n} for ten minutes\nknead --minutes 10 --loaf {n}\n"
    return "```bash\n" + "\n".join(step.format(n=n) for n in range(steps)) + "```\n"


def test_a_long_comment_does_not_make_all_code_small(fitted: Fitted) -> None:
    comment = "# counts how often each word occurs in the text, and returns them sorted by that, most frequent first"
    code = f"{comment}\ndef count(text):\n    return sorted(text.split())\n\nprint(count('a b'))"
    deck, _ = fitted(f"# T\n\n## Bread\n\n### 갑\n\n```python\n{code}\n```\n")
    assert sizes(deck) == [16]


def test_a_long_listing_is_parted_at_blank_lines_in_larger_type(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## Bread\n\n{listing(9)}\n\n## End\n\n- x\n")
    assert len(sizes(deck)) == 2 and min(sizes(deck)) >= 16
    for slide in deck.slides:
        for shape in code_shapes(slide):
            assert shape.paragraphs[0].plain.startswith("#")


def test_a_listing_that_fits_in_readable_type_stays_whole(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## Bread\n\n{listing(6)}\n\n## End\n\n- x\n")
    assert len(sizes(deck)) == 1 and min(sizes(deck)) >= 14


def test_lines_that_ask_for_small_type_are_not_parted_for_it(fitted: Fitted) -> None:
    wide = "```bash\n" + "\n".join(f"knead --loaf {n} " + "--and-more " * 8 for n in range(8)) + "\n```\n"
    deck, _ = fitted(f"# T\n\n## Bread\n\n{wide}\n\n## End\n\n- x\n")
    assert sizes(deck) == [12]


def test_two_lines_beside_text_have_no_window_of_half_a_slide(fitted: Fitted) -> None:
    words = "Dough wants to be watched.\n\nThis is what tells its age:"
    deck, _ = fitted(f"# T\n\n## Bread\n\n{words}\n\n```bash\ndough age\ndough size\n```\n\n## End\n\n- x\n")
    (shape,) = [shape for slide in deck.slides for shape in code_shapes(slide)]
    assert shape.box.height <= 160
