"""The deck template of a course: read, judged, and turned for the languages that need that."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.model.problem import CourseError, Problem, Severity, Source
from coursedeck.model.template import Template


@dataclass(frozen=True, slots=True)
class OpenTemplate:
    """A template, read, and the package that decks are written into."""

    template: Template
    package: bytes
    problems: tuple[Problem, ...]


def open_template_file(root: Path, name: str | None) -> OpenTemplate:
    """The template of this name; raises CourseError where it cannot be used."""
    # who has a template that was read before does without what reads it
    from coursedeck.output.template import builtin_template, diagnose, open_template, read_template  # noqa: PLC0415

    if name is None:
        path, source = builtin_template("default"), Source("templates/default.pptx")
    else:
        path = Path(os.path.normpath(root / name))
        source = Source(path.name if name.startswith("..") else Path(name).as_posix())
    template = read_template(path, source)
    problems = diagnose(template)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    return OpenTemplate(template, open_template(path), problems)


def for_locale(template: OpenTemplate, locale: str) -> OpenTemplate:
    """The template, mirrored for text that runs from right to left."""
    if not runs_right_to_left(locale):
        return template
    from coursedeck.output.template import mirrored  # noqa: PLC0415 - see open_template_file

    turned, package = mirrored(template.template, template.package)
    return replace(template, template=turned, package=package)
