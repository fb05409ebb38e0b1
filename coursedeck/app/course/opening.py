"""The course as it stands on the disk: settings, template, sessions, definitions, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from coursedeck.app.course.choosing import diagram_scripts, unlisted, wanted_files
from coursedeck.app.course.naming import name_problems, of_files
from coursedeck.app.course.trusting import known_of, refusal_of
from coursedeck.app.engine import Engine, Work
from coursedeck.app.request import Request
from coursedeck.app.works.built_session import BuildSession
from coursedeck.app.works.definition import DefinitionRun, RunDefinition
from coursedeck.app.works.session import ReadSession, SessionRead
from coursedeck.app.works.settings import ReadSettings, SettingsRead
from coursedeck.app.works.template import ReadTemplate, TemplateRead
from coursedeck.base.files import content_files, is_inside
from coursedeck.model.course import Course, source_locale
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.values import replace


class Version(Struct, frozen=True):
    """A session in one language."""

    locale: str
    path: str
    """From ``content/`` without ending."""
    read: SessionRead


class OpenCourse(Struct, frozen=True):
    """A course whose files have been read; what is large stands in the store."""

    request: Request
    settings: SettingsRead
    template: TemplateRead
    sessions: tuple[tuple[str, SessionRead], ...]
    """Those that were asked for and could be read, by path below ``content/`` without ending, in the course's order."""
    broken: tuple[str, ...]
    """Content files of those that could not."""
    definitions: tuple[tuple[str, DefinitionRun], ...]
    source_problems: tuple[Problem, ...]
    """What is wrong with settings and sessions."""
    totals: tuple[str, ...]
    """Minutes and places of every session that could be read, those not asked for too."""

    @property
    def source_locale(self) -> str | None:
        """The language that the course is written in."""
        return source_locale(self.settings.placeless, (one.locale for _, one in self.sessions))

    @property
    def settings_here(self) -> Course:
        """The settings, with the course folder."""
        return self.settings.at(self.request.root)

    @property
    def definition_problems(self) -> tuple[Problem, ...]:
        """What is wrong with definitions, those that failed first."""
        failed = [problem for _, ran in self.definitions if not ran.graphs for problem in ran.problems]
        warned = [problem for _, ran in self.definitions if ran.graphs for problem in ran.problems]
        return (*failed, *warned, *self._unshown)

    @property
    def _unshown(self) -> tuple[Problem, ...]:
        """Scripts of which some figures are shown and others are not; a run of a few sessions cannot tell."""
        if self.request.sessions or self.broken:
            return ()
        names = self.figure_names
        shown = {names.get(name, name) for _, one in self.sessions for name, _ in one.figures}
        found = []
        for path, ran in self.definitions:
            left = [name for name, _ in ran.graphs if name not in shown]
            if left and len(left) < len(ran.graphs):
                number = next(index for index, (name, _) in enumerate(ran.graphs, 1) if name == left[0])
                what = (
                    f"no session shows {', '.join(left)} ({len(left)} of the {len(ran.graphs)} figures of this script)"
                )
                how = f"name it as {PurePosixPath(path).name}#{number}, or by its title after the #"
                found.append(warning(Source(path), "figure", f"{what}; {how}"))
        return tuple(found)

    @property
    def figure_names(self) -> Mapping[str, str]:
        """Names of figures by what sessions may call them instead."""
        return {title: name for _, ran in self.definitions for title, name in ran.titles}

    @property
    def direction_policies(self) -> Mapping[str, DirectionPolicy]:
        """What sessions ask for the directions of figures of definitions, by name; to keep one goes before all else."""
        names = self.figure_names
        asked = [(names.get(name, name), policy) for _, one in self.sessions for name, policy in one.directions]
        return dict(sorted(asked, key=lambda one: one[1] is DirectionPolicy.KEEP))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the files of the course."""
        return (*self.source_problems, *self.template.problems, *self.definition_problems)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages to build, the course's order kept; where none is wanted, those that sessions are written in."""
        return tuple(dict.fromkeys(self._wanted or (one.locale for _, one in self.sessions)))

    @property
    def foreign_locales(self) -> tuple[str, ...]:
        """The course's languages besides the one it is written in."""
        return tuple(locale for locale in self.settings.placeless.locales if locale != self.source_locale)

    @property
    def _wanted(self) -> tuple[str, ...]:
        return self.request.locales or self.settings.placeless.locales

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every session in every language that it is to be built in."""
        return tuple(
            Version(locale, path, one)
            for locale in self.locales
            for path, one in self.sessions
            if self._wanted or one.locale == locale
        )

    @property
    def scripts(self) -> Mapping[str, DefinitionRun]:
        """What came of each definition, by path."""
        return dict(self.definitions)

    @property
    def graphs(self) -> Mapping[str, str]:
        """The graphs of all definitions in the store, by name."""
        return {name: graph for _, ran in self.definitions for name, graph in ran.graphs}


_LINKED_OUT = error(
    Source("diagrams"), "path", "is a link that leads out of the course folder: copy it into the course"
)


def open_course(engine: Engine, request: Request) -> OpenCourse:
    """Read the course; raises CourseError where there is none, or a session is asked for that is not there."""
    settings = engine.ask(ReadSettings())
    listed = settings.placeless.sessions
    files = content_files(request.root / "content", listed)
    chosen = wanted_files(request.root, files, request.sessions)
    # what stands before a session on its day decides when it begins, asked for or not
    every = (*chosen, *(file for file in files if file not in chosen))
    paths = [file.relative_to(request.root).as_posix() for file in every]
    scripts = sorted(diagram_scripts(request.root))
    runs, refusal = [_run_of(path, settings, request) for path in scripts], refusal_of(request, settings)
    works: list[Work[Any]] = [
        ReadTemplate(settings.template, settings.placeless.theme, settings.placeless.template_settings),
        *(ReadSession(path, request.slot) for path in paths),
        *(runs if refusal is None else ()),
    ]
    later = (len(paths) + len(scripts)) * max(1, len(settings.placeless.locales))
    own, *rest = engine.ask_all(works, BuildSession, later)
    template = _usable(engine, own)
    sessions: list[SessionRead] = rest[: len(paths)]
    more = sorted({path for one in sessions[: len(chosen)] for _, path in one.figures} - set(scripts))
    ran = rest[len(paths) :] if refusal is None else known_of(engine, runs, refusal)
    linked = [_run_of(path, settings, request) for path in more]
    ran += engine.ask_all(linked) if refusal is None else known_of(engine, linked, refusal)
    definitions = tuple(sorted(zip((*scripts, *more), ran, strict=True), key=lambda one: one[0]))
    totals = tuple(one.total for one in sessions if one.total)
    read = tuple(zip(paths[: len(chosen)], sessions[: len(chosen)], strict=True))
    names = of_files(name_problems(paths), paths[: len(chosen)]) + name_problems(scripts)
    names += () if is_inside(request.root / "diagrams", request.root) else (_LINKED_OUT,)
    return _judged(engine, OpenCourse(request, settings, template, read, (), definitions, names, totals))


def _run_of(path: str, settings: SettingsRead, request: Request) -> RunDefinition:
    return RunDefinition(path, settings.placeless.definitions_need, request.confined)


def _usable(engine: Engine, template: TemplateRead) -> TemplateRead:
    """The template; the bundled one stands in for one that is broken, and errors say so."""
    if template.template:
        return template
    told = (replace(one, message=f"{one.message}; until then decks have the default look") for one in template.problems)
    return replace(engine.ask(ReadTemplate(None)), problems=tuple(told))


def _judged(engine: Engine, course: OpenCourse) -> OpenCourse:
    """The course without the sessions that cannot be read, and with all that is wrong."""
    twice = _same_ids(engine, (one for _, one in course.sessions))
    found = [problem for _, one in course.sessions for problem in one.problems]
    return replace(
        course,
        sessions=tuple((_name(path), one) for path, one in course.sessions if one.session),
        broken=tuple(path for path, one in course.sessions if not one.session),
        source_problems=(*course.settings.problems, *_unlisted(course), *course.source_problems, *found, *twice),
    )


def _unlisted(course: OpenCourse) -> tuple[Problem, ...]:
    """What is wrong with the list of sessions; a run of a few does not tell."""
    request = course.request
    return () if request.sessions else tuple(unlisted(request.root, course.settings.placeless.sessions))


def _name(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md")


def _same_ids(engine: Engine, sessions: Iterable[SessionRead]) -> tuple[Problem, ...]:
    """What is wrong where sessions share an id."""
    named = [one for one in sessions if one.id is not None]
    if len({one.id for one in named}) == len(named):
        return ()
    # courses whose ids differ do without
    from coursedeck.model.session import Session  # noqa: PLC0415
    from coursedeck.session.load import check_ids  # noqa: PLC0415

    return check_ids(engine.value(one.session, Session) for one in named)
