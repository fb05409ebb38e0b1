"""A course that is looked at while it is written: read again when files change, and placed again where they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from coursedeck.app.course.building import in_order
from coursedeck.app.course.opening import OpenCourse, Version, open_course
from coursedeck.app.course.placing import days_of, placements, shown_figures
from coursedeck.app.course.running import reading_store
from coursedeck.app.engine import Engine, Environment, Listener, Workers, fingerprint
from coursedeck.app.request import Request
from coursedeck.app.stages.placing import PlacedSession, pictures_of
from coursedeck.app.watch.course_files import CourseFiles, EditedLine
from coursedeck.app.watch.slide_pictures import SlidePictures
from coursedeck.app.works.days import Days
from coursedeck.app.works.session import SessionRead
from coursedeck.base.cache import LostEntryError
from coursedeck.base.files import content_files
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error, faults_reported
from coursedeck.model.template import Template
from coursedeck.model.totals import SessionTotal
from coursedeck.model.unsaved import UnsavedTranslation
from coursedeck.model.values import replace
from coursedeck.output.pages import LiveDeck, LiveSession, LiveView

Result = TypeVar("Result")


class CourseReading(Struct, frozen=True):
    """The course as it stood when nothing was wrong that stops everything, and the engine that sees it so."""

    engine: Engine
    course: OpenCourse
    days: Days

    def session(self, path: str) -> SessionRead | None:
        """The session with this path, if it can be read."""
        return dict(self.course.sessions).get(path)


class _Shown(Struct, frozen=True):
    """Pictures of a session in a language, with what they were made from and what is wrong with them."""

    reading: CourseReading
    deck: LiveDeck
    problems: tuple[Problem, ...]


class ShownSession(Struct, frozen=True):
    """A session placed in a language, with what its slides are drawn from."""

    session: PlacedSession
    template: Template
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    """Of the figures that it shows."""


class LiveCourse:
    """Reads a course again and again; all of it is for one thread."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._files = CourseFiles(request.root)
        self._digests: dict[str, str] = {}
        self._store = reading_store(request)
        self._environment = Environment(request.root, self._store, fingerprint(), None)
        self._reading: CourseReading | None = None
        self._broken: tuple[Problem, ...] = ()
        self._titles: dict[str, str] = {}
        self._shown: dict[tuple[str, str], _Shown] = {}
        """The last pictures of each session in each language."""
        self._pictures: dict[tuple[str, str], SlidePictures] = {}

    def look(self) -> bool:
        """Read the course again if a file of it has another content than before; whether that was so."""
        try:
            digests = self._files.digests(self._elsewhere())
        except OSError:  # a folder went away while it was listed: the next look finds what is there then
            return False
        if digests == self._digests:
            return False
        self._digests = digests
        self._store.forget_unused()
        try:
            with _told(Source("course.toml", 0), self.request.root):
                self._reading = self._read()
            self._broken = ()
        except CourseError as failure:
            self._broken = failure.problems
        # which files lie outside content/ is known only now; what was saved meanwhile is for the next look
        with suppress(OSError):
            self._digests = {**self._files.digests(self._elsewhere()), **digests}
        return True

    @property
    def title(self) -> str:
        """The course's own, or its folder's name."""
        title = self._reading.course.settings.placeless.title if self._reading else None
        return title.plain if title else self.request.root.name

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that can be shown, the source's first."""
        if self._reading is None:
            return self.request.locales
        course = self._reading.course
        listed = course.settings.placeless.locales or tuple(one.locale for _, one in course.sessions)
        return tuple(dict.fromkeys((*listed, *self.request.locales)))

    @property
    def foreign_locales(self) -> tuple[str, ...]:
        """Those of `locales` that the course is translated into."""
        source = self._reading.course.source_locale if self._reading else None
        return tuple(locale for locale in self.locales if locale != source and not is_pseudo(locale))

    def sessions(self) -> tuple[LiveSession, ...]:
        """Every session in the course's order; one that cannot be read has its last title, else its path."""
        if self._reading is None:
            return ()
        engine, course = self._reading.engine, self._reading.course
        self._titles |= {path: engine.value(one.total, SessionTotal).title for path, one in course.sessions}
        paths = {path for path, _ in course.sessions} | {_path_of(file) for file in course.broken}
        root = self.request.root
        try:
            found = content_files(root / "content", course.settings.placeless.sessions)
            files = [file.relative_to(root).as_posix() for file in found]
        except OSError:  # the folder goes away while it is listed
            files = [f"content/{path}.md" for path, _ in course.sessions]
        return tuple(
            LiveSession(path, self._titles.get(path, path), self._is_broken(file))
            for file in files
            if (path := _path_of(file)) in paths
        )

    def view(self, path: str, locales: Sequence[str]) -> LiveView:
        """A session in some languages, as it is now; the last picture of a language where it cannot be made."""
        found: list[Problem] = [*self._broken, *self._shared_problems(path)]
        decks: list[LiveDeck] = []
        outdated = bool(self._broken)
        for locale in locales:
            shown, problems = self._deck(path, locale)
            found += problems
            if shown is not None:
                decks.append(shown.deck)
                outdated = outdated or shown.reading is not self._reading
        gone = decks and not found and self._reading is not None and self._reading.session(path) is None
        if gone:
            what = "there is no such file any more, its last slides are shown: choose another session, or put it back"
            found.append(error(Source(f"content/{path}.md", 0), "session", what))
        return LiveView(path, tuple(decks), in_order(found), outdated and bool(decks))

    def _read(self) -> CourseReading:
        # what is looked at is one session: starting workers would take longer than to place it here
        engine = Engine(self._environment, Workers(1), Listener(lambda _: None))
        return self._kept_whole(lambda: _read(engine, self.request))

    def _deck(self, path: str, locale: str) -> tuple[_Shown | None, tuple[Problem, ...]]:
        """The deck and its findings, placed again only where something that goes into it has changed."""
        reading = self._reading
        session = reading.session(path) if reading else None
        last = self._shown.get((path, locale))
        if reading is None or session is None:
            return last, ()
        if last is None or last.reading is not reading:
            version = Version(locale, path, session)
            try:
                with _told(Source(f"content/{path}.md"), self.request.root):
                    last = _Shown(reading, *self._kept_whole(lambda: self._drawn(reading, version)))
            except CourseError as failure:
                return last, failure.problems
            missing = tuple(self._missing(session, path))
            if missing:
                # shown as far as it goes, and made again at the next view
                return last, (*last.problems, *missing)
            self._shown[path, locale] = last
        return last, last.problems

    def _missing(self, session: SessionRead, path: str) -> Iterator[Problem]:
        """Pictures that went away since the course was read."""
        for name in session.pictures:
            if name in self._digests and not (self.request.root / name).is_file():
                message = f"there is no picture {name} any more: put it back, or name another"
                yield error(Source(f"content/{path}.md"), "picture", message)

    @property
    def edited(self) -> EditedLine | None:
        """Where a session was changed last."""
        return self._files.edited

    @property
    def reading(self) -> CourseReading | None:
        """The course as it was read last; None where it never could be."""
        return self._reading

    @property
    def broken(self) -> tuple[Problem, ...]:
        """Why the course cannot be read as it is now; empty where it can."""
        return self._broken

    def placed(
        self, path: str, locale: str, drafts: tuple[UnsavedTranslation, ...] = (), section: str = ""
    ) -> ShownSession | None:
        """A session on its slides, with translations that are not saved yet; None where there is no such session.

        With `section`, the id of one of its sections, that alone, which takes less time. Raises CourseError where it
        cannot be placed.
        """
        reading = self._reading
        session = reading.session(path) if reading else None
        if reading is None or session is None:
            return None
        known, version = reading, Version(locale, path, session)
        if not drafts:
            return self._kept_whole(lambda: self._placed(known, version))
        # each key that is pressed makes another one
        with self._store.without_traces():
            return self._kept_whole(lambda: self._placed(known, version, drafts, section))

    def _placed(
        self, reading: CourseReading, version: Version, drafts: tuple[UnsavedTranslation, ...] = (), section: str = ""
    ) -> ShownSession:
        engine = reading.engine
        figures = shown_figures(engine, reading.course, [version], drafts)
        (work,) = placements(reading.course, reading.days, figures, [version])
        work = replace(work, drafts=drafts, section=section)
        placed = engine.ask(work)
        problems = tuple(problem for drawn in figures.values() for problem in drawn.problems)
        pictures = pictures_of(placed, self.request.root)
        return ShownSession(placed, work.template_in(engine).template, pictures, problems)

    def _drawn(self, reading: CourseReading, version: Version) -> tuple[LiveDeck, tuple[Problem, ...]]:
        shown = self._placed(reading, version)
        pictures = self._pictures.setdefault((version.path, version.locale), SlidePictures())
        deck = pictures.deck(shown.session, shown.template, shown.pictures)
        return deck, (*shown.session.shared, *shown.problems, *shown.session.problems)

    def _kept_whole(self, ask: Callable[[], Result]) -> Result:
        """What is asked for, also where a build has damaged or emptied its store meanwhile."""
        try:
            return ask()
        except LostEntryError:
            self._store.verify()
            return ask()

    def _elsewhere(self) -> tuple[Path, ...]:
        """The template, and pictures and definitions that sessions take from other folders."""
        if self._reading is None:
            return ()
        course, root = self._reading.course, self.request.root
        template = course.settings_here.template
        shown = (path for _, one in course.sessions for path in (*one.pictures, *(path for _, path in one.figures)))
        return (*(root / path for path in shown), *((template,) if template else ()))

    def _shared_problems(self, path: str) -> Iterable[Problem]:
        """What is wrong with the session's own file and with what all sessions share."""
        if self._reading is None:
            return ()
        course, days = self._reading.course, self._reading.days
        shown = {f"content/{name}.md" for name, _ in course.sessions}
        of_days = [problem for problem in days.problems if problem.source.file in shown]
        others = (shown | set(course.broken)) - {f"content/{path}.md"}
        return [problem for problem in (*course.problems, *of_days) if problem.source.file not in others]

    def _is_broken(self, file: str) -> bool:
        problems = self._reading.course.problems if self._reading else ()
        return any(one.source.file == file and one.severity is Severity.ERROR for one in problems)


def _read(engine: Engine, request: Request) -> CourseReading:
    """The course read; raises CourseError where nothing of it can be shown."""
    course = open_course(engine, request)
    return CourseReading(engine, course, days_of(engine, course))


@contextmanager
def _told(source: Source, root: Path) -> Iterator[None]:
    """Turn whatever becomes of files while they are read into a finding: people rename, replace and delete them."""
    try:
        with faults_reported(source, OSError, LostEntryError):
            yield
    except OSError as failure:
        name = Path(str(failure.filename or source.file))
        file = name.relative_to(root).as_posix() if name.is_relative_to(root) else name.as_posix()
        why = (
            "there is no such file now" if isinstance(failure, FileNotFoundError) else failure.strerror or str(failure)
        )
        message = f"{file} cannot be read: {why}; what is saved next is looked at again"
        raise CourseError([error(source, "file", message)]) from failure


def _path_of(file: str) -> str:
    return file.removeprefix("content/").removesuffix(".md")
