"""Which definitions are run: those that need the course alone, and others once somebody has looked at them.

What somebody has looked at is kept as a digest of all code of the course, outside of it, as direnv does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.app.works.definition import DefinitionRun, RunDefinition
from coursedeck.app.works.settings import SettingsRead
from coursedeck.base.cache import digest, digest_of_file
from coursedeck.base.files import remove, state_folder, write_text
from coursedeck.base.sandbox import NEEDS
from coursedeck.model.problem import Source, error

CODE = frozenset({".py", ".pyc", ".pyd", ".pyw", ".so", ".dylib", ".dll", ".pth", ".zip", ".sh"})
"""Endings of files that a script may run."""

_SKIPPED = frozenset({"output", ".git", ".venv"})
"""Folders of the course that hold no code of its author's."""


def refusal_of(request: Request, settings: SettingsRead) -> str | None:
    """Why no definition of the course is run; None where they are."""
    needs = settings.placeless.definitions_need
    if not request.definitions:
        return "is not run, and no earlier run has left its figures: build without --no-definitions"
    if not needs or request.trusted or is_trusted(request.root, needs):
        return None
    does = ", ".join(NEEDS[need] for need in needs)
    how = "look at the scripts, then run the command trust once, or build with --trust"
    return f"is not run: by definitions-need in course.toml, it {does}: {how}"


def known_of(engine: Engine, runs: Sequence[RunDefinition], refusal: str) -> list[DefinitionRun]:
    """What earlier runs have left; where they have left nothing, an error with the reason why it is not run now."""
    return [
        DefinitionRun((error(Source(run.path), "figure", refusal),)) if known is None else known
        for run, known in zip(runs, engine.known(runs), strict=True)
    ]


def is_trusted(root: Path, needs: Sequence[str]) -> bool:
    """Whether somebody has said that the code of this course, as it is now, may have what it needs."""
    return _mark(root, needs).is_file()


def trust(root: Path, needs: Sequence[str]) -> Path:
    """Note that the code of this course, as it is now, may have what it needs; returns where. Raises CourseError."""
    mark = _mark(root, needs)
    write_text(mark, f"{root}\n")
    return mark


def distrust(root: Path, needs: Sequence[str]) -> bool:
    """Take that back; False where nobody had said so. Raises CourseError."""
    return remove(_mark(root, needs))


def code_files(root: Path) -> tuple[Path, ...]:
    """All that a definition may run or read as code: what has such an ending, and whatever lies in ``diagrams/``."""
    return tuple(sorted(_code_below(root)))


def _code_below(root: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(root):
        folder = Path(place)
        if folder == root:
            folders[:] = [name for name in folders if name not in _SKIPPED]
        in_diagrams = folder == root / "diagrams" or root / "diagrams" in folder.parents
        # links to folders are not walked, but what they lead to may be read
        linked = [name for name in folders if (folder / name).is_symlink()]
        yield from (folder / name for name in (*files, *linked) if in_diagrams or Path(name).suffix in CODE)


def _mark(root: Path, needs: Sequence[str]) -> Path:
    """The file that says it, named after all that was looked at."""
    parts = [part for path in code_files(root) for part in (path.relative_to(root).as_posix(), digest_of_file(path))]
    return state_folder() / "trusted" / digest("trust 1", *needs, "", *parts)
