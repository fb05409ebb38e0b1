"""Check the package: well-formed parts, content types, schema, pictures, and traces of the build machine."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from PIL import Image

from coursedeck.base.files import unpacked
from coursedeck.model.deck_file import DeckFile

PATHS = re.compile(r"(?<![\w.:/~-])(?:/home/|/Users/|/root/|/tmp/|[A-Za-z]:\\+Users\\+)[\w.-]+|file:///[^\s\"'<]+")

_SHORTEST_NAME = 4
_RASTER = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff")

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "slide": f"{_OFFICE}.presentationml.slide+xml",
    "slideLayout": f"{_OFFICE}.presentationml.slideLayout+xml",
    "slideMaster": f"{_OFFICE}.presentationml.slideMaster+xml",
    "notesSlide": f"{_OFFICE}.presentationml.notesSlide+xml",
    "notesMaster": f"{_OFFICE}.presentationml.notesMaster+xml",
    "theme": f"{_OFFICE}.theme+xml",
    "chart": f"{_OFFICE}.drawingml.chart+xml",
    "image": "image/",
}
"""Prefix of the content type by relationship type (ECMA-376 part 1, 13.3 and 14.2)."""


class PartFault(Struct, frozen=True):
    """A fault of a part; `slide` is the number of the slide that it belongs to."""

    rule: str
    part: str
    message: str
    slide: int | None = None


def check_package(data: bytes, deck: DeckFile, private: Sequence[str], deck_file: Path | None) -> Iterator[PartFault]:
    """Faults of the parts of a deck; `private` are words that no part may contain, e.g. a user's name.

    With `deck_file`, the path of the deck, it is also validated against the schemas of ECMA-376.
    """
    for broken in deck.broken:
        yield PartFault("package", broken.part, f"{broken.part} is broken: {broken.reason}", broken.slide)
    yield from _content_types(deck)
    yield from _pictures(data, deck)
    yield from _traces(data, deck, [word for word in private if len(word) >= _SHORTEST_NAME])
    if deck_file is not None and not deck.broken:
        yield from _against_standard(deck_file, deck)


def _content_types(deck: DeckFile) -> Iterator[PartFault]:
    broken = {one.part for one in deck.broken}
    for part in deck.parts:
        wanted = _TYPES.get(part.kind)
        if wanted and part.content_type and part.name not in broken and not part.content_type.startswith(wanted):
            message = f"{part.name} says that it is '{part.content_type}', but is used as a {part.kind}"
            yield PartFault("package", part.name, message, part.slide)
        elif not part.content_type:
            yield PartFault(
                "package", part.name, f"{part.name} has no content type: no program knows what it is", part.slide
            )


def _traces(data: bytes, deck: DeckFile, private: Sequence[str]) -> Iterator[PartFault]:
    words = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in private)) if private else None
    for outer, name, text in _texts(data):
        hit = PATHS.search(text) or (words.search(text) if words and name.startswith("docProps/") else None)
        if hit:
            message = f"{name} names “{hit.group()}”, a place or a person of the machine that built it"
            yield PartFault("private-path", name, message, deck.slide_of(outer))


def _texts(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Outer part, path of the part inside embedded packages, and its text; for pictures this finds metadata."""
    for name, part in _parts(data):
        if name.endswith((".xml", ".rels", ".svg", ".vml")):
            yield name, name, part.decode("utf-8", errors="replace")
        elif part.startswith(b"PK"):
            yield from ((name, f"{name}/{inner}", text) for _, inner, text in _texts(part))
        else:
            yield name, name, part.decode("latin-1")


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        yield from sorted(unpacked(data).items())
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        return


def _pictures(data: bytes, deck: DeckFile) -> Iterator[PartFault]:
    """Raster pictures that cannot be decoded completely."""
    for name, part in _parts(data):
        if not name.lower().endswith(_RASTER):
            continue
        try:
            with Image.open(io.BytesIO(part)) as picture:
                picture.load()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as failure:
            yield PartFault("package", name, f"{name} is no picture that can be opened: {failure}", deck.slide_of(name))


def _against_standard(deck_file: Path, deck: DeckFile) -> Iterator[PartFault]:
    from openxml_audit import validate_pptx  # noqa: PLC0415 - a fifth of a second that most commands never need

    seen: set[str] = set()
    for fault in validate_pptx(deck_file).errors:
        part = str(fault.part_uri or "").lstrip("/")
        message = f"{part or 'the package'}: {fault.description}"
        if message not in seen:
            seen.add(message)
            yield PartFault("package", part, message, deck.slide_of(part))
