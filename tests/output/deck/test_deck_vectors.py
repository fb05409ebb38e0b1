"""SVG pictures as PNG."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from coursedeck.output.deck.svg import svg_to_png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">{style}'
    '<text x="4" y="30" font-size="24">{words}</text></svg>'
)


def picture(words: str, style: str = "") -> bytes:
    png = svg_to_png(SVG.format(words=words, style=style).encode(), 240)
    return Image.open(io.BytesIO(png)).convert("RGBA").tobytes()


def test_korean_words_without_a_family_have_their_glyphs() -> None:
    # words of the same length look alike where every letter is an empty box
    assert picture("가상화") != picture("격리된")


def test_a_family_without_the_letters_gives_way() -> None:
    style = "<style>text { font-family: 'Liberation Sans' }</style>"
    assert picture("가상화", style) == picture("가상화")
    assert picture("VM", style) != picture("VM", style.replace("Sans", "Mono"))


def test_letters_that_no_usual_family_has_are_drawn_in_one_that_has_them() -> None:
    style = "<style>text { font-family: 'Liberation Sans' }</style>"
    # Armenian and Georgian words of the same length, which Liberation Sans draws as boxes
    assert picture("Հաց", style) != picture("Աղջ", style)
    assert picture("პური", style) != picture("წყლი", style)


def columns(words: str, attributes: str = "", style: str = "") -> list[bool]:
    """Which columns of a drawing have ink, its text beginning at a tenth of the width."""
    text = f'{style}<text x="20" y="30" {attributes}>{words}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">{text}</svg>'
    alpha = Image.open(io.BytesIO(svg_to_png(svg.encode(), 200))).convert("RGBA").getchannel("A")
    return [alpha.crop((x, 0, x + 1, alpha.height)).getbbox() is not None for x in range(alpha.width)]


CSS = "font-size: 20px; font-family: DejaVu Sans; direction: rtl; text-anchor: end"
LOOK = 'font-size="20" font-family="DejaVu Sans"'


def test_letters_of_foreign_drawings_join() -> None:
    joined = columns("ببب", LOOK)
    first, last = joined.index(True), len(joined) - joined[::-1].index(True)
    assert all(joined[first:last]), "one stroke"
    assert first >= 19


@pytest.mark.parametrize(
    ("attributes", "style"),
    [
        ("font-size='20' font-family='DejaVu Sans' direction='rtl' text-anchor='end'", ""),
        (f"style='{CSS}'", ""),
        ("class='a'", f"<style>.a {{ {CSS} }}</style>"),
    ],
)
def test_the_look_of_a_text_may_stand_anywhere(attributes: str, style: str) -> None:
    assert columns("بيت", attributes, style) == columns("بيت", LOOK)


def test_lines_of_a_foreign_drawing_stay_below_one_another() -> None:
    look = "font-size='9'"
    words = f"<tspan x='4' y='10' {look}>ב</tspan><tspan x='4' dy='2em' {look}>ב</tspan>"
    svg = SVG.format(style="", words=words)
    alpha = Image.open(io.BytesIO(svg_to_png(svg.encode(), 240))).convert("RGBA").getchannel("A")
    rows = [alpha.crop((0, y, alpha.width, y + 1)).getbbox() is not None for y in range(alpha.height)]
    assert sum(now and not before for before, now in zip([False, *rows], rows, strict=False)) == 2
