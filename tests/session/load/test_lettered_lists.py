"""Lists whose markers CommonMark does not know, and what only looks like one."""

import pytest

from coursedeck.model.session import Block, List, Paragraph
from tests.session.load.session_readers import Loader


def blocks(load: Loader, lines: str) -> tuple[Block, ...]:
    session, _ = load(f"# Title\n\n{lines}\n")
    return session.blocks


def shown(found: tuple[Block, ...]) -> list[object]:
    """Paragraphs as their words; lists as how they count, their first number and their items."""
    rows: list[object] = []
    for block in found:
        if isinstance(block, List):
            items = [(item.text.plain, *shown(item.blocks)) for item in block.items]
            rows.append((block.numbering, block.start, *items))
        elif isinstance(block, Paragraph):
            rows.append(block.text.plain)
    return rows


@pytest.mark.parametrize(
    ("written", "numbering", "start"),
    [
        ("a) one\nb) two", "alphaLcParenR", 1),
        ("a. one\nb. two", "alphaLcPeriod", 1),
        ("(a) one\n(b) two", "alphaLcParenBoth", 1),
        ("A) one\nB) two", "alphaUcParenR", 1),
        ("A. one\n\nB. two", "alphaUcPeriod", 1),
        ("c) one\nd) two", "alphaLcParenR", 3),
        ("(1) one\n(2) two", "arabicParenBoth", 1),
        ("i. one\nii. two", "romanLcPeriod", 1),
        ("I) one\nII) two", "romanUcParenR", 1),
        ("i) one\nj) two", "alphaLcParenR", 9),
        ("① one\n② two", "circleNumDbPlain", 1),
        ("가) one\n나) two", "hangulParenR", 1),
        ("가. one\n나. two", "hangulPeriod", 1),
        ("(가) one\n(나) two", "hangulParenBoth", 1),
        ("а) one\nб) two", "cyrillicLcParenR", 1),
        ("一、one\n二、two", "chineseComma", 1),
        ("#. one\n#. two", "arabicPeriod", 1),
        ("0. one\n1. two", "arabicPeriod", 0),
        ("7) one\n8) two", "arabicParenR", 7),
    ],
)
def test_every_way_to_count(load: Loader, written: str, numbering: str, start: int) -> None:
    assert shown(blocks(load, written)) == [(numbering, start, ("one",), ("two",))]


def test_answers_below_their_question(load: Loader) -> None:
    letters = ("alphaLcParenR", 1, ("this",), ("that",))
    expected = [("arabicPeriod", 1, ("What?", letters), ("And then?", letters))]
    for indent in ("   ", ""):
        lines = f"1. What?\n{indent}a) this\n{indent}b) that\n2. And then?\n{indent}a) this\n{indent}b) that"
        assert shown(blocks(load, lines)) == expected
    assert shown(blocks(load, "Which one?\n\na) this\nb) that")) == ["Which one?", letters]
    assert shown(blocks(load, "Which one?\na) this\nb) that")) == ["Which one?", letters]


def test_items_hold_blocks_and_lines(load: Loader) -> None:
    lines = "a) one\n   goes on\n\n   - inner\n\nb) two\nlazily\n\nAfter."
    inner = ("arabicPeriod", None, ("inner",))
    assert shown(blocks(load, lines)) == [("alphaLcParenR", 1, ("one goes on", inner), ("two lazily",)), "After."]


def test_answers_keep_their_lines_and_notes(load: Loader) -> None:
    session, problems = load("# Title\n\n1. What?\na) this^[so]\nb) that\n")
    (questions,) = session.blocks
    assert isinstance(questions, List) and problems == ()
    (answers,) = questions.items[0].blocks
    assert isinstance(answers, List)
    assert [item.text.source.line for item in answers.items] == [4, 5]
    assert len(answers.items[0].blocks) == 1


@pytest.mark.parametrize(
    "line",
    [
        "A. Lovelace wrote it.",
        "I. Newton saw it,\nand A. Lovelace too.",
        "(1) is an equation.",
        "see\nb) and\nc) below",
        "e.g. this\ni.e. that",
    ],
)
def test_what_only_looks_like_a_marker(load: Loader, line: str) -> None:
    assert shown(blocks(load, line)) == [" ".join(line.split("\n"))]


def test_definition_lists(load: Loader) -> None:
    lines = "Valve\n: lets water through\n: or stops it\n\n*Pump*\n\n:   moves water\n\n    - up\n    - down"
    (terms,) = blocks(load, lines)
    assert isinstance(terms, List) and terms.start is None
    assert [item.text.markdown for item in terms.items] == ["**Valve**", "*Pump*"]
    assert shown(terms.items[0].blocks) == ["lets water through", "or stops it"]
    assert shown(terms.items[1].blocks) == ["moves water", ("arabicPeriod", None, ("up",), ("down",))]
