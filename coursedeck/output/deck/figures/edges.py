"""Edges as connectors (``p:cxnSp``) attached at both ends, with their labels and crosses."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from coursedeck.base.look.arrow_heads import HeadPart, head_parts
from coursedeck.model.drawing import DrawnEdge, TextBlock
from coursedeck.model.graph import POINTLESS, Arrow, Dash
from coursedeck.model.units import Box, Point, Points
from coursedeck.model.values import replace
from coursedeck.output.deck.colors import fill_hidden_in_libreoffice, solid_fill
from coursedeck.output.deck.figures.connectors import ConnectorPath, connector_path, freeform_path
from coursedeck.output.deck.figures.labels import label_body, text_box
from coursedeck.output.deck.figures.libreoffice_routing import libreoffice_keeps_path
from coursedeck.output.deck.figures.nodes import ConnectableShape, line
from coursedeck.output.deck.groups import fallback_for_libreoffice
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shapes import drawing_properties, one_line, outline, preset_geometry, transform
from coursedeck.output.deck.xml import Element, element

ARROW_HEADS = {Arrow.TRIANGLE: "triangle", Arrow.OPEN: "arrow", Arrow.DIAMOND: "diamond", Arrow.CIRCLE: "oval"}
"""Line end types (ECMA-376 part 1, 20.1.10.33). There is none for a cross, which is a small shape on the line."""
CROSS_BACK: Points = 7.0
"""Distance from the tip to the middle of a cross, on a line of 1.5 pt."""
CROSS_BOX: Points = 14.5
"""Side of the box of ``mathMultiply``, of which the cross itself fills about half."""
THIN: Points = 1.0
THICK: Points = 2.5
"""Between these widths arrow heads are large (``lg``): their size is a multiple of the line's width."""
SIGNS = {True: "→", False: "—"}


def edge_shapes(
    edge: DrawnEdge, tail: ConnectableShape | None, head: ConnectableShape | None, context: PartContext
) -> Iterator[Element]:
    """The connector, crosses at its ends, and the labels; an edge without a stroke is not drawn."""
    name = edge_name(edge, tail, head)
    if edge.paint.stroke is not None:
        yield from _line(edge, tail, head, name, context)
        path = edge.path
        for arrow, tip, before in ((edge.tail_arrow, path[0], path[1]), (edge.head_arrow, path[-1], path[-2])):
            if arrow is Arrow.CROSS:
                yield _cross(edge, tip, before, name, context)
            for part in head_parts(arrow, tip, before, _head_size(edge)):
                yield _head_part(part, edge, name, context)
    for label in (edge.label, edge.tail_label, edge.head_label):
        if label is not None and label.lines:
            yield text_box(label, context)


def edge_name(edge: DrawnEdge, tail: ConnectableShape | None, head: ConnectableShape | None) -> str:
    """The shapes that an edge joins, in words, for the selection pane and screen readers."""
    sign = SIGNS[edge.head_arrow not in POINTLESS]
    if edge.tail_arrow not in POINTLESS:
        sign = "↔" if edge.head_arrow not in POINTLESS else "←"
    return one_line(f"{_words(tail, edge.tail)} {sign} {_words(head, edge.head)}")


def _words(placed: ConnectableShape | None, fallback: str) -> str:
    if placed is None:
        return fallback
    item = placed.item
    text = getattr(item, "label", None) or getattr(item, "title", None)
    words = text.plain if isinstance(text, TextBlock) else ""
    return words if words.strip() else getattr(item, "name", "") or item.id


def _line(
    edge: DrawnEdge, tail: ConnectableShape | None, head: ConnectableShape | None, name: str, context: PartContext
) -> Iterator[Element]:
    """The connector; where LibreOffice would reroute it, also a freeform that LibreOffice shows in its place."""
    connector = connector_path(edge.path, edge.curved)
    if libreoffice_keeps_path(edge, connector, tail, head):
        yield _connector(edge, connector, tail, head, name, context)
        return
    yield _connector(edge, connector, tail, head, name, context, fill=fill_hidden_in_libreoffice)
    yield fallback_for_libreoffice(_freeform(edge, name, context))


def _freeform(edge: DrawnEdge, name: str, context: PartContext) -> Element:
    connector = freeform_path(edge.path, curved=edge.curved)
    non_visual = element("p:nvSpPr", None, drawing_properties(context, name), element("p:cNvSpPr"), element("p:nvPr"))
    return element("p:sp", None, non_visual, _look(edge, connector, context, solid_fill))


def _connector(
    edge: DrawnEdge,
    connector: ConnectorPath,
    tail: ConnectableShape | None,
    head: ConnectableShape | None,
    name: str,
    context: PartContext,
    fill: Callable[[str], Element] = solid_fill,
) -> Element:
    ends = element("p:cNvCxnSpPr", None, _end("a:stCxn", tail, edge, False), _end("a:endCxn", head, edge, True))
    non_visual = element(
        "p:nvCxnSpPr",
        None,
        drawing_properties(context, name, edge.label.plain if edge.label else ""),
        ends,
        element("p:nvPr"),
    )
    return element("p:cxnSp", None, non_visual, _look(edge, connector, context, fill))


def _look(edge: DrawnEdge, connector: ConnectorPath, context: PartContext, fill: Callable[[str], Element]) -> Element:
    width = edge.paint.stroke_width
    arrows = [_arrow("a:headEnd", edge.tail_arrow, width), _arrow("a:tailEnd", edge.head_arrow, width)]
    stroke = line(edge.paint, context, element("a:round"), *(arrow for arrow in arrows if arrow is not None), fill=fill)
    return element("p:spPr", None, connector.transform, connector.geometry, element("a:noFill"), stroke)


def _end(tag: str, placed: ConnectableShape | None, edge: DrawnEdge, is_head: bool) -> Element | None:
    if placed is None:
        return None
    return element(tag, {"id": placed.shape_id, "idx": placed.sites[edge.id, is_head]})


def _arrow(tag: str, arrow: Arrow, width: Points) -> Element | None:
    """``a:headEnd`` is the start of a line and ``a:tailEnd`` its end (20.1.8.38, 20.1.8.57)."""
    if arrow not in ARROW_HEADS:
        return None
    size = "lg" if THIN <= width < THICK else "med"
    return element(tag, {"type": ARROW_HEADS[arrow], "w": size, "len": size})


def _head_size(edge: DrawnEdge) -> float:
    """Scale of arrow heads that are shapes: larger for thick lines."""
    return 0.7 + 0.2 * min(edge.paint.stroke_width, 5.0)


def _head_part(part: HeadPart, edge: DrawnEdge, name: str, context: PartContext) -> Element:
    """A stroke of a hollow head or a crow's foot; closed ones hide the end of the line below them."""
    path = freeform_path(part.path, curved=part.curved, closed=part.closed)
    non_visual = element("p:nvSpPr", None, drawing_properties(context, name), element("p:cNvSpPr"), element("p:nvPr"))
    fill = solid_fill(context.layout.ground) if part.closed else element("a:noFill")
    stroke = line(replace(edge.paint, dash=Dash.SOLID), context, element("a:round"))
    return element("p:sp", None, non_visual, element("p:spPr", None, path.transform, path.geometry, fill, stroke))


def _cross(edge: DrawnEdge, tip: Point, before: Point, name: str, context: PartContext) -> Element:
    """A cross on the line, a little before its end."""
    size = _head_size(edge)
    length = math.hypot(tip.x - before.x, tip.y - before.y) or 1.0
    back, side = CROSS_BACK * size / length, CROSS_BOX * size
    middle = Point(tip.x + (before.x - tip.x) * back, tip.y + (before.y - tip.y) * back)
    box = Box(middle.x - side / 2, middle.y - side / 2, side, side)
    paint = context.colors.paint(edge.paint.stroke or "#000000")
    non_visual = element(
        "p:nvSpPr", None, drawing_properties(context, f"{name} ×"), element("p:cNvSpPr"), element("p:nvPr")
    )
    shape = preset_geometry("mathMultiply", adj1=round(edge.paint.stroke_width / side * 100_000))
    visual = element("p:spPr", None, transform("a:xfrm", box), shape, solid_fill(paint), outline(None))
    return element("p:sp", None, non_visual, visual, label_body(None, box, context))
