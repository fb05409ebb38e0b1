"""The settings of a course: ``course.toml`` to a `Course`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from coursedeck.app.engine import EXISTS, Context, Work
from coursedeck.app.works.tools import FIGURE_TOOLS, READING_TOOLS
from coursedeck.model.course import Course
from coursedeck.model.problem import Problem, Severity
from coursedeck.model.values import replace

SETTINGS = "course.toml"


class SettingsRead(Struct, frozen=True):
    """The settings without the folder, so that they hold wherever the course is moved to."""

    placeless: Course
    """Its root is empty, its template a path from there."""
    problems: tuple[Problem, ...]

    @property
    def are_wrong(self) -> bool:
        """Whether some of them have their defaults instead of what was written."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def template(self) -> str | None:
        """Path of the course's own template from the course folder; None is the bundled one."""
        template = self.placeless.template
        return None if template is None else template.as_posix()

    def at(self, root: Path) -> Course:
        """The settings of the course in a folder."""
        template = self.placeless.template
        return replace(self.placeless, root=root, template=None if template is None else root / template)


class ReadSettings(Work[SettingsRead], frozen=True):
    """Read ``course.toml``; raises CourseError where there is no such folder."""

    result = SettingsRead
    tools = READING_TOOLS
    # who does not know the settings has never built the course: there will be figures to draw
    leads_to = FIGURE_TOOLS

    def sources(self) -> Iterable[str]:
        """The one file."""
        return (SETTINGS,)

    def do(self, context: Context) -> SettingsRead:
        """Read it; whether there is the template that it names counts too."""
        # Markdown and YAML, which those who know the settings are spared
        from coursedeck.session.load import load_course  # noqa: PLC0415

        course, problems = load_course(context.root)
        template = None if course.template is None else Path(os.path.relpath(course.template, course.root))
        if template is not None:
            context.depends_on([EXISTS + template.as_posix()])
        return SettingsRead(replace(course, root=Path(), template=template), problems)

    def lasts(self, result: SettingsRead) -> bool:
        """Settings that are wrong are told anew every time."""
        return not result.are_wrong


def course_of(context: Context) -> Course:
    """The settings as they are now."""
    return context.ask(ReadSettings()).at(context.root)
