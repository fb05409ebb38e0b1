"""SVG pictures as PNG."""

from __future__ import annotations

import io

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
