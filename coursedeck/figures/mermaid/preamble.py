"""The preamble of a figure: front matter, directives, comments, and the keyword that names its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.problem import CourseError, Problem, Source, error

_FRONT = re.compile(r"\s*^---[ \t]*\n(.*?)^[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*%%[^\n]*", re.MULTILINE)
_KIND = re.compile(r"\s*([^\s;:]+)")


class NothingToDrawError(Exception):
    """A figure of a known kind, well formed and empty; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A fence's text with blank lines where front matter, directives and comments stood."""

    text: str
    kind: str
    """First word, e.g. ``flowchart``; empty for an empty fence."""
    start: int
    """Where `kind` begins in `text`."""
    title: str = ""
    """From the front matter."""
    remarks: list[Problem] = field(default_factory=list)
    """Warnings, gathered while the figure is read."""

    def scanner(self, fence: Source) -> Scanner:
        """A cursor behind the kind of the figure."""
        scanner = Scanner(self.text, fence, self.remarks)
        scanner.position = self.start + len(self.kind)
        return scanner


def prepare(code: str, fence: Source) -> Prepared:
    """`code` with the preamble blanked out, line numbers kept. Raises CourseError for front matter that is not YAML."""
    text = code.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    title = ""
    if front := _FRONT.match(text):
        title = _title(front.group(1), Source(fence.file, fence.line + text.count("\n", 0, front.start(1))))
        text = _blank(front.group()) + text[front.end() :]
    text = _COMMENT.sub("", _without_directives(text))
    kind = _KIND.match(text)
    return Prepared(text, kind[1] if kind else "", kind.start(1) if kind else 0, title)


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _without_directives(text: str) -> str:
    """``%%{init: …}%%`` may stand anywhere and span lines."""
    pieces = []
    position = 0
    while (start := text.find("%%{", position)) >= 0 and (end := text.find("}%%", start)) >= 0:
        pieces += [text[position:start], _blank(text[start:end])]
        position = end + len("}%%")
    return "".join([*pieces, text[position:]])


def _title(front: str, above: Source) -> str:
    try:
        # BaseLoader leaves every scalar a string: `title: 2024-01-01` stays what the author typed.
        values = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        place = Source(above.file, above.line + 1 + (mark.line if mark else 0))
        message = "the figure's front matter is not YAML; write `title: …` between two `---` lines"
        raise CourseError([error(place, "mermaid", message)]) from None
    title = values.get("title") if isinstance(values, dict) else None
    return title if isinstance(title, str) else ""
