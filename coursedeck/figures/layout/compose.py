"""Compose the Drawing of a layout: absolute coordinates, scaled to the area, with text and colours.

Input: the layout of the root graph. Output: every node, cluster and edge with its final geometry.
"""

from __future__ import annotations

from coursedeck.figures.layout.absolute import AbsoluteLayout, collect, edge_route
from coursedeck.figures.layout.context import EdgeRouting, LayoutContext
from coursedeck.figures.layout.measure import SizedNode
from coursedeck.figures.layout.near_labels import labels_near_lines
from coursedeck.figures.layout.painter import Places, drawing_of
from coursedeck.figures.layout.placement import SubgraphLayout
from coursedeck.figures.layout.tree import is_plain_box
from coursedeck.model.drawing import Drawing
from coursedeck.model.units import Point, Size
from coursedeck.model.values import replace

_BESIDE_WORDS = 1.6
"""Free on both sides of words in a box together, in em."""


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
    return drawing_of(graph, _unbroken(context, found), places, scale, size)


def _unbroken(context: LayoutContext, found: AbsoluteLayout) -> dict[str, SizedNode]:
    """All nodes; boxes that were stretched to the width of others have their words in fewer lines."""
    sized = dict(context.sized)
    for key, each in context.sized.items():
        words, node, width = each.words, each.node, found.boxes[key].width
        if words is None or len(words.lines) < 2 or not is_plain_box(node) or width <= each.width + words.size:
            continue
        ems = width / words.size - _BESIDE_WORDS
        again = context.measurer.words(node.label, words.size, ems, bold=words.bold, italic=words.italic, fixed=True)
        if again is not None and len(again.lines) < len(words.lines) and again.width <= ems * words.size:
            sized[key] = replace(each, words=again)
    return sized
