"""The path of an edge as connector geometry: a preset that draws it exactly, else a freeform.

A preset connector runs from the top left of its box to the bottom right and leaves to the right; flips and a quarter
turn give the other directions (ECMA-376 part 1, 20.1.10.56, and its presetShapeDefinitions.xml).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from coursedeck.model.units import Point, Points, emu
from coursedeck.output.deck.figures.connection_sites import path_element
from coursedeck.output.deck.shapes import preset_geometry
from coursedeck.output.deck.xml import Element, element

STRAIGHT_TOLERANCE: Points = 0.35
"""Deviation up to which a line counts as straight, horizontal or vertical."""
QUARTER_TURN = 5_400_000
"""``rot`` counts 60,000ths of a degree (20.1.10.3)."""
MIN_EXTENT = 1270
"""Smallest extent of a bent connector in EMU: bends are shares of it, so it must not be 0 where the ends align."""
MIDDLE_TOLERANCE: Points = 0.75
"""Deviation up to which a bend counts as lying midway between the ends."""
_ADJUST_SCALE = 100_000
_MAX_BENDS = 5


class ConnectorPath(Struct, frozen=True):
    """``a:xfrm`` and geometry of a connector; `bends_at_middle`: its bends, if any, lie midway between the ends."""

    transform: Element
    geometry: Element
    straight: bool = False
    bends: int = 0
    bends_at_middle: bool = False
    starts_vertically: bool = False


def connector_path(path: Sequence[Point], curved: bool) -> ConnectorPath:
    """The connector that draws `path`, the points of a `DrawnEdge` in slide points."""
    if curved and not _flat(path):
        return freeform_path(path, curved=True)
    corners = corners_of([path[0], path[-1]] if curved else path)
    if len(corners) == 2:
        return ConnectorPath(
            _plain_transform(corners[0], corners[-1]), preset_geometry("straightConnector1"), straight=True
        )
    upright = _starts_vertically(corners)
    if upright is None or len(corners) > _MAX_BENDS + 1:
        return freeform_path(corners, curved=False)
    return _bent(corners, starts_vertically=upright)


def corners_of(path: Sequence[Point]) -> list[Point]:
    """`path` without repeated points and points on a straight segment."""
    kept = [path[0]]
    for here, after in zip(path[1:], [*path[2:], None], strict=True):
        doubled = _gap(kept[-1], here) <= STRAIGHT_TOLERANCE / 10
        if after is None or not (doubled or _off_line(here, kept[-1], after) <= STRAIGHT_TOLERANCE / 10):
            kept.append(here)
    return kept


def _flat(path: Sequence[Point]) -> bool:
    return all(_off_line(point, path[0], path[-1]) <= STRAIGHT_TOLERANCE for point in path[1:-1])


def _starts_vertically(corners: Sequence[Point]) -> bool | None:
    """Whether the first segment is vertical rather than horizontal; None if segments do not alternate between both."""
    down = [abs(one.x - other.x) <= STRAIGHT_TOLERANCE for one, other in pairwise(corners)]
    across = [abs(one.y - other.y) <= STRAIGHT_TOLERANCE for one, other in pairwise(corners)]
    by_turns = all(across[index] if index % 2 == down[0] else down[index] for index in range(len(down)))
    return down[0] if by_turns else None


def _bent(corners: Sequence[Point], *, starts_vertically: bool) -> ConnectorPath:
    start, end = corners[0], corners[-1]
    bends = {}
    for number, corner in enumerate(corners[1:-2], 1):
        along_x = (number % 2 == 1) != starts_vertically
        bends[f"adj{number}"] = _bend(corner.x, start.x, end.x) if along_x else _bend(corner.y, start.y, end.y)
    transform = _turned_transform(start, end) if starts_vertically else _plain_transform(start, end, bool(bends))
    off = abs(2 * corners[1].y - start.y - end.y if starts_vertically else 2 * corners[1].x - start.x - end.x) / 2
    bends_at_middle = len(corners) == 3 or (len(corners) == 4 and off <= MIDDLE_TOLERANCE)
    shape = preset_geometry(f"bentConnector{len(corners) - 1}", **bends)
    return ConnectorPath(
        transform, shape, bends=len(corners) - 2, bends_at_middle=bends_at_middle, starts_vertically=starts_vertically
    )


def _bend(here: Points, start: Points, end: Points) -> int:
    span = emu(end) - emu(start)
    if abs(span) < MIN_EXTENT:
        span = MIN_EXTENT if span >= 0 else -MIN_EXTENT
    return round((emu(here) - emu(start)) / span * _ADJUST_SCALE)


def _plain_transform(start: Point, end: Point, thick: bool = False) -> Element:
    width, height = abs(emu(end.x) - emu(start.x)), abs(emu(end.y) - emu(start.y))
    if thick:
        width, height = max(width, MIN_EXTENT), max(height, MIN_EXTENT)
    flips = {"flipH": end.x < start.x or None, "flipV": end.y < start.y or None}
    place = element("a:off", {"x": min(emu(start.x), emu(end.x)), "y": min(emu(start.y), emu(end.y))})
    return element("a:xfrm", flips, place, element("a:ext", {"cx": width, "cy": height}))


def _turned_transform(start: Point, end: Point) -> Element:
    """``a:xfrm`` for paths that start vertically: the preset rotated by 90°, about the middle of its unrotated box."""
    along = max(abs(emu(end.y) - emu(start.y)), MIN_EXTENT)
    across = max(abs(emu(end.x) - emu(start.x)), MIN_EXTENT)
    middle_x, middle_y = (emu(start.x) + emu(end.x)) / 2, (emu(start.y) + emu(end.y)) / 2
    turn = {"rot": QUARTER_TURN, "flipH": end.y < start.y or None, "flipV": end.x > start.x or None}
    place = element("a:off", {"x": round(middle_x - along / 2), "y": round(middle_y - across / 2)})
    return element("a:xfrm", turn, place, element("a:ext", {"cx": along, "cy": across}))


def freeform_path(path: Sequence[Point], *, curved: bool, closed: bool = False) -> ConnectorPath:
    """A custom geometry of exactly this path; as a connector it stays attached and stretches with its ends."""
    xs, ys = [emu(point.x) for point in path], [emu(point.y) for point in path]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    pairs = [f"{x - left} {y - top}" for x, y in zip(xs, ys, strict=True)]
    if curved:
        steps = [" ".join(["C", *pairs[index : index + 3]]) for index in range(1, len(pairs), 3)]
    else:
        steps = [f"L {pair}" for pair in pairs[1:]]
    commands = " ".join([f"M {pairs[0]}", *steps, *(["Z"] if closed else [])])
    shape = element(
        "a:custGeom",
        None,
        *(element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")),
        element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"}),
        element("a:pathLst", None, path_element(commands, (width, height), line=not closed)),
    )
    place = element("a:off", {"x": left, "y": top})
    return ConnectorPath(element("a:xfrm", None, place, element("a:ext", {"cx": width, "cy": height})), shape)


def _gap(one: Point, other: Point) -> Points:
    return max(abs(one.x - other.x), abs(one.y - other.y))


def _off_line(point: Point, start: Point, end: Point) -> Points:
    """Distance of a point from the segment between two others."""
    dx, dy = end.x - start.x, end.y - start.y
    length = dx * dx + dy * dy
    if length == 0:
        return _gap(point, start)
    along = min(max(((point.x - start.x) * dx + (point.y - start.y) * dy) / length, 0), 1)
    return float(((start.x + along * dx - point.x) ** 2 + (start.y + along * dy - point.y) ** 2) ** 0.5)
