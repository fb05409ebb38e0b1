"""Everything that a sequence diagram says, in lines: heads of participants, messages, notes and tabs of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coursedeck.figures.layout.measure import LINE_PITCH, NODE_FONT, Measurer, Words
from coursedeck.model.graph import Cluster, Graph, Label, Node, NodeShape
from coursedeck.model.sequence import StepKind
from coursedeck.model.units import Points

SIZE: Points = NODE_FONT
"""All words have one size, so that none is the smallest."""
HEAD_EMS = 9.0
FIGURE: Points = 30.0
"""Height of a stick figure."""
_PAD_ACROSS: Points = 11.0
_PAD_DOWN: Points = 6.0
_CAPS = 1.6
"""Height of a cylinder's head, in heights of its words."""


@dataclass(frozen=True, slots=True)
class Head:
    """A participant with the room of its box, or of its figure and the words below it."""

    node: Node
    words: Words | None
    width: Points
    height: Points


@dataclass(frozen=True, slots=True)
class Saying:
    """What stands where is for others to say; messages, notes and tabs by the ids of edges, nodes and clusters."""

    heads: tuple[Head, ...]
    messages: Mapping[str, Words | None]
    notes: Mapping[str, Words | None]
    tabs: Mapping[str, Words | None]


def measured(graph: Graph, measurer: Measurer, ems: float) -> Saying:
    """All words of `graph`, broken at about `ems` em."""
    steps = graph.steps or ()
    noted = {step.id for step in steps if step.kind is StepKind.NOTE}
    blocks = {step.id for step in steps if step.kind in {StepKind.OPEN, StepKind.PART}}
    numbers = {step.id: step.number for step in steps if step.kind is StepKind.MESSAGE}
    return Saying(
        tuple(_head(node, measurer) for node in graph.nodes if node.id not in noted),
        {edge.id: measurer.words(_counted(edge.label, numbers[edge.id]), SIZE, ems) for edge in graph.edges},
        {node.id: measurer.words(node.label, SIZE, ems) for node in graph.nodes if node.id in noted},
        {each.id: _tab(each, measurer, ems, block=each.id in blocks) for each in graph.clusters},
    )


def _head(node: Node, measurer: Measurer) -> Head:
    words = measurer.words(node.label, SIZE, HEAD_EMS)
    width, height = (words.width, words.height) if words else (SIZE, SIZE * LINE_PITCH)
    if node.shape is NodeShape.ACTOR:
        return Head(node, words, max(width, FIGURE), FIGURE + 3 + height)
    caps = height * (_CAPS - 1) if node.shape is NodeShape.CYLINDER else 0.0
    return Head(node, words, width + 2 * _PAD_ACROSS, height + 2 * _PAD_DOWN + caps)


def _counted(label: Label, number: str) -> Label:
    """A message's words behind its number."""
    if not number:
        return label
    return replace(label, text=f"{number}. {label.text}") if label else Label(number)


def _tab(cluster: Cluster, measurer: Measurer, ems: float, *, block: bool) -> Words | None:
    """What a block is called; the title of a box around participants stands out."""
    return measurer.words(_title(cluster) if block else cluster.label, SIZE, ems, bold=not block)


def _title(block: Cluster) -> Label:
    """The kind of a block and its condition."""
    kind = dict(block.attributes).get("block", "")
    if not block.label:
        return Label(kind)
    return replace(block.label, text=f"{kind} [{block.label.text}]")
