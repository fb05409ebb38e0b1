"""Snapshots of the figures, pictures and charts on a slide."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.deck_file import FileShape, FileSlide, ShapeKind
from coursedeck.model.review import FigureSnapshot
from coursedeck.model.units import Box, Size

_DRAWN = {ShapeKind.GROUP, ShapeKind.PICTURE, ShapeKind.CHART}


def figures_of(slide: FileSlide, size: Size) -> Iterator[FigureSnapshot]:
    """Snapshots of a slide's groups, pictures and charts, back to front; shapes in a group belong to the group."""
    for shape in slide.shapes:
        if shape.group is None and shape.kind in _DRAWN and shape.box is not None:
            inner = [one for one in slide.shapes if one.group == shape.id]
            lines = [one for one in inner if one.kind is ShapeKind.LINE]
            yield FigureSnapshot(
                shape.name,
                shape.kind.value,
                shape.digest,
                _percent(shape.box, size),
                tuple(_labels(shape, inner, {line.alt for line in lines})),
                tuple(f"{line.name} [{line.alt}]" if line.alt else line.name for line in lines),
            )


def _labels(shape: FileShape, inner: list[FileShape], on_lines: set[str]) -> Iterator[str]:
    """Texts in a figure, except labels of its connectors, which are listed as edges."""
    yield from (" | ".join(row) for row in shape.rows)
    texts = (" ".join(one.plain.split()) for one in inner)
    yield from (text for text in texts if text and text not in on_lines)


def _percent(box: Box, size: Size) -> tuple[float, float, float, float]:
    wide, high = 100 / size.width, 100 / size.height
    return round(box.left * wide, 1), round(box.top * high, 1), round(box.width * wide, 1), round(box.height * high, 1)
