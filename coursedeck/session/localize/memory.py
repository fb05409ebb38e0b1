"""A translation memory: what the catalogs of a language lend to one another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from coursedeck.session.localize.catalog import Entry
from coursedeck.session.localize.message import comparable
from coursedeck.session.localize.similar import Nearest

ALIKE = 0.6
"""Least similarity for a translation to be proposed, the threshold of gettext's own msgmerge."""


SHORT = 8
"""Characters of a text that shares as much with any other one by chance; see `SHORT_ALIKE`."""

SHORT_ALIKE = 0.75
"""Least similarity of such a text."""


class TranslationMemory(Struct, frozen=True, dict=True):
    """Translated entries of all catalogs of a language, each with the name of its catalog."""

    entries: tuple[tuple[str, Entry], ...] = ()

    def same(self, text: str, asking: str) -> tuple[Entry, ...]:
        """The entries for this text in other catalogs than the one that asks."""
        return tuple(entry for owner, entry in self._by_text.get(text, ()) if owner != asking)

    def alike(self, text: str, context: str) -> Entry | None:
        """The entry of any catalog whose text is most like this one, in the same context where there is a choice."""
        found = self._nearest.best(text, ALIKE if len(text) >= SHORT else SHORT_ALIKE, ())
        if found is None:
            return None
        entries = [entry for _, entry in self._by_text[self._texts[found]]]
        return min(entries, key=lambda entry: (entry.fuzzy, entry.obsolete, entry.context != context))

    @cached_property
    def _by_text(self) -> dict[str, list[tuple[str, Entry]]]:
        found: dict[str, list[tuple[str, Entry]]] = {}
        for owner, entry in self.entries:
            found.setdefault(comparable(entry.id), []).append((owner, entry))
        return found

    @cached_property
    def _texts(self) -> dict[int, str]:
        return dict(enumerate(self._by_text))

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._texts)


def memory_of(owner: str, entries: Iterable[Entry]) -> TranslationMemory:
    """The memory of one catalog alone: its current translations."""
    return TranslationMemory(tuple((owner, entry) for entry in entries if entry.translated))
