"""Collects the problems of one file, and suggests the names that an author may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from coursedeck.model.problem import CourseError, Problem, Severity, Source, error, warning


class Findings:
    """The problems of one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []
        self.navigation: list[int] = []
        """Lines that lead from page to page and are left out; they are reported together with the links."""

    def at(self, line: int) -> Source:
        """A place in the file; lines count from 1."""
        return Source(self.file, line)

    def error(self, line: int, check: str, message: str) -> None:
        """Add an error."""
        self._problems.append(error(self.at(line), check, message))

    def warn(self, line: int, check: str, message: str) -> None:
        """Add a warning."""
        self._problems.append(warning(self.at(line), check, message))

    def take(self, problems: Iterable[Problem]) -> None:
        """Add problems of another file, for example of a CSV file that this one names."""
        self._problems.extend(problems)

    def sorted(self) -> tuple[Problem, ...]:
        """Every problem, by place, each once."""
        return tuple(dict.fromkeys(sorted(self._problems, key=lambda problem: problem.source)))

    def stop_on_errors(self) -> None:
        """Raise `CourseError` with everything found so far if any of it is an error; for files with nothing to show."""
        if any(problem.severity is Severity.ERROR for problem in self._problems):
            raise CourseError(self.sorted())


def suggestion(word: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown word.

    >>> suggestion("autor", ["author", "title"])
    'did you mean "author"?'
    >>> suggestion("zzz", ["author", "title"])
    'known are author, title'
    >>> suggestion("youtube", ["note", "tip"])
    'known are note, tip'
    """
    names = sorted(known)
    near = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"known are {', '.join(names)}"
