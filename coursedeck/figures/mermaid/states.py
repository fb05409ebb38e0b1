"""State diagrams: states become rounded boxes, ``[*]`` small circles, composite states clusters.

    stateDiagram-v2
        [*] --> Idle
        state Busy {
            first --> second : next
        }
        Idle --> Busy

Source of the grammar: Mermaid's documentation, "State diagrams".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from coursedeck.figures.mermaid import pseudostates
from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.directions import read_direction
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.statements import STATEMENTS
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.figures.mermaid.style_sheet import NOTE
from coursedeck.model.graph import Arrow, Dash, Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source

KINDS = ("stateDiagram", "stateDiagram-v2")

_ID = re.compile(r"\[\*\]|(?:[^\s:{}\"\[\]<>;,-]|-(?![->]))+")
_KEYWORD = re.compile(r"(state|note|direction|style|classDef|class|click|hide|scale)(?=[ \t])")
_CLASS = re.compile(r":::([\w-]+)")
_DESCRIPTION = re.compile(r"[ \t]*:(?!::)[ \t]*([^\n]*)")
_KIND = re.compile(r"[ \t]*(?:(?:<<|&lt;&lt;)\s*(\w+)\s*(?:>>|&gt;&gt;)|\[\[\s*(\w+)\s*\]\])")
_AS = re.compile(r"[ \t]+as[ \t]+")
_NOTE = re.compile(r"[ \t]+(?:left|right)[ \t]+of[ \t]+([^\s:]+)[ \t]*(?::[ \t]*([^\n]*)|(?=\n))")
_END_NOTE = re.compile(r"^[ \t]*end note\b", re.M)
_FLOATING = re.compile(r"[ \t]+\"([^\"]*)\"[ \t]+as[ \t]+\S+")
_BRACE = re.compile(r"\s*\{")
_LINE = re.compile(r"^[ \t]*(?:state\b[^\n{]*\s*(?P<open>\{)|(?P<close>\})|(?P<part>--))[ \t]*$", re.M)


def read_states(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and for more than 500 states."""
    reader = _StateReader(prepared, fence)
    return reader.read(name)


class _StateReader:
    """Parses one state diagram and keeps track of the open composite states."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        start = self.scanner.source(prepared.start)
        self.builder = GraphBuilder(start, NodeShape.ROUNDED, title=read_label(prepared.title))
        self.split = _split_lines(self.scanner)
        self.open: list[tuple[int, bool]] = []
        """For each open composite state: the number of its current region, and whether it has several regions."""
        self.count = 0
        self.notes = 0

    def read(self, name: str) -> Graph:
        scanner = self.scanner
        while self._next():
            self._statement()
            scanner.skip_blanks()
            if not scanner.at_break() and not scanner.looking_at("}"):
                scanner.fail(f"found {scanner.found()}; expected `-->`, `: text` or a new line")
        if opened := self.builder.open_source:
            scanner.fail(f"the state of line {opened.line} is not closed; write `}}` on a line of its own")
        return self.builder.build(name)

    def _next(self) -> bool:
        while True:
            self.scanner.skip_space()
            if not self.scanner.accept(";"):
                return not self.scanner.at_end()

    def _statement(self) -> None:
        scanner = self.scanner
        if take_accessible(scanner, self.builder):
            return
        if scanner.accept("}"):
            self._close()
        elif keyword := scanner.peek(_KEYWORD):
            source = scanner.source()
            scanner.position = keyword.end()
            self._keyword(keyword[1], source)
        elif scanner.looking_at("--") and not scanner.looking_at("-->"):
            self._part()
        else:
            self._transition()

    def _keyword(self, keyword: str, source: Source) -> None:
        scanner = self.scanner
        rules: dict[str, Callable[[Source], None]] = {"state": self._state, "note": self._note}
        if rule := rules.get(keyword):
            rule(source)
        elif keyword == "direction":
            scanner.skip_blanks()
            self.builder.turn(read_direction(scanner))
        elif keyword in STATEMENTS:
            STATEMENTS[keyword](scanner, self.builder, source)
        else:
            scanner.rest()

    def _transition(self) -> None:
        """``a --> b : text``, ``a : description`` or ``a`` alone."""
        source = self.scanner.source()
        tail = self._take_id(start=True)
        self.scanner.skip_blanks()
        if not self.scanner.accept("-->"):
            self._describe(tail, source)
            return
        self.scanner.skip_blanks()
        head = self._take_id(start=False)
        text = self.scanner.take(_DESCRIPTION)
        self.builder.connect((tail,), (head,), Link(label=read_label(text[1] if text else "")), source)

    def _take_id(self, start: bool) -> str:
        scanner = self.scanner
        source = scanner.source()
        match = scanner.take(_ID)
        if not match:
            scanner.fail(f"found {scanner.found()}; expected a state such as `Idle`, or `[*]`")
        name = match.group()
        if name == "[*]":
            kind = "start" if start else "end"
            name = f"[*] {kind} of {self.open[-1][0] if self.open else 0}"
            self.builder.mention(name, source)
            pseudostates.apply_kind(self.builder, name, kind, source)
        else:
            self.builder.mention(name, source)
        while classes := scanner.take(_CLASS):
            self.builder.style_sheet.apply_classes((name,), (classes[1],))
        return name

    def _describe(self, name: str, source: Source) -> None:
        if text := self.scanner.take(_DESCRIPTION):
            before = self.builder.label_of(name)
            label = read_label(text[1])
            self.builder.describe(name, source, Label(f"{before.text}\n{label.text}") if before else label)

    def _state(self, source: Source) -> None:
        """``state "Words" as a``, ``state a <<choice>>``, ``state a {``."""
        scanner = self.scanner
        scanner.skip_blanks()
        label = None
        if words := take_quoted(scanner):
            label = read_label(words.text, words.markdown)
            if not scanner.take(_AS):
                scanner.fail(f'found {scanner.found()}; expected an id: `state "Words" as s1`')
        match = scanner.take(_ID)
        if not match or match.group() == "[*]":
            scanner.fail(f"found {scanner.found()}; expected the id of a state: `state s1`")
        name = match.group()
        self.builder.mention(name, source)
        if label is not None:
            self.builder.describe(name, source, label)
        while classes := scanner.take(_CLASS):
            self.builder.style_sheet.apply_classes((name,), (classes[1],))
        if kind := scanner.take(_KIND):
            self._special(name, kind[1] or kind[2], source)
        self._describe(name, source)
        if scanner.take(_BRACE):
            self._open(name, source)

    def _special(self, name: str, kind: str, source: Source) -> None:
        if kind not in pseudostates.KINDS:
            self.scanner.fail(f"found `<<{kind}>>`; expected `<<choice>>`, `<<fork>>` or `<<join>>`")
        pseudostates.apply_kind(self.builder, name, kind, source)

    def _open(self, name: str, source: Source) -> None:
        self.count += 1
        regions = source.line in self.split
        self.open.append((self.count, regions))
        self.builder.open_cluster(name, None, source)
        if regions:
            self.builder.open_cluster("", Label(), source)

    def _part(self) -> None:
        source = self.scanner.source()
        if not self.open or not self.open[-1][1]:
            self.scanner.fail("`--` parts the regions of a composite state; put it between `{` and `}`")
        self.scanner.position += len("--")
        self.count += 1
        self.open[-1] = (self.count, True)
        self.builder.close_cluster()
        self.builder.open_cluster("", Label(), source)

    def _close(self) -> None:
        if not self.open:
            self.scanner.fail("`}` stands where no state is open; take it away", self.scanner.position - 1)
        if self.open.pop()[1]:
            self.builder.close_cluster()
        self.builder.close_cluster()

    def _note(self, source: Source) -> None:
        """A note beside a state, on one line or up to ``end note``, or a floating note that belongs to no state."""
        beside = self.scanner.take(_NOTE)
        floating = None if beside else self.scanner.take(_FLOATING)
        if floating:
            words = floating[1]
        elif beside:
            words = beside[2] if beside[2] is not None else self._note_lines()
        else:
            self.scanner.fail("cannot read this note; write `note right of State : text`, or text and then `end note`")
        self.notes += 1
        name = f"[note] {self.notes}"
        if beside:
            self.builder.mention(beside[1], source)
        self.builder.mention(name, source)
        self.builder.describe(name, source, read_label(words), NodeShape.RECTANGLE, NOTE)
        if beside:
            link = Link(Arrow.NONE, Arrow.NONE, GraphStyle(dash=Dash.DOTTED))
            self.builder.connect((beside[1],), (name,), link, source)

    def _note_lines(self) -> str:
        start = self.scanner.position
        end = _END_NOTE.search(self.scanner.text, start)
        if not end:
            self.scanner.fail("this note has no end; write `end note` on a line of its own", start - 1)
        self.scanner.position = end.end()
        return self.scanner.text[start : end.start()]


def _split_lines(scanner: Scanner) -> frozenset[int]:
    """Lines of the composite states that ``--`` divides into regions."""
    opened: list[int] = []
    split = set()
    for line in _LINE.finditer(scanner.text):
        if line["open"]:
            opened.append(scanner.source(line.start()).line)
        elif opened and line["close"]:
            opened.pop()
        elif opened:
            split.add(opened[-1])
    return frozenset(split)
