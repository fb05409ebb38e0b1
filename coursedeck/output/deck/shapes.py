"""Text shapes, and what all shapes have in common (ECMA-376 part 1, 19.3.1 and 20.1.2)."""

from __future__ import annotations

from collections.abc import Callable

from coursedeck.base.look.paint import CORNER, STROKE
from coursedeck.base.look.words import covers, inked
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.page import LayoutPlace, Page
from coursedeck.output.deck.text import body_properties, text_body
from coursedeck.output.deck.xml import Attributes, Element, element
from coursedeck.model.slide import TextParagraph, TextShape
from coursedeck.model.units import Box, Points, emu

INHERITED_WITHIN = emu(0.5)
"""A place that is this close to the layout's is left to the layout."""

_ADJUST_SCALE = 100_000


def extents(box: Box) -> tuple[int, int, int, int]:
    """Left, top, width and height in EMU."""
    return emu(box.left), emu(box.top), max(emu(box.width), 0), max(emu(box.height), 0)


def transform(tag: str, box: Box, **flips: bool | int | None) -> Element:
    """``a:xfrm`` or ``p:xfrm``."""
    left, top, width, height = extents(box)
    return element(tag, flips, element("a:off", {"x": left, "y": top}), element("a:ext", {"cx": width, "cy": height}))


def naming(page: Page, name: str, descr: str = "", link: str | None = None) -> Element:
    """``p:cNvPr`` with the next id; `descr` is the alt text."""
    attributes: Attributes = {"id": page.next_id(), "name": one_line(name), "descr": one_line(descr) or None}
    return element("p:cNvPr", attributes, page.link(link))


def one_line(text: str) -> str:
    """`text` without line breaks, as names and alt texts are shown."""
    return " ".join(text.split())


def preset(name: str, **adjustments: int) -> Element:
    """``a:prstGeom`` with its adjustments."""
    guides = [element("a:gd", {"name": key, "fmla": f"val {value}"}) for key, value in adjustments.items()]
    return element("a:prstGeom", {"prst": name}, element("a:avLst", None, *guides))


def box_geometry(name: str, box: Box) -> Element:
    """A preset for a box; rounded corners keep their radius whatever the size."""
    if name != "roundRect":
        return preset(name)
    side = max(min(box.width, box.height), 1.0)
    return preset(name, adj=round(min(CORNER / side, 0.5) * _ADJUST_SCALE))


def outline(
    paint: str | None, width: Points = STROKE, dash: str | None = None, fill: Callable[[str], Element] = solid_fill
) -> Element:
    """``a:ln``; width in points, `dash` a preset of 20.1.10.49, `fill` how its paint is told."""
    if paint is None:
        return element("a:ln", None, element("a:noFill"))
    pattern = element("a:prstDash", {"val": dash}) if dash else None
    return element("a:ln", {"w": emu(width)}, fill(paint), pattern)


def text_shape(shape: TextShape, page: Page) -> Element:
    """A text shape in the layout's placeholder that it names, else a text box of its own."""
    place = None if shape.placeholder is None else page.layout.places.get(shape.placeholder)
    naming_part = naming(page, shape.name, link=shape.link)
    if place is None:
        plain = shape.fill is None and shape.stroke is None and shape.geometry == "rect"
        kind = element("p:cNvSpPr", {"txBox": True if plain else None})
        non_visual = element("p:nvSpPr", None, naming_part, kind, element("p:nvPr"))
        visual = _own_properties(shape)
    else:
        non_visual = element("p:nvSpPr", None, naming_part, _no_group(), placeholder(place))
        visual = _placed_properties(shape, place)
    body = text_body("p:txBody", body_properties(shape.anchor, shape.inset), _words(shape, page, place), page)
    return element("p:sp", None, non_visual, visual, body)


def _words(shape: TextShape, page: Page, place: LayoutPlace | None) -> tuple[TextParagraph, ...]:
    """The paragraphs in a colour that reads: the placeholder's own, else one for the fill or the slide's ground."""
    if covers(shape.fill):
        return inked(shape.paragraphs, page.colors.ink(shape.fill))
    return shape.paragraphs if place else inked(shape.paragraphs, page.colors.ink(page.layout.ground), links=False)


def placeholder(place: LayoutPlace) -> Element:
    """``p:nvPr`` of a shape that fills a layout's placeholder."""
    return element("p:nvPr", None, element("p:ph", dict(place.attributes)))


def layout_copy(place: LayoutPlace, body: Element, page: Page) -> Element:
    """A slide's own footer or number in the layout's place."""
    non_visual = element("p:nvSpPr", None, naming(page, place.name), _no_group(), placeholder(place))
    return element("p:sp", None, non_visual, element("p:spPr"), body)


def _no_group() -> Element:
    return element("p:cNvSpPr", None, element("a:spLocks", {"noGrp": True}))


def _own_properties(shape: TextShape) -> Element:
    return element(
        "p:spPr",
        None,
        transform("a:xfrm", shape.box),
        box_geometry(shape.geometry, shape.box),
        solid_fill(shape.fill),
        outline(shape.stroke),
    )


def _placed_properties(shape: TextShape, place: LayoutPlace) -> Element:
    """Only what departs from the layout, so that a change of layout still moves the shape."""
    moved = any(abs(own - there) > INHERITED_WITHIN for own, there in zip(extents(shape.box), place.box, strict=True))
    return element(
        "p:spPr",
        None,
        transform("a:xfrm", shape.box) if moved else None,
        box_geometry(shape.geometry, shape.box) if shape.geometry != "rect" else None,
        solid_fill(shape.fill) if shape.fill else None,
        outline(shape.stroke) if shape.stroke else None,
    )
