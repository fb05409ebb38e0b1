"""The words in SVG pictures are found line by line, and others take their places."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from coursedeck.base.images import has_html_alone, svg_words, tight_svg_words, with_svg_words
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


HTML = "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>{}</div></foreignObject>"


def drawn(inner: str, *words: str) -> list[tuple[str, float]]:
    """The words of a picture with others in their places, each with its size as it is written now; 0 as before."""
    root = etree.fromstring(with_svg_words(svg(inner), words))
    sizes = [re.search(r"font-size:([\d.]+)px$", node.get("style", "")) for node in root.iter("{*}text")]
    return list(zip(texts(etree.tostring(root)), [float(size[1]) if size else 0.0 for size in sizes], strict=True))


@pytest.mark.parametrize(
    ("inner", "least", "most"),
    [
        ("<rect x='10' y='10' width='60' height='30'/><text x='40' y='28' text-anchor='middle'>Oven</text>", 11.2, 15),
        ("<rect x='10' y='10' width='190' height='30'/><text x='40' y='28' font-size='12'>Oven</text>", 0, 0),
        ("<g transform='translate(5 5) scale(2)'><rect width='40' height='20'/><text y='14' x='3' font-size='8'>Oven"
         "</text></g>", 5.6, 7.9),
        ("<style>.big{font-size:20px;text-anchor:middle}</style><circle cx='50' cy='50' r='45'/>"
         "<text class='big' x='50' y='55'>Oven</text>", 14, 19),
        ("<text x='2' y='20'>Oven</text><text x='60' y='20'>Tin</text>", 11.2, 15),
        ("<text x='2' y='20'>Oven</text><text x='60' y='80'>Tin</text>", 0, 0),
        ("<style>text {font: bold 20px/1.2 Arial}</style><text x='2' y='20'>Oven</text><text x='70' y='20'>Tin</text>",
         14, 18),
        ("<text x='198' y='20' text-anchor='end'>Oven</text><rect x='90' y='5' width='40' height='30'/>", 11.2, 15),
        ("<path id='p' d='M0 9h99'/><text><textPath href='#p'>Oven</textPath></text>", 11.2, 15),
        ("<text transform='rotate(-90)' x='-90' y='20'>Oven</text>", 11.2, 15),
    ],
)  # fmt: skip
def test_longer_words_are_set_smaller_where_there_is_no_room(inner: str, least: float, most: float) -> None:
    others = svg_words(svg(inner))[1:]
    (_, size), *rest = drawn(inner, "Four à bois", *others)
    assert least <= size <= most
    assert [each for _, each in rest] == [0.0] * len(rest), "its neighbours stay as they are"
    assert drawn(inner, "Un", *others)[0] == ("Un", 0.0), "shorter words are as large as those of the author"


def test_words_that_do_not_even_fit_in_small_type_are_told() -> None:
    inner = "<rect x='10' y='10' width='60' height='30'/><text x='40' y='28' text-anchor='middle'>Oven</text>"
    (tight,) = tight_svg_words(svg(inner), ("Holzbackofen mit Schornstein",))
    assert tight.words == "Holzbackofen mit Schornstein" and 12 < tight.too_many < 24
    kept = tight.words[: -tight.too_many - 1]  # letters are of different widths
    assert tight_svg_words(svg(inner), (kept,)) == ()
    assert drawn(inner, tight.words) == [(tight.words, 11.2)]
    assert tight_svg_words(svg(inner), ("Oven",)) == tight_svg_words(svg(inner), ()) == ()


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("Oven", ("Oven",)),
        ("<b>Hot</b> oven", ("Hot oven",)),
        ("<p>Put the dough</p><p>on it</p>", ("Put the dough", "on it")),
        ("Put the dough<br/>on it", ("Put the dough\non it",)),
        ("<style>p {}</style><span>Oven</span>", ("Oven",)),
    ],
)
def test_words_in_html_are_found_and_translated(inner: str, words: tuple[str, ...]) -> None:
    data = svg(HTML.format(inner))
    assert svg_words(data) == words
    changed = with_svg_words(data, tuple(f"{each} {each}" for each in words))
    assert svg_words(changed)[0].split() == f"{words[0]} {words[0]}".split()
    right = etree.fromstring(with_svg_words(data, ("فرن", *words[1:])))
    assert [node.get("dir") for node in right.iter() if node.get("dir")] == ["rtl"]


def test_html_without_plain_text_beside_it_is_known() -> None:
    html = HTML.format("Oven")
    assert has_html_alone(svg(html)) and has_html_alone(svg(f"<switch>{html}</switch>"))
    assert not has_html_alone(svg(f"<switch>{html}<text>Oven</text></switch>"))
    assert not has_html_alone(svg(HTML.format("12"))) and not has_html_alone(svg("<text>Oven</text>"))


def test_places_of_single_letters_are_let_go() -> None:
    data = svg("<text x='1 9 17' y='5' textLength='30' lengthAdjust='spacing'>abc</text>")
    (text,) = etree.fromstring(with_svg_words(data, ("länger",))).iter("{*}text")
    assert sorted(map(str, text.attrib)) == ["x", "y"] and text.get("x") == "1"


@pytest.mark.parametrize(("anchor", "turned"), [("", "end"), ("start", "end"), ("end", "start"), ("middle", "middle")])
def test_words_from_right_to_left_stay_in_their_place(anchor: str, turned: str) -> None:
    data = svg(f"<g text-anchor='{anchor or 'start'}'><text x='5'>Oven</text></g>")
    (text,) = etree.fromstring(with_svg_words(data, ("الفرن",))).iter("{*}text")
    assert text.get("style") == f"direction:rtl;text-anchor:{turned}"
    ruled = svg(f"<style>.a, .b {{font: bold 9px/1.2 Arial; text-anchor: {anchor}}}</style><text class='b'>Oven</text>")
    (text,) = etree.fromstring(with_svg_words(ruled, ("الفرن",))).iter("{*}text")
    assert str(text.get("style")).endswith(f"direction:rtl;text-anchor:{turned}")
