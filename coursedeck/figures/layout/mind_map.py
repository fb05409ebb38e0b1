"""Mind maps: branches on both sides of the root, each in a colour of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursedeck.figures.layout.hierarchy import ROOT, Hierarchy
from coursedeck.figures.layout.kinds.palette import STRONG, TINTS
from coursedeck.figures.layout.plan import Group, LayoutPlan, SubgraphPlan
from coursedeck.model.graph import Direction, Edge, Graph, Node
from coursedeck.model.values import replace

_MIRRORED = {Direction.LR: Direction.RL, Direction.RL: Direction.LR, Direction.TB: Direction.BT,
             Direction.BT: Direction.TB}  # fmt: skip


def with_branch_colors(graph: Graph) -> Graph:
    """The graph; a mind map with a colour for each branch, where its author gave none."""
    if not graph.mind_map:
        return graph
    hue = {node: number % len(TINTS) for number, branch in enumerate(_branches(graph)) for node in branch}

    def node(each: Node) -> Node:
        if each.id not in hue or each.style.fill is not None or each.style.unfilled:
            return each
        stroke = each.style.stroke or STRONG[hue[each.id]]
        return replace(each, style=replace(each.style, fill=TINTS[hue[each.id]], stroke=stroke))

    def edge(each: Edge) -> Edge:
        if each.head not in hue or each.style.stroke is not None:
            return each
        return replace(each, style=replace(each.style, stroke=STRONG[hue[each.head]]))

    return replace(graph, nodes=tuple(map(node, graph.nodes)), edges=tuple(map(edge, graph.edges)))


def two_sided(hierarchy: Hierarchy) -> LayoutPlan | None:
    """A plan with the first branches on the side to which the map grows, and the others opposite.

    None if there are fewer than two branches.
    """
    branches = _branches(hierarchy.graph)
    if len(branches) < 2:
        return None
    near, far = _halves(branches, _widths(hierarchy.graph))
    root = next(node.id for node in hierarchy.graph.nodes if not any(node.id in each for each in branches))
    ahead = hierarchy.direction
    groups = (Group(far, 0, _MIRRORED[ahead]), Group((root,), 1, ahead), Group(near, 2, ahead))
    return {ROOT: SubgraphPlan(ahead, groups)}


def _branches(graph: Graph) -> list[tuple[str, ...]]:
    """The nodes of each branch of the root, which is the first node."""
    children = _children(graph)
    found = []
    for start in children.get(graph.nodes[0].id, ()):
        branch = [start]
        for node in branch:
            branch.extend(children.get(node, ()))
        found.append(tuple(branch))
    return found


def _children(graph: Graph) -> Mapping[str, list[str]]:
    children: dict[str, list[str]] = {}
    for edge in graph.edges:
        children.setdefault(edge.tail, []).append(edge.head)
    return children


def _widths(graph: Graph) -> Mapping[str, int]:
    """The number of leaves below each node, at least one."""
    children = _children(graph)
    widths: dict[str, int] = {}
    for node in reversed(graph.nodes):
        widths[node.id] = sum(widths[child] for child in children.get(node.id, ())) or 1
    return widths


def _halves(
    branches: Sequence[tuple[str, ...]], widths: Mapping[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """The branches in two runs with about as many leaves each."""
    leaves = [widths[branch[0]] for branch in branches]
    cut = min(range(1, len(branches)), key=lambda at: abs(sum(leaves[:at]) - sum(leaves[at:])))
    near, far = branches[:cut], branches[cut:]
    return tuple(node for branch in near for node in branch), tuple(node for branch in far for node in branch)
