"""A message, a list item or a section in the text of a content file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursedeck.base.markdown import parse_document

Range = tuple[int, int]
"""Characters from … to … of a text."""

_BREAK = r"(?:<br\s*/?>\s*|\\\r?\n[ \t>]*|[ ]{2,}\r?\n[ \t>]*)"
_BLANK = r"(?:[ \t]*\r?\n[ \t>]*|[ \t]+)"
_ITEM = re.compile(r"(?P<quote>[ \t]*(?:>[ \t]?)*)(?P<indent>[ \t]*)(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+)")
_FURTHEST = 40
"""Lines in which a message is looked for, from that on which it begins."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A text by its lines, with their ends."""

    text: str

    @property
    def starts(self) -> list[int]:
        """Where each line begins, and the end of the text."""
        found = [0]
        for line in self.text.splitlines(keepends=True):
            found.append(found[-1] + len(line))
        return found

    @property
    def end(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"


def locate(text: str, line: int, written: str, nth: int = 0) -> Range | None:
    """Where `written` stands on or below `line` (from 1), the `nth` time that it does so; None where it does not.

    The message is one line; in the file it may be broken, as CommonMark allows.
    """
    starts = Lines(text).starts
    if not written.strip() or not 1 <= line < len(starts):
        return None
    pieces = [_BLANK.join(re.escape(word) for word in part.split(" ")) for part in written.split("<br>")]
    first, last = starts[line - 1], starts[min(line - 1 + _FURTHEST, len(starts) - 1)]
    found = list(re.compile(_BREAK.join(pieces)).finditer(text, first, last))
    return found[nth].span() if nth < len(found) else None


@dataclass(frozen=True, slots=True)
class ItemLines:
    """A list item with all that is nested in it."""

    range: Range
    """Whole lines."""
    prefix: str
    """Everything before its marker: quote marks and indentation."""
    marker: str
    gap: str


def item_at(text: str, line: int) -> ItemLines | None:
    """The list item that begins on `line`, from 1."""
    lines, starts = text.splitlines(keepends=True), Lines(text).starts
    if not 1 <= line <= len(lines):
        return None
    match = _ITEM.match(lines[line - 1])
    if match is None:
        return None
    width = len(match["indent"].expandtabs(4))
    last = end = line
    blank = False
    for number in range(line, len(lines)):
        words = lines[number]
        rest = words[len(match["quote"]) :] if match["quote"].strip() else words
        if not rest.strip(" \t\r\n>"):
            blank = True
            continue
        deep = len(rest) - len(rest.lstrip(" \t"))
        begins_item = _ITEM.match(rest) is not None
        if deep <= width and (blank or begins_item or rest.lstrip().startswith(("#", ":::", "```", ">"))):
            break
        last, blank = number + 1, False
        end = last
    return ItemLines((starts[line - 1], starts[end]), match["quote"] + match["indent"], match["marker"], match["gap"])


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading of a content file; lines from 1."""

    line: int
    level: int
    below: int
    """The first line behind it and its underline."""


def headings(text: str) -> tuple[HeadingLine, ...]:
    """The headings that stand outside of everything else, in order."""
    body = _without_front_matter(text)
    found = []
    for node in parse_document(body).nodes:
        if node.type == "heading" and node.map is not None:
            found.append(HeadingLine(node.map[0] + 1, int(node.tag[1:]), node.map[1] + 1))
    return tuple(found)


def _without_front_matter(text: str) -> str:
    """The text with the lines of its front matter blank."""
    match = re.match(r"---[ \t]*\r?\n.*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
    return text if match is None else re.sub(r"[^\r\n]", "", match[0]) + text[match.end() :]


def section_at(text: str, line: int) -> Range | None:
    """The heading on `line` and all that stands under it, deeper headings too; None where there is no heading."""
    starts, found = Lines(text).starts, headings(text)
    own = next((heading for heading in found if heading.line == line), None)
    if own is None:
        return None
    after = next((one.line for one in found if one.line > line and one.level <= own.level), None)
    return starts[line - 1], len(text) if after is None else starts[after - 1]


def own_part(text: str, line: int) -> Range | None:
    """The heading on `line` and what stands under it up to the next heading of any level."""
    starts, found = Lines(text).starts, headings(text)
    if all(heading.line != line for heading in found):
        return None
    after = next((one.line for one in found if one.line > line), None)
    return starts[line - 1], len(text) if after is None else starts[after - 1]


def paragraph_at(text: str, line: int) -> Range:
    """The lines around `line`, from 1, up to blank lines."""
    lines, starts = text.splitlines(keepends=True), Lines(text).starts
    first = last = line - 1
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return starts[first], starts[last + 1]
