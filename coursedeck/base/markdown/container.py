"""``::: name`` … ``:::`` as a block rule for markdown-it."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_FENCE = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*")


def container(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Match a container; its token's ``meta`` says its name and whether it was closed."""
    match = _fence(state, first)
    if match is None:
        return False
    if silent:
        return True
    if not match[2]:
        stray = state.push("container_stray", "", 0)
        stray.map = [first, first + 1]
        state.line = first + 1
        return True
    end = _end(state, first, limit, len(match[1]))
    _push(state, first, end, match[2], closed=end < limit and _fence(state, end) is not None)
    return True


def _fence(state: StateBlock, line: int) -> re.Match[str] | None:
    if state.is_code_block(line):
        return None
    start = state.bMarks[line] + state.tShift[line]
    return _FENCE.fullmatch(state.src, start, max(start, state.eMarks[line]))


def _end(state: StateBlock, first: int, limit: int, colons: int) -> int:
    """Line of the closing fence, or the first line that is outside."""
    depth = 1
    for line in range(first + 1, limit):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        match = _fence(state, line)
        if match is None or len(match[1]) < colons:
            continue
        depth += 1 if match[2] else -1
        if not depth:
            return line
    return limit


def _push(state: StateBlock, first: int, end: int, name: str, closed: bool) -> None:
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    opening = state.push("container_open", "div", 1)
    opening.map = [first, end]
    opening.meta = {"name": name, "closed": closed}
    state.md.block.tokenize(state, first + 1, end)
    state.push("container_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = end + 1 if closed else end
