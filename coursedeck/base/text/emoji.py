"""Emoji in a text: a face of their own, since no theme has one and not every program finds it by itself.

LibreOffice before 7.5 leaves colour emoji out of a PDF, but draws those of an outline font. PowerPoint and Keynote,
where that font is missing, show the emoji of their system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

EMOJI_FACE = "Symbola"
"""An outline font with emoji; free for any use."""

_BASE = (
    "[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693"
    "\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b"
    "\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]\ufe0f?"
)
"""What Unicode shows as a picture unless told otherwise (UTS 51, Emoji_Presentation)."""
_TOLD = "[\u00a9\u00ae\u203c-\u3299]\ufe0f"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_ONE = f"(?:{_BASE}|{_TOLD}|{_KEYCAP})"
_RUN = re.compile(f"({_ONE}(?:\u200d?{_ONE})*)")


def emoji_parts(text: str) -> Iterator[tuple[bool, str]]:
    """`text` in pieces, each with whether it is emoji; a sequence that makes one picture stays together.

    >>> list(emoji_parts("📍 위치"))
    [(True, '📍'), (False, ' 위치')]
    """
    for index, part in enumerate(_RUN.split(text)):
        if part:
            yield index % 2 == 1, part


def without_ornaments(text: str) -> str:
    """`text` without the emoji at its ends, for places that name a heading again; keycaps, which count, stay.

    >>> without_ornaments("📍 위치"), without_ornaments("1️⃣ One"), without_ornaments("🎯")
    ('위치', '1️⃣ One', '🎯')
    """
    parts = [part for _, part in emoji_parts(text)]
    while parts and _is_ornament(parts[0]):
        parts.pop(0)
    while parts and _is_ornament(parts[-1]):
        parts.pop()
    return "".join(parts).strip() or text


def _is_ornament(part: str) -> bool:
    return not part.strip() or (_RUN.fullmatch(part) is not None and "\u20e3" not in part)
