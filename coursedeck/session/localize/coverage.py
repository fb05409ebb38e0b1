"""How much of a file is translated, counted in messages and in words of the source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from coursedeck.base.text.columns import columns
from coursedeck.model.coverage import Coverage, MessageCount
from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.message import Message, outside_code

_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts without spaces between words: each character counts as one."""
_MARKS = re.compile(r"[*~]+|\b_+|_+\b")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


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


def below_minimum(coverages: Iterable[Coverage], minimum: float) -> tuple[Coverage, ...]:
    """Those with less than `minimum` percent of their messages translated."""
    return tuple(each for each in coverages if each.percent < minimum)


def coverage_table(coverages: Sequence[Coverage]) -> str:
    """The numbers in columns, messages and words, with a sum for each language."""
    head = ("locale", "file", "translated", "fuzzy", "untranslated", "obsolete", "done")
    rows: list[tuple[str, ...]] = [head]
    for locale in dict.fromkeys(each.locale for each in coverages):
        own = [each for each in coverages if each.locale == locale]
        rows += [_row(each) for each in own]
        if len(own) > 1:
            rows.append(_row(sum(own[1:], own[0]), "total"))
    widths = [max(columns(row[column]) for row in rows) for column in range(len(head))]
    return "".join(_line(row, widths) for row in rows)


def coverage_json(coverages: Iterable[Coverage]) -> str:
    """The numbers as JSON: a list with an object for each file and language."""
    return json.dumps([_fields(each) for each in coverages], ensure_ascii=False, indent=2) + "\n"


def _row(each: Coverage, name: str = "") -> tuple[str, ...]:
    tallies = (each.translated, each.fuzzy, each.untranslated, each.obsolete)
    cells = (f"{tally.messages} ({tally.words} words)" if tally.messages else "0" for tally in tallies)
    return (each.locale, name or each.session, *cells, f"{each.percent:.1f} %")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    left = (cell + " " * (width - columns(cell)) for cell, width in zip(row[:2], widths[:2], strict=True))
    right = (cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True))
    return "  ".join((*left, *right)).rstrip() + "\n"


def _fields(each: Coverage) -> dict[str, object]:
    tallies = {
        "translated": each.translated,
        "fuzzy": each.fuzzy,
        "untranslated": each.untranslated,
        "obsolete": each.obsolete,
    }
    counted = {name: {"messages": tally.messages, "words": tally.words} for name, tally in tallies.items()}
    return {"session": each.session, "locale": each.locale, "percent": each.percent, **counted}
