"""Colours by theme role, so that a change of theme restyles the deck.

A paint is written ``role[:lumMod[:lumOff[:satMod]]][@alpha]``, all numbers percent: ``accent1``, ``accent1:40:60``
(lighter), ``accent1:75`` (darker), ``tx1@12`` (nearly transparent); six hex digits, with or without ``#``, are a fixed
colour (ECMA-376 part 1, 20.1.2.3).
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from coursedeck.base.look.contrast import channels, contrast
from coursedeck.base.look.oklab import oklab, oklch
from coursedeck.model.units import Points

ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
NEUTRALS = ("tx1", "bg1", "tx2", "bg2")
HUE_TOLERANCE = 25.0
"""Degrees in OKLab within which a colour is taken for a shade of an accent."""
SHADE_TOLERANCE = 0.04
"""Most distance in OKLab at which a theme shade replaces a colour; with more, red would become orange."""
NEUTRAL_CHROMA = 0.03
"""OKLab chroma below which a colour counts as grey; for pale colours the eye is finer."""
PALE = 0.8
"""OKLab lightness above which a colour counts as pale."""
PALE_CHROMA = 0.012
"""As `NEUTRAL_CHROMA`, for pale colours."""

TINTS = {
    "#e5f5fd": "accent1:10:90:70",
    "#ebf3e7": "accent3:10:90:70",
    "#ece8f6": "accent4:10:90:70",
    "#fdf7e3": "accent5:10:90:70",
}
"""The theme's own tints instead of those that `diagrams` gives clusters, by depth of nesting."""

UNKNOWN = "808080"
"""Replaces colours that a theme does not have, or defines in a way that is not supported."""
FIXED = re.compile("#?[0-9A-Fa-f]{6}")
"""A colour without a role."""


CORNER: Points = 6.0
"""Radius of rounded boxes, the same whatever their size."""
STROKE: Points = 1.0


class ThemeColors(Struct, frozen=True):
    """Six hex digits of every role, resolved through the master's colour map."""

    colors: Mapping[str, str]

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """Roles and their colours, as a value that can be a key."""
        return tuple(self.colors.items())

    def hex(self, paint: str) -> str:
        """Six hex digits of a paint, alpha left aside."""
        base = paint.partition("@")[0]
        if FIXED.fullmatch(base):
            return base[-6:].upper()
        role, _, changes = base.partition(":")
        return _changed(self.colors.get(role, UNKNOWN), changes)

    def ink(self, paint: str) -> str:
        """``tx1`` or ``bg1``, whichever reads better on a paint."""
        return max(("tx1", "bg1"), key=lambda role: contrast(self.hex(role), self.hex(paint)))

    def step(self, role: str, percent: int) -> str:
        """`role` moved a little towards its opposite: darker where it is light, lighter where it is dark."""
        kept = 100 - percent
        return f"{role}:{kept}" if _hls(self.hex(role))[1] > 0.5 else f"{role}:{kept}:{percent}"

    def paint(self, color: str) -> str:
        """The paint that gives a drawing's ``#rrggbb``: a role, a shade of one, or the colour itself."""
        if (tint := TINTS.get(color.lower())) and tint.partition(":")[0] in self.colors:
            return tint
        return _nearest(color, tuple(self.colors.items()))


@lru_cache(maxsize=4096)
def _changed(color: str, changes: str) -> str:
    """A colour with ``lumMod:lumOff:satMod``, those behind left out."""
    hue, light, saturation = _hls(color)
    mod, off, sat = ((float(value) / 100 if value else None) for value in [*changes.split(":"), "", "", ""][:3])
    light = light * (1 if mod is None else mod) + (off or 0)
    saturation = saturation * (1 if sat is None else sat)
    rgb = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(saturation, 0), 1))
    return "".join(f"{round(channel * 255):02X}" for channel in rgb)


@lru_cache(maxsize=1024)
def _nearest(color: str, roles: tuple[tuple[str, str], ...]) -> str:
    theme = ThemeColors(dict(roles))
    known = [role for role in (*ACCENTS, *NEUTRALS) if role in theme.colors]
    for role in known:
        if _close(color[1:], theme.colors[role]):
            return role
    light, chroma, hue = oklch(color[1:])
    if chroma < (PALE_CHROMA if light > PALE else NEUTRAL_CHROMA):
        grey = [role for role in known if role in NEUTRALS and oklch(theme.colors[role])[1] < 2 * NEUTRAL_CHROMA]
        return (
            _shade(color, min(grey, key=lambda role: _light_gap(color, theme.colors[role])), theme) if grey else color
        )
    vivid = [role for role in known if role in ACCENTS and oklch(theme.colors[role])[1] >= NEUTRAL_CHROMA]
    nearest = min(vivid, key=lambda role: _hue_gap(hue, oklch(theme.colors[role])[2]), default=None)
    if nearest is None or _hue_gap(hue, oklch(theme.colors[nearest])[2]) > HUE_TOLERANCE:
        return color
    shade = _shade(color, nearest, theme)
    return shade if math.dist(oklab(theme.hex(shade)), oklab(color[1:])) <= SHADE_TOLERANCE else color


def _shade(color: str, role: str, theme: ThemeColors) -> str:
    """`role` with the change of luminance, and of saturation, that gives `color`."""
    _, light, saturation = _hls(color[1:])
    _, own_light, own_saturation = _hls(theme.colors[role])
    if light >= own_light:
        mod = (1 - light) / (1 - own_light) if own_light < 1 else 1.0
        change = f":{round(mod * 100)}:{100 - round(mod * 100)}"
    else:
        change = f":{round(light / own_light * 100)}"
    ratio = saturation / own_saturation if own_saturation else 1.0
    if 0.85 <= ratio <= 1.2:
        return role + change
    return f"{role}{change}{'' if change.count(':') == 2 else ':'}:{round(ratio * 100)}"


def _hls(color: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*channels(color))


def _hue_gap(one: float, other: float) -> float:
    gap = abs(one - other) % 360
    return min(gap, 360 - gap)


def _light_gap(color: str, other: str) -> float:
    return abs(_hls(color[1:])[1] - _hls(other)[1])


def _close(one: str, other: str) -> bool:
    return all(abs(a - b) <= 2 / 255 for a, b in zip(channels(one), channels(other), strict=True))
