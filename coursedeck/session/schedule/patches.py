"""Changes to the headings of a content file as a patch that ``git apply`` takes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

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
    return patch_of(file, lines, changed)


def patch_of(file: str, lines: Sequence[str], changed: Sequence[str]) -> str:
    """A unified diff between the lines of a file and what they become; empty where none changes."""
    old, new = (_with_ends("".join(some).split("\n")) for some in (lines, changed))
    diff = difflib.unified_diff(old, new, _named(f"a/{file}"), _named(f"b/{file}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff)


def _with_ends(lines: list[str]) -> list[str]:
    """Lines with the line feed that stood after all but the last, which is left out where nothing stands there."""
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _named(file: str) -> str:
    """A file's name in the head of a diff, quoted as git does where it would not be read otherwise (git-diff(1))."""
    if re.search(r'["\\\x00-\x1f\x7f]', file):
        quoted = (f"\\{ord(one):03o}" if ord(one) < 0x20 or one in '"\\\x7f' else one for one in file)
        return f'"{"".join(quoted)}"'
    return f"{file}\t" if " " in file else file
