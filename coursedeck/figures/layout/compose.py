"""Compose the Drawing of a layout: absolute coordinates, scaled to the area, with text and colours.

Input: the layout of the root graph. Output: every node, cluster and edge with its final geometry.
"""

from __future__ import annotations

from dataclasses import replace

from coursedeck.figures.layout.absolute import AbsoluteLayout, collect, edge_route
from coursedeck.figures.layout.context import EdgeRouting, LayoutContext
from coursedeck.figures.layout.near_labels import labels_near_lines
from coursedeck.figures.layout.painter import Places, drawing_of
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.model.drawing import Drawing
from coursedeck.model.units import Point, Size


def compose(placed: SubgraphLayout, context: LayoutContext, scale: float) -> Drawing:
    """The drawing of a layout at `scale`."""
    found = AbsoluteLayout()
    collect(placed, "", Point(0.0, 0.0), found)
    graph = context.tree.graph
    routes = {edge.id: edge_route(edge, context, found) for edge in graph.edges if not edge.style.invisible}
    curved = context.routing is EdgeRouting.CURVED
    places = Places(found.boxes, found.titles, found.labels, routes, curved)
    size = Size(placed.width, placed.height)
    places = replace(places, labels=labels_near_lines(graph, places, size))
    return drawing_of(graph, context.sized, places, scale, size)
