"""Write a drawing as SVG: one group with an id for every item, back to front."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping

from coursedeck.base.svg import element, short, words
from coursedeck.base.text import Families
from coursedeck.figures.draw.arrows import edge_line, heads
from coursedeck.figures.draw.outlines import inner_lines, outline, rounded
from coursedeck.figures.draw.text import text_block
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, Paint
from coursedeck.model.graph import Dash, Icon, NodeShape
from coursedeck.model.values import replace

_DASHES = {Dash.SOLID: None, Dash.DASHED: "6 4", Dash.DOTTED: "1.5 3"}
_SAFE_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)


def svg(drawing: Drawing, families: Families) -> str:
    """The drawing as a self-contained SVG document, in points."""
    icons = _icon_ids(drawing)
    prefix = re.sub(r"[^a-z0-9]+", "-", drawing.name.lower()).strip("-") or "figure"
    width, height = short(drawing.width), short(drawing.height)
    head = {
        "xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink", "width": f"{width}pt",
        "height": f"{height}pt", "viewBox": f"0 0 {width} {height}", "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
    }  # fmt: skip
    parts = [
        element("title", {"id": f"{prefix}-title"}, words(drawing.title or drawing.name)),
        element("desc", {"id": f"{prefix}-desc"}, words(drawing.description)),
        *(
            [element("defs", {}, "".join(_icon(icon, f"{prefix}-{key}") for icon, key in icons.values()))]
            if icons
            else []
        ),
        *(_item(item, families, icons, prefix) for item in drawing.items),
    ]
    body = "\n".join(parts)
    return element("svg", dict(head), f"\n{body}\n") + "\n"


def _icon_ids(drawing: Drawing) -> dict[bytes, tuple[Icon, str]]:
    """Each distinct icon with an id, in order of first use."""
    found: dict[bytes, tuple[Icon, str]] = {}
    for item in drawing.items:
        if isinstance(item, DrawnNode) and item.icon is not None and item.icon.data not in found:
            found[item.icon.data] = (item.icon, f"icon-{len(found) + 1}")
    return found


def _icon(icon: Icon, key: str) -> str:
    data = base64.b64encode(icon.data).decode("ascii")
    return element(
        "image",
        {"id": key, "width": icon.width, "height": icon.height, "xlink:href": f"data:{icon.media_type};base64,{data}"},
    )


def _item(item: DrawnItem, families: Families, icons: Mapping[bytes, tuple[Icon, str]], prefix: str) -> str:
    if isinstance(item, DrawnCluster):
        content = _cluster(item, families)
    elif isinstance(item, DrawnEdge):
        content = _edge(item, families)
    else:
        content = _node(item, families, icons, prefix)
    return element("g", {"id": f"{prefix}-{item.id}"}, content)


def _painted(paint: Paint) -> dict[str, str | float | None]:
    stroked = paint.stroke is not None and paint.stroke_width > 0
    return {
        "fill": paint.fill or "none",
        "stroke": paint.stroke if stroked else "none",
        "stroke-width": paint.stroke_width if stroked else None,
        "stroke-dasharray": _DASHES[paint.dash] if stroked else None,
    }


def _cluster(item: DrawnCluster, families: Families) -> str:
    shape = rounded(item.box) if item.rounded else outline(NodeShape.RECTANGLE, item.box)
    frame = element("path", {"d": shape, **_painted(item.paint)})
    return frame + (text_block(item.title, families) if item.title is not None else "")


def _edge(item: DrawnEdge, families: Families) -> str:
    line = element("path", {"d": edge_line(item), **_painted(item.paint), "stroke-linejoin": "round"})
    labels = (item.label, item.tail_label, item.head_label)
    return line + heads(item) + "".join(text_block(label, families) for label in labels if label is not None)


def _node(item: DrawnNode, families: Families, icons: Mapping[bytes, tuple[Icon, str]], prefix: str) -> str:
    parts = []
    if item.shape is not NodeShape.NONE or item.paint.fill or item.paint.stroke:
        shape = outline(item.shape, item.box) if item.shape is not NodeShape.NONE else rounded(item.box)
        parts.append(element("path", {"d": shape, **_painted(item.paint)}))
        inner = inner_lines(item.shape, item.box)
        if inner is not None:
            parts.append(element("path", {"d": inner, **_painted(replace(item.paint, fill=None))}))
    if item.icon is not None and item.icon_box is not None:
        parts.append(_use(item, f"{prefix}-{icons[item.icon.data][1]}"))
    for cell in item.cells:
        parts.append(element("path", {"d": outline(NodeShape.RECTANGLE, cell.box), **_painted(cell.paint)}))
    labels = (item.label, *(cell.label for cell in item.cells), item.outer_label)
    parts.extend(text_block(label, families) for label in labels if label is not None)
    content = "".join(parts)
    if item.link and _SAFE_LINK.match(item.link):
        return element("a", {"href": item.link, "xlink:href": item.link}, content)
    return content


def _use(item: DrawnNode, key: str) -> str:
    assert item.icon is not None and item.icon_box is not None
    box = item.icon_box
    scale = f"{box.width / item.icon.width:.5f} {box.height / item.icon.height:.5f}"
    place = f"translate({short(box.left)} {short(box.top)}) scale({scale})"
    return element("use", {"href": f"#{key}", "xlink:href": f"#{key}", "transform": place})
