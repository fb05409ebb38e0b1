"""Minutes as text, in the form that an author writes."""

from __future__ import annotations

import re

from coursedeck.base.text.scripts import language_of
from coursedeck.model.units import Minutes

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_UNITS = {"ko": "분", "ja": "分", "zh": "分"}


def format_minutes(minutes: Minutes) -> str:
    """Minutes as a number with at most two decimals.

    >>> format_minutes(Minutes(20)), format_minutes(Minutes(15, 2))
    ('20', '7.5')
    """
    return f"{float(minutes):.2f}".rstrip("0").rstrip(".")


def written_minutes(minutes: Minutes, locale: str) -> str:
    """Minutes as the author of a heading in this language would write them.

    >>> written_minutes(Minutes(12), "ko"), written_minutes(Minutes(12), "pt-BR")
    ('(12분)', '(12 min)')
    """
    return f"({format_minutes(minutes)}{_UNITS.get(locale.split('-', maxsplit=1)[0], ' min')})"


def replace_minutes(written: str, old: Minutes, new: Minutes) -> str:
    """Minutes as written on a heading, with another number; hours, ranges and sums become plain minutes.

    >>> replace_minutes("(20분)", Minutes(20), Minutes(16)), replace_minutes("(1시간 30분)", Minutes(90), Minutes(95))
    ('(16분)', '(95분)')
    """
    numbers = _NUMBER.findall(written)
    if len(numbers) == 1 and Minutes(numbers[0].replace(",", ".")) == old:
        return _NUMBER.sub(format_minutes(new), written, count=1)
    opening, closing = ("（", "）") if written.startswith("（") else ("(", ")")
    unit = next((_UNITS[language] for character in written if (language := language_of(character)) in _UNITS), " min")
    return f"{opening}{format_minutes(new)}{unit}{closing}"
