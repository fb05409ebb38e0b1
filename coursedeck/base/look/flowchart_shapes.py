"""Outlines of the flowchart shapes that PowerPoint has as presets, for pictures, native shapes and layout alike.

Paths are in percent of width and height, written in letters: M x y, L x y, C x1 y1 x2 y2 x3 y3, Z. Numbers, text
rectangles and the names of presets are those of ECMA-376 part 1, annex presetShapeDefinitions.xml; arcs are Bézier
curves here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box, Point

_FLATNESS = 8
"""Straight pieces that stand for a curve where lines are cut off at it."""


class FlowchartShape(Struct, frozen=True):
    """Filled paths, lines on top of them, the rectangle for the text (left, top, right, bottom), the preset's name.

    Lines from other nodes end at `rim`; without one, at the last of the filled paths.
    """

    paths: tuple[str, ...]
    lines: tuple[str, ...] = ()
    text: tuple[float, float, float, float] = (0.0, 0.0, 100.0, 100.0)
    preset: str | None = None
    rim: str = ""

    def text_box(self, box: Box) -> Box:
        """The rectangle for the text in a box."""
        left, top, right, bottom = self.text
        return Box(
            box.left + left * box.width / 100,
            box.top + top * box.height / 100,
            (right - left) * box.width / 100,
            (bottom - top) * box.height / 100,
        )


_SHEET = "M 0 0 L 100 0 L 100 80.19 C 50 80.19 50 110.75 0 93.39 Z"
"""The preset ``flowChartDocument``."""
_FRAME = "M 0 0 L 100 0 L 100 100 L 0 100 Z"
_LEFT_BRACE = (
    "M 8 0 C 4 0 4 4 4 15 L 4 35 C 4 46 4 50 0 50 C 4 50 4 54 4 65 L 4 85 C 4 96 4 100 8 100 "
    "C 4 100 4 96 4 85 L 4 65 C 4 54 4 50 0 50 C 4 50 4 46 4 35 L 4 15 C 4 4 4 0 8 0 Z"
)
"""There and back, so that it is a closed path that encloses nothing."""
_RIGHT_BRACE = (
    "M 92 0 C 96 0 96 4 96 15 L 96 35 C 96 46 96 50 100 50 C 96 50 96 54 96 65 L 96 85 C 96 96 96 100 92 100 "
    "C 96 100 96 96 96 85 L 96 65 C 96 54 96 50 100 50 C 96 50 96 46 96 35 L 96 15 C 96 4 96 0 92 0 Z"
)
_BULGE = "C 105 0 105 100 83.33 100"
FLOWCHART_SHAPES: Mapping[NodeShape, FlowchartShape] = {
    NodeShape.MERGE: FlowchartShape(("M 0 0 L 100 0 L 50 100 Z",), (), (25, 0, 75, 50), "flowChartMerge"),
    NodeShape.MANUAL_INPUT: FlowchartShape(
        ("M 0 20 L 100 0 L 100 100 L 0 100 Z",), (), (0, 20, 100, 100), "flowChartManualInput"
    ),
    NodeShape.DOCUMENTS: FlowchartShape(
        (
            "M 13.76 8.4 L 13.76 0 L 100 0 L 100 66.63 C 96.3 66.63 92.59 66.98 92.59 66.98 L 92.59 8.4 Z",
            "M 7.09 17.01 L 7.09 8.4 L 92.59 8.4 L 92.59 75.24 C 89.34 75.24 86.09 75.7 86.09 75.7 L 86.09 17.01 Z",
            "M 0 96.21 C 43.05 108.99 43.05 83.44 86.09 83.44 L 86.09 17.01 L 0 17.01 Z",
        ),
        (),
        (0, 17.01, 86.09, 83.44),
        "flowChartMultidocument",
    ),
    NodeShape.PAPER_TAPE: FlowchartShape(
        ("M 0 10 C 0 23.3 50 23.3 50 10 C 50 -3.3 100 -3.3 100 10 L 100 90 C 100 76.7 50 76.7 50 90 "
         "C 50 103.3 0 103.3 0 90 Z",),
        (), (0, 20, 100, 80), "flowChartPunchedTape",
    ),
    NodeShape.DELAY: FlowchartShape(
        ("M 0 0 L 50 0 C 116.67 0 116.67 100 50 100 L 0 100 Z",), (), (0, 14.64, 85.36, 85.36), "flowChartDelay"
    ),
    NodeShape.DISPLAY: FlowchartShape(
        (f"M 0 50 L 16.67 0 L 83.33 0 {_BULGE} L 16.67 100 Z",), (), (16.67, 0, 83.33, 100), "flowChartDisplay"
    ),
    NodeShape.DRUM: FlowchartShape(
        (f"M 16.67 0 L 83.33 0 {_BULGE} L 16.67 100 C -5 100 -5 0 16.67 0 Z",),
        ("M 83.33 100 C 61.67 100 61.67 0 83.33 0",),
        (16.67, 0, 66.67, 100),
        "flowChartMagneticDrum",
    ),
    NodeShape.COLLATE: FlowchartShape(
        ("M 0 0 L 100 0 L 50 50 L 100 100 L 0 100 L 50 50 Z",), (), (25, 25, 75, 75), "flowChartCollate"
    ),
    NodeShape.STORED_DATA: FlowchartShape(
        ("M 16.67 0 L 100 0 C 78.33 0 78.33 100 100 100 L 16.67 100 C -5 100 -5 0 16.67 0 Z",),
        (),
        (16.67, 0, 83.33, 100),
        "flowChartOnlineStorage",
    ),
    NodeShape.LOOP_LIMIT: FlowchartShape(
        ("M 12 0 L 88 0 L 100 30 L 100 100 L 0 100 L 0 30 Z",), (), (4, 8, 96, 100)
    ),
    NodeShape.CARD: FlowchartShape(
        ("M 0 20 L 20 0 L 100 0 L 100 100 L 0 100 Z",), (), (0, 20, 100, 100), "flowChartPunchedCard"
    ),
    NodeShape.INTERNAL_STORAGE: FlowchartShape(
        ("M 0 0 L 100 0 L 100 100 L 0 100 Z",),
        ("M 12.5 0 L 12.5 100 M 0 12.5 L 100 12.5",),
        (12.5, 12.5, 100, 100),
        "flowChartInternalStorage",
    ),
    NodeShape.CROSSED_CIRCLE: FlowchartShape(
        ("M 0 50 C 0 22.39 22.39 0 50 0 C 77.61 0 100 22.39 100 50 C 100 77.61 77.61 100 50 100 "
         "C 22.39 100 0 77.61 0 50 Z",),
        ("M 14.64 14.64 L 85.36 85.36 M 85.36 14.64 L 14.64 85.36",),
        (14.64, 14.64, 85.36, 85.36), "flowChartSummingJunction",
    ),
    NodeShape.STACKED: FlowchartShape(
        (
            "M 8 8 L 8 0 L 100 0 L 100 84 L 96 84 L 96 8 Z",
            "M 4 16 L 4 8 L 96 8 L 96 92 L 92 92 L 92 16 Z",
            "M 0 16 L 92 16 L 92 100 L 0 100 Z",
        ),
        (),
        (0, 16, 92, 100),
    ),
    NodeShape.LINED: FlowchartShape(
        ("M 0 0 L 100 0 L 100 100 L 0 100 Z",), ("M 8 0 L 8 100",), (8, 0, 100, 100)
    ),
    NodeShape.DIVIDED: FlowchartShape(
        ("M 0 0 L 100 0 L 100 100 L 0 100 Z",), ("M 0 20 L 100 20",), (0, 20, 100, 100)
    ),
    NodeShape.BOLT: FlowchartShape(
        ("M 39.22 0 L 59.54 28.15 L 51.16 31.47 L 76.75 55.59 L 68.37 59.62 L 100 100 L 46.35 69.05 L 56.58 64.75 "
         "L 23.25 44.93 L 35.19 38.81 L 0 18.01 Z",),
        (), (40.54, 34.43, 64.43, 66.1), "lightningBolt",
    ),
    NodeShape.TAGGED: FlowchartShape((_FRAME,), ("M 86 100 L 100 66",)),
    NodeShape.TAGGED_DOCUMENT: FlowchartShape((_SHEET,), ("M 84 82.5 L 100 54",), (0, 0, 100, 80.19)),
    NodeShape.LINED_DOCUMENT: FlowchartShape((_SHEET,), ("M 8 0 L 8 95.5",), (8, 0, 100, 80.19)),
    NodeShape.BRACE: FlowchartShape((_LEFT_BRACE,), (), (8, 0, 100, 100), rim=_FRAME),
    NodeShape.BRACE_RIGHT: FlowchartShape((_RIGHT_BRACE,), (), (0, 0, 92, 100), rim=_FRAME),
    NodeShape.BRACES: FlowchartShape((_LEFT_BRACE, _RIGHT_BRACE), (), (8, 0, 92, 100), rim=_FRAME),
    NodeShape.ARROW_RIGHT: FlowchartShape(
        ("M 0 25 L 75 25 L 75 0 L 100 50 L 75 100 L 75 75 L 0 75 Z",), (), (0, 25, 85, 75)
    ),
    NodeShape.ARROW_LEFT: FlowchartShape(
        ("M 100 25 L 25 25 L 25 0 L 0 50 L 25 100 L 25 75 L 100 75 Z",), (), (15, 25, 100, 75)
    ),
    NodeShape.ARROW_UP: FlowchartShape(
        ("M 20 100 L 20 40 L 0 40 L 50 0 L 100 40 L 80 40 L 80 100 Z",), (), (20, 35, 80, 100)
    ),
    NodeShape.ARROW_DOWN: FlowchartShape(
        ("M 20 0 L 20 60 L 0 60 L 50 100 L 100 60 L 80 60 L 80 0 Z",), (), (20, 0, 80, 65)
    ),
    NodeShape.ARROW_LEVEL: FlowchartShape(
        ("M 0 50 L 20 0 L 20 25 L 80 25 L 80 0 L 100 50 L 80 100 L 80 75 L 20 75 L 20 100 Z",), (), (12, 25, 88, 75)
    ),
    NodeShape.ARROW_UPRIGHT: FlowchartShape(
        ("M 50 0 L 100 28 L 80 28 L 80 72 L 100 72 L 50 100 L 0 72 L 20 72 L 20 28 L 0 28 Z",), (), (20, 22, 80, 78)
    ),
    NodeShape.ARROW_ALL: FlowchartShape(
        ("M 0 50 L 14 25 L 14 35 L 35 35 L 35 20 L 25 20 L 50 0 L 75 20 L 65 20 L 65 35 L 86 35 L 86 25 L 100 50 "
         "L 86 75 L 86 65 L 65 65 L 65 80 L 75 80 L 50 100 L 25 80 L 35 80 L 35 65 L 14 65 L 14 75 Z",),
        (), (10, 35, 90, 65),
    ),
}  # fmt: skip
"""Those that have no outline of their own in the layout; the others of Mermaid's names are in `NodeShape` too."""


def steps(path: str) -> Iterator[tuple[str, list[float]]]:
    """The letters of a path with their numbers."""
    words = path.split()
    while words:
        letter, words = words[0], words[1:]
        count = {"M": 2, "L": 2, "C": 6, "Z": 0}[letter]
        yield letter, [float(word) for word in words[:count]]
        words = words[count:]


def place(x: float, y: float, box: Box) -> Point:
    """A point of a path in a box."""
    return Point(box.left + x * box.width / 100, box.top + y * box.height / 100)


def polygon(shape: NodeShape, box: Box) -> tuple[Point, ...]:
    """The rim of a shape, with straight pieces for its curves."""
    return tuple(place(x, y, box) for x, y in _flat(shape))


@lru_cache(maxsize=64)
def _flat(shape: NodeShape) -> tuple[tuple[float, float], ...]:
    points: list[tuple[float, float]] = []
    given = FLOWCHART_SHAPES[shape]
    for _, numbers in steps(given.rim or given.paths[-1]):
        if len(numbers) == 2:
            points.append((numbers[0], numbers[1]))
        elif numbers:
            curve = [points[-1], *zip(numbers[::2], numbers[1::2], strict=True)]
            points += [_on_curve(curve, number / _FLATNESS) for number in range(1, _FLATNESS + 1)]
    return tuple(points)


def _on_curve(curve: list[tuple[float, float]], at: float) -> tuple[float, float]:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at * at * (1 - at), at**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, curve, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, curve, strict=True)),
    )
