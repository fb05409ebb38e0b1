"""Similarity of messages, and the search for the most similar one of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from difflib import SequenceMatcher

_NEAREST = 12
"""Candidates, those that share the most letter pairs, that are compared in full."""

_TELLING = 24
"""How many of a text's letter pairs are looked up, the rarest first."""

_COMMON = 500
"""Letter pairs that occur in more texts than this are ignored as too common."""


def ratio(one: str, other: str, least: float = 0.0) -> float:
    """Likeness from 0 to 1, as difflib counts it around what both begin and end with; 0 where it is below `least`.

    >>> ratio("컨테이너를 띄운다", "컨테이너를 지운다") > 0.8
    True
    """
    if one == other:
        return 1.0
    total = len(one) + len(other)
    if 2 * min(len(one), len(other)) < least * total:
        return 0.0
    start = common_start(one, other)
    a, b = one[start:], other[start:]
    end = common_start(a[::-1], b[::-1])
    a, b = a[: len(a) - end], b[: len(b) - end]
    if 2 * (start + end + _shared(a, b)) < least * total:
        return 0.0
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    found = 2 * (start + end + sum(block.size for block in blocks)) / total
    return found if found >= least else 0.0


def common_start(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shared(a: str, b: str) -> int:
    """Letters that both have, wherever: never fewer than those that match in order."""
    return (Counter(a) & Counter(b)).total()


class Nearest:
    """Finds, among many texts, those most like another."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self._pairs: dict[str, list[int]] = {}
        for index, text in texts.items():
            for pair in _pairs(text):
                self._pairs.setdefault(pair, []).append(index)

    def best(self, text: str, least: float, without: Container[int]) -> int | None:
        """The text most like this one, with a ratio of at least `least`; None where there is none."""
        shared: Counter[int] = Counter()
        for index in self._rarest(text):
            shared.update(self._pairs[index])
        likely = sorted((i for i in shared if i not in without), key=lambda i: (-shared[i], i))[:_NEAREST]
        found = [(ratio(self._texts[index], text, least), -index) for index in likely]
        best = max(found, default=(0.0, 0))
        return -best[1] if best[0] else None

    def _rarest(self, text: str) -> list[str]:
        """The letter pairs of a text that tell most: those that few texts have."""
        known = sorted((len(self._pairs[pair]), pair) for pair in _pairs(text) if pair in self._pairs)
        return [pair for count, pair in known[:_TELLING] if count <= _COMMON] or [pair for _, pair in known[:1]]


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)} or {text}
