"""The colours of shapes that are written in DrawingML: read from a shape, and put on it (ECMA-376 part 1, 20.1.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from coursedeck.base.look.paint import ACCENTS, FIXED, UNKNOWN, ThemeColors

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_BEFORE_FILL = ("xfrm", "custGeom", "prstGeom")
_DEFAULT_COLOR_MAP = {
    **{accent: accent for accent in ACCENTS}, "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "hlink": "hlink",
    "folHlink": "folHlink",
}  # fmt: skip

NONE = "none"
"""No paint at all."""
OTHER = "other"
"""A gradient, a picture, or a colour that is written in another way than those that are read here."""

Paints = tuple[str, str]
"""Fill and line of a shape: six hex digits, ``none``, ``other``, or nothing where it says none itself."""


def theme_colors(theme: etree._Element, color_map: Mapping[str, str]) -> ThemeColors:
    """Colours of a theme part (``a:theme``) by slot, and by the roles that a master or layout maps to the slots."""
    scheme = theme.find(f"{_A}themeElements/{_A}clrScheme")
    slots = {} if scheme is None else {_local(slot): _slot_hex(slot) for slot in scheme.iterfind("*")}
    roles = {role: slots.get(color_map.get(role, slot), UNKNOWN) for role, slot in _DEFAULT_COLOR_MAP.items()}
    return ThemeColors(dict(sorted((slots | roles).items())))


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _slot_hex(slot: etree._Element) -> str:
    """Six hex digits: ``val`` of ``a:srgbClr``, or ``lastClr`` of ``a:sysClr``."""
    color = slot[0]
    value = (color.get("lastClr") or color.get("val") or UNKNOWN).upper()
    return value if FIXED.fullmatch(value) else UNKNOWN


def shape_paints(shape: etree._Element, colors: ThemeColors) -> Paints:
    """Fill and line that a ``p:sp`` or ``p:cxnSp`` says itself."""
    visual = shape.find(f"{_P}spPr")
    if visual is None:
        return "", ""
    line = visual.find(f"{_A}ln")
    return _paint(visual, colors), "" if line is None else _paint(line, colors)


def _paint(holder: etree._Element, colors: ThemeColors) -> str:
    fill = next((node for node in holder if _local(node) in _FILLS), None)
    if fill is None:
        return ""
    if _local(fill) == "noFill":
        return NONE
    if _local(fill) != "solidFill" or not len(fill):
        return OTHER
    color = fill[0]
    changes = {_local(node): node.get("val", "") for node in color}
    if changes.get("alpha") == "0":
        return NONE
    name = color.get("val", "")
    role = f"#{name}" if _local(color) == "srgbClr" else name
    if _local(color) not in {"srgbClr", "schemeClr"} or changes.keys() - {"alpha", "lumMod", "lumOff", "satMod"}:
        return OTHER
    numbers = [_percent(changes.get(change, "")) for change in ("lumMod", "lumOff", "satMod")]
    if role.startswith("#"):
        return OTHER if any(numbers) else name.upper()
    return colors.hex(":".join([role, *numbers]).rstrip(":"))


def _percent(value: str) -> str:
    return f"{int(value) / 1000:g}" if value.isdigit() else ""


def text_color(properties: etree._Element | None, colors: ThemeColors) -> str:
    """Six hex digits that the properties of text say; empty where they say no single colour."""
    paint = "" if properties is None else _paint(properties, colors)
    return paint if FIXED.fullmatch(paint) else ""


def painted_parts(shape: etree._Element, colors: ThemeColors) -> Iterator[tuple[str, str, str]]:
    """Names of a shape and of the shapes inside, each with its fill and line; those that say nothing are left out."""
    for node in shape.iter(f"{_P}sp", f"{_P}cxnSp"):
        named = next(node.iter(f"{_P}cNvPr"), None)
        fill, line = shape_paints(node, colors)
        if named is not None and (fill or line):
            yield named.get("name", ""), fill, line


def layout_paints(layout: etree._Element, idx: str, colors: ThemeColors) -> Paints:
    """Fill and line of a layout's placeholder of this ``idx``."""
    for mark in layout.iter(f"{_P}ph"):
        if mark.get("idx", "0") == idx:
            holder = next(mark.iterancestors(f"{_P}sp"), None)
            return ("", "") if holder is None else shape_paints(holder, colors)
    return "", ""


def repaint(shape: etree._Element, part: str, fill: str, line: str) -> bool:
    """Give the shape of this name, the shape itself or those inside, another fill or line; whether there is one.

    An empty colour stays as it is.
    """
    found = False
    for node in shape.iter(f"{_P}sp", f"{_P}cxnSp"):
        named = next(node.iter(f"{_P}cNvPr"), None)
        visual = node.find(f"{_P}spPr")
        if named is None or visual is None or named.get("name") != part:
            continue
        found = True
        if fill:
            before = [place for place, child in enumerate(visual) if _local(child) in _BEFORE_FILL]
            _put(visual, fill, max(before, default=-1) + 1)
        if line:
            outline = visual.find(f"{_A}ln")
            if outline is None:
                outline = etree.SubElement(visual, f"{_A}ln", {"w": "12700"})
                visual.insert(max(place for place, child in enumerate(visual) if _local(child) in _FILLS) + 1, outline)
            _put(outline, line, 0)
    return found


def _put(holder: etree._Element, paint: str, place: int) -> None:
    """Another paint in the place of the one that is there."""
    for child in [node for node in holder if _local(node) in _FILLS]:
        holder.remove(child)
    made = etree.Element(f"{_A}noFill" if paint == NONE else f"{_A}solidFill")
    if paint != NONE:
        etree.SubElement(made, f"{_A}srgbClr", {"val": paint})
    holder.insert(place, made)
