"""Small SVGs that ask for billions of shapes, or for all memory, are refused; ordinary ones are drawn."""

from __future__ import annotations

import base64
import io
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from coursedeck.base.images import drawing, read_image_file
from coursedeck.base.images.drawing import svg_as_png
from coursedeck.base.images.drawing_cost import check_cost
from coursedeck.session.load import load_course, load_session

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str) -> bytes:
    return f'<svg {SPACES} viewBox="0 0 100 100">{body}</svg>'.encode()


def chain(first: str, link: str, times: int = 11) -> str:
    return first + "".join(link.format(here=n, before=n - 1) for n in range(1, times))


def address(data: bytes, kind: str = "image/svg+xml") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def blank(side: int) -> bytes:
    packed = io.BytesIO()
    Image.new("1", (side, side)).save(packed, "PNG")
    return packed.getvalue()


RECT = '<rect width="9" height="9"/>'
TEN = "".join('<use href="#e{before}"/>' for _ in range(10))
PAINTED = "".join(f'<rect {attribute}="url(#e{{before}})" width="9" height="9"/>' for attribute in ["fill"] * 10)
USES = chain(f'<g id="e0">{RECT}</g>', f'<g id="e{{here}}">{TEN}</g>')
BOMBS = {
    "use": USES,
    "use of older SVG": USES.replace("href", "xlink:href"),
    "symbols": USES.replace("<g ", "<symbol ").replace("</g>", "</symbol>") + TEN.format(before=10),
    "patterns": chain(
        f'<pattern id="e0" width="1" height="1">{RECT}</pattern>',
        f'<pattern id="e{{here}}" width="1" height="1">{PAINTED}</pattern>',
    )
    + '<rect fill="url(#e10)" width="99" height="99"/>',
    "masks": chain(
        f'<mask id="e0">{RECT}</mask>', f'<mask id="e{{here}}">{PAINTED.replace("fill", "mask")}</mask>'
    )
    + '<rect mask="url(#e10)" width="99" height="99"/>',
    "clip paths in styles": chain(
        f'<clipPath id="e0">{RECT}</clipPath>',
        f'<clipPath id="e{{here}}">{PAINTED.replace("fill=", "style=").replace("url(", "clip-path:url(")}</clipPath>',
    )
    + '<rect style="clip-path:url(#e10)" width="99" height="99"/>',
    "markers": f'<marker id="m"><path d="{"M0 0L1 1" * 200}" marker-mid="url(#n)"/></marker>'
    f'<marker id="n"><path d="{"M0 0L1 1" * 200}"/></marker><path d="{"M0 0L1 1" * 200}" marker-mid="url(#m)"/>',
    "a rule for all": f'<style>rect {{ fill: url( "#p" ) }}</style><pattern id="p">{RECT * 400}</pattern>{RECT * 400}',
    "dashes": '<path d="M0 0H1000000000" stroke="#000" stroke-dasharray="0.5"/>',
    "dashes in a style": '<path d="M0 0H1000000000" style="stroke:#000;stroke-dasharray: .5 .5"/>',
    "layers": '<g opacity=".5">' * 150 + RECT + "</g>" * 150 + (f'<g style="opacity:.5">{RECT}</g>' * 3000),
    "depth": "<g>" * 230 + "</g>" * 230,
    "itself": '<g id="a"><use href="#a"/></g>',
    "each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "a large picture": f'<image href="{address(blank(20_000), "image/png")}"/>',
    "drawings in drawings": f'<image href="{address(svg(USES))}"/>',
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_before_they_are_drawn(name: str) -> None:
    with pytest.raises(ValueError, match=r"too long|more than 200 deep|repeats itself"):
        read_image_file(svg(BOMBS[name]))


def test_a_packed_drawing_inside_is_refused() -> None:
    packed = address(b"\x1f\x8b\x08\x00")
    with pytest.raises(ValueError, match="packed"):
        read_image_file(svg(f'<image href="{packed}"/>'))


@pytest.mark.parametrize(
    "body",
    [
        chain(f'<g id="e0">{RECT}</g>', '<g id="e{here}"><use href="#e{before}"/><use href="#e{before}"/></g>', 8),
        '<linearGradient id="g"><stop offset="0"/></linearGradient>' + '<rect fill="url(#g)" width="1"/>' * 5000,
        '<a href="#top"><g id="top"><text>up</text></g></a><g id="b"><a href="#b"><text>here</text></a></g>',
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"/>' + '<rect class="a" width="1" height="1"/>' * 5000,
        '<path d="M0 0H90" stroke="#000" stroke-dasharray="2"/>' * 500,
        f'<image href="{address(blank(900), "image/png")}" width="9" height="9"/>' * 3,
        f'<image href="{address(svg(RECT))}" width="9" height="9"/>',
        '<use href="#nowhere"/><rect fill="url(#nothing)" width="1" height="1"/>',
    ],
)  # fmt: skip
def test_ordinary_drawings_are_read(body: str) -> None:
    assert read_image_file(svg(body)).media_type == "image/svg+xml"


def test_cost_grows_with_the_drawing_and_not_faster() -> None:
    drawings = [svg(f'<g id="a">{RECT}</g>' + '<use href="#a"/>' * times) for times in (100, 200, 400)]
    costs = [check_cost(ElementTree.fromstring(drawing)) for drawing in drawings]
    assert all(1.5 < more / less < 2.5 for less, more in pairwise(costs))


def test_what_a_look_does_not_tell_is_drawn_apart_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_LIMIT", 1.5)
    # dashes of an inherited style
    endless = svg('<g stroke="#000" stroke-dasharray=".01">' + '<path d="M0 0H900000V900000H0Z"/>' * 300 + "</g>")
    read_image_file(endless)
    with pytest.raises(ValueError, match="cannot be drawn"):
        svg_as_png(endless, 900)


def test_memory_is_bounded() -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        svg_as_png(svg('<g mask="url(#m)"/>'), 30_000)


def test_drawn_apart_is_drawn_alike() -> None:
    plain = svg(RECT)
    apart = svg(RECT + "<style>.unused{fill:red}</style>")
    assert svg_as_png(plain, 50) == svg_as_png(apart, 50)


def test_a_drawing_that_is_refused_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# T\n\n## S (5 min)\n\n![x](bomb.svg)\n")
    (tmp_path / "content" / "bomb.svg").write_bytes(svg(BOMBS["use"]))
    course, _ = load_course(tmp_path)
    _, problems = load_session(course, tmp_path / "content" / "a.md")
    told = [str(problem) for problem in problems]
    assert any("content/a.md:5" in one and "too long" in one for one in told), told
