"""Which files of the course a run is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from coursedeck.base.files import FileRefusedError, files_named, is_readme, overlooked_readmes, read_file, script_files
from coursedeck.model.problem import CourseError, Problem, Source, error, warning

_DRAWS = re.compile(rb"Diagram\s*(?:[(),#;]|\bas\b|$)", re.MULTILINE)
"""A use of `Diagram`, or of a class of that kind, in code; prose goes on with a word."""


_MOST_BYTES = 4 * 2**20
"""Of a script that is looked into."""


def wanted_files(root: Path, files: Sequence[Path], wanted: Sequence[str]) -> list[Path]:
    """The content files that were asked for, in the course's order; raises CourseError where there is none."""
    if not files and not wanted:
        message = "there is no session here: write one as content/NAME.md"
        raise CourseError([error(Source("content"), "course", message)])
    if not wanted:
        return list(files)
    chosen: set[Path] = set()
    for name in wanted:
        matches = [file for file in files if _names(root, file, name)] or _readme(root, name)
        if not matches:
            message = f"there is no such session in this course's content/: {_nearest(root, files, name)}"
            raise CourseError([error(Source(name), "course", message)])
        chosen.update(matches)
    return [file for file in files if file in chosen] + sorted(chosen.difference(files))


def _names(root: Path, file: Path, name: str) -> bool:
    """Whether somebody who types `name` means `file`: a path, a path below content/, a folder, with or without .md."""
    typed = Path(name)
    below = file.relative_to(root / "content")
    full = file.resolve()
    candidates = {typed.absolute(), (root / typed).absolute(), (root / "content" / typed).absolute()}
    spellings = {candidate.resolve() for candidate in candidates}
    with_suffix = {Path(f"{candidate}.md").resolve() for candidate in candidates}
    return full in spellings | with_suffix or bool(spellings & set(full.parents)) or below.stem == name


def _readme(root: Path, name: str) -> list[Path]:
    """The README below content/ that somebody names, though it is none of the course's sessions."""
    content = root / "content"
    places = (Path(name).absolute(), root / name, content / name)
    found = [place for place in places if is_readme(place) and place.is_file() and content in place.parents]
    return found[:1]


def unlisted(root: Path, listed: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the list of sessions in ``course.toml``, and READMEs that may be missing from it."""
    content = root / "content"
    for name in listed:
        if not files_named(content, name):
            message = f'sessions: there is no "{name}" below content/: mend its path, or take it out'
            yield error(Source("course.toml"), "course", message)
    for readme in () if listed else overlooked_readmes(content):
        message = "a README is no session by itself: list it in course.toml (sessions = […]), or give it another name"
        yield warning(Source(readme.relative_to(root).as_posix()), "course", message)


def _nearest(root: Path, files: Sequence[Path], name: str) -> str:
    """What somebody who types `name` may have meant, or how a session is named."""
    known = {file.relative_to(root).as_posix(): file.stem for file in files}
    stems = get_close_matches(Path(name).stem, known.values(), n=1)
    near = next((path for path, stem in known.items() if stem in stems), "")
    return f"did you mean {near}?" if near else f"name a file below content/, for example {next(iter(known))}"


def diagram_scripts(root: Path) -> set[str]:
    """The definitions below ``diagrams/``, by path from the course folder.

    Names that start with ``_`` or ``.`` are for them, and so is a module that draws no `Diagram` itself.
    """
    folder = root / "diagrams"
    return {
        file.relative_to(root).as_posix()
        for file in script_files(root)
        if not any(part.startswith(("_", ".")) for part in file.relative_to(folder).parts) and _draws(file, root)
    }


def _draws(file: Path, root: Path) -> bool:
    """Whether a script names `Diagram`; one that cannot be read is a definition whose run will say why."""
    # of hundreds, only links can lead elsewhere: what lies in linked folders is not listed
    within = root if file.is_symlink() else None
    try:
        return _DRAWS.search(read_file(file, _MOST_BYTES, within)) is not None
    except (OSError, FileRefusedError):
        return True
