"""A content file's text → its words by line: what is markup, address, setting or comment is taken out first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursedeck.base.markdown.container import DIRECTIVES
from coursedeck.base.markdown.hidden_lines import is_hidden
from coursedeck.base.markdown.navigation import is_navigation
from coursedeck.model.entities import unescape
from coursedeck.model.numbering import markers_at
from coursedeck.session.ledger.words import words_of

_FENCE = re.compile(r"^(?:[\s>*+-]|\d{1,9}[.)]\s)*(?P<marks>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
_CODE_SPAN = re.compile(r"(`+)[^`].*?\1")

_NO_TEXT = {"chart", "math", "mermaid"}
"""Fences that are drawn: their words are labels of a figure or chart, or commands of TeX."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SPANS = re.compile(
    r"""
    <(script|style|video|audio|iframe|object)\b.*?</\1\s*>
    | </?[A-Za-z][^<>]*>                    # tags with their attributes
    | <![A-Za-z][^<>]*>                     # declarations
    | <(?:https?|mailto):[^<>\s]*>
    | (?<=\])\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)     # destination of a link,
      (?:\s+(?:"[^"]*"|'[^']*'))?\s*\)                          # and its title
    | (?<=\])\[[^\]\n]*\]                   # label of a reference
    | \[\^[^\]\n]*\]                        # footnote mark
    | \[![A-Za-z]+\]                        # kind of a callout
    | \{[^{}\n]*\} | (?<=[\])])\{[^{}]*\}     # attributes
    | \{\{[^\n]*?\}\}
    | (?<=!\[)type:[a-z]+(?=\])              # kind of a film
    | \{%[^\n]*?%\}
    | :[a-z0-9_+-]+:                        # emoji short codes
    | \\[A-Za-z]+
    | https?://[^\s)>\]]+ | www\.[^\s)>\]]+
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
_LINES = re.compile(
    r"""
    ^[ \t>]*\[[^\]\n]+\]:[ \t]*\S.*$        # definition of a reference; a footnote's text is kept below
    | ^[ \t>]*\[[^\]\n]+\]:[ \t]*(?=\n[ \t>]*\S+[ \t]*$)   # one whose address stands on the next line
    | ^[ \t>]*:{3,}.*$                      # container fence
    | ^[ \t]*(?:!{3}|\?{3}\+?|={3})[ \t].*$ # MkDocs admonition or tab
    """,
    re.VERBOSE | re.MULTILINE,
)
_LABEL = re.compile(r"\$\$[ \t]*\([\w:.-]+\)[ \t]*$", re.MULTILINE)
"""The name of a formula, behind its closing marks, as MyST writes it."""
_FOOTNOTE = re.compile(r"^[ \t]*\[\^[^\]\n]+\]:", re.MULTILINE)
_ITEM = re.compile(
    r"^(?:[ \t>]*(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{1,5})[.)]))+[ \t]+(?:\[[ xX]\][ \t])?", re.MULTILINE
)
_EMPTY_ITEM = re.compile(r"\d{1,9}[.)][ \t]*")
_MINUTES = re.compile(r"^(#{1,6}\s.*)[(（\[][^()（）\[\]]*\d[^()（）\[\]]*[)）\]]", re.MULTILINE)
_MINUTES_AT_END = re.compile(
    r"^(#{1,6}\s.*?\S)(?:\s[-–—|/·]|[:：]|\s?[⏰⏱⏲⌚⌛⏳🕐-🕧]\ufe0f?|\s?:[a-z_\d]+:)\s*\d[\d.,\s]{0,6}[^\W\d_]{0,9}\.?(?=\s*(?:\{.*)?$)",
    re.MULTILINE,
)
"""Minutes behind a dash, a colon or the picture of a clock, and other numbers that end a heading in this way."""
_OPTION = re.compile(r"[ \t]*:[\w-]+:")
_DIRECTIVE = re.compile(r"[ \t>]*:{3,}[ \t]*\{[A-Za-z]")
_CAPTION = re.compile(r"^Table:\s", re.IGNORECASE)
_MARKS = re.compile(r"[*_~`=^]+")


def words_by_line(text: str) -> Iterator[tuple[int, str]]:
    """Each word that a reader is meant to see, with its line; the lines of the front matter are blanked in `text`."""
    prose, code = _parted(text)
    for number, line in enumerate(_without_markup(prose).split("\n"), start=1):
        yield from ((number, word) for word in words_of(_without_marker(line)))
    for number, line in code:
        yield from ((number, word) for word in words_of(line))


def _without_marker(line: str) -> str:
    """The line without a marker of a list, or the word ``Table:`` before a caption."""
    bare = line.lstrip(" \t>")
    if _EMPTY_ITEM.fullmatch(bare):
        return ""
    marker = next(markers_at(bare), None)
    return _CAPTION.sub("", bare[marker.length :] if marker else bare)


def _parted(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Prose with an empty line for each line of code, and the lines of code that are shown, counted from 1."""
    prose: list[str] = []
    code: list[tuple[int, str]] = []
    marks, language, options, comment = "", "", False, False
    directives: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _FENCE.match(line)
        if comment:
            comment = "-->" not in line
            prose.append(line)
        elif marks:
            stripped = line.strip().lstrip("> ")
            if stripped.startswith(marks) and not stripped.strip(marks[0]):
                marks = ""
            elif _is_shown(line, language) and not (options and _OPTION.match(line)):
                code.append((number, line))
                options = False
            prose.append("")
        elif found and directives and not found["info"].strip() and found["marks"].startswith(directives[-1]):
            directives.pop()
            prose.append("")
        elif found and _is_directive(found["info"]):
            directives.append(found["marks"])
            options = True
            prose.append("")
        elif found:
            marks = found["marks"]
            language = _language(found["info"])
            options = found["info"].startswith("{")
            prose.append("")
        elif options and _OPTION.match(line):
            prose.append("")
        else:
            prose.append(line)
            comment = _opens_comment(line)
            options = _DIRECTIVE.match(line) is not None
    return "\n".join(prose), code


def _is_shown(line: str, language: str) -> bool:
    """Whether a line of a fence is text that readers see."""
    return language not in _NO_TEXT and not is_hidden(line.strip("> "), language)


def _opens_comment(line: str) -> bool:
    """Whether a comment begins in the line and goes on behind it; fences in it are no code then."""
    if "<!--" not in line:
        return False
    bare = _CODE_SPAN.sub("", line)
    return bare.rfind("<!--") > bare.rfind("-->")


def _is_directive(info: str) -> bool:
    """Whether a fence holds Markdown under a name, as MyST writes it."""
    name = re.match(r"\s*\{([A-Za-z][\w:-]*)\}", info)
    return name is not None and name[1].lower() in DIRECTIVES


def _language(info: str) -> str:
    word = re.match(r"[{\s.]*([\w+-]*)", info)
    return word[1].lower() if word else ""


def _without_markup(prose: str) -> str:
    """The text with blanks where it says nothing; lines stay where they are."""
    prose = _COMMENT.sub(_blank, prose)
    prose = _MINUTES_AT_END.sub(lambda found: f"{found[1]} ", prose)
    prose = "\n\n".join("\n" * part.count("\n") if is_navigation(part) else part for part in prose.split("\n\n"))
    prose = _FOOTNOTE.sub("", prose)
    prose = _LABEL.sub("$$", prose)
    for pattern in (_ENVIRONMENT, _LINES, _SPANS, _FORMULA, _ITEM):
        prose = pattern.sub(_blank, prose)
    prose = _MINUTES.sub(lambda found: f"{found[1]} ", prose)
    return unescape(_MARKS.sub("", prose))


def _blank(found: re.Match[str]) -> str:
    """Line ends and nothing else: what follows keeps its line."""
    return " " + "\n" * found[0].count("\n")
