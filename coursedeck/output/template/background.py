"""The colour behind the content of a layout: of its background, or of shapes that cover the slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from coursedeck.base.look.contrast import contrast
from coursedeck.model.units import Size
from coursedeck.output.template.color import mixed, resolved
from coursedeck.output.template.package import A, P
from coursedeck.output.template.placeholders import box_of

FULL_SLIDE = 0.9
"""Share of the slide that a shape must cover to count as background."""


def background_colors(
    parts: Sequence[etree._Element], size: Size, colors: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Background colours of ``layout, master``: the plain one (None for a gradient), and the mean one.

    Both are six hex digits, and None for a picture.
    """
    for shape in full_slide_shapes(parts, size):
        if shape.tag == f"{P}pic":
            return None, None
        found = _fill(shape.find(f"{P}spPr"), colors)
        if found != (None, None):
            return found
    backgrounds = (part.find(f"{P}cSld/{P}bg") for part in parts)
    nearest = next((one for one in backgrounds if one is not None), None)
    return (colors["bg1"], colors["bg1"]) if nearest is None else _background(nearest, colors)


def full_slide_shapes(parts: Sequence[etree._Element], size: Size) -> list[etree._Element]:
    """Shapes that cover the slide, frontmost first."""
    return [shape for part in parts for shape in reversed(list(decorations(part))) if _covers(shape, size)]


def decorations(part: etree._Element) -> Iterator[etree._Element]:
    """Shapes of a layout or master that are not placeholders."""
    for shape in part.iterfind(f"{P}cSld/{P}spTree/*"):
        kinds = {f"{P}sp", f"{P}pic", f"{P}grpSp", f"{P}graphicFrame"}
        if shape.tag in kinds and shape.find(f"./*/{P}nvPr/{P}ph") is None:
            yield shape


def text_role(mean: str | None, colors: Mapping[str, str], inherited: str) -> str:
    """``tx1`` or ``bg1``, whichever has more contrast on `mean`; on a picture (None), the role that text inherits."""
    if mean is None:
        return inherited if inherited in {"tx1", "bg1"} else "tx1"
    return max(("tx1", "bg1"), key=lambda role: contrast(colors[role], mean))


def _covers(shape: etree._Element, size: Size) -> bool:
    box = box_of(shape)
    if box is None:
        return False
    width = min(box.right, size.width) - max(box.left, 0.0)
    height = min(box.bottom, size.height) - max(box.top, 0.0)
    return width > 0 and height > 0 and width * height >= FULL_SLIDE * size.width * size.height


def _background(element: etree._Element, colors: Mapping[str, str]) -> tuple[str | None, str | None]:
    reference = element.find(f"{P}bgRef")
    if reference is not None:
        tone = resolved(reference, colors)
        return tone, tone
    return _fill(element.find(f"{P}bgPr"), colors)


def _fill(holder: etree._Element | None, colors: Mapping[str, str]) -> tuple[str | None, str | None]:
    if holder is None:
        return None, None
    tone = resolved(holder.find(f"{A}solidFill"), colors)
    if tone:
        return tone, tone
    stops = [resolved(stop, colors) for stop in holder.iterfind(f"{A}gradFill/{A}gsLst/{A}gs")]
    tones = [stop for stop in stops if stop]
    return None, mixed(tones) if tones else None
