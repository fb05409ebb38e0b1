"""Shared by the scripts of this folder: build the bundled course, and render slides of decks.

LibreOffice converts a deck to PDF, PDFium renders the PDF. `make setup-test` installs both.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "pictures"

# Python puts the script's folder on the path, not the project's
sys.path.insert(0, str(ROOT))

from coursedeck.model.deck_file import DeckFile  # noqa: E402 - after the path is set
from coursedeck.review.render.office import to_pdf  # noqa: E402
from coursedeck.review.unpack import read_deck  # noqa: E402

SESSION = "week_01/day_02/session_2"
"""Path of the bundled session below ``content/`` and in the output, without suffix."""

_GAP = 16
_BACKGROUND = "#d9dde3"
_FRAME = "#b4bac4"


class Deck:
    """A .pptx whose slides can be rendered; raises KeyError if LibreOffice cannot open it."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self.file: DeckFile = read_deck(data)
        self._pdf = pypdfium2.PdfDocument(to_pdf({"deck": data})["deck"])

    def picture(self, number: int, width: int) -> Image.Image:
        """The slide with this number, `width` pixels wide."""
        page = self._pdf[number - 1]
        fine: Image.Image = page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB")
        return fine.resize((width, round(width * page.get_height() / page.get_width())), Image.Resampling.LANCZOS)

    def number(self, slide: str) -> int:
        """Number of the slide with this id."""
        return next(found.number for found in self.file.slides if found.id == slide)


@contextmanager
def built_course() -> Iterator[Path]:
    """Build the bundled course into a temporary folder."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        subprocess.run([sys.executable, str(ROOT / "build.py"), "--quiet", "--output", folder], check=True)
        yield Path(folder)


def sheet(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    """A contact sheet: pictures of the same size in rows of `columns`, each with a thin frame."""
    width, height = pictures[0].width, max(picture.height for picture in pictures)
    rows = -(-len(pictures) // columns)
    size = (columns * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP)
    whole = Image.new("RGB", size, _BACKGROUND)
    for place, picture in enumerate(pictures):
        row, column = divmod(place, columns)
        left, top = _GAP + column * (width + _GAP), _GAP + row * (height + _GAP)
        whole.paste(_FRAME, (left - 1, top - 1, left + width + 1, top + picture.height + 1))
        whole.paste(picture, (left, top))
    return whole


def scaled_down(picture: Image.Image, width: int) -> Image.Image:
    """A picture on a white background, at most `width` pixels wide."""
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    if flat.width <= width:
        return flat
    return flat.resize((width, round(flat.height * width / flat.width)), Image.Resampling.LANCZOS)


def save(picture: Image.Image, path: Path, say: Callable[[str], None] = print) -> None:
    """Write a picture as PNG with 128 colours, enough for slides, to keep files small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    say(f"{path.relative_to(ROOT)}: {picture.width} × {picture.height}, {path.stat().st_size // 1024} KB")
