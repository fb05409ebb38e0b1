"""Week, day and session numbers from the names of folders and files."""

from __future__ import annotations

import re
import unicodedata

from coursedeck.base.text.lazy_pattern import lazy_pattern


def _numbered(before: str, behind: str) -> re.Pattern[str]:
    """A number with one of the words before it (``week_01``) or behind it (``1주차``)."""
    ahead = rf"(?:^|[/_\-. ]|\d)(?:{before})[_\-. ]?0*(?P<before>\d+)(?=$|[/_\-. ]|[a-z])"
    return lazy_pattern(
        rf"{ahead}|(?:^|[/_\-. ]|第|제)0*(?P<behind>\d+)\s?(?:{behind})(?=$|[/_\-. ]|\d)", re.IGNORECASE
    )


_NAMES = {
    "week": _numbered("week|wk|w|woche|semaine|semana|주차|주", "주차|주|週目|週|周"),
    "day": _numbered("day|d|tag|jour|d[ií]a|일차|일", "일차|일|日目|日|天"),
    "session": _numbered(
        "session|s|lecture|lesson|sitzung|s[ée]ance|sesi[óo]n|세션|강의|차시|교시", "교시|차시|회차|강|세션|回|限|课|講"
    ),
}


def place_in_path(path: str) -> tuple[int | None, int | None, int | None]:
    """Week, day and session as folder and file names say them; None where they say nothing.

    >>> place_in_path("week_01/day_02/session_2"), place_in_path("1주차/2일차/3교시"), place_in_path("intro")
    ((1, 2, 2), (1, 2, 3), (None, None, None))
    """
    # macOS returns file names in NFD, with Hangul syllables decomposed
    found = [pattern.search(unicodedata.normalize("NFC", path)) for pattern in _NAMES.values()]
    week, day, session = (int(match["before"] or match["behind"]) if match else None for match in found)
    return week, day, session
