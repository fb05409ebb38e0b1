"""The preamble of a figure: front matter, directives, comments, and the keyword that names its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml
from msgspec import Struct, field

from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.problem import CourseError, Problem, Source, error

_FRONT = re.compile(r"\s*^---[ \t]*\n(.*?)^[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_INIT = re.compile(r"\s*(?:init|initialize)\s*:\s*")
_COMMENT = re.compile(r"^[ \t]*%%[^\n]*", re.MULTILINE)
_KIND = re.compile(r"\s*([^\s;:]+)")


class NothingToDrawError(Exception):
    """A figure of a known kind, well formed and empty; the message says what to write."""


class FenceText(Struct, frozen=True):
    """A fence's text with blank lines where front matter, directives and comments stood."""

    text: str
    kind: str
    """First word, e.g. ``flowchart``; empty for an empty fence."""
    start: int
    """Where `kind` begins in `text`."""
    title: str = ""
    """From the front matter."""
    config: Mapping[str, object] = field(default_factory=dict)
    """Settings of the front matter and of ``%%{init: …}%%`` directives; the last word counts, scalars are strings."""
    remarks: list[Problem] = field(default_factory=list)
    """Warnings, gathered while the figure is read."""

    def scanner(self, fence: Source) -> Scanner:
        """A cursor behind the kind of the figure."""
        scanner = Scanner(self.text, fence, self.remarks)
        scanner.position = self.start + len(self.kind)
        return scanner

    def setting(self, *path: str) -> str:
        """One setting, e.g. ``"gitGraph", "mainBranchName"``; empty where it is not given."""
        value: object = self.config
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value if isinstance(value, str) else ""


def prepare(code: str, fence: Source) -> FenceText:
    """`code` with the preamble blanked out, line numbers kept. Raises CourseError for front matter that is not YAML."""
    text = code.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    front: dict[str, object] = {}
    if found := _FRONT.match(text):
        front = _front_matter(found.group(1), Source(fence.file, fence.line + text.count("\n", 0, found.start(1))))
        text = _blank(found.group()) + text[found.end() :]
    text, directives = _without_directives(text)
    text = _COMMENT.sub("", text)
    kind = _KIND.match(text)
    title, config = front.get("title"), front.get("config")
    settings: dict[str, object] = {}
    for given in (config, *directives):
        settings = _merged(settings, given) if isinstance(given, dict) else settings
    return FenceText(
        text, kind[1] if kind else "", kind.start(1) if kind else 0, title if isinstance(title, str) else "", settings
    )


def _blank(text: str) -> str:
    return "\n" * text.count("\n")


def _without_directives(text: str) -> tuple[str, list[object]]:
    """The text without ``%%{init: …}%%``, which may stand anywhere and span lines; and what they set."""
    pieces = []
    found: list[object] = []
    position = 0
    while (start := text.find("%%{", position)) >= 0 and (end := text.find("}%%", start)) >= 0:
        pieces += [text[position:start], _blank(text[start:end])]
        found.append(_directive(text[start + len("%%{") : end]))
        position = end + len("}%%")
    return "".join([*pieces, text[position:]]), found


def _directive(text: str) -> object:
    """The settings of ``init: {…}``; JSON and its looser kin are YAML. None for other directives."""
    if not (match := _INIT.match(text)):
        return None
    try:
        return yaml.load(text[match.end() :], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None


def _merged(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    merged = dict(one)
    for key, value in other.items():
        before = merged.get(key)
        merged[key] = _merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _front_matter(front: str, above: Source) -> dict[str, object]:
    try:
        # BaseLoader leaves every scalar a string: `title: 2024-01-01` stays what the author typed.
        values = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        place = Source(above.file, above.line + 1 + (mark.line if mark else 0))
        message = "the figure's front matter is not YAML; write `title: …` between two `---` lines"
        raise CourseError([error(place, "mermaid", message)]) from None
    return values if isinstance(values, dict) else {}
