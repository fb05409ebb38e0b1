"""Messages in other words or another style: the author's own markup stays."""

from __future__ import annotations

import pytest

from coursedeck.base.markdown import spans
from coursedeck.base.wording import markdown_of, rewritten, styled_spans
from coursedeck.model.origin import CharacterStyle, StyledText

PLAIN, BOLD, ITALIC = CharacterStyle(), CharacterStyle(strong=True), CharacterStyle(emphasis=True)


def text(*pieces: tuple[str, CharacterStyle] | str) -> StyledText:
    runs = [(piece, PLAIN) if isinstance(piece, str) else piece for piece in pieces]
    return StyledText("".join(words for words, _ in runs), tuple(style for words, style in runs for _ in words))


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        ("**Rye**: grows on poor soil", "grows on poor soil", "grows on good soil", "**Rye**: grows on good soil"),
        ("**Rye**: grows on poor soil", "Rye", "Rye bread", "**Rye bread**: grows on poor soil"),
        ("See [the *hot* oven](https://example.com/oven) now", "See the hot oven now", "See the cold oven soon",
         "See [the *cold* oven](https://example.com/oven) soon"),
        ("`oven()` takes 2 \\* 3 loaves", "oven() takes 2 * 3 loaves", "oven() takes 2 * 4 loaves",
         "`oven()` takes 2 \\* 4 loaves"),
        ("one<br>two", "one\ntwo", "one\nthree", "one<br>three"),
        ("one", "one", "one\ntwo", "one<br>two"),
        ("plain", "plain", "a_b *c* [d](e)", "a\\_b \\*c\\* \\[d\\](e)"),
        ("빵을 **굽는다(Bake)**.", "빵을 굽는다(Bake).", "빵을 구웠다(Bake).", "빵을 **구웠다(Bake)**."),
        ("AT&amp;T bread", "AT&T bread", "AT&T cake", "AT&amp;T cake"),
        ("H~2~O and x^2^", "H2O and x2", "H2O or x2", "H~2~O or x^2^"),
    ],
)  # fmt: skip
def test_other_words_keep_the_markup(written: str, old: str, new: str, expected: str) -> None:
    assert rewritten(written, text(old), text(new)) == expected


def test_a_style_is_put_on_and_taken_off() -> None:
    assert rewritten("hot oven", text("hot oven"), text("hot ", ("oven", BOLD))) == "hot **oven**"
    assert rewritten("**hot** oven", text(("hot", BOLD), " oven"), text("hot oven")) == "hot oven"
    assert rewritten("*a* b", text(("a", ITALIC), " b"), text(("a", ITALIC), " ", ("b", BOLD))) == "*a* **b**"


def test_a_link_is_put_on() -> None:
    linked = text("see ", ("here", CharacterStyle(link="https://example.com/a(b)")))
    assert rewritten("see here", text("see here"), linked) == "see [here](<https://example.com/a(b)>)"


def test_what_a_deck_shows_in_bold_as_a_whole_does_not_become_bold() -> None:
    """Titles and labels are bold on slides, whatever the author wrote."""
    assert rewritten("Rye bread", text(("Rye bread", BOLD)), text(("Rye loaf", BOLD))) == "Rye loaf"


def test_words_that_are_not_in_the_message_cannot_be_placed() -> None:
    assert rewritten("Rye bread", text("Wheat"), text("Oat")) is None


@pytest.mark.parametrize(
    "styled",
    [
        text("- no list"),
        text("1. no list"),
        text("# no heading"),
        text("> no quote"),
        text("5 < 7 & 8 > 3, $5 and $6, a_b_c, ~~x~~, ==y=="),
        text(("bold ", BOLD), ("both", CharacterStyle(strong=True, emphasis=True)), " end"),
        text(("a`b", CharacterStyle(code=True)), " and ", ("c", CharacterStyle(strike=True))),
        text("x", ("2", CharacterStyle(superscript=True)), ("n", CharacterStyle(subscript=True))),
        text(("u", CharacterStyle(underline=True)), ("m", CharacterStyle(highlight=True))),
        text("줄\n바꿈 <태그> {#id} :smile:"),
    ],
)
def test_markdown_means_the_text_that_it_is_made_of(styled: StyledText) -> None:
    markdown = markdown_of(styled)
    assert "\n" not in markdown
    assert styled_spans(spans(markdown)) == styled
