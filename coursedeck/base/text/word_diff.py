"""Diff of two texts by word, and by character in Chinese and Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from coursedeck.base.text.lazy_pattern import lazy_pattern

_WORD = lazy_pattern(r"\s+|[\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]")


class WordPart(Struct, frozen=True):
    """A piece of a diff; `kind` is ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> tuple[WordPart, ...]:
    """Both texts as a sequence of unchanged, removed and added pieces.

    >>> [(part.kind, part.text) for part in word_diff("a red box", "a blue box")]
    [('same', 'a '), ('gone', 'red'), ('new', 'blue'), ('same', ' box')]
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    parts: list[WordPart] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            parts.append(WordPart("same", "".join(new[new_from:new_to])))
            continue
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        parts += [WordPart(kind, text) for kind, text in (("gone", gone), ("new", come)) if text]
    return tuple(_with_blanks_merged(parts))


def _with_blanks_merged(parts: list[WordPart]) -> Iterator[WordPart]:
    """Merge changes that only white space separates, since one change is easier to read than two."""
    gone, new = "", ""
    for at, part in enumerate(parts):
        inner = 0 < at < len(parts) - 1 and parts[at - 1].kind != "same" and parts[at + 1].kind != "same"
        if part.kind == "same" and not (inner and not part.text.strip() and "\n" not in part.text):
            yield from _pending(gone, new)
            gone, new = "", ""
            yield part
            continue
        gone += part.text if part.kind in {"gone", "same"} else ""
        new += part.text if part.kind in {"new", "same"} else ""
    yield from _pending(gone, new)


def _pending(gone: str, new: str) -> Iterator[WordPart]:
    if gone:
        yield WordPart("gone", gone)
    if new:
        yield WordPart("new", new)
