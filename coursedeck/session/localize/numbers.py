"""The numbers in a text, in the ways in which languages write them.

``10,000`` is ``10 000``, ``10.000``, ``10’000``, ``1万``, ``١٠٬٠٠٠`` and ``10 thousand`` elsewhere. What a sign between
digits means cannot be told from one text alone, so a text has several readings, and two texts agree where one reading
of each is the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

_BLANKS = "\u00a0\u202f\u2009\u2007 "
_SEPARATORS = ".,٬٫'’"
_NUMBER = re.compile(rf"\d+(?:[{_SEPARATORS}]\d+)*")
_NAME = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z]{1,3}\d+[A-Za-z]?(?![A-Za-z0-9])")
"""A name with a number, such as ``i32``, ``S3`` and ``W3C``, which may be code in one of two texts."""
_FULL_HOUR = re.compile(r"(?<=\d)[:.]00(?!\d)")
_SPACED = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?![\d{_BLANKS}]\d)")
_DECIMALS = re.compile(r"\d+[.,٫](?:\d{1,2}|\d{4,})")
_DECIMAL_OF = {"½": "5", "¼": "25", "¾": "75", "⅕": "2", "⅖": "4", "⅗": "6", "⅘": "8", "⅛": "125"}
_FRACTION = re.compile(rf"(\d*)([{''.join(_DECIMAL_OF)}])")
_MULTIPLES = {
    100: "백|百|hundred|hundert|cien|cent|cem|सौ",
    1_000: "천|千|k|thousand|tausend|tsd|mille|mila|mil|tys|тыс|тисяч|"
    "χιλιάδες|bin|ribu|nghìn|ngàn|ألف|آلاف|אלף|हज़ार|हजार|พัน",
    10_000: "만|万|萬|หมื่น",
    100_000: "लाख|lakh|แสน",
    1_000_000: "백만|百万|百萬|million|mio|millón|millones|milhão|milhões|milione|milioni|mln|млн|мільйон|миллион|εκατ|"
    "milyon|juta|triệu|مليون|ملايين|מיליון|ล้าน",
    10_000_000: "천만|千万|करोड़|crore",
    100_000_000: "억|億|亿",
    1_000_000_000: "billion|milliard|mrd|mld|миллиард|млрд|mil millones|bilh|miliar|tỷ|مليار|מיליארד",
}
_FACTORS = sorted(
    ((word, factor) for factor, words in _MULTIPLES.items() for word in words.split("|")),
    key=lambda pair: -len(pair[0]),
)
_VALUE = dict(_FACTORS)
_MULTIPLIED = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)[{_BLANKS}-]?(?P<factor>{'|'.join(re.escape(word) for word, _ in _FACTORS)})",
    re.IGNORECASE,
)


def number_readings(text: str) -> Iterator[Counter[str]]:
    """The numbers of a text as plain digits, the likeliest reading first.

    >>> [sorted(each) for each in number_readings("10 000 in 3 days")][:2]
    [['000', '10', '3'], ['10000', '3']]
    """
    seen: list[Counter[str]] = []
    plain = _FULL_HOUR.sub("", _NAME.sub(" ", _in_ascii(text)))
    joined = _SPACED.sub(lambda match: re.sub(rf"[{_BLANKS}]", "", match[0]), plain)
    for one in (plain, joined, _multiplied(plain), _multiplied(joined)):
        found = _numbers(one)
        if found not in seen:
            seen.append(found)
            yield found


def numbers_in_names(text: str) -> frozenset[str]:
    """The numbers in names, which one language writes as one word and another as two (``PHP 7``).

    >>> sorted(numbers_in_names("PHP7 on Win32 has 5 parts"))
    ['32', '7']
    """
    return frozenset(number for name in _NAME.findall(_in_ascii(text)) for number in re.findall(r"\d+", name))


def _numbers(text: str) -> Counter[str]:
    found = (_plain(number) for number in _NUMBER.findall(text))
    return Counter(number.removeprefix("0") if len(number) == 2 else number for number in found)  # 09:30 is 9:30


def _plain(number: str) -> str:
    """A number without what parts its thousands; a sign before one or two digits parts decimals.

    >>> _plain("10.000,5"), _plain("3,5"), _plain("1,000")
    ('100005', '3.5', '1000')
    """
    if _DECIMALS.fullmatch(number):
        return re.sub(r"[,٫]", ".", number)
    return re.sub(rf"[{_SEPARATORS}]", "", number)


def _in_ascii(text: str) -> str:
    """The text with the digits of every script as 0 to 9, and halves and quarters as decimals."""
    parts = _FRACTION.sub(lambda found: f"{found[1] or '0'}.{_DECIMAL_OF[found[2]]}", text)
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in parts)


def _multiplied(text: str) -> str:
    """The text with ``3만 5천`` as ``35000``: neighbouring multiples add up as long as they fall."""
    parts: list[str] = []
    position, total, factor = 0, Decimal(0), 0
    for match in _MULTIPLIED.finditer(text):
        size = _VALUE[match["factor"].lower()]
        between = text[position : match.start()]
        if factor and size < factor and not between.strip():
            total += _value(match["number"]) * size
        else:
            parts += (_written(total) if factor else "", between)
            total = _value(match["number"]) * size
        position, factor = match.end(), size
    return "".join((*parts, _written(total) if factor else "", text[position:]))


def _value(number: str) -> Decimal:
    if _DECIMALS.fullmatch(number):
        return Decimal(re.sub(r"[,٫]", ".", number))
    return Decimal(re.sub(r"[.,]", "", number))


def _written(value: Decimal) -> str:
    """Digits alone, apart from the word before it."""
    return f" {value.normalize():f} "
