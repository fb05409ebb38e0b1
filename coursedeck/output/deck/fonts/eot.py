"""Embedded OpenType: a TrueType font with a header in front (https://www.w3.org/submissions/EOT/, version 0x00020001).

Neither compressed nor masked, which PowerPoint reads as well as its own compressed ones.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from fontTools.ttLib import TTFont

VERSION = 0x00020001
MAGIC = 0x504C
DEFAULT_CHARSET = 1
_ITALIC = 0x01
"""Bit of ``fsSelection``."""
_NAMES = (1, 2, 5, 4)
"""Name ids of family, style, version and full name, in the order of the header."""


def eot(font: bytes) -> bytes:
    """The font in its container; `font` is a whole TrueType file."""
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        tables = opened["OS/2"]
        names = [_sized(opened["name"].getDebugName(number) or "") for number in _NAMES]
        head = struct.pack(
            "<IIII10sBBIHH4I2II4I",
            0,  # the whole size, which is not known yet
            len(font),
            VERSION,
            0,
            _panose(tables),
            DEFAULT_CHARSET,
            int(bool(tables.fsSelection & _ITALIC)),
            tables.usWeightClass,
            tables.fsType,
            MAGIC,
            *(getattr(tables, f"ulUnicodeRange{number}") for number in range(1, 5)),
            *(getattr(tables, f"ulCodePageRange{number}", 0) for number in range(1, 3)),
            opened["head"].checkSumAdjustment,
            0, 0, 0, 0,  # reserved
        )  # fmt: skip
    padding = b"\0\0"
    # the last name is the address of a page that the font would be bound to: none
    rest = b"".join(padding + name for name in (*names, _sized("")))
    size = len(head) + len(rest) + len(font)
    return struct.pack("<I", size) + head[4:] + rest + font


def _sized(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<H", len(encoded)) + encoded


def _panose(tables: Any) -> bytes:
    panose = tables.panose
    parts = (
        "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast",
        "bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight",
    )  # fmt: skip
    return bytes(getattr(panose, part) for part in parts)
