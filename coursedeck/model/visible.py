"""Text of strangers made harmless where it is shown: every character that acts rather than prints becomes an escape."""

from __future__ import annotations

import re

_ACTING = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: terminals take them for commands (ECMA-48)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions, which let words trade places (UAX #9)
    "\u2028\u2029"  # line and paragraph separators
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags, which nobody sees
    "\ud800-\udfff"  # half characters: bytes of file names that are not UTF-8
)
_LINE = re.compile(f"[{_ACTING}]")
_LINES = re.compile(f"(?![\n\t])[{_ACTING}]")


def visible(text: str) -> str:
    r"""`text` on one line, all that acts on a terminal or a reader's eye as an escape.

    >>> print(visible("a\x1b[31mred\n\udce9"))
    a\x1b[31mred\n\xe9
    """
    return _LINE.sub(_escaped, text)


def visible_lines(text: str) -> str:
    r"""As `visible`, line breaks and tabs kept, in escapes that JSON has too.

    >>> print(visible_lines("a\x9b\nb"))
    a\u009b
    b
    """
    return _LINES.sub(lambda match: _long(ord(match[0])), text)


_FORMULA = re.compile(r"\s*[=+\-@]")
"""How a cell begins that spreadsheets take for a formula."""


def spreadsheet_cell(text: str) -> str:
    """`text` for a cell of CSV, behind an apostrophe where spreadsheets would reckon with it (OWASP, CSV injection).

    >>> spreadsheet_cell("=1+1"), spreadsheet_cell("1 - 1")
    ("'=1+1", '1 - 1')
    """
    return f"'{visible(text)}" if _FORMULA.match(text) else visible(text)


def spreadsheet_text(cell: str) -> str:
    """The text of a cell that `spreadsheet_cell` may have made.

    >>> spreadsheet_text("'=1+1"), spreadsheet_text("'quoted'")
    ('=1+1', "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # PEP 383: a byte that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if match[0] in _SHORT:
        return _SHORT[match[0]]
    return f"\\x{code:02x}" if code < 0x100 else _long(code)


_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _long(code: int) -> str:
    """The escape in the four digits of JSON, a pair of surrogates where those are too few."""
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
