"""Place the lifelines side by side in order of declaration, with enough room between them for labels and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.sequences.labels import SequenceLabels
from coursedeck.model.graph import Edge, Graph
from coursedeck.model.sequence import NotePlace, SequenceStep, StepKind
from coursedeck.model.units import Points

HEAD_GAP: Points = 18.0
"""Minimum distance of two heads."""
GROUP_GAP: Points = 16.0
"""Extra distance between heads of different groups."""
BAR_WIDTH: Points = 9.0
"""Width of an activation bar."""
NESTED_OFFSET: Points = 4.0
"""Offset to the right of each nested activation bar."""
LABEL_MARGIN: Points = 17.0
"""From a lifeline to the label of a message."""
SELF_MESSAGE_WIDTH: Points = 26.0
"""Width of the loop of a message from a participant to itself."""
NOTE_PAD: Points = 7.0
NOTE_DISTANCE: Points = 10.0
"""From a lifeline to a note beside it."""
NOTE_OVERHANG: Points = 16.0
"""How far a note over several participants extends beyond their lifelines."""
MIN_MESSAGE_LENGTH: Points = 48.0
"""Minimum length of a message."""

Separation = tuple[int, int, Points]
"""Two lifelines by number, and their minimum distance."""


class Lifelines(Struct, frozen=True):
    """The x coordinate of each participant's lifeline, by id, in order."""

    places: Mapping[str, Points]

    def beside(self, participant: str, step: int) -> str | None:
        """The next participant to the right (1) or left (-1)."""
        order = list(self.places)
        index = order.index(participant) + step
        return order[index] if 0 <= index < len(order) else None

    def gap_of(self, edge: Edge) -> tuple[Points, Points]:
        """The lifelines between which a message has its label: the first gap that it crosses."""
        here, there = self.places[edge.tail], self.places[edge.head]
        neighbour = self.beside(edge.tail, 1 if there > here else -1)
        low, high = sorted((here, self.places[neighbour or edge.head]))
        return low, high


def lifelines_of(graph: Graph, words: SequenceLabels) -> Lifelines:
    """Lifelines as close to each other as labels and notes allow."""
    index = {head.node.id: number for number, head in enumerate(words.heads)}
    needs: dict[int, list[tuple[int, Points]]] = {}
    for low, high, apart in (*_of_heads(words), *_of_steps(graph, words, index)):
        if 0 <= low < high < len(index):
            needs.setdefault(high, []).append((low, apart))
    places: list[Points] = []
    for number in range(len(index)):
        places.append(max((places[low] + apart for low, apart in needs.get(number, [])), default=0.0))
    return Lifelines(dict(zip(index, places, strict=True)))


def _of_heads(words: SequenceLabels) -> Iterator[Separation]:
    for number in range(len(words.heads) - 1):
        one, two = words.heads[number : number + 2]
        apart = (one.width + two.width) / 2 + HEAD_GAP
        yield number, number + 1, apart + (GROUP_GAP if one.node.cluster != two.node.cluster else 0.0)


def _of_steps(graph: Graph, words: SequenceLabels, index: Mapping[str, int]) -> Iterator[Separation]:
    edges = {edge.id: edge for edge in graph.edges}
    created = {step.id for step in graph.steps or () if step.kind is StepKind.CREATE}
    widths = {head.node.id: head.width for head in words.heads}
    inside: list[tuple[str, set[int]]] = []
    """Open blocks with the lifelines that they touch."""
    for step in graph.steps or ():
        touched: list[int] = []
        if step.kind is StepKind.MESSAGE:
            edge = edges[step.id]
            touched = [index[edge.tail], index[edge.head]]
            room = widths[edge.head] / 2 if edge.head in created else 0.0
            yield from _of_message(touched[0], touched[1], words.messages[step.id], room)
        elif step.kind is StepKind.NOTE:
            touched = [index[each] for each in step.beside]
            yield from _of_note(step, touched, words.notes[step.id])
        elif step.kind is StepKind.OPEN:
            inside.append((step.id, set()))
        elif step.kind is StepKind.CLOSE:
            block, held = inside.pop()
            yield from _of_tab(held, words.tabs[block])
        for _, lifelines in inside:
            lifelines.update(touched)


def _of_message(tail: int, head: int, words: MeasuredLabel | None, room: Points) -> Iterator[Separation]:
    """`room` is half the width of the head at the end of a message that creates its participant."""
    width = words.width if words else 0.0
    if tail == head:
        yield tail, tail + 1, SELF_MESSAGE_WIDTH + width + 2 * LABEL_MARGIN
        return
    low = tail if head > tail else tail - 1
    yield low, low + 1, max(width + 2 * LABEL_MARGIN, MIN_MESSAGE_LENGTH) + (room if abs(head - tail) == 1 else 0.0)
    if room:
        first, last = sorted((tail, head))
        yield first, last, MIN_MESSAGE_LENGTH + room


def _of_note(step: SequenceStep, lifelines: list[int], words: MeasuredLabel | None) -> Iterator[Separation]:
    width = (words.width if words else 0.0) + 2 * NOTE_PAD
    first, last = min(lifelines), max(lifelines)
    if step.place is NotePlace.RIGHT:
        yield last, last + 1, width + 2 * NOTE_DISTANCE
    elif step.place is NotePlace.LEFT:
        yield first - 1, first, width + 2 * NOTE_DISTANCE
    elif first == last:
        yield first - 1, first, width / 2 + NOTE_DISTANCE
        yield first, first + 1, width / 2 + NOTE_DISTANCE
    else:
        yield first, last, width - 2 * NOTE_OVERHANG
        yield first - 1, first, NOTE_OVERHANG + NOTE_DISTANCE
        yield last, last + 1, NOTE_OVERHANG + NOTE_DISTANCE


def _of_tab(lifelines: set[int], words: MeasuredLabel | None) -> Iterator[Separation]:
    if lifelines and words:
        first, last = min(lifelines), max(lifelines)
        yield (first, last, words.width) if first != last else (first, first + 1, words.width + LABEL_MARGIN)
