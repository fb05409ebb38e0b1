"""Formulas in the words of slides: a deck's file says them in one line of text, the page shows them as MathML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape


def formula_filter(formulas: Iterable[tuple[str, str]]) -> Callable[[str], Markup]:
    """Shows words with each of the `formulas`, given as their words and their MathML, in its place.

    What is no more than letters, such as ``a``, is left as it is: nothing tells it from a word.

    >>> formula_filter([("r2", "<math/>")])("The area πr2 is not r2 & more")
    Markup('The area πr2 is not <math/> &amp; more')
    """
    known = {words: mathml for words, mathml in formulas if not (words.isascii() and words.isalpha())}
    if not known:
        return escape
    longest_first = sorted(known, key=lambda words: (-len(words), words))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def shown(words: str) -> Markup:
        pieces, end = [], 0
        for found in pattern.finditer(words):
            pieces += [escape(words[end : found.start()]), Markup(known[found[0]])]
            end = found.end()
        return Markup("").join([*pieces, escape(words[end:])])

    return shown
