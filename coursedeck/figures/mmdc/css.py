"""Styles of an SVG as attributes of its elements: office programs and painters know little of style sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cssselect2
import tinycss2
from lxml import etree
from tinycss2.color3 import RGBA, parse_color

_STYLE = "{http://www.w3.org/2000/svg}style"
_COLORS = frozenset({"fill", "stroke", "stop-color", "flood-color", "color"})
_KEPT = _COLORS | frozenset({
    "display", "dominant-baseline", "fill-opacity", "fill-rule", "font-family", "font-size", "font-style",
    "font-weight", "marker-end", "marker-mid", "marker-start", "opacity", "stop-opacity", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor",
    "text-decoration", "visibility",
})  # fmt: skip
"""Properties that are attributes too (SVG 1.1, styling properties); others mean nothing outside of a browser."""


def resolve_styles(root: etree._Element) -> None:
    """Write the cascade of all style sheets and ``style`` attributes into attributes, colours as ``#rrggbb``."""
    matcher = _matcher(root)
    for sheet in list(root.iter(_STYLE)):
        parent = sheet.getparent()
        if parent is not None:
            parent.remove(sheet)
    for comment in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        parent = comment.getparent()
        if parent is not None:
            parent.remove(comment)
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        _apply(wrapper, matcher)


def _matcher(root: etree._Element) -> Any:
    """Every rule of the style sheets by its selectors."""
    matcher = cssselect2.Matcher()
    for sheet in root.iter(_STYLE):
        for rule in tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                if selector.pseudo_element is None and not selector.never_matches:
                    matcher.add_selector(selector, tuple(_declarations(rule.content)))
    return matcher


def _declarations(content: Any) -> Iterator[tuple[str, Any, bool]]:
    for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration" and each.lower_name in _KEPT | {"transform"}:
            yield each.lower_name, each.value, each.important


def _apply(wrapper: Any, matcher: Any) -> None:
    element: Any = wrapper.etree_element
    plain: dict[str, Any] = {}
    important: dict[str, Any] = {}
    found = sorted(matcher.match(wrapper), key=lambda match: match[:2])
    rules = [declared for *_, declared in found]
    for declared in (*rules, tuple(_declarations(element.get("style", "")))):
        for name, value, is_important in declared:
            (important if is_important else plain)[name] = value
    element.attrib.pop("style", None)
    for name, value in (plain | important).items():
        _write(element, name, value)
    for name in sorted(_COLORS):
        if name in element.attrib:
            _write(element, name, element.get(name))


def _write(element: etree._Element, name: str, value: Any) -> None:
    text = value if isinstance(value, str) else tinycss2.serialize(value).strip()
    if "var(" in text:
        return
    color = parse_color(text) if name in _COLORS else None
    if isinstance(color, RGBA):
        red, green, blue, alpha = (min(max(part, 0.0), 1.0) for part in color)
        text = "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))
        if alpha < 1 and name in {"fill", "stroke"}:
            element.set(f"{name}-opacity", f"{alpha:g}")
    element.set(name, text)
