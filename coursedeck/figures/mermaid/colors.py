"""CSS colours (CSS Color Module Level 3) to ``#rrggbb``."""

from __future__ import annotations

import re

from PIL import ImageColor

_FUNCTION = re.compile(r"(rgb|hsl)a?\((.*)\)")
_DIGITS = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_CONTEXT_DEPENDENT = re.compile(r"(?:var|url|env|calc|color-mix)\(.*|inherit|initial|unset|revert|currentcolor|auto")

NOTHING = "none"
"""What `read_color` gives for ``none``, ``transparent`` and colours without any opacity."""


def read_color(value: str) -> str | None:
    """`value` as ``#rrggbb`` or ``none``; None for what only a web page can resolve. Raises ValueError.

    >>> read_color("#f9f"), read_color("rebeccapurple"), read_color("hsl(120, 100%, 25%)"), read_color("transparent")
    ('#ff99ff', '#663399', '#008000', 'none')
    """
    text = value.strip().lower()
    if text in {"none", "transparent"}:
        return NOTHING
    if _CONTEXT_DEPENDENT.fullmatch(text):
        return None
    if function := _FUNCTION.fullmatch(text):
        return _from_function(function[1], re.split(r"[\s,/]+", function[2].strip()))
    if text.startswith("#") and not _DIGITS.fullmatch(text):
        raise ValueError(value)
    rgba = ImageColor.getrgb(text)
    return NOTHING if rgba[3:] == (0,) else _hex(rgba[:3])


def read_tint(value: str) -> str | None:
    """As `read_color`, with a translucent colour blended onto white. Raises ValueError.

    >>> read_tint("rgba(0, 0, 255, 0.1)")
    '#e6e6ff'
    """
    color = read_color(value)
    function = _FUNCTION.fullmatch(value.strip().lower())
    parts = re.split(r"[\s,/]+", function[2].strip()) if function else []
    if color is None or color == NOTHING or len(parts) != 4:
        return color
    alpha = _percent(parts[3]) / 100 if parts[3].endswith("%") else min(1.0, max(0.0, float(parts[3])))
    channels = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return _hex(tuple(round(255 + (channel - 255) * alpha) for channel in channels))


def _from_function(name: str, parts: list[str]) -> str:
    if len(parts) not in {3, 4}:
        raise ValueError(name)
    if len(parts) == 4 and float(parts[3].rstrip("%")) == 0:
        return NOTHING
    if name == "rgb":
        return _hex(tuple(_channel(part) for part in parts[:3]))
    hue = float(parts[0].removesuffix("deg")) % 360
    return _hex(ImageColor.getrgb(f"hsl({hue:.4f},{_percent(parts[1]):.4f}%,{_percent(parts[2]):.4f}%)")[:3])


def _channel(part: str) -> int:
    return round(_percent(part) * 2.55) if part.endswith("%") else round(float(part))


def _percent(part: str) -> float:
    return min(100.0, max(0.0, float(part.removesuffix("%"))))


def _hex(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{min(255, max(0, channel)):02x}" for channel in channels)
