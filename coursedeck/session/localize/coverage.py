"""How much of a file is translated, counted in messages and in words of the source."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.coverage import Coverage, MessageCount
from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.message import Message, outside_code

_UNSPACED = lazy_pattern("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts without spaces between words: each character counts as one."""
_MARKS = lazy_pattern(r"[*~]+|\b_+|_+\b")
_WORD = lazy_pattern(r"\w+(?:[-'’.]\w+)*")


class State(StrEnum):
    """What became of a message."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    """The source has changed since it was translated: the deck shows the source."""
    UNTRANSLATED = "untranslated"


def count_words(text: str) -> int:
    """Words of a message, without code and markup.

    >>> count_words("**가상머신**과 `docker run` 비교"), count_words("容器")
    (2, 2)
    """
    spoken = _MARKS.sub("", outside_code(text))
    single = len(_UNSPACED.findall(spoken))
    return single + sum(1 for word in _WORD.findall(_UNSPACED.sub(" ", spoken)) if any(c.isalpha() for c in word))


def state_of(message: Message, entry: Entry | None) -> State:
    """State of a message with this entry; a message without words needs no translation."""
    if entry is not None and entry.translated:
        return State.TRANSLATED
    if message.wordless:
        return State.TRANSLATED
    return State.FUZZY if entry is not None and entry.fuzzy and entry.translation else State.UNTRANSLATED


def coverage(session: str, messages: Iterable[Message], catalog: Catalog) -> Coverage:
    """How much of the messages a catalog translates; each message counts once, however often it occurs."""
    tallies = dict.fromkeys(State, MessageCount())
    for message in {message.key: message for message in messages}.values():
        state = state_of(message, catalog.find(message))
        tallies[state] += MessageCount(1, count_words(message.id))
    gone = (MessageCount(1, count_words(entry.id)) for entry in catalog.entries if entry.obsolete)
    return Coverage(
        session,
        catalog.locale,
        tallies[State.TRANSLATED],
        tallies[State.FUZZY],
        tallies[State.UNTRANSLATED],
        sum(gone, MessageCount()),
    )
