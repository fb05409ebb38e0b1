"""Which files of a course folder are its sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path


def content_files(content: Path) -> tuple[Path, ...]:
    """The sessions below a course's `content` folder in natural order: session_2 before session_10."""
    return tuple(sorted(_files(content), key=lambda path: _natural(path.relative_to(content))))


def _files(content: Path) -> Iterator[Path]:
    for path in content.rglob("*.md"):
        parts = path.relative_to(content).parts
        aside = parts[0] == "locale" or path.name.lower() == "readme.md"
        if not aside and not any(part.startswith(("_", ".")) for part in parts) and not path.is_dir():
            yield path


def _natural(path: Path) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Digits compare as numbers; the parts of a path one by one, so that a folder's files stay together."""
    return tuple(
        tuple(
            (0, int(piece), piece) if piece.isdecimal() else (1, 0, piece)
            for piece in re.split(r"(\d+)", part)
            if piece
        )
        for part in path.with_suffix("").parts
    )
