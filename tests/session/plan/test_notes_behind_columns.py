"""What is said behind the columns of a slide is said at that slide."""

from tests.session.conftest import Planned

COLUMNS = ":::: columns\n::: column\nleft\n\n- one\n:::\n::: column\nright\n\n- two\n:::\n::::\n"


def test_notes_behind_columns_are_in_the_notes(planned: Planned) -> None:
    outline = planned(f"# T\n\n## A\n\n{COLUMNS}\n::: notes\nsay it\n:::\n\n## B\n\n- b\n")
    said = [str(block) for slide in outline.slides for block in slide.notes if "say it" in str(block)]
    assert len(said) == 1
