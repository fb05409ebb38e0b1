"""A cursor over the text of a fence that knows its line in the Markdown file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NoReturn

from coursedeck.model.problem import CourseError, Problem, Source, error, warning

_BLANK = re.compile(r"[ \t]*(?:%%[^\n]*)?")
_SPACE = re.compile(r"(?:\s+|%%[^\n]*)*")
_REST = re.compile(r"[^\n;]*")
_WORD = re.compile(r"\S+")
_SHOWN = 30
"""Characters of the author's text that a message quotes."""


class Scanner:
    """Reads `text` from left to right; line 1 of `text` is the line after `fence` in the Markdown file."""

    def __init__(self, text: str, fence: Source, remarks: list[Problem] | None = None) -> None:
        self.text = text
        self.fence = fence
        self.remarks = [] if remarks is None else remarks
        """Warnings about what is read, in the order in which it stands."""
        self.position = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def source(self, position: int | None = None) -> Source:
        """Where `position` (default: the cursor) stands in the Markdown file."""
        line = bisect_right(self._starts, self.position if position is None else position)
        return Source(self.fence.file, self.fence.line + line)

    def at_end(self) -> bool:
        """Whether the cursor is at the end of the text."""
        return self.position >= len(self.text)

    def at_break(self) -> bool:
        """Whether a statement ends at the cursor: semicolon, end of line or end of text."""
        return self.at_end() or self.text[self.position] in ";\n"

    def looking_at(self, prefix: str) -> bool:
        """Whether `prefix` comes next."""
        return self.text.startswith(prefix, self.position)

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What `pattern` matches at the cursor, without moving."""
        return pattern.match(self.text, self.position)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What `pattern` matches at the cursor; the cursor moves behind it."""
        if match := pattern.match(self.text, self.position):
            self.position = match.end()
        return match

    def accept(self, literal: str) -> bool:
        """Step over `literal` if it comes next."""
        found = self.looking_at(literal)
        if found:
            self.position += len(literal)
        return found

    def skip_blanks(self) -> None:
        """Step over blanks and a comment, up to the line's end at most."""
        self.take(_BLANK)

    def skip_space(self) -> None:
        """Step over blanks, comments and line ends."""
        self.take(_SPACE)

    def rest(self) -> str:
        """What is left of the statement, without a comment; the cursor moves to its end."""
        match = self.take(_REST)
        return re.split(r"\s%%", match.group() if match else "")[0].strip()

    def found(self) -> str:
        """What stands at the cursor, quoted for a message."""
        if self.at_end():
            return "the end of the figure"
        if self.text[self.position] == "\n":
            return "the end of the line"
        match = _WORD.match(self.text, self.position)
        return quoted(match.group() if match else self.text[self.position])

    def fail(self, message: str, position: int | None = None) -> NoReturn:
        """Raise a CourseError with the line of `position` (default: the cursor)."""
        raise CourseError([error(self.source(position), "mermaid", message)])

    def warn(self, message: str, source: Source | None = None) -> None:
        """Note a warning at `source` (default: the cursor); the same words are said once a figure."""
        if all(message != remark.message for remark in self.remarks):
            self.remarks.append(warning(source or self.source(), "mermaid", message))


def quoted(text: str) -> str:
    """`text` in backquotes, cut to a length that a message can hold.

    >>> quoted("A-->B")
    '`A-->B`'
    """
    return f"`{text}`" if len(text) <= _SHOWN else f"`{text[:_SHOWN]}…`"
