"""Boxes and the connectors glued to them → a Mermaid flowchart (ECMA-376 part 1, 19.3.1.19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from pptx.oxml.ns import qn

_SHAPES = {
    "roundRect": ("(", ")"),
    "ellipse": ("((", "))"),
    "diamond": ("{", "}"),
    "flowChartDecision": ("{", "}"),
    "can": ("[(", ")]"),
    "flowChartMagneticDisk": ("[(", ")]"),
    "hexagon": ("{{", "}}"),
    "flowChartTerminator": ("([", "])"),
}


class DrawnBox(Struct, frozen=True):
    """A shape with words."""

    id: int
    text: str
    kind: str
    left: int
    top: int
    width: int = 0
    height: int = 0

    def holds(self, other: DrawnBox) -> bool:
        """Whether another box lies inside it."""
        across = self.left <= other.left and other.left + other.width <= self.left + self.width
        down = self.top <= other.top and other.top + other.height <= self.top + self.height
        return across and down and self.width * self.height > other.width * other.height


class DrawnLine(Struct, frozen=True):
    """A connector between two shapes."""

    start: int
    end: int
    at_start: bool
    at_end: bool
    """Whether there is an arrow head."""


def box_of(shape: Any) -> DrawnBox | None:
    """A shape as a box; None where it has no words."""
    text = " ".join(shape.text_frame.text.split()) if shape.has_text_frame else ""
    if not text:
        return None
    geometry = shape._element.find(f".//{qn('a:prstGeom')}")
    kind = geometry.get("prst", "") if geometry is not None else ""
    return DrawnBox(shape.shape_id, text, kind, shape.left or 0, shape.top or 0, shape.width or 0, shape.height or 0)


def line_of(element: Any) -> DrawnLine | None:
    """A ``p:cxnSp`` that is glued at both ends."""
    start, end = element.find(f".//{qn('a:stCxn')}"), element.find(f".//{qn('a:endCxn')}")
    if start is None or end is None:
        return None
    heads = [element.find(f".//{qn(name)}") for name in ("a:headEnd", "a:tailEnd")]
    has = [head is not None and head.get("type", "none") != "none" for head in heads]
    return DrawnLine(int(start.get("id")), int(end.get("id")), *has)


def flowchart(boxes: Sequence[DrawnBox], lines: Iterable[DrawnLine], *, always: bool = False) -> list[str]:
    """A Mermaid fence for boxes and lines; nothing where no line joins two of the boxes, unless `always`."""
    known = {box.id: box for box in boxes}
    joined = [line for line in lines if line.start in known and line.end in known and line.start != line.end]
    if not boxes or not (joined or always):
        return []
    across = sum(abs(known[line.end].left - known[line.start].left) for line in joined)
    down = sum(abs(known[line.end].top - known[line.start].top) for line in joined)
    return ["```mermaid", f"flowchart {'LR' if across >= down else 'TB'}", *_statements(boxes, joined), "```"]


def _around(box: DrawnBox, boxes: Sequence[DrawnBox]) -> int | None:
    """The smallest box that a box lies in."""
    holders = [other for other in boxes if other.holds(box)]
    return min(holders, key=lambda other: other.width * other.height).id if holders else None


def _inside(
    holder: int | None,
    boxes: Sequence[DrawnBox],
    around: Mapping[int, int | None],
    names: Mapping[int, str],
    depth: int,
) -> Iterator[str]:
    """The boxes in a box, those that hold others as subgraphs."""
    indent = "  " * depth
    for box in boxes:
        if around[box.id] != holder:
            continue
        label = box.text.replace('"', "#quot;")
        if box.id in around.values():
            yield f'{indent}subgraph {names[box.id]}["{label}"]'
            yield from _inside(box.id, boxes, around, names, depth + 1)
            yield f"{indent}end"
        else:
            opening, closing = _SHAPES.get(box.kind, ("[", "]"))
            yield f'{indent}{names[box.id]}{opening}"{label}"{closing}'


def _statements(boxes: Sequence[DrawnBox], lines: Sequence[DrawnLine]) -> Iterator[str]:
    names = {box.id: f"n{number}" for number, box in enumerate(boxes, start=1)}
    around = {box.id: _around(box, boxes) for box in boxes}
    yield from _inside(None, boxes, around, names, 1)
    for line in lines:
        start, end = names[line.start], names[line.end]
        if line.at_start and line.at_end:
            yield f"  {start} <--> {end}"
        elif line.at_start:
            yield f"  {end} --> {start}"
        else:
            yield f"  {start} {'-->' if line.at_end else '---'} {end}"
