"""A deck's package held against the format's rules."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from coursedeck.review.proof.package import PartFault, check_package
from coursedeck.review.unpack import read_deck


class DeckAudited(Struct, frozen=True):
    """What is wrong with the parts of a deck."""

    faults: tuple[PartFault, ...]


def audit_deck(data: bytes, user: str, file: Path) -> DeckAudited:
    """Look into every part of a deck that stands in `file`; none may name the `user`."""
    return DeckAudited(tuple(check_package(data, read_deck(data), (user,), file)))
