"""Catalogs of sessions that have another name or folder now: they go along with all that is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursedeck.model.course import catalog_file
from coursedeck.session.localize.catalog import Catalog, catalog
from coursedeck.session.localize.message import Message

_LEAST = 0.5
"""Share of messages that a session must have in common with a catalog that was another's."""

Named = Sequence[tuple[str, tuple[Message, ...]]]


def renamed(named: Named, read: Mapping[str, Catalog], new: Iterable[str], left: Iterable[str]) -> dict[str, str]:
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


def moved(old: Catalog, name: str) -> Catalog:
    """The catalog under another name; a heading of ours that names the source is left for a new one."""
    first = old.header.removeprefix("Translation of ")
    ours = first != old.header and "\n" not in first
    return catalog(old.locale, catalog_file(old.locale, name), old.entries, "" if ours else old.header, old.metadata)


def _share(messages: Sequence[Message], old: Catalog) -> float:
    """How many of all messages, old and new, are the same."""
    now = {message.key for message in messages}
    before = {entry.key for entry in old.entries if not entry.obsolete}
    return len(now & before) / len(now | before) if now and before else 0.0
