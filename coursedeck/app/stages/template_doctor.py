"""A template judged: what is wrong with it, and sample slides in its look."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from coursedeck.app.stages.templates import OpenTemplate, open_template_file
from coursedeck.app.stages.theme_samples import TemplateSample, sample_session, sample_text, template_sample
from coursedeck.base.files import scratch_folder, write_text
from coursedeck.model.problem import Problem
from coursedeck.model.template import TemplateSettings
from coursedeck.output.pages.template_report import template_report


class JudgedTemplate(Struct, frozen=True):
    """A template with its findings and its sample slides."""

    opened: OpenTemplate
    sample: TemplateSample

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        return self.opened.problems

    def page(self, name: str, deck: str = "") -> str:
        """The report as a page; `deck` is the sample deck beside it."""
        return template_report(name, self.opened.template, self.problems, self.sample.slides, deck)


def judged(path: Path, locale: str, settings: TemplateSettings) -> JudgedTemplate:
    """A template file with sample slides in a language; raises CourseError for one that cannot be used."""
    opened = open_template_file(path.parent, path.name, settings=settings)
    with scratch_folder() as scratch:
        write_text(scratch / "content" / "sample.md", sample_text(locale))
        course, session = sample_session(scratch, locale)
        return JudgedTemplate(opened, template_sample(course, session, opened))
