"""The walk over a figure: its title and every label that is seen."""

from __future__ import annotations

from coursedeck.base.markdown import spans
from coursedeck.model.graph import Cluster, Edge, Graph, Label, Node
from coursedeck.model.problem import Source
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.localize.excerpts import excerpt
from coursedeck.session.localize.markup import message_of
from coursedeck.session.localize.message import Message, Role, Visit

_MOST = 30
"""Characters of a shape's label that are repeated in a note."""


def walk_graph(graph: Graph, visit: Visit) -> Graph:
    """The graph with each label's words replaced by what `visit` returns for them; ids and order stay."""

    def label(label: Label, source: Source, role: Role = Role.LABEL, note: str = "") -> Label:
        if not label:
            return label
        found = spans(label.text) if label.markdown else (Span(label.text),)
        message = message_of(role, Text(label.text, found, source), graph.name, note=note)
        new = visit(message)
        return label if new == message.text else replace(label, text=new.markdown)

    title = label(graph.title, graph.source, Role.FIGURE_TITLE)
    shapes: list[Node | Cluster] = [*graph.clusters, *graph.nodes]
    names = {each.id: _name(each) for each in shapes}

    def shape(each: Node | Cluster) -> Node | Cluster:
        if not _is_seen(each):
            return each
        changed = replace(each, label=label(each.label, each.source))
        if not isinstance(changed, Node):
            return changed
        cells = tuple(replace(cell, label=label(cell.label, each.source)) for cell in changed.cells)
        return replace(changed, cells=cells, outer_label=label(changed.outer_label, each.source))

    def edge(each: Edge) -> Edge:
        if not _is_seen(each):
            return each
        arrow = f"arrow {names.get(each.tail, '?')} → {names.get(each.head, '?')}"
        labels = (label(one, each.source, note=arrow) for one in (each.tail_label, each.label, each.head_label))
        tail_label, middle, head_label = labels
        return replace(each, tail_label=tail_label, label=middle, head_label=head_label)

    found = {each.id: shape(each) for each in sorted(shapes, key=lambda each: each.order)}
    return replace(
        graph,
        title=title,
        clusters=tuple(each for cluster in graph.clusters if isinstance(each := found[cluster.id], Cluster)),
        nodes=tuple(each for node in graph.nodes if isinstance(each := found[node.id], Node)),
        edges=tuple(edge(each) for each in graph.edges),
    )


def messages_of_graph(graph: Graph) -> tuple[Message, ...]:
    """Every message of a figure: its title, then clusters and nodes as declared, then edges."""
    found: list[Message] = []

    def note(message: Message) -> Text:
        found.append(message)
        return message.text

    walk_graph(graph, note)
    return tuple(found)


def _name(each: Node | Cluster) -> str:
    """What a shape is called in a note."""
    return excerpt(each.label.text.replace("\n", " "), _MOST) or each.id


def _is_seen(each: Node | Cluster | Edge) -> bool:
    return not each.style.invisible
