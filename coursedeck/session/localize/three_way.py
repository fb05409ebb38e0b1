"""Two changed copies of a catalog merged, with what both come from: by message, not by line.

What only one side changed is taken. Where both translated one message in different words, ours stays and is fuzzy, with
theirs beside it in a comment: both are there for a person to choose, and no deck shows a doubtful one.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry, catalog
from coursedeck.session.localize.message import Key, collapse_whitespace
from coursedeck.session.localize.po_file import with_lines, write_catalog

_REVISED = "PO-Revision-Date"


class MergedCatalog(Struct, frozen=True):
    """A catalog made of two."""

    catalog: Catalog
    text: str
    conflicts: tuple[Entry, ...]
    """The entries that somebody has to choose for."""


def merge_catalogs(base: Catalog, ours: Catalog, theirs: Catalog) -> MergedCatalog:
    """Every entry of both, in our order, theirs that are new behind what they stood behind."""
    before, mine, other = _by_key(base), _by_key(ours), _by_key(theirs)
    merged: list[Entry] = []
    conflicts: list[Key] = []
    for key in _order(list(mine), list(other)):
        entry, doubtful = _merged(before.get(key), mine.get(key), other.get(key))
        if entry is not None:
            merged.append(entry)
            conflicts += [key] if doubtful else []
    newest = max((ours, theirs), key=lambda one: dict(one.metadata).get(_REVISED, ""))
    metadata = {**dict(theirs.metadata), **dict(ours.metadata)}
    if _REVISED in metadata:
        metadata[_REVISED] = dict(newest.metadata).get(_REVISED, "")
    made = catalog(ours.locale, ours.file, tuple(merged), ours.header or theirs.header, tuple(metadata.items()))
    text = write_catalog(made)
    placed = with_lines(made, text)
    found = _by_key(placed)
    return MergedCatalog(placed, text, tuple(found[key] for key in conflicts))


def _by_key(one: Catalog) -> dict[Key, Entry]:
    """The entries by context and id; a live one before an obsolete one."""
    found: dict[Key, Entry] = {}
    for entry in sorted(one.entries, key=lambda entry: entry.obsolete):
        found.setdefault(entry.key, entry)
    return {entry.key: found[entry.key] for entry in one.entries}


def _order(mine: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """All keys; those that only the other side has stand behind their neighbour there."""
    known = set(mine)
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in other:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    return [*behind.get(None, []), *(each for key in mine for each in (key, *behind.get(key, [])))]


def _merged(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry | None, bool]:
    """The entry that comes of two, None where it is gone, and whether a person has to choose."""
    if ours is None or theirs is None:
        there = ours or theirs
        removed = base is not None and there is not None and _said(base) == _said(there)
        return (None if removed else there), False
    chosen, doubtful = _chosen(base, ours, theirs)
    live = theirs if ours.obsolete and not theirs.obsolete else ours
    entry = replace(live, translation=chosen.translation, fuzzy=chosen.fuzzy or doubtful)
    entry = replace(entry, previous=chosen.previous, previous_context=chosen.previous_context)
    entry = replace(
        entry, comment=_comment(base, ours, theirs), flags=tuple(dict.fromkeys((*live.flags, *theirs.flags)))
    )
    if doubtful:
        words = f"Translated by others as: {collapse_whitespace(theirs.translation)}"
        entry = replace(entry, comment="\n".join(part for part in (entry.comment, words) if part), previous=entry.id)
    return entry, doubtful


def _chosen(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """The side whose translation is taken, and whether that is doubtful."""
    if _said(ours) == _said(theirs):
        return ours, False
    before = _said(base) if base is not None else None
    if before == _said(theirs):
        return ours, False
    if before == _said(ours):
        return theirs, False
    if ours.translated != theirs.translated:
        return (ours if ours.translated else theirs), False
    if not (ours.translation and theirs.translation):
        return (ours if ours.translation else theirs), False
    if ours.translation == theirs.translation:
        return (ours if not ours.fuzzy else theirs), False
    return ours, True


def _said(entry: Entry) -> tuple[str, bool]:
    return entry.translation, entry.fuzzy


def _comment(base: Entry | None, ours: Entry, theirs: Entry) -> str:
    """The lines of both translators' comments, without those that one of them took away."""
    before = base.comment.split("\n") if base is not None and base.comment else []
    mine, other = ours.comment.split("\n"), theirs.comment.split("\n")
    gone = {line for line in before if line not in mine or line not in other}
    return "\n".join(dict.fromkeys(line for line in (*mine, *other) if line and line not in gone))
