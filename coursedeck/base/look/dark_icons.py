"""Icons that are drawn in black or grey for white paper, in light ink on a dark background."""

from __future__ import annotations

import io
from functools import lru_cache

from coursedeck.base.look.contrast import channels, contrast
from coursedeck.model.graph import Icon
from coursedeck.model.values import replace

_SEEN = 3.0
"""Contrast of a picture with its background (WCAG 2.2, 1.4.11)."""
_COLORFUL = 40
"""Difference of the channels, of 255, from which a pixel has a hue."""


def light_icon(icon: Icon, behind: str, ink: str) -> Icon:
    """`icon`, or the same in `ink` if it is grey all over and could hardly be seen; other pictures stay.

    `behind` and `ink` are ``#rrggbb``.
    """
    if icon.media_type != "image/png":
        return icon
    data = _recoloured(icon.data, behind, ink)
    return icon if data is None else replace(icon, data=data)


@lru_cache(maxsize=256)
def _recoloured(data: bytes, behind: str, ink: str) -> bytes | None:
    """The picture in one ink, as dense as it was dark; None where it is to stay."""
    from PIL import Image, ImageChops, ImageStat  # noqa: PLC0415 - only dark decks with icons pay for it

    try:
        picture = Image.open(io.BytesIO(data)).convert("RGBA")
    except (OSError, ValueError):
        return None
    red, green, blue, alpha = picture.split()
    spread = ImageChops.subtract(
        ImageChops.lighter(ImageChops.lighter(red, green), blue), ImageChops.darker(ImageChops.darker(red, green), blue)
    )
    grey = picture.convert("L")
    if not alpha.getbbox() or ImageStat.Stat(spread, alpha).mean[0] > _COLORFUL:
        return None
    tone = round(ImageStat.Stat(grey, alpha).mean[0])
    if contrast(f"#{tone:02x}{tone:02x}{tone:02x}", behind) >= _SEEN:
        return None
    density = ImageChops.multiply(ImageChops.invert(grey), alpha)
    drawn = Image.new("RGBA", picture.size, tuple(round(255 * channel) for channel in channels(ink)))
    drawn.putalpha(density)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
