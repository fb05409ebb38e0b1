"""Seconds handed out without losing one."""

from __future__ import annotations

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` in whole shares proportional to `weights`, by the largest remainder; equal where all weigh nothing.

    The shares always add up to `total`; of equal remainders the earlier one wins.

    >>> apportion(10, (1, 1, 1))
    (4, 3, 3)
    """
    if not weights:
        return ()
    scale = sum(weights) or len(weights)
    even = weights if sum(weights) else (1,) * len(weights)
    floors = [total * weight // scale for weight in even]
    remainders = [total * weight % scale for weight in even]
    by_remainder = sorted(range(len(even)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: total - sum(floors)]:
        floors[index] += 1
    return tuple(floors)
