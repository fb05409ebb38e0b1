"""A shape of a deck taken out whole: its DrawingML and its pictures, without all that leads elsewhere."""

from __future__ import annotations

import copy

from lxml import etree

from coursedeck.model.slide import DrawnShape
from coursedeck.model.units import Box
from coursedeck.review.unpack.deck_package import DeckPackage, UnreadablePartError
from coursedeck.review.unpack.names import NAMESPACES, local, tag

_KINDS = {"sp", "pic", "cxnSp", "grpSp", "graphicFrame"}
_DROPPED = {"extLst", "hlinkClick", "hlinkHover", "custDataLst", "videoFile", "audioFile", "snd"}
_MOST_PICTURE = 20 * 2**20


def drawing(data: bytes, part: str, id: int, name: str, box: Box) -> DrawnShape | None:
    """The shape with this id in a slide part; None where it needs more than pictures: charts, embedded files.

    Links, sounds and films are left out, since what a stranger's deck leads to is not known.
    """
    try:
        package = DeckPackage(data)
        root, links = package.xml(part), package.relationships(part)
    except UnreadablePartError:
        return None
    named = next((node for node in root.iter(tag("p:cNvPr")) if node.get("id") == str(id)), None)
    shape = None if named is None else named.getparent()
    shape = None if shape is None else shape.getparent()
    if shape is None or local(shape) not in _KINDS:
        return None
    if any(local(frame) == "graphicFrame" and frame.find(f".//{tag('a:tbl')}") is None for frame in shape.iter()):
        return None
    made = copy.deepcopy(shape)
    for node in [node for node in made.iter() if local(node) in _DROPPED]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    _free_of_layout(made, box)
    pictures: list[tuple[str, bytes]] = []
    for node in made.iter():
        for key, value in node.attrib.items():
            if not str(key).startswith(f"{{{NAMESPACES['r']}}}"):
                continue
            link = links.get(str(value))
            if link is None or link.external or link.kind != "image" or link.target not in package:
                return None
            picture = package.data(link.target)
            if len(picture) > _MOST_PICTURE:
                return None
            pictures.append((str(value), picture))
    etree.cleanup_namespaces(made)
    words = "\n".join("".join(part.text or "" for part in one.iter(tag("a:t"))) for one in made.iter(tag("a:p")))
    xml = etree.tostring(made, encoding="unicode", with_tail=False)
    return DrawnShape(name, box, xml, tuple(pictures), words.strip())


def _free_of_layout(shape: etree._Element, box: Box) -> None:
    """What a placeholder has from its layout is said by the shape itself."""
    for mark in list(shape.iter(tag("p:ph"))):
        holder = mark.getparent()
        if holder is not None:
            holder.remove(mark)
    visual = shape.find(tag("p:spPr"))
    if visual is None or visual.find(tag("a:xfrm")) is not None:
        return
    place = etree.Element(tag("a:xfrm"))
    emu = [str(round(side * 12700)) for side in (box.left, box.top, box.width, box.height)]
    etree.SubElement(place, tag("a:off"), {"x": emu[0], "y": emu[1]})
    etree.SubElement(place, tag("a:ext"), {"cx": emu[2], "cy": emu[3]})
    visual.insert(0, place)
    if visual.find(tag("a:prstGeom")) is None and visual.find(tag("a:custGeom")) is None:
        etree.SubElement(visual, tag("a:prstGeom"), {"prst": "rect"})
        visual.insert(1, visual[-1])
