"""The layouts of a presentation as slides use them: placeholders, their boxes, and the background colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.simpletypes import ST_Coordinate

from coursedeck.base.look.drawn_paints import theme_colors
from coursedeck.base.xml import parse
from coursedeck.output.deck.part_context import LayoutInfo, LayoutPlaceholder
from coursedeck.output.deck.xml import Element, find, find_all, qualified

DEFAULT_GROUND = "bg1"
_PLACEHOLDER_ATTRIBUTES = ("type", "orient", "sz", "idx")
_INHERITED = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
"""The type of the master's placeholder of which one of a layout takes what it does not say; ``body`` for all others."""


def read_layouts(presentation: Any) -> Mapping[str, LayoutInfo]:
    """Layouts by name (of several with the same name, the first) and by the names of their parts."""
    return _Layouts(presentation)


class _Layouts(Mapping[str, LayoutInfo]):
    """Each is read when it is first asked for: a deck shows few of a theme's forty-five."""

    def __init__(self, presentation: Any) -> None:
        self._found: dict[str, tuple[Any, Any, Element]] = {}
        self._read: dict[str, LayoutInfo] = {}
        for master in presentation.slide_masters:
            theme = parse(master.part.part_related_by(RT.THEME).blob)
            for layout in master.slide_layouts:
                self._found[str(layout.part.partname)] = layout, master, theme
                self._found.setdefault(layout.name, (layout, master, theme))

    def __getitem__(self, name: str) -> LayoutInfo:
        """Raises KeyError where the template has no such layout."""
        part = str(self._found[name][0].part.partname)
        if part not in self._read:
            self._read[part] = _layout_info(*self._found[name])
        return self._read[part]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _layout_info(layout: Any, master: Any, theme: Element) -> LayoutInfo:
    own = find(layout._element, "p:clrMapOvr/a:overrideClrMapping")
    color_map = own if own is not None else find(master._element, "p:clrMap")
    colors = theme_colors(
        theme, {} if color_map is None else {str(role): str(slot) for role, slot in color_map.attrib.items()}
    )
    ground = _ground(layout._element) or _ground(master._element) or DEFAULT_GROUND
    masters: dict[str, Element] = {}
    for shape, ph in _placeholders(master._element):
        masters.setdefault(ph.get("type", "obj"), shape)
    places = (
        _place(shape, ph, masters.get(_INHERITED.get(ph.get("type", "obj"), "body")))
        for shape, ph in _placeholders(layout._element)
    )
    by_idx = {place.idx: place for place in places}
    return LayoutInfo(layout.part, by_idx, ground, colors, None if own is None else own.getparent())


def _placeholders(root: Element) -> Iterator[tuple[Element, Element]]:
    """The placeholders of a layout or master, each with its ``p:ph``.

    Read from the XML: of all that stands in a deck, python-pptx takes longest to find these.
    """
    for shape in find_all(root, "p:cSld/p:spTree/*"):
        named = next(shape.iterchildren("*"), None)
        ph = None if named is None else find(named, "p:nvPr/p:ph")
        if ph is not None:
            yield shape, ph


def _place(shape: Element, ph: Element, inherited: Element | None) -> LayoutPlaceholder:
    attributes = tuple((name, str(ph.get(name))) for name in _PLACEHOLDER_ATTRIBUTES if ph.get(name) is not None)
    holders = [shape] if inherited is None else [shape, inherited]
    name = next((str(node.get("name", "")) for node in shape.iter(qualified("p:cNvPr"))), "")
    return LayoutPlaceholder(int(ph.get("idx", "0")), attributes, name, _box(holders), *_line_look(holders))


def _box(holders: Sequence[Element]) -> tuple[int, int, int, int]:
    """The box in EMU, from the layout or else the master; 0 where neither says anything."""
    said: dict[str, int] = {}
    for holder in holders:
        frames = (find(holder, path) for path in ("p:spPr/a:xfrm", "p:xfrm", "p:grpSpPr/a:xfrm"))
        frame = next((found for found in frames if found is not None), None)
        ends = () if frame is None else (find(frame, "a:off"), find(frame, "a:ext"))
        for name, length in (pair for end in ends if end is not None for pair in end.attrib.items()):
            said.setdefault(str(name), int(ST_Coordinate.convert_from_xml(str(length))))  # type: ignore[no-untyped-call]
    return said.get("x", 0), said.get("y", 0), said.get("cx", 0), said.get("cy", 0)


def _line_look(holders: Sequence[Element]) -> tuple[str | None, int | None, Element | None, bool]:
    """Alignment, size (hundredths of a point), fill and weight of the first level, from layout or else master."""
    levels = [level for holder in holders for level in find_all(holder, "p:txBody/a:lstStyle/a:lvl1pPr")]
    align = next((str(level.get("algn")) for level in levels if level.get("algn")), None)
    size = next((int(run.get("sz", "0")) for level in levels for run in find_all(level, "a:defRPr[@sz]")), None)
    fill = next((found for level in levels for found in find_all(level, "a:defRPr/a:solidFill")), None)
    weight = next((str(run.get("b")) for level in levels for run in find_all(level, "a:defRPr[@b]")), "0")
    return align, size, fill, weight in {"1", "true", "on"}


def _ground(root: Element) -> str | None:
    """The paint of a plain background; None for gradients, pictures and none."""
    fill = find(root, "p:cSld/p:bg/p:bgPr/a:solidFill")
    holder = fill if fill is not None else find(root, "p:cSld/p:bg/p:bgRef")
    if holder is None or not len(holder):
        return None
    color = holder[0]
    if color.tag == qualified("a:srgbClr"):
        return f"#{color.get('val')}"
    if color.tag != qualified("a:schemeClr"):
        return None
    changes = {name: find(color, f"a:{name}") for name in ("lumMod", "lumOff")}
    percents = ["" if node is None else f"{int(node.get('val', '0')) / 1000:g}" for node in changes.values()]
    return ":".join([str(color.get("val")), *percents]).rstrip(":")
