"""The translator's page: the shell that fetches everything, and a page that stands alone to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from coursedeck.base.text.word_diff import WordPart
from coursedeck.base.words import spoken_locale, spoken_locales, translator_strings, word_forms
from coursedeck.model.review_strings import filled
from coursedeck.model.units import Points, Size
from coursedeck.output.pages.environment import direction, environment


class StaticMessage(Struct, frozen=True):
    """A message on a page that stands alone."""

    id: str
    """Its anchor."""
    number: int
    role: str
    where: str
    source: str
    before: tuple[WordPart, ...]
    """What has changed in the source since it was translated."""
    via: str
    translation: str
    state: str
    hints: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    """Severity and message of each."""
    place: str
    """File and line of its entry."""
    slide: int
    """Number of the slide that shows it; 0 where none does."""
    boxes: tuple[tuple[Points, Points, Points, Points], ...]
    """Left, top, width and height of its places there."""


class StaticSlide(Struct, frozen=True):
    """A slide that messages are shown on."""

    number: int
    svg: str

    @property
    def drawn(self) -> Markup:
        """The picture, with an id that others can refer to."""
        return Markup(self.svg.replace("<svg ", f'<svg id="slide-{self.number}" ', 1))


class StaticCatalog(Struct, frozen=True):
    """A catalog with its slides."""

    course: str
    title: str
    name: str
    source: str
    """The languages: the source's, the target's, and the one to go by, empty where there is none."""
    target: str
    via: str
    size: Size | None
    """Of the slides; None without any."""
    slides: tuple[StaticSlide, ...]
    messages: tuple[StaticMessage, ...]

    @property
    def depth(self) -> int:
        """How many folders its page lies below the index."""
        return self.name.count("/") + 1

    def count(self, state: str) -> int:
        """How many messages are in a state."""
        return sum(1 for message in self.messages if message.state == state)


class TranslatorIndex(Struct, frozen=True):
    """All catalogs of a language."""

    course: str
    catalogs: tuple[StaticCatalog, ...]


def translator_page(title: str, nonce: str, templates: Path | None = None) -> str:
    """The page's shell, which fetches everything else; its script and styles have `nonce`."""
    shell = environment(templates).get_template("translate.html.j2")
    return shell.render(title=title, nonce=nonce, catalogs=_catalogs(spoken_locales()))


def static_translator_page(catalog: StaticCatalog, templates: Path | None = None) -> str:
    """Every message of a catalog with its slide, on a page that needs nothing else."""
    page = environment(templates).get_template("translate-catalog.html.j2")
    return page.render(one=catalog, **_spoken(catalog.target))


def static_translator_index(index: TranslatorIndex, templates: Path | None = None) -> str:
    """The catalogs of a language, each with a link to its page."""
    page = environment(templates).get_template("translate-index.html.j2")
    return page.render(index=index, target=index.catalogs[0].target, **_spoken(index.catalogs[0].target))


def _spoken(target: str) -> dict[str, object]:
    """The words of a page for those who translate into a language."""
    language = spoken_locale(target) or "en"
    words = translator_strings(language)

    def t(key: str, **values: object) -> str:
        return filled(words[key], values)

    return {"t": t, "known": frozenset(words), "language": language, "direction": direction}


def _catalogs(locales: Sequence[str]) -> dict[str, object]:
    return {locale: word_forms(translator_strings(locale)) for locale in locales}
