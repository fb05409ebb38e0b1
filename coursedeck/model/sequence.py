"""The steps of a sequence diagram in order of time; labels are in the graph's nodes, edges and clusters.

Nodes are participants and notes, edges are messages, clusters are boxes around participants and UML's combined
fragments (``loop``, ``alt`` …).
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class StepKind(StrEnum):
    """The kind of a step, and what `Step.id` refers to."""

    MESSAGE = "message"
    """An edge."""
    NOTE = "note"
    """A node that is not a participant."""
    OPEN = "open"
    """A fragment (a cluster) begins …"""
    PART = "part"
    """… its next section (a cluster within it) …"""
    CLOSE = "close"
    """… and it ends."""
    BEGIN = "begin"
    """A participant becomes active …"""
    FINISH = "finish"
    """… and is done."""
    CREATE = "create"
    """The next message to a participant creates it."""
    DESTROY = "destroy"
    """The next message to or from a participant destroys it."""


class NotePlace(StrEnum):
    """The position of a note relative to its participants."""

    LEFT = "left"
    RIGHT = "right"
    OVER = "over"


class SequenceStep(Struct, frozen=True):
    """One step of a sequence diagram."""

    kind: StepKind
    id: str
    beside: tuple[str, ...] = ()
    """Participants of a note: one, or the first and the last that it spans."""
    place: NotePlace = NotePlace.OVER
    number: str = ""
    """The number of a message, with ``autonumber``."""
