"""What came of a build."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from coursedeck.base.cache import decode
from coursedeck.model.problem import SHARED_CACHE, Problem, Severity
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from coursedeck.app.engine import Looked
    from coursedeck.model.coverage import Coverage
    from coursedeck.model.review import SlideOrigin
    from coursedeck.model.totals import CourseTotal
    from coursedeck.model.units import Minutes

NO_ORIGINS = b"[]\n[]"


class Built(Struct, frozen=True):
    """One session in one language, or why it could not be built."""

    session: str
    locale: str
    problems: tuple[Problem, ...]
    slides: int = 0
    figures: int = 0
    minutes: Minutes = Fraction(0)
    """Planned, or `estimated`."""
    left_out: tuple[str, ...] = ()
    """What a shorter slot made us hide."""
    title: str = ""
    encoded_origins: bytes = NO_ORIGINS
    estimated: bool = False
    """Whether nobody has planned its minutes."""
    outline: str = ""
    """What the pages of the whole course tell of it, in the store."""

    @property
    def origins(self) -> tuple[SlideOrigin, ...]:
        """The lines that the slides come from; kept encoded, since most runs never ask."""
        from coursedeck.model.review import SlideOrigin  # noqa: PLC0415 - loaded by those who ask

        return decode(self.encoded_origins, tuple[SlideOrigin, ...])

    @property
    def ok(self) -> bool:
        """Whether there is a deck."""
        return self.slides > 0


class Report(Struct, frozen=True):
    """A whole run: what was built, and every problem once, in the order of the files."""

    built: tuple[Built, ...]
    problems: tuple[Problem, ...]
    written: int = 0
    """Files that changed."""
    unchanged: int = 0
    unread: tuple[str, ...] = ()
    """Content files that could not be read as sessions."""
    total: CourseTotal | None = None
    """The minutes of the whole course, where all of it was asked for."""
    coverage: tuple[Coverage, ...] = ()
    """How far translations are, where they were checked."""
    made: tuple[str, ...] = ()
    """The pieces of work that this run did; all others were known."""
    looked: Looked | None = None
    """All that it looked at, where it had nothing to do, and no definition needs more than the course."""

    def strict(self) -> Report:
        """The report with an error for every warning about the course."""
        problems = (
            replace(one, severity=Severity.ERROR)
            if one.severity is Severity.WARNING and one.check != SHARED_CACHE
            else one
            for one in self.problems
        )
        return replace(self, problems=tuple(problems))

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(1 for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return sum(1 for problem in self.problems if problem.severity is Severity.WARNING)

    @property
    def exit_code(self) -> int:
        """0 done, 1 something in the course is wrong."""
        return 1 if self.errors else 0
