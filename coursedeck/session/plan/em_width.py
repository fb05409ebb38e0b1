"""How wide words are, as far as that can be told without a font."""

from __future__ import annotations

from coursedeck.base.text.scripts import Script, script_of


def em_width(words: str) -> float:
    """Width of words in em: East Asian letters are one wide, others about half.

    >>> em_width("Pod"), em_width("가상화")
    (1.5, 3.0)
    """
    return sum(1.0 if script_of(letter) is Script.EAST_ASIAN else 0.5 for letter in words)
