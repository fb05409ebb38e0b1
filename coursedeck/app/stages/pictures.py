"""Picture files of a session: their bytes and their size."""

from __future__ import annotations

import base64
import io
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from coursedeck.model.course import Course
from coursedeck.model.session import Picture, Session
from coursedeck.model.walk import all_blocks

_NUMBER = re.compile(r"\s*([\d.]+)")


@dataclass(frozen=True, slots=True)
class Pictures:
    """Bytes and pixels of picture files by their path in the course."""

    data: Mapping[str, bytes]
    pixels: Mapping[str, tuple[int, int]]


def read_pictures(course: Course, session: Session, drawn: Mapping[str, bytes]) -> Pictures:
    """The pictures that a session shows, those `drawn` for it by path too; missing ones are left out."""
    paths = sorted({block.path for block in all_blocks(session) if isinstance(block, Picture) and not block.missing})
    data = {path: drawn[path] if path in drawn else (course.root / path).read_bytes() for path in paths}
    return Pictures(data, {path: picture_size(blob) for path, blob in data.items()})


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
