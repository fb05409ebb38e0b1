"""Changes of files as unified diffs, which ``git apply`` takes (git-diff(1))."""

from __future__ import annotations

import difflib
import re


def file_patch(file: str, before: str, after: str) -> str:
    """The unified diff of one file, named from the top of its repository; empty where nothing changes.

    The texts have the file's own line ends, which the diff keeps: lines of a diff end with a line feed alone.
    """
    old, new = (_with_ends(text.split("\n")) for text in (before, after))
    diff = difflib.unified_diff(old, new, _named(f"a/{file}"), _named(f"b/{file}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff)


def _with_ends(lines: list[str]) -> list[str]:
    """Lines with the line feed that stood after all but the last, which is left out where nothing stands there."""
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _named(file: str) -> str:
    """A file's name in the head of a diff, quoted as git does where it would not be read otherwise."""
    if re.search(r'["\\\x00-\x1f\x7f]', file):
        quoted = (f"\\{ord(one):03o}" if ord(one) < 0x20 or one in '"\\\x7f' else one for one in file)
        return f'"{"".join(quoted)}"'
    return f"{file}\t" if " " in file else file
