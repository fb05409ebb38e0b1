"""Rank assignment: edges run from lower to higher ranks; cycles are broken at the edge that closes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Constraint: TypeAlias = tuple[str, str, int]
"""Tail, head, and the minimum difference of their ranks."""


def ranks(
    items: Sequence[str], constraints: Iterable[Constraint], together: Iterable[Sequence[str]] = ()
) -> dict[str, int]:
    """The rank of each of `items`, from 0; `items` are in order of declaration.

    Each group of `together` gets one rank (Graphviz ``rank=same``); what its items would keep apart is ignored.

    >>> ranks(["a", "b", "c"], [("a", "b", 1), ("b", "c", 1), ("c", "a", 1)])
    {'a': 0, 'b': 1, 'c': 2}
    >>> ranks(["a", "b", "c", "d"], [("a", "c", 1), ("b", "c", 1), ("c", "d", 1), ("d", "a", 1)])
    {'a': 0, 'b': 0, 'c': 1, 'd': 2}
    >>> ranks(["a", "b", "c"], [("a", "b", 1), ("b", "c", 1)], [("a", "c")])
    {'a': 0, 'b': 1, 'c': 0}
    """
    first = {item: group[0] for group in together for item in group}
    if first:
        kept = [item for item in items if first.get(item, item) == item]
        joined = [(first.get(tail, tail), first.get(head, head), length) for tail, head, length in constraints]
        found = ranks(kept, joined)
        return {item: found[first.get(item, item)] for item in items}
    forward = _without_cycles(items, list(constraints))
    successors: dict[str, list[tuple[str, int]]] = {item: [] for item in items}
    predecessors: dict[str, list[tuple[str, int]]] = {item: [] for item in items}
    for tail, head, length in forward:
        successors[tail].append((head, length))
        predecessors[head].append((tail, length))
    order = _topological(items, successors, predecessors)
    found = dict.fromkeys(items, 0)
    for item in order:
        found[item] = max((found[tail] + length for tail, length in predecessors[item]), default=0)
    _tighten(order, found, successors, predecessors)
    lowest = min(found.values(), default=0)
    return {item: found[item] - lowest for item in items}


def _without_cycles(items: Sequence[str], constraints: list[Constraint]) -> list[Constraint]:
    """The constraints with back edges of a depth-first search in order of declaration reversed."""
    following: dict[str, list[str]] = {item: [] for item in items}
    for tail, head, _ in constraints:
        following[tail].append(head)
    closing: set[tuple[str, str]] = set()
    state: dict[str, int] = {}
    for start in items:
        stack = [(start, iter(following[start]))] if start not in state else []
        state.setdefault(start, 1)
        while stack:
            item, rest = stack[-1]
            following_item = next(rest, None)
            if following_item is None:
                state[item] = 2
                stack.pop()
            elif following_item not in state:
                state[following_item] = 1
                stack.append((following_item, iter(following[following_item])))
            elif state[following_item] == 1:
                closing.add((item, following_item))
    return [(h, t, length) if (t, h) in closing else (t, h, length) for t, h, length in constraints if t != h]


def _topological(
    items: Sequence[str], successors: dict[str, list[tuple[str, int]]], predecessors: dict[str, list[tuple[str, int]]]
) -> list[str]:
    waiting = {item: len(predecessors[item]) for item in items}
    ready = [item for item in items if not waiting[item]]
    order: list[str] = []
    for item in ready:
        order.append(item)
        for head, _ in successors[item]:
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
    return order


def _tighten(
    order: list[str], found: dict[str, int], successors: dict[str, list[tuple[str, int]]],
    predecessors: dict[str, list[tuple[str, int]]],
) -> None:  # fmt: skip
    """Shorten edges: items with more outgoing than incoming edges move to the highest rank that their heads allow."""
    for _ in range(8):
        moved = False
        for item in reversed(order):
            if len(successors[item]) <= len(predecessors[item]):
                continue
            latest = min(found[head] - length for head, length in successors[item])
            if latest > found[item]:
                found[item], moved = latest, True
        if not moved:
            return


def connected_components(items: Sequence[str], pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Connected components of `items`, in order of declaration.

    >>> connected_components(["a", "b", "c"], [("c", "a")])
    (('a', 'c'), ('b',))
    """
    group = {item: index for index, item in enumerate(items)}
    for tail, head in pairs:
        low, high = sorted((group[tail], group[head]))
        if low != high:
            group = {item: low if index == high else index for item, index in group.items()}
    return tuple(tuple(item for item in items if group[item] == index) for index in sorted(set(group.values())))
