"""Paragraphs do not end in a line of one short word where a little less width brings another word down."""

from __future__ import annotations

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.slide import TextParagraph, TextRun, TextShape
from coursedeck.model.units import Box
from coursedeck.session.fit.orphans import without_orphans

MEASURE = ParagraphMeasure(Ruler(Families()))
ENGLISH = "A valve that leaks a little is opened, cleaned and closed, and it is then looked at once a day by us"
KOREAN = "물이 조금 새는 밸브는 열어서 닦고 다시 닫은 다음 하루에 한 번씩 모두가 함께 살펴보아야 한다"


def shape(*texts: str, lang: str = "en", width: float, mono: bool = False) -> TextShape:
    paragraphs = tuple(TextParagraph((TextRun(text, lang, mono=mono),), 24) for text in texts)
    return TextShape("body", Box(0, 0, width, 300), paragraphs, inset=(0, 0, 0, 0))


def lines(one: TextShape) -> list[list[str]]:
    left, _, right, _ = one.inset
    width = one.box.width - left - right
    return [[line.plain.strip() for line in MEASURE.lines(each, width).lines] for each in one.paragraphs]


def orphaned(text: str, lang: str) -> float:
    """The widest width at which the text ends in one short word."""
    widths = [width for width in range(1400, 500, -4) if " " not in lines(shape(text, lang=lang, width=width))[0][-1]]
    return next(width for width in widths if len(lines(shape(text, lang=lang, width=width))[0]) == 2)


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (KOREAN, "ko")])
def test_a_word_comes_down_to_the_one_that_would_stand_alone(text: str, lang: str) -> None:
    before = shape(text, lang=lang, width=orphaned(text, lang))
    after = without_orphans(before, MEASURE)
    assert len(lines(after)[0]) == len(lines(before)[0]) == 2
    assert len(lines(after)[0][-1].split()) > 1
    assert after.inset[2] <= 0.1 * before.box.width + 0.1


def test_it_makes_no_more_lines_of_other_paragraphs() -> None:
    width = orphaned(ENGLISH, "en")
    full = next(
        ENGLISH[:end]
        for end in range(len(ENGLISH), 0, -1)
        if len(lines(shape(ENGLISH[:end], width=width))[0]) == 1 and not ENGLISH[:end].endswith(" ")
    )
    after = without_orphans(shape(full, ENGLISH, width=width), MEASURE)
    assert [len(one) for one in lines(after)] == [1, 2]


def test_from_the_right_the_room_is_taken_at_the_left() -> None:
    after = without_orphans(shape(ENGLISH, width=orphaned(ENGLISH, "en")), MEASURE, right_to_left=True)
    assert after.inset[0] > 0 == after.inset[2]


@pytest.mark.parametrize(
    "text", ["One line alone", "Two lines of which the last one holds more than a single word " * 2]
)
def test_what_has_no_orphan_stays_as_it_is(text: str) -> None:
    one = shape(text.strip(), width=640)
    assert without_orphans(one, MEASURE) is one


def test_code_keeps_its_lines() -> None:
    one = shape(ENGLISH, width=orphaned(ENGLISH, "en"), mono=True)
    assert without_orphans(one, MEASURE) is one
