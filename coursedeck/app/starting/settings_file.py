"""What a new ``course.toml`` says."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from coursedeck.base.files import is_readme
from coursedeck.model.units import Minutes

FILE = "course.toml"

_NOT_WRITTEN = frozenset({"node_modules", "output", "site", "build", "dist", "venv", "__pycache__"})
"""Folders whose Markdown nobody has written for a course."""


class NewCourse(Struct, frozen=True):
    """What is decided when a course begins."""

    title: str
    locales: tuple[str, ...]
    """The first is what sessions are written in."""
    slot: Minutes
    theme: str


def settings_text(course: NewCourse) -> str:
    """The text of ``course.toml``, each setting with what it does."""
    written = (
        (f"title = {json.dumps(course.title, ensure_ascii=False)}", ""),
        (f'source-locale = "{course.locales[0]}"', "what content/ is written in"),
        (f"locales = {json.dumps(list(course.locales))}", "what is built: the others are translations"),
        (f"slot = {float(course.slot):g}", "minutes that a session may take"),
        (f'theme = "{course.theme}"', "`coursedeck themes` shows them all"),
    )
    width = max(len(setting) for setting, _ in written[1:])
    lines = (f"{setting:{width}}  # {says}" if says else setting for setting, says in written)
    return "\n".join(lines) + "\n"


def title_of(folder: Path) -> str:
    """A title from a folder's name.

    >>> title_of(Path("courses/git_for-beginners"))
    'Git for beginners'
    """
    words = " ".join(folder.name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "My course"


def markdown_in(folder: Path) -> tuple[Path, ...]:
    """The Markdown files in a folder and below it that may be lessons, in order; the folder's own README is none."""
    return tuple(sorted(path for path in _markdown(folder) if path.parent != folder or not is_readme(path)))


def _markdown(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_")) and name not in _NOT_WRITTEN]
        paths = (Path(root) / name for name in names if name.lower().endswith((".md", ".markdown", ".qmd")))
        yield from (path for path in paths if not path.name.startswith((".", "_")))
