"""The translations of a course whose sessions and definitions have been read already."""

from __future__ import annotations

from coursedeck.app.pipeline.run.jobs import Bench
from coursedeck.app.pipeline.run.settings import course_of
from coursedeck.app.pipeline.run.stages import CourseFacts
from coursedeck.app.stages.figures import definitions
from coursedeck.app.stages.opening import OpenCourse
from coursedeck.app.translate.translating import check_translations
from coursedeck.base.cache import decode
from coursedeck.model.problem import Problem
from coursedeck.session.localize import Coverage


def translations(
    facts: CourseFacts, locales: tuple[str, ...], bench: Bench
) -> tuple[tuple[Coverage, ...], tuple[Problem, ...]]:
    """How far the translations are, and what is wrong with them."""
    get = bench.store.get
    sessions = tuple(decode(get(one.session)) for _, one in facts.sessions)
    opened = OpenCourse(course_of(bench), sessions, facts.broken, ())
    known = definitions(
        {path: (tuple(decode(get(graph)) for _, graph in ran.graphs), ran.problems) for path, ran in facts.definitions}
    )
    foreign = [locale for locale in locales if locale != facts.source_locale]
    return check_translations(opened, known, foreign, strict=bench.request.strict)
