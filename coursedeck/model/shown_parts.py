"""Where each part of a session is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from coursedeck.model.session import Part, Session

Place = TypeVar("Place")


def places_of_parts(session: Session, shown: Iterable[tuple[str, Place]], opening: Place) -> dict[str, Place]:
    """The place of each part of `session` by its id: its own, that of the first part below it, or the one before.

    `shown` are ids of parts and where they are shown, in order; parts before the first of them are at the `opening`.
    """
    own: dict[str, Place] = {}
    for part_id, place in shown:
        own.setdefault(part_id, place)
    found: dict[str, Place] = {}
    latest = opening
    for part in session.walk():
        latest = found[part.id] = _first_below(part, own, latest)
    return found


def _first_below(part: Part, own: dict[str, Place], otherwise: Place) -> Place:
    return next((own[below.id] for below in part.walk() if below.id in own), otherwise)
