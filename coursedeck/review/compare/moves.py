"""Slides that went from one session to another: a session split in two, two made one, a section moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter

from coursedeck.model.review import DeckSnapshot, SlideChange, SlideSnapshot, Status
from coursedeck.model.values import replace
from coursedeck.review.compare.changes import compare_decks, compare_moved
from coursedeck.review.compare.matching import similarity

MIN_MOVED_SIMILARITY = 0.7
"""As for slides of one session, and more, since slides of other sessions are less likely the same."""

MOST_PAIRS = 20_000
"""Pairs of slides whose words are compared; beyond, only slides with the same id or words are found."""

_OF_EACH_DECK = {"title", "agenda"}
"""Ids of slides that every deck has."""

Changes = Mapping[str, tuple[SlideChange, ...]]
"""By key of the deck."""

_Place = tuple[str, int]
"""Key of a deck, and index of a slide in it."""


def compare_courses(before: Mapping[str, DeckSnapshot], after: Mapping[str, DeckSnapshot]) -> Changes:
    """The changes of every deck of both, by key; slides that went to another session of their language are one."""
    keys = dict.fromkeys((*after, *before))
    found = {key: compare_decks(before.get(key), after.get(key)) for key in keys}
    return _with_moves(found, before, after)


def _with_moves(changes: Changes, before: Mapping[str, DeckSnapshot], after: Mapping[str, DeckSnapshot]) -> Changes:
    pairs = list(_moves(changes, before, after))
    by_decks: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for (old, one), (new, other) in pairs:
        by_decks[old, new].append((one, other))
    moved = {
        (new, change.new_number): change
        for (old, new), places in by_decks.items()
        for change in compare_moved(before[old], after[new], places)
    }
    left = {(key, place + 1) for (key, place), _ in pairs}
    sections = {
        (key, decks[key].slides[place].section)
        for old, new in pairs
        for (key, place), decks in ((old, before), (new, after))
    }
    return {
        key: tuple(
            _opening(moved.get((key, one.new_number), one) if one.status is Status.NEW else one, key, sections)
            for one in some
            if not (one.status is Status.REMOVED and (key, one.old_number) in left)
        )
        for key, some in changes.items()
    }


def _opening(change: SlideChange, key: str, sections: Collection[tuple[str, str]]) -> SlideChange:
    """A section's own slide follows where the section went: whether there is one depends on the session."""
    slide = change.slide
    alone = change.status in {Status.NEW, Status.REMOVED} and slide.derived and slide.id not in _OF_EACH_DECK
    return replace(change, follows=True) if alone and (key, slide.section) in sections else change


def _moves(
    changes: Changes, before: Mapping[str, DeckSnapshot], after: Mapping[str, DeckSnapshot]
) -> Iterator[tuple[_Place, _Place]]:
    """Places before and after of slides that went to another session."""
    gone: dict[str, list[tuple[_Place, SlideSnapshot]]] = defaultdict(list)
    come: dict[str, list[tuple[_Place, SlideSnapshot]]] = defaultdict(list)
    for key, some in changes.items():
        locale = (after.get(key) or before[key]).locale
        for one in some:
            if one.slide.id in _OF_EACH_DECK:
                continue
            if one.status is Status.REMOVED and one.old_number is not None:
                gone[locale].append(((key, one.old_number - 1), one.slide))
            elif one.status is Status.NEW and one.new_number is not None:
                come[locale].append(((key, one.new_number - 1), one.slide))
    for locale, old in gone.items():
        yield from _pairs(old, come.get(locale, []))


def _pairs(
    old: list[tuple[_Place, SlideSnapshot]], new: list[tuple[_Place, SlideSnapshot]]
) -> Iterator[tuple[_Place, _Place]]:
    """Slides with the same id and words, then the most similar ones; each at most once."""
    waiting, found = dict(old), {}
    for same in (_identity, _words):
        known: dict[object, list[_Place]] = defaultdict(list)
        for place, slide in waiting.items():
            known[same(slide)].append(place)
        for place, slide in new:
            if place not in found and known[same(slide)]:
                found[place] = known[same(slide)].pop(0)
                del waiting[found[place]]
    rest = [(place, slide) for place, slide in new if place not in found]
    if len(rest) * len(waiting) <= MOST_PAIRS:
        found |= dict(_by_similarity(waiting, rest))
    yield from ((before, after) for after, before in found.items())


def _identity(slide: SlideSnapshot) -> object:
    return slide.id, _words(slide)


def _words(slide: SlideSnapshot) -> object:
    return slide.title, slide.text, slide.notes, slide.alts


def _by_similarity(
    old: Mapping[_Place, SlideSnapshot], new: list[tuple[_Place, SlideSnapshot]]
) -> Iterator[tuple[_Place, _Place]]:
    scores = [(similarity(slide, other), before, after) for before, slide in old.items() for after, other in new]
    taken: set[tuple[str, _Place]] = set()
    for score, before, after in sorted(scores, key=itemgetter(0), reverse=True):
        if score < MIN_MOVED_SIMILARITY:
            return
        if not {("old", before), ("new", after)} & taken:
            taken |= {("old", before), ("new", after)}
            yield after, before
