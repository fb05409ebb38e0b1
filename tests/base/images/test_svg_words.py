"""The words in SVG pictures are found line by line, and others take their places."""

from __future__ import annotations

import pytest
from lxml import etree

from coursedeck.base.images import svg_words, with_svg_words
from coursedeck.base.images.svg_words import MOST_TEXTS


def svg(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{inner}</svg>'.encode()


def texts(data: bytes) -> list[str]:
    return ["".join(map(str, node.itertext())) for node in etree.fromstring(data).iter("{*}text")]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<text>Oven</text>", ("Oven",)),
        ("<text>The <tspan font-weight='bold'>hot</tspan> oven</text>", ("The hot oven",)),
        ("<text><tspan x='1' y='2'>Put the dough</tspan><tspan x='1' dy='1.2em'>on it</tspan></text>",
         ("Put the dough\non it",)),
        ("<text>\n  spread\n  out  </text>", ("spread out",)),
        ("<text>250</text><text>250 °C</text><text> </text>", ("250 °C",)),
        ("<g translate='no'><text>ACME</text></g><text translate='no'>B</text><text>C</text>", ("C",)),
        ("<text><!-- a remark -->Oven</text>", ("Oven",)),
        ("<rect/>", ()),
    ],
)  # fmt: skip
def test_each_text_is_found(inner: str, words: tuple[str, ...]) -> None:
    assert svg_words(svg(inner)) == words
    assert with_svg_words(svg(inner), words) == svg(inner), "the same words change nothing"


@pytest.mark.parametrize("data", [b"", b"no text", b"<svg><text>broken", svg("<text>a</text>" * (MOST_TEXTS + 1))])
def test_what_cannot_be_read_or_is_a_map_has_no_words(data: bytes) -> None:
    assert svg_words(data) == ()
    assert with_svg_words(data, ()) == data


def test_other_words_take_the_places_line_by_line() -> None:
    lines = "<text><tspan x='7'>a</tspan><tspan x='7' dy='9'>b</tspan></text>"
    data = svg(f"<text>The <tspan>hot</tspan> oven</text>{lines}")
    assert texts(with_svg_words(data, ("Der Ofen", "eins\nzwei"))) == ["Der Ofen", "einszwei"]
    assert texts(with_svg_words(data, ("Der Ofen", "eins"))) == ["Der Ofen", "eins"]
    longer = etree.fromstring(with_svg_words(data, ("Der Ofen", "eins\nzwei\ndrei")))
    added = list(longer.iter("{*}tspan"))[-1]
    assert (added.text, added.get("x"), added.get("dy")) == ("drei", "7", "1.2em")


def test_places_of_single_letters_are_let_go() -> None:
    data = svg("<text x='1 9 17' y='5' textLength='30' lengthAdjust='spacing'>abc</text>")
    (text,) = etree.fromstring(with_svg_words(data, ("länger",))).iter("{*}text")
    assert sorted(map(str, text.attrib)) == ["x", "y"] and text.get("x") == "1"


@pytest.mark.parametrize(("anchor", "turned"), [("", "end"), ("start", "end"), ("end", "start"), ("middle", "middle")])
def test_words_from_right_to_left_stay_in_their_place(anchor: str, turned: str) -> None:
    data = svg(f"<g text-anchor='{anchor or 'start'}'><text x='5'>Oven</text></g>")
    (text,) = etree.fromstring(with_svg_words(data, ("الفرن",))).iter("{*}text")
    assert text.get("style") == f"direction:rtl;text-anchor:{turned}"
