"""Text shapes, and the properties that all shapes share (ECMA-376 part 1, 19.3.1 and 20.1.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coursedeck.base.look.derived_text import covers, with_text_color
from coursedeck.base.look.paint import CORNER, STROKE
from coursedeck.model.slide import TextParagraph, TextShape
from coursedeck.model.units import Box, Points, emu
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import LayoutPlaceholder, PartContext
from coursedeck.output.deck.text import body_properties, text_body
from coursedeck.output.deck.xml import Attributes, Element, element, find_all

INHERITED_WITHIN = emu(0.5)
"""A box that differs from the layout's by no more than this (EMU) is inherited rather than written."""

_ADJUST_SCALE = 100_000


def bounds_emu(box: Box) -> tuple[int, int, int, int]:
    """Left, top, width and height in EMU."""
    return emu(box.left), emu(box.top), max(emu(box.width), 0), max(emu(box.height), 0)


def transform(tag: str, box: Box, **flips: bool | int | None) -> Element:
    """``a:xfrm`` or ``p:xfrm`` of a box in points; `flips` are its attributes."""
    left, top, width, height = bounds_emu(box)
    return element(tag, flips, element("a:off", {"x": left, "y": top}), element("a:ext", {"cx": width, "cy": height}))


def drawing_properties(context: PartContext, name: str, descr: str = "", link: str | None = None) -> Element:
    """``p:cNvPr`` with the next shape id; `descr` is the alternative text."""
    attributes: Attributes = {"id": context.next_id(), "name": one_line(name), "descr": one_line(descr) or None}
    return element("p:cNvPr", attributes, context.link(link))


def one_line(text: str) -> str:
    """`text` without line breaks, as names and alt texts are shown."""
    return " ".join(text.split())


def preset_geometry(name: str, **adjustments: int) -> Element:
    """``a:prstGeom`` with its adjustments."""
    guides = [element("a:gd", {"name": key, "fmla": f"val {value}"}) for key, value in adjustments.items()]
    return element("a:prstGeom", {"prst": name}, element("a:avLst", None, *guides))


def box_geometry(name: str, box: Box, radius: Points = CORNER) -> Element:
    """A preset geometry for a box; rounded corners have the same radius at every size."""
    if name != "roundRect":
        return preset_geometry(name)
    side = max(min(box.width, box.height), 1.0)
    return preset_geometry(name, adj=round(min(radius / side, 0.5) * _ADJUST_SCALE))


def outline(
    paint: str | None, width: Points = STROKE, dash: str | None = None, fill: Callable[[str], Element] = solid_fill
) -> Element:
    """``a:ln``; width in points, `dash` a value of ``ST_PresetLineDashVal`` (20.1.10.49), `fill` makes its fill."""
    if paint is None:
        return element("a:ln", None, element("a:noFill"))
    pattern = element("a:prstDash", {"val": dash}) if dash else None
    return element("a:ln", {"w": emu(width)}, fill(paint), pattern)


def text_shape(shape: TextShape, context: PartContext) -> Element:
    """``p:sp`` in the layout placeholder that the shape names, else a text box."""
    place = None if shape.placeholder is None else context.layout.placeholders.get(shape.placeholder)
    properties = drawing_properties(context, shape.name, link=shape.link)
    if place is None:
        plain = shape.fill is None and shape.stroke is None and shape.geometry == "rect"
        kind = element("p:cNvSpPr", {"txBox": True if plain else None})
        non_visual = element("p:nvSpPr", None, properties, kind, element("p:nvPr"))
        visual = _own_properties(shape)
    else:
        non_visual = element("p:nvSpPr", None, properties, _no_group(), placeholder(place))
        visual = _placed_properties(shape, place)
    body = text_body("p:txBody", body_properties(shape.anchor, shape.inset), _words(shape, context, place), context)
    if place is not None and place.bold and place.name == shape.name:
        _keep_plain(body, shape.paragraphs)
    return element("p:sp", None, non_visual, visual, body)


def _keep_plain(body: Element, paragraphs: Sequence[TextParagraph]) -> None:
    """Let text of the first level that is not bold say so, since its placeholder would make it bold."""
    for written, paragraph in zip(find_all(body, "a:p"), paragraphs, strict=True):
        for properties in find_all(written, "a:r/a:rPr") if paragraph.level == 0 else ():
            if properties.get("b") is None:
                properties.set("b", "0")


def _words(shape: TextShape, context: PartContext, place: LayoutPlaceholder | None) -> tuple[TextParagraph, ...]:
    """The paragraphs with text colours that read: on the fill, else the placeholder's own, else on the background."""
    if covers(shape.fill):
        return with_text_color(shape.paragraphs, context.colors.ink(shape.fill))
    return (
        shape.paragraphs
        if place
        else with_text_color(shape.paragraphs, context.colors.ink(context.layout.ground), links=False)
    )


def placeholder(place: LayoutPlaceholder) -> Element:
    """``p:nvPr`` of a shape that fills a layout's placeholder."""
    return element("p:nvPr", None, element("p:ph", dict(place.attributes)))


def object_place(idx: int | None, context: PartContext) -> Element:
    """``p:nvPr`` of a table, chart or picture, in the layout's placeholder of that ``idx`` if it has one."""
    place = None if idx is None else context.layout.placeholders.get(idx)
    return element("p:nvPr") if place is None else placeholder(place)


def footer_shape(place: LayoutPlaceholder, body: Element, context: PartContext, box: Box | None = None) -> Element:
    """``p:sp`` of a footer or slide number in its layout placeholder, in a `box` of its own where it has one."""
    non_visual = element("p:nvSpPr", None, drawing_properties(context, place.name), _no_group(), placeholder(place))
    properties = element("p:spPr", None, None if box is None else transform("a:xfrm", box))
    return element("p:sp", None, non_visual, properties, body)


def _no_group() -> Element:
    return element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": True}))


def _own_properties(shape: TextShape) -> Element:
    return element(
        "p:spPr",
        None,
        transform("a:xfrm", shape.box),
        box_geometry(shape.geometry, shape.box, shape.radius),
        solid_fill(shape.fill),
        outline(shape.stroke, shape.weight, shape.dash),
    )


def _placed_properties(shape: TextShape, place: LayoutPlaceholder) -> Element:
    """``p:spPr`` with only what differs from the layout, so that the shape follows changes of the layout."""
    moved = any(
        abs(own - there) > INHERITED_WITHIN for own, there in zip(bounds_emu(shape.box), place.box, strict=True)
    )
    return element(
        "p:spPr",
        None,
        transform("a:xfrm", shape.box) if moved else None,
        box_geometry(shape.geometry, shape.box, shape.radius) if shape.geometry != "rect" else None,
        solid_fill(shape.fill) if shape.fill else None,
        outline(shape.stroke, shape.weight, shape.dash) if shape.stroke else None,
    )
