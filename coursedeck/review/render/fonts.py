"""The font files of this machine that a PDF was rendered with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.base.text.fontconfig import installed
from coursedeck.model.rendering import Font

_SHORT = 12


class FontFile(Struct, frozen=True):
    """A face in a file."""

    path: str
    index: int


@lru_cache(maxsize=1)
def known_files() -> dict[str, FontFile]:
    """The installed faces by PostScript name."""
    return {name: FontFile(path, index) for name, path, index in installed()}


@lru_cache(maxsize=1)
def installed_digest() -> str:
    """Digest of the installed fonts, since other fonts may give other pictures."""
    lines = sorted(f"{name} {_size(file)}" for name, file in known_files().items())
    return checksum("\n".join(lines), _SHORT)


def _size(file: FontFile) -> int:
    try:
        return Path(file.path).stat().st_size
    except OSError:
        return 0


@lru_cache(maxsize=64)
def font(name: str) -> Font:
    """A font by the PostScript name in a PDF, with a digest of its file."""
    file = file_of(name)
    return Font(name, _file_digest(file.path) if file else "")


@lru_cache(maxsize=64)
def _file_digest(path: str) -> str:
    return checksum(Path(path).read_bytes(), _SHORT)


def file_of(name: str) -> FontFile | None:
    """The file of a font; LibreOffice may append font features to its name (``…-Regular-VKana``)."""
    files = known_files()
    while name:
        if name in files:
            return files[name]
        name = name.rpartition("-")[0]
    return None


def characters_without_glyph(characters: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Characters that none of these fonts has, sorted; empty if the file of a font is unknown."""
    files = [file_of(name) for name in names]
    if not files or None in files:
        return ()
    covered = frozenset[int]().union(*(_characters(file) for file in files if file))
    return tuple(sorted(one for one in set(characters) if ord(one) not in covered and not _is_invisible(one)))


def _is_invisible(character: str) -> bool:
    """Whether a character draws nothing: white space, joiners, variation selectors."""
    return not character.isprintable() or character.isspace() or 0xFE00 <= ord(character) <= 0xFE0F


@lru_cache(maxsize=32)
def _characters(file: FontFile) -> frozenset[int]:
    try:
        with TTFont(file.path, fontNumber=file.index, lazy=True) as face:
            return frozenset(face.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()
