"""Text as XML can hold it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""


def legal(text: str) -> str:
    r"""`text` without the characters that XML 1.0 forbids.

    >>> legal("a\x07b\n")
    'ab\n'
    """
    return text if text.isascii() and text.isprintable() else _FORBIDDEN.sub("", text)
