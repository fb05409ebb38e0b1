"""Which fonts may travel inside a deck: by the licence in the file and the rights in its OS/2 table."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from coursedeck.base.text.faces import Face, find_face
from coursedeck.base.text.scripts import Script

PREFERRED = ("Pretendard", "Noto Sans KR", "Noto Sans CJK KR")
"""Families with Latin and Hangul letters under the SIL Open Font License, best first."""

_RESTRICTED, _PREVIEW, _NO_SUBSETS, _BITMAPS = 0x0002, 0x0004, 0x0100, 0x0200
"""Bits of ``fsType`` that forbid embedding a subset which can be edited
(https://learn.microsoft.com/typography/opentype/spec/os2#fstype)."""
_LICENSE_NAMES = (13, 14)
"""Name ids of the licence and of its address."""
_FREE = ("open font license", "openfontlicense", "scripts.sil.org/ofl", "apache license")


class EmbeddableFont(Struct, frozen=True):
    """A family whose files may be embedded."""

    family: str
    regular: Face
    bold: Face | None


def embeddable(family: str, language: str) -> EmbeddableFont | None:
    """The font of this family on this machine; None where it is not installed, or may not be embedded."""
    regular, bold = (find_face(family, Script.EAST_ASIAN, language, bold=heavy) for heavy in (False, True))
    if regular.family != family:
        regular, bold = (find_face(family, Script.LATIN, language, bold=heavy) for heavy in (False, True))
    if regular.family != family or not may_embed(regular):
        return None
    own = bold.family == family and (bold.file, bold.index) != (regular.file, regular.index)
    return EmbeddableFont(family, regular, bold if own and may_embed(bold) else None)


def preferred_family(language: str) -> str | None:
    """The best family for both scripts that may be embedded; None where none is installed."""
    return next((family for family in PREFERRED if embeddable(family, language)), None)


@lru_cache(maxsize=32)
def may_embed(face: Face) -> bool:
    """Whether licence and rights of a face allow a subset of it in a document that others edit."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - only decks with fonts inside pay for it

    try:
        with TTFont(face.file, fontNumber=face.index, lazy=True) as font:
            rights = font["OS/2"].fsType if "OS/2" in font else 0
            words = " ".join(font["name"].getDebugName(number) or "" for number in _LICENSE_NAMES).casefold()
    except (OSError, TTLibError):
        return False
    forbidden = rights & (_RESTRICTED | _PREVIEW | _NO_SUBSETS | _BITMAPS)
    return not forbidden and any(free in words for free in _FREE)
