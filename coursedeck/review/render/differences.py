"""Regions in which two pictures of a slide differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image, ImageChops

from coursedeck.model.units import Box
from coursedeck.review.render.store import mask_out

_CELL = 8
"""Side in pixels of the cells that pictures are compared by."""
_SEEN = 24
"""Difference of grey level, out of 255, above which it counts as visible."""
_NEAR = 3
"""Cells closer than this are merged into one region."""
_MOST = 0.4
"""Share of the slide above which no regions are reported, since they would cover everything."""

Region = tuple[float, float, float, float]
_Cell = tuple[int, int]


def differences(before: Path, after: Path, masks: Iterable[Box] = ()) -> tuple[Region, ...]:
    """Left, top, width and height of each differing region in percent of the picture, from top to bottom.

    `masks` are boxes in points to ignore. Empty if a picture is missing, sizes differ, or nearly everything differs.
    """
    try:
        with Image.open(before) as one, Image.open(after) as other:
            if one.size != other.size:
                return ()
            differ = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    except OSError:
        return ()
    for mask in masks:
        mask_out(differ, mask, 0)
    cells = (
        differ.point(lambda value: 255 if value > _SEEN else 0).reduce(_CELL).point(lambda value: 255 if value else 0)
    )
    wide, high = cells.size
    data = cells.tobytes()
    found = {(at % wide, at // wide) for at, value in enumerate(data) if value}
    if len(found) > _MOST * wide * high:
        return ()
    boxes = sorted(_bounds(group) for group in _groups(found))
    return tuple(_percent(box, differ.size) for box in sorted(boxes, key=lambda box: (box[1], box[0])))


def _groups(cells: set[_Cell]) -> Iterator[list[_Cell]]:
    """Connected groups of cells at most `_NEAR` cells apart."""
    left = set(cells)
    reach = range(-_NEAR, _NEAR + 1)
    while left:
        waiting = [left.pop()]
        group = []
        while waiting:
            column, row = waiting.pop()
            group.append((column, row))
            near = {(column + x, row + y) for x in reach for y in reach} & left
            left -= near
            waiting += near
        yield group


def _bounds(group: list[_Cell]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels, with a margin of half a cell."""
    columns, rows = [column for column, _ in group], [row for _, row in group]
    return (
        max(min(columns) * _CELL - _CELL // 2, 0),
        max(min(rows) * _CELL - _CELL // 2, 0),
        (max(columns) + 1) * _CELL + _CELL // 2,
        (max(rows) + 1) * _CELL + _CELL // 2,
    )


def _percent(box: tuple[int, int, int, int], size: tuple[int, int]) -> Region:
    left, top, right, bottom = box[0], box[1], min(box[2], size[0]), min(box[3], size[1])
    wide, high = 100 / size[0], 100 / size[1]
    return round(left * wide, 2), round(top * high, 2), round((right - left) * wide, 2), round((bottom - top) * high, 2)
