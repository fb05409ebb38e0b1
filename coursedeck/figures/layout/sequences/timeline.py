"""Place the steps from top to bottom, with activation bars, notes and the frames of fragments around their contents.

Input: measured labels and lifelines. Output: a SequenceLayout, with coordinates at scale 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from coursedeck.figures.layout.labels import MeasuredLabel
from coursedeck.figures.layout.sequences.labels import ParticipantHead, SequenceLabels
from coursedeck.figures.layout.sequences.lifelines import (
    BAR_WIDTH,
    LABEL_MARGIN,
    NESTED_OFFSET,
    NOTE_DISTANCE,
    NOTE_OVERHANG,
    NOTE_PAD,
    SELF_MESSAGE_WIDTH,
    Lifelines,
)
from coursedeck.model.graph import Edge, Graph
from coursedeck.model.sequence import NotePlace, SequenceStep, StepKind
from coursedeck.model.units import Box, Point, Points

LIFELINE_WIDTH: Points = 1.5
"""Width of a lifeline."""
LABEL_LIFT: Points = 3.5
"""From a message's line to its label."""
LABEL_SLACK: Points = 5.0
"""Extra width of a message's label, since some programs add space between scripts."""
TAB_PAD: Points = 5.0
FRAME_PAD: Points = 8.0
FRAME_REACH: Points = 9.0
"""How far a frame extends beyond the lifelines in it, without its padding."""
_SHORTEST_BAR: Points = 12.0


NO_BOX = Box(0.0, 0.0, 0.0, 0.0)


class ActivationBar(Struct):
    """An activation of a participant; `depth` counts the activations that it is nested in."""

    id: str
    participant: str
    depth: int
    top: Points
    bottom: Points = 0.0


class PlacedMessage(Struct):
    """A message; `tail` and `head` are the activation bars at its ends, if any."""

    edge: Edge
    y: Points
    label: Box | None
    height: Points = 0.0
    """Height of the loop of a message from a participant to itself."""
    tail: ActivationBar | None = None
    head: ActivationBar | None = None
    creates: bool = False


class FragmentFrame(Struct):
    """A fragment; `parts` are its sections after the first, with their tops."""

    id: str
    top: Points
    low: Points
    high: Points
    parts: list[tuple[str, Points]] = field(default_factory=list)
    box: Box = NO_BOX

    def widen(self, low: Points, high: Points) -> None:
        """Extend the frame so that it encloses `low` to `high`."""
        self.low, self.high = min(self.low, low), max(self.high, high)


class SequenceLayout(Struct):
    """A laid-out sequence diagram."""

    words: SequenceLabels
    lifelines: Lifelines
    heads: dict[str, Box]
    ends: dict[str, Points]
    """Bottoms of lifelines, by participant."""
    crossed: list[str] = field(default_factory=list)
    """Participants that are destroyed."""
    message: list[PlacedMessage] = field(default_factory=list)
    notes: dict[str, Box] = field(default_factory=dict)
    bars: list[ActivationBar] = field(default_factory=list)
    frames: list[FragmentFrame] = field(default_factory=list)
    """In order of their beginning."""
    groups: dict[str, Box] = field(default_factory=dict)
    """Boxes around participants, by cluster."""


class Timeline:
    """Places the steps in one pass; `y` is the top of the free space below what has been placed."""

    def __init__(self, graph: Graph, words: SequenceLabels, lifelines: Lifelines, pitch: Points) -> None:
        self.pitch = pitch
        """Distance below a message, a note or a fragment."""
        self.graph, self.words, self.lifelines = graph, words, lifelines
        self.edges: Mapping[str, Edge] = {edge.id: edge for edge in graph.edges}
        self.heads: Mapping[str, ParticipantHead] = {head.node.id: head for head in words.heads}
        created = {step.id for step in graph.steps or () if step.kind is StepKind.CREATE}
        first = [head for head in words.heads if head.node.id not in created]
        tallest = max((head.height for head in first), default=0.0)
        boxes = {head.node.id: self._head_box(head, tallest - head.height) for head in first}
        self.result = SequenceLayout(words, lifelines, boxes, {})
        self.y = tallest + self.pitch
        self.line = self.y
        """The y coordinate of the last message."""
        self.open: list[FragmentFrame] = []
        self.active: dict[str, list[ActivationBar]] = {}
        self.to_destroy: set[str] = set()

    def placed(self) -> SequenceLayout:
        """Place all steps."""
        act: Mapping[StepKind, Callable[[SequenceStep], None]] = {
            StepKind.MESSAGE: self._message, StepKind.NOTE: self._note, StepKind.OPEN: self._open_frame,
            StepKind.PART: self._part, StepKind.CLOSE: self._close, StepKind.BEGIN: self._begin,
            StepKind.FINISH: self._finish, StepKind.DESTROY: self._destroy,
        }  # fmt: skip
        for step in self.graph.steps or ():
            if step.kind is not StepKind.CREATE:
                act[step.kind](step)
        result = self.result
        for head in self.words.heads:
            result.heads.setdefault(head.node.id, self._head_box(head, 0.0))
            result.ends.setdefault(head.node.id, self.y)
        for bars in self.active.values():
            for bar in bars:
                bar.bottom = max(result.ends[bar.participant], bar.top + _SHORTEST_BAR)
        self._group()
        return result

    def _head_box(self, head: ParticipantHead, top: Points) -> Box:
        return Box(self.lifelines.places[head.node.id] - head.width / 2, top, head.width, head.height)

    def _bar(self, participant: str) -> ActivationBar | None:
        bars = self.active.get(participant)
        return bars[-1] if bars else None

    def _reach(self, low: Points, high: Points) -> None:
        for frame in self.open:
            frame.widen(low, high)

    def _message(self, step: SequenceStep) -> None:
        edge = self.edges[step.id]
        words = self.words.messages[step.id]
        message = self._to_oneself(edge, words) if edge.tail == edge.head else self._across(edge, words)
        message.tail, message.head = self._bar(edge.tail), self._bar(edge.head)
        self.result.message.append(message)
        for participant in dict.fromkeys((edge.tail, edge.head)):
            if participant in self.to_destroy:
                self._end(participant)

    def _across(self, edge: Edge, words: MeasuredLabel | None) -> PlacedMessage:
        new = self.heads[edge.head] if edge.head not in self.result.heads else None
        height = words.height if words else 0.0
        line = self.y + max(height + LABEL_LIFT, new.height / 2 if new else 0.0)
        low, high = self._gap(edge, new)
        label = None
        if words:
            width = words.width + 2 * LABEL_SLACK
            label = Box((low + high - width) / 2, line - LABEL_LIFT - height, width, height)
        ends = [self.lifelines.places[edge.tail], self.lifelines.places[edge.head]]
        self._reach(min(ends) - FRAME_REACH, max(ends) + FRAME_REACH)
        self.y = self.line = line
        if new:
            self.result.heads[edge.head] = box = self._head_box(new, line - new.height / 2)
            self._reach(box.left, box.right)
            self.y = box.bottom
        self.y += self.pitch
        return PlacedMessage(edge, line, label, creates=new is not None)

    def _gap(self, edge: Edge, new: ParticipantHead | None) -> tuple[Points, Points]:
        """The interval of a message's label: next to its tail, and outside the head that it creates."""
        low, high = self.lifelines.gap_of(edge)
        place = self.lifelines.places[edge.head]
        if new is None or place not in {low, high}:
            return low, high
        return (low, high - new.width / 2) if place == high else (low + new.width / 2, high)

    def _to_oneself(self, edge: Edge, words: MeasuredLabel | None) -> PlacedMessage:
        x = self.lifelines.places[edge.tail]
        height = max(18.0, words.height if words else 0.0)
        left, line = x + SELF_MESSAGE_WIDTH + LABEL_MARGIN / 2 + BAR_WIDTH / 2, self.y + 2
        label = None
        if words:
            width = words.width + 2 * LABEL_SLACK
            label = Box(left - LABEL_SLACK, line + (height - words.height) / 2, width, words.height)
        self._reach(x - FRAME_REACH, (label.right if label else left) + FRAME_REACH / 2)
        self.line = line + height
        self.y = self.line + self.pitch
        return PlacedMessage(edge, line, label, height)

    def _note(self, step: SequenceStep) -> None:
        words = self.words.notes[step.id]
        width = (words.width if words else 0.0) + 2 * NOTE_PAD
        height = (words.height if words else 0.0) + NOTE_PAD
        places = [self.lifelines.places[each] for each in step.beside]
        if step.place is NotePlace.LEFT:
            left = min(places) - NOTE_DISTANCE - width
        elif step.place is NotePlace.RIGHT:
            left = max(places) + NOTE_DISTANCE
        else:
            width = max(width, max(places) - min(places) + 2 * NOTE_OVERHANG) if len(set(places)) > 1 else width
            left = (min(places) + max(places) - width) / 2
        self.result.notes[step.id] = box = Box(left, self.y, width, height)
        self._reach(
            min(box.left, *(place - FRAME_REACH for place in places)),
            max(box.right, *(p + FRAME_REACH for p in places)),
        )
        self.y = box.bottom + self.pitch

    def _open_frame(self, step: SequenceStep) -> None:
        frame = FragmentFrame(step.id, self.y, float("inf"), float("-inf"))
        self.result.frames.append(frame)
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
            places = self.lifelines.places.values()
            frame.widen(min(places) - FRAME_REACH, max(places) + FRAME_REACH)
        left, right = frame.low - FRAME_PAD, frame.high + FRAME_PAD
        for name in (frame.id, *(part for part, _ in frame.parts)):
            words = self.words.tabs[name]
            right = max(right, left + words.width + 4 * TAB_PAD) if words else right
        frame.box = Box(left, frame.top, right - left, self.y - frame.top)
        self._reach(left, right)
        self.y += self.pitch

    def _begin(self, step: SequenceStep) -> None:
        """Begin an activation at the last message if that ends or begins here, else at the current position."""
        last = self.result.message[-1] if self.result.message else None
        arrived = last is not None and self.line == last.y + last.height and step.id in (last.edge.tail, last.edge.head)
        bars = self.active.setdefault(step.id, [])
        number = sum(bar.participant == step.id for bar in self.result.bars) + 1
        bar = ActivationBar(
            f"{step.id}.active{number}", step.id, len(bars), self.line if arrived else self.y - self.pitch / 2
        )
        bars.append(bar)
        self.result.bars.append(bar)
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

    def _destroy(self, step: SequenceStep) -> None:
        self.to_destroy.add(step.id)

    def _end(self, participant: str) -> None:
        self.to_destroy.discard(participant)
        self.result.crossed.append(participant)
        self.result.ends[participant] = self.line
        for bar in self.active.pop(participant, []):
            bar.bottom = max(self.line, bar.top + _SHORTEST_BAR)

    def _group(self) -> None:
        """Place the boxes around participants, from above their heads to the bottom."""
        for cluster in self.graph.clusters:
            boxes = [self.result.heads[head.node.id] for head in self.words.heads if head.node.cluster == cluster.id]
            if not boxes:
                continue
            words = self.words.tabs[cluster.id]
            left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            wide = max(right - left, words.width if words else 0.0) + 2 * TAB_PAD
            top = -(words.height if words else 0.0) - 2 * TAB_PAD
            self.result.groups[cluster.id] = Box((left + right - wide) / 2, top, wide, self.y + TAB_PAD - top)


def end_of(x: Points, bar: ActivationBar | None, side: int) -> Points:
    """The x coordinate where a message meets the lifeline at `x` or its activation bar, from left (-1) or right (1)."""
    if bar is None:
        return x + side * LIFELINE_WIDTH / 2
    return x + bar.depth * NESTED_OFFSET + side * BAR_WIDTH / 2


def path_of(message: PlacedMessage, lifelines: Lifelines, heads: Mapping[str, Box]) -> tuple[Point, ...]:
    """The route of a message, tail first."""
    edge, y = message.edge, message.y
    here, there = lifelines.places[edge.tail], lifelines.places[edge.head]
    if edge.tail == edge.head:
        tail, head = end_of(here, message.tail, 1), end_of(here, message.head, 1)
        out, below = here + SELF_MESSAGE_WIDTH + BAR_WIDTH / 2, y + message.height
        return Point(tail, y), Point(out, y), Point(out, below), Point(head, below)
    side = 1 if there > here else -1
    end = end_of(there, message.head, -side)
    if message.creates:
        end = heads[edge.head].left if side > 0 else heads[edge.head].right
    return Point(end_of(here, message.tail, side), y), Point(end, y)
