"""Previews of Markdown sessions, made by the same steps as in a build."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from coursedeck.app.request import Request
from coursedeck.app.stages.opening import open_course
from coursedeck.app.stages.preparing import Prepared, prepare
from coursedeck.app.stages.scripts import run_scripts
from coursedeck.app.stages.session_context import SessionContext, open_context
from coursedeck.app.stages.templates import open_deck_template
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.model.slide import Deck
from coursedeck.output.preview import PreviewContext, slide_svg
from coursedeck.session.schedule import course_total

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Pictures:
    """A prepared session and the SVG of each of its slides."""

    made: Prepared
    context: SessionContext
    around: PreviewContext
    svgs: tuple[str, ...]

    @property
    def deck(self) -> Deck:
        return self.made.deck

    def titled(self, title: str) -> etree._Element:
        """The picture of the first slide with this title."""
        slides = zip(self.deck.slides, self.svgs, strict=True)
        return parsed(next(svg for slide, svg in slides if slide.title.paragraphs[0].plain == title))


def pictures(folder: Path, markdown: str, settings: str = "", locale: str = "en") -> Pictures:
    """`markdown` as the only session of a course in `folder`."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "talk.md").write_text(markdown, encoding="utf-8")
    (folder / "course.toml").write_text(f'source-locale = "{locale}"\nlocales = ["{locale}"]\n{settings}')
    return pictures_of(folder, locale)


def pictures_of(root: Path, locale: str) -> Pictures:
    """The first session of a course."""
    opened = open_course(root)
    template = open_deck_template(opened.course)
    known = run_scripts(opened, lambda _: None)
    totals = course_total(opened.sessions, opened.course, None)
    context = open_context(Request(root, root / "output"), opened, template, known, totals, locale)
    made = prepare(opened.sessions[0], context)
    around = surroundings(made, context)
    slides = enumerate(made.deck.slides, 1)
    return Pictures(made, context, around, tuple(slide_svg(slide, number, around) for number, slide in slides))


def parsed(svg: str) -> etree._Element:
    """As strict as XML is."""
    return etree.fromstring(svg.encode())


def lines(root: etree._Element) -> list[str]:
    """Every line of text, figures' labels too."""
    return [plain(text) for text in root.iter(f"{SVG}text")]


def plain(node: etree._Element) -> str:
    """All text inside."""
    return "".join(str(text) for text in node.itertext())


def words(root: etree._Element) -> str:
    """All text, without blanks."""
    return squeezed("".join(lines(root)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def without_sources(around: PreviewContext) -> PreviewContext:
    return replace(around, sources=False)
