"""What the scripts of this folder share: a build of the bundled course, and slides of decks as pictures.

LibreOffice turns a deck into a PDF, PDFium turns the PDF into pictures. `make setup-test` installs both.
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

# a script's own folder is on the path, the project's is not
sys.path.insert(0, str(ROOT))

from coursedeck.model.deck_file import DeckFile  # noqa: E402 - after the path is set
from coursedeck.review.render.office import to_pdf  # noqa: E402
from coursedeck.review.unpack import read_deck  # noqa: E402

SESSION = "week_01/day_02/session_2"
"""The bundled session, below ``content/`` and in what is built."""

_GAP = 16
_AROUND = "#d9dde3"
_FRAME = "#b4bac4"


class Deck:
    """A .pptx with its slides as pictures; empty pictures where LibreOffice cannot open it."""

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
    """The bundled course built into a folder that is removed afterwards."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        subprocess.run([sys.executable, str(ROOT / "build.py"), "--quiet", "--output", folder], check=True)
        yield Path(folder)


def sheet(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    """Pictures of one size side by side, `columns` in a row, each with a thin frame."""
    width, height = pictures[0].width, max(picture.height for picture in pictures)
    rows = -(-len(pictures) // columns)
    size = (columns * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP)
    whole = Image.new("RGB", size, _AROUND)
    for place, picture in enumerate(pictures):
        row, column = divmod(place, columns)
        left, top = _GAP + column * (width + _GAP), _GAP + row * (height + _GAP)
        whole.paste(_FRAME, (left - 1, top - 1, left + width + 1, top + picture.height + 1))
        whole.paste(picture, (left, top))
    return whole


def narrowed(picture: Image.Image, width: int) -> Image.Image:
    """A picture on white, at most `width` pixels wide."""
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    if flat.width <= width:
        return flat
    return flat.resize((width, round(flat.height * width / flat.width)), Image.Resampling.LANCZOS)


def save(picture: Image.Image, path: Path, say: Callable[[str], None] = print) -> None:
    """Write a picture with 128 colours, which slides do not miss and which makes files small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    say(f"{path.relative_to(ROOT)}: {picture.width} × {picture.height}, {path.stat().st_size // 1024} KB")
