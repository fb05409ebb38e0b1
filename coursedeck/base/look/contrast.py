"""How well one colour is seen on another. Colours are six hex digits, with or without ``#``."""

from __future__ import annotations

from functools import lru_cache

READABLE = 4.5
"""Contrast that text needs on its ground (WCAG 2.2, 1.4.3)."""
_SPARE = 1.06


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """Ratio of two colours, 1 to 21 (WCAG 2.2, contrast ratio).

    >>> contrast("000000", "#FFFFFF"), contrast("336699", "336699")
    (21.0, 1.0)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1.

    >>> channels("#ff0033")
    (1.0, 0.0, 0.2)
    """
    digits = color.removeprefix("#")
    red, green, blue = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def linear(channel: float) -> float:
    """A channel as light, which adds up: without the curve that sRGB stores it with (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = map(linear, channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def over(color: str, ground: str) -> str:
    """``#rrggbb`` that a colour with an alpha channel (``#rrggbbaa``) gives on an opaque ground.

    >>> over("#ff000080", "#ffffff"), over("#123456", "#ffffff")
    ('#ff7f7f', '#123456')
    """
    if len(color) != 9:
        return color
    alpha = int(color[7:], 16) / 255
    mixed = (
        round(255 * (above * alpha + below * (1 - alpha)))
        for above, below in zip(channels(color), channels(ground), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def readable(color: str, ground: str, least: float = READABLE) -> str:
    """`color`, made lighter or darker in its own hue as far as it must be to have a contrast of `least` on `ground`.

    What is changed gets a little more: shades of a theme's colours, which replace it in decks, are not exact.

    >>> readable("#c0c0c0", "#ffffff"), readable("#1f2933", "#ffffff"), readable("#3b6fb6", "#101018")
    ('#727272', '#1f2933', '#5482bf')
    """
    if contrast(color, ground) >= least:
        return color
    target = "#ffffff" if contrast("#ffffff", ground) > contrast("#000000", ground) else "#000000"
    low, high = 0.0, 1.0
    for _ in range(10):
        middle = (low + high) / 2
        if contrast(_mixed(color, target, middle), ground) >= _SPARE * least:
            high = middle
        else:
            low = middle
    return _mixed(color, target, high)


def _mixed(color: str, other: str, share: float) -> str:
    pairs = zip(channels(color), channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (own * (1 - share) + theirs * share)):02x}" for own, theirs in pairs)
