"""Geometry of a shape with the connection sites that its connectors attach to (ECMA-376 part 1, 20.1.9.9)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.drawing import TextBlock
from coursedeck.model.units import Box, Point, Points
from coursedeck.output.deck.figures.guides import OPERANDS, corner_inset, guide_values, plain_commands
from coursedeck.output.deck.figures.labels import centered
from coursedeck.output.deck.figures.shape_definitions import (
    RADIUS,
    STANDARD_SITES,
    ShapeDefinition,
    Site,
    corner_guide,
    corner_share,
)
from coursedeck.output.deck.shapes import preset_geometry
from coursedeck.output.deck.xml import Element, element

SITE_TOLERANCE: Points = 0.4
"""A connector that ends this close to a standard site attaches to it."""
SITE_ANGLES = ("3cd4", "cd2", "cd4", "0")
"""Angle at which a connector leaves at the top, left, bottom and right, as names of guides."""

_FULL = 1_000_000
_ADJUST_SCALE = 100_000


class ConnectionSites(Struct, frozen=True):
    """Sites besides the four standard ones, as shares of width and height, and the site index of each connector end."""

    extra: tuple[tuple[float, float], ...]
    indexes: tuple[int, ...]


def connection_sites(box: Box, ends: Sequence[Point]) -> ConnectionSites:
    """Connection sites of a box for the connectors that end at `ends`; ends at one place share a site.

    Index 0 to 3 are the standard sites, further ones follow from 4 on: LibreOffice takes the first four for top, left,
    bottom and right wherever they are.
    """
    middle = box.center
    usual = [
        Point(middle.x, box.top),
        Point(box.left, middle.y),
        Point(middle.x, box.bottom),
        Point(box.right, middle.y),
    ]
    extra: list[Point] = []
    indexes = []
    for end in ends:
        index = _index_of(end, usual + extra)
        if index is None:
            extra.append(end)
            index = len(usual) + len(extra) - 1
        indexes.append(index)
    shares = tuple((_share(end.x - box.left, box.width), _share(end.y - box.top, box.height)) for end in extra)
    return ConnectionSites(shares, tuple(indexes))


class ShapeGeometry(Struct, frozen=True):
    """A geometry, and the rectangle that it gives to the text of its shape."""

    markup: Element
    text: Box


def geometry(
    outline: ShapeDefinition, sites: ConnectionSites, box: Box, radius: Points, label: TextBlock | None
) -> ShapeGeometry:
    """A preset geometry if it has all sites and room for the label, else a custom one whose text has the whole box."""
    if outline.preset and not sites.extra:
        rectangle = outline.text_box(box)
        if centered(label, rectangle):
            return ShapeGeometry(_preset(outline, box, radius), rectangle)
        if outline.preset == "roundRect" and label is not None:
            inside = corner_inset(_corner_share(outline, box, radius) * min(box.width, box.height))
            rectangle = Box(box.left + inside, box.top + inside, box.width - 2 * inside, box.height - 2 * inside)
            if _holds(rectangle, label.box):
                return ShapeGeometry(_preset(outline, box, radius), rectangle)
    return ShapeGeometry(_custom(outline, sites, box, radius), box)


def _holds(rectangle: Box, label: Box) -> bool:
    return rectangle.left <= label.left and rectangle.top <= label.top and label.right <= rectangle.right


def _custom(outline: ShapeDefinition, sites: ConnectionSites, box: Box, radius: Points) -> Element:
    guides, extra = [], []
    for number, (x, y) in enumerate(sites.extra):
        guides += [(f"gx{number}", _part("w", x)), (f"gy{number}", _part("h", y))]
        extra.append(_site((f"gx{number}", f"gy{number}"), SITE_ANGLES[_side(x, y)]))
    usual = [_site(site, angle) for site, angle in zip(STANDARD_SITES, SITE_ANGLES, strict=True)]
    known = guide_values([corner_guide(corner_share(box.width, box.height, radius)), *outline.guides], box)
    size = (round(known["w"]), round(known["h"]))
    paths = [(plain_commands(path.commands, known), path.line) for path in outline.paths]
    return element(
        "a:custGeom",
        None,
        element("a:avLst"),
        element("a:gdLst", None, *(element("a:gd", {"name": name, "fmla": formula}) for name, formula in guides)),
        element("a:ahLst"),
        element("a:cxnLst", None, *usual, *extra),
        element("a:rect", {"l": "l", "t": "t", "r": "r", "b": "b"}),
        element("a:pathLst", None, *(path_element(commands, size, line=line) for commands, line in paths)),
    )


def path_element(commands: str, size: tuple[int, int], *, line: bool = False) -> Element:
    """``a:path`` of plain commands (M, L, C, Z) in a coordinate space of this size in EMU."""
    made = element("a:path", {"w": max(size[0], 1), "h": max(size[1], 1), "fill": "none" if line else None})
    words = commands.split()
    while words:
        letter, count = words[0], OPERANDS[words[0]]
        made.append(_step(letter, words[1 : 1 + count]))
        words = words[1 + count :]
    return made


def _step(letter: str, operands: list[str]) -> Element:
    if letter == "Z":
        return element("a:close")
    points = [element("a:pt", {"x": x, "y": y}) for x, y in zip(operands[::2], operands[1::2], strict=True)]
    return element({"M": "a:moveTo", "L": "a:lnTo", "C": "a:cubicBezTo"}[letter], None, *points)


def _preset(outline: ShapeDefinition, box: Box, radius: Points) -> Element:
    if outline.preset != "roundRect":
        return preset_geometry(str(outline.preset))
    return preset_geometry("roundRect", adj=round(_corner_share(outline, box, radius) * _ADJUST_SCALE))


def _corner_share(outline: ShapeDefinition, box: Box, radius: Points) -> float:
    """The radius of a round rectangle's corners as a share of its shorter side."""
    fixed = any(RADIUS in formula for _, formula in outline.guides)
    return corner_share(box.width, box.height, radius) if fixed else 0.5


def _index_of(end: Point, sites: Sequence[Point]) -> int | None:
    near = [
        index for index, site in enumerate(sites) if max(abs(site.x - end.x), abs(site.y - end.y)) <= SITE_TOLERANCE
    ]
    return near[0] if near else None


def _share(offset: Points, length: Points) -> float:
    return offset / length if length else 0.0


def _part(length: str, share: float) -> str:
    return f"*/ {length} {round(share * _FULL)} {_FULL}"


def _side(x: float, y: float) -> int:
    """Index of the nearest side: 0 top, 1 left, 2 bottom, 3 right."""
    return min(range(4), key=lambda side: (y, x, 1 - y, 1 - x)[side])


def _site(site: Site, angle: str) -> Element:
    return element("a:cxn", {"ang": angle}, element("a:pos", {"x": site[0], "y": site[1]}))
