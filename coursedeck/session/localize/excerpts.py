"""Excerpts of long texts for one line of a report."""

from __future__ import annotations

from coursedeck.session.localize.message import collapse_whitespace
from coursedeck.session.localize.similar import common_start

MOST = 70
"""Characters of a text in a report."""

_BEFORE = 20
"""Characters of context before the first difference."""


def excerpt(text: str, most: int = MOST) -> str:
    """The beginning of a text.

    >>> excerpt("one two  three", 8)
    'one two…'
    """
    line = collapse_whitespace(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def differing(before: str, after: str, most: int = MOST) -> tuple[str, str]:
    """Excerpts of two texts from shortly before the place where they part.

    >>> differing("It starts fast, it ends late, and it costs", "It starts fast, it ends late, and it pays", 30)
    ('…it ends late, and it costs', '…it ends late, and it pays')
    """
    one, other = collapse_whitespace(before), collapse_whitespace(after)
    if max(len(one), len(other)) <= most:
        return one, other
    start = common_start(one, other) - _BEFORE
    start = one.rfind(" ", 0, start) + 1 if start > 0 else 0
    mark = "…" if start else ""
    return mark + excerpt(one[start:], most), mark + excerpt(other[start:], most)
