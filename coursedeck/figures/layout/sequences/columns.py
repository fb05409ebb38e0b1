"""Where participants stand, side by side in order of declaration, with room between them for all that is said there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coursedeck.figures.layout.measure import Words
from coursedeck.figures.layout.sequences.words import Saying
from coursedeck.model.graph import Edge, Graph
from coursedeck.model.sequence import NotePlace, SequenceStep, StepKind
from coursedeck.model.units import Points

GAP: Points = 18.0
"""Between two heads, at least."""
GROUP_GAP: Points = 16.0
"""More between heads of different groups."""
BAR: Points = 9.0
"""Width of what shows that a participant is active."""
NEST: Points = 4.0
"""By how much each further one stands to the right."""
ROOM: Points = 17.0
"""From a lifeline to the words of a message."""
LOOP: Points = 26.0
"""How far a message to oneself reaches out."""
NOTE_PAD: Points = 7.0
NOTE_OFF: Points = 10.0
"""From a lifeline to a note beside it."""
OVERHANG: Points = 16.0
"""By how much a note over several participants reaches beyond their lifelines."""
SHORTEST: Points = 48.0
"""Between the ends of a message."""

Need = tuple[int, int, Points]
"""Two columns, and how far apart they are at least."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The middle of each participant's column, by id, in order."""

    places: Mapping[str, Points]

    def beside(self, participant: str, step: int) -> str | None:
        """The next participant to the right (1) or left (-1)."""
        order = list(self.places)
        index = order.index(participant) + step
        return order[index] if 0 <= index < len(order) else None

    def gap_of(self, edge: Edge) -> tuple[Points, Points]:
        """Between which lifelines a message has its words: in the first gap on its way."""
        here, there = self.places[edge.tail], self.places[edge.head]
        neighbour = self.beside(edge.tail, 1 if there > here else -1)
        low, high = sorted((here, self.places[neighbour or edge.head]))
        return low, high


def columns_of(graph: Graph, words: Saying) -> Columns:
    """Columns as near to one another as their words allow."""
    index = {head.node.id: number for number, head in enumerate(words.heads)}
    needs: dict[int, list[tuple[int, Points]]] = {}
    for low, high, apart in (*_of_heads(words), *_of_steps(graph, words, index)):
        if 0 <= low < high < len(index):
            needs.setdefault(high, []).append((low, apart))
    places: list[Points] = []
    for number in range(len(index)):
        places.append(max((places[low] + apart for low, apart in needs.get(number, [])), default=0.0))
    return Columns(dict(zip(index, places, strict=True)))


def _of_heads(words: Saying) -> Iterator[Need]:
    for number in range(len(words.heads) - 1):
        one, two = words.heads[number : number + 2]
        apart = (one.width + two.width) / 2 + GAP
        yield number, number + 1, apart + (GROUP_GAP if one.node.cluster != two.node.cluster else 0.0)


def _of_steps(graph: Graph, words: Saying, index: Mapping[str, int]) -> Iterator[Need]:
    edges = {edge.id: edge for edge in graph.edges}
    created = {step.id for step in graph.steps or () if step.kind is StepKind.CREATE}
    widths = {head.node.id: head.width for head in words.heads}
    inside: list[tuple[str, set[int]]] = []
    """Open blocks with the columns that they touch."""
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
        for _, columns in inside:
            columns.update(touched)


def _of_message(tail: int, head: int, words: Words | None, room: Points) -> Iterator[Need]:
    """`room` is what the head takes of the way to it, where the message creates it."""
    width = words.width if words else 0.0
    if tail == head:
        yield tail, tail + 1, LOOP + width + 2 * ROOM
        return
    low = tail if head > tail else tail - 1
    yield low, low + 1, max(width + 2 * ROOM, SHORTEST) + (room if abs(head - tail) == 1 else 0.0)
    if room:
        first, last = sorted((tail, head))
        yield first, last, SHORTEST + room


def _of_note(step: SequenceStep, columns: list[int], words: Words | None) -> Iterator[Need]:
    width = (words.width if words else 0.0) + 2 * NOTE_PAD
    first, last = min(columns), max(columns)
    if step.place is NotePlace.RIGHT:
        yield last, last + 1, width + 2 * NOTE_OFF
    elif step.place is NotePlace.LEFT:
        yield first - 1, first, width + 2 * NOTE_OFF
    elif first == last:
        yield first - 1, first, width / 2 + NOTE_OFF
        yield first, first + 1, width / 2 + NOTE_OFF
    else:
        yield first, last, width - 2 * OVERHANG
        yield first - 1, first, OVERHANG + NOTE_OFF
        yield last, last + 1, OVERHANG + NOTE_OFF


def _of_tab(columns: set[int], words: Words | None) -> Iterator[Need]:
    if columns and words:
        first, last = min(columns), max(columns)
        yield (first, last, words.width) if first != last else (first, first + 1, words.width + ROOM)
