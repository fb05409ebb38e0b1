"""A drawing as PNG: the SVG, rendered in this process, with nothing fetched."""

from __future__ import annotations

import re
import struct
import zlib
from html import unescape

from coursedeck.draw.bidi import is_rtl, visual
from coursedeck.svg import words

_RTL_TEXT = re.compile(r'(<text [^>]*?) direction="rtl"([^>]*)>(.*?)</text>', re.DOTALL)
_LEVEL = 4
"""Of compression: figures are flat, so more of it takes longer and gains little."""
_FAMILY = re.compile(r"font-family=\"([^\"]*)\"")


def png(svg: str, width_px: int) -> bytes:
    """`svg` as a PNG `width_px` wide, on a transparent ground; references to files or addresses stay blank."""
    from cairosvg.surface import PNGSurface  # noqa: PLC0415 - a fifth of a second that only runs with pictures need

    class Surface(PNGSurface):  # type: ignore[misc]
        """Leaves the pixels to an encoder that is three times as fast as cairo's."""

        def finish(self) -> None:
            size = (self.cairo.get_width(), self.cairo.get_height())
            self.output.write(encoded(size, bytes(self.cairo.get_data()), self.cairo.get_stride()))
            self.cairo.finish()

    seen = _RTL_TEXT.sub(_in_visual_order, svg)
    picture: bytes = Surface.convert(bytestring=seen.encode("utf-8"), output_width=width_px, unsafe=False)
    return picture


def encoded(size: tuple[int, int], pixels: bytes, stride: int) -> bytes:
    """Cairo's pixels (ARGB32, premultiplied) as a PNG without dates or other metadata (PNG, third edition, 5)."""
    from PIL import Image  # noqa: PLC0415 - see above

    width, height = size
    raw = Image.frombuffer("RGBA", size, pixels, "raw", "BGRa", stride, 1).tobytes()
    rows = b"".join([b"\0" + raw[start : start + 4 * width] for start in range(0, len(raw), 4 * width)])
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, _LEVEL)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


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
