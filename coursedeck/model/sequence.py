"""What happens in a sequence diagram, in order of time; the words stand in the graph's nodes, edges and clusters.

Nodes are participants and notes, edges messages, clusters the boxes around participants and the blocks around steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What a step is; `Step.id` is the id of what it is about."""

    MESSAGE = "message"
    """Of an edge."""
    NOTE = "note"
    """Of a node that is no participant."""
    OPEN = "open"
    """A block (a cluster) begins …"""
    PART = "part"
    """… its next section (a cluster within it) …"""
    CLOSE = "close"
    """… and it ends."""
    BEGIN = "begin"
    """A participant becomes active …"""
    FINISH = "finish"
    """… and is done."""
    CREATE = "create"
    """A participant comes to be with the next message to it."""
    DESTROY = "destroy"
    """A participant ends with the next message to or from it."""


class NotePlace(StrEnum):
    """Where a note stands."""

    LEFT = "left"
    RIGHT = "right"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class SequenceStep:
    """One thing that happens."""

    kind: StepKind
    id: str
    beside: tuple[str, ...] = ()
    """Participants that a note belongs to: one, or the first and the last that it spans."""
    place: NotePlace = NotePlace.OVER
    number: str = ""
    """Of a message, where messages are counted."""
