"""Style declarations such as ``fill:#f9f,stroke-width:4px``, applied to a `GraphStyle`.

Source: Mermaid's documentation, "Flowcharts", section "Styling and classes"; lengths without a unit are pixels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from coursedeck.figures.mermaid.colors import NOTHING, read_color
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.graph import Dash, GraphStyle
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.units import Points
from coursedeck.model.values import replace

_LENGTH = re.compile(r"([\d.]+)\s*(px|pt|em|rem|)")
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "": 0.75}
_DOT = 2.0
"""Dashes up to this many pixels look like dots."""


class Declaration(Struct, frozen=True):
    """One ``property:value`` and its line in the Markdown file."""

    property: str
    value: str
    source: Source


def declarations(text: str, source: Source) -> tuple[Declaration, ...]:
    """The declarations in `text`, separated by commas; a part without a colon continues the value before it.

    >>> [d.value for d in declarations("fill:rgb(1,2,3),stroke-dasharray: 9,5,font-family:a\\\\,b", Source("a.md"))]
    ['rgb(1,2,3)', '9,5', 'a,b']
    """
    found: list[tuple[str, list[str]]] = []
    for part in _parts(text):
        name, colon, value = part.partition(":")
        if colon:
            found.append((name.strip().lower(), [value.strip()]))
        elif found:
            found[-1][1].append(part.strip())
    return tuple(
        Declaration(name, ",".join(values).replace("!important", "").strip(" ;"), source) for name, values in found
    )


def _parts(text: str) -> list[str]:
    """Split at commas, except in parentheses and after a backslash, which is dropped."""
    parts = [""]
    inside = 0
    pieces: list[str] = re.split(r"(\\,|[,()])", text)
    for piece in pieces:
        inside = max(0, inside + {"(": 1, ")": -1}.get(piece, 0))
        if piece == "," and not inside:
            parts.append("")
        else:
            parts[-1] += "," if piece == "\\," else piece
    return parts


def apply(style: GraphStyle, given: Iterable[Declaration]) -> GraphStyle:
    """`style` overridden by `given`, the last of one property winning. Raises CourseError for an invalid colour."""
    for declaration in given:
        if rule := _RULES.get(declaration.property):
            style = rule(style, declaration)
    return style


def _color(declaration: Declaration) -> str | None:
    try:
        return read_color(declaration.value)
    except ValueError:
        message = (
            f"{quoted(f'{declaration.property}:{declaration.value}')} names no colour; "
            "write #rgb, #rrggbb, rgb(…), hsl(…) or a CSS colour name"
        )
        raise CourseError([error(declaration.source, "mermaid", message)]) from None


def _length(text: str) -> Points | None:
    match = _LENGTH.fullmatch(text.strip())
    try:
        return float(match[1]) * _POINTS[match[2]] if match else None
    except ValueError:
        return None


def _fill(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    color = _color(declaration)
    if color == NOTHING:
        return replace(style, fill=None, unfilled=True)
    return replace(style, fill=color, unfilled=False) if color else style


def _stroke(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    color = _color(declaration)
    if color == NOTHING:
        return replace(style, stroke=None, stroke_width=0.0)
    return replace(style, stroke=color) if color else style


def _text_color(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    color = _color(declaration)
    return replace(style, color=color) if color and color != NOTHING else style


def _stroke_width(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    width = _length(declaration.value)
    return style if width is None else replace(style, stroke_width=width)


def _dash(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    numbers = re.findall(r"\d+(?:\.\d+)?", declaration.value)
    if not numbers or not any(float(number) for number in numbers):
        return replace(style, dash=Dash.SOLID)
    return replace(style, dash=Dash.DOTTED if float(numbers[0]) <= _DOT else Dash.DASHED)


def _font_size(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    size = _length(declaration.value)
    return replace(style, font_size=size) if size else style


def _bold(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    value = declaration.value.lower()
    weight = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0
    return replace(style, bold=value in {"bold", "bolder"} or weight >= 600)


def _italic(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    return replace(style, italic=declaration.value.lower().startswith(("italic", "oblique")))


def _rounded(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    return replace(style, rounded=bool(_length(declaration.value)))


def _shown(style: GraphStyle, declaration: Declaration) -> GraphStyle:
    hidden = {"display": "none", "visibility": "hidden", "opacity": "0"}[declaration.property]
    return replace(style, invisible=True) if declaration.value.lower() == hidden else style


_RULES: dict[str, Callable[[GraphStyle, Declaration], GraphStyle]] = {
    "fill": _fill,
    "background": _fill,
    "background-color": _fill,
    "stroke": _stroke,
    "color": _text_color,
    "stroke-width": _stroke_width,
    "stroke-dasharray": _dash,
    "font-size": _font_size,
    "font-weight": _bold,
    "font-style": _italic,
    "rx": _rounded,
    "ry": _rounded,
    "display": _shown,
    "visibility": _shown,
    "opacity": _shown,
}
"""How each supported property changes a style; others (animation, cursor …) have no meaning on a slide."""
