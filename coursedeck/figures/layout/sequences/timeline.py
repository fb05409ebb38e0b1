"""Where each step happens: from top to bottom, with activities, notes and the frames of blocks around what they hold.

Comes in: words and columns. Goes out: a Scene, everything in its place at scale 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coursedeck.figures.layout.measure import Words
from coursedeck.figures.layout.sequences.columns import BAR, LOOP, NEST, NOTE_OFF, NOTE_PAD, OVERHANG, ROOM, Columns
from coursedeck.figures.layout.sequences.words import Head, Saying
from coursedeck.model.graph import Edge, Graph
from coursedeck.model.sequence import NotePlace, SequenceStep, StepKind
from coursedeck.model.units import Box, Point, Points

LINE: Points = 1.5
"""Width of a lifeline."""
LIFT: Points = 3.5
"""From a message's line to its words."""
SLACK: Points = 5.0
"""On both sides of a message's words: some programs set space between scripts."""
TAB_PAD: Points = 5.0
FRAME_PAD: Points = 8.0
HOLD: Points = 9.0
"""How far a frame reaches beyond the lifelines in it, without its padding."""
_SHORTEST_BAR: Points = 12.0


NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Bar:
    """The time in which a participant is active."""

    id: str
    participant: str
    depth: int
    top: Points
    bottom: Points = 0.0


@dataclass(slots=True)
class Sent:
    """A message on its way; `tail` and `head` are the bars that it leaves and meets, if any."""

    edge: Edge
    y: Points
    label: Box | None
    height: Points = 0.0
    """Of a message to oneself."""
    tail: Bar | None = None
    head: Bar | None = None
    creates: bool = False


@dataclass(slots=True)
class Frame:
    """A block, with its sections below its first."""

    id: str
    top: Points
    low: Points
    high: Points
    parts: list[tuple[str, Points]] = field(default_factory=list)
    box: Box = NOWHERE

    def widen(self, low: Points, high: Points) -> None:
        """Something within reaches from `low` to `high`."""
        self.low, self.high = min(self.low, low), max(self.high, high)


@dataclass(slots=True)
class Scene:
    """Everything in its place."""

    words: Saying
    columns: Columns
    heads: dict[str, Box]
    ends: dict[str, Points]
    """Where lifelines end, by participant."""
    crossed: list[str] = field(default_factory=list)
    """Participants that are destroyed."""
    sent: list[Sent] = field(default_factory=list)
    notes: dict[str, Box] = field(default_factory=dict)
    bars: list[Bar] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    """In the order in which they begin."""
    groups: dict[str, Box] = field(default_factory=dict)
    """Boxes around participants, by cluster."""


class Timeline:
    """Goes through the steps once; `y` is the place that is free below what has been placed."""

    def __init__(self, graph: Graph, words: Saying, columns: Columns, pitch: Points) -> None:
        self.pitch = pitch
        """Room below a message, a note or a block."""
        self.graph, self.words, self.columns = graph, words, columns
        self.edges: Mapping[str, Edge] = {edge.id: edge for edge in graph.edges}
        self.heads: Mapping[str, Head] = {head.node.id: head for head in words.heads}
        created = {step.id for step in graph.steps or () if step.kind is StepKind.CREATE}
        first = [head for head in words.heads if head.node.id not in created]
        tallest = max((head.height for head in first), default=0.0)
        boxes = {head.node.id: self._head_box(head, tallest - head.height) for head in first}
        self.made = Scene(words, columns, boxes, {})
        self.y = tallest + self.pitch
        self.line = self.y
        """Where the last message ran."""
        self.open: list[Frame] = []
        self.active: dict[str, list[Bar]] = {}
        self.doomed: set[str] = set()

    def scene(self) -> Scene:
        """Everything placed."""
        act: Mapping[StepKind, Callable[[SequenceStep], None]] = {
            StepKind.MESSAGE: self._message, StepKind.NOTE: self._note, StepKind.OPEN: self._open_frame,
            StepKind.PART: self._part, StepKind.CLOSE: self._close, StepKind.BEGIN: self._begin,
            StepKind.FINISH: self._finish, StepKind.DESTROY: self._doom,
        }  # fmt: skip
        for step in self.graph.steps or ():
            if step.kind is not StepKind.CREATE:
                act[step.kind](step)
        made = self.made
        for head in self.words.heads:
            made.heads.setdefault(head.node.id, self._head_box(head, 0.0))
            made.ends.setdefault(head.node.id, self.y)
        for bars in self.active.values():
            for bar in bars:
                bar.bottom = max(made.ends[bar.participant], bar.top + _SHORTEST_BAR)
        self._group()
        return made

    def _head_box(self, head: Head, top: Points) -> Box:
        return Box(self.columns.places[head.node.id] - head.width / 2, top, head.width, head.height)

    def _bar(self, participant: str) -> Bar | None:
        bars = self.active.get(participant)
        return bars[-1] if bars else None

    def _reach(self, low: Points, high: Points) -> None:
        for frame in self.open:
            frame.widen(low, high)

    def _message(self, step: SequenceStep) -> None:
        edge = self.edges[step.id]
        words = self.words.messages[step.id]
        sent = self._to_oneself(edge, words) if edge.tail == edge.head else self._across(edge, words)
        sent.tail, sent.head = self._bar(edge.tail), self._bar(edge.head)
        self.made.sent.append(sent)
        for participant in dict.fromkeys((edge.tail, edge.head)):
            if participant in self.doomed:
                self._end(participant)

    def _across(self, edge: Edge, words: Words | None) -> Sent:
        new = self.heads[edge.head] if edge.head not in self.made.heads else None
        height = words.height if words else 0.0
        line = self.y + max(height + LIFT, new.height / 2 if new else 0.0)
        low, high = self._gap(edge, new)
        label = None
        if words:
            width = words.width + 2 * SLACK
            label = Box((low + high - width) / 2, line - LIFT - height, width, height)
        ends = [self.columns.places[edge.tail], self.columns.places[edge.head]]
        self._reach(min(ends) - HOLD, max(ends) + HOLD)
        self.y = self.line = line
        if new:
            self.made.heads[edge.head] = box = self._head_box(new, line - new.height / 2)
            self._reach(box.left, box.right)
            self.y = box.bottom
        self.y += self.pitch
        return Sent(edge, line, label, creates=new is not None)

    def _gap(self, edge: Edge, new: Head | None) -> tuple[Points, Points]:
        """Where the words of a message stand: beside its tail, and beside the head that it creates."""
        low, high = self.columns.gap_of(edge)
        place = self.columns.places[edge.head]
        if new is None or place not in {low, high}:
            return low, high
        return (low, high - new.width / 2) if place == high else (low + new.width / 2, high)

    def _to_oneself(self, edge: Edge, words: Words | None) -> Sent:
        x = self.columns.places[edge.tail]
        height = max(18.0, words.height if words else 0.0)
        left, line = x + LOOP + ROOM / 2 + BAR / 2, self.y + 2
        label = None
        if words:
            width = words.width + 2 * SLACK
            label = Box(left - SLACK, line + (height - words.height) / 2, width, words.height)
        self._reach(x - HOLD, (label.right if label else left) + HOLD / 2)
        self.line = line + height
        self.y = self.line + self.pitch
        return Sent(edge, line, label, height)

    def _note(self, step: SequenceStep) -> None:
        words = self.words.notes[step.id]
        width = (words.width if words else 0.0) + 2 * NOTE_PAD
        height = (words.height if words else 0.0) + NOTE_PAD
        places = [self.columns.places[each] for each in step.beside]
        if step.place is NotePlace.LEFT:
            left = min(places) - NOTE_OFF - width
        elif step.place is NotePlace.RIGHT:
            left = max(places) + NOTE_OFF
        else:
            width = max(width, max(places) - min(places) + 2 * OVERHANG) if len(set(places)) > 1 else width
            left = (min(places) + max(places) - width) / 2
        self.made.notes[step.id] = box = Box(left, self.y, width, height)
        self._reach(min(box.left, *(place - HOLD for place in places)), max(box.right, *(p + HOLD for p in places)))
        self.y = box.bottom + self.pitch

    def _open_frame(self, step: SequenceStep) -> None:
        frame = Frame(step.id, self.y, float("inf"), float("-inf"))
        self.made.frames.append(frame)
        self.open.append(frame)
        words = self.words.tabs[step.id]
        self.y += (words.height + 2 * TAB_PAD if words else 0.0) + TAB_PAD

    def _part(self, step: SequenceStep) -> None:
        self.open[-1].parts.append((step.id, self.y))
        words = self.words.tabs[step.id]
        self.y += (words.height if words else 0.0) + 2 * TAB_PAD

    def _close(self, step: SequenceStep) -> None:
        frame = self.open.pop()
        if frame.low > frame.high:
            places = self.columns.places.values()
            frame.widen(min(places) - HOLD, max(places) + HOLD)
        left, right = frame.low - FRAME_PAD, frame.high + FRAME_PAD
        for name in (frame.id, *(part for part, _ in frame.parts)):
            words = self.words.tabs[name]
            right = max(right, left + words.width + 4 * TAB_PAD) if words else right
        frame.box = Box(left, frame.top, right - left, self.y - frame.top)
        self._reach(left, right)
        self.y += self.pitch

    def _begin(self, step: SequenceStep) -> None:
        """From the last message, if that came here, else from now on."""
        last = self.made.sent[-1] if self.made.sent else None
        arrived = last is not None and self.line == last.y + last.height and step.id in (last.edge.tail, last.edge.head)
        bars = self.active.setdefault(step.id, [])
        number = sum(bar.participant == step.id for bar in self.made.bars) + 1
        bar = Bar(f"{step.id}.active{number}", step.id, len(bars), self.line if arrived else self.y - self.pitch / 2)
        bars.append(bar)
        self.made.bars.append(bar)
        if arrived and last is not None:
            if last.edge.head == step.id:
                last.head = bar
            elif last.edge.tail == step.id:
                last.tail = bar

    def _finish(self, step: SequenceStep) -> None:
        bars = self.active.get(step.id)
        if bars:
            bar = bars.pop()
            bar.bottom = max(self.line, bar.top + _SHORTEST_BAR)
            self.y = max(self.y, bar.bottom + self.pitch / 2)

    def _doom(self, step: SequenceStep) -> None:
        self.doomed.add(step.id)

    def _end(self, participant: str) -> None:
        self.doomed.discard(participant)
        self.made.crossed.append(participant)
        self.made.ends[participant] = self.line
        for bar in self.active.pop(participant, []):
            bar.bottom = max(self.line, bar.top + _SHORTEST_BAR)

    def _group(self) -> None:
        """Boxes around participants, from above their heads to the end."""
        for cluster in self.graph.clusters:
            boxes = [self.made.heads[head.node.id] for head in self.words.heads if head.node.cluster == cluster.id]
            if not boxes:
                continue
            words = self.words.tabs[cluster.id]
            left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            wide = max(right - left, words.width if words else 0.0) + 2 * TAB_PAD
            top = -(words.height if words else 0.0) - 2 * TAB_PAD
            self.made.groups[cluster.id] = Box((left + right - wide) / 2, top, wide, self.y + TAB_PAD - top)


def end_of(x: Points, bar: Bar | None, side: int) -> Points:
    """Where a message meets a lifeline at `x`, or the bar on it: on the left (-1) or the right (1)."""
    if bar is None:
        return x + side * LINE / 2
    return x + bar.depth * NEST + side * BAR / 2


def path_of(sent: Sent, columns: Columns, heads: Mapping[str, Box]) -> tuple[Point, ...]:
    """The way of a message, tail first."""
    edge, y = sent.edge, sent.y
    here, there = columns.places[edge.tail], columns.places[edge.head]
    if edge.tail == edge.head:
        tail, head = end_of(here, sent.tail, 1), end_of(here, sent.head, 1)
        out, below = here + LOOP + BAR / 2, y + sent.height
        return Point(tail, y), Point(out, y), Point(out, below), Point(head, below)
    side = 1 if there > here else -1
    end = end_of(there, sent.head, -side)
    if sent.creates:
        end = heads[edge.head].left if side > 0 else heads[edge.head].right
    return Point(end_of(here, sent.tail, side), y), Point(end, y)
