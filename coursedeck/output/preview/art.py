"""Background, ornaments and logos of the template as SVG."""

from __future__ import annotations

import base64
import math

from coursedeck.base.svg import element, short
from coursedeck.model.template import Art, ArtFill
from coursedeck.model.units import Box
from coursedeck.output.preview.paints import Attributes


def art_element(art: Art, key: str) -> str:
    """SVG of one item; `key` is the id of its gradient, unique in the page."""
    if art.picture:
        data = base64.b64encode(art.picture).decode("ascii")
        return picture_element(f"data:{art.media_type};base64,{data}", art.box, _turn(art))
    gradient = art.fill is not None and len(art.fill.stops) > 1
    attributes: Attributes = {"d": art.path, **_fill(art.fill, key), **_stroke(art), "transform": _turn(art)}
    return (_gradient(art.fill, key) if gradient and art.fill else "") + element("path", attributes)


def art_in(art: Art, box: Box, key: str) -> str:
    """The look of a placeholder around a shape that has another place or size than its layout gives the placeholder."""
    made, own = art_element(art, key), art.box
    if box == own or not (own.width and own.height):
        return made
    across, down = box.width / own.width, box.height / own.height
    place = f"translate({short(box.left - across * own.left)} {short(box.top - down * own.top)})"
    return element("g", {"transform": f"{place} scale({across:.5f} {down:.5f})"}, made)


def picture_element(address: str, box: Box, turn: str | None = None, *, cut: bool = False) -> str:
    """A picture stretched over a box, or `cut` to it."""
    place: Attributes = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    return element(
        "image",
        {**place, "preserveAspectRatio": "xMidYMid slice" if cut else "none", "href": address, "transform": turn},
    )


def _fill(fill: ArtFill | None, key: str) -> Attributes:
    if fill is None:
        return {"fill": "none"}
    if len(fill.stops) > 1:
        return {"fill": f"url(#{key})"}
    _, color, opacity = fill.stops[0]
    return {"fill": f"#{color}", "fill-opacity": opacity if opacity < 1 else None}


def _stroke(art: Art) -> Attributes:
    if art.stroke is None:
        return {}
    _, color, opacity = art.stroke.stops[0]
    return {
        "stroke": f"#{color}", "stroke-width": art.stroke_width, "stroke-opacity": opacity if opacity < 1 else None
    }  # fmt: skip


def _gradient(fill: ArtFill, key: str) -> str:
    x, y = math.cos(math.radians(fill.angle)) / 2, math.sin(math.radians(fill.angle)) / 2
    ends: Attributes = {"x1": 0.5 - x, "y1": 0.5 - y, "x2": 0.5 + x, "y2": 0.5 + y}
    stops = "".join(
        element("stop", {"offset": at, "stop-color": f"#{color}", "stop-opacity": opacity if opacity < 1 else None})
        for at, color, opacity in fill.stops
    )
    return element("linearGradient", {"id": key, **ends}, stops)


def _turn(art: Art) -> str | None:
    if not art.turned:
        return None
    middle = art.box.center
    return f"rotate({short(art.turned)} {short(middle.x)} {short(middle.y)})"
