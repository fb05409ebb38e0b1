"""What figures of definitions are called: a script's place in the course, and which of its diagrams."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

FOLDER = "diagrams/"
"""Where definitions usually are; no part of their figures' names."""


def figure_name(script: str, number: int = 1) -> str:
    """The name of a script's first, second … diagram; `script` is its path from the course folder, POSIX.

    >>> figure_name("diagrams/net/lan.py"), figure_name("content/week-1/map.py", 2)
    ('net/lan', 'content/week-1/map-2')
    """
    stem = script.removeprefix(FOLDER).removesuffix(PurePosixPath(script).suffix)
    return stem if number == 1 else f"{stem}-{number}"


def titled_name(script: str, title: str) -> str:
    """How a session names the diagram of a script that has a title (or a file name), before the script has run.

    >>> titled_name("diagrams/pair.py", "After the Split")
    'pair#after-the-split'
    """
    return f"{figure_name(script)}#{_plain(title)}"


def _plain(title: str) -> str:
    """A title as people type it in an address: letters and digits, small, one hyphen between words."""
    return "-".join(re.findall(r"\w+", title.casefold().replace("_", " ")))
