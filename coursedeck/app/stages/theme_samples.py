"""Sample slides in a theme or a template: a deck, and its slides as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from coursedeck.app.stages.decks import deck_bytes
from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.figures import paint, sketch
from coursedeck.app.stages.languages import course_in_language
from coursedeck.app.stages.placing import DrawnFigures, SessionContext, place
from coursedeck.app.stages.templates import OpenTemplate, open_theme
from coursedeck.app.stages.thumbnails import thumbnails
from coursedeck.base.look.bundled import templates_folder
from coursedeck.base.text import Families
from coursedeck.model.course import Course
from coursedeck.model.graph import Graph
from coursedeck.model.session import Session
from coursedeck.model.slide import Layout
from coursedeck.model.theme import ThemeChoice
from coursedeck.model.units import Size
from coursedeck.session.load import load_session
from coursedeck.session.localize import Catalogs

SAMPLES = ("ko", "en")
"""Languages that there are sample slides in."""


class ThemeSample(Struct, frozen=True):
    """A deck of sample slides, and pictures of its slides in their order."""

    choice: ThemeChoice
    deck: bytes
    pictures: tuple[str, ...]
    """Data URIs."""


class TemplateSample(Struct, frozen=True):
    """A deck of sample slides in a template; for each slide its kind, its title, its picture as data URI."""

    deck: bytes
    slides: tuple[tuple[Layout, str, str], ...]


def sample_text(locale: str) -> str:
    """The sample session in a language, in English where there is none."""
    return (templates_folder() / f"sample.{locale if locale in SAMPLES else 'en'}.md").read_text(encoding="utf-8")


def sample_session(root: Path, locale: str) -> tuple[Course, Session]:
    """The course of one session that stands in ``content/sample.md`` of a folder."""
    course = Course(root, title=None, source_locale=locale, locales=(locale,))
    session, _ = load_session(course, course.content / "sample.md")
    return course, session


def theme_sample(course: Course, session: Session, choice: ThemeChoice) -> ThemeSample:
    """The session in a theme."""
    sample = template_sample(course, session, open_theme(choice))
    return ThemeSample(choice, sample.deck, tuple(picture for _, _, picture in sample.slides))


def template_sample(course: Course, session: Session, opened: OpenTemplate) -> TemplateSample:
    """The session in a template."""
    locale = session.locale
    catalogs = Catalogs(locale, {}, {})
    context = SessionContext(
        language=course_in_language(course, catalogs, locale, foreign=False),
        template=opened.template,
        catalogs=catalogs,
        families=families_of(opened.template, locale),
        figures=DrawnFigures({}, {}),
        broken={},
        clock=None,
        slot=None,
        strict=False,
        draw=_drawn,
        draw_narrow=lambda graphs, area, families: _drawn(graphs, area, families).drawings,
    )
    placed = place(session, context)
    small = thumbnails(placed, opened.template, {})
    deck = deck_bytes(placed, opened.package, {}, paint, {}, rehearse=False)
    shown = (slide for slide in placed.deck.slides if slide.id in small)
    words = ((slide.layout, " ".join(one.plain for one in slide.title.paragraphs), small[slide.id]) for slide in shown)
    return TemplateSample(deck, tuple(words))


def _drawn(graphs: Mapping[str, Graph], area: Size, families: Families) -> DrawnFigures:
    made = {name: sketch(graph, area, families) for name, graph in graphs.items()}
    drawings = {name: drawing for name, (drawing, _, _) in made.items()}
    return DrawnFigures(drawings, {name: svg for name, (_, svg, _) in made.items()})
