"""The file itself: parts that are no XML, rules of the standard, traces of the machine that built it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coursedeck.model.deck_file import DeckFile

PATHS = re.compile(r"(?<![\w.:/~-])(?:/home/|/Users/|/root/|/tmp/|[A-Za-z]:\\+Users\\+)[\w.-]+|file:///[^\s\"'<]+")

_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class PartFault:
    """Something wrong with a part; `slide` is the number of the slide that it belongs to."""

    rule: str
    part: str
    message: str
    slide: int | None = None


def check_package(data: bytes, deck: DeckFile, private: Sequence[str], deck_file: Path | None) -> Iterator[PartFault]:
    """What is wrong with the parts of a deck; `private` are words that no part may hold, e.g. a user's name.

    With `deck_file`, the deck where it stands on the disk, it is held against the standard too.
    """
    for broken in deck.broken:
        yield PartFault("package", broken.part, f"{broken.part} is broken: {broken.reason}", broken.slide)
    yield from _traces(data, deck, [word for word in private if len(word) >= _SHORTEST_NAME])
    if deck_file is not None and not deck.broken:
        yield from _against_standard(deck_file, deck)


def _traces(data: bytes, deck: DeckFile, private: Sequence[str]) -> Iterator[PartFault]:
    words = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in private)) if private else None
    for name, text in _texts(data):
        hit = PATHS.search(text) or (words.search(text) if words and name.startswith("docProps/") else None)
        if hit:
            message = f"{name} names “{hit.group()}”, a place or a person of the machine that built it"
            yield PartFault("private-path", name, message, _number(deck, name))


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith((".xml", ".rels", ".svg", ".vml")):
                    yield name, archive.read(name).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return


def _number(deck: DeckFile, part: str) -> int | None:
    owner = part.replace("_rels/", "").removesuffix(".rels")
    return next((slide.number for slide in deck.slides if slide.part == owner), None)


def _against_standard(deck_file: Path, deck: DeckFile) -> Iterator[PartFault]:
    from openxml_audit import validate_pptx  # noqa: PLC0415 - a fifth of a second that most commands never need

    seen: set[str] = set()
    for fault in validate_pptx(deck_file).errors:
        part = str(fault.part_uri or "").lstrip("/")
        message = f"{part or 'the package'}: {fault.description}"
        if message not in seen:
            seen.add(message)
            yield PartFault("package", part, message, _number(deck, part))
