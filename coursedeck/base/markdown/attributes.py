"""Attributes in braces behind headings, pictures, code, spans and blocks, as Pandoc, kramdown and MyST write them.

``{#id .class key=value key="several words" key='…' word}``, after ``{:`` in kramdown; a quoted value may hold blanks,
braces and, behind a backslash, its own quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

_QUOTED = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
_PAIR = rf"[\w:.-]+=(?:{_QUOTED}|[^\s\"'{{}},]+)"

BRACES = rf"\{{(?:{_QUOTED}|[^{{}}\"'])*\}}"
"""Anything in braces, whose quoted parts may hold braces."""

ATTRIBUTE_LIST = (
    rf"\{{:?[ \t]*(?:[.#][\w:-]+|{_PAIR})"
    rf"(?:[ \t]+(?:{_PAIR}|[.#]?[\w:-]+))*[ \t]*\}}"
)
"""Braces that hold nothing but attributes, the first of them an id, a class or a pair."""

_ATTRIBUTE = re.compile(
    rf"#(?P<id>[^\s\"'{{}}=]+)|(?<!\S)\.(?P<class>[^\s\"'{{}}=,]+)"
    rf"|(?P<key>[\w:.-]+)[ \t]*=[ \t]*(?:(?P<quoted>{_QUOTED})|(?P<value>[^\s\"'{{}},]*))"
    r"|(?P<word>[^\s{},]+)",
    re.DOTALL,
)


class Attributes(Struct, frozen=True):
    """What stands in braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    """Words that are neither id nor class nor pair."""


def read_attributes(written: str) -> Attributes:
    """The attributes in a text, with or without its braces.

    >>> read_attributes("{#fig .wide alt='two words' width=50% keep}").pairs
    {'alt': 'two words', 'width': '50%'}
    """
    bare = re.sub(r"\A\s*\{:?|\}\s*\Z", "", written)
    found = [match.groupdict() for match in _ATTRIBUTE.finditer(bare)]
    return Attributes(
        next((one["id"] for one in found if one["id"]), ""),
        tuple(name for one in found if one["class"] for name in one["class"].split(".")),
        {one["key"]: _value(one) for one in found if one["key"]},
        tuple(one["word"] for one in found if one["word"]),
    )


def _value(found: Mapping[str, str | None]) -> str:
    quoted = found["quoted"]
    return re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted else found["value"] or ""
