"""Lines of a source that keep their number on their way from one kind of Markdown to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from coursedeck.model.values import replace

_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-+)[ \t]*")
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[#>|<]|[-*+][ \t]|\d+[.)][ \t]|:::|```|~~~|!\[|$)| {4}|\t")
"""What a line begins with that is no paragraph, so that ``---`` below it is no underline."""


class SourceLine(Struct, frozen=True):
    """A line, and where it, or what it was made of, stands in the source; numbers count from 1."""

    text: str
    number: int

    def with_text(self, text: str) -> SourceLine:
        """Other words from the same place."""
        return replace(self, text=text)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()


class RemarkKind(StrEnum):
    """What became of a piece of a source."""

    CHANGED = "changed"
    """It is written in another way, or elsewhere."""
    LEFT_OUT = "left out"
    """It could not be carried over."""


class Remark(Struct, frozen=True):
    """What was changed or left out, and where it stands in the source."""

    line: int
    kind: RemarkKind
    what: str
    words: str = ""
    """The words that are gone with it, if any."""


def numbered(text: str) -> tuple[SourceLine, ...]:
    """The lines of a text, counted from 1."""
    return tuple(SourceLine(line, number) for number, line in enumerate(text.split("\n"), start=1))


def joined(lines: Iterable[SourceLine]) -> str:
    """The text of lines."""
    return "\n".join(line.text for line in lines)


def outside_code(lines: Sequence[SourceLine]) -> tuple[bool, ...]:
    """For each line, whether it is outside fenced code; the fences themselves count as code."""
    found = []
    open_ = ""
    for line in lines:
        match = _FENCE.match(line.text)
        if open_:
            closes = match is not None and match["marks"].startswith(open_) and not match["info"].strip()
            found.append(False)
            open_ = "" if closes else open_
        elif match is not None:
            open_ = match["marks"]
            found.append(False)
        else:
            found.append(True)
    return tuple(found)


class FoundHeading(Struct, frozen=True):
    """A heading: its level, its words, and the indexes of the line it begins with and of the line behind it."""

    level: int
    text: str
    first: int
    end: int


def headings_in(lines: Sequence[SourceLine]) -> Iterator[FoundHeading]:
    """The headings of a text, with ``#`` or underlined (CommonMark 0.31, 4.2 and 4.3)."""
    prose = outside_code(lines)
    for index, line in enumerate(lines):
        if not prose[index]:
            continue
        if match := _HEADING.fullmatch(line.text):
            yield FoundHeading(len(match["marks"]), (match["text"] or "").strip(), index, index + 1)
        elif index + 1 < len(lines) and prose[index + 1] and is_underlined(line, lines[index + 1]):
            level = 1 if "=" in lines[index + 1].text else 2
            yield FoundHeading(level, line.text.strip(), index, index + 2)


def is_underlined(line: SourceLine, below: SourceLine) -> bool:
    """Whether a line is a heading because of the one below it."""
    return not _NO_PARAGRAPH.match(line.text) and _UNDERLINE.fullmatch(below.text) is not None


def trimmed(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Without the blank lines at both ends."""
    filled = [index for index, line in enumerate(lines) if not line.blank]
    return tuple(lines[filled[0] : filled[-1] + 1]) if filled else ()


def settings_in(lines: Iterable[SourceLine]) -> dict[str, str]:
    """Lines ``key: value`` as settings, quotes taken away; longer values of YAML are left out."""
    found = (re.match(r"([A-Za-z_][\w.-]*):[ \t]*(.*?)[ \t]*$", line.text) for line in lines)
    return {match[1]: match[2].strip("\"'") for match in found if match}
