"""Placeholders of a layout, with box, insets and styles inherited from the master.

Inheritance: a layout's placeholder follows the master's of the same family (title, body, footer …), which follows
the master's text styles, which follow the presentation's default (ECMA-376 part 1, 19.3.1.36, 19.3.1.52).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from coursedeck.model.template import Placeholder
from coursedeck.model.units import EMU_PER_POINT, Box
from coursedeck.output.template.fills import own_art
from coursedeck.output.template.package import A, P
from coursedeck.output.template.styles import levels

TITLES = frozenset({"title", "ctrTitle"})
FOOTERS = frozenset({"ftr", "sldNum", "dt", "hdr"})
SIDES = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
"""Insets of ``a:bodyPr`` with their defaults in EMU (ECMA-376 part 1, 21.1.2.1.1)."""


class Master(Struct, frozen=True):
    """A slide master: its tree, the presentation's default text style, and resolved colours."""

    tree: etree._Element
    default_style: etree._Element | None
    colors: Mapping[str, str]

    def style(self, name: str) -> etree._Element | None:
        """``titleStyle``, ``bodyStyle`` or ``otherStyle``."""
        return self.tree.find(f"{P}txStyles/{P}{name}")

    def counterpart(self, kind: str) -> etree._Element | None:
        """The master's placeholder that a layout placeholder of this type inherits from."""
        family = "title" if kind in TITLES else kind if kind in FOOTERS else "body"
        return next((shape for shape in shapes(self.tree) if type_of(shape) == family), None)


def shapes(part: etree._Element) -> Iterator[etree._Element]:
    """The placeholders of a master or layout, back to front."""
    return (shape for shape in part.iterfind(f"{P}cSld/{P}spTree/*") if shape.find(f"./*/{P}nvPr/{P}ph") is not None)


def type_of(shape: etree._Element) -> str:
    """Type of a placeholder, ``obj`` by default (ECMA-376 part 1, 19.3.1.36)."""
    mark = shape.find(f"./*/{P}nvPr/{P}ph")
    return "obj" if mark is None else mark.get("type", "obj")


def box_of(shape: etree._Element | None) -> Box | None:
    """A shape's own box in points; None if it has no ``xfrm``."""
    paths = (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm")
    frames = () if shape is None else (shape.find(path) for path in paths)
    frame = next((one for one in frames if one is not None), None)
    offset = None if frame is None else frame.find(f"{A}off")
    extent = None if frame is None else frame.find(f"{A}ext")
    if offset is None or extent is None:
        return None
    values = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    left, top, width, height = (int(value or 0) / EMU_PER_POINT for value in values)
    return Box(left, top, width, height)


def placeholders(layout: etree._Element, master: Master) -> tuple[Placeholder, ...]:
    """All placeholders that have a box, own or inherited, in the layout's order."""
    found = (_placeholder(shape, master) for shape in shapes(layout))
    return tuple(one for one in found if one is not None)


def _placeholder(shape: etree._Element, master: Master) -> Placeholder | None:
    kind, parent = type_of(shape), master.counterpart(type_of(shape))
    box = box_of(shape) or box_of(parent)
    mark, name = shape.find(f"./*/{P}nvPr/{P}ph"), shape.find(f"./*/{P}cNvPr")
    if box is None or mark is None or name is None:
        return None
    family = "titleStyle" if kind in TITLES else "otherStyle" if kind in FOOTERS else "bodyStyle"
    own = [_text(one, f"{A}lstStyle") for one in (shape, parent)]
    bodies = [body for body in (_text(one, f"{A}bodyPr") for one in (shape, parent)) if body is not None]
    return Placeholder(
        idx=int(mark.get("idx", "0")),
        type=kind,
        name=name.get("name", ""),
        box=box,
        levels=levels([*own, master.style(family), master.default_style], master.colors),
        inset=_insets(bodies),
        anchor=_anchor(bodies),
        rotated=_rotated(shape, bodies),
        art=own_art((shape, parent), box, master.colors),
    )


def _text(shape: etree._Element | None, path: str) -> etree._Element | None:
    return None if shape is None else shape.find(f"{P}txBody/{path}")


def _attribute(bodies: list[etree._Element], name: str, default: str) -> str:
    return next((body.get(name, "") for body in bodies if body.get(name) is not None), default)


def _insets(bodies: list[etree._Element]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (int(_attribute(bodies, name, str(normal))) / EMU_PER_POINT for name, normal in SIDES)
    return left, top, right, bottom


def _anchor(bodies: list[etree._Element]) -> str:
    anchor = _attribute(bodies, "anchor", "t")
    return anchor if anchor in {"t", "ctr", "b"} else "t"


def _rotated(shape: etree._Element, bodies: list[etree._Element]) -> bool:
    frame = shape.find(f"{P}spPr/{A}xfrm")
    turned = frame is not None and int(frame.get("rot", "0")) % 21600000 != 0
    return turned or _attribute(bodies, "vert", "horz") != "horz"
