"""Entity-relationship diagrams: an entity is a box with its attributes, a relationship a line with its cardinalities.

    erDiagram
        HOST ||--o{ VM : runs
        HOST {
            string name PK
        }

An entity with attributes is a table of types, names, keys and comments. Source of the grammar: Mermaid's documentation,
"Entity Relationship Diagrams".
"""

from __future__ import annotations

import re
from typing import TypeAlias

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.boxed_rows import boxed, escaped
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.directions import read_direction
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.graph import Align, Arrow, Cell, Dash, Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source

KINDS = ("erDiagram",)

_Attribute: TypeAlias = tuple[str, str, str, str]
"""Type, name, keys, comment."""
_NAME = 1

_ID = re.compile(r"(?:[^\s:{}\"\[\]|<>;,.-]|[-.](?![-.]))+")
_CLASS = re.compile(r"[ \t]*:::[ \t]*([\w,-]+)")
_ALIAS = re.compile(r"[ \t]*\[([^\]\n\"]*)\]")
_KEYWORD = re.compile(r"(direction|style|classDef|class)(?=[ \t])")
_ATTRIBUTE = re.compile(
    r"(~[^\n~]+~|[^\s{}\"]+)[ \t]+([^\s{}\",]+)(?:[ \t]+((?:PK|FK|UK)(?:[ \t]*,[ \t]*(?:PK|FK|UK))*))?(?!\S)"
)
_CARDINALITIES = {
    Arrow.ZERO_OR_ONE: ("|o", "o|", "zero or one", "one or zero"),
    Arrow.ONE: ("||", "only one", "one", "1", "u"),
    Arrow.ZERO_OR_MORE: ("}o", "o{", "zero or more", "zero or many", "many(0)", "many", "0+"),
    Arrow.ONE_OR_MORE: ("}|", "|{", "one or more", "one or many", "many(1)", "1+"),
}
_ENDS = {words: arrow for arrow, several in _CARDINALITIES.items() for words in several}
_SIDE = "|".join(re.escape(words) + r"(?![a-z])" * words.isalpha() for words in sorted(_ENDS, key=len, reverse=True))
_RELATION = re.compile(
    rf"[ \t]*({_SIDE})[ \t]*(--|\.\.|\.-|-\.|optionally to(?=\s)|to(?=\s))[ \t]*({_SIDE})", re.IGNORECASE
)
_COLON = re.compile(r"[ \t]*:(?!::)[ \t]*")
_LABEL = re.compile(r"[^\n;]*")


def read_entities(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and for more than 500 entities."""
    scanner = prepared.scanner(fence)
    builder = GraphBuilder(scanner.source(prepared.start), NodeShape.RECTANGLE, title=read_label(prepared.title))
    rows: dict[str, list[_Attribute]] = {}
    while True:
        scanner.skip_space()
        if scanner.at_end():
            break
        if scanner.accept(";") or take_accessible(scanner, builder):
            continue
        if keyword := scanner.take(_KEYWORD):
            _keyword(scanner, builder, keyword[1])
        else:
            _entity(scanner, builder, rows)
    for entity, attributes in rows.items():
        if attributes:
            builder.tabulate(entity, _table(builder.label_of(entity) or Label(entity), attributes))
    return builder.build(name)


def _bold(name: Label) -> Label:
    return Label(boxed(name, [""]).text.rstrip("\n"), markdown=True)


def _table(name: Label, attributes: list[_Attribute]) -> tuple[Cell, ...]:
    """The name above a row for each attribute; columns that nothing stands in are left out."""
    used = [column for column in range(len(attributes[0])) if any(row[column] for row in attributes)]
    cells = [Cell(_bold(name), 0, 0, columns=len(used))]
    for number, attribute in enumerate(attributes, 1):
        for place, column in enumerate(used):
            text = escaped(attribute[column])
            label = Label(f"**{text}**" if column == _NAME and text else text, markdown=True, align=Align.LEFT)
            cells.append(Cell(label, number, place))
    return tuple(cells)


def _keyword(scanner: Scanner, builder: GraphBuilder, keyword: str) -> None:
    source = scanner.source()
    if keyword == "direction":
        scanner.skip_blanks()
        builder.direction = read_direction(scanner)
    else:
        STATEMENTS[keyword](scanner, builder, source)


def _entity(scanner: Scanner, builder: GraphBuilder, rows: dict[str, list[_Attribute]]) -> None:
    """``A``, ``A["Words"] { … }`` or ``A ||--o{ B : label``."""
    source = scanner.source()
    name = _take_name(scanner, builder)
    if relation := scanner.take(_RELATION):
        scanner.skip_blanks()
        other = _take_name(scanner, builder)
        dash = Dash.SOLID if relation[2] in {"--", "to"} else Dash.DASHED
        ends = _ENDS[relation[1].lower()], _ENDS[relation[3].lower()]
        link = Link(*ends, GraphStyle(dash=dash), label=Label(_take_label(scanner)))
        builder.connect((name,), (other,), link, source)
    scanner.skip_blanks()
    if not relation and scanner.accept("{"):
        rows.setdefault(name, []).extend(_take_rows(scanner))
        scanner.skip_blanks()
    if not scanner.at_break():
        scanner.fail(f"found {scanner.found()}; expected a relationship such as `||--o{{`, `{{` or a new line")


def _take_name(scanner: Scanner, builder: GraphBuilder) -> str:
    source = scanner.source()
    quoted = take_quoted(scanner)
    match = None if quoted else scanner.take(_ID)
    name = quoted.text.strip() if quoted else match.group() if match else ""
    if not name:
        scanner.fail(f"found {scanner.found()}; expected an entity such as `CUSTOMER`")
    builder.mention(name, source)
    if alias := scanner.take(_ALIAS):
        builder.describe(name, source, read_label(alias[1]))
    elif scanner.accept("["):
        words = take_quoted(scanner)
        if not words or not scanner.accept("]"):
            scanner.fail(f'cannot read the name to show; write `{name}["Words"]`')
        builder.describe(name, source, read_label(words.text, words.markdown))
    if classes := scanner.take(_CLASS):
        builder.style_sheet.apply_classes((name,), classes[1].split(","))
    return name


def _take_label(scanner: Scanner) -> str:
    if not scanner.take(_COLON):
        return ""
    if words := take_quoted(scanner):
        return read_label(words.text).text
    label = scanner.take(_LABEL)
    return read_label(label.group()).text if label else ""


def _take_rows(scanner: Scanner) -> list[_Attribute]:
    """Attributes up to the closing brace, each as name, type, keys and comment."""
    opening = scanner.position - 1
    rows: list[_Attribute] = []
    while True:
        scanner.skip_space()
        if scanner.accept("}"):
            return rows
        if scanner.at_end():
            scanner.fail("the braces of this entity have no end; close them with `}`", opening)
        row = scanner.take(_ATTRIBUTE)
        if not row:
            scanner.fail(f"found {scanner.found()}; expected an attribute: `string name PK`")
        scanner.skip_blanks()
        comment = take_quoted(scanner)
        words = read_label(comment.text).text if comment else ""
        rows.append((row[1].strip("~"), row[2], re.sub(r"\s*,\s*", ", ", row[3] or ""), words))
