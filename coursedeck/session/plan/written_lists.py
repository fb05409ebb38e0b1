"""Lists that were written into a fence without a language, as notes are, → headings and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct, field

from coursedeck.model.problem import Source
from coursedeck.model.sentences import leads_on
from coursedeck.model.session import Code, List, ListItem, Paragraph
from coursedeck.model.slide import SlideBlock, Subheading
from coursedeck.model.text import Text, literal

LEAST_ITEMS = 2
LONGEST_HEAD = 48

_LANGUAGES = {"", "text", "txt", "plain", "plaintext"}
_ITEM = re.compile(r"^(?P<indent> *)(?:[-*•]|(?P<number>\d{1,2})[.)]) +(?P<text>\S.*?) *$")
_KEY = re.compile(r"^[a-z_$][\w.$-]*:( |$)|^\w+=")
"""What a key of a settings file looks like."""
_SIGNS = re.compile(r"[{}<>|`\\;=$]|\S {3,}\S|\w\(\)|^[#+@]|^\S+@\S+:")
"""What only code, output and columns have."""


class _Item(Struct):
    """An item, where its mark stands, its number if it has one, and what stands below it."""

    column: int
    number: int | None
    text: Text
    below: list[_Item] = field(default_factory=list)


def as_written_list(code: Code) -> tuple[SlideBlock, ...] | None:
    """The headings, paragraphs and lists that a fence holds; None for one that may be code, output or columns.

    Every line is an item, or stands at the left; one of them at least is a heading that ends in a colon.
    """
    if code.language not in _LANGUAGES or code.as_written:
        return None
    if code.title or code.first_number is not None or code.highlighted:
        return None
    lines = [(at, line.rstrip()) for at, line in enumerate(code.code.expandtabs(4).split("\n"), start=1)]
    inked = [line for _, line in lines if line]
    items = [line for line in inked if _ITEM.match(line)]
    others = [line for line in inked if not _ITEM.match(line)]
    if len(items) < LEAST_ITEMS or not any(map(_is_head, others)):
        return None
    if any(line.startswith(" ") or _KEY.match(line) for line in others) or any(map(_SIGNS.search, inked)):
        return None
    return tuple(_blocks(lines, code.source))


def _is_head(line: str) -> bool:
    return leads_on(line) and len(line) <= LONGEST_HEAD


def _blocks(lines: Sequence[tuple[int, str]], source: Source) -> Iterator[SlideBlock]:
    run: list[_Item] = []
    for at, line in lines:
        place = Source(source.file, source.line + at)
        found = _ITEM.match(line)
        if found:
            number = int(found["number"]) if found["number"] else None
            _hang(run, _Item(len(found["indent"]), number, literal(found["text"], place)))
        elif line:
            yield from _lists(run, source)
            run = []
            yield Subheading(literal(line.rstrip(" :："), place)) if _is_head(line) else Paragraph(literal(line, place))
    yield from _lists(run, source)


def _hang(run: list[_Item], item: _Item) -> None:
    """Adds an item to those before it, below the last one that stands further to the left."""
    level = run
    while level and level[-1].column < item.column:
        level = level[-1].below
    level.append(item)


def _lists(items: Sequence[_Item], source: Source) -> Iterator[List]:
    """The items as lists: those with numbers and those with bullets apart."""
    for numbered, group in groupby(items, key=lambda item: item.number is not None):
        members = list(group)
        listed = tuple(ListItem(one.text, tuple(_lists(one.below, source))) for one in members)
        yield List(listed, source, start=members[0].number if numbered else None)
