"""Which headings say only what kind of text follows, such as “Solution” and “Note”, and not what it is about."""

from __future__ import annotations

import re

from coursedeck.base.markdown.block_names import meant_name

_HINT_WORDS = "hint hints pista pistas lösungshinweis indice indices dica dicas suggerimento 힌트 ヒント 提示 تلميح"
_HINTS = frozenset(_HINT_WORDS.split())
"""What belongs to the heading before it, as solutions do, also where both stand side by side."""

_BLOCKS = frozenset({"discussion", "example", "note", "notes", "tip", "warning"})
"""Blocks whose names, in any language, say nothing of what they are about."""

_OTHERS = (
    "output outputs result results explanation explanations remark remarks ejemplos resultado resultados salida"
    " explicación notas hinweise beispiele ergebnis ergebnisse ausgabe erklärung exemples remarques résultat résultats"
    " explication exemplos esempi risultato risultati 결과 출력 설명 結果 解説 補足 説明 结果 输出"
)
_BARE = _HINTS | frozenset(_OTHERS.split())
_SIGNS = re.compile(r"[\W\d_]+")


def is_bare(title: str) -> bool:
    """Whether a title says only what kind of text follows.

    >>> is_bare("✅ Solution 2"), is_bare("A solution for all")
    (True, False)
    """
    word = _word(title)
    return word in _BARE or meant_name(word) in _BLOCKS | {"solution"}


def follows_its_subject(title: str) -> bool:
    """Whether such a title stands for what belongs to the heading before it, as a solution does."""
    word = _word(title)
    return word in _HINTS or meant_name(word) == "solution"


def _word(title: str) -> str:
    return " ".join(_SIGNS.sub(" ", title).split()).casefold()
