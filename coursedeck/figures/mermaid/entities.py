"""Entity-relationship diagrams: an entity is a box with its attributes, a relationship a line with its cardinalities.

    erDiagram
        HOST ||--o{ VM : runs
        HOST {
            string name PK
        }

Source of the grammar: Mermaid's documentation, "Entity Relationship Diagrams". Crow's feet become words behind the
label: ``runs``, and below it ``(1 : 0..n)``.
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.boxed_rows import boxed
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.directions import read_direction
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import Prepared
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.graph import Arrow, Dash, Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source

KINDS = ("erDiagram",)

_ID = re.compile(r"(?:[^\s:{}\"\[\]|<>;,.-]|[-.](?![-.]))+")
_CLASS = re.compile(r"[ \t]*:::[ \t]*([\w,-]+)")
_ALIAS = re.compile(r"[ \t]*\[([^\]\n\"]*)\]")
_KEYWORD = re.compile(r"(direction|style|classDef|class)(?=[ \t])")
_ATTRIBUTE = re.compile(
    r"(~[^\n~]+~|[^\s{}\"]+)[ \t]+([^\s{}\",]+)(?:[ \t]+((?:PK|FK|UK)(?:[ \t]*,[ \t]*(?:PK|FK|UK))*))?(?!\S)"
)
_CARDINALITIES = {
    "0..1": ("|o", "o|", "zero or one", "one or zero"),
    "1": ("||", "only one", "one", "1", "u"),
    "0..n": ("}o", "o{", "zero or more", "zero or many", "many(0)", "many", "0+"),
    "1..n": ("}|", "|{", "one or more", "one or many", "many(1)", "1+"),
}
_COUNTS = {words: count for count, several in _CARDINALITIES.items() for words in several}
_SIDE = "|".join(re.escape(words) + r"(?![a-z])" * words.isalpha() for words in sorted(_COUNTS, key=len, reverse=True))
_RELATION = re.compile(
    rf"[ \t]*({_SIDE})[ \t]*(--|\.\.|\.-|-\.|optionally to(?=\s)|to(?=\s))[ \t]*({_SIDE})", re.IGNORECASE
)
_COLON = re.compile(r"[ \t]*:(?!::)[ \t]*")
_LABEL = re.compile(r"[^\n;]*")


def read_entities(prepared: Prepared, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and for more than 500 entities."""
    scanner = prepared.scanner(fence)
    builder = GraphBuilder(scanner.source(prepared.start), NodeShape.RECTANGLE, title=read_label(prepared.title))
    rows: dict[str, list[str]] = {}
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
    for entity, lines in rows.items():
        builder.describe(entity, builder.source_of(entity), boxed(builder.label_of(entity) or Label(entity), lines))
    return builder.build(name)


def _keyword(scanner: Scanner, builder: GraphBuilder, keyword: str) -> None:
    source = scanner.source()
    if keyword == "direction":
        scanner.skip_blanks()
        builder.direction = read_direction(scanner)
    else:
        STATEMENTS[keyword](scanner, builder, source)


def _entity(scanner: Scanner, builder: GraphBuilder, rows: dict[str, list[str]]) -> None:
    """``A``, ``A["Words"] { … }`` or ``A ||--o{ B : label``."""
    source = scanner.source()
    name = _take_name(scanner, builder)
    if relation := scanner.take(_RELATION):
        scanner.skip_blanks()
        other = _take_name(scanner, builder)
        dash = Dash.SOLID if relation[2] in {"--", "to"} else Dash.DASHED
        counts = f"({_COUNTS[relation[1].lower()]} : {_COUNTS[relation[3].lower()]})"
        label = f"{_take_label(scanner)}\n{counts}".strip()
        builder.connect(
            (name,), (other,), Link(Arrow.NONE, Arrow.NONE, GraphStyle(dash=dash), label=Label(label)), source
        )
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


def _take_rows(scanner: Scanner) -> list[str]:
    """Attributes up to the closing brace, each as name, type, keys and comment."""
    opening = scanner.position - 1
    rows: list[str] = []
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
        said = f"– {comment.text}" if comment and comment.text.strip() else ""
        rows.append(" ".join(part for part in (row[2], row[1], row[3], said) if part))
