"""How alike two texts are."""

from __future__ import annotations

from collections import Counter


def likeness(one: str, other: str) -> float:
    """From 0 to 1, the share of pairs of neighbouring letters that two texts have in common (Dice's coefficient).

    >>> likeness("a hot oven", "a warm oven") > 0.5 > likeness("a hot oven", "rye")
    True
    """
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = " ".join(text.split()).casefold()
    return Counter(plain[index : index + 2] for index in range(len(plain) - 1)) if len(plain) > 1 else Counter([plain])
