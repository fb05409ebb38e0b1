"""How much room the words of an SVG picture have: up to the shape around them, their neighbours and the picture's edge.

Widths are measured in the fonts that stand in for the picture's own, and compared with what the words of the source
take there, so that a family that is not known matters little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree
from msgspec import Struct

from coursedeck.base.images.svg_labels import SvgLabel, is_html, local_name
from coursedeck.base.text.faces import Families, FontError
from coursedeck.base.text.ruler import Ruler

SMALLEST = 0.7
"""Least size of translated words as a share of the size that the author gave them."""
_DEFAULT_SIZE = 16.0
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""CSS pixels in the units of CSS (CSS Values and Units 3, 6.2)."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})\s*([a-z%]*)")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_FONT = re.compile(r"(?P<before>.*?)(?P<size>[\d.]+(?:[a-z]+|%))(?:\s*/\s*\S+)?\s+(?P<family>.+)")
"""The properties of type in one (CSS Fonts 3, 3.7)."""
_BOLD = ("bold", "bolder", "600", "700", "800", "900")
_WIDER = 1.08
"""How much wider than measured a family may be that a viewer puts in place of the picture's."""
_PADDING = 0.25
"""Em between words and the edge of the shape around them, where the author has not put them nearer."""
_ABOVE, _BELOW, _LINE = 0.8, 0.25, 1.2
"""Em above and below the base line of a line, and between two lines."""


class _SvgBox(Struct, frozen=True):
    """A rectangle in the units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, other: _SvgBox, slack: float) -> bool:
        """Whether the middle of another one lies inside, and all of its width."""
        middle = (other.top + other.bottom) / 2
        inside = self.left - slack <= other.left and other.right <= self.right + slack
        return inside and self.top <= middle <= self.bottom

    def beside(self, other: _SvgBox) -> bool:
        """Whether both have heights in common."""
        return self.top < other.bottom and other.top < self.bottom


class _SvgFrame(Struct, frozen=True):
    """Where the units of an element lie in the picture: scaled and moved, not turned."""

    scale: float = 1.0
    across: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def box(self, left: float, top: float, right: float, bottom: float) -> _SvgBox:
        """A rectangle of the element in units of the picture."""
        return _SvgBox(
            self.x + self.across * left,
            self.y + self.scale * top,
            self.x + self.across * right,
            self.y + self.scale * bottom,
        )


class _LabelStyle(Struct, frozen=True):
    size: float
    anchor: str
    bold: bool
    mono: bool


class SvgRoom:
    """The room of each label of a picture, before any of them is changed."""

    def __init__(self, root: etree._Element, labels: Sequence[SvgLabel]) -> None:
        self._rules = tuple(_rules(root))
        self._edge = _edge(root)
        self._shapes = tuple(_shapes(root))
        self._taken = {id(label): self._box(label) for label in labels if not is_html(label.node)}

    def share(self, label: SvgLabel, words: str) -> float:
        """Which share of their width other words have room for in the place of a label, 1 where they fit."""
        if is_html(label.node):
            return 1.0
        try:
            before, now = self._width(label, label.words), self._width(label, words)
        except FontError:  # said where the language is built
            return 1.0
        if now <= before or not now:
            return 1.0
        return min(1.0, max(before, self._room(label) / _WIDER) / now)

    def anchor(self, label: SvgLabel) -> str:
        """Which end of its words a label is placed by: ``start``, ``middle`` or ``end``."""
        return self._style(label.node).anchor

    def shrink(self, label: SvgLabel, share: float) -> None:
        """Set a label in smaller type, whatever its sheet or attributes say."""
        nodes = [node for node in (label.node, *label.node.iterdescendants()) if local_name(node)]
        sizes = [self._size(node) for node in nodes]
        for node, size in zip(nodes, sizes, strict=True):
            before = node.get("style", "").rstrip("; ")
            said = f"font-size:{size * share:.2f}px"
            node.set("style", f"{before};{said}" if before else said)

    def _width(self, label: SvgLabel, words: str) -> float:
        """Width of the longest line, in the label's own units."""
        style = self._style(label.node)
        lines = words.split("\n")
        return max(_ruler().width(line, style.size, bold=style.bold, mono=style.mono) for line in lines)

    def _room(self, label: SvgLabel) -> float:
        """How wide a label can be, in its own units; nothing is known of those that are turned or on a path."""
        taken, frame = self._taken[id(label)], _frame(label.node)
        if taken is None or frame is None:
            return 0.0
        padding = _PADDING * self._style(label.node).size * frame.across
        left, right = self._limits(taken, padding)
        anchor = self._style(label.node).anchor
        if anchor == "middle":
            centre = (taken.left + taken.right) / 2
            room = 2 * min(centre - left, right - centre)
        else:
            room = taken.right - left if anchor == "end" else right - taken.left
        return room / frame.across

    def _limits(self, taken: _SvgBox, padding: float) -> tuple[float, float]:
        around = [shape for shape in self._shapes if shape.holds(taken, padding)]
        outer = min(around, key=lambda shape: shape.area, default=self._edge)
        left, right = (outer.left + padding, outer.right - padding) if outer is not None else (-1e9, 1e9)
        others = [box for box in self._taken.values() if box is not None and box is not taken]
        others += [shape for shape in self._shapes if shape not in around]
        for box in others:
            if not box.beside(taken):
                continue
            if box.left >= taken.right - padding:
                right = min(right, box.left - padding)
            elif box.right <= taken.left + padding:
                left = max(left, box.right + padding)
        return left, right

    def _box(self, label: SvgLabel) -> _SvgBox | None:
        """What the words of a label take now; None where they are turned, on a path, or have no plain place."""
        frame = _frame(label.node)
        first = label.lines[0][0].node
        on_path = any(local_name(each) == "textPath" for each in label.node.iterdescendants())
        if frame is None or on_path:
            return None
        style = self._style(label.node)
        x = _first_number(first.get("x") or label.node.get("x")) or 0.0
        y = _first_number(first.get("y") or label.node.get("y")) or 0.0
        try:
            width = self._width(label, label.words)
        except FontError:
            return None
        left = x - width * {"middle": 0.5, "end": 1.0}.get(style.anchor, 0.0)
        below = y + style.size * (_BELOW + _LINE * (len(label.lines) - 1))
        return frame.box(left, y - _ABOVE * style.size, left + width, below)

    def _style(self, node: etree._Element) -> _LabelStyle:
        size = self._size(node)
        anchor = self._value(node, "text-anchor") or "start"
        family = (self._value(node, "font-family") or "").casefold()
        mono = any(name in family for name in ("mono", "courier", "consolas", "menlo"))
        return _LabelStyle(size, anchor, (self._value(node, "font-weight") or "") in _BOLD, mono)

    def _size(self, node: etree._Element) -> float:
        """Size of type in the units of an element (CSS Fonts 3, 3.5)."""
        said = self._own(node, "font-size")
        parent = node.getparent()
        match = _LENGTH.match(said) if said else None
        if match is None:
            return self._size(parent) if parent is not None else _DEFAULT_SIZE
        number, unit = float(match[1]), match[2]
        if unit in ("em", "%"):
            whole = self._size(parent) if parent is not None else _DEFAULT_SIZE
            return number * whole * (0.01 if unit == "%" else 1.0)
        return number * _UNITS.get(unit, 1.0)

    def _value(self, node: etree._Element, name: str) -> str | None:
        """An inherited property."""
        return next((said for each in (node, *node.iterancestors()) if (said := self._own(each, name))), None)

    def _own(self, node: etree._Element, name: str) -> str | None:
        """A property that an element has itself: its style before the sheet's rules, those before its attribute."""
        styled = _declarations(node.get("style", "")).get(name)
        if styled:
            return styled
        classes = {f".{each}" for each in node.get("class", "").split()}
        mine = {local_name(node), f"#{node.get('id')}", *classes, *(f"{local_name(node)}{each}" for each in classes)}
        ruled = [said[name] for selectors, said in self._rules if name in said and not mine.isdisjoint(selectors)]
        return ruled[-1] if ruled else node.get(name)


@cache
def _ruler() -> Ruler:
    return Ruler(Families())


def _rules(root: etree._Element) -> Iterator[tuple[frozenset[str], dict[str, str]]]:
    """The simple selectors of a picture's sheets with what they declare."""
    for node in root.iter():
        if local_name(node) == "style":
            sheet = re.sub(r"/\*.*?\*/", "", "".join(map(str, node.itertext())), flags=re.DOTALL)
            for selectors, body in _RULE.findall(sheet):
                last = frozenset(each.split()[-1] for each in selectors.split(",") if each.strip())
                yield last, _declarations(body)


def _declarations(style: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in style.split(";"))
    said = {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}
    short = _FONT.match(said.get("font", ""))
    if short is None:
        return said
    weight = next((each for each in short["before"].split() if each in _BOLD), "normal")
    return {"font-size": short["size"], "font-weight": weight, "font-family": short["family"], **said}


def _edge(root: etree._Element) -> _SvgBox | None:
    """The picture's own frame."""
    said = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(said) == 4:
        return _SvgBox(said[0], said[1], said[0] + said[2], said[1] + said[3])
    width, height = (_first_number(root.get(name)) for name in ("width", "height"))
    return _SvgBox(0, 0, width, height) if width and height else None


def _shapes(root: etree._Element) -> Iterator[_SvgBox]:
    """The boxes of closed shapes; those in definitions are not drawn where they stand."""
    for node in root.iter():
        extent = _extent(node)
        if extent is None or any(local_name(each) in _UNDRAWN for each in node.iterancestors()):
            continue
        frame = _frame(node)
        if frame is not None:
            yield frame.box(*extent)


_UNDRAWN = frozenset({"defs", "symbol", "marker", "pattern", "clipPath", "mask"})


def _extent(node: etree._Element) -> tuple[float, float, float, float] | None:
    name = local_name(node)

    def number(attribute: str) -> float:
        return _first_number(node.get(attribute)) or 0.0

    if name in ("rect", "image"):
        x, y = number("x"), number("y")
        return (x, y, x + number("width"), y + number("height"))
    if name in ("circle", "ellipse"):
        across, down = (number("r"), number("r")) if name == "circle" else (number("rx"), number("ry"))
        return (number("cx") - across, number("cy") - down, number("cx") + across, number("cy") + down)
    path = node.get("d", "").strip()
    closed = name == "path" and path[-1:] in "zZ" and not re.search("[a-yHVAST]", re.sub("[eE][-+]?[0-9]", "", path))
    if name == "polygon" or (closed and path):
        numbers = [float(each) for each in _NUMBER.findall(node.get("points", "") if name == "polygon" else path)]
        if len(numbers) >= 6:
            return (min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))
    return None


def _frame(node: etree._Element) -> _SvgFrame | None:
    """The frame of an element; None where it is turned or askew (SVG 2, 8.5)."""
    frame = _SvgFrame()
    for each in (*reversed(list(node.iterancestors())), node):
        for kind, said in _TRANSFORM.findall(each.get("transform", "")):
            numbers = [float(number) for number in _NUMBER.findall(said)]
            step = _step(kind, numbers)
            if step is None:
                return None
            frame = _SvgFrame(
                frame.scale * step.scale,
                frame.across * step.across,
                frame.x + frame.across * step.x,
                frame.y + frame.scale * step.y,
            )
    return frame if frame.across > 0 and frame.scale > 0 else None


def _step(kind: str, numbers: list[float]) -> _SvgFrame | None:
    match kind, numbers:
        case "translate", [x]:
            return _SvgFrame(x=x)
        case "translate", [x, y]:
            return _SvgFrame(x=x, y=y)
        case "scale", [both]:
            return _SvgFrame(both, both)
        case "scale", [across, down]:
            return _SvgFrame(down, across)
        case "matrix", [across, 0.0, 0.0, down, x, y]:
            return _SvgFrame(down, across, x, y)
        case "rotate", [0.0, *_]:
            return _SvgFrame()
        case _:
            return None


def _first_number(said: str | None) -> float | None:
    match = _LENGTH.match(said) if said else None
    return float(match[1]) * _UNITS.get(match[2], 1.0) if match is not None else None
