"""Diff of two lists of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from coursedeck.base.text.word_diff import WordPart, word_diff


class DiffLine(Struct, frozen=True):
    """A line of a diff; `kind` is ``same``, ``changed``, ``gone``, ``new``, or ``gap`` for `count` lines left out."""

    kind: str
    words: tuple[WordPart, ...] = ()
    count: int = 0


def diff_lines(before: Sequence[str], after: Sequence[str]) -> tuple[DiffLine, ...]:
    """Diff of two lists: changed lines word by word, and one unchanged line of context around changes."""
    found: list[DiffLine] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        old, new = before[old_from:old_to], after[new_from:new_to]
        if what == "equal":
            found += [DiffLine("same", (WordPart("same", line),)) for line in new]
        elif what == "replace":
            common = min(len(old), len(new))
            found += [DiffLine("changed", word_diff(*pair)) for pair in zip(old[:common], new[:common], strict=True)]
            found += [*_whole("gone", old[common:]), *_whole("new", new[common:])]
        else:
            found += [*_whole("gone", old), *_whole("new", new)]
    return tuple(_unchanged_collapsed(found))


def changed_lines(before: Sequence[str], after: Sequence[str]) -> tuple[DiffLine, ...]:
    """The lines of the diff that differ."""
    return tuple(line for line in diff_lines(before, after) if line.kind not in {"same", "gap"})


def _unchanged_collapsed(lines: Sequence[DiffLine]) -> Iterator[DiffLine]:
    """Replace unchanged lines by gaps, except next to changes and if nothing changed."""
    near = {at + step for at, line in enumerate(lines) if line.kind != "same" for step in (-1, 0, 1)}
    skipped = 0
    for at, line in enumerate(lines):
        if near and at not in near:
            skipped += 1
            continue
        if skipped:
            yield DiffLine("gap", count=skipped)
            skipped = 0
        yield line
    if skipped:
        yield DiffLine("gap", count=skipped)


def _whole(kind: str, lines: Sequence[str]) -> Iterator[DiffLine]:
    return (DiffLine(kind, (WordPart(kind, line),)) for line in lines)
