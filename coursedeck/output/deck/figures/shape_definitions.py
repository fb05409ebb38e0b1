"""Node shapes as guides and paths (ECMA-376 part 1, 20.1.9); `guides` works them out for the box of each shape.

Path commands: M x y, L x y, C x1 y1 x2 y2 x3 y3, A width-radius height-radius start sweep, Z. Their operands are names
of guides (20.1.9.11, 20.1.10.54).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES, steps
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box

Guide = tuple[str, str]
Site = tuple[str, str]

STANDARD_SITES: tuple[Site, Site, Site, Site] = (("hc", "t"), ("l", "vc"), ("hc", "b"), ("r", "vc"))
"""Top, left, bottom, right: LibreOffice takes the first four sites of a geometry for these, wherever they are."""

RADIUS = "radius"
"""Name of the guide that holds the corner radius; see `corner_guide`."""


class GeometryPath(Struct, frozen=True):
    """One path of a geometry; with `line` it is stroked and not filled."""

    commands: str
    line: bool = False


WHOLE = (0.0, 0.0, 100.0, 100.0)


class ShapeDefinition(Struct, frozen=True):
    """Paths and guides of a shape; `preset` names a preset geometry that looks the same and has only standard sites."""

    paths: tuple[GeometryPath, ...]
    guides: tuple[Guide, ...] = ()
    preset: str | None = None
    text: tuple[float, float, float, float] = WHOLE
    """The rectangle for the text in percent: left, top, right, bottom."""

    def text_box(self, box: Box) -> Box:
        """The rectangle for the text in a box."""
        left, top, right, bottom = (share / 100 for share in self.text)
        width, height = box.width, box.height
        return Box(box.left + left * width, box.top + top * height, (right - left) * width, (bottom - top) * height)


_RECTANGLE = (GeometryPath("M l t L r t L r b L l b Z"),)
_ELLIPSE = GeometryPath("M l vc A wd2 hd2 cd2 cd4 A wd2 hd2 3cd4 cd4 A wd2 hd2 0 cd4 A wd2 hd2 cd4 cd4 Z")
_ROUND = (
    GeometryPath("M l c A c c cd2 cd4 L cx t A c c 3cd4 cd4 L r cy A c c 0 cd4 L c b A c c cd4 cd4 Z"),
)  # fmt: skip
_ROUND_GUIDES: tuple[Guide, ...] = (("cx", "+- r 0 c"), ("cy", "+- b 0 c"))
_SLANT_GUIDES: tuple[Guide, ...] = (("sh", "*/ h 3 10"), ("sw", "*/ w 1 3"), ("s", "min sh sw"), ("e", "+- r 0 s"))
"""Slanted sides are inset by three tenths of the height, but by a third of the width at most."""

_CLOUD = (
    ("M", (25, 90)), ("C", (8, 90, 2, 75, 8, 63)), ("C", (0, 45, 14, 30, 28, 34)), ("C", (32, 14, 58, 8, 68, 24)),
    ("C", (84, 16, 98, 34, 92, 50)), ("C", (104, 66, 94, 90, 76, 90)),
)  # fmt: skip
"""Commands with x and y in percent of width and height."""


def corner_share(width: float, height: float, radius: float) -> float:
    """A corner radius as a share of the shorter side, at most half, as ``adj`` of ``roundRect`` takes it."""
    return min(radius / max(min(width, height), 1.0), 0.5)


def corner_guide(share: float) -> Guide:
    """The guide `RADIUS`, relative to the shorter side: programs disagree on the unit of absolute lengths in guides."""
    return RADIUS, f"*/ ss {round(share * 100_000)} 100000"


def _cloud() -> ShapeDefinition:
    numbers = [number for _, group in _CLOUD for number in group]
    guides = {f"x{number}": f"*/ w {number} 100" for number in numbers[::2]}
    guides |= {f"y{number}": f"*/ h {number} 100" for number in numbers[1::2]}
    steps = [
        " ".join([letter, *(f"{'xy'[index % 2]}{number}" for index, number in enumerate(group))])
        for letter, group in _CLOUD
    ]
    return ShapeDefinition((GeometryPath(" ".join([*steps, "Z"])),), tuple(sorted(guides.items())))


def _flowchart(shape: NodeShape) -> ShapeDefinition:
    """A shape of the flowchart table, with a guide for every number."""
    given = FLOWCHART_SHAPES[shape]
    guides: dict[str, str] = {}

    def commands(path: str) -> str:
        words: list[str] = []
        for letter, numbers in steps(path):
            words.append(letter)
            for index, number in enumerate(numbers):
                name = f"{'xy'[index % 2]}{round(number * 100)}".replace("-", "m")
                guides[name] = f"*/ {'wh'[index % 2]} {round(number * 100)} 10000"
                words.append(name)
        return " ".join(words)

    paths = [GeometryPath(commands(path)) for path in given.paths]
    paths += [GeometryPath(commands(path), line=True) for path in given.lines]
    return ShapeDefinition(tuple(paths), tuple(sorted(guides.items())), given.preset, given.text)


_ROUNDED = ShapeDefinition(_ROUND, (("c", f"*/ {RADIUS} 1 1"), *_ROUND_GUIDES), preset="roundRect")

SHAPE_DEFINITIONS: Mapping[NodeShape, ShapeDefinition] = {
    NodeShape.NONE: _ROUNDED,
    NodeShape.RECTANGLE: ShapeDefinition(_RECTANGLE, preset="rect"),
    NodeShape.ROUNDED: _ROUNDED,
    NodeShape.STADIUM: ShapeDefinition(_ROUND, (("c", "*/ ss 1 2"), *_ROUND_GUIDES), preset="roundRect"),
    NodeShape.SUBROUTINE: ShapeDefinition(
        (*_RECTANGLE, GeometryPath("M s t L s b M e t L e b", line=True)),
        (("s", f"*/ {RADIUS} 4 3"), ("e", "+- r 0 s")),
    ),
    NodeShape.CYLINDER: ShapeDefinition(
        (
            GeometryPath("M l k A wd2 k cd2 cd2 L r e A wd2 k 0 cd2 Z"),
            GeometryPath("M l k A wd2 k cd2 -10800000", line=True),
        ),
        (("k", "*/ h 12 100"), ("e", "+- b 0 k")),
    ),
    NodeShape.CIRCLE: ShapeDefinition((_ELLIPSE,)),
    NodeShape.ELLIPSE: ShapeDefinition((_ELLIPSE,)),
    NodeShape.DOUBLE_CIRCLE: ShapeDefinition(
        (_ELLIPSE, GeometryPath("M g vc A iw ih cd2 cd4 A iw ih 3cd4 cd4 A iw ih 0 cd4 A iw ih cd4 cd4 Z", line=True)),
        (("g", f"*/ {RADIUS} 2 3"), ("iw", "+- wd2 0 g"), ("ih", "+- hd2 0 g")),
    ),
    NodeShape.DIAMOND: ShapeDefinition((GeometryPath("M l vc L hc t L r vc L hc b Z"),), preset="diamond"),
    NodeShape.HEXAGON: ShapeDefinition((GeometryPath("M l vc L s t L e t L r vc L e b L s b Z"),), _SLANT_GUIDES),
    NodeShape.PARALLELOGRAM: ShapeDefinition((GeometryPath("M l b L s t L r t L e b Z"),), _SLANT_GUIDES),
    NodeShape.PARALLELOGRAM_ALT: ShapeDefinition((GeometryPath("M l t L e t L r b L s b Z"),), _SLANT_GUIDES),
    NodeShape.TRAPEZOID: ShapeDefinition((GeometryPath("M l b L s t L e t L r b Z"),), _SLANT_GUIDES),
    NodeShape.TRAPEZOID_ALT: ShapeDefinition((GeometryPath("M l t L r t L e b L s b Z"),), _SLANT_GUIDES),
    NodeShape.FLAG: ShapeDefinition((GeometryPath("M l t L r t L r b L l b L s vc Z"),), _SLANT_GUIDES),
    NodeShape.TRIANGLE: ShapeDefinition((GeometryPath("M hc t L r b L l b Z"),)),
    NodeShape.DOCUMENT: ShapeDefinition(
        (GeometryPath("M l t L r t L r y1 C hc y1 hc y3 l y2 Z"),),
        (("y1", "*/ h 17322 21600"), ("y2", "*/ h 20172 21600"), ("y3", "*/ h 23922 21600")),
    ),
    NodeShape.CLOUD: _cloud(),
    NodeShape.CROSS: ShapeDefinition((GeometryPath("M l t L r b M r t L l b", line=True),)),
    NodeShape.ACTOR: ShapeDefinition(
        (
            GeometryPath("M x1 vh A rh rh cd2 cd4 A rh rh 3cd4 cd4 A rh rh 0 cd4 A rh rh cd4 cd4 Z"),
            GeometryPath("M hc neck L hc hips M l vc L r vc M hc hips L l b M hc hips L r b", line=True),
        ),
        (("rh", "*/ h 1 6"), ("vh", "*/ h 1 6"), ("x1", "+- hc 0 rh"), ("neck", "*/ h 1 3"), ("hips", "*/ h 2 3")),
    ),
    **{shape: _flowchart(shape) for shape in FLOWCHART_SHAPES},
}
