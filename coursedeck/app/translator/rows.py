"""The messages of one catalog with all that a translator looks at beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from coursedeck.model.problem import Problem, Source
from coursedeck.session.localize import (
    Catalog,
    Entry,
    Glossary,
    Message,
    Role,
    State,
    Term,
    check_catalog,
    message_anchor,
    shown_text,
    state_of,
    with_translation,
)

NamedMessage = tuple[str, Message]
"""A message with the name of its catalog."""


class MessageRow(Struct, frozen=True):
    """A message of the source with its translation."""

    id: str
    """Short, and the same as long as the message is: anchors of pages are made from it."""
    catalog: str
    message: Message
    entry: Entry | None
    """None where the catalog does not have it yet."""
    state: State
    shown: str
    """The words that the deck shows, without markup."""
    place: Source
    """File and line of the entry; the catalog's top where there is none."""
    pivot: str = ""
    """What another language says, for those who do not read the source."""
    terms: tuple[Term, ...] = ()
    findings: tuple[Problem, ...] = ()


class RowSources(Struct, frozen=True):
    """What rows are made from."""

    catalogs: Mapping[str, Catalog]
    """By name; those that cannot be read are empty."""
    pivots: Mapping[str, Catalog]
    glossary: Glossary
    source_locale: str
    problems: Sequence[Problem] = ()
    """That others have found in catalogs or on slides."""


def rows_of(said: Iterable[NamedMessage], sources: RowSources) -> tuple[MessageRow, ...]:
    """A row for each message, once where it stands in several places."""
    once = {(name, message.key): message for name, message in reversed(tuple(said))}
    found: dict[Source, list[Problem]] = {}
    for problem in sources.problems:
        found.setdefault(problem.source, []).append(problem)
    return tuple(_row(name, message, sources, found) for (name, _), message in reversed(once.items()))


def _row(name: str, message: Message, sources: RowSources, found: Mapping[Source, list[Problem]]) -> MessageRow:
    catalog = sources.catalogs[name]
    entry = catalog.find(message)
    pivots = sources.pivots.get(name)
    pivot = pivots.find(message) if pivots is not None else None
    place = catalog.at(entry)
    checked = check_catalog((message,), catalog, sources.source_locale, sources.glossary) if entry else ()
    others = found.get(place, []) if entry else []
    return MessageRow(
        message_anchor(name, message),
        name,
        message,
        entry,
        state_of(message, entry),
        shown_text(message, entry),
        place,
        pivot.translation if pivot is not None and pivot.translated else "",
        () if message.wordless else sources.glossary.hits(message.text.plain),
        tuple(dict.fromkeys((*(one for one in checked if one.source == place), *others))),
    )


def typed_findings(row: MessageRow, typed: str, sources: RowSources) -> tuple[Problem, ...]:
    """What the checks say of a translation that is being typed."""
    if not typed:
        return ()
    catalog = with_translation(sources.catalogs[row.catalog], row.message.context, row.message.id, typed)
    entry = catalog.find(row.message)
    found = check_catalog((row.message,), catalog, sources.source_locale, sources.glossary)
    return tuple(one for one in found if one.source == catalog.at(entry))


def typed_text(row: MessageRow, typed: str) -> str:
    """The words that the deck would show."""
    return shown_text(row.message, Entry(row.message.context, row.message.id, typed))


def is_spoken(row: MessageRow) -> bool:
    """Whether it is on no slide, but in the notes."""
    return row.message.role == Role.NOTES
