"""reveal.js and reveal-md: slides parted by lines of their own, stacks of slides, notes behind ``Note:``.

https://revealjs.com/markdown, https://github.com/webpro/reveal-md
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursedeck.base.foreign.comments import FoundComment, without_comments
from coursedeck.base.foreign.lines import Remark, SourceLine, outside_code, trimmed
from coursedeck.base.foreign.markup import without_style_sheets
from coursedeck.base.foreign.slides import ForeignSlide

_ACROSS, _DOWN, _SPOKEN = r"-{3}", r"-{2}|-{4}", r"(?:Speaker[ \t]+)?Notes?:"
_SETTING = re.compile(r"\.(?:slide|element)\s*:")


def read_reveal(
    lines: Sequence[SourceLine], settings: Mapping[str, str]
) -> tuple[tuple[ForeignSlide, ...], tuple[Remark, ...]]:
    """The slides of a deck, and what could not be carried over."""
    remarks: list[Remark] = []
    kept = without_style_sheets(lines, remarks)
    across = _pattern(settings.get("separator", ""), _ACROSS)
    down = _pattern(settings.get("verticalSeparator", ""), _DOWN)
    spoken = _pattern(settings.get("notesSeparator", ""), _SPOKEN)
    stacks: list[list[list[SourceLine]]] = [[[]]]
    for line, inside in zip(kept, outside_code(kept), strict=True):
        if inside and across.fullmatch(line.text.rstrip()):
            stacks.append([[]])
        elif inside and down.fullmatch(line.text.rstrip()):
            stacks[-1].append([])
        else:
            stacks[-1][-1].append(line)
    stacked = sum(len(stack) > 1 for stack in stacks) > 1
    slides = [
        _slide(lines_, spoken, divider=stacked and not position)
        for stack in stacks
        for position, lines_ in enumerate(stack)
        if lines_
    ]
    return tuple(slides), tuple(remarks)


def _pattern(written: str, default: str) -> re.Pattern[str]:
    r"""A separator as reveal.js is told it, ``^\n---\n$``, as a pattern for one line."""
    bare = re.sub(r"\\r|\\n|\?(?=\\n)|^\^|\$$|\(\?:\)\??", "", written).strip()
    try:
        return re.compile(bare or default)
    except re.error:
        return re.compile(re.escape(bare))


def _slide(lines: Sequence[SourceLine], spoken: re.Pattern[str], *, divider: bool) -> ForeignSlide:
    builds = False

    def setting(found: FoundComment) -> Sequence[SourceLine] | None:
        nonlocal builds
        if not _SETTING.match(found.text):
            return None
        builds = builds or "fragment" in found.text
        return ()

    shown = without_comments(lines, setting)
    prose = outside_code(shown)
    at = next((index for index, line in enumerate(shown) if prose[index] and spoken.match(line.text)), None)
    notes: tuple[SourceLine, ...] = ()
    if at is not None:
        match = spoken.match(shown[at].text)
        notes = (shown[at].with_text(shown[at].text[match.end() if match else 0 :].strip()), *shown[at + 1 :])
        shown = shown[:at]
    return ForeignSlide(trimmed(shown), lines[0].number, trimmed(notes), divider=divider, builds=builds)
