"""Which files of a course folder are its sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coursedeck.base.files.reading import is_inside


def script_files(root: Path) -> tuple[Path, ...]:
    """The Python files in a course's ``diagrams/``; none where that is a link that leads out of the course."""
    folder = root / "diagrams"
    return tuple(sorted(folder.rglob("*.py"))) if is_inside(folder, root) else ()


def content_files(content: Path, listed: Sequence[str] = ()) -> tuple[Path, ...]:
    """The sessions below a course's `content` folder in natural order: session_2 before session_10.

    With `listed`, the files, folders and patterns that the course names, in its order. A README is a session where it
    is listed, or where nothing else is there.
    """
    if listed:
        found = (file for name in listed for file in files_named(content, name))
        return tuple(dict.fromkeys(found))
    every = tuple(_files(content))
    return _sorted(content, [file for file in every if not is_readme(file)] or every)


def files_named(content: Path, name: str) -> tuple[Path, ...]:
    """The files that a course lists under one name: a path below `content`, a folder of such, or a pattern."""
    below = name.replace("\\", "/").removeprefix("content/").strip("/")
    known = tuple(_files(content))
    exact = content / below
    if exact in known:
        return (exact,)
    inside = [file for file in known if exact in file.parents]
    if inside:
        return _sorted(content, [file for file in inside if not is_readme(file)] or inside)
    with_ending = content / f"{below}.md"
    if with_ending in known:
        return (with_ending,)
    pattern = re.compile(_as_regex(below))
    return _sorted(content, (file for file in known if pattern.fullmatch(file.relative_to(content).as_posix())))


def is_readme(file: Path) -> bool:
    """Whether a file describes its folder, as code hosts show it."""
    return file.name.lower() == "readme.md"


def overlooked_readmes(content: Path) -> tuple[Path, ...]:
    """READMEs of folders that hold no session, where other folders do: they may be meant as lessons."""
    every = tuple(_files(content))
    sessions = [file for file in every if not is_readme(file)]
    folders = {folder for file in sessions for folder in file.parents}
    readmes = [file for file in every if is_readme(file) and file.parent not in folders]
    return _sorted(content, readmes) if sessions else ()


def _as_regex(pattern: str) -> str:
    """A pattern of paths, whose ``*`` stays in one folder and whose ``**`` does not."""
    pieces = re.split(r"(\*\*/|\*|\?)", pattern)
    known = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    return "".join(known.get(piece, re.escape(piece)) for piece in pieces)


def _files(content: Path) -> Iterator[Path]:
    for path in content.rglob("*.md"):
        parts = path.relative_to(content).parts
        if parts[0] != "locale" and not any(part.startswith(("_", ".")) for part in parts) and not path.is_dir():
            yield path


def _sorted(content: Path, files: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted(files, key=lambda path: _natural(path.relative_to(content))))


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
