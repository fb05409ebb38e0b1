"""Headings of a page brought under one title, as a session has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.base.foreign.lines import FoundHeading, SourceLine, headings_in, outside_code

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*\}[ \t]*$")
_DEEPEST = 6


def under_one_title(
    lines: Sequence[SourceLine], title: str, fallback: str, *, title_stands_above: bool = False
) -> tuple[tuple[SourceLine, ...], str]:
    """The lines with one heading of level 1, the first, and what was done, in words, if anything.

    `title` is what the front matter says, `fallback` what serves where nothing is said. A page's only heading of level
    1 gives way to `title` as the first section where the tool shows the title above it (`title_stands_above`).
    """
    headings = own_headings(lines)
    firsts = [heading for heading in headings if heading.level == 1]
    leads = len(firsts) == 1 and headings[0] is firsts[0] and not title_stands_above
    if title and firsts and (_same(title, firsts[0].text) or leads):
        same = _same(title, firsts[0].text)
        done, what = _with_title_first(lines, headings, firsts)
        if same:
            return done, what
        return done, f"the title of the front matter, “{title}”, gives way to that of the page"
    if title:
        shift = 1 if firsts else 0
        moved = _shifted(lines, headings, shift)
        return (
            SourceLine(f"# {title}", 1),
            SourceLine("", 1),
            *moved,
        ), "sections are one level deeper" if shift else ""
    if firsts:
        return _with_title_first(lines, headings, firsts)
    highest = min((heading.level for heading in headings), default=2)
    alone = [heading for heading in headings if heading.level == highest]
    if len(alone) == 1 and headings[0] is alone[0] and len(headings) > 1:
        moved = _shifted(lines, headings, 1 - highest)
        return moved, "the first heading, which all others stand under, is the title"
    moved = _shifted(lines, headings, 2 - highest)
    return (SourceLine(f"# {fallback}", 1), SourceLine("", 1), *moved), "the title comes from the file's name"


def own_headings(lines: Sequence[SourceLine]) -> list[FoundHeading]:
    """The headings that stand in no block of their own."""
    prose = outside_code(lines)
    depth = 0
    inside = []
    for line, shown in zip(lines, prose, strict=True):
        inside.append(depth > 0)
        if shown and (match := re.match(r"[ \t]*:{3,}[ \t]*(\S?)", line.text)):
            depth = depth + 1 if match[1] and match[1] != ":" else max(depth - 1, 0)
    return [heading for heading in headings_in(lines) if not inside[heading.first] and heading.text]


def _with_title_first(
    lines: Sequence[SourceLine], headings: Sequence[FoundHeading], firsts: Sequence[FoundHeading]
) -> tuple[tuple[SourceLine, ...], str]:
    """The first heading of level 1 as title; others of that level, and what they hold, one level deeper."""
    title, *more = firsts
    if more:
        moved = _shifted(lines, [heading for heading in headings if heading is not title], 1)
    else:
        deeper = [heading for heading in headings if heading is not title]
        skips = min((heading.level for heading in deeper), default=2) - 2
        moved = _shifted(lines, deeper, -skips) if skips > 0 else tuple(lines)
    if headings[0] is title:
        return moved, "further headings of level 1 are sections" if more else ""
    mark = SourceLine(f"# {title.text}", lines[title.first].number)
    rest = [
        line
        for line in moved
        if not lines[title.first].number <= line.number < lines[title.first].number + title.end - title.first
    ]
    return (mark, SourceLine("", mark.number), *rest), "the title is brought to the beginning"


def _shifted(lines: Sequence[SourceLine], headings: Sequence[FoundHeading], levels: int) -> tuple[SourceLine, ...]:
    if not levels:
        return tuple(lines)
    done: list[SourceLine] = []
    at = 0
    for heading in headings:
        done += lines[at : heading.first]
        level = min(max(heading.level + levels, 1), _DEEPEST)
        done.append(lines[heading.first].with_text(f"{'#' * level} {heading.text}"))
        at = heading.end
    return (*done, *lines[at:])


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", _ATTRIBUTES.sub("", text).casefold())
