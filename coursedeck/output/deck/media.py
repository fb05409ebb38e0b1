"""Image parts of a deck: one for equal bytes, with no more pixels than the slide shows."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from PIL import Image
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from coursedeck.model.film_types import FILM_TYPES
from coursedeck.model.units import PIXELS_PER_POINT, Points, Size

OVERSAMPLING = 2
"""Pixels kept for each pixel of the slide at 96 dpi, for projectors and zooming."""

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_ORIENTATION = 0x0112
"""EXIF tag; office programs show the pixels as they are stored."""


class MediaStore:
    """Makes image parts, one for equal bytes, numbered in the order in which slides first use them."""

    def __init__(self, package: Any, taken: frozenset[str]) -> None:
        self._package = package
        self._taken = taken
        self._parts: dict[bytes, Any] = {}
        self._scaled: dict[tuple[bytes, int], tuple[bytes, str]] = {}
        self._number = 0
        self._charts = 0
        self._films = 0

    def part(self, data: bytes, media_type: str) -> Any:
        """The image part that holds `data`."""
        if data not in self._parts:
            self._parts[data] = Part(PackURI(self._free_name(_ENDINGS[media_type])), media_type, self._package, data)
        return self._parts[data]

    def film_part(self, data: bytes, path: str) -> Any:
        """The part that holds a film or recording, with the media type that its name tells."""
        if data not in self._parts:
            ending = PurePosixPath(path).suffix.lower()
            self._films += 1
            name = PackURI(f"/ppt/media/media{self._films}{ending}")
            self._parts[data] = Part(name, FILM_TYPES.get(ending, "video/unknown"), self._package, data)
        return self._parts[data]

    def next_chart(self) -> int:
        """A number for the parts of the next chart."""
        self._charts += 1
        return self._charts

    def scaled(self, data: bytes, drawn: Size) -> tuple[bytes, str]:
        """A raster picture and its media type, made smaller where it has more pixels than `drawn` (points) needs.

        Raises ValueError where the bytes are no picture that can be read.
        """
        key = (data, round(drawn.width))
        if key not in self._scaled:
            self._scaled[key] = fitting_raster(data, drawn)
        return self._scaled[key]

    def derived(self, data: bytes, purpose: int, make: Callable[[], bytes]) -> bytes:
        """A PNG made from `data` once; `purpose` tells several of the same source apart, e.g. a width."""
        key = (data, -purpose)
        if key not in self._scaled:
            self._scaled[key] = make(), "image/png"
        return self._scaled[key][0]

    def _free_name(self, ending: str) -> str:
        while True:
            self._number += 1
            name = f"/ppt/media/image{self._number}.{ending}"
            if name not in self._taken:
                return name


def pixels(length: Points) -> int:
    """Pixels to keep for a length on the slide."""
    return max(1, round(length * PIXELS_PER_POINT * OVERSAMPLING))


def fitting_raster(data: bytes, drawn: Size) -> tuple[bytes, str]:
    """PNG, JPEG and GIF unchanged unless too large for `drawn` (points) or rotated by EXIF; other formats as PNG.

    Raises ValueError where the bytes are no readable picture.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            media_type = _FORMATS.get(picture.format or "")
            limit = pixels(drawn.width), pixels(drawn.height)
            turned = picture.getexif().get(_ORIENTATION, 1) != 1
            if media_type and not turned and (picture.width <= limit[0] or picture.height <= limit[1]):
                picture.load()
                return data, media_type
            # slow to import, and needed for oversized and turned pictures alone
            from PIL.ImageOps import exif_transpose  # noqa: PLC0415

            return _smaller(exif_transpose(picture), limit, media_type == "image/jpeg")
    except (OSError, SyntaxError, Image.DecompressionBombError) as problem:
        raise ValueError(f"no readable picture: {problem}") from problem


def _smaller(picture: Image.Image, limit: tuple[int, int], photo: bool) -> tuple[bytes, str]:
    plain = picture.convert("RGB" if photo else "RGBA")
    plain.thumbnail(limit, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    if photo:
        plain.save(written, "JPEG", quality=88, optimize=True)
        return written.getvalue(), "image/jpeg"
    plain.save(written, "PNG")
    return written.getvalue(), "image/png"
