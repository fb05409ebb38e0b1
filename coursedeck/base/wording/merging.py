"""Two changes of one text put together, as far as they touch different words."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from coursedeck.base.wording.alignment import changes, words_of
from coursedeck.model.origin import CharacterStyle, StyledText
from coursedeck.model.values import replace

_NAMES = CharacterStyle.__struct_fields__


def merged(base: StyledText, ours: StyledText, theirs: StyledText) -> StyledText | None:
    """`ours` with what changed between `base` and `theirs`; None where both changed the same words."""
    where = kept_places(base.plain, ours.plain)
    made = changes(base.plain, theirs.plain)
    styled = _restyled(base, ours, theirs, where)
    for first, last, words in reversed(made):
        place = _range(where, first, last)
        if place is None:
            return None
        start = _new_start(made, first)
        new = StyledText(words, theirs.styles[start : start + len(words)])
        styled = styled[: place[0]] + new + styled[place[1] :]
    return styled


def kept_places(base: str, ours: str) -> Mapping[int, int]:
    """Where the characters of the words that stayed stand in `ours`."""
    before, after = words_of(base), words_of(ours)
    starts, ends = _starts(before), _starts(after)
    found = {}
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for index in range(block.size):
            first, there = starts[block.a + index], ends[block.b + index]
            found.update({first + place: there + place for place in range(len(before[block.a + index]))})
    return found


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _range(where: Mapping[int, int], first: int, last: int) -> tuple[int, int] | None:
    """Characters `first` to `last` of the base in the other text; None where that changed them too."""
    if first < last:
        there = [where.get(place) for place in range(first, last)]
        known = [place for place in there if place is not None]
        whole = len(known) == last - first and known == list(range(known[0], known[0] + len(known)))
        return (known[0], known[-1] + 1) if whole else None
    if first - 1 in where:
        return where[first - 1] + 1, where[first - 1] + 1
    return (where[first], where[first]) if first in where else None


def _new_start(made: list[tuple[int, int, str]], first: int) -> int:
    """Where the words of the change at `first` begin in the changed text."""
    return first + sum(len(words) - (last - begin) for begin, last, words in made if begin < first)


def _restyled(base: StyledText, ours: StyledText, theirs: StyledText, where: Mapping[int, int]) -> StyledText:
    """`ours` with the styles that were changed for words that stayed."""
    styles = list(ours.styles)
    for index, there in kept_places(base.plain, theirs.plain).items():
        old, new = base.styles[index], theirs.styles[there]
        if old != new and index in where:
            different = {name: getattr(new, name) for name in _NAMES if getattr(old, name) != getattr(new, name)}
            styles[where[index]] = replace(styles[where[index]], **different)
    return StyledText(ours.plain, tuple(styles))
