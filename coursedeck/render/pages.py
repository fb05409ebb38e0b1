"""Pages of a PDF as pictures and glyphs, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from coursedeck.model.rendering import GlyphRun
from coursedeck.model.units import PIXELS_PER_POINT, Box

_NAME = 128
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_AROUND = 2
"""Pixels around glyphs that count as their ground."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page at 96 dpi, with its glyphs."""

    picture: Image.Image
    runs: tuple[GlyphRun, ...]


@dataclass(frozen=True, slots=True)
class _Glyph:
    character: str
    box: Box
    style: tuple[str, float, str]
    """Font, size and ink."""


def pages(pdf: bytes) -> Iterator[RenderedPage]:
    """The pages of a PDF, one after the other; nothing where it cannot be read."""
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
    """PDFium counts in UTF-16: a character beyond U+FFFF comes in two halves, of which the first has the box."""
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
        boxes = tuple(_rounded(glyph.box) for glyph in some)
        yield GlyphRun("".join(glyph.character for glyph in some), boxes, font, size, ink, _ground(picture, boxes, ink))


def _rounded(box: Box) -> Box:
    return Box(round(box.left, 1), round(box.top, 1), round(box.width, 1), round(box.height, 1))


def _ground(picture: Image.Image, boxes: tuple[Box, ...], ink: str) -> str:
    """The commonest colour around and between glyphs that is not their own."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    edges = (left * PIXELS_PER_POINT - _AROUND, top * PIXELS_PER_POINT - _AROUND,
             right * PIXELS_PER_POINT + _AROUND, bottom * PIXELS_PER_POINT + _AROUND)  # fmt: skip
    area = (max(0, round(edges[0])), max(0, round(edges[1])),
            min(picture.width, round(edges[2])), min(picture.height, round(edges[3])))  # fmt: skip
    if area[0] >= area[2] or area[1] >= area[3]:
        return ink
    part = picture.crop(area)
    counted = sorted(part.getcolors(part.width * part.height) or (), reverse=True)
    colours = [f"{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}" for _, colour in counted if isinstance(colour, tuple)]
    return next((colour for colour in colours if not _alike(colour, ink)), ink)


def _alike(one: str, other: str) -> bool:
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 2 for at in (0, 2, 4))
