"""A number of a chart in the fence, list of bars or table that it is written in."""

from __future__ import annotations

import re

from coursedeck.edits.source.locating import Range, fence_at, line_starts
from coursedeck.model.edits import ValueChanged

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_LIST = re.compile(r"\s*\[(?P<row>[^\]]*)\]|(?P<rows>(?:\s*\n[ \t>]*-[ \t]+[^\n]*)+)")


def number_at(text: str, edit: ValueChanged, line: int) -> Range | None:
    """Where the number stands that a chart on `line` shows in its place; None where that cannot be told."""
    start, end = _block(text, line)
    block = text[start:end]
    for found in (_in_series(block, edit), _in_lines(block, edit), _lone(block, edit)):
        if found is not None and _same(block[slice(*found)], edit.old):
            return start + found[0], start + found[1]
    return None


def _same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _block(text: str, line: int) -> Range:
    """The fence that opens on `line`, else the lines from there to the next blank one."""
    fence = fence_at(text, line)
    if fence is not None:
        return fence
    start = line_starts(text)[min(max(line, 1), len(line_starts(text)) - 1) - 1]
    blank = re.compile(r"^[ \t]*$", re.MULTILINE).search(text, start)
    return start, blank.start() if blank else len(text)


def _in_series(block: str, edit: ValueChanged) -> Range | None:
    """In the list behind the name of its series, or in the list of bars or lines of that place."""
    name = re.escape(edit.series)
    named = rf"^[ \t>-]*(?:\"{name}\"|'{name}'|{name})[ \t]*:"
    unnamed = r"^[ \t]*(?:bar|line|values|data|series)\b[^\[\n]*(?=\[)"
    heads = list(re.finditer(named, block, re.MULTILINE))[:1] if edit.series else []
    heads = heads or list(re.finditer(unnamed, block, re.MULTILINE))[edit.place[0] :][:1]
    rest = _LIST.match(block, heads[0].end()) if heads else None
    if rest is None:
        return None
    group = "row" if rest["row"] is not None else "rows"
    # the hyphens of a list in lines are no signs
    values = re.sub(r"(?m)^([ \t>]*)-(?=[ \t])", r"\1 ", rest[group])
    numbers = [match.span() for match in _NUMBER.finditer(values)][edit.place[1] :]
    return (rest.start(group) + numbers[0][0], rest.start(group) + numbers[0][1]) if numbers else None


def _in_lines(block: str, edit: ValueChanged) -> Range | None:
    """Behind the name of its category, as in a pie or in rows of a table."""
    label = re.escape(edit.category)
    for match in re.finditer(rf"^[^\n]*?{label}[\"']?[ \t]*[:|,]?", block, re.MULTILINE):
        end = block.find("\n", match.end())
        numbers = list(_NUMBER.finditer(block, match.end(), end if end >= 0 else len(block)))
        if edit.place[0] < len(numbers):
            return numbers[edit.place[0]].span()
    return None


def _lone(block: str, edit: ValueChanged) -> Range | None:
    """The only number of its value."""
    found = [match for match in _NUMBER.finditer(block) if _same(match[0], edit.old)]
    return found[0].span() if len(found) == 1 else None
