"""Figures whose statements are lines: one after another, with where each stands and how far it is indented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from coursedeck.figures.mermaid.accessible import Described, take_accessible
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.problem import Source

_INDENT = re.compile(r"(?:[ \t]*(?:%%[^\n]*)?;?\n)*([ \t]*)")
_LINE = re.compile(r"(?:[#&]\w+;|[^\n;])+")
_WHOLE = re.compile(r"[^\n]+")
_COMMENT = re.compile(r"\s%%.*")
_TITLE = re.compile(r"title(?::|[ \t]|$)\s*(.*)")
_TAB = 4


class StatementLine(Struct, frozen=True):
    """One statement without blanks around it; `indent` in columns, tabs of four."""

    text: str
    indent: int
    source: Source

    def word(self) -> tuple[str, str]:
        """The first word and the rest."""
        first, *rest = self.text.split(maxsplit=1)
        return first, rest[0] if rest else ""


def statement_lines(scanner: Scanner, figure: Described, *, semicolons: bool = True) -> Iterator[StatementLine]:
    """The statements from the cursor on; titles and descriptions go to `figure`. With `semicolons`, they part too."""
    while True:
        indent = scanner.take(_INDENT)
        if scanner.at_end():
            return
        if scanner.accept(";") or take_accessible(scanner, figure):
            continue
        source = scanner.source()
        line = scanner.take(_LINE if semicolons else _WHOLE)
        text = _COMMENT.sub("", " " + line.group() if line else "").strip()
        if title := _TITLE.fullmatch(text):
            figure.title = figure.title or read_label(title[1].strip().strip('"'))
        elif text:
            yield StatementLine(text, len(indent[1].expandtabs(_TAB)) if indent else 0, source)
