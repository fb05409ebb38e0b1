"""What it takes to draw an SVG: a few hundred bytes can ask for billions of shapes, by elements that repeat others."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

MOST = 100_000
"""Steps that a drawing may take, of about a tenth of a millisecond each."""
MOST_DEPTH = 200
"""Elements in elements; what draws them goes as deep into itself."""
MOST_INSIDE = 3
"""Drawings in drawings."""

_REPEATS = frozenset({
    "use", "pattern", "linearGradient", "radialGradient", "mask", "filter", "textPath", "tref", "feImage", "clipPath",
    "image",
})  # fmt: skip
"""Elements that draw what their ``href`` names; an ``a`` only leads there."""
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_NAMED = re.compile(r"""url\(\s*["']?\s*#([^"')\s]+)""")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_DASHES = re.compile(r"stroke-dasharray\s*:\s*([^;]*)")
_LINES = ("d", "points", "x1", "y1", "x2", "y2", "r", "rx", "ry", "width", "height")
"""Attributes that say how long a line is."""
_LAYER = 40
"""Steps of drawing a group apart, and laying it over the rest."""
_STEPS_OF_A_MARK = 5
_PIXELS_OF_A_STEP = 2000
_DASHES_OF_A_STEP = 1000


class CostlyDrawingError(ValueError):
    """An SVG takes more than it may; the message says what, and what to do."""


def check_cost(root: ElementTree.Element, inside: int = 0) -> int:
    """How many steps a drawing takes. Raises CostlyDrawingError where that is more than `MOST`, or it has no end."""
    if _depth(root) > MOST_DEPTH:
        raise CostlyDrawingError(f"its elements stand more than {MOST_DEPTH} deep in one another: save it flattened")
    named: dict[str, ElementTree.Element] = {}
    everywhere: list[str] = []
    for node in root.iter():
        named.setdefault(node.get("id", ""), node)
        if _name(node) == "style":
            everywhere += _NAMED.findall(node.text or "")
    own = {node: _own(node, inside) for node in root.iter()}
    costs = _summed(root, own, named)
    # a rule of a style sheet may hold for every element
    total = costs[root] + len(own) * sum(costs.get(named[id_], 1) for id_ in set(everywhere) & named.keys())
    if total > MOST:
        raise CostlyDrawingError("drawing it would take too long, since its parts repeat one another: save it as PNG")
    return total


def _summed(
    root: ElementTree.Element, own: dict[ElementTree.Element, int], named: dict[str, ElementTree.Element]
) -> dict[ElementTree.Element, int]:
    """Steps of every element with all that it holds and names."""
    costs: dict[ElementTree.Element, int] = {}
    begun: set[ElementTree.Element] = set()
    waiting = [root]
    while waiting:
        node = waiting[-1]
        if node in costs:
            waiting.pop()
            continue
        parts = [*((child, 1) for child in node), *((named[id_], times) for id_, times in _names(node) if id_ in named)]
        open_ = [part for part, _ in parts if part not in costs]
        if node not in begun:
            begun.add(node)
            if any(part in begun for part in open_):
                raise CostlyDrawingError("one of its elements repeats itself: save the drawing again")
            waiting += open_
            continue
        costs[node] = min(own[node] + sum(costs[part] * times for part, times in parts), MOST + 1)
        waiting.pop()
    return costs


def _names(node: ElementTree.Element) -> Iterator[tuple[str, int]]:
    """The ids that an element draws, and how often."""
    if _name(node) in _REPEATS:
        for attribute in _HREFS:
            href = node.get(attribute, "").strip()
            if href.startswith("#"):
                yield href[1:], 1
    for attribute, value in node.attrib.items():
        for id_ in _NAMED.findall(value) if "url" in value else ():
            marks = "marker" in attribute or "marker" in value
            yield id_, 1 + len(_NUMBER.findall(node.get("d", node.get("points", "")))) * _STEPS_OF_A_MARK * marks


def _own(node: ElementTree.Element, inside: int) -> int:
    """Steps of an element alone."""
    style = node.get("style", "")
    length = len(node.get("d", "")) + len(node.get("points", "")) + len(node.text or "")
    layered = len(node) > 0 and any(word in node.attrib or word in style for word in ("opacity", "mask", "filter"))
    cost = 1 + length // 200 + _LAYER * layered + _dashes(node, style) // _DASHES_OF_A_STEP
    for attribute in _HREFS:
        if _name(node) in {"image", "feImage"} and node.get(attribute, "").strip()[:5].lower() == "data:":
            cost += _inner(node.get(attribute, "").strip(), inside)
    return cost


def _dashes(node: ElementTree.Element, style: str) -> int:
    written = node.get("stroke-dasharray") or "".join(_DASHES.findall(style))
    period = sum(_numbers([written]))
    if not written or period <= 0:
        return 0
    return int(min(sum(_numbers(node.get(each, "") for each in _LINES)) / period, 1e12))


def _numbers(texts: Iterable[str]) -> Iterator[float]:
    return (min(abs(float(number)), 1e9) for text in texts for number in _NUMBER.findall(text))


def _inner(address: str, inside: int) -> int:
    """Steps of a picture in a drawing."""
    head, _, body = address.partition(",")
    try:
        data = unquote_to_bytes(body)
        data = base64.b64decode(data) if head.lower().rstrip().endswith("base64") else data
    except (binascii.Error, ValueError):
        return 1
    if data.startswith(b"\x1f\x8b"):
        raise CostlyDrawingError("a packed drawing stands in it: save it as plain SVG")
    if b"<svg" in data:
        if inside >= MOST_INSIDE:
            raise CostlyDrawingError("drawings stand in drawings in it: save it flattened")
        try:
            return check_cost(ElementTree.fromstring(data), inside + 1)
        except ElementTree.ParseError:
            return 1
    return _pixels(data) // _PIXELS_OF_A_STEP


def _pixels(data: bytes) -> int:
    from PIL import Image  # noqa: PLC0415 - few drawings have pictures in them

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                return picture.width * picture.height
    except Image.DecompressionBombError:
        return MOST * _PIXELS_OF_A_STEP
    except (OSError, SyntaxError, ValueError, EOFError):
        return 1


def _depth(root: ElementTree.Element) -> int:
    deepest, level = 0, [root]
    while level and deepest <= MOST_DEPTH:
        deepest, level = deepest + 1, [child for node in level for child in node]
    return deepest


def _name(node: ElementTree.Element) -> str:
    return str(node.tag).rpartition("}")[2]
