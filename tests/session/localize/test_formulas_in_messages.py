"""Translators see formulas as they are written, translate the words in them, and never letters of mathematics."""

from __future__ import annotations

import pytest

from coursedeck.model.session import DisplayFormula, Paragraph
from coursedeck.session.localize import check_catalog, messages, pseudo_catalog, translate_session
from tests.session.localize.course_texts import HEADER, ids, parsed, session_of

WORDLESS = ("$x$", r"$E = mc^2$", r"$$\frac{a}{b}$$", "```math\n\\sum_i x_i\n```", r"- $\alpha$", "$a$ + $b$")
WORDY = (r"값 $x$", r"$$f = \text{otherwise}$$", r"$x$ is `code`")


@pytest.mark.parametrize("source", WORDLESS)
def test_a_formula_alone_is_nothing_to_translate(source: str) -> None:
    found = messages(session_of(f"# 제목\n\n{source}\n"))
    assert [message.wordless for message in found] == [False, True]


@pytest.mark.parametrize("source", WORDY)
def test_words_beside_and_inside_a_formula_are(source: str) -> None:
    found = messages(session_of(f"# 제목\n\n{source}\n"))
    assert [message.wordless for message in found] == [False, False]
    assert ids(found)[1] == source


def test_a_translated_formula_is_one_and_prose_in_its_place_is_prose() -> None:
    session = session_of("# -\n\n$$f = \\text{sonst}$$\n")
    for translation, kind in ((r"$$f = \\text{otherwise}$$", DisplayFormula), ("no formula", Paragraph)):
        entry = f'\nmsgctxt "formula"\nmsgid "$$f = \\\\text{{sonst}}$$"\nmsgstr "{translation}"\n'
        (block,) = translate_session(session, parsed(HEADER + entry), "en").session.blocks
        assert isinstance(block, kind)
        assert "sonst" not in block.text.plain


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        (r"값 $x^2$은", r"The value $x^2$", []),
        (r"값 $x^2$은", r"The value $x^3$", ["translation-formula", "translation-formula"]),
        (r"값 $x^2$은", r"The value", ["translation-formula"]),
        (r"$x$는 $\text{길이}$", r"$x$ is $\text{length}$", []),
        (r"값은 $5", r"The price is $5", []),
    ],
)
def test_a_formula_that_was_changed_or_lost_is_found(source: str, translation: str, found: list[str]) -> None:
    message = messages(session_of(f"# -\n\n{source}\n"))[1]
    escaped = [text.replace("\\", "\\\\") for text in (message.id, translation)]
    entry = f'\nmsgctxt "paragraph"\nmsgid "{escaped[0]}"\nmsgstr "{escaped[1]}"\n'
    assert [problem.check for problem in check_catalog((message,), parsed(HEADER + entry), "ko")] == found


def test_the_pseudo_language_leaves_formulas_alone() -> None:
    found = messages(session_of(r"# -" + "\n\n" + r"함수 $\sin(ax)$와 \(b_c\)와 cost $5" + "\n"))
    (entry,) = [one for one in pseudo_catalog(found, "a.po", "ko").entries if one.context == "paragraph"]
    assert r"$\sin(ax)$" in entry.translation
    assert r"\(b_c\)" in entry.translation
    assert "çöšţ $5" in entry.translation
