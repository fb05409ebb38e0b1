"""Shapes that somebody drew on an earlier deck, written again: with new ids, and their pictures in this package."""

from __future__ import annotations

from coursedeck.base.xml import parse
from coursedeck.model.slide import DrawnShape
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.pictures import image_blip, missing_box
from coursedeck.output.deck.xml import Element, qualified

_SVG = b"<svg"


def drawn_shape(shape: DrawnShape, context: PartContext) -> Element:
    """The shape; the box for missing pictures where a picture cannot be read."""
    root = parse(shape.xml.encode())
    pictures = dict(shape.pictures)
    for node in list(root.iter(qualified("a:blip"))):
        data = pictures.get(node.get(qualified("r:embed"), ""))
        if data is None:
            return missing_box(shape.name, shape.box, shape.words, context)
        try:
            kind = "image/svg+xml" if _SVG in data[:1024] else "image/png"
            made = image_blip(data, kind, shape.box, context)
        except ValueError:
            return missing_box(shape.name, shape.box, shape.words, context)
        node.attrib.clear()
        node.attrib.update({str(name): str(value) for name, value in made.attrib.items()})
        for inner in list(node):
            if inner.tag == qualified("a:extLst"):
                node.remove(inner)
        node.extend(list(made))
    for named in root.iter(qualified("p:cNvPr")):
        named.set("id", str(context.next_id()))
    next(root.iter(qualified("p:cNvPr"))).set("name", shape.name)
    return root
