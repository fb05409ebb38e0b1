"""How well one colour is seen on another. Colours are six hex digits, with or without ``#``."""

from __future__ import annotations

READABLE = 4.5
"""Contrast that text needs on its ground (WCAG 2.2, 1.4.3)."""


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
