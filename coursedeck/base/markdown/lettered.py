"""Lists that count with letters, Roman or enclosed numbers, as a block rule for markdown-it.

``a)``, ``A.``, ``(1)``, ``iv.``, ``①``, ``가)``: CommonMark joins such lines into one paragraph. Here two that follow
each other begin a list, whose items hold blocks like those of other lists; a single one may be the initial of a name.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from coursedeck.model.numbering import Marker, markers_at

_AHEAD = 60
"""Lines in which the second item of a list is looked for."""
_AUTOMATIC = re.compile(r"#\.[ \t]+")
_OPEN_LISTS = "lettered lists"
"""Key of the environment under which the last markers of the open lists are kept."""


def lettered_list(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Match a list whose first item begins on line `first`."""
    if state.is_code_block(first) or state.isEmpty(first):
        return False
    found = _markers(state, first)
    if not found:
        return False
    if silent:
        open_lists: list[Marker] = state.env.get(_OPEN_LISTS, [])
        if any(_is_next(last, marker) for last in open_lists for marker in found):
            return True
        if state.sCount[first] < state.blkIndent:
            return False
        return any(marker.number in {0, 1} and _goes_on(state, first, limit, marker) for marker in found)
    marker = next((marker for marker in found if _goes_on(state, first, limit, marker)), None)
    if marker is None:
        return False
    _read(state, first, limit, marker)
    return True


def _markers(state: StateBlock, line: int) -> list[Marker]:
    start = state.bMarks[line] + state.tShift[line]
    text = state.src[start : state.eMarks[line]]
    if match := _AUTOMATIC.match(text):
        return [Marker("arabicPeriod", 0, match.end())]
    return list(markers_at(text))


def _goes_on(state: StateBlock, first: int, limit: int, marker: Marker) -> bool:
    """Whether the next item follows, with nothing but the first item's own text between them."""
    inside = state.sCount[first] + marker.length
    blank = False
    for line in range(first + 1, min(limit, first + _AHEAD)):
        if state.isEmpty(line):
            blank = True
            continue
        if state.sCount[line] < inside and any(_is_next(marker, other) for other in _markers(state, line)):
            return state.sCount[line] >= state.blkIndent
        if blank and state.sCount[line] < min(inside, state.sCount[first] + 2):
            return False
    return False


def _is_next(marker: Marker, other: Marker) -> bool:
    if marker.number == 0:
        return other.number == 0 and other.numbering == marker.numbering
    return marker.precedes(other)


def _read(state: StateBlock, first: int, limit: int, marker: Marker) -> None:
    opening = state.push("ordered_list_open", "ol", 1)
    opening.map = [first, first]
    opening.meta = {"numbering": marker.numbering}
    opening.attrs = {"start": marker.number or 1}
    parent, state.parentType = state.parentType, "list"
    open_lists: list[Marker] = state.env.setdefault(_OPEN_LISTS, [])
    line: int | None = first
    end = first
    while line is not None:
        open_lists.append(marker)
        end = _item(state, line, limit, marker)
        open_lists.pop()
        following = [] if end >= limit or state.sCount[end] < state.blkIndent else _markers(state, end)
        after = next((other for other in following if _is_next(marker, other)), None)
        line, marker = (end, after) if after else (None, marker)
    state.parentType = parent
    state.push("ordered_list_close", "ol", -1)
    opening.map[1] = state.line = end


def _item(state: StateBlock, line: int, limit: int, marker: Marker) -> int:
    """Parse the item that begins on `line`; returns the line behind it."""
    begin = state.bMarks[line] + state.tShift[line]
    opening = state.push("list_item_open", "li", 1)
    opening.map = [line, line]
    shift, column, indent, outer = state.tShift[line], state.sCount[line], state.blkIndent, state.listIndent
    text = state.src[begin : begin + marker.length]
    inside = column + len(text.expandtabs(4)) if text.strip() == text else column + len(text.rstrip()) + 1
    state.listIndent, state.blkIndent = indent, inside
    state.tShift[line] = begin + marker.length - state.bMarks[line]
    state.sCount[line] = inside
    state.md.block.tokenize(state, line, limit)
    state.tShift[line], state.sCount[line] = shift, column
    state.blkIndent, state.listIndent = indent, outer
    state.push("list_item_close", "li", -1)
    opening.map[1] = state.line
    return state.line
