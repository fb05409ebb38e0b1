"""Measure the labels of a sequence diagram: participants, messages, notes and titles of fragments."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursedeck.figures.layout.labels import LINE_PITCH, MeasuredLabel, Measurer
from coursedeck.figures.layout.measure import NODE_FONT
from coursedeck.model.graph import Cluster, Graph, Label, Node, NodeShape
from coursedeck.model.sequence import StepKind
from coursedeck.model.units import Points
from coursedeck.model.values import replace

LABEL_SIZE: Points = NODE_FONT
"""All labels have one size, so that none is smaller than the others."""
HEAD_EMS = 9.0
ACTOR_HEIGHT: Points = 30.0
"""Height of a stick figure."""
_PAD_ACROSS: Points = 11.0
_PAD_DOWN: Points = 6.0
_CAPS = 1.6
"""Height of a cylinder as a multiple of its label's height."""


class ParticipantHead(Struct, frozen=True):
    """A participant with the size of its box, or of its stick figure and label."""

    node: Node
    words: MeasuredLabel | None
    width: Points
    height: Points


class SequenceLabels(Struct, frozen=True):
    """All measured labels; messages, notes and tabs by the ids of edges, nodes and clusters."""

    heads: tuple[ParticipantHead, ...]
    messages: Mapping[str, MeasuredLabel | None]
    notes: Mapping[str, MeasuredLabel | None]
    tabs: Mapping[str, MeasuredLabel | None]


def measured(graph: Graph, measurer: Measurer, ems: float) -> SequenceLabels:
    """All labels of `graph`, broken at about `ems` em."""
    steps = graph.steps or ()
    noted = {step.id for step in steps if step.kind is StepKind.NOTE}
    blocks = {step.id for step in steps if step.kind in {StepKind.OPEN, StepKind.PART}}
    numbers = {step.id: step.number for step in steps if step.kind is StepKind.MESSAGE}
    return SequenceLabels(
        tuple(_head(node, measurer) for node in graph.nodes if node.id not in noted),
        {edge.id: measurer.words(_counted(edge.label, numbers[edge.id]), LABEL_SIZE, ems) for edge in graph.edges},
        {node.id: measurer.words(node.label, LABEL_SIZE, ems) for node in graph.nodes if node.id in noted},
        {each.id: _tab(each, measurer, ems, block=each.id in blocks) for each in graph.clusters},
    )


def _head(node: Node, measurer: Measurer) -> ParticipantHead:
    words = measurer.words(node.label, LABEL_SIZE, HEAD_EMS)
    width, height = (words.width, words.height) if words else (LABEL_SIZE, LABEL_SIZE * LINE_PITCH)
    if node.shape is NodeShape.ACTOR:
        return ParticipantHead(node, words, max(width, ACTOR_HEIGHT), ACTOR_HEIGHT + 3 + height)
    caps = height * (_CAPS - 1) if node.shape is NodeShape.CYLINDER else 0.0
    return ParticipantHead(node, words, width + 2 * _PAD_ACROSS, height + 2 * _PAD_DOWN + caps)


def _counted(label: Label, number: str) -> Label:
    """The label of a message after its number."""
    if not number:
        return label
    return replace(label, text=f"{number}. {label.text}") if label else Label(number)


def _tab(cluster: Cluster, measurer: Measurer, ems: float, *, block: bool) -> MeasuredLabel | None:
    """The title of a fragment, or in bold that of a box around participants."""
    return measurer.words(_title(cluster) if block else cluster.label, LABEL_SIZE, ems, bold=not block)


def _title(block: Cluster) -> Label:
    """The kind of a fragment and its condition, as in UML."""
    kind = dict(block.attributes).get("block", "")
    if not block.label:
        return Label(kind)
    return replace(block.label, text=f"{kind} [{block.label.text}]")
