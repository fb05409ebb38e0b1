"""What a figure looks like: everything with a place, in points, ready for SVG, PNG and native shapes.

Drawing
└── items, back to front
    ├── DrawnCluster   a rounded box with a title
    ├── DrawnEdge      a path from one shape's rim to another's
    └── DrawnNode      an outline and label, or an icon above a label
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from coursedeck.model.graph import Arrow, Dash, Icon, NodeShape
from coursedeck.model.text import Span
from coursedeck.model.units import Box, Point, Points

RADIUS: Points = 6.0
"""Of rounded corners; never more than half the shorter side."""
SLANT = 0.3
"""How far slanted sides reach in, as part of the height; a third of the width at most."""
CYLINDER_CAP = 0.12
"""Height of a cylinder's ellipse above its middle, as part of the height."""


class Align(StrEnum):
    """Where the lines of a text stand in its box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, already broken; `baseline` is measured from the top of the drawing."""

    spans: tuple[Span, ...]
    width: Points
    baseline: Points

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Measured lines in a box; every line fits its width."""

    box: Box
    lines: tuple[TextLine, ...]
    size: Points
    color: str
    align: Align = Align.CENTER
    bold: bool = False
    italic: bool = False

    @property
    def plain(self) -> str:
        """The words, one line each."""
        return "\n".join(line.plain for line in self.lines)


@dataclass(frozen=True, slots=True)
class Paint:
    """Fill and outline, all decided; None is nothing painted. Colours are ``#rrggbb``."""

    fill: str | None
    stroke: str | None
    stroke_width: Points
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node in its place; `box` holds outline, icon and label."""

    id: str
    box: Box
    shape: NodeShape
    paint: Paint
    label: TextBlock | None
    icon: Icon | None = None
    icon_box: Box | None = None
    link: str | None = None
    name: str = ""
    """What people call it, where it shows no words of its own."""


@dataclass(frozen=True, slots=True)
class DrawnCluster:
    """A cluster in its place; the title lies inside `box`."""

    id: str
    box: Box
    paint: Paint
    title: TextBlock | None
    rounded: bool = True


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge in its place.

    `path` starts on the rim of the tail and ends on the rim of the head (where the arrow's tip is). With
    `curved`, it is a start point and then three points a cubic Bézier segment; else the corners of a polyline.
    """

    id: str
    tail: str
    head: str
    path: tuple[Point, ...]
    curved: bool
    paint: Paint
    tail_arrow: Arrow
    head_arrow: Arrow
    label: TextBlock | None = None


DrawnItem: TypeAlias = DrawnCluster | DrawnEdge | DrawnNode


@dataclass(frozen=True, slots=True)
class Drawing:
    """A laid-out figure; the origin is its top left and nothing lies outside `width` × `height`."""

    name: str
    title: str
    description: str
    """What the graph says, in words, for ``<desc>`` and alt text."""
    width: Points
    height: Points
    items: tuple[DrawnItem, ...]
    """Back to front: outer clusters, inner clusters, edges, nodes."""
    smallest_label: Points
    """Size of the smallest text at scale 1; `width` × `height` already fill the area that layout was given."""


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """A figure's drawing as picture files, for ``{as=picture}``."""

    svg: bytes = field(repr=False)
    png: bytes = field(repr=False)
