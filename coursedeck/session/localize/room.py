"""The room that a text has on its slide, as a translator is told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.columns import columns
from coursedeck.model.units import Points
from coursedeck.session.localize.message import Message

_LINE = 1.2
"""Height of a line in type sizes."""
_LATIN, _WIDE = 0.5, 1.0
"""Mean width of a letter in type sizes."""
_WIDE_LETTERS = frozenset({"ko", "ja", "zh", "yue"})

_TOLD = re.compile(r"^about (?P<letters>\d{1,6}) characters, (?:one line|\d{1,3} lines)$", re.MULTILINE)
_MAX_LENGTH = "max-length:"
_MARGIN = 1.5
"""How many more letters than on average may fit, where they are narrow."""
_NARROWER = 0.4
"""Share of the room that was told down to which it is still about right."""


class Room(Struct, frozen=True):
    """The room that a text has on its slide."""

    size: Points
    width: Points
    """Of a line."""
    lines: int
    fixed: bool
    """Whether the box does not grow."""

    @property
    def area(self) -> float:
        """In squares of the type's size."""
        return self.width * self.lines / self.size

    def letters(self, locale: str) -> int:
        """About how many letters of a language there is room for, in steps that hide small changes of the layout."""
        wide = locale.split("-", maxsplit=1)[0] in _WIDE_LETTERS
        a_line = self.width / (self.size * (_WIDE if wide else _LATIN))
        step = 10 if a_line >= 20 else 5
        return max(step, round(a_line / step) * step) * self.lines

    @staticmethod
    def of(words: str, size: Points, width: Points, height: Points | None) -> Room:
        """The room of words in lines of this width: those of a box that does not grow, else as many as they fill."""
        if height is not None:
            return Room(size, width, max(1, int(height / (size * _LINE))), fixed=True)
        filled = columns(words) * _LATIN * size
        return Room(size, width, max(1, -int(-filled // width)), fixed=False)


class ToldRoom(Struct, frozen=True):
    """The room of a text as its catalog tells it."""

    comment: str
    """``about 60 characters, 2 lines``; empty where there is nothing to tell."""
    flags: tuple[str, ...] = ()
    """``max-length``, which Weblate reads, where the box does not grow."""


def told_room(room: Room | None, locale: str, extracted: str = "", flags: Sequence[str] = ()) -> ToldRoom:
    """What to tell of a room: what was told before in an entry's comments and flags, where that is still about right.

    Slides nearby change the room a little; a catalog should not differ in every entry for that.
    """
    before = _TOLD.search(extracted)
    if before is not None and (room is None or _about(room.letters(locale), int(before["letters"]))):
        return ToldRoom(before[0], tuple(flag for flag in flags if flag.startswith(_MAX_LENGTH)))
    if room is None:
        return ToldRoom("")
    letters, lines = room.letters(locale), "one line" if room.lines == 1 else f"{room.lines} lines"
    most = (f"{_MAX_LENGTH}{letters * _MARGIN:.0f}",) if room.fixed else ()
    return ToldRoom(f"about {letters} characters, {lines}", most)


def is_own_flag(flag: str) -> bool:
    """Whether a flag of an entry is about its room."""
    return flag.startswith(_MAX_LENGTH)


def _about(letters: int, before: int) -> bool:
    return _NARROWER * before <= letters <= before / _NARROWER


RoomFor: TypeAlias = Callable[[Message], Room | None]
"""Returns the room of a message, None where it is on no slide."""
