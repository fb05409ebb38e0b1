"""Words that were given a look which Markdown cannot say: another colour or size, or bold no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from coursedeck.base.wording import kept_places
from coursedeck.model.deck_file import FileParagraph
from coursedeck.model.edits import WordsStyled
from coursedeck.model.origin import OriginParagraph
from coursedeck.model.overlay import StyledWords
from coursedeck.model.units import Points

_ROUNDED = 6
"""Steps of 255 by which a colour may differ and still be the same."""
_LARGER = 0.6
"""Points by which a size has to differ; programs round them in their own ways."""

_Look = tuple[str, Points]
"""Colour and size; empty and 0 where nothing says them."""
_SAME: _Look = ("", 0.0)


def look_edits(slide: str, shape: str, built: OriginParagraph, found: FileParagraph) -> Iterator[WordsStyled]:
    """The words of a paragraph that are in another colour or size than they were built in."""
    before = [(color, size) for count, color, size in built.looks for _ in range(count)]
    if len(before) != len(built.plain) or not before:
        return
    after = [((run.color, run.size or 0.0), run.link) for run in found.runs for _ in run.text]
    was = _before(built.plain, found.plain, before)
    changed = [
        _SAME if sign.isspace() else _other(old, new, linked=link is not None)
        for sign, old, (new, link) in zip(found.plain, was, after, strict=True)
    ]
    yield from words_styled(slide, shape, found.plain, changed)


def words_styled(
    slide: str, shape: str, plain: str, changed: Sequence[_Look], *, light: bool = False
) -> Iterator[WordsStyled]:
    """An edit for each row of characters that changed in one way, the blanks between them included."""
    looks = list(changed)
    for place, sign in enumerate(plain):
        if sign in " \t" and 0 < place < len(plain) - 1 and looks[place - 1] == changed[place + 1]:
            looks[place] = looks[place - 1]
    at = 0
    for (color, size), group in groupby(looks):
        words = plain[at : at + len(list(group))]
        start, at = at, at + len(words)
        if (color, size) != _SAME and words.strip():
            nth = plain.count(words, 0, start + len(words) - 1)
            own = ("", 0.0) if light else (color, size)
            yield WordsStyled(slide, StyledWords(shape, plain, words, nth, *own, light=light))


def _before(old: str, new: str, looks: Sequence[_Look]) -> list[_Look]:
    """For each character of the new wording the look that it had, or what is beside it."""
    where = {there: place for place, there in kept_places(old, new).items()}
    latest = looks[where[min(where)]] if where else looks[0]
    found = []
    for place in range(len(new)):
        latest = looks[where[place]] if place in where else latest
        found.append(latest)
    return found


def _other(old: _Look, new: _Look, *, linked: bool) -> _Look:
    """What is different, and the same where nothing is; the colours of links are those of the theme."""
    color = "" if linked or not new[0] or not old[0] or same_color(old[0], new[0]) else new[0]
    size = new[1] if old[1] and new[1] and abs(old[1] - new[1]) > _LARGER else 0.0
    return color, size


def same_color(one: str, other: str) -> bool:
    """Whether two colours of six hex digits look the same; programs round them in their own ways."""
    pairs = ((int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (0, 2, 4))
    return all(abs(first - second) <= _ROUNDED for first, second in pairs)
