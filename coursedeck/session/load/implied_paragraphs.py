"""Paragraphs that an author meant but did not separate by a blank line, such as labelled or enumerated lines.

CommonMark joins these lines into one paragraph; here each begins one of its own:

**1. Observation**
It is short but long.

**Impact:** data is lost
**Likelihood:** high

① first
② second
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.base.text.emoji import emoji_parts
from coursedeck.model.numbering import Marker, markers_at

_LABELLED = re.compile(r"\*\*(?:[^*\n]*[^*\s][:：]\*\*|[^*\n]+\*\*\s?[:：])")
"""``**Impact:** …`` or ``**Impact**: …``."""
_TITLE = re.compile(r"\*\*[^*\n]*[^*\s]\*\*")
"""A line that is bold throughout."""
_MARKED = re.compile(r"[①-⑳❶-❿]\s*\S|[가나다라마바사아자차카타파하][.)]\s|[•·▪▶→]\s|(?:—|–|--(?!-))\s?\S")
"""A circled number, a Korean letter, a bullet typed by hand, or a dash (the attribution of a quote)."""
_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)$")


def implied_paragraphs(content: str) -> Iterator[tuple[int, str]]:
    """The paragraphs that the author of `content` meant, each with its line counted from 0.

    >>> list(implied_paragraphs("**A:** one\\n**B:** two\\nand more"))
    [(0, '**A:** one'), (1, '**B:** two\\nand more')]
    """
    lines = content.split("\n")
    starts = [at for at, line in enumerate(lines) if at == 0 or _begins(lines[at - 1], line)]
    pieces = [(at, "\n".join(lines[at:end])) for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if any(_is_open(piece) for _, piece in pieces):
        yield 0, content
        return
    for at, piece in pieces:
        yield at, piece if piece is pieces[-1][1] else _BREAK.sub("", piece)


def lettered_lines(content: str) -> list[str]:
    """What precedes a list whose markers CommonMark does not know, and its items, each with its marker; or all of it.

    >>> lettered_lines("What?\\na) this\\nb) that")
    ['What?', 'a) this', 'b) that']
    """
    lines = content.split("\n")
    for at in range(1, len(lines) - 1):
        starts = _counted_from(lines, at)
        if len(starts) > 1:
            ends = [*starts[1:], len(lines)]
            return ["\n".join(lines[:at]), *("\n".join(lines[a:b]) for a, b in zip(starts, ends, strict=True))]
    return [content]


def _counted_from(lines: Sequence[str], at: int) -> list[int]:
    """The lines from `at` on that are items of one list, as long as each counts on."""
    for marker in markers_at(lines[at]):
        starts, last = [at], marker
        for index in range(at + 1, len(lines)):
            following = next((other for other in markers_at(lines[index]) if last.precedes(other)), None)
            if following:
                starts.append(index)
                last = following
        if marker.number == 1 and len(starts) > 1:
            return starts
    return []


def counted_lines(items: Sequence[str]) -> list[Marker]:
    """The markers of items that count on."""
    for first in markers_at(items[0]):
        found = [first]
        for item in items[1:]:
            found += [marker for marker in markers_at(item) if found[-1].precedes(marker)][:1]
        if len(found) == len(items):
            return found
    return []


def _begins(before: str, line: str) -> bool:
    """Whether a line begins a paragraph of its own after the line `before`."""
    first = next(emoji_parts(line.lstrip()), (False, ""))
    return bool(
        _LABELLED.match(line.lstrip())
        or _MARKED.match(line.lstrip())
        or _TITLE.fullmatch(line.strip())
        or _TITLE.fullmatch(_BREAK.sub("", before).strip())
        or first[0]
    )


def _is_open(piece: str) -> bool:
    """Whether emphasis, code or a link begins in a piece that does not end there."""
    return bool(piece.count("**") % 2 or piece.count("`") % 2 or piece.count("[") != piece.count("]"))
