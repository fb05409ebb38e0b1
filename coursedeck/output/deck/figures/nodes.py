"""Nodes and clusters: a shape with its words in it, and for an icon a group of the shape and the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.figures.geometry import Glue, geometry
from coursedeck.output.deck.figures.labels import centered, label_body
from coursedeck.output.deck.figures.outlines import OUTLINES, Outline
from coursedeck.output.deck.groups import group
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.pictures import image_blip, picture
from coursedeck.output.deck.shapes import naming, one_line, outline, transform
from coursedeck.output.deck.xml import Element, element
from coursedeck.model.drawing import DrawnCluster, DrawnNode, Paint, TextBlock
from coursedeck.model.graph import Dash, Icon, NodeShape
from coursedeck.model.units import Box, Points

DASHES = {Dash.SOLID: None, Dash.DASHED: "dash", Dash.DOTTED: "sysDot"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A box of a figure with the id of the shape that lines are glued to."""

    item: DrawnCluster | DrawnNode
    shape_id: int
    outline: Outline
    glue: Glue
    sites: Mapping[tuple[str, bool], int]
    """Edge id and whether it is its head's end, to the index of the site."""


def cluster_outline(cluster: DrawnCluster) -> Outline:
    """A cluster's box."""
    return OUTLINES[NodeShape.ROUNDED if cluster.rounded else NodeShape.RECTANGLE]


def cluster_shape(cluster: DrawnCluster, placed: Placed, radius: Points, page: Page) -> Element:
    """A cluster; its title is the shape's own text."""
    name = cluster.title.plain if cluster.title else cluster.id
    return _shape(cluster.box, cluster.paint, cluster.title, placed, radius, name, None, page)


def node_shape(node: DrawnNode, placed: Placed, radius: Points, page: Page) -> Element:
    """A node; with an icon, the shape that holds the label and its lines' ends is grouped with the picture."""
    name = (node.label.plain if node.label else "") or node.name or (icon_words(node.icon) if node.icon else node.id)
    shape = _shape(node.box, node.paint, node.label, placed, radius, name, node.link, page)
    if node.icon is None or node.icon_box is None:
        return shape
    try:
        blip = image_blip(node.icon.data, node.icon.media_type, node.icon_box, page)
    except ValueError:
        return shape
    icon = picture(naming(page, icon_words(node.icon), name, node.link), node.icon_box, blip)
    return group(naming(page, name), node.box, [shape, icon])


def icon_words(icon: Icon) -> str:
    """An icon's name as people would say it.

    >>> icon_words(Icon("aws/compute/elastic-beanstalk", "image/png", b"", 1, 1))
    'elastic beanstalk'
    """
    return icon.name.rpartition("/")[2].replace("-", " ").replace("_", " ") or "icon"


def line(paint: Paint, page: Page, *ends: Element, fill: Callable[[str], Element] = solid_fill) -> Element:
    """``a:ln`` of a drawing's outline or edge, arrow heads last as the schema wants."""
    stroke = page.colors.paint(paint.stroke) if paint.stroke else None
    made = outline(stroke, paint.stroke_width, DASHES[paint.dash] if stroke else None, fill)
    made.extend(ends)
    return made


def _shape(
    box: Box,
    paint: Paint,
    label: TextBlock | None,
    placed: Placed,
    radius: Points,
    name: str,
    link: str | None,
    page: Page,
) -> Element:
    identity = element("p:cNvPr", {"id": placed.shape_id, "name": one_line(name)}, page.link(link))
    fill = page.colors.paint(paint.fill) if paint.fill else None
    visual = element(
        "p:spPr",
        None,
        transform("a:xfrm", box),
        geometry(placed.outline, placed.glue, box, radius, centered=centered(label, box)),
        solid_fill(fill),
        line(paint, page),
    )
    non_visual = element("p:nvSpPr", None, identity, element("p:cNvSpPr"), element("p:nvPr"))
    return element("p:sp", None, non_visual, visual, label_body(label, box, page))
