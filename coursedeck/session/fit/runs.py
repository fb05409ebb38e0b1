"""Spans of Markdown as runs of a slide: every run in one style and one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from coursedeck.base.text.languages import full_tag, language_runs
from coursedeck.model.figure_parts import PART_LINK
from coursedeck.model.session import CourseFileLink, Footnote
from coursedeck.model.slide import TextRun
from coursedeck.model.text import Span
from coursedeck.model.values import replace
from coursedeck.session.fit.links import OUTSIDE, slide_of


def file_address(link: CourseFileLink) -> str:
    """A link to a file as runs have it: a part of another session stands behind its ``#``."""
    return f"{link.target}#{link.part}" if link.part else link.target


class RunBuilder(Struct, frozen=True):
    """Turns spans into runs for one locale, and resolves links inside the deck."""

    locale: str
    targets: Mapping[str, str]
    """Anchor, without its ``#``, to slide id."""
    footnotes: Mapping[str, Footnote] = field(default_factory=dict)
    """The footnotes to which marks refer, by label."""
    files: Mapping[str, CourseFileLink] = field(default_factory=dict)
    """Links to other files, by their addresses as written."""

    def runs(self, spans: tuple[Span, ...], *, bold: bool = False, color: str | None = None) -> tuple[TextRun, ...]:
        """Runs of `spans`, in document order; links that lead nowhere in this deck are plain text."""
        return tuple(run for span in spans for run in self._runs_of(span, bold, color))

    def plain(self, text: str, *, bold: bool = False, color: str | None = None) -> tuple[TextRun, ...]:
        """Runs of words without markup."""
        return self.runs((Span(text),), bold=bold, color=color)

    def _runs_of(self, span: Span, bold: bool, color: str | None) -> Iterator[TextRun]:
        # percent of the font size, as PowerPoint's own super- and subscript buttons set it
        baseline = 30 if span.superscript or span.footnote else -25 if span.subscript else 0
        model = TextRun(
            text="",
            lang=full_tag(self.locale),
            bold=bold or span.strong,
            italic=span.emphasis,
            mono=span.code or span.keyboard,
            strike=span.strike,
            underline=span.underline,
            highlight=span.highlight,
            baseline=baseline,
            color=color,
            footnote=span.footnote,
            link=self.target(span.link),
            link_title=span.link_title,
            formula=span.formula if span.formula and span.formula.mathml else None,
        )
        words = f"[{span.text}]" if span.keyboard else span.text
        for text, lang in language_runs(words, self.locale):
            yield replace(model, text=text, lang="en-US" if span.code and text.isascii() else lang)

    def slide_with(self, figure: str) -> str | None:
        """Id of the first slide that shows a figure."""
        return self.targets.get(PART_LINK.removeprefix("#") + figure)

    def target(self, link: str | None) -> str | None:
        """Where a link leads in or from this deck; None for nowhere."""
        if link is None or link.lower().startswith(OUTSIDE):
            return link
        if link.startswith("//"):
            return f"https:{link}"
        if link in self.files:
            return file_address(self.files[link]) or None
        slide = slide_of(link, self.targets)
        return f"#{slide}" if slide else None
