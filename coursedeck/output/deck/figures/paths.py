"""The path of a line as a connector's geometry: presets where one draws it exactly, else a path of its own.

A preset connector starts at its top left and runs to its bottom right, first to the right; flips and a quarter turn
give the other directions (ECMA-376 part 1, 20.1.10.56, and its presetShapeDefinitions.xml).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coursedeck.output.deck.figures.geometry import path_element
from coursedeck.output.deck.shapes import preset
from coursedeck.output.deck.xml import Element, element
from coursedeck.model.units import Point, Points, emu

STRAIGHT: Points = 0.35
"""A line may leave its path by this much and still count as straight, or as upright."""
QUARTER_TURN = 5_400_000
"""60,000ths of a degree."""
THINNEST = 1270
"""Width in EMU given to a detour whose ends lie above one another; its bends are told in shares of the width."""
HALF_WITHIN: Points = 0.75
"""By how much a bend may lie beside the middle and count as in it."""
_ADJUST_SCALE = 100_000
_MOST_BENDS = 5


@dataclass(frozen=True, slots=True)
class Course:
    """``a:xfrm`` and geometry of a connector; `halved`: bends, if any, halve the way between the ends."""

    transform: Element
    geometry: Element
    straight: bool = False
    bends: int = 0
    halved: bool = False
    first_down: bool = False


def course(path: Sequence[Point], curved: bool) -> Course:
    """The connector that draws `path` (as `DrawnEdge` has it)."""
    if curved and not _flat(path):
        return free_course(path, curved=True)
    corners = corners_of([path[0], path[-1]] if curved else path)
    if len(corners) == 2:
        return Course(_plain_transform(corners[0], corners[-1]), preset("straightConnector1"), straight=True)
    upright = _upright(corners)
    if upright is None or len(corners) > _MOST_BENDS + 1:
        return free_course(corners, curved=False)
    return _bent(corners, first_down=upright)


def corners_of(path: Sequence[Point]) -> list[Point]:
    """`path` without doubled points and points on the way."""
    kept = [path[0]]
    for here, after in zip(path[1:], [*path[2:], None], strict=True):
        doubled = _gap(kept[-1], here) <= STRAIGHT / 10
        if after is None or not (doubled or _off_line(here, kept[-1], after) <= STRAIGHT / 10):
            kept.append(here)
    return kept


def _flat(path: Sequence[Point]) -> bool:
    return all(_off_line(point, path[0], path[-1]) <= STRAIGHT for point in path[1:-1])


def _upright(corners: Sequence[Point]) -> bool | None:
    """Whether the first stretch runs down or up rather than sideways; None where a stretch is slanted."""
    down = [abs(one.x - other.x) <= STRAIGHT for one, other in pairwise(corners)]
    across = [abs(one.y - other.y) <= STRAIGHT for one, other in pairwise(corners)]
    by_turns = all(across[index] if index % 2 == down[0] else down[index] for index in range(len(down)))
    return down[0] if by_turns else None


def _bent(corners: Sequence[Point], *, first_down: bool) -> Course:
    start, end = corners[0], corners[-1]
    bends = {}
    for number, corner in enumerate(corners[1:-2], 1):
        along_x = (number % 2 == 1) != first_down
        bends[f"adj{number}"] = _bend(corner.x, start.x, end.x) if along_x else _bend(corner.y, start.y, end.y)
    transform = _turned_transform(start, end) if first_down else _plain_transform(start, end, bool(bends))
    off = abs(2 * corners[1].y - start.y - end.y if first_down else 2 * corners[1].x - start.x - end.x) / 2
    halved = len(corners) == 3 or (len(corners) == 4 and off <= HALF_WITHIN)
    shape = preset(f"bentConnector{len(corners) - 1}", **bends)
    return Course(transform, shape, bends=len(corners) - 2, halved=halved, first_down=first_down)


def _bend(here: Points, start: Points, end: Points) -> int:
    span = emu(end) - emu(start)
    if abs(span) < THINNEST:
        span = THINNEST if span >= 0 else -THINNEST
    return round((emu(here) - emu(start)) / span * _ADJUST_SCALE)


def _plain_transform(start: Point, end: Point, thick: bool = False) -> Element:
    width, height = abs(emu(end.x) - emu(start.x)), abs(emu(end.y) - emu(start.y))
    if thick:
        width, height = max(width, THINNEST), max(height, THINNEST)
    flips = {"flipH": end.x < start.x or None, "flipV": end.y < start.y or None}
    place = element("a:off", {"x": min(emu(start.x), emu(end.x)), "y": min(emu(start.y), emu(end.y))})
    return element("a:xfrm", flips, place, element("a:ext", {"cx": width, "cy": height}))


def _turned_transform(start: Point, end: Point) -> Element:
    """For paths that first run down or up: the preset turned by a quarter, about the middle of its unturned box."""
    along = max(abs(emu(end.y) - emu(start.y)), THINNEST)
    across = max(abs(emu(end.x) - emu(start.x)), THINNEST)
    middle_x, middle_y = (emu(start.x) + emu(end.x)) / 2, (emu(start.y) + emu(end.y)) / 2
    turn = {"rot": QUARTER_TURN, "flipH": end.y < start.y or None, "flipV": end.x > start.x or None}
    place = element("a:off", {"x": round(middle_x - along / 2), "y": round(middle_y - across / 2)})
    return element("a:xfrm", turn, place, element("a:ext", {"cx": along, "cy": across}))


def free_course(path: Sequence[Point], *, curved: bool) -> Course:
    """Exactly the path, which no preset draws; in a connector it stays glued and stretches with its ends."""
    xs, ys = [emu(point.x) for point in path], [emu(point.y) for point in path]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    pairs = [f"{x - left} {y - top}" for x, y in zip(xs, ys, strict=True)]
    if curved:
        steps = [" ".join(["C", *pairs[index : index + 3]]) for index in range(1, len(pairs), 3)]
    else:
        steps = [f"L {pair}" for pair in pairs[1:]]
    commands = " ".join([f"M {pairs[0]}", *steps])
    shape = element(
        "a:custGeom",
        None,
        *(element(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")),
        element("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"}),
        element("a:pathLst", None, path_element(commands, line=True, size=(width, height))),
    )
    place = element("a:off", {"x": left, "y": top})
    return Course(element("a:xfrm", None, place, element("a:ext", {"cx": width, "cy": height})), shape)


def _gap(one: Point, other: Point) -> Points:
    return max(abs(one.x - other.x), abs(one.y - other.y))


def _off_line(point: Point, start: Point, end: Point) -> Points:
    """How far a point lies from the straight line between two others, or from them beyond its ends."""
    dx, dy = end.x - start.x, end.y - start.y
    length = dx * dx + dy * dy
    if length == 0:
        return _gap(point, start)
    along = min(max(((point.x - start.x) * dx + (point.y - start.y) * dy) / length, 0), 1)
    return float(((start.x + along * dx - point.x) ** 2 + (start.y + along * dy - point.y) ** 2) ** 0.5)
