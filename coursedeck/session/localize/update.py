"""Catalogs brought up to date with their sources.

messages, old Catalog ─merge→ Update: the text of the .po file, and what is left to do for a translator
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum
from urllib.parse import quote

from msgspec import Struct

from coursedeck.model.problem import Source
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry, catalog
from coursedeck.session.localize.excerpts import differing, excerpt
from coursedeck.session.localize.headers import header_fields
from coursedeck.session.localize.memory import TranslationMemory
from coursedeck.session.localize.merge import EntryMatch, MatchKind, match_entries
from coursedeck.session.localize.message import Key, Message, collapse_whitespace, comparable, message_anchor
from coursedeck.session.localize.po_file import with_lines, write_catalog
from coursedeck.session.localize.room import Room, RoomFor, ToldRoom, is_own_flag, told_room

_MOST_PLACES = 4
_MARKDOWN = "md-text"
"""Tells Weblate that a text has Markdown."""
_NO_MEMORY = TranslationMemory()


class Action(StrEnum):
    """What a translator has to do about a message."""

    TRANSLATE = "translate"
    REVISE = "revise"


class TranslationTask(Struct, frozen=True):
    """One thing left to do, with its place in the .po file."""

    action: Action
    message: Message
    place: Source
    previous: str | None = None
    """The source before it changed."""

    def __str__(self) -> str:
        if self.action is Action.REVISE and self.previous is not None:
            before, now = differing(self.previous, self.message.id)
            return f'{self.place}: revise: "{before}" is now "{now}"'
        return f'{self.place}: {self.action}: "{excerpt(self.message.id)}" ({self.message.context})'


class Update(Struct, frozen=True):
    """A catalog brought up to date."""

    catalog: Catalog
    text: str
    """Of the .po file."""
    tasks: tuple[TranslationTask, ...]
    """All that is open now, old and new."""
    moved: tuple[Message, ...]
    """Messages whose translation was found elsewhere and stays valid."""
    retired: tuple[Entry, ...]
    """Entries that became obsolete just now."""
    retouched: tuple[Message, ...] = ()
    """Messages of which only emphasis, quotes or dashes have changed: their translation stays valid."""

    @property
    def retouched_lines(self) -> tuple[str, ...]:
        """A line for each retouched message, with its place in the updated .po file."""
        return tuple(
            f'{self.catalog.at(self.catalog.find(message))}: kept: only marks have changed in "{excerpt(message.id)}"'
            for message in self.retouched
        )

    @property
    def obsolete_lines(self) -> tuple[str, ...]:
        """A line for each newly obsolete entry, with its place in the updated .po file."""
        places = {entry.key: self.catalog.at(entry) for entry in self.catalog.entries if entry.obsolete}
        return tuple(
            f'{places[entry.key]}: obsolete: "{excerpt(entry.id)}" is said no more; nothing to do'
            for entry in self.retired
            if entry.key in places
        )


def update_catalog(
    old: Catalog,
    messages: Iterable[Message],
    project: str = "",
    memory: TranslationMemory = _NO_MEMORY,
    room_for: RoomFor | None = None,
    owner: str = "",
    pivot: Catalog | None = None,
    pages: str = "",
) -> Update:
    """The catalog for these messages, with every translation of the old one kept in it.

    `memory` lends what other catalogs of the language have; `owner` is the name of this one there.
    `pivot` is the catalog of a language that the translator reads better than the source; what it says stands beside
    each entry. `pages` is the address of the translator's pages, where each message has a picture. Running it again
    changes nothing.
    """
    groups = _grouped(messages)
    wanted = [group[0] for group in groups]
    matches = match_entries(wanted, old.entries, memory, owner)
    rooms = [room_for(group[0]) if room_for is not None else None for group in groups]
    live = tuple(
        _entry(group, match, _told(match, room, old.locale), pivot, _page_of(group[0], pages, old.locale, owner))
        for group, match, room in zip(groups, matches, rooms, strict=True)
    )
    taken = {match.index for match in matches}
    left = [entry for index, entry in enumerate(old.entries) if index not in taken]
    gone = _retired(left, {message.key for message in wanted})
    header = old.header or f"Translation of {_files(wanted)}"
    made = catalog(
        old.locale,
        old.file,
        (*live, *gone),
        header,
        header_fields(old.locale, project, old.metadata, pivot.locale if pivot is not None else ""),
    )
    text = write_catalog(made)
    placed = with_lines(made, text)
    return Update(
        placed,
        text,
        tuple(_tasks(wanted, placed)),
        tuple(message for message, match in zip(wanted, matches, strict=True) if match.kind is MatchKind.MOVED),
        tuple(entry for entry in left if not entry.obsolete and entry.translation),
        tuple(message for message, match in zip(wanted, matches, strict=True) if match.kind is MatchKind.RETOUCHED),
    )


def without_moved(update: Update, living: Container[tuple[str, str]]) -> Update:
    """The update without obsolete entries whose text and translation live on in another catalog."""
    kept = tuple(e for e in update.catalog.entries if not (e.obsolete and _lives_on(e, living)))
    if len(kept) == len(update.catalog.entries):
        return update
    old = update.catalog
    made = catalog(old.locale, old.file, kept, old.header, old.metadata)
    text = write_catalog(made)
    retired = tuple(entry for entry in update.retired if not _lives_on(entry, living))
    return replace(update, catalog=with_lines(made, text), text=text, retired=retired)


def _lives_on(entry: Entry, living: Container[tuple[str, str]]) -> bool:
    """Whether the translation stands elsewhere, for the same text or, where it waits to be revised, its old source."""
    return (comparable(entry.previous or entry.id), entry.translation) in living


def living_translations(made: Catalog) -> frozenset[tuple[str, str]]:
    """The texts, current or previous, that a catalog's live entries have a translation of, each with it."""
    return frozenset(
        (comparable(entry.previous or entry.id), entry.translation)
        for entry in made.entries
        if entry.translation and not entry.obsolete
    )


def _grouped(messages: Iterable[Message]) -> list[list[Message]]:
    """Equal messages together, in the order of the first of each."""
    groups: dict[Key, list[Message]] = {}
    for message in messages:
        groups.setdefault(message.key, []).append(message)
    return list(groups.values())


def _told(match: EntryMatch, room: Room | None, locale: str) -> ToldRoom:
    """The room of a message; a lent entry speaks of another place."""
    if match.entry is None or match.lent:
        return told_room(room, locale)
    return told_room(room, locale, match.entry.extracted, match.entry.flags)


def _page_of(message: Message, pages: str, locale: str, owner: str) -> str:
    """Where the picture of a message is published; empty without pages."""
    return f"{pages}/{locale}/{quote(owner)}.html#{message_anchor(owner, message)}" if pages and owner else ""


def _entry(group: Sequence[Message], match: EntryMatch, room: ToldRoom, pivot: Catalog | None, page: str = "") -> Entry:
    message = group[0]
    fresh = Entry(
        message.context,
        message.id,
        extracted=_notes(group, room, pivot, page),
        files=tuple(dict.fromkeys(each.source.file.replace(" ", "%20") for each in group)),
        flags=(*((_MARKDOWN,) if message.marked else ()), *room.flags),
    )
    old = match.entry
    if old is None:
        return replace(fresh, translation=message.id) if message.wordless else fresh
    if (old.comment or old.flags) and (match.kind is not MatchKind.CHANGED or match.index is not None or match.lent):
        theirs = tuple(flag for flag in old.flags if flag != _MARKDOWN and not is_own_flag(flag))
        fresh = replace(fresh, comment=old.comment, flags=(*fresh.flags, *theirs))
    if match.kind is not MatchKind.CHANGED:
        previous = old.previous if old.fuzzy and comparable(old.previous or "") != message.key[1] else None
        return replace(
            fresh,
            translation=old.translation or (message.id if message.wordless else ""),
            fuzzy=old.fuzzy,
            previous=previous,
            previous_context=old.previous_context if previous is not None else None,
        )
    if not old.translation:
        return fresh
    stale = old.fuzzy and old.previous is not None
    context = old.previous_context if stale else old.context
    return replace(
        fresh,
        translation=old.translation,
        fuzzy=True,
        previous=old.previous if stale else old.id,
        previous_context=context if context and context != message.context else None,
    )


def _notes(group: Sequence[Message], room: ToldRoom, pivot: Catalog | None, page: str) -> str:
    """Where the message stands, each place once, the room that it has, and what another language says."""
    first = group[0]
    lines = [first.comment, *([room.comment] if room.comment else [])]
    said = pivot.find(first) if pivot is not None else None
    if pivot is not None and said is not None and said.translated and not first.wordless:
        lines.append(f"{pivot.locale}: {collapse_whitespace(said.translation)}")
    others = dict.fromkeys(each.where for each in group[1:] if each.where != first.where)
    shown = list(others)[:_MOST_PLACES]
    if shown:
        lines.append(f"also: {' · '.join(shown)}" + (" …" if len(others) > len(shown) else ""))
    return "\n".join((*lines, page) if page else lines)


def _retired(left: Iterable[Entry], live: set[Key]) -> tuple[Entry, ...]:
    """The obsolete entries, each message once; entries that hold no work of a person are dropped.

    gettext allows one entry for a text, out of use or not: another translation of it becomes a comment.
    """
    kept: dict[Key, Entry] = {}
    for entry in sorted(left, key=lambda entry: not entry.obsolete):
        worked = entry.comment or (entry.translation and entry.translation != entry.id)
        if entry.key in live or not (worked or entry.obsolete or (entry.translation and _has_words(entry.id))):
            continue
        comment = _remembered(entry, kept.pop(entry.key, None))
        kept[entry.key] = replace(entry, obsolete=True, extracted="", files=(), comment=comment)
    return tuple(kept.values())


def _remembered(entry: Entry, other: Entry | None) -> str:
    """The comment of an entry that takes the place of another one for the same text."""
    if other is None or other.translation in (entry.translation, ""):
        return entry.comment
    lines = (entry.comment, other.comment, f"Also translated as: {collapse_whitespace(other.translation)}")
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _has_words(id_: str) -> bool:
    return any(letter.isalpha() for letter in id_)


def _files(wanted: Sequence[Message]) -> str:
    """The file that the messages come from, or the folder of several."""
    files = list(dict.fromkeys(message.source.file for message in wanted))
    return files[0] if len(files) == 1 else f"{files[0].rpartition('/')[0]}/" if files else "nothing"


def _tasks(wanted: Iterable[Message], made: Catalog) -> Iterator[TranslationTask]:
    for message in wanted:
        entry = made.find(message)
        if entry is None or entry.translated:
            continue
        action = Action.REVISE if entry.fuzzy else Action.TRANSLATE
        yield TranslationTask(action, message, made.at(entry), entry.previous)
