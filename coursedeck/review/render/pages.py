"""Pages of a PDF as pictures and glyphs, by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from PIL import Image

from coursedeck.model.rendering import GlyphRun
from coursedeck.model.units import PIXELS_PER_POINT, Box

_NAME = 128
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_AROUND = 2
"""Pixels around glyphs that are sampled for the background colour."""
_MOST, _SOME = 0.35, 0.08
"""Shares of the sampled pixels: a background colour has at least the first; above the second, others count too."""


class RenderedPage(Struct, frozen=True):
    """A page at 96 dpi, with its glyphs."""

    picture: Image.Image
    runs: tuple[GlyphRun, ...]


class _Glyph(Struct, frozen=True):
    character: str
    box: Box
    style: tuple[str, float, str]
    """Font, size and ink."""


def pages(pdf: bytes) -> Iterator[RenderedPage]:
    """The pages of a PDF in order; none if it cannot be read."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return
    for page in document:
        picture = page.render(scale=PIXELS_PER_POINT).to_pil().convert("RGB")
        glyphs = list(_glyphs(page))
        yield RenderedPage(picture, tuple(_runs(glyphs, picture)))
        page.close()
    document.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[_Glyph]:
    text, height = page.get_textpage(), page.get_height()
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())]
    for index, unit in enumerate(codes):
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or unit <= 32 or unit in _LOW:
            continue
        follower = codes[index + 1] if index + 1 < len(codes) else 0
        code = _joined(unit, follower) if unit in _HIGH else unit
        left, bottom, right, top = text.get_charbox(index)
        if right - left < 0.01 and top - bottom < 0.01:
            continue
        box = Box(left, height - top, right - left, top - bottom)
        yield _Glyph(chr(code), box, _style(text, index))
    text.close()


def _joined(high: int, low: int) -> int:
    """The code point of a UTF-16 surrogate pair: PDFium counts in UTF-16, and the first unit has the box."""
    return 0x10000 + ((high - _HIGH.start) << 10) + (low - _LOW.start) if low in _LOW else 0xFFFD


def _style(text: pypdfium2.PdfTextPage, index: int) -> tuple[str, float, str]:
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, _NAME, flags)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    size = round(pdfium.FPDFText_GetFontSize(text, index), 1)
    family = name.value.decode(errors="replace").rpartition("+")[2]
    return family, size, f"{red.value:02X}{green.value:02X}{blue.value:02X}"


def _runs(glyphs: list[_Glyph], picture: Image.Image) -> Iterator[GlyphRun]:
    for style, group in groupby(glyphs, key=lambda glyph: (glyph.style, round(glyph.box.bottom / glyph.style[1]))):
        some = list(group)
        (font, size, ink), _ = style
        boxes = [_rounded(glyph.box) for glyph in some]
        placed = list(zip(some, boxes, _grounds(picture, boxes, ink), strict=True))
        for ground, alike in groupby(placed, key=itemgetter(2)):
            part = list(alike)
            text = "".join(glyph.character for glyph, _, _ in part)
            yield GlyphRun(text, tuple(box for _, box, _ in part), font, size, ink, ground)


def _rounded(box: Box) -> Box:
    return Box(round(box.left, 1), round(box.top, 1), round(box.width, 1), round(box.height, 1))


def _grounds(picture: Image.Image, boxes: Sequence[Box], ink: str) -> list[str]:
    """Background colour of each glyph: one for all if the surroundings are nearly uniform, else sampled by glyph."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    counted = _colours(picture, Box(left, top, right - left, bottom - top), _AROUND)
    whole = sum(count for count, _ in counted)
    others = [(count, colour) for count, colour in counted if not _alike(colour, ink)]
    if counted and not others:
        return [ink] * len(boxes)
    if others and others[0][0] >= _MOST * whole and all(count < _SOME * whole for count, _ in others[1:]):
        return [others[0][1]] * len(boxes)
    return [_ground(picture, box, ink) for box in boxes]


def _ground(picture: Image.Image, box: Box, ink: str) -> str:
    """Median colour of strips above and below a glyph; empty outside the slide.

    The strips keep a distance from the glyph's antialiased edge; left and right of it are other glyphs.
    """
    gap = 2 / PIXELS_PER_POINT
    over = Box(box.left, box.top - 2 * gap, box.width, gap)
    under = Box(box.left, box.bottom + gap, box.width, gap)
    counted = [one for strip in (over, under) for one in _colours(picture, strip, 0)]
    colours = sorted((_light(colour), count, colour) for count, colour in counted if not _alike(colour, ink))
    half = sum(count for _, count, _ in colours) / 2
    for _, count, colour in colours:
        half -= count
        if half <= 0:
            return colour
    return ink if counted else ""


def _colours(picture: Image.Image, box: Box, around: int) -> list[tuple[int, str]]:
    """Pixel count and colour in a box (points) extended by `around` pixels, most frequent first."""
    left, top = round(box.left * PIXELS_PER_POINT - around), round(box.top * PIXELS_PER_POINT - around)
    right, bottom = round(box.right * PIXELS_PER_POINT + around), round(box.bottom * PIXELS_PER_POINT + around)
    area = (max(0, left), max(0, top), min(picture.width, max(right, left + 1)), min(picture.height, bottom))
    if area[0] >= area[2] or area[1] >= area[3]:
        return []
    part = picture.crop(area)
    counted = sorted(part.getcolors(part.width * part.height) or (), reverse=True)
    return [(count, f"{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}") for count, colour in counted
            if isinstance(colour, tuple)]  # fmt: skip


def _light(colour: str) -> int:
    """Approximate luminance, to order colours."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 2 * red + 5 * green + blue


def _alike(one: str, other: str) -> bool:
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 2 for at in (0, 2, 4))
