"""How far the translations of a course are, and which of them their sources have left behind."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.app.course.opening import OpenCourse
from coursedeck.app.course.translations import check_translations, said_by
from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.app.stages.sources import Sources
from coursedeck.base.text.languages import is_pseudo
from coursedeck.model.course import Course
from coursedeck.model.coverage import Coverage
from coursedeck.model.problem import Problem
from coursedeck.model.review import StaleString, TextEntry, TranslationState
from coursedeck.model.values import replace
from coursedeck.session.localize import (
    COURSE,
    DIAGRAMS,
    PIVOT,
    Action,
    Update,
    excerpt,
    named_messages,
    read_catalogs,
    state_of,
    translate,
)


def translation_states(engine: Engine, course: OpenCourse) -> tuple[tuple[TranslationState, ...], tuple[Problem, ...]]:
    """A state a language that is asked for, besides the source's; and what is wrong with the catalogs."""
    request = course.request
    wanted = [locale for locale in request.locales or course.foreign_locales if not is_pseudo(locale)]
    locales = [locale for locale in wanted if locale in course.foreign_locales]
    if not locales:
        return (), ()
    said, settings = said_by(engine, course), course.settings_here
    made = translate(settings, said.sessions, said.graphs, locales)
    _, problems = check_translations(engine, course, locales)
    states = (_state(locale, made.coverage, made.updates) for locale in locales)
    root = _way_to_course(request)
    return tuple(
        replace(one, texts=_texts(settings, said, one.locale), root=root, via=_via(settings, said, one.locale))
        for one in states
    ), problems


def _via(course: Course, said: Sources, locale: str) -> str:
    """The language that most of a translation was made by way of; empty for the source's own."""
    read = read_catalogs(course, locale, [session.path for session in said.sessions]).read
    pivots = [dict(one.metadata).get(PIVOT, "") for name, one in read.items() if name not in (DIAGRAMS, COURSE)]
    return max(dict.fromkeys(pivots), key=pivots.count, default="")


def _state(locale: str, coverage: Sequence[Coverage], updates: Sequence[Update]) -> TranslationState:
    own = [one for one in coverage if one.locale == locale]
    total = sum(one.total.messages for one in own)
    stale = tuple(one for update in updates if update.catalog.locale == locale for one in _stale(update))
    return TranslationState(locale, total, sum(one.translated.messages for one in own), stale)


def _texts(course: Course, said: Sources, locale: str) -> tuple[TextEntry, ...]:
    """The texts of the sessions beside their entries, as these stand in the files."""
    catalogs = read_catalogs(course, locale, [session.path for session in said.sessions])
    found: list[TextEntry] = []
    for name, messages in named_messages(course, said.sessions, said.graphs, locale):
        catalog = catalogs.named(name) if name not in catalogs.broken else None
        for message in messages if catalog is not None and name not in (DIAGRAMS, COURSE) else ():
            entry = catalog.find(message) if catalog is not None else None
            found.append(
                TextEntry(
                    message.source,
                    excerpt(message.id),
                    excerpt(entry.translation) if entry else "",
                    state_of(message, entry).value,
                    catalog.at(entry) if catalog is not None else message.source,
                )
            )
    return tuple(found)


def _way_to_course(request: Request) -> str:
    """The course folder from the folder of the review page, where one stands in the other."""
    if not request.output.is_relative_to(request.root):
        return ""
    return "../" * (len(request.output.relative_to(request.root).parts) + 1)


def _stale(update: Update) -> list[StaleString]:
    found = []
    for task in update.tasks:
        entry = update.catalog.find(task.message)
        if task.action is Action.REVISE and task.previous is not None and entry is not None:
            found.append(StaleString(task.message.source, task.previous, task.message.id, entry.translation))
    return found
