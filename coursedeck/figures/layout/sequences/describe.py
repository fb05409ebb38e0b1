"""Describe a sequence diagram in words, for people who cannot see it."""

from __future__ import annotations

from coursedeck.figures.layout.describe import brief, told
from coursedeck.model.graph import Graph
from coursedeck.model.sequence import SequenceStep, StepKind

_MOST = 40
"""Maximum number of steps in a description."""


def describe_sequence(graph: Graph) -> str:
    """Title, participants and steps in order; all words are labels of the figure, in its language."""
    steps = graph.steps or ()
    names = {node.id: brief(node.label) for node in graph.nodes}
    names |= {cluster.id: brief(cluster.label) for cluster in graph.clusters}
    noted = {step.id for step in steps if step.kind is StepKind.NOTE}
    participants = ", ".join(names[node.id] for node in graph.nodes if node.id not in noted)
    steps_told = [text for step in steps if (text := _told(graph, step, names))]
    happens = "; ".join(steps_told[:_MOST]) + ("; …" if len(steps_told) > _MOST else "")
    parts = [part for part in (participants, happens) if part]
    title = brief(graph.title)
    return f"{title}: {'; '.join(parts)}" if title and parts else title or "; ".join(parts)


def _told(graph: Graph, step: SequenceStep, names: dict[str, str]) -> str:
    if step.kind is StepKind.MESSAGE:
        return told(next(edge for edge in graph.edges if edge.id == step.id), names)
    if step.kind is StepKind.NOTE:
        return f"({', '.join(names[each] for each in dict.fromkeys(step.beside))}: {names[step.id]})"
    if step.kind in {StepKind.OPEN, StepKind.PART}:
        block = next(cluster for cluster in graph.clusters if cluster.id == step.id)
        kind = dict(block.attributes).get("block", "")
        return "" if kind == "rect" else f"{kind} [{names[step.id]}]" if names[step.id] else kind
    return ""
