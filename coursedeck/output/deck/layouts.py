"""The layouts of a presentation as slides use them: placeholders, their boxes, and the background colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from coursedeck.base.look.drawn_paints import theme_colors
from coursedeck.base.xml import parse
from coursedeck.output.deck.part_context import LayoutInfo, LayoutPlaceholder
from coursedeck.output.deck.xml import Element, find, find_all, qualified

DEFAULT_GROUND = "bg1"
_PLACEHOLDER_ATTRIBUTES = ("type", "orient", "sz", "idx")


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
    places = (_place(placeholder) for placeholder in layout.placeholders)
    by_idx = {place.idx: place for place in places}
    return LayoutInfo(layout.part, by_idx, ground, colors, None if own is None else own.getparent())


def _place(placeholder: Any) -> LayoutPlaceholder:
    ph = placeholder._element.ph
    attributes = tuple((name, str(ph.get(name))) for name in _PLACEHOLDER_ATTRIBUTES if ph.get(name) is not None)
    look = _line_look(placeholder)
    return LayoutPlaceholder(int(ph.get("idx", "0")), attributes, placeholder.name, _box(placeholder), *look)


def _box(placeholder: Any) -> tuple[int, int, int, int]:
    """Its own box in EMU, else that of the master's placeholder, which takes python-pptx long to find."""
    own = find(placeholder._element, "p:spPr/a:xfrm")
    parts = ((find(own, "a:off"), ("x", "y")), (find(own, "a:ext"), ("cx", "cy"))) if own is not None else ()
    said = [node.get(name, "") for node, names in parts if node is not None for name in names]
    if len(said) == 4 and all(number.removeprefix("-").isdigit() for number in said):
        left, top, width, height = map(int, said)
        return left, top, width, height
    return placeholder.left or 0, placeholder.top or 0, placeholder.width or 0, placeholder.height or 0


def _line_look(placeholder: Any) -> tuple[str | None, int | None, Element | None, bool]:
    """Alignment, size (hundredths of a point), fill and weight of the first level, from layout or else master."""
    base = placeholder._base_placeholder
    holders = [placeholder._element] + ([base._element] if base is not None else [])
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
