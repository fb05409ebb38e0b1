"""The answer of the last build or check in which nothing had changed, given again where still nothing has.

Files are told by what the system keeps of them, as git's index does: number, size, and the times of their last change.
Nobody can set the time of the last change of an inode (``st_ctime``), so that a file with the same size and date is
found out too. What is not certain is left to the build itself, which holds contents against their digests.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

TYPE_CHECKING = False  # see `coursedeck.app.entry`
if TYPE_CHECKING:
    from collections.abc import Sequence

STATE = "unchanged"
"""Name of the file, in the folder of results that belongs to an output folder.

Checks write nothing there: in the user's own cache, their files' names begin with it.
"""

FORM = "coursedeck unchanged 1"
ABSENT = "-"
KIND, FACTS = "?", "="
"""What stands before a path: only what sort of thing it is counts, or all that the system keeps of it."""

OUT, ERR = "o", "e"
"""What stands before a text: where it was said."""

_VARIABLES = frozenset(
    {
        "HOME", "LANG", "LANGUAGE", "NO_COLOR", "PATH", "PUPPETEER_EXECUTABLE_PATH", "SOURCE_DATE_EPOCH", "TERM",
        "TMPDIR", "TZ", "VIRTUAL_ENV",
    }
)  # fmt: skip
_VARIABLES_OF = ("COURSEDECK_", "DYLD_", "FC_", "FONTCONFIG_", "LC_", "LD_", "PYTHON", "XDG_")
"""Beginnings of names; none of them holds a secret, since they stand in the file."""


def replayed(words: Sequence[str]) -> int | None:
    """Say again what the last build with these words said, and give its exit code; None where something has changed."""
    course, output = folders(words)
    try:
        with open(note_of(words), encoding="utf-8", errors="surrogateescape", newline="") as file:  # noqa: PTH123 - pathlib takes as long to load as all of this
            form, code, told, *rest = file.read().split("\0")
        known = signature(words, course, output)
        said, files = rest[len(known) : len(known) + int(told)], rest[len(known) + int(told) :]
        if form != FORM or rest[: len(known)] != known or files[-1] != FORM:
            return None
        for place in range(0, len(files) - 1, 2):
            if facts(files[place]) != files[place + 1]:
                return None
        return _say(said, int(code))
    except (OSError, ValueError, IndexError):
        return None


def note_of(words: Sequence[str]) -> str:
    """The file in which the answer to these words is noted. Raises ValueError where there is no place for it."""
    course, output = folders(words)
    if not is_check(words):
        return f"{output}/.cache/{STATE}"
    home, named = os.path.expanduser("~"), os.environ.get("XDG_CACHE_HOME", "")  # noqa: PTH111
    usual = f"{home}/Library/Caches" if sys.platform == "darwin" else f"{home}/.cache"
    kept = named if os.path.isabs(named) and sys.platform != "darwin" else usual  # noqa: PTH117
    if not os.path.isabs(kept):  # noqa: PTH117
        raise ValueError("the user has no home folder")
    # two courses of one number would take turns: what was asked stands in the file
    return f"{kept}/coursedeck/{STATE}-{crc32(os.path.realpath(course).encode('utf-8', 'surrogateescape')):08x}"


def is_check(words: Sequence[str]) -> bool:
    """Whether a check was asked for, which writes nothing into the course or its output."""
    return words[:1] == ["check"]


def signature(words: Sequence[str], course: str, output: str) -> list[str]:
    """All that decides about an answer besides files: what was typed, and where."""
    named = {name: value for name, value in os.environ.items() if name in _VARIABLES or name.startswith(_VARIABLES_OF)}
    places = [f"{output}/.cache", f"{course}/content", f"{course}/diagrams"]
    streams = (str(stream is not None and stream.isatty()) for stream in (sys.stdout, sys.stderr))
    return [
        str(len(words)), *words, os.getcwd(), *map(os.path.realpath, places),  # noqa: PTH109
        sys.version, sys.prefix, *streams, *(f"{name}={value}" for name, value in sorted(named.items())),
    ]  # fmt: skip


def facts(path: str) -> str:
    """What the system keeps of a file or folder, whose path stands behind `KIND` or `FACTS`."""
    try:
        found = os.stat(path[1:])  # noqa: PTH116
    except (OSError, ValueError):
        return ABSENT
    if path[0] == KIND:
        return f"{found.st_mode}"
    return f"{found.st_mode} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def folders(words: Sequence[str]) -> tuple[str, str]:
    """Course and output folder as they are typed; where they are typed otherwise, nothing will be found there."""
    named = {"--course": "", "--output": ""}
    for place, word in enumerate(words):
        option, _, value = word.partition("=")
        if option in named:
            named[option] = value or "".join(words[place + 1 : place + 2])
    course = named["--course"] or "."
    return course, named["--output"] or f"{course}/output"


def _say(said: Sequence[str], code: int) -> int:
    """Write it where it was written; a reader who has gone changes nothing."""
    for text in said:
        stream = sys.stderr if text[0] == ERR else sys.stdout
        try:
            stream.write(text[1:])
            stream.flush()
        except BrokenPipeError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
        except OSError as failure:
            print(f"error: the result cannot be written to standard output ({failure.strerror})", file=sys.stderr)
            return code or 1
    return code
