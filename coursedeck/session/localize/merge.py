"""Matches messages with old entries, so that no translation is lost and no outdated one passes as current.

In this order, since each step is less certain than the one before: the same message; a change that was taken back; the
same text elsewhere; the same place between unchanged neighbours; similar text that is gone; similar text anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Entry
from coursedeck.session.localize.memory import TranslationMemory
from coursedeck.session.localize.message import Message, Role, comparable, words_alone
from coursedeck.session.localize.similar import Nearest, ratio

ALIGNED = 0.6
"""Least similarity between unchanged neighbours (see `similar.ratio`)."""

LONE = 0.35
"""Least similarity of the only change between two unchanged neighbours, in the same role."""

SIMILAR = 0.75
"""Least similarity anywhere in the file."""

_OF_A_PLACE = frozenset({
    Role.TITLE, Role.HEADING, Role.TABLE_HEADER, Role.TABLE_CELL, Role.CALLOUT_TITLE, Role.ALT, Role.CAPTION,
    Role.LABEL, Role.FIGURE_TITLE, Role.CHART_TITLE, Role.CHART_LABEL, Role.CHART_UNIT, Role.COURSE_TITLE,
    Role.PICTURE_TEXT,
})  # fmt: skip
"""Texts that belong to their place: what stands there now is called otherwise, however unlike the words are."""

_UNLIKE = 0.01
"""Score of a text of a place that shares nothing with what stood there."""

_LEAST_PART = 8
_LEAST_SHARE = 0.2
"""Least length, in characters and as a share of the whole, for a text to count as a part of a split one."""

_WINDOW = 8
"""How many positions away an old entry is considered for a new message of a run."""

_LONG_RUN = 500
"""In runs longer than this only adjacent positions are considered, to bound the time."""


class MatchKind(StrEnum):
    """How an entry was found for a message."""

    KEPT = "kept"
    MOVED = "moved"
    """The same words in another role or file: the translation stays valid."""
    RETOUCHED = "retouched"
    """Other emphasis, quotes or dashes alone: the translation stays valid."""
    CHANGED = "changed"
    """The text differs: the translation becomes fuzzy."""
    NEW = "new"


class EntryMatch(Struct, frozen=True):
    """The entry for a message; `index` into the old entries where it is one of them and now taken."""

    kind: MatchKind
    entry: Entry | None = None
    index: int | None = None
    lent: bool = False
    """Whether it comes from the translation memory, which strips the comments of what stays where it is."""


class _Search(Struct):
    """State of the search: messages, old entries, and the matches so far."""

    wanted: Sequence[Message]
    old: Sequence[Entry]
    memory: TranslationMemory
    owner: str
    """Name of this catalog in the memory."""
    ids: list[str] = field(default_factory=list)
    """Squeezed ids of the old entries."""
    found: dict[int, EntryMatch] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def take(self, message: int, kind: MatchKind, index: int) -> None:
        """Give an old entry to a message."""
        self.found[message] = EntryMatch(kind, self.old[index], index)
        self.used.add(index)

    def open(self) -> list[int]:
        """Messages without an entry."""
        return [index for index in range(len(self.wanted)) if index not in self.found]

    def has_content_for(self, index: int, message: Message) -> bool:
        """Whether an old entry has a translation or comment worth keeping for a message with another text."""
        entry = self.old[index]
        if message.wordless:  # numbers were filled in by us unless a person changed them
            return bool(entry.translation) and entry.translation != entry.id
        return bool(entry.translation or entry.comment)


def match_entries(
    wanted: Sequence[Message], old: Sequence[Entry], memory: TranslationMemory, owner: str
) -> tuple[EntryMatch, ...]:
    """A match for each message of the catalog with the name `owner` in the memory of its language."""
    search = _Search(wanted, old, memory, owner, [comparable(entry.id) for entry in old])
    _same(search)
    _restored(search)
    _moved(search)
    _aligned(search)
    _similar(search)
    _proposed(search)
    found = (search.found.get(index, EntryMatch(MatchKind.NEW)) for index in range(len(wanted)))
    return tuple(_judged(match, message) for match, message in zip(found, wanted, strict=True))


def _judged(match: EntryMatch, message: Message) -> EntryMatch:
    """A changed text that still says the same words is only retouched."""
    entry = match.entry
    if match.kind is not MatchKind.CHANGED or entry is None or entry.fuzzy or not entry.translation:
        return match
    same = comparable(entry.id) != comparable(message.id) and words_alone(entry.id) == words_alone(message.id)
    return replace(match, kind=MatchKind.RETOUCHED) if same and words_alone(message.id) else match


def _same(search: _Search) -> None:
    keys: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(search.old):
        key = (entry.context, search.ids[index])
        if key not in keys or search.old[keys[key]].obsolete:
            keys[key] = index
    for number, message in enumerate(search.wanted):
        if message.key in keys:
            search.take(number, MatchKind.KEPT, keys[message.key])


def _restored(search: _Search) -> None:
    """A change that was taken back: what waits to be revised is still the translation of its old source."""
    waiting: dict[tuple[str, str], int] = {}
    for index, entry in enumerate(search.old):
        if entry.fuzzy and entry.translation and entry.previous is not None:
            waiting.setdefault((entry.previous_context or entry.context, comparable(entry.previous)), index)
    for number in search.open():
        found = waiting.get(search.wanted[number].key)
        if found is not None and found not in search.used:
            entry = search.old[found]
            again = replace(entry, fuzzy=False, previous=None, previous_context=None)
            search.found[number] = EntryMatch(MatchKind.MOVED, again, found)
            search.used.add(found)


def _moved(search: _Search) -> None:
    places: dict[str, list[int]] = {}
    for index, id_ in enumerate(search.ids):
        places.setdefault(id_, []).append(index)
    for number, message in enumerate(search.wanted):
        own = search.found.get(number)
        if own is not None and own.entry is not None and own.entry.translation:
            continue
        id_ = comparable(message.id)
        match = _best_of(search, places.get(id_, []), search.memory.same(id_, search.owner))
        if own is not None and own.entry is not None:
            search.found[number] = _filled(own, own.entry, match)
        elif match is not None:
            search.found[number] = match
            if match.index is not None:
                search.used.add(match.index)


def _filled(own: EntryMatch, entry: Entry, match: EntryMatch | None) -> EntryMatch:
    """An untranslated entry, filled with the translation that its text has elsewhere."""
    if match is None or match.entry is None or match.kind is not MatchKind.MOVED or match.entry.fuzzy:
        return own
    return EntryMatch(own.kind, replace(entry, translation=match.entry.translation, fuzzy=False), own.index)


def _best_of(search: _Search, places: list[int], others: tuple[Entry, ...]) -> EntryMatch | None:
    """The translation of this text elsewhere; of several different ones the first, as fuzzy.

    The groups are ordered by trust: current before obsolete before fuzzy, this file before others.
    """
    old = search.old
    groups: list[list[EntryMatch]] = [
        [_at(search, index) for index in places if old[index].translated],
        [EntryMatch(MatchKind.MOVED, entry, lent=True) for entry in others if not (entry.obsolete or entry.fuzzy)],
        [_at(search, i) for i in places if old[i].obsolete and old[i].translation and not old[i].fuzzy],
        [EntryMatch(MatchKind.MOVED, entry, lent=True) for entry in others if entry.obsolete and not entry.fuzzy],
        [_at(search, index) for index in places if old[index].fuzzy],
        [EntryMatch(MatchKind.MOVED, entry, lent=True) for entry in others if entry.fuzzy],
        [_at(search, index) for index in places if index not in search.used],
    ]
    for group in groups:
        if group:
            first = next((match for match in group if match.index is not None), group[0])
            alike = len({match.entry.translation for match in group if match.entry is not None}) == 1
            return first if alike else EntryMatch(MatchKind.CHANGED, first.entry, first.index, first.lent)
    return None


def _at(search: _Search, index: int) -> EntryMatch:
    return EntryMatch(MatchKind.MOVED, search.old[index], None if index in search.used else index)


def _aligned(search: _Search) -> None:
    """Pairs what stood between two unchanged neighbours before with what stands there now."""
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
    """Pairs the most similar first; then lets the other halves of a split text share its entry."""
    scores = sorted(_scores(search, run, gap), key=lambda score: (-score[0], score[1:]))
    for _, number, index in scores:
        if number not in search.found and index not in search.used:
            search.take(number, MatchKind.CHANGED, index)
    for _, number, index in scores:
        if number not in search.found:
            search.found[number] = EntryMatch(MatchKind.CHANGED, search.old[index])


def _scores(search: _Search, run: Sequence[int], gap: Sequence[int]) -> Iterator[tuple[float, int, int]]:
    scale = len(gap) / len(run)
    window = _WINDOW if len(run) <= _LONG_RUN else 1
    lone = len(gap) == len(run) == 1
    for offset, number in enumerate(run):
        centre = round(offset * scale)
        message = search.wanted[number]
        text = comparable(message.id)
        for index in gap[max(0, centre - window) : centre + window + 1]:
            if search.has_content_for(index, message):
                same_role = search.old[index].context == message.context
                score = _likeness(search.ids[index], text, LONE if lone and same_role else ALIGNED)
                score = score or (_UNLIKE if lone and same_role and message.role in _OF_A_PLACE else 0.0)
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
        index = nearest.best(comparable(message.id), SIMILAR, search.used)
        if index is not None and search.has_content_for(index, message):
            search.take(number, MatchKind.CHANGED, index)


def _proposed(search: _Search) -> None:
    """The translation of the most similar text of any catalog, which keeps it."""
    for number in search.open():
        message = search.wanted[number]
        entry = None if message.wordless else search.memory.alike(comparable(message.id), message.context)
        if entry is not None:
            search.found[number] = EntryMatch(MatchKind.CHANGED, entry, lent=True)
