"""Blocks that hold blocks under a name, as block rules for markdown-it; all become one kind of token.

=====================================================  ===============================================
``::: name`` … ``:::``, ``:::{name} title`` …          Pandoc, Quarto, Docusaurus, MyST
```` ```{name} title ```` … ```` ``` ````              directives of MyST, whose content is Markdown
```` ```admonish name title="…" ````                   mdbook-admonish
``!!! name "title"``, ``??? name``, ``=== "title"``    Python-Markdown and PyMdown; the content is indented
=====================================================  ===============================================

The token's ``meta`` says the name, the title, the other attributes and whether the block was closed.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from msgspec import Struct, field

from coursedeck.base.markdown.attributes import BRACES, read_attributes
from coursedeck.base.markdown.block_names import is_known_block

DIRECTIVES = frozenset({
    *("admonition", "attention", "caution", "danger", "error", "example", "exercise", "hint", "important", "note"),
    *("question", "seealso", "solution", "summary", "tip", "todo", "topic", "warning", "quote", "epigraph"),
    *("pull-quote", "attention"),
    *("dropdown", "card", "tab-set", "tab-item", "grid", "grid-item", "grid-item-card", "margin", "sidebar", "aside"),
    *("figure", "image", "speaker-notes", "notes", "div", "container", "prerequisites", "objectives", "keypoints"),
    *("discussion", "challenge", "questions", "instructor", "instructor-note"),
    *("toctree", "contents", "tableofcontents"),
})  # fmt: skip
"""Names of directives with Markdown inside; fences with other names in braces are code."""

_FENCE = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*")
_DIRECTIVE = re.compile(
    r"(`{3,}|~{3,})[ \t]*(?:\{([A-Za-z][\w:-]*)\}|admonish(?![\w-])[ \t]*([A-Za-z][\w-]*(?!\S*=))?)[ \t]*(.*?)[ \t]*"
)
_INDENTED = re.compile(
    r"(!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:(?P<kind>[\w-]+(?:[ \t]+[\w-]+)*)[ \t]*)?(?:\"(?P<title>.*)\")?[ \t]*"
)
_INFO = re.compile(r"(?:\{(?P<directive>[A-Za-z][\w:-]*)\}|(?P<name>[\w:-]+))?[ \t]*(?P<rest>.*)")
_BRACED = re.compile(BRACES)
_BRACKETED = re.compile(r"\[(?P<title>[^\]]*)\]")
_OPTION = re.compile(r":([\w-]+):[ \t]*(.*)")


class ContainerInfo(Struct, frozen=True):
    """What stands behind the marks that open a block."""

    name: str
    title: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()


def container_info(written: str) -> ContainerInfo:
    """The name, title and attributes of a block that ``:::`` opens.

    >>> container_info('{.callout-tip title="So"}').name, container_info("{note} Read this").title
    ('callout-tip', 'Read this')
    """
    braced = _BRACED.search(written)
    directive = re.match(r"\{([A-Za-z][\w:-]*)\}[ \t]*(.*)", written)
    if directive:
        return ContainerInfo(directive[1].lower(), directive[2].strip())
    inside = read_attributes(braced[0] if braced else "")
    bare = _BRACED.sub("", written, count=1).strip()
    attributes, classes = dict(inside.pairs), inside.classes
    bracketed = _BRACKETED.search(bare)
    title = attributes.pop("title", "") or (bracketed["title"] if bracketed else "")
    words = _BRACKETED.sub("", bare).split(maxsplit=1)
    known = next((one for one in classes if is_known_block(one)), classes[0] if classes else "")
    name = words[0] if words else known
    return ContainerInfo(name, title or (words[1] if len(words) > 1 else ""), attributes, classes)


def container(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Match ``:::``."""
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
    closed = end < limit and _fence(state, end) is not None
    is_directive = re.match(r"\{[A-Za-z]", match[2]) is not None
    _push(state, first, end, container_info(match[2]), closed=closed, options=is_directive)
    return True


def directive(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Match a directive of MyST in backticks."""
    match = None if state.is_code_block(first) else _DIRECTIVE.fullmatch(_line(state, first))
    if match is None or (match[2] and match[2].lower() not in DIRECTIVES):
        return False
    if silent:
        return True
    end = first + 1
    while end < limit and not _closes(state, end, match[1]):
        if state.sCount[end] < state.blkIndent and not state.isEmpty(end):
            break
        end += 1
    closed = end < limit and _closes(state, end, match[1])
    _push(state, first, end, _directive_info(match), closed=closed)
    return True


def _directive_info(match: re.Match[str]) -> ContainerInfo:
    if match[2]:
        return ContainerInfo(match[2].lower(), match[4])
    pairs = dict(read_attributes(match[4]).pairs)
    folded = {"folded": "yes"} if pairs.get("collapsible") == "true" else {}
    return ContainerInfo((match[3] or "note").lower(), pairs.get("title", ""), folded)


def indented_container(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Match ``!!!``, ``???`` and ``===``, whose content is indented by four."""
    match = None if state.is_code_block(first) else _INDENTED.fullmatch(_line(state, first))
    if match is None or (not match["kind"] and match["title"] is None):
        return False
    tab = match[1].startswith("===")
    inside = state.sCount[first] + 4
    end = first + 1
    while end < limit and (state.isEmpty(end) or state.sCount[end] >= inside):
        end += 1
    while end > first + 1 and state.isEmpty(end - 1):
        end -= 1
    if match["title"] is None and (tab or end == first + 1):
        return False
    if silent:
        return True
    kind = "tab" if tab else (match["kind"] or "note").split()[0].lower()
    folded = {"folded": "yes"} if match[1] == "???" else {}
    indent, state.blkIndent = state.blkIndent, inside
    _push(state, first, end, ContainerInfo(kind, match["title"] or "", folded), closed=True, skips=0, options=False)
    state.blkIndent = indent
    return True


def _line(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : max(start, state.eMarks[line])]


def _fence(state: StateBlock, line: int) -> re.Match[str] | None:
    return None if state.is_code_block(line) else _FENCE.fullmatch(_line(state, line))


def _closes(state: StateBlock, line: int, marks: str) -> bool:
    text = _line(state, line).rstrip()
    return not state.is_code_block(line) and text.startswith(marks) and not text.strip(marks[0])


def _end(state: StateBlock, first: int, limit: int, colons: int) -> int:
    """Line of the closing fence, or the first line that is outside.

    Where blocks inside would be left open by the first fence of as many colons, as MyST closes blocks, each fence
    closes the innermost block instead, as Pandoc does.
    """
    depth, nested, candidate = 1, 1, limit
    code = ""
    for line in range(first + 1, limit):
        text = _line(state, line)
        if code or text.startswith(("```", "~~~")):
            code = _code_marks(text, code)
            continue
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return min(candidate, line)
        match = _fence(state, line)
        if match is None:
            continue
        nested += 1 if match[2] else -1
        if candidate == limit and len(match[1]) >= colons:
            depth += 1 if match[2] else -1
            candidate = limit if depth else line
        if candidate < limit and nested <= 0:
            return line
    return candidate


def _code_marks(line: str, open_: str) -> str:
    """The marks of the code that is open behind a line of code, or a line that opens some."""
    marks = re.match(r"`{3,}|~{3,}", line)
    if not open_:
        return marks[0] if marks else ""
    closes = marks is not None and marks[0].startswith(open_) and not line.strip().strip(open_[0])
    return "" if closes else open_


def _push(
    state: StateBlock,
    first: int,
    end: int,
    info: ContainerInfo,
    *,
    closed: bool,
    skips: int = 1,
    options: bool = True,
) -> None:
    """The block as tokens; lines ``:key: value`` at its start are `options` of directives, else words and emoji."""
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    opening = state.push("container_open", "div", 1)
    opening.map = [first, end]
    read, begin = _options(state, first + 1, end) if options else ({}, first + 1)
    attributes = {**info.attributes, **read}
    opening.meta = {"name": info.name, "closed": closed}
    opening.meta |= {"title": info.title} if info.title else {}
    opening.meta |= {"attributes": attributes} if attributes else {}
    opening.meta |= {"classes": info.classes} if info.classes else {}
    state.md.block.tokenize(state, begin, end)
    state.push("container_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = end + skips if closed and skips else end


def _options(state: StateBlock, first: int, end: int) -> tuple[dict[str, str], int]:
    """Options of a directive, ``:key: value`` line by line, and the line behind them."""
    options: dict[str, str] = {}
    line = first
    while line < end and (match := _OPTION.fullmatch(_line(state, line).rstrip())):
        options[match[1]] = match[2]
        line += 1
    return options, line
