"""``<!-- translators: … -->`` and ``<!-- context: … -->``: what an author tells those who translate."""

from __future__ import annotations

import re

from coursedeck.model.problem import Source
from coursedeck.model.session import TranslatorRemark

_REMARK = re.compile(r"\s*(?P<kind>translators?|context)\s*:\s*(?P<text>.*?)\s*", re.IGNORECASE | re.DOTALL)


def read_remark(comment: str, source: Source, beside: str = "") -> TranslatorRemark | None:
    """The remark that a comment is, or None for any other comment; `beside` is the text that it stands in."""
    match = _REMARK.fullmatch(comment)
    if match is None or not match["text"]:
        return None
    return TranslatorRemark(source, " ".join(match["text"].split()), match["kind"].lower() == "context", beside.strip())
