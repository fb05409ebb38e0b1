"""Rasterise the SVG of a drawing in this process; external references are never loaded."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

from coursedeck.base.svg.shaped_text import with_outlines

_LEVEL = 1
"""zlib level; the flat colours of figures compress well even at the fastest level."""
_STRIP = 64
"""Rows of pixels that are converted at a time, few enough to stay in the processor's cache."""
_ICON = re.compile(r'<image id="([^"]*)" width="\d+" height="\d+" xlink:href="data:image/png;base64,([^"]*)"/>')
"""Icons as the SVG module writes them; they are cut out because cairosvg decodes a picture again for every use."""


def png(svg: str, width_px: int) -> bytes:
    """`svg` as a PNG `width_px` wide with a transparent background; references to files or addresses stay blank."""
    from coursedeck.figures.draw.surface import surface_class  # noqa: PLC0415 - loads cairosvg, which takes a fifth of a second

    icons: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        icons[found[1]] = found[2]
        return ""

    seen = with_outlines(_ICON.sub(keep, svg))
    surface = surface_class(icons, encoded)
    picture: bytes = surface.convert(bytestring=seen.encode("utf-8"), output_width=width_px, unsafe=False)
    return picture


def encoded(size: tuple[int, int], pixels: Any, stride: int) -> bytes:
    """Cairo's pixels (premultiplied ARGB32) as a PNG without any metadata (PNG Specification, third edition, 5)."""
    from PIL import Image  # noqa: PLC0415 - see above

    width, height = size
    row = 4 * width
    packer = zlib.compressobj(_LEVEL)
    packed: list[bytes] = []
    for top in range(0, height, _STRIP):
        strip = width, min(_STRIP, height - top)
        part: Any = memoryview(pixels)[top * stride : (top + strip[1]) * stride]
        raw = Image.frombuffer("RGBA", strip, part, "raw", "BGRa", stride, 1).tobytes()
        rows = [b"\0" + raw[start : start + row] for start in range(0, len(raw), row)]
        packed.append(packer.compress(b"".join(rows)))
    packed.append(packer.flush())
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", b"".join(packed)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
