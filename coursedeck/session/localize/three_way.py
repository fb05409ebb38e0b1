"""Two changed copies of a catalog merged, with what both come from: by message, not by line.

What only one side changed is taken. Where both translated one message in different words, ours stays and is fuzzy, with
theirs beside it in a comment: both are there for a person to choose, and no deck shows a doubtful one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry, catalog
from coursedeck.session.localize.message import Key, collapse_whitespace, comparable
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
    before = _by_key(base)
    mine, other = _by_key(ours), _by_key(theirs)
    _carry(before, mine, other)
    _carry(before, other, mine)
    merged: list[Entry] = []
    conflicts: list[Key] = []
    for key in _order(list(mine), list(other)):
        entry, doubtful = _merged(before.get(key), mine.get(key), other.get(key))
        if entry is not None:
            merged.append(entry)
            conflicts += [key] if doubtful else []
    header = _taken(base.header, ours.header, theirs.header) or ours.header or theirs.header
    made = catalog(ours.locale, ours.file, tuple(merged), header, _metadata(base, ours, theirs))
    text = write_catalog(made)
    placed = with_lines(made, text)
    found = _by_key(placed)
    return MergedCatalog(placed, text, tuple(found[key] for key in conflicts))


def _carry(base: Mapping[Key, Entry], ours: dict[Key, Entry], theirs: dict[Key, Entry]) -> None:
    """Gives entries whose source only our side has changed the words that the other gave the old source meanwhile.

    The old source is no message any more, and that translation would go out of use with it.
    """
    for key, entry in list(ours.items()):
        if entry.fuzzy and entry.previous is not None:
            was = (entry.previous_context or entry.context, comparable(entry.previous))
        else:
            was = next((one for one in base if one[1] == key[1] and one not in ours), key)
        old, new = base.get(was), theirs.get(was)
        moved = key not in base and key not in theirs and was not in ours
        if moved and old is not None and new is not None and entry.translation == old.translation and new.translated:
            ours[key] = replace(entry, translation=new.translation)
            del theirs[was]


def _metadata(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[tuple[str, str], ...]:
    """Each field of the header as who changed it left it; as the newer side has it where both did."""
    before, mine, other = (dict(one.metadata) for one in (base, ours, theirs))
    newer = theirs if _revised(theirs) > _revised(ours) else ours
    newest = dict(newer.metadata)
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*mine, *other)):
        both = mine.get(name) != before.get(name) and other.get(name) != before.get(name)
        said = newest.get(name) if both else _taken(before.get(name), mine.get(name), other.get(name))
        if said is not None:
            merged[name] = said
    return tuple(merged.items())


def _revised(one: Catalog) -> datetime:
    """When a catalog was last changed by a translator; long ago where it does not say."""
    said = dict(one.metadata).get(_REVISED, "")
    for form in ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z"):
        with suppress(ValueError):
            return datetime.strptime(said, form)
    return datetime.min.replace(tzinfo=UTC)


def _taken(base: Any, ours: Any, theirs: Any) -> Any:
    """What the side has that changed something; ours where both did."""
    return theirs if ours == base else ours


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
        removed = base is not None and there is not None and (_said(base) == _said(there) or not there.translation)
        return (None if removed else there), False
    chosen, doubtful = _chosen(base, ours, theirs)
    first = base or Entry(ours.context, ours.id)
    passed = theirs if chosen is ours else ours
    lost = passed.translation not in (chosen.translation, first.translation, "")
    comment = _comment(base, ours, theirs)
    if lost:
        words = f"Translated by others as: {collapse_whitespace(passed.translation)}"
        comment = "\n".join(dict.fromkeys(line for line in (*comment.split("\n"), words) if line))
    entry = replace(
        ours,
        translation=chosen.translation,
        fuzzy=chosen.fuzzy or doubtful,
        obsolete=ours.obsolete and theirs.obsolete if base is None else _taken(*_each("obsolete", base, ours, theirs)),
        previous=ours.id if doubtful else chosen.previous,
        previous_context=None if doubtful else chosen.previous_context,
        comment=comment,
        extracted=_taken(*_each("extracted", first, ours, theirs)),
        files=_taken(*_each("files", first, ours, theirs)),
        flags=_flags(first, ours, theirs),
    )
    return entry, doubtful


def _each(name: str, *entries: Entry) -> Iterator[Any]:
    return (getattr(entry, name) for entry in entries)


def _flags(base: Entry, ours: Entry, theirs: Entry) -> tuple[str, ...]:
    """The flags of both, without those that one side took away, and one value of each (``max-length:40``)."""
    kept = (
        flag
        for flag in (*ours.flags, *theirs.flags)
        if (flag in ours.flags and flag in theirs.flags) or flag not in base.flags
    )
    named: dict[str, str] = {}
    for flag in kept:
        named.setdefault(flag.partition(":")[0], flag)
    return tuple(named.values())


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
