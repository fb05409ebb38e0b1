"""Pictures side by side: of one height, each above its caption, in as many rows as make them largest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from msgspec import Struct

from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

BETWEEN: Points = 20.0
"""Between two pictures of a row, and between rows."""

CAPTION_SPACE: Points = 6.0
"""Between a picture and its caption."""

_MOST_ROWS = 30
"""Rows that are tried; in more of them nobody sees a picture."""
_WORTH_A_ROW = 1.5
"""Pictures stand in one row more where that makes them so much higher."""

_LEAST_HEIGHT: Points = 110.0
"""Up to this height pictures are enlarged although their pixels are seen then, so that all have one height."""

_WIDER: Points = 70.0
"""Most by which a caption is wider than its picture."""

CaptionHeight = Callable[[int, Points], Points]
"""Height of the caption of a picture, by its index, in a width; 0 for none."""


class PictureSize(Struct, frozen=True):
    """How large a picture may become."""

    aspect: float
    """Width over height."""
    asked: Points | None = None
    """The height that its author asks for."""
    clear: Points | None = None
    """The height beyond which its pixels are seen."""


class PicturePlace(Struct, frozen=True):
    """Where a picture stands, and its caption; the caption's box is empty where there is none."""

    picture: Box
    caption: Box


class _PictureLine(Struct, frozen=True):
    """One row: its pictures by index, and the heights of the tallest picture and caption."""

    sizes: tuple[tuple[int, PictureSize], ...]
    height: Points = 0.0
    caption: Points = 0.0

    @property
    def between(self) -> Points:
        return BETWEEN * (len(self.sizes) - 1)

    def heights(self) -> tuple[Points, ...]:
        return tuple(min(self.height, size.asked or self.height) for _, size in self.sizes)

    def widths(self) -> tuple[Points, ...]:
        return tuple(height * size.aspect for height, (_, size) in zip(self.heights(), self.sizes, strict=True))

    def cells(self, width: Points) -> tuple[Points, ...]:
        """Widths of the pictures with the space beside them that their captions may take."""
        spare = max(0.0, width - self.between - sum(self.widths())) / len(self.sizes)
        return tuple(own + min(spare, _WIDER if self.caption else 0.0) for own in self.widths())

    @property
    def total(self) -> Points:
        """Height with the captions."""
        return max(self.heights()) + (self.caption + CAPTION_SPACE if self.caption else 0.0)


def placed_row(
    sizes: Sequence[PictureSize], box: Box, captions: CaptionHeight, columns: int = 0
) -> tuple[PicturePlace, ...]:
    """Where pictures stand in `box`, in the middle of its height; with `columns`, so many beside one another."""
    lines = _largest(sizes, box, captions, columns)
    total = sum(line.total for line in lines) + BETWEEN * (len(lines) - 1)
    top = box.top + max(0.0, (box.height - total) / 2)
    places: list[PicturePlace] = []
    for line in lines:
        cells = line.cells(box.width)
        left = box.left + (box.width - line.between - sum(cells)) / 2
        bottom = top + max(line.heights())
        for cell, width, height in zip(cells, line.widths(), line.heights(), strict=True):
            picture = Box(left + (cell - width) / 2, bottom - height, width, height)
            places.append(PicturePlace(picture, Box(left, bottom + CAPTION_SPACE, cell, line.caption)))
            left += cell + BETWEEN
        top += line.total + BETWEEN
    return tuple(places)


def row_height(sizes: Sequence[PictureSize], width: Points, captions: CaptionHeight, columns: int = 0) -> Points:
    """Height of pictures that stand in one row of `width`, or in rows of `columns`, as large as they may become."""
    lines = _divided(sizes, columns or len(sizes))
    fitted = _fitted(lines, Box(0, 0, width, 1e4), captions)
    return sum(line.total for line in fitted) + BETWEEN * (len(fitted) - 1)


def _largest(sizes: Sequence[PictureSize], box: Box, captions: CaptionHeight, columns: int) -> tuple[_PictureLine, ...]:
    counts = (
        [columns]
        if columns
        else dict.fromkeys(ceil(len(sizes) / rows) for rows in range(1, min(len(sizes), _MOST_ROWS) + 1))
    )
    choices = [_fitted(_divided(sizes, count), box, captions) for count in counts]
    return max(choices, key=lambda lines: lines[0].height / _WORTH_A_ROW ** min(len(lines) - 1, _MOST_ROWS))


def _divided(sizes: Sequence[PictureSize], count: int) -> tuple[_PictureLine, ...]:
    counted = tuple(enumerate(sizes))
    return tuple(_PictureLine(counted[at : at + count]) for at in range(0, len(counted), count))


def _fitted(lines: Sequence[_PictureLine], box: Box, captions: CaptionHeight) -> tuple[_PictureLine, ...]:
    """The lines with pictures of one height, which leaves room for the captions."""
    fitted = tuple(lines)
    for _ in range(3):  # captions take more lines where pictures become narrower
        height = _common_height(fitted, box)
        fitted = tuple(_with_captions(replace(line, height=height), box.width, captions) for line in fitted)
    return fitted


def _common_height(lines: Sequence[_PictureLine], box: Box) -> Points:
    words = sum(line.caption + CAPTION_SPACE for line in lines if line.caption)
    room = (box.height - words - BETWEEN * (len(lines) - 1)) / len(lines)
    by_width = min((box.width - line.between) / sum(size.aspect for _, size in line.sizes) for line in lines)
    clear = [size.clear for line in lines for _, size in line.sizes if size.clear and not size.asked]
    asked = [size.asked for line in lines for _, size in line.sizes if size.asked]
    every = len(asked) == sum(len(line.sizes) for line in lines)
    most = max(asked) if every else max(_LEAST_HEIGHT, min(clear)) if clear else box.height
    return max(1.0, min(room, by_width, most))


def _with_captions(line: _PictureLine, width: Points, captions: CaptionHeight) -> _PictureLine:
    cells = line.cells(width)
    heights = [captions(index, cell) for (index, _), cell in zip(line.sizes, cells, strict=True)]
    return replace(line, caption=max(heights))
