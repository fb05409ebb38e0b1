"""Nodes and clusters as shapes with their text; a node with an icon is a group of shape and picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from coursedeck.model.drawing import DrawnCell, DrawnCluster, DrawnNode, Paint, TextBlock
from coursedeck.model.graph import Dash, Icon, NodeShape
from coursedeck.model.units import Box, Points
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.figures.connection_sites import ConnectionSites, geometry
from coursedeck.output.deck.figures.labels import label_body
from coursedeck.output.deck.figures.shape_definitions import SHAPE_DEFINITIONS, ShapeDefinition
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.pictures import image_blip, picture
from coursedeck.output.deck.shapes import drawing_properties, one_line, outline, preset_geometry, transform
from coursedeck.output.deck.xml import Element, element

DASHES = {Dash.SOLID: None, Dash.DASHED: "dash", Dash.DOTTED: "sysDot"}


class ConnectableShape(Struct, frozen=True):
    """A node or cluster with the id and connection sites of the shape that connectors attach to."""

    item: DrawnCluster | DrawnNode
    shape_id: int
    outline: ShapeDefinition
    connection_sites: ConnectionSites
    sites: Mapping[tuple[str, bool], int]
    """Site index by edge id and whether it is the head of the edge."""


def cluster_outline(cluster: DrawnCluster) -> ShapeDefinition:
    """Shape definition of a cluster's box."""
    return SHAPE_DEFINITIONS[NodeShape.ROUNDED if cluster.rounded else NodeShape.RECTANGLE]


def cluster_shape(cluster: DrawnCluster, placed: ConnectableShape, radius: Points, context: PartContext) -> Element:
    """``p:sp`` of a cluster; its title is the text of the shape."""
    name = cluster.title.plain if cluster.title else cluster.id
    return _shape(cluster.box, cluster.paint, cluster.title, placed, radius, name, None, context)


def node_shape(node: DrawnNode, placed: ConnectableShape, radius: Points, context: PartContext) -> Element:
    """``p:sp`` of a node; with an icon or cells, ``p:grpSp`` of that shape and these."""
    name = (node.label.plain if node.label else "") or node.name or (icon_words(node.icon) if node.icon else node.id)
    shape = _shape(node.box, node.paint, node.label, placed, radius, name, node.link, context)
    if node.cells:
        cells = [_cell(cell, name, context) for cell in node.cells]
        return group(drawing_properties(context, name), node.box, [shape, *cells])
    if node.icon is None or node.icon_box is None:
        return shape
    try:
        blip = image_blip(node.icon.data, node.icon.media_type, node.icon_box, context)
    except ValueError:
        return shape
    icon = picture(drawing_properties(context, icon_words(node.icon), name, node.link), node.icon_box, blip)
    return group(drawing_properties(context, name), node.box, [shape, icon])


def _cell(cell: DrawnCell, table: str, context: PartContext) -> Element:
    """``p:sp`` of a cell of a table node."""
    fill = context.colors.paint(cell.paint.fill) if cell.paint.fill else None
    name = cell.label.plain if cell.label else table
    non_visual = element("p:nvSpPr", None, drawing_properties(context, name), element("p:cNvSpPr"), element("p:nvPr"))
    visual = element(
        "p:spPr",
        None,
        transform("a:xfrm", cell.box),
        preset_geometry("rect"),
        solid_fill(fill),
        line(cell.paint, context),
    )
    return element("p:sp", None, non_visual, visual, label_body(cell.label, cell.box, context))


def icon_words(icon: Icon) -> str:
    """The words of an icon's name, as its alternative text.

    >>> icon_words(Icon("aws/compute/elastic-beanstalk", "image/png", b"", 1, 1))
    'elastic beanstalk'
    """
    return icon.name.rpartition("/")[2].replace("-", " ").replace("_", " ") or "icon"


def line(paint: Paint, context: PartContext, *ends: Element, fill: Callable[[str], Element] = solid_fill) -> Element:
    """``a:ln`` of an outline or edge; `ends` follow the fill, as the schema demands (20.1.2.2.24)."""
    stroke = context.colors.paint(paint.stroke) if paint.stroke else None
    made = outline(stroke, paint.stroke_width, DASHES[paint.dash] if stroke else None, fill)
    made.extend(ends)
    return made


def _shape(
    box: Box,
    paint: Paint,
    label: TextBlock | None,
    placed: ConnectableShape,
    radius: Points,
    name: str,
    link: str | None,
    context: PartContext,
) -> Element:
    identity = element("p:cNvPr", {"id": placed.shape_id, "name": one_line(name)}, context.link(link))
    fill = context.colors.paint(paint.fill) if paint.fill else None
    made = geometry(placed.outline, placed.connection_sites, box, radius, label)
    visual = element(
        "p:spPr",
        None,
        transform("a:xfrm", box),
        made.markup,
        solid_fill(fill),
        line(paint, context),
    )
    non_visual = element("p:nvSpPr", None, identity, element("p:cNvSpPr"), element("p:nvPr"))
    return element(
        "p:sp", None, non_visual, visual, label_body(label, placed.outline.text_box(box), context, made.text)
    )
