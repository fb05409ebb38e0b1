"""Problems of a course: what is wrong, where, and what to do about it."""

from __future__ import annotations

import traceback
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from msgspec import Struct

from coursedeck.model.values import replace

OVERFLOW = "overflow"
"""Id of the check for text that does not fit."""
TRANSLATION_OVERFLOW = "translation-overflow"
"""Id of the check for a translation that does not fit."""

SPLIT_CHECK = "figure-split"
"""Id of the check for figures that are shown in parts."""
SIZE_CHECK = "figure-size"
"""Id of the check for labels of figures that are too small to be read."""
DIRECTION_CHECK = "figure-direction"
"""Id of the check for figures that do not run as their authors wrote."""


SHARED_CACHE = "shared-cache"
"""Id of what is told of a cache that cannot be reached: the course is none the worse for it."""

FAULT = "fault"
"""Id of what is told of exceptions that nobody foresaw."""

_TOLD_PLACES = 3
"""Places of an exception that go into its reference: more would make another one of each way that leads there."""
_LONGEST = 200
"""Characters of an exception's own words that are told."""


class Severity(StrEnum):
    """How bad a problem is; neither costs a session its deck.

    An error: something of the author's is not shown as meant, though its source or a placeholder is; the command ends
    with exit code 1. A warning: everything is shown, and the author should look at it. A note: what was done, though
    nothing is wrong. What stops a session, or all of them, is raised as `CourseError`.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Source(Struct, frozen=True, order=True):
    """A place in the course: path from the course folder in POSIX form, line counted from 1."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Problem(Struct, frozen=True):
    """One thing that is wrong: where, how bad, what, and what to do about it.

    >>> print(Problem(Source("content/a.md", 3), Severity.ERROR, "minutes", "no number: use (20 min)"))
    content/a.md:3: error: no number: use (20 min)
    """

    source: Source
    severity: Severity
    check: str
    """Id of the check that found it, kebab-case, e.g. ``front-matter``."""
    message: str
    words: str = ""
    """The text that is too long, for an overflow problem: a source line may hold several texts."""
    details: str = ""
    """Where an exception that nobody foresaw comes from: lines for those who mend it."""

    def __str__(self) -> str:
        return f"{self.source}: {self.severity}: {self.message}"


def error(source: Source, check: str, message: str) -> Problem:
    """A problem that ends the command with exit code 1."""
    return Problem(source, Severity.ERROR, check, message)


def warning(source: Source, check: str, message: str) -> Problem:
    """A problem that the author should look at."""
    return Problem(source, Severity.WARNING, check, message)


def note(source: Source, check: str, message: str) -> Problem:
    """What was done without being asked for, though nothing is wrong; never counted."""
    return Problem(source, Severity.NOTE, check, message)


def overflow(source: Source, message: str, words: str) -> Problem:
    """A warning that the text `words` does not fit; `message` says how much to shorten it."""
    return Problem(source, Severity.WARNING, OVERFLOW, message, words)


def with_check_severity(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What a build has found as a check has it: a translation that overflows its place is an error."""
    errors = (replace(one, severity=Severity.ERROR) if one.check == TRANSLATION_OVERFLOW else one for one in problems)
    return tuple(errors)


def tally(errors: int, warnings: int) -> str:
    """How many there are of each, in words.

    >>> tally(1, 0), tally(0, 2)
    ('1 error, 0 warnings', '0 errors, 2 warnings')
    """
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


class CourseError(Exception):
    """The course (or one session of it) cannot be built; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def is_fault(self) -> bool:
        """Whether an exception that nobody foresaw is all that is wrong."""
        return bool(self.problems) and all(problem.check == FAULT for problem in self.problems)

    def __reduce__(self) -> tuple[type[CourseError], tuple[tuple[Problem, ...]]]:
        """As another process hands it back."""
        return CourseError, (self.problems,)


class MissingProgramError(Exception):
    """A program that the work needs is not installed; the message names it and the command that installs it."""


@contextmanager
def faults_reported(source: Source, *expected: type[Exception]) -> Iterator[None]:
    """Turn an exception that nobody foresaw, other than those `expected`, into the `CourseError` of one file.

    So a defect of coursedeck costs the file that met it, and none of the others.
    """
    try:
        yield
    except (CourseError, MissingProgramError, ModuleNotFoundError):
        raise  # a library that is not installed is no defect
    except expected:
        raise
    except Exception as failure:
        raise CourseError([fault(source, failure)]) from failure


def fault(source: Source, failure: Exception) -> Problem:
    """The error of a file whose reading or writing met an exception that nobody foresaw.

    Its reference is the same wherever the same lines of coursedeck fail in the same way.
    """
    places = [_place(frame) for frame in traceback.extract_tb(failure.__traceback__)[-_TOLD_PLACES:]]
    kind = type(failure).__name__
    # str() of an exception may itself fail, or be a whole file
    said = " ".join(traceback.format_exception_only(failure)[-1].split())[:_LONGEST]
    where = places[-1] if places else "nowhere"
    reference = f"{zlib.crc32(' '.join((kind, *places)).encode()):08x}"
    message = f"coursedeck failed here ({said}, {where}): please report it as {reference}, with this file"
    return Problem(source, Severity.ERROR, FAULT, message, details="".join(traceback.format_exception(failure)))


def _place(frame: traceback.FrameSummary) -> str:
    return f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno}"
