"""The shapes of a slide, with groups flattened (ECMA-376 part 1, 19.3.1.45)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from PIL import Image

from coursedeck.base.look.drawn_paints import painted_parts
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.deck_file import FileParagraph, FileShape, ShapeKind
from coursedeck.model.units import Box
from coursedeck.review.unpack.charts import chart_rows
from coursedeck.review.unpack.deck_package import DeckPackage, Relationship, UnreadablePartError
from coursedeck.review.unpack.digests import shape_digest
from coursedeck.review.unpack.geometry import GroupTransform, is_rotated, rotated_box, xfrm_bounds
from coursedeck.review.unpack.names import Node, child, local, tag
from coursedeck.review.unpack.text import paragraphs, table_cells

Places = Mapping[tuple[str, str], Box]
"""Placeholder boxes of a layout by type and ``idx``; see `layouts.places`."""

_KINDS = {"pic": ShapeKind.PICTURE, "cxnSp": ShapeKind.LINE, "grpSp": ShapeKind.GROUP, "sp": ShapeKind.TEXT}
_DRAWN = {ShapeKind.PICTURE, ShapeKind.CHART, ShapeKind.GROUP}
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


class ShapeContext(Struct, frozen=True):
    """What shapes refer to: package, relationships of the slide, placeholder boxes, slide ids."""

    package: DeckPackage
    relationships: Mapping[str, Relationship]
    places: Places
    ids: Mapping[str, str]
    """Slide ids by part name."""
    colors: ThemeColors = field(default_factory=lambda: ThemeColors({}))
    """Those of the slide's theme."""

    def target(self, relationship: str) -> str | None:
        """Where a link leads: an address, or the id of a slide behind ``#``; None for nowhere."""
        link = self.relationships.get(relationship)
        if link is None or (not link.external and link.target not in self.ids):
            return None
        return link.target if link.external else f"#{self.ids[link.target]}"


def shapes_of(tree: Node, context: ShapeContext) -> Iterator[FileShape]:
    """All shapes below ``p:spTree``, back to front; groups precede their children."""
    yield from _shapes(tree, context, GroupTransform(), None)


def _shapes(
    tree: Node, context: ShapeContext, group_transform: GroupTransform, group: int | None
) -> Iterator[FileShape]:
    for node in tree:
        kind = local(node)
        if kind == "AlternateContent":
            # LibreOffice, which renders the deck, draws the fallback
            fallback = child(node, "mc:Fallback")
            if fallback is not None:
                yield from _shapes(fallback, context, group_transform, group)
        elif kind in {"sp", "pic", "graphicFrame", "grpSp", "cxnSp"}:
            shape = _shape(node, kind, context, group_transform, group)
            yield shape
            if kind == "grpSp":
                inner = group if group is not None else shape.id
                yield from _shapes(node, context, group_transform.inside(node), inner)


def _shape(
    node: Node, kind: str, context: ShapeContext, group_transform: GroupTransform, group: int | None
) -> FileShape:
    name = next(node.iter(tag("p:cNvPr")), None)
    mark = next((found for part in list(node)[:1] for found in part.iter(tag("p:ph"))), None)
    transform = _transform(node, kind)
    box = _box(transform, mark, context.places, group_transform)
    body = child(node, "p:txBody")
    what, words, columns, header = _content(node, kind, body, context)
    return FileShape(
        id=int(name.get("id", "0")) if name is not None else 0,
        name=name.get("name", "") if name is not None else "",
        kind=what,
        box=box,
        paragraphs=words,
        alt=(name.get("descr") or name.get("title") or "") if name is not None else "",
        placeholder=None if mark is None else mark.get("type", "obj"),
        group=group,
        covering=_covers(node, what),
        preset=_preset(node),
        header_row=header,
        columns=columns,
        pixels=_pixels(node, context) if kind == "pic" else None,
        paints=() if group is not None else tuple(painted_parts(node, context.colors)),
        turned=is_rotated(transform, body),
        rows=_rows(node, context) if what is ShapeKind.CHART else (),
        digest=shape_digest(node, context.package, context.relationships, context.ids) if what in _DRAWN else "",
    )


def _rows(node: Node, context: ShapeContext) -> tuple[tuple[str, ...], ...]:
    mark = next(node.iter(tag("c:chart")), None)
    link = context.relationships.get("" if mark is None else mark.get(tag("r:id"), ""))
    return () if link is None or link.external else chart_rows(context.package, link.target)


def _transform(node: Node, kind: str) -> Node | None:
    if kind == "graphicFrame":
        return child(node, "p:xfrm")
    return child(node, "p:grpSpPr" if kind == "grpSp" else "p:spPr", "a:xfrm")


def _box(transform: Node | None, mark: Node | None, places: Places, group_transform: GroupTransform) -> Box | None:
    numbers = xfrm_bounds(transform)
    if numbers is not None:
        return rotated_box(group_transform.box(numbers), transform)
    if mark is None:
        return None
    kind, index = mark.get("type", "obj"), mark.get("idx", "0")
    return places.get(("", index)) if index != "0" else places.get((kind, ""))


def _content(
    node: Node, kind: str, body: Node | None, context: ShapeContext
) -> tuple[ShapeKind, tuple[FileParagraph, ...], int, bool]:
    if kind != "graphicFrame":
        return _KINDS[kind], paragraphs(body, context.target, context.colors), 0, False
    table = next(node.iter(tag("a:tbl")), None)
    if table is not None:
        columns, cells = table_cells(table, context.target, context.colors)
        properties = child(table, "a:tblPr")
        header = properties is not None and properties.get("firstRow") in {"1", "true"}
        return ShapeKind.TABLE, cells, columns, header
    data = child(node, "a:graphic", "a:graphicData")
    chart = data is not None and data.get("uri") == _CHART
    return (ShapeKind.CHART if chart else ShapeKind.OTHER), (), 0, False


def _preset(node: Node) -> str:
    shape = child(node, "p:spPr", "a:prstGeom")
    if shape is not None:
        return "" if shape.get("prst") == "rect" else shape.get("prst", "")
    return "" if child(node, "p:spPr", "a:custGeom") is None else "custom"


def _covers(node: Node, kind: ShapeKind) -> bool:
    if kind in {ShapeKind.PICTURE, ShapeKind.CHART, ShapeKind.TABLE}:
        return True
    properties = child(node, "p:spPr")
    fill = None if properties is None else next((part for part in properties if local(part).endswith("Fill")), None)
    if fill is None:
        # without an explicit fill the style decides; index 0 is no fill (20.1.4.1.10)
        style = child(node, "p:style", "a:fillRef")
        return style is not None and style.get("idx", "0") != "0"
    return local(fill) != "noFill" and not any(local(part) == "alpha" for part in fill.iter())


def _pixels(node: Node, context: ShapeContext) -> tuple[int, int] | None:
    blip = next(node.iter(tag("a:blip")), None)
    link = context.relationships.get("" if blip is None else blip.get(tag("r:embed"), ""))
    if link is None or link.external or any(local(part) == "svgBlip" for part in node.iter()):
        return None
    try:
        with Image.open(io.BytesIO(context.package.data(link.target))) as picture:
            return picture.size
    except (OSError, UnreadablePartError, Image.DecompressionBombError):
        return None
