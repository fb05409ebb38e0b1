"""A figure after layout: everything with its coordinates in points, ready for SVG, PNG and native shapes.

Drawing
└── items, back to front
    ├── DrawnCluster   a rounded box with a title
    ├── DrawnEdge      a path from one node's outline to another's
    └── DrawnNode      an outline and label, or an icon above a label
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.graph import Align as Align  # noqa: PLC0414 - text blocks have it, and most ask here for it
from coursedeck.model.graph import Arrow, Dash, Icon, NodeShape
from coursedeck.model.text import Span
from coursedeck.model.units import Box, Point, Points

RADIUS: Points = 6.0
"""Radius of rounded corners; never more than half the shorter side."""
GROUND_ID = "ground"
"""Id of the box behind a figure that brings a background of its own."""
SLANT = 0.3
"""Horizontal extent of slanted sides as a fraction of the height; a third of the width at most."""
CYLINDER_CAP = 0.12
"""Vertical radius of a cylinder's elliptic ends as a fraction of the height."""


class TextLine(Struct, frozen=True):
    """One line of a text block; `baseline` is measured from the top of the drawing."""

    spans: tuple[Span, ...]
    width: Points
    baseline: Points

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(span.text for span in self.spans)


class TextBlock(Struct, frozen=True):
    """Lines of text in a box that is at least as wide as each of them."""

    box: Box
    lines: tuple[TextLine, ...]
    size: Points
    color: str
    align: Align = Align.CENTER
    bold: bool = False
    italic: bool = False

    @property
    def plain(self) -> str:
        """The text without styles, one row for each line."""
        return "\n".join(line.plain for line in self.lines)


class Paint(Struct, frozen=True):
    """Fill and outline; None paints nothing. Colours are ``#rrggbb``."""

    fill: str | None
    stroke: str | None
    stroke_width: Points
    dash: Dash = Dash.SOLID


class DrawnCell(Struct, frozen=True):
    """A field of a table node with coordinates, inside the node's box."""

    box: Box
    paint: Paint
    label: TextBlock | None


class DrawnNode(Struct, frozen=True):
    """A node with coordinates; `box` encloses outline, icon and label."""

    id: str
    box: Box
    shape: NodeShape
    paint: Paint
    label: TextBlock | None
    icon: Icon | None = None
    icon_box: Box | None = None
    link: str | None = None
    name: str = ""
    """The accessible name of a node without a label."""
    cells: tuple[DrawnCell, ...] = ()
    outer_label: TextBlock | None = None
    """Text beside the node, outside of `box`."""


class DrawnCluster(Struct, frozen=True):
    """A cluster with coordinates; the title is inside `box`."""

    id: str
    box: Box
    paint: Paint
    title: TextBlock | None
    rounded: bool = True


class DrawnEdge(Struct, frozen=True):
    """An edge with its route.

    `path` starts on the outline of the tail and ends on the outline of the head, at the tip of the arrow head. With
    `curved` it is a start point and then three points for each cubic Bézier segment; else the points of a polyline.
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
    tail_label: TextBlock | None = None
    head_label: TextBlock | None = None


DrawnItem: TypeAlias = DrawnCluster | DrawnEdge | DrawnNode


class Drawing(Struct, frozen=True):
    """A figure after layout; the origin is its top left, and nothing extends beyond `width` × `height`."""

    name: str
    title: str
    description: str
    """The graph in words, for ``<desc>`` and alt text."""
    width: Points
    height: Points
    items: tuple[DrawnItem, ...]
    """Back to front: outer clusters, inner clusters, edges, nodes."""
    smallest_label: Points
    """Font size of the smallest text when the drawing is shown at its own width and height."""


class FigureFiles(Struct, frozen=True):
    """A drawing as picture files, for ``{as=picture}``."""

    svg: bytes
    png: bytes
