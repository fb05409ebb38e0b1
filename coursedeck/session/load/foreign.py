"""Sessions that are decks of other tools: read as what they are, every value with the line that it has in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coursedeck.base.foreign import DECKS, SourceLine, converted, joined, kind_of_text, numbered, settings_in
from coursedeck.model.problem import Source
from coursedeck.model.session import FrontMatter
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.front_matter import read_front_matter
from coursedeck.session.load.tool_marks import without_tool_marks

CHECK = "other-tool"
_T = TypeVar("_T")


class SourceText(Struct, frozen=True):
    """A file's front matter and body; line n of the body is line `lines[n - 1]` of the file."""

    file: str
    front: FrontMatter
    body: str
    lines: tuple[int, ...] | None = None
    """None where every line is where it was."""

    def line(self, number: int) -> int:
        """Where a line of the body stands in the file."""
        if self.lines is None or not self.lines:
            return number
        return self.lines[min(max(number, 1), len(self.lines)) - 1]

    def relocated(self, value: _T) -> _T:
        """A value with the places of the file in place of those of the body."""
        if self.lines is None:
            return value
        found: _T = self._with_places(value)
        return found

    def _with_places(self, value: Any) -> Any:
        match value:
            case Source(file, line):
                return Source(file, self.line(line)) if file == self.file else value
            case FrontMatter():
                return value
            case tuple():
                return tuple(self._with_places(item) for item in value)
            case Struct():
                own = {name: getattr(value, name) for name in value.__struct_fields__}
                new = {name: self._with_places(inner) for name, inner in own.items()}
                changed = {name: inner for name, inner in new.items() if inner is not own[name]}
                return replace(value, **changed) if changed else value
            case _:
                return value


def read_source(text: str, findings: Findings) -> SourceText:
    """A file's text, a deck of another tool as the session that it would be; one finding says what it looks like."""
    known = Findings(findings.file)
    front, body = read_front_matter(text, known)
    lines = numbered(body)
    begins = next((at for at, line in enumerate(lines) if not line.blank), 0)
    settings = settings_in(numbered(text)[:begins])
    kind = kind_of_text(lines, front.lines)
    findings.take(problem for problem in known.sorted() if kind not in DECKS or not _names_tool(problem.message))
    if kind not in DECKS or kind is None:
        return SourceText(findings.file, front, without_tool_marks(body, findings))
    result = converted(kind, lines[begins:], settings)
    named = [problem for problem in known.sorted() if problem.message.startswith(f"this looks like a {kind}")]
    findings.take(named)
    if not named:
        message = f"this looks like a {kind}: `coursedeck import` turns it into a session"
        findings.warn(_first_line(front, begins), CHECK, message)
    for remark in result.remarks:
        if "`coursedeck import`" in remark.what:
            findings.warn(remark.line, CHECK, f"left out is {remark.what}")
    above = tuple(SourceLine("", number) for number in range(1, begins + 1))
    every = (*above, *result.lines)
    front = _without_title(front, settings, result.lines)
    return SourceText(findings.file, front, joined(every), tuple(line.number for line in every))


def _names_tool(message: str) -> bool:
    return message.startswith("this looks like a ") or "unknown key" in message


def _first_line(front: FrontMatter, begins: int) -> int:
    return min(front.lines.values(), default=begins + 1)


def _without_title(front: FrontMatter, settings: Mapping[str, str], lines: tuple[SourceLine, ...]) -> FrontMatter:
    """The front matter; the title of a deck is in its text already."""
    titled = any(line.text.startswith("# ") for line in lines)
    return replace(front, title=None) if titled and "title" in settings else front
