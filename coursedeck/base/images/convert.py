"""Raster formats of phones, browsers and scanners turned into PNG or JPEG, upright and in RGB."""

from __future__ import annotations

import io
import math
import warnings
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from coursedeck.base.images.drawing import is_heavy, svg_as_png
from coursedeck.base.images.vector import is_svg, sized_svg
from coursedeck.model.problem import MissingProgramError

if TYPE_CHECKING:
    from PIL import Image

_HELD = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
"""What every office program shows (of ECMA-376 part 1, 15.2.14), and browsers too."""

_PHOTOGRAPHS = frozenset({"JPEG", "MPO", "WEBP", "AVIF", "HEIF", "JPEG2000"})
"""Formats whose opaque pictures become JPEG: as PNG a photograph takes ten times the room."""

_ORIENTATION = 0x0112
"""EXIF tag; office programs show the pixels as they are stored."""

_PAGE_SCALE = 3.0
"""Pixels of a point of a PDF's page (216 dpi), and most pixels of its longer side."""
_PAGE_PIXELS = 4000

MOST_PICTURE = 200 * 2**20
"""Bytes of a picture's file."""

_TRIAL = 400
"""Pixels of the width in which a drawing is tried."""

MOST_PIXELS = 100_000_000
"""Larger pictures are refused before they are unpacked: they would take gigabytes of memory."""


class UnreadableImageError(ValueError):
    """Bytes that are no picture that can be read; the message says why, and what to do."""


class ImageFile(Struct, frozen=True):
    """A picture as decks and pages hold it; an SVG's `width` and `height` are in its own units, others' in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read_image_file(data: bytes) -> ImageFile:
    """The picture in a file's bytes: unchanged where decks can hold it as it is, else converted.

    Raises `UnreadableImageError`.
    """
    if data.startswith(b"%PDF-"):
        return _first_page(data)
    if is_svg(data):
        svg, width, height = sized_svg(data)
        return ImageFile(svg, "image/svg+xml", width, height)
    _register_decoders()
    from PIL import Image  # noqa: PLC0415 - only sessions with pictures pay for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `MOST_PIXELS` is the limit here
            with Image.open(io.BytesIO(data)) as picture:
                return _read(picture, data)
    except Image.DecompressionBombError as problem:
        raise UnreadableImageError(_too_large()) from problem
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, ArithmeticError, LookupError) as problem:
        if isinstance(problem, UnreadableImageError):
            raise
        raise UnreadableImageError(_why(data)) from problem


def drawing_fault(picture: ImageFile) -> str | None:
    """Why a drawing that may take long cannot be drawn; None where it can, or is no such."""
    if picture.media_type != "image/svg+xml" or not is_heavy(picture.data):
        return None
    try:
        svg_as_png(picture.data, _TRIAL)
    except ValueError as fault:
        return str(fault)
    except MissingProgramError:  # said where it is needed
        return None
    return None


def _first_page(data: bytes) -> ImageFile:
    """The first page of a PDF, as LaTeX courses keep their figures."""
    import pypdfium2  # noqa: PLC0415 - few sessions have such pictures

    try:
        page = pypdfium2.PdfDocument(data)[0]
        scale = min(_PAGE_SCALE, _PAGE_PIXELS / max(page.get_size()))
        picture = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError) as problem:
        message = "a PDF that cannot be read: save the page as SVG or PNG"
        raise UnreadableImageError(message) from problem
    written = io.BytesIO()
    picture.convert("RGB").save(written, "PNG")
    return ImageFile(written.getvalue(), "image/png", picture.width, picture.height)


def _read(picture: Image.Image, data: bytes) -> ImageFile:
    if picture.width * picture.height > MOST_PIXELS:
        raise UnreadableImageError(_too_large())
    media_type = _HELD.get(picture.format or "")
    picture.load()  # a damaged file says so here, and not in front of the audience
    upright = picture.getexif().get(_ORIENTATION, 1) == 1
    plain = picture.mode in {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
    if media_type and upright and plain:
        return ImageFile(data, media_type, picture.width, picture.height)
    return _converted(picture)


def _converted(picture: Image.Image) -> ImageFile:
    from PIL.ImageOps import exif_transpose  # noqa: PLC0415 - slow to import

    photograph = picture.format in _PHOTOGRAPHS
    turned = _in_rgb(exif_transpose(picture))
    written = io.BytesIO()
    if photograph and turned.mode == "RGB":
        turned.save(written, "JPEG", quality=90, optimize=True)
        return ImageFile(written.getvalue(), "image/jpeg", turned.width, turned.height)
    turned.save(written, "PNG")
    return ImageFile(written.getvalue(), "image/png", turned.width, turned.height)


def _in_rgb(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where there is transparency; 16-bit and floating-point samples are scaled to 8 bits."""
    if picture.mode in {"I;16", "I;16B", "I;16L", "I;16N", "I", "F"}:
        _, high = picture.convert("F").getextrema()
        most = _depth(high) if isinstance(high, float) and math.isfinite(high) else 1.0
        return picture.convert("F").point(lambda value: value * (255 / most)).convert("L").convert("RGB")
    transparent = picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def _depth(highest: float) -> float:
    """The largest value that samples of this size can have."""
    return 1.0 if highest <= 1 else 255.0 if highest <= 255 else 65535.0 if highest <= 65535 else highest


@lru_cache(maxsize=1)
def _register_decoders() -> None:
    """HEIC, where the package `pillow-heif` is installed; AVIF and WebP come with Pillow."""
    if find_spec("pillow_heif") is not None:
        import_module("pillow_heif").register_heif_opener()


def _why(data: bytes) -> str:
    """What a file that cannot be read is, as far as its first bytes tell."""
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        return "a HEIC photograph: install its decoder (pip install pillow-heif), or save it as JPEG"
    if not data:
        return "the file is empty: save the picture again"
    if data.startswith(b"version https://git-lfs"):
        return "a pointer of Git LFS: run `git lfs pull`"
    if data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "a web page and no picture: download the picture itself"
    return "no known format, or damaged: save it as PNG, JPEG or SVG"


def _too_large() -> str:
    return f"it has more than {MOST_PIXELS // 1_000_000} million pixels: save it smaller"
