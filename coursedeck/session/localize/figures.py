"""The walk over a figure: its title and every label that is seen."""

from __future__ import annotations

from dataclasses import replace

from coursedeck.base.markdown import spans
from coursedeck.model.graph import Cluster, Edge, Graph, Label, Node
from coursedeck.model.problem import Source
from coursedeck.model.text import Span, Text
from coursedeck.session.localize.markup import message_of
from coursedeck.session.localize.message import Message, Role, Visit


def walk_graph(graph: Graph, visit: Visit) -> Graph:
    """The graph with each label's words replaced by what `visit` returns for them; ids and order stay."""

    def label(label: Label, source: Source, role: Role = Role.LABEL) -> Label:
        if not label:
            return label
        found = spans(label.text) if label.markdown else (Span(label.text),)
        message = message_of(role, Text(label.text, found, source), graph.name)
        new = visit(message)
        return label if new == message.text else replace(label, text=new.markdown)

    title = label(graph.title, graph.source, Role.FIGURE_TITLE)
    found: dict[str, Label] = {}
    shapes: list[Node | Cluster] = [*graph.clusters, *graph.nodes]
    for each in sorted(shapes, key=lambda shape: shape.order):
        found[each.id] = label(each.label, each.source) if _is_seen(each) else each.label
    edges = tuple(
        replace(edge, label=label(edge.label, edge.source)) if _is_seen(edge) else edge for edge in graph.edges
    )
    return replace(
        graph,
        title=title,
        clusters=tuple(replace(cluster, label=found[cluster.id]) for cluster in graph.clusters),
        nodes=tuple(replace(node, label=found[node.id]) for node in graph.nodes),
        edges=edges,
    )


def messages_of_graph(graph: Graph) -> tuple[Message, ...]:
    """Every message of a figure: its title, then clusters and nodes as declared, then edges."""
    found: list[Message] = []

    def note(message: Message) -> Text:
        found.append(message)
        return message.text

    walk_graph(graph, note)
    return tuple(found)


def _is_seen(each: Node | Cluster | Edge) -> bool:
    return not each.style.invisible
