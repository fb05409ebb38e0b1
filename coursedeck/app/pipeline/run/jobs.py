"""The pieces of a build: what each is asked for, and what it says when it is done.

    ReadTemplate ─→ TemplateRead      ReadSession ─→ SessionRead      RunDefinition ─→ DefinitionRun
    DrawFigure ─→ FigureDrawn         PaintFigure ─→ FigurePainted
    MakeSession ─→ SessionMade        WriteCalendar ─→ CalendarWritten

Jobs and results are small: what is large goes through the store, and a result names it by its digest. A piece can be
done in any process, and its result holds in every run that asks for the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from coursedeck.app.request import Request
from coursedeck.base.cache import Store, decode, encode
from coursedeck.model.problem import Problem

Digest: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Bench:
    """What every piece of work needs."""

    request: Request
    store: Store
    outside: Digest
    """Of everything that is not in the course."""
    write: bool
    """Whether output files are written."""


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """Read a deck template; `path` is from the course folder, None is the bundled one."""

    path: str | None

    @property
    def what(self) -> str:
        """For people."""
        return self.path or "template"


@dataclass(frozen=True, slots=True)
class TemplateRead:
    """A template and its package in the store; both empty where it cannot be used."""

    problems: tuple[Problem, ...]
    template: Digest = ""
    package: Digest = ""


@dataclass(frozen=True, slots=True)
class ReadSession:
    """Read a content file; `path` is from the course folder."""

    path: str

    @property
    def what(self) -> str:
        """For people."""
        return self.path


@dataclass(frozen=True, slots=True)
class SessionRead:
    """What a session depends on, and what the rest of the course must know of it."""

    problems: tuple[Problem, ...]
    session: Digest = ""
    """Empty where it could not be read."""
    total: Digest = ""
    """Its minutes and its place in the course."""
    locale: str = ""
    id: str | None = None
    figures: tuple[tuple[str, str], ...] = ()
    """Names of figures from definitions, and their scripts."""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunDefinition:
    """Run a script; `path` is from the course folder."""

    path: str

    @property
    def what(self) -> str:
        """For people."""
        return self.path


@dataclass(frozen=True, slots=True)
class DefinitionRun:
    """Names of a script's figures and their graphs in the store, none where it failed."""

    problems: tuple[Problem, ...]
    graphs: tuple[tuple[str, Digest], ...] = ()


@dataclass(frozen=True, slots=True)
class DrawFigure:
    """Lay out and draw the figure of a definition in one language."""

    locale: str
    name: str
    graph: Digest
    template: TemplateRead
    source_locale: str | None

    @property
    def what(self) -> str:
        """For people."""
        return f"{self.locale}/figures/{self.name}"


@dataclass(frozen=True, slots=True)
class FigureDrawn:
    """A figure in the store: drawing and SVG; both empty where it cannot be drawn."""

    problems: tuple[Problem, ...]
    drawing: Digest = ""
    svg: Digest = ""
    width: int = 0
    """Of its PNG, in pixels."""


@dataclass(frozen=True, slots=True)
class PaintFigure:
    """Make the PNG of a figure; decks do not wait for it."""

    locale: str
    name: str
    svg: Digest
    width: int
    """In pixels."""

    @property
    def what(self) -> str:
        """For people."""
        return f"{self.locale}/figures/{self.name}.png"


@dataclass(frozen=True, slots=True)
class FigurePainted:
    """A PNG in the store."""

    png: Digest


@dataclass(frozen=True, slots=True)
class MakeSession:
    """Make the files of one session in one language."""

    locale: str
    path: str
    """From ``content/`` without ending."""
    session: Digest
    total: Digest
    start: int | None
    """Time of day at which it begins, in seconds."""
    template: TemplateRead
    source_locale: str | None
    figures: tuple[tuple[str, FigureDrawn], ...]
    """Those that it shows, by name."""
    broken: tuple[tuple[str, tuple[Problem, ...]], ...]
    """Scripts that it names and that failed."""
    pictures: tuple[str, ...]

    @property
    def what(self) -> str:
        """For people."""
        return f"{self.locale}/{self.path}"


@dataclass(frozen=True, slots=True)
class SessionMade:
    """One session in one language, its files in the store and, by then, in the output."""

    problems: tuple[Problem, ...]
    files: tuple[tuple[str, Digest], ...] = ()
    """Paths from the output folder."""
    slides: int = 0
    figures: int = 0
    minutes: str = "0"
    """A fraction."""
    left_out: tuple[str, ...] = ()
    title: str = ""
    origins: Digest = ""
    shared: tuple[Problem, ...] = ()
    """What is wrong with the catalog of the course's own strings."""


@dataclass(frozen=True, slots=True)
class WriteCalendar:
    """Write the calendar of a language's sessions."""

    locale: str
    total: Digest
    """The course's minutes, rolled up."""
    held: tuple[tuple[str, str, str], ...]
    """Path, title and minutes of each session in this language; without title where it could not be made."""
    source_locale: str | None

    @property
    def what(self) -> str:
        """For people."""
        return f"{self.locale}/course.ics"


@dataclass(frozen=True, slots=True)
class CalendarWritten:
    """A calendar, in the store and in the output; no file where no session has a date."""

    files: tuple[tuple[str, Digest], ...]


Job: TypeAlias = ReadTemplate | ReadSession | RunDefinition | DrawFigure | PaintFigure | MakeSession | WriteCalendar
Result: TypeAlias = (
    TemplateRead | SessionRead | DefinitionRun | FigureDrawn | FigurePainted | SessionMade | CalendarWritten
)

_RESULTS: dict[type[Job], type[Result]] = {
    ReadTemplate: TemplateRead,
    ReadSession: SessionRead,
    RunDefinition: DefinitionRun,
    DrawFigure: FigureDrawn,
    PaintFigure: FigurePainted,
    MakeSession: SessionMade,
    WriteCalendar: CalendarWritten,
}


@dataclass(frozen=True, slots=True)
class Done:
    """A piece of work, done just now."""

    result: Result
    written: int = 0
    """Output files that changed."""
    unchanged: int = 0
    refused: tuple[Problem, ...] = ()
    """Output files that could not be written."""


def packed(result: Result) -> bytes:
    """A result as bytes."""
    return encode([getattr(result, name) for name in type(result).__slots__])


def unpacked(job: Job, data: bytes) -> Any:
    """The result of a job from its bytes; raises UnreadableError or TypeError where they are no such result."""
    return _RESULTS[type(job)](*decode(data))
