"""A drawing as PNG: the SVG, rendered in this process, with nothing fetched."""

from __future__ import annotations

import re
from html import unescape

from coursedeck.draw.bidi import is_rtl, visual
from coursedeck.svg import words

_RTL_TEXT = re.compile(r'(<text [^>]*?) direction="rtl"([^>]*)>(.*?)</text>', re.DOTALL)
_FAMILY = re.compile(r"font-family=\"([^\"]*)\"")


def png(svg: str, width_px: int) -> bytes:
    """`svg` as a PNG `width_px` wide, on a transparent ground; references to files or addresses stay blank."""
    import cairosvg  # noqa: PLC0415 - a fifth of a second that only runs with pictures need

    seen = _RTL_TEXT.sub(_in_visual_order, svg)
    picture: bytes = cairosvg.svg2png(bytestring=seen.encode("utf-8"), output_width=width_px, unsafe=False)
    return picture


def _in_visual_order(found: re.Match[str]) -> str:
    """A right-to-left line as one run whose characters stand as they are seen."""
    head, rest, content = found.groups()
    text = unescape(re.sub(r"<[^>]*>", "", content))
    families = [] if "font-family=" in head + rest else _rtl_families(content)
    family = f' font-family="{families[0]}"' if families else ""
    return f"{head}{rest}{family}>{words(visual(text))}</text>"


def _rtl_families(content: str) -> list[str]:
    """Families of the runs, those of right-to-left letters first."""
    runs = re.findall(r"<tspan([^>]*)>([^<]*)</tspan>", content)
    runs.sort(key=lambda run: not is_rtl(run[1]))
    return [family[1] for run in runs if (family := _FAMILY.search(run[0]))]
