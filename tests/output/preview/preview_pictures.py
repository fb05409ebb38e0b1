"""Previews of Markdown sessions, made by the same steps as in a build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from coursedeck.app.course.opening import Version, open_course
from coursedeck.app.course.placing import days_of, placements, shown_figures
from coursedeck.app.engine import Engine, Environment, Listener, Workers, fingerprint
from coursedeck.app.request import Request
from coursedeck.app.stages.placing import PlacedSession
from coursedeck.app.stages.placing import pictures_of as picture_files
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.placement import PlaceSession
from coursedeck.base.cache import MemoryStore
from coursedeck.model.slide import Deck
from coursedeck.model.template import Template
from coursedeck.model.values import replace
from coursedeck.output.preview import PreviewContext, slide_svg

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Pictures:
    """A placed session and the SVG of each of its slides."""

    placed: PlacedSession
    template: Template
    files: dict[str, bytes]
    """The pictures that it shows, by path."""
    engine: Engine
    work: PlaceSession
    around: PreviewContext
    svgs: tuple[str, ...]

    @property
    def deck(self) -> Deck:
        return self.placed.deck

    def written(self, kind: type[SessionOutput]) -> bytes:
        """The file that an output writes."""
        ((_, name),) = self.engine.ask(kind(self.work)).files
        return self.engine.get(name)

    def titled(self, title: str) -> etree._Element:
        """The picture of the first slide with this title, also below that of its section."""
        titles = [slide.title.paragraphs[0].plain for slide in self.deck.slides]
        slides = zip(titles, self.svgs, strict=True)
        return parsed(next(svg for said, svg in slides if said == title or said.endswith(f" · {title}")))


def pictures(folder: Path, markdown: str, settings: str = "", locale: str = "en") -> Pictures:
    """`markdown` as the only session of a course in `folder`."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "talk.md").write_text(markdown, encoding="utf-8")
    (folder / "course.toml").write_text(f'source-locale = "{locale}"\nlocales = ["{locale}"]\n{settings}')
    return pictures_of(folder, locale)


def pictures_of(root: Path, locale: str, path: str = "") -> Pictures:
    """A session of a course, else its first."""
    engine = Engine(Environment(root, MemoryStore(), fingerprint(), None), Workers(1), Listener(lambda _: None))
    course = open_course(engine, Request(root, root / "output"))
    versions = [Version(locale, *one) for one in course.sessions if path in {"", one[0]}][:1]
    figures = shown_figures(engine, course, versions)
    (work,) = placements(course, days_of(engine, course), figures, versions)
    placed, template = engine.ask(work), work.template_in(engine).template
    files = picture_files(placed, root)
    around = surroundings(placed, template, files)
    slides = enumerate(placed.deck.slides, 1)
    svgs = tuple(slide_svg(slide, number, around) for number, slide in slides)
    return Pictures(placed, template, files, engine, work, around, svgs)


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


def own_texts(root: etree._Element) -> list[etree._Element]:
    """Texts of the slide itself; figures have coordinates of their own."""
    return [text for text in root.iter(f"{SVG}text") if not list(text.iterancestors(f"{SVG}svg"))[:-1]]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def without_sources(around: PreviewContext) -> PreviewContext:
    return replace(around, sources=False)
