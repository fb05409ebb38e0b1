"""Sessions, figures and the course's own strings in another language.

Session, Catalog ─→ Localized: the session in that language, and what became of each message
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from coursedeck.model.course import Course
from coursedeck.model.coverage import Coverage
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.session import Session
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.coverage import State, coverage, state_of
from coursedeck.session.localize.figures import walk_graph
from coursedeck.session.localize.markup import translated_text
from coursedeck.session.localize.message import Message
from coursedeck.session.localize.walk import walk, walk_course

CHECK = "untranslated"


class LocalizedMessage(Struct, frozen=True):
    """A message of the source, and the state of its translation."""

    message: Message
    state: State
    place: Source
    """File and line of the entry; the catalog's top where there is none."""
    previous: str | None = None
    """The source that a fuzzy translation was made for."""
    shown_text: str = ""
    """The text that the deck shows."""
    comment: str = ""
    """What the translator wrote above the entry."""


class Localized(Struct, frozen=True):
    """A session in one language; every text keeps the line of its source."""

    session: Session
    graphs: tuple[Graph, ...]
    """The figures of its Mermaid fences."""
    coverage: Coverage
    problems: tuple[Problem, ...]
    origins: tuple[LocalizedMessage, ...]
    """Every message in document order, repeated ones too."""

    @property
    def stale(self) -> tuple[LocalizedMessage, ...]:
        """What the deck shows in the source's language."""
        return tuple(origin for origin in self.origins if origin.state is not State.TRANSLATED)

    def origins_at(self, source: Source) -> tuple[LocalizedMessage, ...]:
        """The messages on a line of a content file."""
        return tuple(origin for origin in self.origins if origin.message.source == source)


def translate_session(
    session: Session,
    catalog: Catalog,
    locale: str,
    graphs: Iterable[Graph] = (),
    strict: bool = False,
    *,
    show_old: bool = False,
) -> Localized:
    """The session and the `graphs` of its fences in a locale.

    Ids, numbers and minutes stay; what is not translated, or fuzzy, stays in the source's language and is reported:
    in one warning, or with `strict` as an error for each. With `show_old`, what is fuzzy is shown as it was translated.
    """
    given = tuple(graphs)
    if locale == session.locale:
        return Localized(session, given, Coverage(session.path, locale), (), ())
    origins: list[LocalizedMessage] = []
    visit = _translating(catalog, origins, show_old=show_old)
    translated = replace(walk(session, visit), locale=locale)
    figures = tuple(walk_graph(graph, visit) for graph in given)
    counted = coverage(session.path, (origin.message for origin in origins), catalog)
    problems = tuple(_unfinished(origins, catalog, strict, show_old=show_old))
    return Localized(translated, figures, counted, problems, tuple(origins))


def translate_graph(graph: Graph, catalog: Catalog, locale: str, *, show_old: bool = False) -> Graph:
    """The figure with its labels in a locale; `catalog` is that of ``diagrams.po``."""
    return walk_graph(graph, _translating(catalog, [], show_old=show_old)) if locale == catalog.locale else graph


def translate_course(course: Course, catalog: Catalog, locale: str) -> Course:
    """The course's title and author in a locale; `catalog` is that of ``course.po``."""
    return walk_course(course, _translating(catalog, [])) if locale == catalog.locale else course


def unfinished(messages: Iterable[Message], catalog: Catalog, strict: bool = False) -> tuple[Problem, ...]:
    """What `catalog` leaves in the source's language: one warning, or with `strict` an error for each message."""
    origins = [_origin(message, catalog) for message in messages]
    return tuple(_unfinished(origins, catalog, strict))


def shown_text(message: Message, entry: Entry | None, *, show_old: bool = False) -> str:
    """The words that a deck shows for a message with this entry, without markup."""
    return _shown(message, entry, show_old=show_old).plain


def _shown(message: Message, entry: Entry | None, *, show_old: bool) -> Text:
    if entry is not None and (entry.translated or (show_old and entry.fuzzy and entry.translation)):
        return translated_text(message, entry.translation) or message.text
    return message.text


def _translating(
    catalog: Catalog, origins: list[LocalizedMessage], *, show_old: bool = False
) -> Callable[[Message], Text]:
    def visit(message: Message) -> Text:
        text = _shown(message, catalog.find(message), show_old=show_old)
        origins.append(replace(_origin(message, catalog), shown_text=text.plain))
        return text

    return visit


def _origin(message: Message, catalog: Catalog) -> LocalizedMessage:
    entry: Entry | None = catalog.find(message)
    previous = entry.previous if entry is not None and entry.fuzzy else None
    comment = entry.comment if entry is not None else ""
    return LocalizedMessage(message, state_of(message, entry), catalog.at(entry), previous, comment=comment)


def _unfinished(
    origins: list[LocalizedMessage], catalog: Catalog, strict: bool, *, show_old: bool = False
) -> Iterator[Problem]:
    open_ = list({o.message.key: o for o in origins if o.state is not State.TRANSLATED}.values())
    if strict:
        yield from (error(origin.place, CHECK, _demand(origin)) for origin in open_)
    elif open_:
        fuzzy = sum(1 for origin in open_ if origin.state is State.FUZZY)
        message = (
            f"{len(open_) - fuzzy} of {len(origins)} messages are not translated and {fuzzy} are fuzzy, "
            f"so {'the source and old translations are' if show_old else 'the source is'} shown in their place: "
            f"translate them here (the command `translate {catalog.locale}` creates and updates the file)"
        )
        yield warning(Source(catalog.file), CHECK, message)


def _demand(origin: LocalizedMessage) -> str:
    shown = origin.message.id if len(origin.message.id) <= 60 else origin.message.id[:59] + "…"
    where = f"{origin.message.source}, {origin.message.context}"
    if origin.state is State.FUZZY:
        return f'the source has changed since "{shown}" ({where}) was translated: revise it and take `fuzzy` away'
    return f'"{shown}" ({where}) is not translated: write its msgstr'
