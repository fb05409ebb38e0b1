"""Where the words of a message stand in its Markdown, and where two wordings are the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import unescape

from coursedeck.base.text.lazy_pattern import lazy_pattern

_TOKEN = lazy_pattern(
    r"""(?P<code>(?P<ticks>`+)(?!`)(?P<inner>.+?)(?<!`)(?P=ticks)(?!`))
    |(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<target>\]\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\))
    |(?P<note>\[\^[^\]\s]+\])
    |(?P<break><br\s*/?>)
    |(?P<auto><(?P<address>[a-z][a-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>)
    |(?P<tag></?[a-zA-Z][^<>]*>)
    |(?P<entity>&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);)""",
    re.VERBOSE | re.DOTALL,
)

Place = tuple[int, int]
"""Where a character begins and ends in the Markdown."""


def visible(markdown: str) -> list[tuple[str, Place]]:
    """Characters that may be shown, with their places; marks of emphasis are among them."""
    found: list[tuple[str, Place]] = []
    at = 0
    for match in _TOKEN.finditer(markdown):
        found += [(markdown[index], (index, index + 1)) for index in range(at, match.start())]
        found += _shown(match)
        at = match.end()
    return found + [(markdown[index], (index, index + 1)) for index in range(at, len(markdown))]


def _shown(match: re.Match[str]) -> list[tuple[str, Place]]:
    start, end = match.span()
    match match.lastgroup:
        case "escape":
            return [(match[0][1], (start, end))]
        case "break":
            return [("\n", (start, end))]
        case "entity":
            text = unescape(match[0])
            return [(text, (start, end))] if len(text) == 1 and text != match[0] else _all(match[0], start)
        case _:
            pass
    if match["inner"] is not None:
        return _all(match["inner"], match.start("inner"))
    if match["address"] is not None:
        return _all(match["address"], match.start("address"))
    return []


def _all(text: str, start: int) -> list[tuple[str, Place]]:
    return [(sign, (start + index, start + index + 1)) for index, sign in enumerate(text)]


def places(markdown: str, plain: str) -> list[Place] | None:
    """The place in `markdown` of each character of its words; None where they cannot be told."""
    signs = visible(markdown)
    shown = "".join(sign for sign, _ in signs)
    found: list[Place] = []
    for block in SequenceMatcher(None, plain, shown, autojunk=False).get_matching_blocks():
        found += [place for _, place in signs[block.b : block.b + block.size]]
    return found if len(found) == len(plain) else None


_WORDS = lazy_pattern(r"\w+|\s+|.", re.DOTALL)

Change = tuple[int, int, str]
"""Characters from … to … of the old wording, and what stands in their place."""


def words_of(text: str) -> list[str]:
    """The words of a text, and what stands between them."""
    return _WORDS.findall(text)


def changes(old: str, new: str) -> list[Change]:
    """The words in which `new` differs from `old`.

    >>> changes("a hot oven", "a warm oven")
    [(2, 5, 'warm')]
    """
    before, after = words_of(old), words_of(new)
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        (starts[first], starts[last], "".join(after[begin:end]))
        for kind, first, last, begin, end in matcher.get_opcodes()
        if kind != "equal"
    ]
