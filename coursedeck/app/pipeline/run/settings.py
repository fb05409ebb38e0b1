"""The settings of a course folder: read once, and kept for as long as its file stands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from coursedeck.app.pipeline.run.jobs import Bench
from coursedeck.base.cache import Store, UnreadableError, decode, digest, digest_of_file, encode
from coursedeck.model.course import Course
from coursedeck.model.problem import Problem, Severity

SETTINGS = "course.toml"


def course_of(bench: Bench) -> Course:
    """The settings of the course as they are now."""
    return settings_of(bench)[0]


def settings_of(bench: Bench) -> tuple[Course, tuple[Problem, ...]]:
    """The settings as they are now, and what is wrong with them; raises CourseError where there is no such folder."""
    root = bench.request.root
    return _settings(root, bench.store, bench.outside, digest_of_file(root / SETTINGS))


def is_known(bench: Bench) -> bool:
    """Whether these settings were met by an earlier run: if not, there will be much to do."""
    return bench.store.recall(_key(bench.outside, digest_of_file(bench.request.root / SETTINGS))) is not None


def _key(outside: str, content: str) -> str:
    return digest(outside, "settings", content)


@lru_cache(maxsize=4)
def _settings(root: Path, store: Store, outside: str, content: str) -> tuple[Course, tuple[Problem, ...]]:
    key = _key(outside, content)
    known = _recalled(root, store.recall(key))
    if known is not None and (known[0].template is None or known[0].template.is_file()):
        return known
    # Markdown and YAML, which those who know the settings are spared
    from coursedeck.session.load import load_course  # noqa: PLC0415

    course, problems = load_course(root)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        store.remember(key, encode((_placeless(course), problems)))
    return course, problems


def _placeless(course: Course) -> Mapping[str, object]:
    """The settings without the folder, so that they hold wherever the course is moved to."""
    settings = {field.name: getattr(course, field.name) for field in fields(course) if field.name != "root"}
    return settings | {"template": None if course.template is None else os.path.relpath(course.template, course.root)}


def _recalled(root: Path, kept: bytes | None) -> tuple[Course, tuple[Problem, ...]] | None:
    if kept is None:
        return None
    try:
        settings, problems = decode(kept)
        template = settings["template"]
        return Course(root, **{**settings, "template": None if template is None else root / template}), problems
    except (UnreadableError, TypeError, ValueError, LookupError):
        return None
