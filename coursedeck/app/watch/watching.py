"""A course that is looked at while it is written: read again when files change, and made again where they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coursedeck.app.pipeline.building import unique
from coursedeck.app.request import Request
from coursedeck.app.stages.figures import Definitions, figure_area, run_script
from coursedeck.app.stages.languages import graphs_in_language
from coursedeck.app.stages.opening import OpenCourse, open_course
from coursedeck.app.stages.preparing import prepare
from coursedeck.app.stages.scripts import run_scripts
from coursedeck.app.stages.session_context import SessionContext, open_context, source_locale
from coursedeck.app.stages.templates import OpenTemplate, open_deck_template
from coursedeck.app.watch.album import Album
from coursedeck.app.watch.course_files import CourseFiles, digest_of
from coursedeck.app.watch.keeping import Kept, Sketches
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.course import Course
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem, Severity
from coursedeck.model.schedule import Clock
from coursedeck.model.session import Picture, Session
from coursedeck.model.totals import CourseTotal
from coursedeck.model.walk import all_blocks
from coursedeck.output.pages import LiveDeck, LiveSession, LiveView
from coursedeck.session.load import load_session, session_files
from coursedeck.session.schedule import StartOverride, check_days, course_total, session_clock


@dataclass(frozen=True, slots=True)
class _Reading:
    """The course as it stood when nothing was wrong that stops everything."""

    opened: OpenCourse
    template: OpenTemplate
    known: Definitions
    totals: CourseTotal
    problems: tuple[Problem, ...]

    def session(self, path: str) -> Session | None:
        """The session with this path, if it can be read."""
        return next((session for session in self.opened.sessions if session.path == path), None)


class Studio:
    """Reads a course again and again; all of it is for one thread."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._files = CourseFiles(request.root)
        self._digests: dict[str, str] = {}
        self._kept = Kept()
        self._sketches = Sketches()
        self._reading: _Reading | None = None
        self._broken: tuple[Problem, ...] = ()
        self._shown: dict[tuple[str, str], LiveDeck] = {}
        self._titles: dict[str, str] = {}
        self._albums: dict[tuple[str, str], Album] = {}

    def look(self) -> bool:
        """Read the course again if a file of it has another content than before; whether that was so."""
        digests = self._files.digests(self._elsewhere())
        if digests == self._digests:
            return False
        self._digests = digests
        try:
            self._reading = self._read()
            self._broken = ()
        except CourseError as failure:
            self._broken = failure.problems
        # which files lie outside content/ is known only now; what was saved meanwhile is for the next look
        self._digests = {**self._files.digests(self._elsewhere()), **digests}
        return True

    @property
    def title(self) -> str:
        """The course's own, or its folder's name."""
        course = self._reading.opened.course if self._reading else None
        return course.title.plain if course and course.title else self.request.root.name

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that can be shown, the source's first."""
        if self._reading is None:
            return self.request.locales
        sessions = self._reading.opened.sessions
        listed = self._reading.opened.course.locales or tuple(session.locale for session in sessions)
        return tuple(dict.fromkeys((*listed, *self.request.locales)))

    def sessions(self) -> tuple[LiveSession, ...]:
        """Every session in the course's order; one that cannot be read has its last title, else its path."""
        if self._reading is None:
            return ()
        opened = self._reading.opened
        self._titles |= {session.source.file: session.title.plain for session in opened.sessions}
        files = {session.source.file for session in opened.sessions} | set(opened.broken)
        ordered = [name for file in session_files(opened.course) if (name := self._name(file)) in files]
        return tuple(
            LiveSession(_path_of(file), self._titles.get(file, _path_of(file)), self._is_broken(file))
            for file in ordered
        )

    def view(self, path: str, locales: Sequence[str]) -> LiveView:
        """A session in some languages, as it is now; the last picture of a language where it cannot be made."""
        found: list[Problem] = [*self._broken, *self._shared_problems(path)]
        decks: list[LiveDeck] = []
        for locale in locales:
            deck, problems = self._deck(path, locale)
            found += problems
            decks += [deck] if deck else []
        return LiveView(path, tuple(decks), unique(found))

    # -- the course, read

    def _read(self) -> _Reading:
        opened = open_course(self.request.root, self.request.sessions, self._load)
        template = self._kept.get("template", self._template_key(opened), lambda: open_deck_template(opened.course))
        every = (*opened.sessions, *opened.neighbours)
        totals = course_total(every, opened.course, self.request.slot, self._beginning(opened))
        known = run_scripts(opened, lambda _: None, self._run)
        problems = (*opened.problems, *template.problems, *known.problems, *self._of_days(opened, totals))
        return _Reading(opened, template, known, totals, problems)

    def _beginning(self, opened: OpenCourse) -> StartOverride | None:
        if self.request.start is None:
            return None
        return StartOverride(Clock.parse(self.request.start), {session.path for session in opened.sessions})

    @staticmethod
    def _of_days(opened: OpenCourse, totals: CourseTotal) -> tuple[Problem, ...]:
        """What is wrong with the days of the sessions that are shown."""
        shown = {session.source.file for session in opened.sessions}
        return tuple(problem for problem in check_days(totals) if problem.source.file in shown)

    def _load(self, course: Course, path: Path) -> tuple[Session, tuple[Problem, ...]]:
        key = (self._digest(self._name(path)), self._surroundings_key())
        return self._kept.get(("session", path), key, lambda: load_session(course, path))

    def _run(self, course: Course, path: str) -> tuple[tuple[Graph, ...], tuple[Problem, ...]]:
        shared = [name for name in self._digests if name.startswith("diagrams/") and not _is_definition(name)]
        key = (self._digest(path), digest_of(self._digests, shared))
        return self._kept.get(("script", path), key, lambda: run_script(course, path))

    # -- one session, drawn

    def _deck(self, path: str, locale: str) -> tuple[LiveDeck | None, tuple[Problem, ...]]:
        reading = self._reading
        session = reading.session(path) if reading else None
        if reading is None or session is None:
            return self._shown.get((path, locale)), ()
        try:
            deck, problems = self._made(session, locale, reading)
        except CourseError as failure:
            return self._shown.get((path, locale)), failure.problems
        self._shown[path, locale] = deck
        return deck, problems

    def _made(self, session: Session, locale: str, reading: _Reading) -> tuple[LiveDeck, tuple[Problem, ...]]:
        """The deck and its findings, made again only where something that goes into it has changed."""
        context = self._shop(locale, reading)
        start = session_clock(session, reading.totals)
        key = (
            self._digest(session.source.file),
            self._digest(f"content/locale/{locale}/{session.path}.po"),
            self._shop_key(locale, reading),
            self._surroundings_key(),
            start,
        )

        def make() -> tuple[LiveDeck, tuple[Problem, ...]]:
            made = prepare(session, context)
            album = self._albums.setdefault((session.path, locale), Album())
            return album.deck(made, context, key[2:4]), (*context.problems, *made.problems)

        return self._kept.get(("deck", session.path, locale), key, make)

    def _shop(self, locale: str, reading: _Reading) -> SessionContext:
        catalogs = [name for name in self._digests if name.startswith(f"content/locale/{locale}/")]
        paths = tuple(session.path for session in reading.opened.sessions)
        key = (self._shop_key(locale, reading), digest_of(self._digests, catalogs), paths)
        return replace(
            self._kept.get(("context", locale), key, lambda: self._opened(locale, reading)), totals=reading.totals
        )

    def _opened(self, locale: str, reading: _Reading) -> SessionContext:
        """The context of a language, its figures sketched; made-up languages need the figures' words to be made."""
        parts = reading.opened, reading.template
        if is_pseudo(locale):
            return replace(
                open_context(self.request, *parts, reading.known, reading.totals, locale), draw=self._sketches.draw
            )
        bare = open_context(self.request, *parts, replace(reading.known, graphs={}), reading.totals, locale)
        graphs, problems = reading.known.graphs, tuple[Problem, ...]()
        if locale != source_locale(reading.opened):
            graphs, problems = graphs_in_language(graphs, bare.catalogs, locale)
        drawn = self._sketches.draw(graphs, figure_area(bare.template.template), bare.families)
        return replace(
            bare,
            definitions=reading.known,
            drawings=drawn.drawings,
            files=drawn.files,
            problems=(*bare.problems, *problems, *drawn.problems),
            draw=self._sketches.draw,
        )

    # -- what things are made from

    def _shop_key(self, locale: str, reading: _Reading) -> str:
        catalogs = [f"content/locale/{locale}/{name}.po" for name in ("diagrams", "course")]
        figures = [name for name in self._digests if name.endswith(".py")]
        # a pseudo-language makes its catalogs from the sessions' own words
        words = [session.source.file for session in reading.opened.sessions] if is_pseudo(locale) else []
        names = ["course.toml", self._template_name(reading.opened), *catalogs, *figures, *words]
        return digest_of(self._digests, names)

    def _surroundings_key(self) -> str:
        """What every session may show besides its own text: settings, pictures, tables of numbers."""
        return digest_of(self._digests, [name for name in self._digests if not name.endswith((".md", ".po", ".py"))])

    def _template_key(self, opened: OpenCourse) -> str:
        return digest_of(self._digests, [self._template_name(opened), "course.toml"])

    def _template_name(self, opened: OpenCourse) -> str:
        return self._name(opened.course.template) if opened.course.template else ""

    def _elsewhere(self) -> tuple[Path, ...]:
        """The template, and pictures and definitions that sessions take from other folders."""
        if self._reading is None:
            return ()
        opened, root = self._reading.opened, self.request.root
        shown = (
            block.path for session in opened.sessions for block in all_blocks(session) if isinstance(block, Picture)
        )
        template = (opened.course.template,) if opened.course.template else ()
        return (*(root / path for path in shown), *template)

    def _digest(self, name: str) -> str:
        return self._digests.get(name, "")

    def _name(self, path: Path) -> str:
        root = self.request.root
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()

    # -- problems

    def _shared_problems(self, path: str) -> Iterable[Problem]:
        """What is wrong with the session's own file and with what all sessions share."""
        if self._reading is None:
            return ()
        opened = self._reading.opened
        others = {session.source.file for session in opened.sessions} | set(opened.broken)
        others.discard(f"content/{path}.md")
        return [problem for problem in self._reading.problems if problem.source.file not in others]

    def _is_broken(self, file: str) -> bool:
        problems = self._reading.problems if self._reading else ()
        return any(one.source.file == file and one.severity is Severity.ERROR for one in problems)


def _path_of(file: str) -> str:
    return file.removeprefix("content/").removesuffix(".md")


def _is_definition(name: str) -> bool:
    """Whether a file of ``diagrams/`` is a script of its own, rather than shared by others."""
    return name.endswith(".py") and not Path(name).name.startswith("_")
