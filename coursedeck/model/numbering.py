"""How lists count: ``1.``, ``a)``, ``(iv)``, ``①``, ``가.``; names as in DrawingML (ECMA-376 part 1, 20.1.10.61).

A name is a series and its enclosure, such as ``alphaLc`` and ``ParenR``; programs count by themselves in those that
are in `AUTOMATIC`, and markers of the others are written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

DECIMAL = "arabicPeriod"

_LETTERS = {
    "alphaLc": "abcdefghijklmnopqrstuvwxyz",
    "alphaUc": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "hangul": "가나다라마바사아자차카타파하",
    "hangulConsonant": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "cyrillicLc": "абвгдежзиклмнопрстуфхцчшщэюя",
    "cyrillicUc": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "greekLc": "αβγδεζηθικλμνξοπρστυφχψω",
    "katakana": "アイウエオカキクケコサシスセソタチツテト",
    "hebrew": "אבגדהוזחטי",
    "arabicAlpha": "أبجدهوزحطي",
    "chinese": "一二三四五六七八九十",
}
_CIRCLED = {
    "circleNumDb": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "circleNumWdBlack": "❶❷❸❹❺❻❼❽❾❿",
}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ENCLOSURES = {
    "Period": ("", "."),
    "ParenR": ("", ")"),
    "ParenBoth": ("(", ")"),
    "Comma": ("", "、"),
    "Plain": ("", ""),
}
_NATIVE_SERIES = ("arabic", "alphaLc", "alphaUc", "romanLc", "romanUc")

AUTOMATIC = frozenset({
    *(f"{series}{enclosure}" for series in _NATIVE_SERIES for enclosure in ("Period", "ParenR", "ParenBoth")),
    "circleNumDbPlain",
    "circleNumWdBlackPlain",
})  # fmt: skip

_WRITTEN = re.compile(
    r"(?:(?P<open>[(（])(?P<both>\d{1,3}|[^\W\d_]{1,7})[)）]|(?P<one>\d{1,3}(?=、)|[^\W\d_]{1,7})(?P<close>[.)）、．]))"
    r"(?:(?<=[（）、．])|[ \t]+|(?=\n|\Z))"
)
_CIRCLE = re.compile(r"[①-⑳❶-❿](?![.)])[ \t]*(?=\S)")


class Marker(Struct, frozen=True):
    """A marker at the start of a line: how it counts, its number, and how many characters it takes with its space."""

    numbering: str
    number: int
    length: int

    def precedes(self, other: Marker) -> bool:
        """Whether another marker is the next of the same list."""
        return other.numbering == self.numbering and other.number == self.number + 1


def marker_text(numbering: str, number: int) -> str:
    """What stands before an item.

    >>> [marker_text(name, 4) for name in ("arabicPeriod", "alphaLcParenR", "romanLcParenBoth", "circleNumDbPlain")]
    ['4.', 'd)', '(iv)', '④']
    """
    series, enclosure = _parted(numbering)
    before, after = _ENCLOSURES[enclosure]
    return f"{before}{_counted(series, number)}{after}"


def markers_at(line: str) -> Iterator[Marker]:
    """What the start of a line can be as a marker that CommonMark does not know; ``i)`` is a letter and a number.

    >>> [(marker.numbering, marker.number) for marker in markers_at("i) first")]
    [('romanLcParenR', 1), ('alphaLcParenR', 9)]
    """
    if match := _CIRCLE.match(line):
        for series, signs in _CIRCLED.items():
            if match[0][0] in signs:
                yield Marker(f"{series}Plain", signs.index(match[0][0]) + 1, match.end())
        return
    match = _WRITTEN.match(line)
    if match is None:
        return
    written = match["both"] or match["one"]
    enclosure = (
        "ParenBoth" if match["open"] else {".": "Period", "．": "Period", "、": "Comma"}.get(match["close"], "ParenR")
    )
    for series, number in _readings(written):
        yield Marker(f"{series}{enclosure}", number, match.end())


def _readings(written: str) -> Iterator[tuple[str, int]]:
    if written.isdecimal():
        yield "arabic", int(written)
        return
    for series, shown in (("romanLc", written), ("romanUc", written.lower())):
        if (number := _roman_value(shown)) and (written.islower() == (series == "romanLc")):
            yield series, number
    if len(written) == 1:
        for series, letters in _LETTERS.items():
            if written in letters:
                yield series, letters.index(written) + 1


def _roman_value(written: str) -> int:
    """The value of a Roman number up to 39; 0 for what is none."""
    return next((number for number in range(1, 40) if _roman(number) == written), 0)


def _parted(numbering: str) -> tuple[str, str]:
    return next((numbering.removesuffix(name), name) for name in _ENCLOSURES if numbering.endswith(name))


def _counted(series: str, number: int) -> str:
    if series in _LETTERS and number > 0:
        letters = _LETTERS[series]
        rounds, at = divmod(number - 1, len(letters))
        return letters[at] * (rounds + 1)
    if series in _CIRCLED and 0 < number <= len(_CIRCLED[series]):
        return _CIRCLED[series][number - 1]
    if series in {"romanLc", "romanUc"} and number > 0:
        return _roman(number) if series == "romanLc" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written
