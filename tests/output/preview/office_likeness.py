"""How alike the preview of a slide and LibreOffice's picture of it are: pixels, and where lines break."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from coursedeck.app.works.deck import WriteDeck
from coursedeck.review.render.office import to_pdf
from coursedeck.review.render.rendering import shown
from tests.output.preview.preview_pictures import Pictures, own_texts, parsed, plain, squeezed

SCALE = 4 / 3
"""Pixels to a point: 96 dpi."""
FINER = 3
"""Times as many pixels are drawn, so that it does not count to which of them a program moves letters."""
NEAR = 0.7
"""Points by which the baseline of a line may stand elsewhere."""
SHORTEST = 4
"""Letters of a line that is looked for: shorter ones stand in others by chance."""


@dataclass(frozen=True)
class Likeness:
    """A slide, and what is different in its two pictures."""

    slide: str
    difference: float
    """Mean over all pixels and colours, of 100."""
    lines: tuple[str, ...]
    """Those of the preview that LibreOffice breaks or sets otherwise."""
    compared: int
    preview: Image.Image
    office: Image.Image


def likenesses(made: Pictures, browser: Browser) -> Iterator[Likeness]:
    """Every slide of a session; raises MissingProgramError without LibreOffice."""
    data = to_pdf({"deck": shown(made.written(WriteDeck))})["deck"]
    document = pypdfium2.PdfDocument(data)
    size = made.template.size
    across, down = round(size.width * SCALE), round(size.height * SCALE)
    page = browser.new_page(viewport={"width": across, "height": down}, device_scale_factor=FINER)
    for slide, svg, sheet in zip(made.deck.slides, made.svgs, document, strict=True):
        page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:100vw}}</style>{svg}")
        drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize((across, down), Image.Resampling.BOX)
        office = sheet.render(scale=SCALE * FINER).to_pil().convert("RGB").resize((across, down), Image.Resampling.BOX)
        mean = ImageStat.Stat(ImageChops.difference(drawn, office)).mean
        lines = list(_lines(svg))
        there = pdf_lines(sheet)
        off = tuple(line for y, line in lines if not _is_there(line, y, there))
        yield Likeness(slide.id, sum(mean) / len(mean) / 255 * 100, off, len(lines), drawn, office)
    page.close()


def _is_there(line: str, y: float, there: dict[float, str]) -> bool:
    return any(line in other for place, other in there.items() if abs(place - y) < NEAR)


def _lines(svg: str) -> Iterator[tuple[float, str]]:
    """Lines of the slide's own texts with their baselines; office programs place the words of charts as they like."""
    for text in own_texts(parsed(svg)):
        line, group = squeezed(plain(text)), text.getparent()
        if len(line) >= SHORTEST and not (group is not None and group.get("role") == "group"):
            yield float(text.get("y", "")), line


def pdf_lines(page: pypdfium2.PdfPage) -> dict[float, str]:
    """Text by its baseline, from the top."""
    text, height = page.get_textpage(), page.get_height()
    found: dict[float, list[tuple[float, str]]] = {}
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index)).replace("\x02", "-")  # a hyphen that ends a line
        if letter.strip():
            found.setdefault(round(height - y.value, 1), []).append((x.value, letter))
    return {y: "".join(letter for _, letter in sorted(letters)) for y, letters in found.items()}
