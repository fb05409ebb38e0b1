"""UML's pseudostates and the like: start, end, choice, fork and join. They have no label and a fixed size in points."""

from __future__ import annotations

from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.model.graph import GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.units import Points

_DARK = "#595959"
_FILLED = GraphStyle(fill=_DARK, stroke=_DARK)

APPEARANCE: dict[str, tuple[NodeShape, GraphStyle | None, tuple[Points, Points]]] = {
    "start": (NodeShape.CIRCLE, _FILLED, (12.0, 12.0)),
    "end": (NodeShape.DOUBLE_CIRCLE, GraphStyle(stroke=_DARK, stroke_width=2.0), (18.0, 18.0)),
    "choice": (NodeShape.DIAMOND, None, (24.0, 24.0)),
    "fork": (NodeShape.RECTANGLE, _FILLED, (54.0, 6.0)),
    "join": (NodeShape.RECTANGLE, _FILLED, (54.0, 6.0)),
}
KINDS = frozenset(APPEARANCE)

SHAPE_NAMES = {
    **dict.fromkeys(("sm-circ", "small-circle", "start", "f-circ", "filled-circle", "junction"), "start"),
    **dict.fromkeys(("fr-circ", "framed-circle", "stop"), "end"),
    **dict.fromkeys(("fork", "join"), "fork"),
}
"""Names of flowchart shapes (``@{ shape: … }``) that are pseudostates unless the author gives a label."""


def apply_kind(builder: GraphBuilder, name: str, kind: str, source: Source) -> None:
    """Give the node `name`, which was mentioned, the outline, style and size of `kind`, one of `KINDS`."""
    shape, style, size = APPEARANCE[kind]
    builder.describe(name, source, Label(), shape, style, size)
