"""A catalog: the translations of one file of the course into one language.

Catalog
├── header, metadata     as a .po file opens
└── Entry                one message's translation
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from coursedeck.model.problem import Source
from coursedeck.model.values import replace
from coursedeck.session.localize.message import Key, Message, comparable


class Entry(Struct, frozen=True):
    """One entry of a .po file (gettext manual, "The Format of PO Files")."""

    context: str
    id: str
    translation: str = ""
    line: int = 0
    """Of its ``msgstr``; 0 where it stands in no file yet."""
    fuzzy: bool = False
    obsolete: bool = False
    previous: str | None = None
    """The source that `translation` was made for, where that is another one (``#| msgid``)."""
    previous_context: str | None = None
    comment: str = ""
    """Translator comment (``#``)."""
    extracted: str = ""
    """Extracted comment (``#.``)."""
    files: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """Besides ``fuzzy``."""

    @property
    def key(self) -> Key:
        """Context and id, white space collapsed."""
        return self.context, comparable(self.id)

    @property
    def translated(self) -> bool:
        """Whether it has a current translation: not fuzzy, not obsolete."""
        return bool(self.translation) and not self.fuzzy and not self.obsolete


class Catalog(Struct, frozen=True):
    """One .po file as read, or an empty one where there is none yet."""

    locale: str
    file: str
    """From the course folder, POSIX."""
    entries: tuple[Entry, ...] = ()
    header: str = ""
    """Comment above everything."""
    metadata: tuple[tuple[str, str], ...] = ()
    _found: Mapping[Key, Entry] = field(default_factory=dict)

    def find(self, message: Message) -> Entry | None:
        """The entry of a message, or None."""
        return self._found.get(message.key)

    def at(self, entry: Entry | None) -> Source:
        """Where an entry stands; the file's top for none."""
        return Source(self.file, max(entry.line, 1) if entry else 1)


def catalog(
    locale: str,
    file: str,
    entries: tuple[Entry, ...] = (),
    header: str = "",
    metadata: tuple[tuple[str, str], ...] = (),
) -> Catalog:
    """A catalog that finds its entries by their messages; obsolete ones are not found."""
    found = {entry.key: entry for entry in entries if not entry.obsolete}
    return Catalog(locale, file, entries, header, metadata, found)


def with_translation(made: Catalog, context: str, id_: str, translation: str) -> Catalog:
    """The catalog, one message translated otherwise; an empty translation takes away what there is."""
    entry = Entry(context, id_, translation)
    old = next((one for one in made.entries if one.key == entry.key and not one.obsolete), entry)
    changed = replace(old, translation=translation, fuzzy=False)
    others = tuple(one for one in made.entries if one is not old)
    return catalog(made.locale, made.file, (*others, changed), made.header, made.metadata)
