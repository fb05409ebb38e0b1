"""Colours as the eye tells them apart: lightness, chroma and hue (https://bottosson.github.io/posts/oklab/)."""

from __future__ import annotations

import math

from coursedeck.base.look.contrast import channels, linear


def oklab(color: str) -> tuple[float, float, float]:
    """Lightness, green to red and blue to yellow of six hex digits, with or without ``#``."""
    r, g, b = (linear(channel) for channel in channels(color))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    green_red = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return light, green_red, blue_yellow


def oklch(color: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, chroma, and hue in degrees."""
    light, green_red, blue_yellow = oklab(color)
    return light, math.hypot(green_red, blue_yellow), math.degrees(math.atan2(blue_yellow, green_red)) % 360


def from_oklch(light: float, chroma: float, hue: float) -> str:
    """``#rrggbb``; chroma is reduced as far as a screen cannot show it.

    >>> from_oklch(*oklch("#3b6fb6")), from_oklch(1.0, 0.0, 0.0), from_oklch(0.3, 0.4, 100)
    ('#3b6fb6', '#ffffff', '#352e00')
    """
    low, high = 0.0, chroma
    rgb = _rgb(light, chroma, hue)
    if not _is_shown(rgb):
        for _ in range(12):
            middle = (low + high) / 2
            if _is_shown(_rgb(light, middle, hue)):
                low = middle
            else:
                high = middle
        rgb = _rgb(light, low, hue)
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, channel)))):02x}" for channel in rgb)


def _rgb(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear red, green and blue, which may be out of range."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(rgb: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in rgb)


def _gamma(channel: float) -> float:
    """A channel as it is stored (IEC 61966-2-1), the inverse of `linear`."""
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
