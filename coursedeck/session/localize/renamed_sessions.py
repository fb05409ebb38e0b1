"""Finds the catalogs of sessions that were renamed or moved, so that their translations follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursedeck.model.course import catalog_file
from coursedeck.session.localize.catalog import Catalog, catalog
from coursedeck.session.localize.message import Message

_LEAST = 0.5
"""Least share of common messages (Jaccard index) for a catalog to be taken for that of a renamed session."""

NamedMessages = Sequence[tuple[str, tuple[Message, ...]]]


def find_renamed(
    named: NamedMessages, read: Mapping[str, Catalog], new: Iterable[str], left: Iterable[str]
) -> dict[str, str]:
    """For names without a file, the old name whose catalog has most of their messages.

    `new` are the names that have no file yet, `left` those of files that no session has any more.
    """
    wanted = set(new)
    found: dict[str, str] = {}
    for name, messages in named:
        scores = [(_share(messages, read[old]), old) for old in left if old not in found.values()]
        best, old = max(scores, default=(0.0, ""))
        if name in wanted and best >= _LEAST:
            found[name] = old
    return found


def renamed_catalog(old: Catalog, name: str) -> Catalog:
    """The catalog under another name; a generated header comment, which names the old file, is dropped."""
    first = old.header.removeprefix("Translation of ")
    ours = first != old.header and "\n" not in first
    return catalog(old.locale, catalog_file(old.locale, name), old.entries, "" if ours else old.header, old.metadata)


def _share(messages: Sequence[Message], old: Catalog) -> float:
    """How many of all messages, old and new, are the same."""
    now = {message.key for message in messages}
    before = {entry.key for entry in old.entries if not entry.obsolete}
    return len(now & before) / len(now | before) if now and before else 0.0
