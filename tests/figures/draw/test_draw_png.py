"""PNGs show what the SVG says and fetch nothing."""

from __future__ import annotations

import http.server
import io
import re
import threading
from pathlib import Path

import pytest
from PIL import Image

from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.faces import face_for_character
from coursedeck.base.text.scripts import Script
from coursedeck.figures.draw import png
from coursedeck.figures.draw.text import text_block
from coursedeck.model.drawing import TextBlock, TextLine
from coursedeck.model.text import Span
from coursedeck.model.units import Box

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100pt" height="50pt"'
    ' viewBox="0 0 100 50">{}</svg>'
)
RED = '<rect width="50" height="50" fill="#ff0000"/>'


def picture(content: str, width: int = 200) -> Image.Image:
    return Image.open(io.BytesIO(png(SVG.format(content), width))).convert("RGBA")


def test_a_png_has_the_width_that_was_asked_for() -> None:
    made = picture(RED, 321)
    assert made.width == 321
    assert made.getpixel((40, 40)) == (255, 0, 0, 255)
    assert made.getpixel((300, 40)) == (0, 0, 0, 0)


def test_the_same_svg_gives_the_same_bytes() -> None:
    assert png(SVG.format(RED), 100) == png(SVG.format(RED), 100)
    assert b"tIME" not in png(SVG.format(RED), 100)


def test_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (8, 8), "#00ff00").save(secret)
    made = picture(f'{RED}<image width="100" height="50" xlink:href="{secret.as_uri()}"/>')
    colors = {color for _, color in made.getcolors(10_000) or []}
    assert (0, 255, 0, 255) not in colors
    assert (255, 0, 0, 255) in colors


@pytest.mark.parametrize("element", ['<image width="9" height="9" {}="{}"/>', '<use {}="{}#a"/>'])
def test_addresses_are_not_fetched(element: str) -> None:
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with http.server.HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            picture(RED + element.format("xlink:href", f"http://127.0.0.1:{server.server_port}/a.svg"))
        finally:
            server.shutdown()
            thread.join()
    assert asked == []


def test_hangul_is_not_drawn_as_empty_boxes() -> None:
    text = '<text x="10" y="40" font-size="30" font-family="\'Noto Sans CJK KR\', sans-serif">{}</text>'
    one, two = (picture(text.format(word)).tobytes() for word in ("가", "힣"))
    assert one != two


def test_a_right_to_left_line_is_drawn_in_the_middle() -> None:
    made = picture(
        '<text x="50" y="30" direction="rtl" text-anchor="middle" font-size="20"><tspan font-family="DejaVu Sans">'
        "שלום</tspan></text>"
    )
    left, _, right, _ = made.getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - 100) < 8


def columns_with_ink(content: str) -> list[bool]:
    """Which columns of the picture have something on them."""
    alpha = picture(content).getchannel("A")
    return [alpha.crop((x, 0, x + 1, alpha.height)).getbbox() is not None for x in range(alpha.width)]


LABEL = '<text x="{x}" y="30" font-size="12" text-anchor="{anchor}" font-family="DejaVu Sans">{text}</text>'


def test_a_label_that_begins_in_latin_letters_runs_from_right_to_left_where_its_letters_do() -> None:
    mixed = columns_with_ink(LABEL.format(x=0, anchor="start", text="1: לל"))
    latin = columns_with_ink(LABEL.format(x=0, anchor="start", text="1: "))
    assert mixed[: latin.index(True) + 8] == latin[: latin.index(True) + 8], "the number stands first"
    assert sum(mixed) > sum(latin)
    there = columns_with_ink(LABEL.format(x=0, anchor="start", text="ab לא"))
    back = columns_with_ink(LABEL.format(x=0, anchor="start", text="ab אל"))
    assert there != back


def test_arabic_letters_join() -> None:
    joined, apart = (
        columns_with_ink(LABEL.format(x=50, anchor="middle", text=text)) for text in ("ببب", "ب\u200cب\u200cب")
    )
    first, last = joined.index(True), len(joined) - joined[::-1].index(True)
    assert all(joined[first:last]), "one stroke"
    assert not all(apart[apart.index(True) : len(apart) - apart[::-1].index(True)])


def test_shaped_text_keeps_its_anchor_its_colour_and_its_words_in_other_scripts() -> None:
    made = picture(
        '<text x="90" y="30" font-size="12" text-anchor="end" fill="#ff0000">'
        '<tspan font-family="DejaVu Sans">ab </tspan><tspan font-family="DejaVu Sans">שלום</tspan></text>'
    )
    box = made.getbbox() or (0, 0, 0, 0)
    assert abs(box[2] - 180) < 6
    seen = {
        colour[:3]
        for _, colour in made.getcolors(maxcolors=100_000) or ()
        if isinstance(colour, tuple) and colour[3] == 255
    }
    assert seen == {(255, 0, 0)}


def test_letters_that_a_family_lacks_are_drawn_in_another() -> None:
    families = Families(latin="Liberation Sans", language="vi")
    line = TextLine((Span("Cơ sở"),), 60, 20)
    text = text_block(TextBlock(Box(0, 0, 100, 30), (line,), 16, "#000000"), families)
    assert "Liberation Sans" in re.findall(r"font-family=\"'([^']+)'", text)
    named = {character: face_for_character(character, "Liberation Sans", Script.LATIN, "vi") for character in "ơở"}
    assert all(f"'{face.family}'" in text for face in named.values())
    ruler = Ruler(families)
    face = named["ở"]
    assert ruler.width("ở", 1000) == pytest.approx(Ruler(families.with_latin(face.family)).width("ở", 1000), rel=0.04)
