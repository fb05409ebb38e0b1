"""A translation that somebody is typing and has not saved."""

from __future__ import annotations

from msgspec import Struct


class UnsavedTranslation(Struct, frozen=True):
    """What a message would say; slides are placed with it before any file has it."""

    catalog: str
    """Name of the catalog: path of a session, ``diagrams`` or ``course``."""
    context: str
    id: str
    translation: str
    """Empty: the message as its source has it."""
