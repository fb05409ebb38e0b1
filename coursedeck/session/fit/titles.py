"""Unique slide titles: continued slides are numbered, other repeated titles get their section's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coursedeck.model.session import Session
from coursedeck.model.slide import Layout, Slide
from coursedeck.model.ui_strings import UiStrings


def continuations(slides: Sequence[Slide]) -> tuple[tuple[int, int], ...]:
    """For each slide, its number among consecutive slides of the same title, and how many those are.

    Slides are given one a page, so that pages of one slide and planned neighbours count alike.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(slides):
        end = start + 1
        while end < len(slides) and _same(slides[start], slides[end]):
            end += 1
        found.extend((index - start + 1, end - start) for index in range(start, end))
        start = end
    return tuple(found)


def _same(first: Slide, other: Slide) -> bool:
    special = {Layout.TITLE, Layout.AGENDA, Layout.SECTION}
    if first.layout in special or other.layout in special:
        return False
    return first.title.plain == other.title.plain and first.section == other.section


def suffixes(slides: Sequence[Slide], session: Session, words: UiStrings) -> tuple[str, ...]:
    """The suffix of each title that makes all titles of a deck differ."""
    counted = continuations(slides)
    marks = [words.continued.format(n=n, total=total) if total > 1 else "" for n, total in counted]
    titles = [slide.title.plain for slide in slides]
    heads = [(title, n == 1) for title, (n, _) in zip(titles, counted, strict=True)]
    often = Counter(title for title, first in heads if first)
    seen: Counter[str] = Counter()
    found = []
    for slide, mark, (n, _) in zip(slides, marks, counted, strict=True):
        title = slide.title.plain
        if n == 1:
            seen[title] += 1
        extra = ""
        if often[title] > 1 and slide.section is not None and seen[title] > 1:
            extra = _apart(title, session.parts[slide.section].title.plain, mark, words)
        found.append(" ".join(part for part in (extra, mark) if part))
    return _numbered([f"{t} {s}".strip() for t, s in zip(titles, found, strict=True)], found)


def _apart(title: str, section: str, mark: str, words: UiStrings) -> str:
    """What distinguishes a title from an earlier equal one: its section, or that it opens the section of that name."""
    if title != section:
        return f"– {section}"
    return "" if mark else f"– {words.overview}"


def _numbered(whole: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """The suffixes, with a number appended where two titles would still be equal."""
    seen: Counter[str] = Counter()
    result = []
    for title, suffix in zip(whole, found, strict=True):
        seen[title] += 1
        result.append(f"{suffix} [{seen[title]}]".strip() if seen[title] > 1 else suffix)
    return tuple(result)
