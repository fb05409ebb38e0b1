"""Edges: connectors glued at both ends, their labels, and what no arrow head can draw."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from coursedeck.output.deck.colors import solid_fill, veiled_fill
from coursedeck.output.deck.figures.labels import label_body
from coursedeck.output.deck.figures.nodes import Placed, line
from coursedeck.output.deck.figures.paths import Course, course, free_course
from coursedeck.output.deck.figures.reroutes import keeps_its_path
from coursedeck.output.deck.groups import fallback
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.shapes import naming, one_line, outline, preset, transform
from coursedeck.output.deck.xml import Element, element
from coursedeck.model.drawing import DrawnEdge, TextBlock
from coursedeck.model.graph import Arrow
from coursedeck.model.units import Box, Point, Points

ARROW_HEADS = {Arrow.TRIANGLE: "triangle", Arrow.OPEN: "arrow", Arrow.DIAMOND: "diamond", Arrow.CIRCLE: "oval"}
"""A cross has no preset (ECMA-376 part 1, 20.1.10.33): it is a small shape on the line."""
CROSS_BACK: Points = 7.0
"""From the tip to the middle of a cross, on a line of usual width."""
CROSS_BOX: Points = 14.5
"""Side of the preset's box, of which the cross itself fills about half."""
THIN: Points = 1.0
THICK: Points = 2.5
"""Heads are told in multiples of the line's width: usual lines have the largest, as the drawing has them."""
SIGNS = {True: "→", False: "—"}


def edge_shapes(edge: DrawnEdge, tail: Placed | None, head: Placed | None, page: Page) -> Iterator[Element]:
    """The connector, crosses at its ends, and the label; an edge without a stroke is not drawn."""
    name = edge_name(edge, tail, head)
    if edge.paint.stroke is not None:
        yield from _line(edge, tail, head, name, page)
        path = edge.path
        for arrow, tip, before in ((edge.tail_arrow, path[0], path[1]), (edge.head_arrow, path[-1], path[-2])):
            if arrow is Arrow.CROSS:
                yield _cross(edge, tip, before, name, page)
    if edge.label is not None and edge.label.lines:
        yield _label(edge.label, page)


def edge_name(edge: DrawnEdge, tail: Placed | None, head: Placed | None) -> str:
    """What an edge joins, in words: the selection pane and screen readers show it."""
    sign = SIGNS[edge.head_arrow is not Arrow.NONE]
    if edge.tail_arrow is not Arrow.NONE:
        sign = "↔" if edge.head_arrow is not Arrow.NONE else "←"
    return one_line(f"{_words(tail, edge.tail)} {sign} {_words(head, edge.head)}")


def _words(placed: Placed | None, fallback: str) -> str:
    if placed is None:
        return fallback
    item = placed.item
    text = getattr(item, "label", None) or getattr(item, "title", None)
    words = text.plain if isinstance(text, TextBlock) else ""
    return words if words.strip() else getattr(item, "name", "") or item.id


def _line(edge: DrawnEdge, tail: Placed | None, head: Placed | None, name: str, page: Page) -> Iterator[Element]:
    """The connector; where LibreOffice would send it another way, a free line as well, which it shows instead."""
    way = course(edge.path, edge.curved)
    if keeps_its_path(edge, way, tail, head):
        yield _connector(edge, way, tail, head, name, page)
        return
    yield _connector(edge, way, tail, head, name, page, fill=veiled_fill)
    yield fallback(_free_line(edge, name, page))


def _free_line(edge: DrawnEdge, name: str, page: Page) -> Element:
    way = free_course(edge.path, curved=edge.curved)
    non_visual = element("p:nvSpPr", None, naming(page, name), element("p:cNvSpPr"), element("p:nvPr"))
    return element("p:sp", None, non_visual, _look(edge, way, page, solid_fill))


def _connector(
    edge: DrawnEdge,
    way: Course,
    tail: Placed | None,
    head: Placed | None,
    name: str,
    page: Page,
    fill: Callable[[str], Element] = solid_fill,
) -> Element:
    ends = element("p:cNvCxnSpPr", None, _end("a:stCxn", tail, edge, False), _end("a:endCxn", head, edge, True))
    non_visual = element(
        "p:nvCxnSpPr", None, naming(page, name, edge.label.plain if edge.label else ""), ends, element("p:nvPr")
    )
    return element("p:cxnSp", None, non_visual, _look(edge, way, page, fill))


def _look(edge: DrawnEdge, way: Course, page: Page, fill: Callable[[str], Element]) -> Element:
    width = edge.paint.stroke_width
    arrows = [_arrow("a:headEnd", edge.tail_arrow, width), _arrow("a:tailEnd", edge.head_arrow, width)]
    stroke = line(edge.paint, page, element("a:round"), *(arrow for arrow in arrows if arrow is not None), fill=fill)
    return element("p:spPr", None, way.transform, way.geometry, element("a:noFill"), stroke)


def _end(tag: str, placed: Placed | None, edge: DrawnEdge, is_head: bool) -> Element | None:
    if placed is None:
        return None
    return element(tag, {"id": placed.shape_id, "idx": placed.sites[edge.id, is_head]})


def _arrow(tag: str, arrow: Arrow, width: Points) -> Element | None:
    """``a:headEnd`` is a line's start, ``a:tailEnd`` its end."""
    if arrow not in ARROW_HEADS:
        return None
    size = "lg" if THIN <= width < THICK else "med"
    return element(tag, {"type": ARROW_HEADS[arrow], "w": size, "len": size})


def _cross(edge: DrawnEdge, tip: Point, before: Point, name: str, page: Page) -> Element:
    """A cross on the line, a little before its end."""
    size = 0.7 + 0.2 * min(edge.paint.stroke_width, 5.0)
    length = math.hypot(tip.x - before.x, tip.y - before.y) or 1.0
    back, side = CROSS_BACK * size / length, CROSS_BOX * size
    middle = Point(tip.x + (before.x - tip.x) * back, tip.y + (before.y - tip.y) * back)
    box = Box(middle.x - side / 2, middle.y - side / 2, side, side)
    paint = page.colors.paint(edge.paint.stroke or "#000000")
    non_visual = element("p:nvSpPr", None, naming(page, f"{name} ×"), element("p:cNvSpPr"), element("p:nvPr"))
    shape = preset("mathMultiply", adj1=round(edge.paint.stroke_width / side * 100_000))
    visual = element("p:spPr", None, transform("a:xfrm", box), shape, solid_fill(paint), outline(None))
    return element("p:sp", None, non_visual, visual, label_body(None, box, page))


def _label(label: TextBlock, page: Page) -> Element:
    non_visual = element(
        "p:nvSpPr", None, naming(page, label.plain), element("p:cNvSpPr", {"txBox": True}), element("p:nvPr")
    )
    visual = element("p:spPr", None, transform("a:xfrm", label.box), preset("rect"), solid_fill(None), outline(None))
    return element("p:sp", None, non_visual, visual, label_body(label, label.box, page))
