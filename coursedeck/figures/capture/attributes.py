"""Convert Graphviz attributes, which are strings, to values of the model (graphviz.org/doc/info/attrs.html)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coursedeck.figures.capture.colors import hex_color
from coursedeck.model.graph import Arrow, Dash, Direction, GraphStyle, NodeShape
from coursedeck.model.units import Point, Points
from coursedeck.model.values import replace

Attributes = Mapping[str, str]
POINTS_PER_INCH = 72
PAPER = "#ffffff"
POINT: Points = 6.0
"""Default side of ``shape=point``; Graphviz's own default, 0.05 in, is hardly visible on a slide."""

_SHAPES = {
    "box": NodeShape.RECTANGLE, "rect": NodeShape.RECTANGLE, "rectangle": NodeShape.RECTANGLE,
    "square": NodeShape.RECTANGLE, "none": NodeShape.NONE, "plaintext": NodeShape.NONE, "plain": NodeShape.NONE,
    "underline": NodeShape.NONE, "ellipse": NodeShape.ELLIPSE, "oval": NodeShape.ELLIPSE, "egg": NodeShape.ELLIPSE,
    "circle": NodeShape.CIRCLE, "point": NodeShape.CIRCLE, "doublecircle": NodeShape.DOUBLE_CIRCLE,
    "diamond": NodeShape.DIAMOND, "hexagon": NodeShape.HEXAGON, "cylinder": NodeShape.CYLINDER,
    "parallelogram": NodeShape.PARALLELOGRAM, "trapezium": NodeShape.TRAPEZOID,
    "invtrapezium": NodeShape.TRAPEZOID_ALT, "triangle": NodeShape.TRIANGLE, "note": NodeShape.DOCUMENT,
    "tab": NodeShape.DOCUMENT, "folder": NodeShape.DOCUMENT, "cds": NodeShape.FLAG,
    "record": NodeShape.RECTANGLE, "mrecord": NodeShape.RECTANGLE,
}  # fmt: skip
_ARROWS = {
    "none": Arrow.NONE, "vee": Arrow.OPEN, "open": Arrow.OPEN, "halfopen": Arrow.OPEN, "crow": Arrow.OPEN,
    "curve": Arrow.OPEN, "diamond": Arrow.DIAMOND, "odiamond": Arrow.DIAMOND, "ediamond": Arrow.DIAMOND,
    "box": Arrow.DIAMOND, "obox": Arrow.DIAMOND, "dot": Arrow.CIRCLE, "odot": Arrow.CIRCLE, "invdot": Arrow.CIRCLE,
    "tee": Arrow.CROSS,
}  # fmt: skip


def number(attributes: Attributes, name: str) -> float | None:
    """The number of an attribute; None if it is missing or no number."""
    try:
        value = float(attributes.get(name, "").rstrip("!"))
    except ValueError:
        return None
    return value if 0 <= value < 1e5 else None


def position(attributes: Attributes) -> Point | None:
    """The centre that ``pos`` gives in inches, or points of ``inputscale`` to an inch; y grows downwards here.

    >>> position({"pos": "1,2!"}), position({"pos": "72,144", "inputscale": "72"})
    (Point(x=72.0, y=-144.0), Point(x=72.0, y=-144.0))
    """
    found = re.fullmatch(r"\s*([-+\d.e]+)\s*,\s*([-+\d.e]+)\s*(?:,[^!]*)?!?\s*", attributes.get("pos", ""))
    if found is None:
        return None
    unit = number(attributes, "inputscale") or 1.0
    try:
        x, y = (float(value) / unit * POINTS_PER_INCH for value in found.groups())
    except ValueError:
        return None
    return Point(x, -y) if max(abs(x), abs(y)) < 1e6 else None


def inches(attributes: Attributes, name: str) -> Points | None:
    """The length of an attribute that is given in inches."""
    value = number(attributes, name)
    return None if value is None else value * POINTS_PER_INCH


def truth(value: str) -> bool:
    """A Graphviz ``bool``."""
    return value.strip().lower() in {"true", "yes", "1"}


def styles(attributes: Attributes) -> tuple[str, ...]:
    """The items of a ``style`` list."""
    return tuple(item.strip().lower() for item in attributes.get("style", "").split(",") if item.strip())


def node_shape(attributes: Attributes, *, icon: bool) -> NodeShape:
    """The outline of a node; `diagrams` rounds boxes unless the author sets a ``style``."""
    name = attributes.get("shape", "none" if icon else "box").strip().lower()
    shape = _SHAPES.get(name, NodeShape.ROUNDED)
    if shape is NodeShape.RECTANGLE and ("style" not in attributes or "rounded" in styles(attributes)):
        return NodeShape.ROUNDED
    return shape


def is_record(attributes: Attributes) -> bool:
    """Whether the label of a node lists fields."""
    return attributes.get("shape", "").strip().lower() in {"record", "mrecord"}


def is_point(attributes: Attributes) -> bool:
    """Whether a node is Graphviz's ``point``, a filled dot without a label."""
    return attributes.get("shape", "").strip().lower() == "point"


def node_style(attributes: Attributes) -> GraphStyle:
    """Fill, outline and font of a node."""
    listed = styles(attributes)
    fill = None
    if is_point(attributes):
        fill = hex_color(attributes.get("fillcolor") or attributes.get("color") or "black")
    elif "filled" in listed or "radial" in listed:
        fill = hex_color(attributes.get("fillcolor") or attributes.get("color") or "lightgray")
    style = _style(attributes, listed, fill=fill, stroke=attributes.get("color"))
    return replace(style, unfilled="filled" in listed and fill is None)


def graph_style(attributes: Attributes) -> GraphStyle:
    """Paint and font of the whole figure; white, the colour of paper, is no ground of its own."""
    fill = hex_color(attributes.get("bgcolor", ""))
    color = hex_color(attributes["fontcolor"]) if "fontcolor" in attributes else None
    return GraphStyle(fill=None if fill == PAPER else fill, color=color)


def cluster_style(attributes: Attributes) -> GraphStyle:
    """Paint and font of a cluster.

    With ``style=filled`` the ground is ``fillcolor``, else ``color``, else ``bgcolor``; without, ``bgcolor``.
    The outline is ``pencolor``, else ``color``. A transparent ground given by the author is kept.
    """
    listed = styles(attributes) if "style" in attributes else ("rounded",)
    painted = ("fillcolor", "color", "bgcolor") if "filled" in listed or "radial" in listed else ("bgcolor",)
    given = next((attributes[name] for name in painted if attributes.get(name)), None)
    fill = hex_color(given) if given else None
    stroke = attributes.get("pencolor") or attributes.get("color")
    return replace(_style(attributes, listed, fill=fill, stroke=stroke), unfilled=bool(given) and fill is None)


def edge_style(attributes: Attributes) -> GraphStyle:
    """Line and font of an edge."""
    return _style(attributes, styles(attributes), fill=None, stroke=attributes.get("color"))


def _style(attributes: Attributes, listed: tuple[str, ...], *, fill: str | None, stroke: str | None) -> GraphStyle:
    width = number(attributes, "penwidth")
    if width is None:
        given = next(
            (re.fullmatch(r"setlinewidth\(([\d.]+)\)", item) for item in listed if "setlinewidth" in item), None
        )
        width = float(given[1]) if given else (2.0 if "bold" in listed else None)
    if attributes.get("peripheries") == "0" or (
        stroke is not None and stroke.strip().lower() in {"transparent", "none"}
    ):
        width = 0.0
    font = attributes.get("fontname", "").lower()
    return GraphStyle(
        fill=fill,
        stroke=hex_color(stroke) if stroke else None,
        stroke_width=width,
        dash=Dash.DASHED if "dashed" in listed else Dash.DOTTED if "dotted" in listed else Dash.SOLID,
        color=hex_color(attributes["fontcolor"]) if "fontcolor" in attributes else None,
        font_size=number(attributes, "fontsize"),
        bold="bold" in font,
        italic="italic" in font or "oblique" in font,
        rounded="rounded" in listed,
        invisible=bool({"invis", "invisible"} & set(listed)),
    )


def arrows(attributes: Attributes) -> tuple[Arrow, Arrow]:
    """The arrow heads at tail and head."""
    way = attributes.get("dir", "forward")
    tail = _arrow(attributes.get("arrowtail", "normal")) if way in {"back", "both"} else Arrow.NONE
    head = _arrow(attributes.get("arrowhead", "normal")) if way in {"forward", "both"} else Arrow.NONE
    return tail, head


def _arrow(name: str) -> Arrow:
    base = re.sub(r"^(o?[lr]?)(?=[a-z]{3})", "", name.strip().lower()) if name not in _ARROWS else name
    return _ARROWS.get(name, _ARROWS.get(base, Arrow.TRIANGLE))


def direction(value: str | None) -> Direction | None:
    """The author's direction; None if not given."""
    return Direction(value.upper()) if value and value.upper() in Direction.__members__ else None
