"""Open a deck with every other reader that this interpreter has, and hold what each draws against LibreOffice.

    make readers DECK=output/en/week_01/intro.pptx READERS_PYTHON=/path/to/an/environment/bin/python

Viewers of npm are taken from the folder ``node_modules`` that READERS_NODE names, and drawn with Chromium.

Prints a row for each reader: pages, the share of the deck's words that it shows, how far its pictures differ from
LibreOffice's, in percent of full contrast, and how many words stand more than 2 points outside their boxes, of those
that can be measured. Readers that are not installed, or fail, are named.
"""

from __future__ import annotations

import base64
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from pptx import Presentation

GRID = (96, 54)
"""Pixels to which pages are made smaller before they are compared: letters may be drawn a little differently."""
LIMIT = 600
"""Seconds that a reader may take."""
SETTLED = 1500
"""Milliseconds that a viewer in the browser gets for pictures after it says that it is done."""
OUTSIDE = 2.0
"""Points that words may stand outside their boxes, since readers have fonts of their own."""


def spire(deck: Path, pdf: Path) -> None:
    """Spire.Presentation, which draws ten pages in evaluation."""
    from spire.presentation import FileFormat  # noqa: PLC0415 - installed apart
    from spire.presentation import Presentation as SpirePresentation  # noqa: PLC0415

    opened = SpirePresentation()
    opened.LoadFromFile(str(deck))
    opened.SaveToFile(str(pdf), FileFormat.PDF)
    opened.Dispose()


def aspose(deck: Path, pdf: Path) -> None:
    """Aspose.Slides, with a line across every page in evaluation."""
    from aspose import slides  # noqa: PLC0415 - installed apart

    with slides.Presentation(str(deck)) as opened:
        opened.save(str(pdf), slides.export.SaveFormat.PDF)


PREVIEW = """async ([data, width, height]) => {
  const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0)).buffer;
  await pptxPreview.init(document.getElementById("all"), {width, height}).preview(bytes);
}"""
ONE_A_PAGE = """
  body { margin: 0 } .pptx-preview-wrapper { height: auto !important; overflow: visible !important }
  .pptx-preview-slide-wrapper { margin: 0 !important; break-after: page; break-inside: avoid }
"""


def pptx_preview(deck: Path, pdf: Path) -> None:
    """pptx-preview, a viewer in the browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - installed apart

    script = node_modules() / "pptx-preview" / "dist" / "pptx-preview.umd.js"
    size = Presentation(str(deck))
    width, height = (round((side or 0) / 9525) for side in (size.slide_width, size.slide_height))
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content('<body><div id="all"></div></body>')
        page.add_script_tag(content=script.read_text())
        page.add_style_tag(content=ONE_A_PAGE)
        page.evaluate(PREVIEW, [base64.b64encode(deck.read_bytes()).decode(), width, height])
        page.wait_for_timeout(SETTLED)
        page.pdf(path=str(pdf), width=f"{width}px", height=f"{height}px", print_background=True)
        browser.close()


def node_modules() -> Path:
    """The folder of npm's packages."""
    return Path(os.environ.get("READERS_NODE", "node_modules"))


def libreoffice(deck: Path, pdf: Path) -> None:
    """LibreOffice, the reference."""
    office = shutil.which("soffice") or "soffice"
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation=file://{work}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", work, str(deck)]
        subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
        shutil.move(f"{work}/{deck.stem}.pdf", pdf)


def markitdown(deck: Path) -> str:
    """markitdown, which reads words, tables and notes."""
    from markitdown import MarkItDown  # noqa: PLC0415 - installed apart

    return str(MarkItDown().convert(str(deck)).text_content)


def docling(deck: Path) -> str:
    """docling's reader of decks by itself, which needs none of its models (docling-slim)."""
    from docling.backend.mspowerpoint_backend import (  # noqa: PLC0415 - installed apart
        MsPowerpointDocumentBackend,
    )
    from docling.datamodel.base_models import InputFormat  # noqa: PLC0415
    from docling.datamodel.document import InputDocument  # noqa: PLC0415

    kind = MsPowerpointDocumentBackend
    opened = InputDocument(path_or_stream=deck, format=InputFormat.PPTX, backend=kind)
    return str(kind(opened, deck).convert().export_to_markdown())


DRAWING: dict[str, Callable[[Path, Path], None]] = {
    "spire.presentation": spire,
    "aspose.slides": aspose,
    "pptx-preview": pptx_preview,
}
READING: dict[str, Callable[[Path], str]] = {"markitdown": markitdown, "docling-slim": docling}
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top-left corner of the slide."""


def words(text: str) -> set[str]:
    """The words of a text that are long enough to be told from chance."""
    return {word.casefold() for word in re.findall(r"\w{3,}", text)}


def deck_words(deck: Path) -> list[set[str]]:
    """The words of each slide, figures and tables included."""
    found = []
    for slide in Presentation(str(deck)).slides:
        nodes = slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
        found.append(words(" ".join(node.text or "" for node in nodes)))
    return found


def page_texts(pdf: Path) -> list[set[str]]:
    """The words of each page of a PDF."""
    return [words(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(str(pdf))]


def page_pictures(pdf: Path) -> list[bytes]:
    """Each page in grey on a coarse grid."""
    pages = pypdfium2.PdfDocument(str(pdf))
    return [page.render(scale=1).to_pil().convert("L").resize(GRID).tobytes() for page in pages]


def deck_boxes(deck: Path) -> list[dict[str, Edges]]:
    """For each slide, the boxes of words that stand once on it, in shapes that are in no group."""
    found = []
    for slide in Presentation(str(deck)).slides:
        held: dict[str, Edges] = {}
        nodes = slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
        counted = Counter(re.findall(r"\w{4,}", " ".join(node.text or "" for node in nodes)))
        for shape in slide.shapes:
            if shape.has_text_frame and shape.width:
                edges = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
                left, top, right, bottom = (edge / 12700 for edge in edges)
                words_of = re.findall(r"\w{4,}", shape.text_frame.text)
                held |= {word: (left, top, right, bottom) for word in words_of if counted[word] == 1}
        found.append(held)
    return found


def outside(pdf: Path, wanted: Sequence[dict[str, Edges]]) -> str:
    """How many words are drawn outside their boxes, of how many that were found once on their pages."""
    measured = beyond = 0
    for page, boxes in zip(pypdfium2.PdfDocument(str(pdf)), wanted, strict=False):
        drawn, height = page.get_textpage(), page.get_height()
        for word, (left, top, right, bottom) in boxes.items():
            search = drawn.search(word, match_case=True, match_whole_word=True)
            place, second = search.get_next(), search.get_next()
            if place is None or second is not None:
                continue
            marks = [drawn.get_charbox(place[0] + at) for at in range(place[1])]
            over = max(
                left - min(one[0] for one in marks),
                max(one[2] for one in marks) - right,
                top - (height - max(one[3] for one in marks)),
                height - min(one[1] for one in marks) - bottom,
            )
            measured, beyond = measured + 1, beyond + (over > OUTSIDE)
    return f"{beyond} of {measured}"


def share(shown: Sequence[set[str]], wanted: Sequence[set[str]]) -> float:
    """The share of the words of the slides that were drawn which are found on their pages."""
    pairs = list(zip(shown, wanted, strict=False))
    total = sum(len(own) for _, own in pairs)
    return sum(len(own & page) for page, own in pairs) / total if total else 1.0


def apart(one: Sequence[bytes], other: Sequence[bytes]) -> float:
    """Mean difference of pictures, 0 to 1."""
    pairs = list(zip(one, other, strict=False))
    points = [abs(a - b) for left, right in pairs for a, b in zip(left, right, strict=True)]
    return sum(points) / len(points) / 255 if points else 0.0


def version(package: str) -> str:
    """The installed version of a package of Python or npm, empty for none."""
    described = node_modules() / package / "package.json"
    if described.is_file():
        return str(json.loads(described.read_text())["version"])
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def main() -> None:
    """Print the table for the deck that is named."""
    deck = Path(sys.argv[1])
    wanted, boxes = deck_words(deck), deck_boxes(deck)
    row = "{:<26} {:>6} {:>8} {:>12} {:>12}".format
    print(row("reader", "pages", "words", "difference", "outside"))
    with tempfile.TemporaryDirectory() as work:
        reference = Path(work) / "libreoffice.pdf"
        libreoffice(deck, reference)
        usual = page_pictures(reference)
        said = f"{share(page_texts(reference), wanted):.1%}"
        print(row("libreoffice", len(usual), said, "-", outside(reference, boxes)))
        for name, draw in DRAWING.items():
            if not version(name):
                print(row(name, "-", "-", "not here", "-"))
                continue
            pdf = Path(work) / f"{name}.pdf"
            try:
                draw(deck, pdf)
                pictures, texts = page_pictures(pdf), page_texts(pdf)
            except Exception as failure:
                print(row(f"{name} {version(name)}", "-", "-", f"failed: {str(failure).splitlines()[0][:60]}", "-"))
                continue
            said, difference = f"{share(texts, wanted):.1%}", f"{apart(pictures, usual):.1%}"
            print(row(f"{name} {version(name)}", len(pictures), said, difference, outside(pdf, boxes)))
    everything = set().union(*wanted)
    for name, read in READING.items():
        if version(name):
            found = words(read(deck))
            print(row(f"{name} {version(name)}", len(wanted), f"{share([found], [everything]):.1%}", "-", "-"))
        else:
            print(row(name, "-", "-", "not here", "-"))


if __name__ == "__main__":
    main()
