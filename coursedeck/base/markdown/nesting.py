"""Blocks that nest deeper than anything is read: their words become paragraphs where the depth ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock

MAX_NESTING = 60
"""How deep blocks, and links in links, may nest: a quote is one level, a list and its item are two."""

_MARKERS = re.compile(r"(?:\s*(?:>|[-+*](?=\s|\Z)|\d{1,9}[.)](?=\s|\Z)|#{1,6}(?=\s)))*\s*")
_WORDLESS = re.compile(r"(?:`{3,}|~{3,}|:{3,})[^`]*|[|:\s-]+")
"""Marks around code and named blocks, lines below a table's header."""


class BlockParser(ParserBlock):
    """Block parser that keeps the words of what lies too deep; ``env["too_deep"]`` has the lines, counted from 0."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (markdown-it's names)
        """The tokens of the blocks on these lines."""
        if state.level < MAX_NESTING:
            super().tokenize(state, startLine, endLine)
            return
        end = _end(state, startLine, endLine)
        paragraphs = list(_paragraphs(state, startLine, end))
        if paragraphs:
            state.env.setdefault("too_deep", []).append(paragraphs[0][0])
        for line, words in paragraphs:
            _push(state, line, words)
        state.line = end


def _end(state: StateBlock, first: int, limit: int) -> int:
    """The line behind those that belong to the innermost block."""
    for line in range(first, limit):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line
    return limit


def _paragraphs(state: StateBlock, first: int, end: int) -> Iterator[tuple[int, str]]:
    """Lines of words below one another, without the marks before them; a list's mark begins a paragraph of its own."""
    lines: list[tuple[int, tuple[int, str], str]] = []
    begun = 0
    for line in range(first, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        match = _MARKERS.match(text)
        marks = re.sub(r"\s", "", match[0]) if match else ""
        words = text[match.end() if match else 0 :].strip()
        if not words or marks.strip(">") or _WORDLESS.fullmatch(words):
            begun += 1
        if words and not _WORDLESS.fullmatch(words):
            lines.append((line, (begun, re.sub(r"[^>]", "", marks)), words))
    for _, group in groupby(lines, key=lambda one: one[1]):
        found = list(group)
        yield found[0][0], "\n".join(words for _, _, words in found)


def _push(state: StateBlock, line: int, words: str) -> None:
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [line, line + words.count("\n") + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words, opening.map, []
    state.push("paragraph_close", "p", -1)
