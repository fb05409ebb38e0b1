"""Lines of titles and sentences: about as long as one another, and no phrase parted."""

from __future__ import annotations

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.session.fit.balance import balanced_width, with_whole_topics

MEASURE = ParagraphMeasure(Ruler(Families()))


def lines(text: str, lang: str, width: float, size: float = 40) -> list[str]:
    paragraph = TextParagraph((TextRun(text, lang, bold=True),), size)
    found = balanced_width(paragraph, width, MEASURE)
    assert found <= width
    assert len(MEASURE.lines(paragraph, found).lines) == len(MEASURE.lines(paragraph, width).lines)
    return [line.plain.strip() for line in MEASURE.lines(paragraph, found).lines]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Repairing a leaking valve without a manual", 520),
        ("What a pump does for the water in the cellar", 640),
    ],
)
def test_no_english_line_ends_with_a_preposition_or_an_article(text: str, width: float) -> None:
    ends = {line.split()[-1] for line in lines(text, "en", width)[:-1]}
    assert ends
    assert not ends & {"of", "in", "the", "and", "a", "for", "without"}


@pytest.mark.parametrize("width", [400, 460, 520, 580])
def test_no_korean_line_begins_with_a_noun_that_needs_the_word_before_it(width: float) -> None:
    text = "물이 새는 곳을 찾을 수 있는 사람이 고칠 수 있는 것이 무엇인지 말할 수 있습니다"
    starts = {line.split()[0] for line in lines(text, "ko", width)[1:]}
    assert not starts & {"수", "것이"}


@pytest.mark.parametrize("width", [340, 380, 420, 460])
@pytest.mark.parametrize(
    ("topics", "lang"),
    [
        ("Why pumps · Three kinds · Four valves · How long they last", "en"),
        ("펌프의 쓸모 · 세 가지 밸브 · 오래 쓰는 법 · 고치는 순서", "ko"),
    ],
)
def test_topics_stay_whole_and_no_line_begins_with_their_sign(topics: str, lang: str, width: float) -> None:
    row = with_whole_topics(TextParagraph((TextRun(topics, lang),), 22), width, MEASURE)
    found = [line.plain.strip() for line in MEASURE.lines(row, width).lines]
    assert len(found) > 1
    assert all(line.endswith("·") for line in found[:-1])
    assert " ".join(found).replace("\u00a0", " ") == topics


def test_a_sign_in_front_of_a_topic_stays_with_it() -> None:
    runs = [TextRun(text, "ko") for text in ("📖", " 펌프의 쓸모 · ", "📖", " 세 가지 밸브 · ", "📖", " 오래 쓰는 법")]
    row = with_whole_topics(TextParagraph(tuple(runs), 22), 330, MEASURE)
    found = [line.plain.strip() for line in MEASURE.lines(row, 330).lines]
    assert len(found) > 1
    assert all(line.startswith("📖") and line.endswith("·") for line in found[:-1])
    assert found[-1].startswith("📖")


@pytest.mark.parametrize("width", [430, 460, 500, 550])
def test_no_line_of_a_title_ends_inside_code(width: float) -> None:
    runs = (TextRun("What the command ", "en"), TextRun("pump open", "en", mono=True), TextRun(" does", "en"))
    paragraph = TextParagraph(runs, 34)
    found = MEASURE.lines(paragraph, balanced_width(paragraph, width, MEASURE)).lines
    assert len(found) > 1
    assert sum("pump open" in line.plain for line in found) == 1


def test_a_topic_as_long_as_a_line_still_breaks() -> None:
    topics = "One · " + "A topic that nobody can set in one line of this width at all"
    row = with_whole_topics(TextParagraph((TextRun(topics, "en"),), 22), 300, MEASURE)
    assert not any(line.forced for line in MEASURE.lines(row, 300).lines)


def test_the_last_line_is_no_orphan() -> None:
    first, last = lines("Pumps that nobody in the whole town has ever repaired", "en", 900)
    assert len(last) > 0.4 * len(first)


def test_where_no_break_suits_lines_are_balanced_all_the_same() -> None:
    found = lines("of the of the of the of the of the of the", "en", 300)
    assert len(found) > 1
