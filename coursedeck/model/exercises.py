"""Which headings announce work for the audience."""

from __future__ import annotations

import re

_EXERCISE = re.compile(
    r"\b(exercises?|hands[- ]?on|labs?|practice|workshops?|activity|try it|your turn|group work|tasks?|challenge"
    r"|übung(en)?|aufgaben?|praktikum|gruppenarbeit|ejercicios?|(?<!buenas )(?<!mejores )prácticas?|talleres|oficinas?"
    r"|exercices?|travaux (pratiques|dirigés)|ateliers?|esercizi[oi]?|esercitazion[ei]"
    r"|laboratorio|exercícios?|laboratório|(?<!boas )(?<!melhores )práticas?|упражнение|практика|задание)\b"
    r"|실습|연습|토론|과제|활동|演習|練習|実習|ハンズオン|课堂练习|练习|实验|动手|تمرين|تمارين|تطبيق عملي",
    re.IGNORECASE,
)


def is_exercise_title(title: str) -> bool:
    """Whether a heading announces work for the audience.

    >>> is_exercise_title("Exercise: build an image"), is_exercise_title("What an image is")
    (True, False)
    """
    return _EXERCISE.search(title) is not None
