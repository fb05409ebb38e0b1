"""Which of two rows of texts belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from coursedeck.base.text.likeness import likeness

_WORD = re.compile(r"\w")

Pair = tuple[int | None, int | None]
"""Places before and after; None where there is no counterpart."""


def aligned(before: Sequence[str], after: Sequence[str], least: float = 0.5) -> list[Pair]:
    """Which texts belong together, in the order of `after`, those that are gone where they stood.

    The pairs keep their order and are together as alike as can be (Needleman–Wunsch); what stands elsewhere is
    gone and new. Where as many are gone as are new in their place, each was written anew.
    """
    first = _same_at_start(before, after)
    last = _same_at_start(before[first:][::-1], after[first:][::-1])
    between = _alike_pairs(before[first : len(before) - last], after[first : len(after) - last], least)
    start: list[Pair] = [(place, place) for place in range(first)]
    shifted = [(_behind(old, first), _behind(new, first)) for old, new in between]
    end: list[Pair] = [(len(before) - place, len(after) - place) for place in range(last, 0, -1)]
    return list(_anew([*start, *shifted, *end]))


def _same_at_start(before: Sequence[str], after: Sequence[str]) -> int:
    """How many texts two rows have in common from their beginnings."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(before), len(after)))


def _behind(place: int | None, first: int) -> int | None:
    return None if place is None else place + first


def _anew(pairs: Sequence[Pair]) -> Iterator[Pair]:
    for kept, group in groupby(pairs, key=lambda pair: None not in pair):
        found = list(group)
        gone = [old for old, _ in found if old is not None]
        new = [place for _, place in found if place is not None]
        yield from found if kept or len(gone) != len(new) else zip(gone, new, strict=True)


def _alike_pairs(before: Sequence[str], after: Sequence[str], least: float) -> list[Pair]:
    width, height = len(before), len(after)
    scores = [[0.0] * (height + 1) for _ in range(width + 1)]
    alike = [[_worth(one, other, least) for other in after] for one in before]
    for row in range(width - 1, -1, -1):
        for column in range(height - 1, -1, -1):
            kept = alike[row][column] + scores[row + 1][column + 1] if alike[row][column] else 0.0
            scores[row][column] = max(kept, scores[row + 1][column], scores[row][column + 1])
    found: list[Pair] = []
    row = column = 0
    while row < width or column < height:
        if row < width and column < height and alike[row][column]:
            kept = alike[row][column] + scores[row + 1][column + 1]
            if kept >= scores[row][column] - 1e-9:
                found.append((row, column))
                row, column = row + 1, column + 1
                continue
        if row < width and (column == height or scores[row + 1][column] >= scores[row][column + 1]):
            found.append((row, None))
            row += 1
        else:
            found.append((None, column))
            column += 1
    return found


def _worth(one: str, other: str, least: float) -> float:
    """What it is worth to pair two texts; 0 where they have too little in common."""
    if one == other:
        return 1.0 if _WORD.search(one) else 0.3
    if not _WORD.search(one):
        return 0.1 if one.split() == other.split() else 0.0
    found = likeness(one, other)
    return found * 0.99 if found >= least else 0.0
