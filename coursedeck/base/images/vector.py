"""SVG pictures: recognised, checked, and given a size where they have none."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree
from xml.parsers import expat

from coursedeck.base.images.drawing import svg_as_png
from coursedeck.base.images.drawing_cost import check_cost

_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|rem|ex)?\s*$")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0,
          "rem": 16.0, "ex": 8.0}  # fmt: skip
"""Pixels of 96 dpi in each unit (CSS Values and Units Module Level 3, section 5.2)."""

_CANVAS = 2000
"""Side of the square, in user units, in which the extent of a drawing without a size is looked for."""

_DEFAULT = (0.0, 0.0, 300.0, 150.0)
"""View box of an SVG that says nothing at all (CSS 2.1, section 10.3.2)."""


def is_svg(data: bytes) -> bool:
    """Whether bytes look like an SVG file, whatever it is called."""
    start = data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (start.startswith(b"<") and b"<svg" in start) or (b":svg" in start[:1024] and start.startswith(b"<"))


def sized_svg(data: bytes) -> tuple[bytes, int, int]:
    """The SVG with a view box, and its width and height in pixels; an SVG that has both is returned unchanged.

    Raises ValueError where it is not well-formed, declares entities (which may grow without end), takes too long to
    draw, or is no SVG.
    """
    _check(data)
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as problem:  # prefixes that stand for nothing
        raise ValueError(f"broken XML ({problem}): save the drawing again") from problem
    check_cost(root)
    box = _view_box(root.get("viewBox", ""))
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if box:
        size = (width, height) if width and height else box[2:]
        return data, max(1, round(size[0])), max(1, round(size[1]))
    if width and height:
        return _with_view_box(data, (0, 0, width, height)), max(1, round(width)), max(1, round(height))
    extent = _extent(data) or _DEFAULT
    return _with_view_box(data, extent), max(1, round(extent[2])), max(1, round(extent[3]))


def _check(data: bytes) -> None:
    names: list[str] = []
    entities: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: names.append(name)
    parser.EntityDeclHandler = lambda name, *rest: entities.append(name)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise ValueError(f"broken XML in its line {problem.lineno}: save the drawing again") from problem
    if entities:
        raise ValueError("its XML declares entities: save it as plain SVG")
    if names[0].rpartition(":")[2] != "svg":
        raise ValueError(f"its root is <{names[0]}>: save it as SVG")


def _view_box(value: str) -> tuple[float, float, float, float] | None:
    try:
        numbers = [float(number) for number in re.split(r"[\s,]+", value.strip()) if number]
    except ValueError:
        return None
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _length(value: str) -> float:
    """Pixels of a length; 0 where it is none or depends on what is around it (``100%``)."""
    found = _LENGTH.match(value)
    return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0


def _with_view_box(data: bytes, box: tuple[float, float, float, float]) -> bytes:
    """The SVG whose root has this view box and size; nothing else of the text changes."""
    text = data.decode("utf-8", errors="surrogateescape")
    found = re.search(r"<(?:[\w.-]+:)?svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", text)
    if found is None:
        return data
    head = re.sub(r"\s(?:viewBox|width|height)\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", found[0])
    name = re.match(r"<[\w.:-]+", head)
    assert name is not None, "the pattern begins with a name"
    numbers = " ".join(f"{number:g}" for number in box)
    size = f' viewBox="{numbers}" width="{box[2]:g}" height="{box[3]:g}"'
    return f"{text[: found.start()]}{name[0]}{size}{head[name.end() :]}{text[found.end() :]}".encode(
        "utf-8", errors="surrogateescape"
    )


def _extent(data: bytes) -> tuple[float, float, float, float] | None:
    """Where a drawing without a size has ink, in user units; None where there is none or it cannot be drawn."""
    try:
        from PIL import Image  # noqa: PLC0415

        canvas = _with_view_box(data, (0, 0, _CANVAS, _CANVAS))
        png = svg_as_png(canvas, _CANVAS // 4, _CANVAS // 4)
        with Image.open(io.BytesIO(png)) as picture:
            found = picture.convert("RGBA").getchannel("A").getbbox()
    except Exception:  # whatever CairoSVG and cairo say of a drawing that they do not know
        return None
    if found is None:
        return None
    left, top, right, bottom = (4.0 * side for side in found)
    return left, top, max(4.0, right - left), max(4.0, bottom - top)
