"""Slides that the program makes from others: what of their change only repeats what changed elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from coursedeck.model.review import Change, SlideSnapshot
from coursedeck.model.ui_strings import ui_strings

_REPEATED = {Change.PICTURE, Change.FILE, Change.TEXT, Change.ALT, Change.LINKS}
"""What may differ on a slide that repeats others."""
_BETWEEN = re.compile(r" [·|] ")
_NUMBERED = re.compile(r"\d+\.\s*")
_CLOCK = re.compile(r"[\d:]+(?:[–-][\d:]+)?")


def only_repeats_changes(
    before: SlideSnapshot, after: SlideSnapshot, changes: Sequence[Change], titles: Collection[str], locale: str
) -> bool:
    """Whether all that differs on a slide are titles of slides and minutes; `titles` are those of before and after."""
    alike = before.derived and after.derived and (before.title, before.look) == (after.title, after.look)
    if not alike or not changes or not set(changes) <= _REPEATED:
        return False
    old, new = (*before.text, *before.alts), (*after.text, *after.alts)
    minutes = _minutes(locale)
    return old != new and list(_other_texts(old, titles, minutes)) == list(_other_texts(new, titles, minutes))


def _other_texts(lines: Iterable[str], titles: Collection[str], minutes: re.Pattern[str]) -> Iterator[str]:
    """Words that stand on this slide alone."""
    for line in lines:
        for item in _BETWEEN.split(line):
            bare = item.strip().strip("[]")
            if not bare or minutes.fullmatch(bare) or _CLOCK.fullmatch(bare):
                continue
            if bare not in titles and _NUMBERED.sub("", bare, count=1) not in titles:
                yield bare


def _minutes(locale: str) -> re.Pattern[str]:
    """What planned minutes look like in a language."""
    before, _, behind = ui_strings(locale).minutes.partition("{n}")
    return re.compile(rf"{re.escape(before)}[\d.]+{re.escape(behind)}")
