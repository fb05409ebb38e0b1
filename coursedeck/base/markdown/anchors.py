"""Anchors of headings, as GitHub and other tools make them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import unquote

Target = TypeVar("Target")

_INVISIBLE = re.compile("[\ufe00-\ufe0f\u200d]")
"""Variation selectors and joiners: GitHub takes an emoji out of an anchor and leaves these in it."""
_NUMBER = re.compile(r"^-?(?:\d+|[a-z])-(?=.)")
_SEVERAL = re.compile("-{2,}")
"""GitHub leaves a hyphen for each blank around what it takes out, as around ``&``."""
_MINUTES = re.compile(r"-+\d+[^\d-]*(?:-[^\d-]+)?$")
"""GitHub's anchors include a heading's number and minutes; here they are not part of its title."""


def slug(title: str) -> str:
    """An id as GitHub makes it: letters of any script, digits, ``_`` and ``-``.

    >>> slug("📍 VM vs 컨테이너!")
    'vm-vs-컨테이너'
    """
    kept = re.sub(r"[^\w\- ]", "", title.lower().replace("\n", " "))
    return re.sub(r"\s+", "-", kept.strip()).strip("-") or "section"


def at_anchor(anchor: str, targets: Mapping[str, Target]) -> Target | None:
    """What an anchor leads to, also where it is as GitHub makes it of the heading as written.

    >>> at_anchor("2-window-functions-25-min", {"window-functions": "s7"}), at_anchor("2-절-20분", {"절": "s8"})
    ('s7', 's8')
    >>> at_anchor("\ufe0f-pumps--valves", {"pumps-valves": "s9"})
    's9'
    """
    anchor = _INVISIBLE.sub("", unquote(anchor))
    untimed = _MINUTES.sub("", anchor)
    candidates = (anchor, untimed, *(_NUMBER.sub("", one) for one in (anchor, untimed)))
    for one in candidates:
        plain = one.lower().strip("-")
        for written in (one, one.strip("-"), plain, _SEVERAL.sub("-", plain)):
            if written in targets:
                return targets[written]
    return None
