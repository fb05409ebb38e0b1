"""Whether a raster picture is a photograph, rather than a diagram, a chart or what a screen shows.

Those have few colours, in areas of exactly one; what a camera sees has many, and hardly two neighbours alike.
"""

from __future__ import annotations

import io
from collections import Counter

SAMPLE = 96
"""Places across and down that are looked at."""

MOST_OF_ONE = 0.3
"""Share of the places that may have one colour, and shades that cannot be told from it."""

MOST_EXACTLY_ONE = 0.12
"""The same of exactly one colour, as a form on a photograph has."""

LEAST_COLOURS = 90
"""Colours that must be seen, of the 4,096 that 4 bits a channel tell apart."""

MOST_PALE = 0.5
"""Share of the places along the rim that may be nearly white: the ground of a drawing."""

_PALE = 240
_OPAQUE = 255
_BITS = 4


def is_photograph(data: bytes) -> bool:
    """Whether a raster picture looks like a photograph; drawings, and what cannot be read, do not."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few sessions have a picture that may fill a slide

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.mode in {"1", "L", "P", "LA"} or "transparency" in image.info:
                return False
            image.draft("RGB", (4 * SAMPLE, 4 * SAMPLE))  # JPEG alone: what is not looked at need not be decoded
            if image.mode == "RGBA" and image.getchannel("A").getextrema() != (_OPAQUE, _OPAQUE):
                return False
            # places are picked rather than averaged, which would make shades that are not there
            sample = image.convert("RGB").resize((SAMPLE, SAMPLE), Image.Resampling.NEAREST)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return False
    flat = iter(sample.tobytes())
    pixels = list(zip(flat, flat, flat, strict=True))
    return _is_varied(pixels) and not _is_framed_in_white(pixels)


def _is_varied(pixels: list[tuple[int, int, int]]) -> bool:
    seen = Counter(tuple(channel >> (8 - _BITS) for channel in pixel) for pixel in pixels)
    if Counter(pixels).most_common(1)[0][1] > MOST_EXACTLY_ONE * len(pixels):
        return False
    return len(seen) >= LEAST_COLOURS and seen.most_common(1)[0][1] <= MOST_OF_ONE * len(pixels)


def _is_framed_in_white(pixels: list[tuple[int, int, int]]) -> bool:
    rows = [pixels[start : start + SAMPLE] for start in range(0, len(pixels), SAMPLE)]
    rim = [*rows[0], *rows[-1], *(row[0] for row in rows), *(row[-1] for row in rows)]
    return sum(min(pixel) >= _PALE for pixel in rim) > MOST_PALE * len(rim)
