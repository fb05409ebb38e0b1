"""Picture files of a session: their bytes and their size."""

from __future__ import annotations

import base64
import io
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from coursedeck.model.session import Picture, Session
from coursedeck.model.walk import all_blocks

_NUMBER = re.compile(r"\s*([\d.]+)")


def read_pictures(root: Path, session: Session, drawn: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that a session shows, by path, missing ones left out; those `drawn` for it stand in no file."""
    paths = sorted({block.path for block in all_blocks(session) if isinstance(block, Picture) and not block.missing})
    return {path: drawn[path] if path in drawn else (root / path).read_bytes() for path in paths}


def data_uri(path: str, data: bytes) -> str:
    """A picture inside the page, so that the page stands alone."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; an SVG's come from its size or view box."""
    if data.lstrip()[:1] == b"<":
        return _svg_size(data)
    from PIL import Image  # noqa: PLC0415 - only sessions with photographs pay for it

    with Image.open(io.BytesIO(data)) as picture:
        return picture.size


def _svg_size(data: bytes) -> tuple[int, int]:
    root = ElementTree.fromstring(data)
    box = [float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if number]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return max(1, round(box[2])), max(1, round(box[3]))
    found = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
    width, height = (round(float(match[1])) if match else 0 for match in found)
    return (width, height) if width and height else (16, 9)
