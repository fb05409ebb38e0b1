"""Mermaid's quoted strings: ``"text"`` and, with Markdown, ``"`text`"``."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.figures.mermaid.scanner import Scanner


class Quoted(Struct, frozen=True):
    """The content of a quoted string."""

    text: str
    markdown: bool = False


def take_quoted(scanner: Scanner) -> Quoted | None:
    """The string at the cursor, which may span lines; None if there is none. Raises CourseError if it never ends."""
    markdown = scanner.looking_at('"`')
    if not markdown and not scanner.looking_at('"'):
        return None
    opening, closing = ('"`', '`"') if markdown else ('"', '"')
    start = scanner.position + len(opening)
    end = scanner.text.find(closing, start)
    if end < 0:
        scanner.fail(f"the text that `{opening}` opens has no end; close it with `{closing}`")
    scanner.position = end + len(closing)
    return Quoted(scanner.text[start:end], markdown)
