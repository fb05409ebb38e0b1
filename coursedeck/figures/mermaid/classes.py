"""Class diagrams: a class is a box with its members, a namespace a cluster, a relation a line with UML's ends.

    classDiagram
        Node <|-- Host
        Host "1" *-- "0..n" VM : runs
        class Host {
            +int cores
            +start() bool
        }

A class with members has UML's three compartments. Source of the grammar: Mermaid's documentation, "Class diagrams".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.class_members import Members
from coursedeck.figures.mermaid.directions import read_direction
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.figures.mermaid.strings import Quoted, take_quoted
from coursedeck.figures.mermaid.style_sheet import NOTE
from coursedeck.model.graph import Arrow, Dash, Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source

KINDS = ("classDiagram", "classDiagram-v2")

_ID = re.compile(r"`([^`]+)`|((?:[^\s:{}\"\[\]<>|*;,~().`-]|-(?![-.])|\.(?![.]))+)")
_GENERIC = re.compile(r"~([^\n{]*)~(?=[\s{:;\[]|\Z)")
_NOTE_LINE = re.compile(r'"([^`\n][^\n]*)"(?=[ \t]*(?:\n|\Z))')
"""A note on one line; there may be quotes in it, for example of HTML."""
_KEYWORD = re.compile(r"(class|namespace|note|direction|classDef|style|cssClass|click|link|callback)(?=[ \t])")
_NAMESPACE = re.compile(r"namespace[ \t]")
_ANNOTATION = re.compile(r"[ \t]*<<[ \t]*([^>\n]+?)[ \t]*>>")
_RELATION = re.compile(r"[ \t]*(<\||\*|o|<|\(\))?(--|\.\.)(\|>|\*|o(?![\w])|>|\(\))?")
_CSS = re.compile(r":::([\w-]+)")
_MEMBER = re.compile(r"[ \t]*:(?!::)[ \t]*([^\n]*)")
_LABEL = re.compile(r"[ \t]*:[ \t]*([^\n]*)")
_BODY = re.compile(r"\{([^{}]*)\}")
_CSS_CLASS = re.compile(r"[ \t]*\"([^\"\n]*)\"[ \t]+([\w-]+)")

_ENDS = {
    "<|": Arrow.HOLLOW_TRIANGLE,
    "|>": Arrow.HOLLOW_TRIANGLE,
    "*": Arrow.DIAMOND,
    "o": Arrow.HOLLOW_DIAMOND,
    "<": Arrow.OPEN,
    ">": Arrow.OPEN,
    "()": Arrow.HOLLOW_CIRCLE,
}


def read_classes(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and for more than 500 classes."""
    return _ClassDiagramReader(prepared, fence).read(name)


class _ClassDiagramReader:
    """Parses one class diagram and collects the members of each class."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        start = self.scanner.source(prepared.start)
        self.builder = GraphBuilder(start, NodeShape.RECTANGLE, title=read_label(prepared.title))
        self.members: dict[str, Members] = {}
        self.notes = 0

    def read(self, name: str) -> Graph:
        scanner = self.scanner
        while True:
            scanner.skip_space()
            if scanner.at_end():
                break
            if scanner.accept(";"):
                continue
            opens = scanner.peek(_NAMESPACE)
            self._statement()
            scanner.skip_blanks()
            if not (opens or scanner.at_break() or scanner.looking_at("}")):
                scanner.fail(f"found {scanner.found()}; expected a relation such as `<|--`, `: member` or a new line")
        if opened := self.builder.open_source:
            scanner.fail(f"the namespace of line {opened.line} is not closed; write `}}` on a line of its own")
        plain = all(members.bare for members in self.members.values())  # then compartments have nothing to tell
        for key, members in self.members.items():
            words = self.builder.label_of(key)
            if not plain:
                self.builder.tabulate(key, members.cells(words, key))
            else:
                self.builder.describe(key, self.builder.source_of(key), members.head(words, key))
        return self.builder.build(name)

    def _statement(self) -> None:
        scanner, builder = self.scanner, self.builder
        source = scanner.source()
        if take_accessible(scanner, builder):
            return
        if scanner.accept("}"):
            if not builder.open_source:
                scanner.fail("`}` stands where nothing is open; take it away", scanner.position - 1)
            builder.close_cluster()
        elif keyword := scanner.take(_KEYWORD):
            self._keyword(keyword[1], source)
        elif annotation := scanner.take(_ANNOTATION):
            scanner.skip_blanks()
            self._of(self._take_class()).annotations.append(annotation[1])
        else:
            self._relation(source)

    def _keyword(self, keyword: str, source: Source) -> None:
        scanner, builder = self.scanner, self.builder
        scanner.skip_blanks()
        if keyword == "class":
            self._class(source)
        elif keyword == "namespace":
            self._namespace(source)
        elif keyword == "note":
            self._note(source)
        elif keyword == "direction":
            builder.turn(read_direction(scanner))
        elif keyword == "cssClass" and (classes := scanner.take(_CSS_CLASS)):
            builder.style_sheet.apply_classes([name.strip() for name in classes[1].split(",")], (classes[2],))
        elif keyword in {"classDef", "style", "click"}:
            STATEMENTS[keyword](scanner, builder, source)
        else:
            scanner.rest()

    def _namespace(self, source: Source) -> None:
        """``namespace Shapes {`` or ``namespace Shapes["Words"] {``."""
        scanner = self.scanner
        name = scanner.take(_ID)
        label = Label(name.group().strip("`")) if name else Label()
        if name and scanner.accept("["):
            label = self._shown_name(name.group())
        scanner.skip_space()
        if not name or not scanner.accept("{"):
            scanner.fail(f"found {scanner.found()}; expected a name and `{{`: `namespace Shapes {{`")
        self.builder.open_cluster("", label, source)
        scanner.skip_space()

    def _shown_name(self, name: str) -> Label:
        """The words in ``["…"]`` behind a name, up to the bracket's end."""
        words = take_quoted(self.scanner)
        if not words or not self.scanner.accept("]"):
            self.scanner.fail(f'cannot read the name to show; write `{name}["Words"]`')
        return read_label(words.text, words.markdown)

    def _class(self, source: Source) -> None:
        """``class A["Words"] <<interface>> { members }``."""
        scanner = self.scanner
        name = self._take_class()
        if scanner.accept("["):
            self.builder.describe(name, source, self._shown_name(name))
            self._wear(name)
        if annotation := scanner.take(_ANNOTATION):
            self._of(name).annotations.append(annotation[1])
        scanner.skip_blanks()
        opening = scanner.position
        if body := scanner.take(_BODY):
            self._of(name).add(body[1].split("\n"))
        elif scanner.looking_at("{"):
            scanner.fail("the braces of this class have no end; close them with `}`", opening)

    def _note(self, source: Source) -> None:
        scanner = self.scanner
        beside = self._take_class() if scanner.take(re.compile(r"for[ \t]+")) else None
        scanner.skip_blanks()
        line = scanner.take(_NOTE_LINE)
        words = Quoted(line[1]) if line else take_quoted(scanner)
        if not words:
            scanner.fail(f'found {scanner.found()}; expected the text of a note in quotes: `note for A "text"`')
        self.notes += 1
        name = f"[note] {self.notes}"
        self.builder.mention(name, source)
        self.builder.describe(name, source, read_label(words.text), NodeShape.RECTANGLE, NOTE)
        if beside is not None:
            self.builder.connect((beside,), (name,), Link(Arrow.NONE, Arrow.NONE, GraphStyle(dash=Dash.DOTTED)), source)

    def _relation(self, source: Source) -> None:
        """``A "1" o-- "n" B : label``, ``A : member`` or ``A`` alone."""
        scanner = self.scanner
        tail = self._take_class()
        if member := scanner.take(_MEMBER):
            self._of(tail).add([member[1]])
            return
        near = self._take_count()
        relation = scanner.take(_RELATION)
        if not relation:
            return
        far = self._take_count()
        head = self._take_class()
        text = scanner.take(_LABEL)
        dash = Dash.SOLID if relation[2] == "--" else Dash.DASHED
        ends = [_ENDS.get(relation[1] or "", Arrow.NONE), _ENDS.get(relation[3] or "", Arrow.NONE)]
        label = read_label(text[1]) if text else Label()
        link = Link(ends[0], ends[1], GraphStyle(dash=dash), label=label, ends=(near, far))
        self.builder.connect((tail,), (head,), link, source)

    def _take_count(self) -> Label:
        self.scanner.skip_blanks()
        count = take_quoted(self.scanner)
        self.scanner.skip_blanks()
        return read_label(count.text) if count else Label()

    def _take_class(self) -> str:
        scanner = self.scanner
        source = scanner.source()
        match = scanner.take(_ID)
        if not match:
            scanner.fail(f"found {scanner.found()}; expected a class such as `Host`")
        name = re.sub(r"\s*\n\s*", "\n", match[1]) if match[1] else match[2]
        self.builder.mention(name, source)
        members = self._of(name)
        if generic := scanner.take(_GENERIC):
            members.generic = generic[1]
        self._wear(name)
        return name

    def _wear(self, name: str) -> None:
        while classes := self.scanner.take(_CSS):
            self.builder.style_sheet.apply_classes((name,), (classes[1],))

    def _of(self, name: str) -> Members:
        return self.members.setdefault(name, Members())
