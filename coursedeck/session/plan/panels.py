"""Groups of text side by side: which slides show theirs as panels, and which of those as a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.groups import TextGroup, groups_of
from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Slide, SlideBlock
from coursedeck.model.text import Text
from coursedeck.model.values import replace

OPPOSITES = (
    ("pros", "cons"),
    ("pro", "contra"),
    ("advantages", "disadvantages"),
    ("benefits", "drawbacks"),
    ("strengths", "weaknesses"),
    ("before", "after"),
    ("do", "don't"),
    ("dos", "don'ts"),
    ("good", "bad"),
    ("problem", "solution"),
    ("advantage", "disadvantage"),
    ("benefit", "drawback"),
    ("vorteile", "nachteile"),
    ("vorher", "nachher"),
    ("stärken", "schwächen"),
    ("장점", "단점"),
    ("이전", "이후"),
    ("전", "후"),
    ("문제", "해결"),
    ("적합", "부적합"),
    ("좋은", "나쁜"),
    ("ventajas", "desventajas"),
    ("antes", "después"),
    ("ventajas", "inconvenientes"),
    ("avantages", "inconvénients"),
    ("avant", "après"),
    ("vantagens", "desvantagens"),
    ("antes", "depois"),
    ("vantaggi", "svantaggi"),
    ("prima", "dopo"),
    ("优点", "缺点"),
    ("優點", "缺點"),
    ("优势", "劣势"),
    ("之前", "之后"),
    ("以前", "以后"),
    ("问题", "解决"),
    ("長所", "短所"),
    ("メリット", "デメリット"),
    ("利点", "欠点"),
    ("変更前", "変更後"),
    ("良い", "悪い"),
    ("المزايا", "العيوب"),
    ("قبل", "بعد"),
)
"""Words with which the headings of two things begin that are compared."""

SHARED = 2
"""Least words, or a Korean, Chinese or Japanese letter each, that two headings have in common at one end."""

SHARED_LETTERS = 4
"""The same of headings that are one word of such letters."""

_DIGITS = lazy_pattern(r"\d+")
_ASIAN = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LAYOUTS = {
    2: (Layout.PANELS_2,),
    3: (Layout.PANELS_3,),
    4: (Layout.PANELS_2X2, Layout.PANELS_4),
    5: (Layout.PANELS_2X3,),
    6: (Layout.PANELS_2X3,),
}


def panels(slide: Slide) -> Iterator[Slide]:
    """The slide as a comparison or as panels, where its text stands in two to six groups."""
    body = whole_body(slide)
    found = groups_of(body)
    if found is None:
        return
    shown = replace(slide, body=body, aside=())
    asked = slide.shown_as == "comparison" and len(found.groups) == 2
    if asked or is_comparison(found.groups):
        yield replace(shown, layout=Layout.COMPARISON)
    for layout in _LAYOUTS.get(len(found.groups), ()):
        yield replace(shown, layout=layout)


def whole_body(slide: Slide) -> tuple[SlideBlock, ...]:
    """All text of a slide in one sequence; a list that was parted for two columns is one list again."""
    if not (slide.body and slide.aside):
        return slide.body
    *before, last = slide.body
    first, *after = slide.aside
    if isinstance(last, List) and isinstance(first, List) and _continues(last, first):
        return (*before, replace(last, items=(*last.items, *first.items)), *after)
    return (*slide.body, *slide.aside)


def _continues(one: List, other: List) -> bool:
    return other.start == (None if one.start is None else one.start + len(one.items))


def is_comparison(groups: Sequence[TextGroup]) -> bool:
    """Whether two groups are of like build and their headings say that they are compared."""
    if len(groups) != 2:
        return False
    first, other = groups
    return are_opposites(first.head, other.head) and abs(_count(first) - _count(other)) <= 2


def are_opposites(first: Text, other: Text) -> bool:
    """Whether two headings are a pair: opposite words, or the same words around the two that differ."""
    words = [_words(head) for head in (first, other)]
    if any(_begins(words[0], one) and _begins(words[1], two) for one, two in OPPOSITES):
        return True
    if [_DIGITS.sub("", word) for word in words[0]] == [_DIGITS.sub("", word) for word in words[1]]:
        return False  # they are counted
    if len(words[0]) == len(words[1]) == 1:
        return _share_letters(words[0][0], words[1][0])
    return _shared(*words) or _shared(words[0][::-1], words[1][::-1])


def _share_letters(one: str, other: str) -> bool:
    """Whether two headings without blanks, as in Chinese and Japanese, are alike around what differs in them."""
    if not (_ASIAN.search(one) and _ASIAN.search(other)):
        return False
    before = _alike(one, other)
    after = _alike(one[before:][::-1], other[before:][::-1])
    least = min(len(one), len(other))
    return SHARED_LETTERS <= before + after < least and 2 * (before + after) >= least


def _alike(one: str, other: str) -> int:
    """With how many equal letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _count(group: TextGroup) -> int:
    return sum(len(block.items) if isinstance(block, List) else 1 for block in group.blocks)


def _words(head: Text) -> list[str]:
    return re.findall(r"[\w'’]+", head.plain.casefold().replace("’", "'"))


def _begins(words: Sequence[str], with_word: str) -> bool:
    found = next((word for word in words if not word.isdecimal()), "")
    return found.startswith(with_word) if _ASIAN.match(with_word) and len(with_word) > 1 else found == with_word


def _shared(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two headings begin alike and then differ in more than a number or a letter."""
    count = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if not count or all(len(word) == 1 or word.isdecimal() for word in (one[count], other[count])):
        return False
    return count >= SHARED or all(_ASIAN.search(word) and len(word) > 1 for word in one[:count])
