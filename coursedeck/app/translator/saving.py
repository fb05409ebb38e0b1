"""One entry of a catalog saved: nothing else in the file changes, and nobody's work is written over."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from coursedeck.base.files import FileContent, FileRefusedError, save
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.session.localize import Catalog, Entry, EntryChange, Key, catalog_bytes, change_entry, parse_catalog

_CHECK = "catalog"


class EntryKnown(Struct, frozen=True):
    """What somebody believes that an entry says."""

    translation: str
    fuzzy: bool
    comment: str = ""

    @classmethod
    def of(cls, entry: Entry) -> EntryKnown:
        """What it does say."""
        return cls(entry.translation, entry.fuzzy, entry.comment)


class SaveState(StrEnum):
    """What became of an entry that was to be saved."""

    SAVED = "saved"
    CHANGED = "changed"
    """Somebody else has changed it meanwhile: nothing was written."""
    MISSING = "missing"
    """The file has no such entry."""
    REFUSED = "refused"


class SavedEntry(Struct, frozen=True):
    """What became of an entry that was to be saved, and how it stands in the file now."""

    state: SaveState
    entry: Entry | None = None
    problems: tuple[Problem, ...] = ()


def save_entry(root: Path, file: str, locale: str, key: Key, known: EntryKnown, change: EntryChange) -> SavedEntry:
    """Change one entry of a catalog of the course in `root`, where it still says what is `known` of it."""
    try:
        data = catalog_bytes(root / file, file)
        catalog = parse_catalog(data, file, locale)
        entry = _found(catalog, key)
        if entry is None:
            return SavedEntry(SaveState.MISSING)
        comment = entry.comment if change.comment is None else change.comment
        wanted = EntryKnown(change.translation, change.fuzzy, comment)
        if EntryKnown.of(entry) == wanted:
            return SavedEntry(SaveState.SAVED, entry)
        if EntryKnown.of(entry) != known:
            return SavedEntry(SaveState.CHANGED, entry)
        return _written(root, data, catalog, key, wanted)
    except FileNotFoundError:
        return SavedEntry(SaveState.MISSING)
    except FileRefusedError as refusal:
        return SavedEntry(SaveState.REFUSED, problems=(error(Source(file), _CHECK, str(refusal)),))
    except CourseError as failure:
        return SavedEntry(SaveState.REFUSED, problems=failure.problems)


def _written(root: Path, data: bytes, catalog: Catalog, key: Key, wanted: EntryKnown) -> SavedEntry:
    """Raises CourseError where the file cannot be changed in this one place, or not be written."""
    text = change_entry(data.decode(), key, EntryChange(wanted.translation, wanted.fuzzy, wanted.comment))
    after = parse_catalog(text.encode(), catalog.file, catalog.locale) if text is not None else None
    entry = _found(after, key) if after is not None else None
    if text is None or after is None or entry is None or not _differ_in_one(catalog, after, key, wanted):
        message = "this entry has a form that cannot be changed here: change it in a text editor"
        raise CourseError([error(catalog.at(_found(catalog, key)), _CHECK, message)])
    save(root / catalog.file, text.encode(), root, FileContent(data))
    return SavedEntry(SaveState.SAVED, entry)


def _found(catalog: Catalog, key: Key) -> Entry | None:
    return next((entry for entry in catalog.entries if entry.key == key and not entry.obsolete), None)


def _differ_in_one(before: Catalog, after: Catalog, key: Key, wanted: EntryKnown) -> bool:
    """Whether a changed catalog says what is wanted in one entry, and all others as they were."""
    if len(before.entries) != len(after.entries) or before.metadata != after.metadata:
        return False
    for old, new in zip(before.entries, after.entries, strict=True):
        changed = old.key == key and not old.obsolete
        if old.key != new.key or EntryKnown.of(new) != (wanted if changed else EntryKnown.of(old)):
            return False
    return True
