"""Boxes, connection sites and connector paths of a written figure, by the formulas of ECMA-376."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from coursedeck.model.drawing import Drawing, DrawnEdge
from coursedeck.model.slide import Deck, Layout
from coursedeck.model.units import Point
from tests.output.deck.deck_samples import (
    Package,
    figure,
    found,
    sample_deck,
    slide,
    written,
)

EMU = 12700


USUAL = ((0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5))


def written_figure(made: Drawing) -> Any:
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(made)),))
    return Package(written(deck, sections=())).slide("one")


def near(one: Point, other: Point, within: float) -> bool:
    return max(abs(one.x - other.x), abs(one.y - other.y)) <= within


def number(node: Any, name: str) -> int:
    return int(node.get(name))


def box_of(shape: Any) -> tuple[float, float, float, float]:
    place = found(shape, "p:spPr/a:xfrm")[0]
    values = [number(place[0], "x"), number(place[0], "y"), number(place[1], "cx"), number(place[1], "cy")]
    left, top, width, height = (value / EMU for value in values)
    return left, top, width, height


def sites_of(shape: Any) -> list[tuple[float, float]]:
    """Connection sites as shares of width and height."""
    guides = {guide.get("name"): guide.get("fmla").split() for guide in found(shape, ".//a:gdLst/a:gd")}
    known = {"l": 0.0, "t": 0.0, "hc": 0.5, "vc": 0.5, "r": 1.0, "b": 1.0}
    known |= {
        name: int(words[2]) / int(words[3])
        for name, words in guides.items()
        if name.startswith("g") and name[1:2] in "xy"
    }
    listed = found(shape, ".//a:cxnLst/a:cxn/a:pos")
    return [(known[site.get("x")], known[site.get("y")]) for site in listed] or list(USUAL)


def glued_places(root: Any) -> Iterator[tuple[Any, str, Point]]:
    shapes = {found(shape, "p:nvSpPr/p:cNvPr/@id")[0]: shape for shape in found(root, "//p:sp[p:nvSpPr]")}
    for connector in found(root, "//p:cxnSp"):
        for tag in ("stCxn", "endCxn"):
            end = found(connector, f"p:nvCxnSpPr/p:cNvCxnSpPr/a:{tag}")[0]
            shape = shapes[end.get("id")]
            x, y = sites_of(shape)[number(end, "idx")]
            left, top, width, height = box_of(shape)
            yield connector, tag, Point(left + x * width, top + y * height)


def local_path(connector: Any) -> list[tuple[float, float]]:
    """The corners that the preset draws in its own frame, by the formulas of the standard."""
    name = found(connector, "p:spPr/a:prstGeom/@prst")[0]
    _, _, width, height = box_of(connector)
    guides = {guide.get("name"): int(guide.get("fmla").split()[1]) / 100_000 for guide in found(connector, ".//a:gd")}
    first, second, third = (guides.get(f"adj{index}", 0.5) for index in (1, 2, 3))
    x1, y2, x3 = first * width, second * height, third * width
    return {
        "straightConnector1": [(0.0, 0.0), (width, height)],
        "bentConnector2": [(0.0, 0.0), (width, 0.0), (width, height)],
        "bentConnector3": [(0.0, 0.0), (x1, 0.0), (x1, height), (width, height)],
        "bentConnector4": [(0.0, 0.0), (x1, 0.0), (x1, y2), (width, y2), (width, height)],
        "bentConnector5": [(0.0, 0.0), (x1, 0.0), (x1, y2), (x3, y2), (x3, height), (width, height)],
    }[name]


def drawn_path(connector: Any) -> list[Point]:
    """The corners on the slide: flipped, then turned about the middle, as ``a:xfrm`` says."""
    left, top, width, height = box_of(connector)
    if found(connector, "p:spPr/a:custGeom"):
        points = found(connector, ".//a:path//a:pt")
        return [Point(left + number(pt, "x") / EMU, top + number(pt, "y") / EMU) for pt in points]
    place = found(connector, "p:spPr/a:xfrm")[0]
    angle = math.radians(int(place.get("rot", "0")) / 60_000)
    points = []
    for x, y in local_path(connector):
        across = (width - x if place.get("flipH") == "1" else x) - width / 2
        down = (height - y if place.get("flipV") == "1" else y) - height / 2
        turned = Point(
            across * math.cos(angle) - down * math.sin(angle), across * math.sin(angle) + down * math.cos(angle)
        )
        points.append(Point(left + width / 2 + turned.x, top + height / 2 + turned.y))
    return points


def wanted_path(made: Drawing, name: str) -> list[Point]:
    shape = figure(made)
    scale = shape.box.width / made.width
    line = next(item for item in made.items if isinstance(item, DrawnEdge) and item.id == name)
    return [Point(shape.box.left + point.x * scale, shape.box.top + point.y * scale) for point in line.path]
