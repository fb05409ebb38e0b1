"""A message, a list item or a section in the text of a content file."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from coursedeck.base.markdown import parse_document

Range = tuple[int, int]
"""Characters from … to … of a text."""

_BREAK = r"(?:<br\s*/?>\s*|\\\r?\n[ \t>]*|[ ]{2,}\r?\n[ \t>]*)"
_BLANK = r"(?:[ \t]*\r?\n[ \t>]*|[ \t]+)"
_ITEM = re.compile(r"(?P<quote>(?:[ \t]*>[ \t]?)*)(?P<indent>[ \t]*)(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+)")
_ENDS = re.compile(r"[ \t>]*(?:\r?\n|\Z|:{3,}|#{1,6}\s|`{3,}|~{3,}|<!--|\[!)")
"""Lines that are no part of a paragraph: blank ones, and those that open or close something else."""
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


@lru_cache(maxsize=8)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins, and the end of the text."""
    return tuple(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))


def line_end(text: str) -> str:
    """How its lines end."""
    return "\r\n" if "\r\n" in text else "\n"


def line_at(text: str, place: int) -> int:
    """The line, from 1, on which a character stands."""
    return bisect_right(line_starts(text)[:-1], place)


def occurrences(text: str, written: str) -> list[Range]:
    """Where a message stands, as a whole and not as part of words.

    The message is one line; in the file it may be broken, as CommonMark allows.
    """
    if not written.strip():
        return []
    parts = [_BLANK.join(re.escape(word) for word in part.split(" ")) for part in written.split("<br>")]
    before, after = (r"(?<!\w)" if written[0].isalnum() else ""), (r"(?!\w)" if written[-1].isalnum() else "")
    return [match.span() for match in re.finditer(f"{before}{_BREAK.join(parts)}{after}", text)]


def fence_at(text: str, line: int) -> Range | None:
    """The lines inside the fence that opens on `line`; None where there is none, or it is never closed."""
    lines, starts = text.splitlines(), line_starts(text)
    opening = _FENCE.match(lines[line - 1]) if 1 <= line <= len(lines) else None
    if opening is None:
        return None
    for number in range(line, len(lines)):
        closing = _FENCE.match(lines[number])
        if closing is not None and closing[1].startswith(opening[1]):
            return starts[line], starts[number]
    return None


def fence_around(text: str, line: int) -> Range | None:
    """The lines inside the fence that opens on `line` or holds it."""
    start = line_starts(text)[min(max(line, 1), len(line_starts(text))) - 1]
    return fence_at(text, line) or next((one for one in fences(text) if one[0] <= start < one[1]), None)


def fences(text: str) -> list[Range]:
    """The lines inside of each fence, in order."""
    found: list[Range] = []
    number, last = 1, len(text.splitlines())
    while number <= last:
        fence = fence_at(text, number)
        if fence is None:
            number += 1
        else:
            found.append(fence)
            number = line_at(text, fence[1]) + 1
    return found


_NAMED = re.compile(r"[ \t>]*(?:categories|labels|x-axis|y-axis|series|bar|line)\b|[^\n\[\]]*:[ \t]*\[", re.IGNORECASE)


def label_places(fence: str, label: str) -> list[Range]:
    """Where a fence has a label as a whole; those of its lists where descriptions have it too."""
    before, after = (r"(?<!\w)" if label[:1].isalnum() else ""), (r"(?!\w)" if label[-1:].isalnum() else "")
    found = [match.span() for match in re.finditer(f"{before}{re.escape(label)}{after}", fence)]
    if len(found) <= 1:
        return found
    listed = [place for place in found if _NAMED.match(fence, fence.rfind("\n", 0, place[0]) + 1)]
    return listed if len(listed) == 1 else found


class ItemLines(Struct, frozen=True):
    """A list item with all that is nested in it."""

    range: Range
    """Whole lines."""
    prefix: str
    """Everything before its marker: quote marks and indentation."""
    marker: str
    gap: str
    own_end: int
    """Where its own lines end, and the items that are nested in it begin."""


def item_at(text: str, line: int) -> ItemLines | None:
    """The list item that begins on `line`, from 1."""
    lines, starts = text.splitlines(keepends=True), line_starts(text)
    if not 1 <= line <= len(lines):
        return None
    match = _ITEM.match(lines[line - 1])
    if match is None:
        return None
    width = len(match["indent"].expandtabs(4))
    last = end = line
    own: int | None = None
    blank = False
    for number in range(line, len(lines)):
        words = lines[number]
        rest = words[len(match["quote"]) :]
        if not rest.strip(" \t\r\n>"):
            blank = True
            continue
        deep = len(rest) - len(rest.lstrip(" \t"))
        begins_item = _ITEM.match(rest) is not None
        if deep <= width and (blank or begins_item or rest.lstrip().startswith(("#", ":::", "```", ">"))):
            break
        own = number if own is None and begins_item else own
        last, blank = number + 1, False
        end = last
    prefix = match["quote"] + match["indent"]
    return ItemLines(
        (starts[line - 1], starts[end]), prefix, match["marker"], match["gap"], starts[end if own is None else own]
    )


def indentation(text: str, line: int, steps: int) -> list[tuple[Range, str]] | None:
    """What makes the item on `line` stand deeper, below the item before it, or as deep as those that hold it.

    What is nested in it stays where it is. None where no item is there, or none stands above it that could hold it.
    """
    item = item_at(text, line)
    lines, starts = text.splitlines(keepends=True), line_starts(text)
    if item is None:
        return None
    own = _ITEM.match(lines[line - 1])
    above = [match for match in map(_ITEM.match, lines[: line - 1][::-1]) if match is not None]
    wanted = "" if own is None else own["indent"]
    for _ in range(abs(steps)):
        holders = [one for one in above if len(one["indent"]) <= len(wanted)]
        if steps > 0:
            under = holders[0] if holders else None
            wanted = "" if under is None else " " * len(under["indent"] + under["marker"] + under["gap"])
        else:
            under = next((one for one in above if len(one["indent"]) < len(wanted)), None)
            wanted = "" if under is None else under["indent"]
        if under is None:
            return None
    made: list[tuple[Range, str]] = []
    shift = len(wanted) - len(item.prefix) + len(own["quote"] if own else "")
    for number in range(line, line_at(text, max(item.own_end - 1, item.range[0])) + 1):
        lead = re.match(r"(?:[ \t]*>[ \t]?)*", lines[number - 1])
        start = starts[number - 1] + (len(lead[0]) if lead else 0)
        blank = len(text[start:].partition("\n")[0]) - len(text[start:].partition("\n")[0].lstrip(" \t"))
        if text[start : starts[number]].strip():
            made.append(((start, start + blank), " " * max(0, blank + shift)))
    return made


_LEAD = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?")


def messages_on(text: str, line: int) -> list[str]:
    """What may be a message that begins on `line`: its cells, the row without its marks, the paragraph in one line."""
    row = text.splitlines()[line - 1]
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)] if "|" in row else []
    start = text[line_starts(text)[line - 1] : paragraph_at(text, line)[1]] if row.strip() else ""
    whole = " ".join(part.strip(" \t>") for part in start.splitlines())
    return [words for words in (*cells, row[_lead(row) :].strip(), whole[_lead(whole) :].strip()) if words]


def _lead(row: str) -> int:
    match = _LEAD.match(row)
    return match.end() if match else 0


class HeadingLine(Struct, frozen=True):
    """A heading of a content file; lines from 1."""

    line: int
    level: int
    below: int
    """The first line behind it and its underline."""


@lru_cache(maxsize=8)
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
    starts, found = line_starts(text), headings(text)
    own = next((heading for heading in found if heading.line == line), None)
    if own is None:
        return None
    after = next((one.line for one in found if one.line > line and one.level <= own.level), None)
    return starts[line - 1], len(text) if after is None else starts[after - 1]


def minutes_at(text: str, line: int, number: str) -> Range | None:
    """Where a number stands in the heading on `line`, in one above it, or in the only one below that has it."""
    found = headings(text)
    own = next(place for place, heading in enumerate(found) if heading.line == line)
    above: list[HeadingLine] = [found[own]]
    for heading in reversed(found[:own]):
        if heading.level < above[-1].level and heading.level > 1:
            above.append(heading)
    below = [one for one in found[own + 1 :] if section_at(text, line) and one.line <= _last_line(text, line)]
    for heading in above:
        there = _number_in(text, heading.line, number)
        if there is not None:
            return there
    inside = [there for one in below if (there := _number_in(text, one.line, number)) is not None]
    return inside[0] if len(inside) == 1 else None


def _last_line(text: str, line: int) -> int:
    section = section_at(text, line)
    return line if section is None else line_at(text, max(section[1] - 1, 0))


def _number_in(text: str, line: int, number: str) -> Range | None:
    """The last place of a number in the parentheses of a heading."""
    start = line_starts(text)[line - 1]
    row = text.splitlines()[line - 1]
    bracket = max(row.rfind("("), row.rfind("（"))
    found = list(re.finditer(rf"(?<![\d.,]){re.escape(number)}(?![\d.,])", row[bracket:])) if bracket >= 0 else []
    return (start + bracket + found[0].start(), start + bracket + found[0].end()) if found else None


def own_part(text: str, line: int) -> Range | None:
    """The heading on `line` and what stands under it up to the next heading of any level."""
    starts, found = line_starts(text), headings(text)
    if all(heading.line != line for heading in found):
        return None
    after = next((one.line for one in found if one.line > line), None)
    return starts[line - 1], len(text) if after is None else starts[after - 1]


def paragraph_at(text: str, line: int) -> Range:
    """The lines around `line`, from 1, up to blank lines, fences of containers and other blocks."""
    lines, starts = text.splitlines(keepends=True), line_starts(text)
    first = last = line - 1
    while first > 0 and not _ENDS.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and not _ENDS.match(lines[last + 1]):
        last += 1
    return starts[first], starts[last + 1]
