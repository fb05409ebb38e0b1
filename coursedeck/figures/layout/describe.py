"""Describe a graph in words, for people who cannot see the figure."""

from __future__ import annotations

from coursedeck.base.look.label_words import plain_words
from coursedeck.model.graph import POINTLESS, Edge, Graph, Label, Node

_LONGEST = 60
_MOST_EDGES = 40


def describe(graph: Graph) -> str:
    """Title, contents as nested lists, and edges as arrows; all words are labels of the figure, in its language."""
    names = {node.id: node_words(node) for node in graph.nodes}
    names |= {cluster.id: brief(cluster.label) for cluster in graph.clusters}
    visible = {node.id for node in graph.nodes if not node.style.invisible and names[node.id]}
    contents = _contents(graph, None, names, visible)
    short = names | {node.id: brief(node.cells[0].label) for node in graph.nodes if node.cells and node.cells[0].label}
    edges = [told(edge, short) for edge in graph.edges if _is_told(edge, short)]
    arrows = "; ".join(edges[:_MOST_EDGES]) + ("; …" if len(edges) > _MOST_EDGES else "")
    parts = [part for part in (contents, arrows) if part]
    title = brief(graph.title)
    if len(graph.clusters) and contents and title == contents.split(" (")[0]:
        title = ""
    return f"{title}: {'; '.join(parts)}" if title and parts else title or "; ".join(parts)


def node_words(node: Node) -> str:
    """The words in and beside a node: its label, or the cells of its table."""
    inside = (
        brief(node.label) if node.label else _cut(" | ".join(brief(cell.label) for cell in node.cells if cell.label))
    )
    beside = brief(node.outer_label)
    return f"{inside} ({beside})" if inside and beside else inside or beside


def brief(label: Label) -> str:
    """A label on one line, truncated if it is long."""
    return _cut(" ".join(plain_words(label).split()))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _contents(graph: Graph, parent: str | None, names: dict[str, str], visible: set[str]) -> str:
    found = [(node.order, names[node.id]) for node in graph.nodes if node.cluster == parent and node.id in visible]
    for cluster in graph.clusters:
        if cluster.parent == parent:
            inside = _contents(graph, cluster.id, names, visible)
            name = names[cluster.id]
            found.append((cluster.order, f"{name} ({inside})" if name and inside else name or inside))
    return ", ".join(text for _, text in sorted(found) if text)


def _is_told(edge: Edge, names: dict[str, str]) -> bool:
    return not edge.style.invisible and bool(names[edge.tail] and names[edge.head])


def told(edge: Edge, names: dict[str, str]) -> str:
    """An edge as an arrow between the names of its ends, with its label."""
    arrow = {(False, True): "→", (True, False): "←", (True, True): "↔", (False, False): "—"}[
        edge.tail_arrow not in POINTLESS, edge.head_arrow not in POINTLESS
    ]
    said = [brief(label) for label in (edge.tail_label, edge.label, edge.head_label) if label]
    label = f" [{' / '.join(said)}]" if said else ""
    return f"{names[edge.tail]} {arrow} {names[edge.head]}{label}"
