"""One-dimensional placement: as near as possible to desired positions, in order and with minimum distances."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], weights: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Positions that minimise the weighted squares of distance from `wanted`; neighbours are `apart` at least.

    `apart` has one entry less than there are positions. (Isotonic regression by pooling adjacent violators.)

    >>> spread([0, 0], [1, 1], [10])
    [-5.0, 5.0]
    """
    offsets = [0.0] if wanted else []
    for distance in apart:
        offsets.append(offsets[-1] + distance)
    blocks: list[tuple[float, float, int]] = []
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, total, size = want - offset, weight, 1
        while blocks and blocks[-1][0] > mean:
            other, weight_, count = blocks.pop()
            mean = (mean * total + other * weight_) / (total + weight_)
            total, size = total + weight_, size + count
        blocks.append((mean, total, size))
    places = [mean for mean, _, size in blocks for _ in range(size)]
    return [place + offset for place, offset in zip(places, offsets, strict=True)]


def spread_within(
    wanted: Sequence[float], apart: float, low: float, high: float, weights: Sequence[float] | None = None
) -> list[float]:
    """Positions near `wanted`, in order, `apart` where there is room for that, none outside `low` … `high`.

    >>> spread_within([9.0, 9.0], 4.0, 0.0, 10.0)
    [6.0, 10.0]
    """
    count = len(wanted)
    step = min(apart, (high - low) / (count - 1)) if count > 1 else 0.0
    places = spread(list(wanted), weights or [1.0] * count, [step] * (count - 1))
    lowest = [low + index * step for index in range(count)]
    highest = [high - (count - 1 - index) * step for index in range(count)]
    return [min(max(place, least), most) for place, least, most in zip(places, lowest, highest, strict=True)]
