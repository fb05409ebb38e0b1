"""Which old entry serves which message, so that no translation is lost and no stale one passes for good.

In this order: the same message; the message that a translation was made for before its source changed; the same words
elsewhere; a neighbour's place; likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coursedeck.session.localize.catalog import Entry
from coursedeck.session.localize.message import Message, squeezed
from coursedeck.session.localize.similar import Nearest, ratio

ALIGNED = 0.6
"""Likeness that is enough between neighbours of the same messages."""

LONE = 0.35
"""Likeness that is enough for the only change between two neighbours, in the same role."""

SIMILAR = 0.75
"""Likeness that is enough anywhere in the file."""

_LEAST_PART = 8
_LEAST_SHARE = 0.2
"""What a text must hold of another to be a part of it: so many characters, and that share of them."""

_WINDOW = 8
"""How far from its place in a run of new messages an old one is looked for."""

_LONG_RUN = 500
"""From so many on, only the nearest are."""


class Step(StrEnum):
    """How a message came to its entry."""

    KEPT = "kept"
    MOVED = "moved"
    """The same words in another role or file: the translation stays valid."""
    CHANGED = "changed"
    """Other words: the translation is fuzzy."""
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """The entry for a message; `index` into the old entries where it is one of them and now taken."""

    step: Step
    entry: Entry | None = None
    index: int | None = None


@dataclass(slots=True)
class _Search:
    """The messages, the old entries, and who has whom so far."""

    wanted: Sequence[Message]
    old: Sequence[Entry]
    elsewhere: Mapping[str, tuple[Entry, ...]]
    ids: list[str] = field(default_factory=list)
    """Squeezed ids of the old entries."""
    found: dict[int, Match] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def take(self, message: int, step: Step, index: int) -> None:
        """Give an old entry to a message."""
        self.found[message] = Match(step, self.old[index], index)
        self.used.add(index)

    def open(self) -> list[int]:
        """Messages without an entry."""
        return [index for index in range(len(self.wanted)) if index not in self.found]

    def serves(self, index: int, message: Message) -> bool:
        """Whether an old entry has something to give to a message of other words."""
        entry = self.old[index]
        if message.wordless:  # numbers were filled in by us unless a person changed them
            return bool(entry.translation) and entry.translation != entry.id
        return bool(entry.translation or entry.comment)


def match_entries(
    wanted: Sequence[Message], old: Sequence[Entry], elsewhere: Mapping[str, tuple[Entry, ...]]
) -> tuple[Match, ...]:
    """A match for each message; `elsewhere` holds the entries of other files by squeezed id."""
    search = _Search(wanted, old, elsewhere, [squeezed(entry.id) for entry in old])
    _same(search)
    _restored(search)
    _moved(search)
    _aligned(search)
    _similar(search)
    return tuple(search.found.get(index, Match(Step.NEW)) for index in range(len(wanted)))


def by_id(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries that have a translation, by squeezed id."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.translation and not entry.fuzzy:
            found.setdefault(squeezed(entry.id), []).append(entry)
    return {id_: tuple(group) for id_, group in found.items()}


def _same(search: _Search) -> None:
    keys: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(search.old):
        key = (entry.context, search.ids[index])
        if key not in keys or search.old[keys[key]].obsolete:
            keys[key] = index
    for number, message in enumerate(search.wanted):
        if message.key in keys:
            search.take(number, Step.KEPT, keys[message.key])


def _restored(search: _Search) -> None:
    """A change that was taken back: what waits to be revised is still the translation of its old source."""
    waiting: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(search.old):
        if entry.fuzzy and entry.translation and entry.previous is not None:
            waiting.setdefault((entry.previous_context or entry.context, squeezed(entry.previous)), index)
    for number in search.open():
        found = waiting.get(search.wanted[number].key)
        if found is not None and found not in search.used:
            entry = search.old[found]
            again = replace(entry, fuzzy=False, previous=None, previous_context=None)
            search.found[number] = Match(Step.MOVED, again, found)
            search.used.add(found)


def _moved(search: _Search) -> None:
    places: dict[str, list[int]] = {}
    for index, id_ in enumerate(search.ids):
        places.setdefault(id_, []).append(index)
    for number, message in enumerate(search.wanted):
        own = search.found.get(number)
        if own is not None and own.entry is not None and own.entry.translation:
            continue
        id_ = squeezed(message.id)
        match = _best_of(search, places.get(id_, []), search.elsewhere.get(id_, ()))
        if own is not None and own.entry is not None:
            search.found[number] = _filled(own, own.entry, match)
        elif match is not None:
            search.found[number] = match
            if match.index is not None:
                search.used.add(match.index)


def _filled(own: Match, entry: Entry, match: Match | None) -> Match:
    """An entry that waits for its translation, with the one that its words have elsewhere."""
    if match is None or match.entry is None or match.step is not Step.MOVED or match.entry.fuzzy:
        return own
    return Match(own.step, replace(entry, translation=match.entry.translation, fuzzy=False), own.index)


def _best_of(search: _Search, places: list[int], others: tuple[Entry, ...]) -> Match | None:
    """The one translation that these words have; where they have several, the first as a proposal."""
    old = search.old
    groups: list[list[Match]] = [
        [_at(search, index) for index in places if old[index].translated],
        [Match(Step.MOVED, entry) for entry in others if not (entry.obsolete or entry.fuzzy)],
        [_at(search, i) for i in places if old[i].obsolete and old[i].translation and not old[i].fuzzy],
        [Match(Step.MOVED, entry) for entry in others if entry.obsolete and not entry.fuzzy],
        [_at(search, index) for index in places if old[index].fuzzy],
        [Match(Step.MOVED, entry) for entry in others if entry.fuzzy],
        [_at(search, index) for index in places if index not in search.used],
    ]
    for group in groups:
        if group:
            first = next((match for match in group if match.index is not None), group[0])
            alike = len({match.entry.translation for match in group if match.entry is not None}) == 1
            return first if alike else Match(Step.CHANGED, first.entry, first.index)
    return None


def _at(search: _Search, index: int) -> Match:
    return Match(Step.MOVED, search.old[index], None if index in search.used else index)


def _aligned(search: _Search) -> None:
    """Between two neighbours that stayed, what was there before and what is there now belong together."""
    live = [index for index, entry in enumerate(search.old) if not entry.obsolete]
    place = {index: position for position, index in enumerate(live)}
    for run in _runs(search.open()):
        before = _place(search, run[0] - 1, place, -1)
        after = _place(search, run[-1] + 1, place, len(live))
        gap = sorted({*_unused(search, live, before, 1), *_unused(search, live, after, -1)})
        _pair(search, run, gap)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in groups without a gap."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _place(search: _Search, number: int, place: Mapping[int, int], edge: int) -> int | None:
    """Where a neighbour's entry stands among the live ones; `edge` beyond the ends; None where it is not there."""
    if not 0 <= number < len(search.wanted):
        return edge
    match = search.found.get(number)
    return place.get(match.index) if match is not None and match.index is not None else None


def _unused(search: _Search, live: Sequence[int], start: int | None, step: int) -> Iterator[int]:
    position = start + step if start is not None else -1
    while 0 <= position < len(live) and live[position] not in search.used:
        yield live[position]
        position += step


def _pair(search: _Search, run: Sequence[int], gap: Sequence[int]) -> None:
    """The most alike first; then, for a text that was split, what another one has taken already."""
    scores = sorted(_scores(search, run, gap), key=lambda score: (-score[0], score[1:]))
    for _, number, index in scores:
        if number not in search.found and index not in search.used:
            search.take(number, Step.CHANGED, index)
    for _, number, index in scores:
        if number not in search.found:
            search.found[number] = Match(Step.CHANGED, search.old[index])


def _scores(search: _Search, run: Sequence[int], gap: Sequence[int]) -> Iterator[tuple[float, int, int]]:
    scale = len(gap) / len(run)
    window = _WINDOW if len(run) <= _LONG_RUN else 1
    lone = len(gap) == len(run) == 1
    for offset, number in enumerate(run):
        centre = round(offset * scale)
        message = search.wanted[number]
        text = squeezed(message.id)
        for index in gap[max(0, centre - window) : centre + window + 1]:
            if search.serves(index, message):
                same_role = search.old[index].context == message.context
                score = _likeness(search.ids[index], text, LONE if lone and same_role else ALIGNED)
                if score:
                    yield score, number, index


def _likeness(one: str, other: str, least: float) -> float:
    """As `ratio`; a part of a text that was split or joined is like the whole, however short it is."""
    found = ratio(one.casefold(), other.casefold(), least)
    part, whole = sorted((one, other), key=len)
    if not found and len(part) >= max(_LEAST_PART, _LEAST_SHARE * len(whole)) and part in whole:
        return least
    return found


def _similar(search: _Search) -> None:
    open_ = search.open()
    if not open_:
        return
    free = {i: search.ids[i] for i, entry in enumerate(search.old) if i not in search.used and entry.translation}
    nearest = Nearest(free)
    for number in open_:
        message = search.wanted[number]
        index = nearest.best(squeezed(message.id), SIMILAR, search.used)
        if index is not None and search.serves(index, message):
            search.take(number, Step.CHANGED, index)
