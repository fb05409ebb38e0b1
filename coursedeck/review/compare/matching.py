"""Match slides of two decks: by id, then by similarity of their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from operator import itemgetter

from coursedeck.model.review import SlideSnapshot

MIN_SIMILARITY = 0.6
"""Similarity from which on two slides with different ids are matched."""

TITLE_WEIGHT = 0.3

Pair = tuple[int, int]


def match_slides(before: Sequence[SlideSnapshot], after: Sequence[SlideSnapshot]) -> list[Pair]:
    """Index pairs of matching slides before and after; slides in no pair are new or removed."""
    places = {slide.id: place for place, slide in enumerate(before)}
    pairs = [(places[slide.id], place) for place, slide in enumerate(after) if slide.id in places]
    old = sorted(set(range(len(before))) - {one for one, _ in pairs})
    new = sorted(set(range(len(after))) - {other for _, other in pairs})
    return sorted([*pairs, *_by_content(before, after, old, new)], key=itemgetter(1))


def _by_content(
    before: Sequence[SlideSnapshot], after: Sequence[SlideSnapshot], old: list[int], new: list[int]
) -> Iterator[Pair]:
    """Greedy matching, most similar pairs first."""
    scores = [(similarity(before[one], after[other]), one, other) for one in old for other in new]
    for score, one, other in sorted(scores, key=lambda found: (-found[0], abs(found[1] - found[2]), found[1:])):
        if score < MIN_SIMILARITY:
            return
        if one in old and other in new:
            old.remove(one)
            new.remove(other)
            yield one, other


def similarity(one: SlideSnapshot, other: SlideSnapshot) -> float:
    """From 0 (nothing in common) to 1 (equal title, text, notes and alternative texts).

    >>> a = SlideSnapshot("a", "Hosts", "", "", text=("one", "two"))
    >>> similarity(a, SlideSnapshot("b", "Hosts", "", "", text=("one", "two")))
    1.0
    """
    title = _ratio(one.title, other.title)
    body, other_body = ("\n".join((*side.text, *side.notes, *side.alts)) for side in (one, other))
    if not body and not other_body:
        return title
    return TITLE_WEIGHT * title + (1 - TITLE_WEIGHT) * _ratio(body, other_body)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # difflib's cheap upper bounds rule out most pairs
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > 0.3 else 0.0


def in_order(pairs: Sequence[Pair]) -> set[Pair]:
    """The longest increasing subsequence of the pairs; slides of all other pairs have been moved.

    >>> sorted(in_order([(0, 0), (3, 1), (1, 2), (2, 3)]))
    [(0, 0), (1, 2), (2, 3)]
    """
    best: list[tuple[int, int]] = []
    for at, (old, _) in enumerate(pairs):
        longest = max(((best[i][0], i) for i in range(at) if pairs[i][0] < old), default=(0, -1), key=itemgetter(0))
        best.append((longest[0] + 1, longest[1]))
    at = max(range(len(best)), key=lambda i: (best[i][0], i), default=-1)
    kept = set()
    while at >= 0:
        kept.add(pairs[at])
        at = best[at][1]
    return kept
