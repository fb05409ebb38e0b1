"""C4 diagrams: people, systems, containers and components in boundaries, and the relations between them.

    C4Context
        Person(user, "User", "Buys things")
        System_Boundary(shop, "Shop") {
            System(web, "Web shop")
        }
        Rel(user, web, "buys in", "HTTPS")

Source of the grammar: Mermaid's documentation, "C4 Diagrams"; where things stand is for the layout to say.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from coursedeck.figures.mermaid.boxed_rows import escaped
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.colors import NOTHING, read_color
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import StatementLine, statement_lines
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import Scanner, quoted
from coursedeck.figures.mermaid.styles import Declaration
from coursedeck.model.graph import Arrow, Dash, Direction, Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

KINDS = ("C4Context", "C4Container", "C4Component", "C4Dynamic", "C4Deployment")

_CALL = re.compile(r"(\w+)\s*\((.*)\)\s*(\{)?", re.DOTALL)
_ARGUMENT = re.compile(r"\s*(?:\$(\w+)\s*=\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|([^,]*))\s*(?:,|$)")
_WHITE = "#ffffff"
_STYLES = {
    "person": GraphStyle(fill="#174a85", color=_WHITE),
    "system": GraphStyle(fill="#1f5fa8", color=_WHITE),
    "container": GraphStyle(fill="#d6e4f5", stroke="#1f5fa8"),
    "component": GraphStyle(fill="#f1f4f8", stroke="#1f5fa8"),
    "external": GraphStyle(fill="#5b6875", color=_WHITE),
}
_ELEMENT = re.compile(r"(Person|System|Container|Component)(Db|Queue)?(_Ext)?")
_BOUNDARY = re.compile(r"(?:(Enterprise|System|Container)_)?Boundary|Deployment_Node|Node(?:_[LR])?")
_RELATION = re.compile(r"(Bi)?Rel(?:Index)?(?:_(?:U|Up|D|Down|L|Left|R|Right|Back|Neighbor))*")
_PASSED = re.compile(r"UpdateLayoutConfig|Update\w+|Add\w+|Lay_\w+|LAYOUT_\w+|SHOW_\w+|HIDE_\w+")
_SHAPES = {"Db": NodeShape.CYLINDER, "Queue": NodeShape.DRUM, None: NodeShape.ROUNDED}
_EMPTY_END = re.compile(r"[{}]")


class _Drawn(Struct):
    """What is known of a figure while it is read."""

    builder: GraphBuilder
    numbered: bool
    styles: dict[str, GraphStyle] = field(default_factory=dict)
    relations: int = 0
    open: int = 0


def read_c4(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and boundaries without an end."""
    scanner = prepared.scanner(fence)
    builder = GraphBuilder(scanner.source(prepared.start), NodeShape.ROUNDED, title=read_label(prepared.title))
    drawn = _Drawn(builder, prepared.kind == "C4Dynamic")
    last = None
    for line in _joined(statement_lines(scanner, builder, semicolons=False)):
        last = line
        _line(line, drawn, scanner)
    if last is None:
        raise NothingToDrawError('the figure is empty; write a line such as `System(shop, "Shop")`')
    if opened := builder.open_source:
        refuse(f"the boundary of line {opened.line} is not closed; write `}}` on a line of its own", last.source)
    return builder.build(name)


def _joined(lines: object) -> list[StatementLine]:
    """Calls over several lines as one, and a brace on a line of its own with the boundary that it opens."""
    found: list[StatementLine] = []
    for line in lines:  # type: ignore[attr-defined]
        last = found[-1].text if found else ""
        if last.count("(") > last.count(")") or line.text == "{":
            found[-1] = replace(found[-1], text=f"{last} {line.text}")
        else:
            found.append(line)
    return found


def _line(line: StatementLine, drawn: _Drawn, scanner: Scanner) -> None:
    text = line.text
    if text.startswith("direction"):
        way = text.split()[-1].upper()
        drawn.builder.direction = Direction(way) if way in set(Direction) else None
        return
    while text.startswith("}"):
        if not drawn.builder.open_source:
            refuse("`}` stands where no boundary is open; take it away", line.source)
        drawn.builder.close_cluster()
        text = text[1:].strip()
    if not text:
        return
    call = _CALL.fullmatch(text)
    if not call:
        refuse(f'found {quoted(line.text)}; expected a call such as `System(shop, "Shop")`', line.source)
    plain, named = _arguments(call[2])
    if element := _ELEMENT.fullmatch(call[1]):
        _element(element, plain, named, drawn, line.source)
    elif _BOUNDARY.fullmatch(call[1]):
        _boundary(call[1], plain, named, drawn, line.source)
        if not call[3]:
            drawn.builder.close_cluster()
    elif relation := _RELATION.fullmatch(call[1]):
        _relate(relation, plain, named, drawn, line.source)
    elif call[1] == "UpdateElementStyle" and plain:
        _restyle(plain[0], named, drawn, line.source)
    elif not _PASSED.fullmatch(call[1]):
        scanner.warn(f"`{call[1]}` is nothing that is drawn here", line.source)


def _arguments(text: str) -> tuple[list[str], dict[str, str]]:
    """Arguments by place and by name."""
    plain: list[str] = []
    named: dict[str, str] = {}
    position = 0
    while position < len(text):
        found = _ARGUMENT.match(text, position)
        if not found or found.end() == position:
            break
        value = found[2] if found[2] is not None else (found[3] or "").strip()
        if found[1]:
            named[found[1]] = value
        else:
            plain.append(value)
        position = found.end()
    return plain, named


def _at(plain: list[str], named: dict[str, str], index: int, name: str) -> str:
    return named.get(name, plain[index] if index < len(plain) else "")


def _element(found: re.Match[str], plain: list[str], named: dict[str, str], drawn: _Drawn, source: Source) -> None:
    kind, shape, external = found.groups()
    alias, words = _at(plain, named, 0, "alias"), _at(plain, named, 1, "label")
    detailed = kind in {"Container", "Component"}
    technology = _at(plain, named, 2, "techn") if detailed else named.get("techn", "")
    description = _at(plain, named, 3 if detailed else 2, "descr")
    what = f"{kind}: {technology}" if technology else kind
    label = _label(words or alias, what, description)
    style = _STYLES["external" if external else kind.lower()]
    drawn.builder.mention(alias, source)
    drawn.builder.describe(alias, source, label, _SHAPES[shape], style)


def _label(words: str, what: str, description: str) -> Label:
    """Name, kind in brackets, description."""
    lines = [f"**{escaped(line)}**" for line in read_label(words).text.split("\n") if line.strip()]
    lines += [escaped(f"[{what}]")] if what else []
    lines += [escaped(line) for line in read_label(description).text.split("\n") if line.strip()]
    return Label("\n".join(lines), markdown=True)


def _boundary(call: str, plain: list[str], named: dict[str, str], drawn: _Drawn, source: Source) -> None:
    alias, words = _at(plain, named, 0, "alias"), _at(plain, named, 1, "label")
    given = _at(plain, named, 2, "type")
    what = given or call.replace("_", " ").removesuffix(" Boundary").removesuffix("Boundary")
    label = read_label(f"{words or alias} [{what}]" if what else words or alias)
    drawn.builder.open_cluster(alias, label, source)
    drawn.builder.style_sheet.style(alias, [Declaration("stroke-dasharray", "6 4", source)])


def _relate(found: re.Match[str], plain: list[str], named: dict[str, str], drawn: _Drawn, source: Source) -> None:
    if "Index" in found.group():
        plain = plain[1:]
    if len(plain) < 2:
        refuse('a relation needs two ends: `Rel(a, b, "uses")`', source)
    drawn.relations += 1
    words, technology = _at(plain, named, 2, "label"), _at(plain, named, 3, "techn")
    if drawn.numbered and words:
        words = f"{drawn.relations}: {words}"
    label = read_label(f"{words}<br/>[{technology}]" if technology else words)
    ends = plain[:2]
    if "Back" in found.group():
        ends = ends[::-1]
    for name in ends:
        drawn.builder.mention(name, source)
    link = Link(Arrow.TRIANGLE if found[1] else Arrow.NONE, Arrow.TRIANGLE, GraphStyle(dash=Dash.SOLID), label=label)
    drawn.builder.connect((ends[0],), (ends[1],), link, source)


def _restyle(alias: str, named: dict[str, str], drawn: _Drawn, source: Source) -> None:
    properties = {"bgColor": "fill", "fontColor": "color", "borderColor": "stroke"}
    given = []
    for name, target in properties.items():
        try:
            color = read_color(named.get(name, "")) if named.get(name) else None
        except ValueError:
            refuse(f"{quoted(named[name])} names no colour; write #rrggbb or a CSS colour name", source)
        if color and color != NOTHING:
            given.append(Declaration(target, color, source))
    drawn.builder.style_sheet.style(alias, given)
