"""Which subgraph contains which nodes and subgraphs.

Mermaid's rule: when a subgraph ends, it takes every node that its own statements mention and that no subgraph that
ended earlier has taken. So an inner subgraph precedes the outer one, and the first of two siblings wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field


class Scope(Struct):
    """The names that a subgraph's own statements mention, in order."""

    cluster: int
    """Index of the subgraph, by order of declaration."""
    outer: int | None = None
    """Index of the subgraph around it."""
    names: dict[str, None] = field(default_factory=dict)


def parents(closed: Sequence[Scope], clusters: Mapping[str, int]) -> tuple[dict[str, int], dict[int, int]]:
    """The subgraph around each name and around each subgraph, by index; `closed` in the order in which they ended.

    A subgraph written inside another stays there; a top-level one moves into the first subgraph that mentions its name.
    No subgraph ever contains itself.
    """
    of_name: dict[str, int] = {}
    of_cluster = {scope.cluster: scope.outer for scope in closed if scope.outer is not None}
    for scope in closed:
        for name in scope.names:
            if name not in clusters:
                of_name.setdefault(name, scope.cluster)
            elif clusters[name] not in of_cluster and not _within(scope.cluster, clusters[name], of_cluster):
                of_cluster[clusters[name]] = scope.cluster
    return of_name, of_cluster


def _within(cluster: int, other: int, of_cluster: Mapping[int, int]) -> bool:
    """Whether `cluster` is `other` or is nested in it."""
    step: int | None = cluster
    while step is not None:
        if step == other:
            return True
        step = of_cluster.get(step)
    return False
