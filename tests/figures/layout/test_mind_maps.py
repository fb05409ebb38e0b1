"""Mind maps grow to both sides of their root, each branch in a colour of its own."""

from __future__ import annotations

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.layout import layout
from coursedeck.figures.mermaid import read
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source
from coursedeck.model.units import Size
from tests.figures.layout.figure_geometry import edges, faults, nodes, texts

AREA = Size(874, 368)


def drawn(lines: str) -> Drawing:
    graph, _ = read(f"mindmap\n{lines}", "figure", Source("a.md"))
    assert isinstance(graph, Graph)
    drawing, _ = layout(graph, AREA, Ruler(Families()))
    assert faults(graph, drawing) == {}
    return drawing


def tree(*counts: int, depth: int = 1) -> str:
    """A map whose root has a branch for each of `counts`, with so many leaves, each below `depth` nodes."""
    lines = ["  Root of all"]
    for number, count in enumerate(counts):
        lines.append(f"    branch {number}")
        for level in range(depth - 1):
            lines.append("      " + "  " * level + f"part {level} of {number}")
        lines += ["      " + "  " * (depth - 1) + f"leaf {number}.{leaf}" for leaf in range(count)]
    return "\n".join(lines)


MAPS = {"even": tree(3, 3, 3, 3), "uneven": tree(9, 2, 1), "two": tree(2, 2), "deep": tree(3, 4, 3, depth=3),
        "many": tree(*[4] * 9), "bare": tree(0, 0, 0, 0, 0)}  # fmt: skip


@pytest.mark.parametrize("name", MAPS)
def test_the_root_stands_between_its_branches(name: str) -> None:
    placed = nodes(drawn(MAPS[name]))
    root = placed["n1"].box
    left = [node for node in placed.values() if node.box.right < root.left]
    right = [node for node in placed.values() if node.box.left > root.right]
    assert len(left) + len(right) == len(placed) - 1
    assert left
    assert right


@pytest.mark.parametrize("name", ["even", "many", "deep"])
def test_both_sides_are_about_as_full(name: str) -> None:
    placed = nodes(drawn(MAPS[name]))
    root = placed["n1"].box
    left = sum(node.box.right < root.left for node in placed.values())
    assert 0.3 <= left / (len(placed) - 1) <= 0.7
    tops = [node.box.top for node in placed.values()]
    bottoms = [node.box.bottom for node in placed.values()]
    middle = (min(tops) + max(bottoms)) / 2
    assert abs(root.center.y - middle) < 0.2 * (max(bottoms) - min(tops))


@pytest.mark.parametrize("name", MAPS)
def test_each_branch_has_a_colour_and_its_lines_have_it_too(name: str) -> None:
    drawing = drawn(MAPS[name])
    placed, lines = nodes(drawing), edges(drawing)
    children: dict[str, list[str]] = {}
    for edge in lines.values():
        children.setdefault(edge.tail, []).append(edge.head)
    colors = []
    for branch in children["n1"]:
        below = [branch]
        for node in below:
            below += children.get(node, [])
        fills = {placed[node].paint.fill for node in below}
        strokes = {edge.paint.stroke for edge in lines.values() if edge.head in below}
        assert len(fills) == len(strokes) == 1
        colors.append((*fills, *strokes))
    assert len(set(colors)) == min(6, len(colors))


def test_a_large_map_is_larger_than_on_one_side() -> None:
    sizes = [block.size for block in texts(drawn(tree(*[9] * 4))).values()]
    assert min(sizes) >= 6


def test_a_map_with_one_branch_and_a_root_alone_are_drawn() -> None:
    assert set(nodes(drawn(tree(2)))) == {"n1", "n2", "n3", "n4"}
    assert set(nodes(drawn("  alone"))) == {"n1"}


def test_a_flowchart_is_no_mind_map() -> None:
    graph, _ = read("mindmap\n  Root\n    one\n    two", "figure", Source("a.md"))
    assert isinstance(graph, Graph)
    assert graph.mind_map
    plain, _ = read("flowchart LR\n  Root --- one\n  Root --- two", "figure", Source("a.md"))
    assert isinstance(plain, Graph)
    drawing, _ = layout(plain, AREA, Ruler(Families()))
    assert {node.paint.fill for node in nodes(drawing).values()} == {"#ffffff"}


WORDS = ("a", "some words", "no", "quite a few more words than there are elsewhere", "two words")


@pytest.mark.parametrize("branches", [2, 3, 5])
def test_the_children_of_a_side_stand_in_one_column_towards_the_root(branches: int) -> None:
    lines = ["  Root"]
    for branch in range(branches):
        lines.append(f"    {WORDS[branch]} {branch}")
        lines += [f"      {word} {branch}{number}" for number, word in enumerate(WORDS)]
    drawing = drawn("\n".join(lines))
    placed = nodes(drawing)
    root = placed["n1"].box
    columns: dict[tuple[bool, bool], set[float]] = {}
    for edge in edges(drawing).values():
        child = placed[edge.head].box
        right = child.left > root.right
        near = child.left if right else child.right
        columns.setdefault((right, edge.tail == "n1"), set()).add(near)
    assert all(max(places) - min(places) < 0.1 for places in columns.values())
