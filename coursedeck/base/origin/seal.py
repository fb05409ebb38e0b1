"""Whether a deck is as it was built: its origin's part names a digest of all its other parts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from enum import Enum, auto

from coursedeck.base.cache import digest
from coursedeck.base.origin.codec import seal_in

_ITEM = re.compile(r"customXml/item\d+\.xml")
_MOST_BYTES = 20 * 2**20
_OWN_APPLICATION = b"<ep:Application>coursedeck</ep:Application>"
_PROPERTIES = "docProps/app.xml"


class DeckState(Enum):
    """What became of a deck since it was built."""

    AS_BUILT = auto()
    EDITED = auto()
    """Saved by another program, or made by one."""


def seal_of(entries: Iterable[tuple[str, int]]) -> str:
    """The digest of a package's entries, pairs of name and CRC-32 (APPNOTE 4.4.7), without those of origins."""
    lines = sorted(f"{name} {crc}\n" for name, crc in entries if not _ITEM.fullmatch(name))
    return digest(*lines)


def deck_state(data: bytes) -> DeckState:
    """Whether the bytes of a deck are those of a build; only its directory and two small parts are read.

    Decks of builds that did not say their origin yet are known by the program that they name.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            seals = [seal_in(_content(archive, entry)) for entry in entries if _ITEM.fullmatch(entry.filename)]
            found = [seal for seal in seals if seal]
            if found:
                same = seal_of((entry.filename, entry.CRC) for entry in entries) in found
                return DeckState.AS_BUILT if same else DeckState.EDITED
            properties = next((entry for entry in entries if entry.filename == _PROPERTIES), None)
            ours = properties is not None and _OWN_APPLICATION in _content(archive, properties)
            return DeckState.AS_BUILT if ours else DeckState.EDITED
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        return DeckState.EDITED


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The start of an entry, as much as an origin may have."""
    with archive.open(entry) as file:
        return file.read(_MOST_BYTES)
