"""Words as the ledger counts them, and where a text is known to hold none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and joiners, direction marks: they may go, and never are a loss."""


def words_of(text: str) -> list[str]:
    """The words of a text, without case and marks.

    >>> words_of("A *bold* word, twice: word_one")
    ['a', 'bold', 'word', 'twice', 'word', 'one']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _WORD.findall(text.casefold())


class Words(Struct, frozen=True, dict=True):
    """Everything that something says, in order."""

    texts: tuple[str, ...]

    @cached_property
    def _found(self) -> list[str]:
        return [word for text in self.texts for word in words_of(text)]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._found)

    @cached_property
    def _stream(self) -> str:
        """All letters without spaces: a word that is parted by a style or a line break is still there."""
        return "".join(self._found)

    def missing(self, wanted: Iterable[str]) -> Counter[str]:
        """Words that are said less often than wanted, with how many times they are missing."""
        lacking = Counter(wanted) - self._counts
        for word in list(lacking):
            # a word may be parted by a span, or be part of a longer one: Korean particles stick to what they follow
            short = lacking[word] + self._counts[word] - self._stream.count(word)
            if short > 0:
                lacking[word] = short
            else:
                del lacking[word]
        return lacking
