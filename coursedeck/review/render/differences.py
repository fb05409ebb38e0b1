"""Regions in which two pictures of a slide differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageChops

from coursedeck.model.review import FigureSnapshot
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


def same_figures(
    before: Path, after: Path, old: Sequence[FigureSnapshot], new: Sequence[FigureSnapshot], tolerance: int = 0
) -> frozenset[str]:
    """Digests of those figures of the later picture that look as they did in the earlier one, pixel by pixel.

    Channels may differ by `tolerance` out of 255. None where a picture is missing.
    """
    by_name = {figure.name: figure for figure in old}
    pairs = [(by_name[one.name], one) for one in new if one.name in by_name and by_name[one.name].digest != one.digest]
    if not pairs:
        return frozenset()
    try:
        with Image.open(before) as first, Image.open(after) as second:
            return frozenset(
                one.digest for was, one in pairs if _look_alike(_crop(first, was), _crop(second, one), tolerance)
            )
    except OSError:
        return frozenset()


def _look_alike(one: Image.Image, other: Image.Image, tolerance: int) -> bool:
    return one.size == other.size and _most(_largest(ImageChops.difference(one, other))) <= tolerance


def _most(differ: Image.Image) -> int:
    return max((value for value, count in enumerate(differ.histogram()) if count), default=0)


def _crop(picture: Image.Image, figure: FigureSnapshot) -> Image.Image:
    left, top, width, height = figure.place
    wide, high = picture.width / 100, picture.height / 100
    corner = round(left * wide), round(top * high)
    return picture.convert("RGB").crop((*corner, corner[0] + round(width * wide), corner[1] + round(height * high)))


def differences(before: Path, after: Path, masks: Iterable[Box] = ()) -> tuple[Region, ...]:
    """Left, top, width and height of each differing region in percent of the picture, from top to bottom.

    `masks` are boxes in points to ignore. Empty if a picture is missing, sizes differ, or nearly everything differs.
    """
    try:
        with Image.open(before) as one, Image.open(after) as other:
            if one.size != other.size:
                return ()
            differ = _largest(ImageChops.difference(one.convert("RGB"), other.convert("RGB")))
    except OSError:
        return ()
    for mask in masks:
        mask_out(differ, mask, 0)
    # the least difference counts where nothing else differs: a colour that is one step off
    least = _SEEN if _most(differ) > _SEEN else 0
    cells = (
        differ.point(lambda value: 255 if value > least else 0).reduce(_CELL).point(lambda value: 255 if value else 0)
    )
    wide, high = cells.size
    data = cells.tobytes()
    found = {(at % wide, at // wide) for at, value in enumerate(data) if value}
    if len(found) > _MOST * wide * high:
        return ()
    boxes = sorted(_bounds(group) for group in _groups(found))
    return tuple(_percent(box, differ.size) for box in sorted(boxes, key=lambda box: (box[1], box[0])))


def _largest(differ: Image.Image) -> Image.Image:
    """The largest difference of each pixel's channels: a grey level would round one step of blue to nothing."""
    red, green, blue = differ.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


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
