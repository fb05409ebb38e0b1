"""A git revision of a course, extracted to a temporary folder."""

from __future__ import annotations

import io
import shutil
import sys
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from coursedeck.base.files import scratch_folder
from coursedeck.base.programs import ProgramError, run
from coursedeck.model.problem import CourseError, MissingProgramError, Source, error

_LIMIT = 120
_BUILD_LIMIT = 1800
"""Seconds."""


class Revision(Struct, frozen=True):
    """A course at a revision; both folders are temporary."""

    course: Path
    output: Path

    @property
    def builds_itself(self) -> bool:
        """Whether the revision contains the program that builds it."""
        return (self.course / "build.py").is_file() and (self.course / "coursedeck" / "__init__.py").is_file()

    def build(self, locales: Sequence[str], sessions: Sequence[str]) -> bool:
        """Build the decks with the revision's own program; True if that gave decks."""
        languages = ["--locale", *locales] if locales else []
        command = [sys.executable, "build.py", "build", *sessions, "--output", str(self.output), *languages]
        try:
            done = run(command, limit=_BUILD_LIMIT, folder=self.course)
        except ProgramError:
            return False
        # exit code 1: the course has errors, but the decks that could be built exist
        return done.code in {0, 1} and any(self.output.rglob("*.pptx"))


@contextmanager
def open_revision(root: Path, revision: str) -> Iterator[Revision]:
    """The course below `root` at `revision` (a branch, tag or commit).

    Raises CourseError if there is no such revision, MissingProgramError without git.
    """
    packed = _archive(root, revision)
    with scratch_folder() as folder:
        course, output = folder / "course", folder / "output"
        course.mkdir()
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(course, filter="data")
        yield Revision(course, output)


def _archive(root: Path, revision: str) -> bytes:
    """The files of `revision` below `root` as a tar archive."""
    git = shutil.which("git")
    if git is None:
        raise MissingProgramError("git is needed for --base REVISION: apt-get install git (macOS: brew install git)")
    # a name that starts with a dash would be taken for an option
    if revision.startswith("-"):
        raise CourseError([error(Source("--base", 0), "base", f"{revision!r} is no revision")])
    command = [git, "-C", str(root), "archive", "--format=tar", revision]
    try:
        done = run(command, limit=_LIMIT, folder=root)
        reason = done.errors.decode(errors="replace").strip().rpartition("\n")[2].removeprefix("fatal: ")
    except ProgramError as problem:
        raise CourseError([error(Source("--base", 0), "base", f"git {problem}: try {' '.join(command)}")]) from problem
    if done.code:
        message = f"{revision!r} is neither a folder nor a revision of this course ({reason})"
        raise CourseError([error(Source("--base", 0), "base", message)])
    return done.output
