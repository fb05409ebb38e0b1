"""Formulas as blocks, in lists and in cells; what is not understood is told with its line."""

from __future__ import annotations

import pytest

from coursedeck.model.session import Block, Code, DisplayFormula, List, Paragraph, Table
from tests.session.load.session_readers import Loader, Told

WAYS = ("$$\n{}\n$$", "$$ {} $$", "\\[\n{}\n\\]", "```math\n{}\n```", "```{{math}}\n:label: one\n\n{}\n```")


def blocks(load: Loader, lines: str) -> tuple[Block, ...]:
    session, problems = load(f"# 제목\n\n{lines}")
    assert problems == ()
    return session.blocks


@pytest.mark.parametrize("way", WAYS)
def test_a_formula_on_its_own_line_is_a_block(load: Loader, way: str) -> None:
    (block,) = blocks(load, way.format(r"\frac{a}{b} = c"))
    assert isinstance(block, DisplayFormula)
    assert (block.formula.tex, block.formula.display, block.text.plain) == (r"\frac{a}{b} = c", True, "a/b = c")
    assert block.text.markdown == r"$$\frac{a}{b} = c$$"


def test_an_environment_needs_no_delimiters(load: Loader) -> None:
    (block,) = blocks(load, "\\begin{align*}\na &= b \\\\\n  &= c\n\\end{align*}")
    assert isinstance(block, DisplayFormula)
    assert block.text.plain == "a = b; = c"


def test_a_displayed_formula_parts_its_paragraph(load: Loader) -> None:
    found = blocks(load, "먼저\n$$a = b,$$\n그리고")
    assert [type(block) for block in found] == [Paragraph, DisplayFormula, Paragraph]
    assert [block.text.source.line for block in found if isinstance(block, Paragraph | DisplayFormula)] == [3, 4, 5]


def test_a_formula_that_is_all_of_an_item_is_its_text(load: Loader) -> None:
    (block,) = blocks(load, "1. 하나\n2. $$x = y$$\n3. 셋:\n\n   $$\n   z\n   $$\n")
    assert isinstance(block, List)
    assert [item.text.plain for item in block.items] == ["하나", "x = y", "셋:"]
    assert [[type(inner) for inner in item.blocks] for item in block.items] == [[], [], [DisplayFormula]]


def test_cells_and_headings_hold_formulas_in_their_line(load: Loader) -> None:
    session, problems = load("# 제목\n\n## $n^2$ (5분)\n\n| $a$ | 값 |\n| - | - |\n| $$b = c$$ | $5 |\n")
    assert problems == ()
    part = session.parts[0]
    assert part.title.plain == "n2"
    assert any(span.formula for span in part.title.spans)
    (table,) = part.blocks
    assert isinstance(table, Table)
    assert [cell.plain for row in (table.header, *table.rows) for cell in row] == ["a", "값", "b = c", "$5"]


def test_what_is_not_understood_is_shown_and_told_with_its_line(told: Told) -> None:
    lines = [
        "# 제목",
        "",
        "하나 $\\nope{x}$",
        "",
        "$$",
        "\\frac{a}",
        "$$",
        "",
        "| a | $\\left( b$ |",
        "| - | - |",
        "| c | d |",
        "",
        "```math",
        ":label: two",
        "x^",
        "```",
        "",
        "$$" + "{" * 99 + "x" + "}" * 99 + "$$",
    ]
    found = told("\n".join(lines))
    assert [line.split(": ", 3)[:3] for line in found] == [
        [f"content/a.md:{number}", "warning", "a formula is not understood and shown as it is written"]
        for number in (3, 5, 9, 15, 18)
    ]
    assert "there is no command \\nope" in found[0]


def test_a_block_that_is_not_understood_is_code(load: Loader) -> None:
    session, problems = load("# 제목\n\n$$\n\\nope\n$$\n")
    assert len(problems) == 1
    (block,) = session.blocks
    assert isinstance(block, Code)
    assert (block.code, block.language) == ("\\nope", "latex")
