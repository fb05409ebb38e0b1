"""Themes that this machine has read before: a theme has forty-five layouts, and every course one theme."""

from __future__ import annotations

import contextlib

from msgspec import Struct

from coursedeck.app.engine.fingerprint import fingerprint
from coursedeck.app.stages.templates import open_theme
from coursedeck.base.cache import DecodingError, DiskStore, LostEntryError, decode, digest, encode
from coursedeck.base.files import cache_folder
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.theme import ThemeChoice

_LIMIT = 64 * 2**20
"""Bytes; a theme takes half a million."""


class EncodedTheme(Struct, frozen=True):
    """A theme's template as bytes, the package that decks are written into, and what is wrong with the choice."""

    template: bytes
    package: bytes
    problems: tuple[Problem, ...] = ()


class _Kept(Struct, frozen=True):
    """The same by digests."""

    template: str
    package: str
    problems: tuple[Problem, ...]


def encoded_theme(choice: ThemeChoice) -> EncodedTheme:
    """The theme of a choice, from the user's cache folder where it was read before with the same program and fonts."""
    store = _store()
    if store is None:
        return _read(choice)
    key = digest("theme", fingerprint(), encode(choice))
    with contextlib.suppress(LostEntryError, DecodingError):
        kept = decode(store.recall(key) or b"", _Kept)
        return EncodedTheme(store.get(kept.template), store.get(kept.package), kept.problems)
    theme = _read(choice)
    with contextlib.suppress(CourseError):  # where nothing can be kept, it is read again the next time
        store.remember(key, encode(_Kept(store.put(theme.template), store.put(theme.package), theme.problems)))
        store.trim()
    return theme


def _store() -> DiskStore | None:
    try:
        return DiskStore(cache_folder() / "themes", _LIMIT)
    except RuntimeError:
        return None


def _read(choice: ThemeChoice) -> EncodedTheme:
    opened = open_theme(choice)
    return EncodedTheme(encode(opened.template), opened.package, opened.problems)
