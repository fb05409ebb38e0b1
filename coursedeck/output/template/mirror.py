"""Mirror a template for right-to-left languages such as Arabic and Hebrew.

Placeholders, ornaments, insets and the alignment of text styles swap left and right, in the package and in the
`Template`. Pictures are moved but not flipped. A template that is made for right-to-left text is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from coursedeck.model.drawing import Align
from coursedeck.model.template import Area, Template, TemplateLayout
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.output.template.clean import main_part
from coursedeck.output.template.package import A, P, TemplatePackage, serialize, unzipped
from coursedeck.output.template.read import template_of

_MIRRORED_TYPES = {
    "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
}
_BODY_LEVEL = f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr"
_LEVEL = re.compile(r"\{.*\}(lvl\dpPr|defPPr)")
_SWAPPED = {"l": "r", "r": "l"}
_MIRRORED_ALIGN = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}
_FULL_TURN = 21_600_000
"""360° in the unit of ``rot``, 60,000ths of a degree (ECMA-376 part 1, 20.1.10.3)."""
_SYMMETRIC = {"rect", "roundRect", "ellipse"}
_INSET = 91440
"""Default of ``lIns`` and ``rIns`` in EMU."""


@lru_cache(maxsize=2)
def mirrored(template: Template, package: bytes) -> tuple[Template, bytes]:
    """A template and its package (from `open_template`), mirrored for right-to-left text."""
    parts = unzipped(package)
    main = main_part(parts, template.source)
    masters = [parts.xml(name) for name in parts.related(main, "slideMaster")]
    if any(level.get("rtl") in {"1", "true"} for tree in masters for level in tree.iterfind(_BODY_LEVEL)):
        return template, package
    turned = _mirrored_package(parts, main)
    return _mirrored_template(template, template_of(turned, template.source)), turned.to_bytes()


# -- the package


def _mirrored_package(package: TemplatePackage, main: str) -> TemplatePackage:
    presentation = package.xml(main)
    size = presentation.find(f"{P}sldSz")
    width = int("9144000" if size is None else size.get("cx", "0"))
    presentation.set("rtl", "1")
    _mirror_styles(presentation)
    changed = {main: serialize(presentation)}
    for name in package.parts:
        if package.content_type(name) in _MIRRORED_TYPES:
            part_tree = package.xml(name)
            _mirror_part(part_tree, width)
            changed[name] = serialize(part_tree)
    return TemplatePackage({**package.parts, **changed})


def _mirror_part(part_tree: etree._Element, width: int) -> None:
    for shape in part_tree.iterfind(f"{P}cSld/{P}spTree/*"):
        _mirror_frame(shape, width)
    for body in part_tree.iter(f"{A}bodyPr"):
        _mirror_insets(body)
    _mirror_styles(part_tree)


def _mirror_frame(shape: etree._Element, width: int) -> None:
    """Mirror the position and rotation of a shape, and flip asymmetric outlines."""
    paths = (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm")
    frame = next((found for path in paths if (found := shape.find(path)) is not None), None)
    offset = None if frame is None else frame.find(f"{A}off")
    extent = None if frame is None else frame.find(f"{A}ext")
    if frame is None or offset is None or extent is None:
        return
    offset.set("x", str(width - int(offset.get("x", "0")) - int(extent.get("cx", "0"))))
    turned = int(frame.get("rot", "0"))
    if turned:
        frame.set("rot", str((_FULL_TURN - turned) % _FULL_TURN))
    if _is_asymmetric(shape):
        frame.set("flipH", "0" if frame.get("flipH") in {"1", "true"} else "1")


def _is_asymmetric(shape: etree._Element) -> bool:
    """Whether a shape is an ornament whose outline changes when mirrored."""
    if etree.QName(shape).localname not in {"sp", "cxnSp"} or shape.find(f"./*/{P}nvPr/{P}ph") is not None:
        return False
    preset = shape.find(f"{P}spPr/{A}prstGeom")
    return preset is None or preset.get("prst") not in _SYMMETRIC


def _mirror_insets(body: etree._Element) -> None:
    left, right = body.get("lIns"), body.get("rIns")
    if left != right:
        body.set("lIns", right or str(_INSET))
        body.set("rIns", left or str(_INSET))


def _mirror_styles(root: etree._Element) -> None:
    """Make every level of every style right-to-left, and swap alignments; styles that inherit from no other get one."""
    for level in _levels(root):
        level.set("rtl", "1")
        own = level.get("algn")
        parent = level.getparent()
        first = parent is not None and etree.QName(parent).localname != "lstStyle"
        if own is not None or first:
            level.set("algn", _SWAPPED.get(own or "l", own or "l"))


def _levels(root: etree._Element) -> Iterator[etree._Element]:
    return (node for node in root.iter(etree.Element) if _LEVEL.fullmatch(str(node.tag)))


# -- the value


def _mirrored_template(template: Template, seen: Template) -> Template:
    """`template` with its layouts and areas mirrored, and all else from `seen`, read from the mirrored package."""
    width = template.size.width
    by_part = {layout.part: layout for layout in seen.layouts}
    return replace(
        template,
        title_style=seen.title_style,
        body_styles=seen.body_styles,
        layouts=tuple(_mirrored_layout(one, by_part[one.part], width) for one in template.layouts),
        serving=tuple(_mirrored_layout(one, by_part[one.part], width) for one in template.serving),
    )


def _mirrored_layout(layout: TemplateLayout, seen: TemplateLayout, width: Points) -> TemplateLayout:
    return replace(
        layout,
        placeholders=seen.placeholders,
        areas=tuple(_mirrored_area(area, seen, width) for area in layout.areas),
        body_area=_mirrored_box(layout.body_area, width),
        art=seen.art,
    )


def _mirrored_area(area: Area, seen: TemplateLayout, width: Points) -> Area:
    """A mirrored area with mirrored styles."""
    left, top, right, bottom = area.inset
    holder = seen.placeholder(area.placeholder.idx) if area.placeholder else None
    return replace(
        area,
        box=_mirrored_box(area.box, width) if area.moved or holder is None else holder.box,
        placeholder=holder,
        levels=tuple(replace(level, align=_MIRRORED_ALIGN.get(level.align, level.align)) for level in area.levels),
        inset=(right, top, left, bottom),
    )


def _mirrored_box(box: Box, width: Points) -> Box:
    return replace(box, left=width - box.right)
