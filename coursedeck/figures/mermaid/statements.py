"""Statements that begin with a keyword: ``style``, ``classDef``, ``class``, ``linkStyle`` and ``click``."""

from __future__ import annotations

import re
from collections.abc import Callable

from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.scanner import Scanner, quoted
from coursedeck.figures.mermaid.styles import declarations
from coursedeck.model.problem import Source

_NAMES = re.compile(r"[ \t]*(\S+(?:[ \t]*,[ \t]*[^\s,:]+(?=[ \t,]))*)[ \t]*")
_NUMBERS = re.compile(
    r"[ \t]*(default(?=[ \t])|\d+(?:[ \t]*,[ \t]*\d+)*)[ \t]*(?:interpolate[ \t]+\w+[ \t]*)?", re.ASCII
)
_CLICK = re.compile(r"[ \t]*(\S+)[ \t]+(?:href[ \t]+)?(?:\"([^\"\n]*)\"(?:[ \t]+\"[^\"]*\")?)?[^\n]*")


def style(scanner: Scanner, builder: GraphBuilder, source: Source) -> None:
    """``style A,B fill:#f9f``; an unknown name becomes a node, as in Mermaid."""
    names = _names(scanner, "style A fill:#f9f")
    given = declarations(_styles(scanner, "style A fill:#f9f"), source)
    for name in names:
        if not builder.is_edge(name):
            builder.mention(name, source)
        builder.style_sheet.style(name, given)


def class_def(scanner: Scanner, builder: GraphBuilder, source: Source) -> None:
    """``classDef name fill:#f9f``."""
    names = _names(scanner, "classDef name fill:#f9f")
    builder.style_sheet.define_class(names, declarations(_styles(scanner, "classDef name fill:#f9f"), source))


def apply_class(scanner: Scanner, builder: GraphBuilder, source: Source) -> None:
    """``class A,B name``."""
    names = _names(scanner, "class A,B name")
    classes = scanner.rest()
    if not classes:
        scanner.fail("`class` needs nodes and the name of a class: `class A,B name`")
    builder.style_sheet.apply_classes(names, re.split(r"[\s,]+", classes))


def link_style(scanner: Scanner, builder: GraphBuilder, source: Source) -> None:
    """``linkStyle 0,2 stroke:#f00`` or ``linkStyle default …``; links count from 0."""
    numbers = scanner.take(_NUMBERS)
    if not numbers:
        scanner.skip_blanks()
        scanner.fail(f"found {scanner.found()}; expected numbers of links or `default`: `linkStyle 0,1 stroke:#f00`")
    given = declarations(scanner.rest(), source)
    for number in numbers[1].split(","):
        if number == "default":
            builder.style_sheet.style_edge(None, given)
            continue
        digits = number.strip().lstrip("0") or "0"
        if len(digits) > 6 or int(digits) >= builder.edge_count:
            last = f"the last one so far is {builder.edge_count - 1}" if builder.edge_count else "none stands above"
            scanner.fail(f"there is no link {digits}; links count from 0, and {last}")
        builder.style_sheet.style_edge(int(digits), given)


def click(scanner: Scanner, builder: GraphBuilder, source: Source) -> None:
    """``click A "https://…"``; JavaScript callbacks have no meaning on a slide and are ignored."""
    clicked = scanner.take(_CLICK)
    if not clicked:
        scanner.skip_blanks()
        scanner.fail(f"found {scanner.found()} behind `click`; expected a node and an address in quotes")
    if clicked[2] and clicked[2].lower().startswith(("http://", "https://")):
        for name in clicked[1].split(","):
            builder.set_link(name, clicked[2])


def _names(scanner: Scanner, example: str) -> list[str]:
    names = scanner.take(_NAMES)
    if not names:
        scanner.fail(f"found {scanner.found()}; expected a name: `{example}`")
    return [name.strip() for name in names[1].split(",") if name.strip()]


def _styles(scanner: Scanner, example: str) -> str:
    start = scanner.position
    styles = scanner.rest()
    if not styles:
        scanner.fail(f"found {scanner.found()}; expected properties with values: `{example}`")
    if ":" not in styles:
        scanner.warn(f"{quoted(styles)} is no style; write properties with values: `{example}`", scanner.source(start))
    return styles


STATEMENTS: dict[str, Callable[[Scanner, GraphBuilder, Source], None]] = {
    "style": style,
    "classDef": class_def,
    "class": apply_class,
    "linkStyle": link_style,
    "click": click,
}
