"""Titles of slides that begin with a command and its output: the command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.model.session import Code
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text, escaped

LONGEST_COMMAND = 36
"""Most characters of a command that is a title."""

_SHELLS = frozenset(
    {"bash", "console", "powershell", "sh", "shell", "shell-session", "shellsession", "terminal", "zsh"}
)
_PROMPT = re.compile(r"^(?:[\w.@:~/\\-]*[$>%]|PS>|>>>)\s+(?=\S)")
_COMMENT = re.compile(r"^\s*#")


def titled_by_command(body: Sequence[SlideBlock]) -> Text | None:
    """The one command with which a slide begins, where its output or something else follows; None where there is none.

    >>> from coursedeck.model.problem import Source
    >>> from coursedeck.model.session import Paragraph
    >>> from coursedeck.model.text import literal
    >>> here = Source("content/s.md", 3)
    >>> title = titled_by_command([Code("$ git diff\\n", "console", here), Paragraph(literal("Two lines.", here))])
    >>> title.plain if title else None
    'git diff'
    """
    first = body[0] if body else None
    if not isinstance(first, Code) or first.language not in _SHELLS or first.title is not None:
        return None
    commands = _commands(first.code)
    if len(commands) != 1 or len(commands[0]) > LONGEST_COMMAND or commands[0].endswith("\\"):
        return None
    return Text(escaped(commands[0]), (Span(commands[0], code=True),), first.source)


def _commands(code: str) -> list[str]:
    """What is typed: the lines behind prompts, or all lines where there is none."""
    lines = [line for line in code.splitlines() if line.strip() and not _COMMENT.match(line)]
    prompted = [_PROMPT.sub("", line) for line in lines if _PROMPT.match(line)]
    return [line.strip() for line in prompted or lines]
