"""Custom geometry as SVG path data (ECMA-376 part 1, 20.1.9.8), for shapes whose points are plain numbers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from coursedeck.base.svg import preset_path, short
from coursedeck.model.units import EMU_PER_POINT, Box
from coursedeck.output.template.package import A

_LETTERS = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q"}


def custom_path(geometry: etree._Element, box: Box) -> str:
    """Path data of a custom geometry scaled to `box`; a rectangle if it uses guides or arcs."""
    try:
        parts = [" ".join(_commands(path, box)) for path in geometry.iterfind(f"{A}pathLst/{A}path")]
    except ValueError:
        return preset_path("rect", box)
    return " ".join(part for part in parts if part) or preset_path("rect", box)


def _commands(path: etree._Element, box: Box) -> Iterator[str]:
    """Raises ValueError for a point that is no number, and for arcs."""
    width = int(path.get("w", "0")) or box.width * EMU_PER_POINT or 1
    height = int(path.get("h", "0")) or box.height * EMU_PER_POINT or 1
    for command in path:
        name = etree.QName(command).localname
        if name == "close":
            yield "Z"
            continue
        if name not in _LETTERS:
            raise ValueError(f"no plain path: {name}")
        points = []
        for point in command.iterfind(f"{A}pt"):
            x, y = int(point.get("x", "")), int(point.get("y", ""))
            points.append(f"{short(box.left + x / width * box.width)} {short(box.top + y / height * box.height)}")
        yield f"{_LETTERS[name]} {' '.join(points)}"
