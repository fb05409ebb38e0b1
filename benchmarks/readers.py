"""Open a deck with every other reader that this interpreter has, and hold what each draws against LibreOffice.

    make readers DECK=output/en/week_01/intro.pptx READERS_PYTHON=/path/to/an/environment/bin/python

Prints a row for each reader: pages, the share of the deck's words that it shows, and how far its pictures differ from
LibreOffice's, in percent of full contrast. Readers that are not installed, or fail, are named.
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from pptx import Presentation

GRID = (96, 54)
"""Pixels to which pages are made smaller before they are compared: letters may be drawn a little differently."""
LIMIT = 600
"""Seconds that a reader may take."""


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
    """docling, the same."""
    from docling.document_converter import DocumentConverter  # noqa: PLC0415 - installed apart

    return str(DocumentConverter().convert(str(deck)).document.export_to_markdown())


DRAWING: dict[str, Callable[[Path, Path], None]] = {"spire.presentation": spire, "aspose.slides": aspose}
READING: dict[str, Callable[[Path], str]] = {"markitdown": markitdown, "docling": docling}


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
    """The installed version of a package, empty for none."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def main() -> None:
    """Print the table for the deck that is named."""
    deck = Path(sys.argv[1])
    wanted = deck_words(deck)
    row = "{:<24} {:>6} {:>8} {:>12}".format
    print(row("reader", "pages", "words", "difference"))
    with tempfile.TemporaryDirectory() as work:
        reference = Path(work) / "libreoffice.pdf"
        libreoffice(deck, reference)
        usual = page_pictures(reference)
        print(row("libreoffice", len(usual), f"{share(page_texts(reference), wanted):.1%}", "-"))
        for name, draw in DRAWING.items():
            if not version(name):
                print(row(name, "-", "-", "not here"))
                continue
            pdf = Path(work) / f"{name}.pdf"
            try:
                draw(deck, pdf)
                pictures, texts = page_pictures(pdf), page_texts(pdf)
            except Exception as failure:
                print(row(f"{name} {version(name)}", "-", "-", f"failed: {str(failure).splitlines()[0][:60]}"))
                continue
            difference = f"{apart(pictures, usual):.1%}"
            print(row(f"{name} {version(name)}", len(pictures), f"{share(texts, wanted):.1%}", difference))
    everything = set().union(*wanted)
    for name, read in READING.items():
        if version(name):
            found = words(read(deck))
            print(row(f"{name} {version(name)}", len(wanted), f"{share([found], [everything]):.1%}", "-"))
        else:
            print(row(name, "-", "-", "not here"))


if __name__ == "__main__":
    main()
