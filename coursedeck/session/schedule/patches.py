"""Changes to the headings of a content file as a patch that ``git apply`` takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.base.text.patches import file_patch
from coursedeck.session.schedule.estimate import ProposedMinutes
from coursedeck.session.schedule.minutes_text import written_minutes

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""The lines that headings are counted by, with their ends."""

_HEADING = re.compile(r"(?P<title>.*?\S)(?P<rest>[ \t]*(?:\{[^{}]*\}[ \t]*)?(?:[ \t]#+[ \t]*)?(?:\r\n|\r|\n)?)")
"""A heading's line: its words, then attributes, closing marks (CommonMark 0.31, 4.2) and the line's end."""


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return _LINES.findall(text)


def estimate_patch(text: str, file: str, proposed: Sequence[ProposedMinutes]) -> str:
    """A unified diff that writes minutes on headings without any; `text` has the file's own line ends."""
    lines = lines_of(text)
    changed = list(lines)
    for one in proposed:
        at = one.source.line - 1
        match = _HEADING.fullmatch(lines[at]) if 0 <= at < len(lines) else None
        if match:
            changed[at] = f"{match['title']} {written_minutes(one.minutes, one.locale)}{match['rest']}"
    return file_patch(file, text, "".join(changed))
