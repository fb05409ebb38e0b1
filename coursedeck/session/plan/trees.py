"""Trees drawn with characters (``├── item``) → lists, which a deck can set large and people can edit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.problem import Source
from coursedeck.model.session import Block, Code, List, ListItem, Paragraph
from coursedeck.model.text import Span, Text, literal

_BRANCH = lazy_pattern(r"^(?P<stem>[\s│┃|║]*)(?:[├└┣┗╠╚]|[|`+\\](?=-{2}))[─━═-]*>?\s*(?P<text>\S.*?)\s*$")
_STEM = lazy_pattern(r"^[\s│┃|║]*$")
_FILE = lazy_pattern(r"^[\w.@~*-]*(?:\.\w{1,12}|/)(?:\s.*)?$|^[\w.-]+/[\w./-]+(?:\s.*)?$")
_FRAME = lazy_pattern(r"-{2,}[+|.'\s]*$|^\s*[|│┃║](?![-─`]).*\w.*[|│┃║]\s*$")
"""A rule, or a line between two strokes: the side of a box, which no tree has."""
_LANGUAGES = {"", "text", "txt", "plain", "plaintext", "tree"}
_LEAST_BRANCHES = 3


class _TreeLine(Struct):
    """A line of a tree: the column at which its branch begins, -1 for a root, and what grows from it."""

    column: int
    text: Text
    below: list[_TreeLine] = field(default_factory=list)


def as_outline(code: Code) -> tuple[Block, ...] | None:
    """What a tree says as a list, under its root where it has one; None for a file tree and for all other code."""
    if code.language not in _LANGUAGES or code.as_written:
        return None
    lines = [(at, line) for at, line in enumerate(code.code.expandtabs(4).split("\n"), start=1) if line.strip()]
    branches = [found for _, line in lines if (found := _BRANCH.match(line))]
    if len(branches) < _LEAST_BRANCHES or 2 * sum(bool(_FILE.match(one["text"])) for one in branches) >= len(branches):
        return None
    if any(_FRAME.search(line) for _, line in lines):
        return None
    roots = _grown(lines, code.source)
    return None if roots is None else tuple(_blocks(roots, code.source))


def _grown(lines: Sequence[tuple[int, str]], source: Source) -> list[_TreeLine] | None:
    """The roots with their branches; None where a line is no part of a tree."""
    roots: list[_TreeLine] = []
    open_: list[_TreeLine] = []
    for at, line in lines:
        if _STEM.match(line):
            continue
        found = _BRANCH.match(line)
        if found is None and (line.startswith(" ") or re.search("[─-▟]", line)):
            return None
        column = len(found["stem"]) if found else -1
        said = literal(found["text"] if found else line.strip(), Source(source.file, source.line + at))
        branch = _TreeLine(column, said)
        while open_ and open_[-1].column >= column:
            open_.pop()
        (open_[-1].below if open_ else roots).append(branch)
        open_.append(branch)
    return roots


def _blocks(roots: list[_TreeLine], source: Source) -> list[Block]:
    """A root with branches becomes the heading of its list; roots without any are a list themselves."""
    found: list[Block] = []
    bare: list[_TreeLine] = []
    for root in roots:
        if root.column >= 0 or not root.below:
            bare.append(root)
            continue
        if bare:
            found.append(_list(bare, source))
            bare = []
        text = root.text
        found.append(Paragraph(Text(text.markdown, (Span(text.plain, strong=True),), text.source)))
        found.append(_list(root.below, root.text.source))
    return [*found, _list(bare, source)] if bare else found


def _list(branches: Sequence[_TreeLine], source: Source) -> List:
    return List(
        tuple(
            ListItem(branch.text, (_list(branch.below, branch.text.source),) if branch.below else ())
            for branch in branches
        ),
        source,
        drawn=True,
    )
