"""Cut what runs in one direction, such as time: as few pieces as can be read, of similar size, at natural breaks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.model.graph import Graph

UNEVEN = 2.0
"""What it costs that a piece is twice as large as the mean one, in breaks of cost 1."""
MORE_TRIED = 4
"""Numbers of pieces that are tried above the least one."""

Piece = tuple[int, int]
"""First atom, and the one after the last."""


class Strip(Struct, frozen=True):
    """A figure as a row of atoms that may be parted."""

    sizes: Sequence[float]
    """Of each atom; as large as a slide is 1."""
    breaks: Sequence[float]
    """What a cut before each atom costs: 0 where the author has one as well, 1 where it hurts."""
    part: Callable[[int, int], Graph]
    """The figure of some neighbouring atoms."""


def cut(strip: Strip, fits: Callable[[Graph], bool]) -> list[Piece]:
    """The pieces of a strip that does not fit as a whole; a single atom is a piece even if it does not fit."""
    known: dict[Piece, bool] = {}

    def is_fitting(piece: Piece) -> bool:
        if piece not in known:
            known[piece] = fits(strip.part(*piece))
        return known[piece]

    return _cut(strip, (0, len(strip.sizes)), is_fitting)


def _cut(strip: Strip, whole: Piece, is_fitting: Callable[[Piece], bool]) -> list[Piece]:
    count = whole[1] - whole[0]
    if count < 2:
        return [whole]
    least = max(2, math.ceil(sum(strip.sizes[slice(*whole)])))
    pieces: list[Piece] = []
    for number in range(least, min(count, least + MORE_TRIED) + 1):
        pieces = _divided(strip, whole, number)
        largest_first = sorted(pieces, key=lambda piece: -sum(strip.sizes[slice(*piece)]))
        if all(map(is_fitting, largest_first)):
            return pieces
    if not pieces:
        pieces = _divided(strip, whole, count)
    found: list[Piece] = []
    for piece in pieces:
        found.extend([piece] if is_fitting(piece) else _cut(strip, piece, is_fitting))
    return found


def _divided(strip: Strip, whole: Piece, number: int) -> list[Piece]:
    """The cheapest `number` pieces: dynamic programming over the places of the last cut."""
    first, end = whole
    total = [0.0]
    for size in strip.sizes[first:end]:
        total.append(total[-1] + size)
    mean = total[-1] / number
    count = end - first
    costs = [0.0] + [math.inf] * count
    cuts: list[list[int]] = []
    for _ in range(number):
        row, last = [math.inf] * (count + 1), [0] * (count + 1)
        for stop in range(1, count + 1):
            for start in range(stop - 1, -1, -1):
                size = (total[stop] - total[start]) / mean
                cost = costs[start] + UNEVEN * (size - 1) ** 2 + (strip.breaks[first + start] if start else 0.0)
                if cost < row[stop]:
                    row[stop], last[stop] = cost, start
                if size > 3.0:
                    break
        costs = row
        cuts.append(last)
    return _pieces(cuts, first, count)


def _pieces(cuts: Sequence[Sequence[int]], first: int, count: int) -> list[Piece]:
    found: list[Piece] = []
    stop = count
    for last in reversed(cuts):
        found.append((first + last[stop], first + stop))
        stop = last[stop]
    return found[::-1]
