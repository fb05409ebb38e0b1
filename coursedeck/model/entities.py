"""Character references of HTML, of any length."""

from __future__ import annotations

import html
import re

_ENDLESS = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
"""Numbers beyond all characters, of which Python converts no more than some thousand digits."""


def unescape(text: str) -> str:
    """`text` with its character references replaced; a number that no character has is U+FFFD (HTML, 13.2.5.80).

    >>> unescape("a &lt; b &#48;") + unescape("&#" + "9" * 5000 + ";")
    'a < b 0\ufffd'
    """
    return html.unescape(_ENDLESS.sub("\N{REPLACEMENT CHARACTER}", text))
