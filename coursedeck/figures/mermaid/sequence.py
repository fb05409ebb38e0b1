"""Sequence diagrams: messages between participants, in order of time.

    sequenceDiagram
        actor Alice
        participant B as Bob<br/>(server)
        Alice->>+B: Hello
        Note over Alice,B: They know each other
        alt is well
            B-->>-Alice: Fine
        else is ill
            B--xAlice: …
        end

Source of the grammar: Mermaid's documentation, "Sequence diagrams".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NoReturn

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.colors import NOTHING, read_tint
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.figures.mermaid.sequence_builder import ARROWS, HALF_ARROWS, SequenceBuilder
from coursedeck.figures.mermaid.style_sheet import NOTE
from coursedeck.model.graph import Graph, GraphStyle, Label, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.sequence import NotePlace, StepKind

KINDS = ("sequenceDiagram",)

_STATEMENT = re.compile(r"(?:[#&]\w+;|#;[^\n]*|[^\n;])+")
_COMMENT = re.compile(r"\s%%.*|#;.*")
_ENTITY = re.compile(r"#\w+;")
_SIGNS = "|".join(re.escape(sign) for sign in sorted(ARROWS, key=len, reverse=True))
_MESSAGE = re.compile(
    rf"(?P<tail>[^:]+?)\s*(?P<out>\(\))?\s*(?P<sign>{_SIGNS})\s*(?P<mark>[+-]?)\s*(?P<into>\(\))?\s*"
    r"(?P<head>(?:(?!--?>|--?[)])[^:])+?)\s*(?::(?P<text>.*))?"
)
_PARTICIPANT = re.compile(r"(?P<name>[^@]+?)\s*(?:@\{(?P<config>.*)\})?(?:\s+(?:as|AS)\s+(?P<alias>.+))?")
_NOTE = re.compile(r"(?:(left|right)\s+of|(over))\s+([^:]+?)\s*:(.*)", re.IGNORECASE)
_WRAP = re.compile(r"\s*:?\s*(?:no)?wrap:")
_BOX = re.compile(r"((?:rgba?|hsla?)\s*\([^)]*\)|#[0-9A-Fa-f]{3,8}\b|\w+)\s*(.*)")
_NUMBER = r"(\d{1,6}(?:\.\d{1,2})?|\.\d{1,2})"
_COUNT = re.compile(rf"(?:(off)|{_NUMBER}?(?:\s+{_NUMBER})?)")
_BLOCKS = {"loop": (), "alt": ("else",), "opt": (), "par": ("and",), "par_over": ("and",), "critical": ("option",),
           "break": (), "rect": ()}  # fmt: skip
"""What begins a block, and what begins its next section."""
_SECTIONS = frozenset(word for words in _BLOCKS.values() for word in words)
_PASSED = frozenset({"link", "links", "properties", "details"})
"""Statements about pop-up menus, which only a web page has."""
_SHAPES = {"actor": NodeShape.ACTOR, "database": NodeShape.CYLINDER}


def read_sequence(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and above 500 participants and blocks."""
    return _SequenceReader(prepared, fence).read(name)


class _SequenceReader:
    """Parses one sequence diagram, one statement per line."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        self.start = prepared.start
        self.builder = SequenceBuilder(self.scanner.source(prepared.start), read_label(prepared.title))
        self.words: Mapping[str, Callable[[str, Source], None]] = {
            "participant": self._participant, "actor": self._actor, "create": self._create, "destroy": self._destroy,
            "note": self._note, "activate": self._activate, "deactivate": self._deactivate, "title": self._title,
            "autonumber": self._count, "box": self._box, "end": self._end,
            **dict.fromkeys(_PASSED, self._pass),
        }  # fmt: skip

    def read(self, name: str) -> Graph:
        scanner = self.scanner
        while True:
            scanner.skip_space()
            if scanner.at_end():
                break
            if scanner.accept(";") or take_accessible(scanner, self.builder):
                continue
            source = scanner.source()
            statement = scanner.take(_STATEMENT)
            self._statement(_COMMENT.sub("", statement.group() if statement else "").strip(), source)
        if opened := self.builder.open_block:
            self._fail(f"this `{opened[0]}` is not closed; write `end` on a line of its own", opened[1])
        if not self.builder.participants:
            scanner.fail("the figure is empty; begin with a message, e.g. `Alice->>Bob: Hello`", self.start)
        return self.builder.build(name)

    def _statement(self, text: str, source: Source) -> None:
        if not text or (text.startswith("#") and not _ENTITY.match(text)):
            return
        word, _, rest = text.partition(" ") if " " in text else text.partition(":")
        key = word.rstrip(":").lower()
        message = _MESSAGE.fullmatch(text)
        if message and not (key in self.words and not re.match(rf"\s*(?:{_SIGNS})", rest)):
            self._message(message, source)
        elif key in _BLOCKS:
            self._open(key, rest.strip(), source)
        elif key in _SECTIONS:
            self._section(key, rest.strip(), source)
        elif key in self.words:
            self.words[key](rest.strip(), source)
        else:
            self._fail(f"found {quoted(text)}; expected a message such as `Alice->>Bob: Hello`", source)

    def _fail(self, message: str, source: Source) -> NoReturn:
        self.builder.fail(message, source)

    def _message(self, found: re.Match[str], source: Source) -> None:
        tail, head = found["tail"].strip(), found["head"].strip()
        dots = bool(found["out"]), bool(found["into"])
        if found["sign"] in HALF_ARROWS:
            self.scanner.warn("half arrow heads are drawn as whole ones", source)
        self.builder.send(tail, head, found["sign"], _words(found["text"] or ""), source, dots)
        if found["mark"] == "+":
            self.builder.step(StepKind.BEGIN, head, source)
        elif found["mark"] == "-":
            self._finish(tail, source)

    def _finish(self, name: str, source: Source) -> None:
        if not self.builder.is_active(name):
            self._fail(f"{quoted(name)} is not active here; write `activate {name}` before", source)
        self.builder.step(StepKind.FINISH, name, source)

    def _participant(self, text: str, source: Source) -> None:
        self._declare(text, NodeShape.ROUNDED, source)

    def _actor(self, text: str, source: Source) -> None:
        self._declare(text, NodeShape.ACTOR, source)

    def _declare(self, text: str, shape: NodeShape, source: Source) -> str:
        found = _PARTICIPANT.fullmatch(text)
        if found is None:
            self._fail("a participant needs a name: `participant A as Alice`", source)
        config = self._config(found["config"], source)
        alias = found["alias"] or config.get("alias") or found["name"]
        shape = _SHAPES.get(str(config.get("type", "")), shape)
        self.builder.declare(found["name"].strip(), _words(str(alias).strip().strip('"')), shape, source)
        return found["name"].strip()

    def _config(self, text: str | None, source: Source) -> Mapping[str, object]:
        if text is None:
            return {}
        try:
            found = json.loads("{" + re.sub(r"([{,]|^)\s*(\w+)\s*:", r'\1 "\2":', text).replace("'", '"') + "}")
        except ValueError:
            self._fail('cannot read what stands in `@{…}`; write e.g. `@{ "type": "database" }`', source)
        return found if isinstance(found, dict) else {}

    def _create(self, text: str, source: Source) -> None:
        word, _, rest = text.partition(" ")
        kind = {"participant": NodeShape.ROUNDED, "actor": NodeShape.ACTOR}.get(word.lower())
        if kind is None or not rest.strip():
            self._fail("`create` needs `participant` or `actor` and a name: `create participant B`", source)
        name = self._declare(rest.strip(), kind, source)
        self.builder.step(StepKind.CREATE, name, source)

    def _destroy(self, text: str, source: Source) -> None:
        self.builder.step(StepKind.DESTROY, self._named(text, "destroy", source), source)

    def _activate(self, text: str, source: Source) -> None:
        self.builder.step(StepKind.BEGIN, self._named(text, "activate", source), source)

    def _deactivate(self, text: str, source: Source) -> None:
        self._finish(self._named(text, "deactivate", source), source)

    def _named(self, text: str, word: str, source: Source) -> str:
        if not text:
            self._fail(f"`{word}` needs the name of a participant: `{word} A`", source)
        return text

    def _note(self, text: str, source: Source) -> None:
        found = _NOTE.fullmatch(text)
        if found is None:
            self._fail("cannot read this note; write `Note right of A: text` or `Note over A,B: text`", source)
        place = NotePlace((found[1] or found[2]).lower())
        beside = [name.strip() for name in found[3].split(",") if name.strip()]
        self.builder.note(beside[:1] + beside[1:][-1:], place, _words(found[4]), NOTE, source)

    def _title(self, text: str, source: Source) -> None:
        if not self.builder.title:
            self.builder.title = read_label(text.removeprefix(":").strip())

    def _count(self, text: str, source: Source) -> None:
        found = _COUNT.fullmatch(text)
        if found is None:
            self._fail(f"found {quoted(text)}; expected `autonumber`, `autonumber 10 5` or `autonumber off`", source)
        self.builder.count_from(None if found[1] else (Decimal(found[2] or 1), Decimal(found[3] or 1)))

    def _box(self, text: str, source: Source) -> None:
        """``box Colour Title``; the colour may be left out."""
        found = _BOX.fullmatch(text)
        color: str | None = None
        if found:
            try:
                color = read_tint(found[1])
            except ValueError:
                color = None
        title = found[2] if found and color else text
        style = GraphStyle(unfilled=True) if color == NOTHING else GraphStyle(fill=color)
        self.builder.open("box", _words(title), style, source)

    def _open(self, kind: str, text: str, source: Source) -> None:
        if kind != "rect":
            self.builder.open("par" if kind == "par_over" else kind, _words(text), GraphStyle(), source)
            return
        try:
            color = read_tint(text)
        except ValueError:
            self._fail(f"{quoted(text)} is no colour; write e.g. `rect rgb(230, 240, 255)`", source)
        style = GraphStyle(unfilled=True) if color in {None, NOTHING} else GraphStyle(fill=color)
        self.builder.open("rect", Label(), style, source)

    def _section(self, kind: str, text: str, source: Source) -> None:
        opened = self.builder.open_block
        if opened is None or kind not in _BLOCKS.get(opened[0], ()):
            owner = next(block for block, words in _BLOCKS.items() if kind in words)
            self._fail(f"`{kind}` stands outside of `{owner}`; put it between `{owner}` and `end`", source)
        self.builder.part(kind, _words(text), source)

    def _end(self, text: str, source: Source) -> None:
        if self.builder.open_block is None:
            self._fail("`end` stands where nothing is open; take it away", source)
        self.builder.close()

    def _pass(self, text: str, source: Source) -> None:
        """Skip a statement that has no meaning on a slide."""


def _words(text: str) -> Label:
    return read_label(_WRAP.sub("", text, count=1).strip())
