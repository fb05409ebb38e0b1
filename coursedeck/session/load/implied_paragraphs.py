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
from collections.abc import Iterator

from coursedeck.base.text.emoji import emoji_parts

_LABELLED = re.compile(r"\*\*(?:[^*\n]*[^*\s][:：]\*\*|[^*\n]+\*\*\s?[:：])")
"""``**Impact:** …`` or ``**Impact**: …``."""
_TITLE = re.compile(r"\*\*[^*\n]*[^*\s]\*\*")
"""A line that is bold throughout."""
_MARKED = re.compile(r"[①-⑳❶-❿]\s*\S|[가나다라마바사아자차카타파하][.)]\s|[•·▪▶→]\s|(?:—|–|--)\s?\S")
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
