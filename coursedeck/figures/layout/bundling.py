"""Bundle edges that leave or reach a node as one line because they have the same style and arrow heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from coursedeck.model.graph import Edge

Bundles: TypeAlias = Mapping[str, tuple[str, str]]
"""By edge: its bundle, and the node at which the edges of the bundle are one line."""


def bundled(ends: Mapping[str, tuple[str, str]], edges: Iterable[Edge]) -> dict[str, tuple[str, str]]:
    """The bundles of those `edges` whose low and high ends are known, the largest first.

    An edge is bundled at one end only: with bundles at both ends, a picture would suggest edges that do not exist.
    """
    groups: dict[tuple[int, str, tuple[object, ...]], list[str]] = {}
    routed = [edge for edge in edges if edge.id in ends and edge.tail != edge.head]
    for side in (0, 1):
        for edge in routed:
            node = ends[edge.id][side]
            groups.setdefault((side, node, _look(edge, node)), []).append(edge.id)
    found: dict[str, tuple[str, str]] = {}
    for (side, node, _), members in sorted(groups.items(), key=lambda item: -len(item[1])):
        free = [each for each in members if each not in found]
        others = {end for each in free for end in ends[each] if end != node}
        if len(free) > 1 and len(others) == len(free):
            found.update(dict.fromkeys(free, (f"{side}{free[0]}", node)))
    return found


def divided(node: str, edges: Sequence[str], bundles: Bundles) -> dict[str, tuple[str, str]]:
    """New names for the second and further runs of each bundle among the `edges` at a side of a node, in order.

    >>> divided("n", ["e1", "e2", "e3"], {"e1": ("b", "n"), "e3": ("b", "n")})
    {'e3': ('b/1', 'n')}
    """
    found: dict[str, tuple[str, str]] = {}
    seen: dict[str, int] = {}
    for own, run in groupby(edges, lambda edge: bundles[edge] if bundles.get(edge, ("", ""))[1] == node else edge):
        if isinstance(own, tuple):
            number = seen.get(own[0], 0)
            seen[own[0]] = number + 1
            found.update({edge: (f"{own[0]}/{number}", node) for edge in run if number})
    return found


def _look(edge: Edge, node: str) -> tuple[object, ...]:
    """What the edges of a bundle have in common at a node."""
    arrows = (edge.tail_arrow, edge.head_arrow)
    arrow = arrows if node == edge.tail else arrows[::-1]
    label, port = (edge.tail_label, edge.tail_port) if node == edge.tail else (edge.head_label, edge.head_port)
    return edge.style.stroke, edge.style.dash, edge.style.stroke_width, arrow, label, port
