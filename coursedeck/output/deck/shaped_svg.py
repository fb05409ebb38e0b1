"""Texts of foreign SVGs whose letters join, stack or run from the right, as outlines for their PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from coursedeck.base.svg import element, words
from coursedeck.base.svg.shaped_text import with_outlines
from coursedeck.base.text.shaping import needs_shaping
from coursedeck.base.xml import parse
from coursedeck.output.deck.xml import Element

_SVG = "http://www.w3.org/2000/svg"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(px|pt|em|ex|rem|%|)")
_PIXELS = {"pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "%": 0.16}
"""Pixels in the units of a size of type, that around it being the browser's."""
_SIZE = 16.0
_KEPT = ("transform", "class", "style", "fill", "opacity", "id")
_PROPERTIES = ("font-family", "font-weight", "font-style", "text-decoration")
Rules = Mapping[str, Mapping[str, str]]
"""Declarations by simple selectors: ``text``, ``.label``."""


class _ForeignLine(Struct):
    """A line of a text: where it begins, and its runs with their elements."""

    x: float
    y: float
    runs: list[tuple[str, Element]]


def outline_texts(root: Element) -> None:
    """Puts outlines in place of each ``text`` that cairo cannot draw; those along a path stay."""
    texts = [node for node in root.iter(f"{{{_SVG}}}text", "text") if needs_shaping("".join(map(str, node.itertext())))]
    if not texts:
        return
    rules = _rules(root)
    for text in texts:
        parent = text.getparent()
        if parent is None or any(etree.QName(each).localname == "textPath" for each in text.iterdescendants("{*}*")):
            continue
        lines = "".join(_drawn(line, rules) for line in _lines(text, rules) if line.runs)
        group = parse(f'<g xmlns="{_SVG}">{with_outlines(lines)}</g>'.encode())
        for name in _KEPT:
            if name in text.attrib:
                group.set(name, text.attrib[name])
        group.tail = text.tail
        parent.replace(text, group)


def _lines(text: Element, rules: Rules) -> list[_ForeignLine]:
    """The lines of a ``text``: one begins where a ``tspan`` says its place (SVG 2, 11.2.2)."""
    lines = [_ForeignLine(_number(text, "x", 0.0), _number(text, "y", 0.0) + _shift(text, rules), [])]

    def add(written: str | None, node: Element) -> None:
        shown = re.sub(r"\s+", " ", written or "")
        if not lines[-1].runs:
            shown = shown.lstrip()
        if shown:
            lines[-1].runs.append((shown, node))

    def visit(node: Element) -> None:
        add(node.text, node)
        for child in node:
            if any(name in child.attrib for name in ("x", "y", "dy")):
                last = lines[-1]
                place = _number(child, "x", last.x), _number(child, "y", last.y) + _shift(child, rules)
                lines.append(_ForeignLine(*place, []))
            visit(child)
            add(child.tail, node)

    visit(text)
    return lines


def _drawn(line: _ForeignLine, rules: Rules) -> str:
    """The line as one element whose properties all stand in it."""
    owner = line.runs[0][1]
    spans = "".join(element("tspan", _look(node, rules), words(shown)) for shown, node in line.runs)
    direction = _property(owner, "direction", rules)
    anchor = _property(owner, "text-anchor", rules) or "start"
    if direction == "rtl":  # the start of a line is where it is read from
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    return element(
        "text",
        {"x": line.x, "y": line.y, "text-anchor": anchor, "direction": direction or None, **_look(owner, rules)},
        spans,
    )


def _look(node: Element, rules: Rules) -> dict[str, str | float | None]:
    found: dict[str, str | float | None] = {name: _property(node, name, rules) or None for name in _PROPERTIES}
    weight = str(found["font-weight"] or "")
    bold = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
    return {**found, "font-weight": "bold" if bold else None, "font-size": _size(node, rules)}


def _size(node: Element, rules: Rules) -> float:
    found = _LENGTH.match(_property(node, "font-size", rules))
    return float(found[1]) * _PIXELS.get(found[2], 1.0) if found else _SIZE


def _shift(node: Element, rules: Rules) -> float:
    """How far ``dy`` moves a line down."""
    found = _LENGTH.match(node.get("dy", ""))
    if found is None:
        return 0.0
    return float(found[1]) * (_size(node, rules) if found[2] == "em" else _PIXELS.get(found[2], 1.0))


def _number(node: Element, name: str, otherwise: float) -> float:
    found = _LENGTH.match(node.get(name, ""))
    return float(found[1]) if found else otherwise


def _property(node: Element, name: str, rules: Rules) -> str:
    """What a property is for an element: its own or inherited; empty where nothing says."""
    for each in (node, *node.iterancestors()):
        own = _declarations(each.get("style", ""))
        selectors = (*(f".{one}" for one in each.get("class", "").split()), etree.QName(each).localname)
        written = (own.get(name), *(rules.get(one, {}).get(name) for one in selectors), each.get(name))
        for found in written:
            if found and found != "inherit":
                return found
    return ""


def _rules(root: Element) -> Rules:
    found: dict[str, dict[str, str]] = {}
    for style in root.iter(f"{{{_SVG}}}style", "style"):
        for selectors, body in _RULE.findall(style.text or ""):
            for selector in selectors.split(","):
                found.setdefault(selector.strip(), {}).update(_declarations(body))
    return found


def _declarations(css: str) -> dict[str, str]:
    return dict(_pairs(css))


def _pairs(css: str) -> Iterator[tuple[str, str]]:
    for declaration in css.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip(), value.replace("!important", "").strip()
