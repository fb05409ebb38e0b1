"""Which headings say only what kind of text follows, such as “Solution” and “Note”, and not what it is about."""

from __future__ import annotations

import re

_OF_THE_ONE_BEFORE = (
    "solution solutions answer answers hint hints solución soluciones respuesta respuestas pista pistas "
    "lösung lösungen lösungshinweis antwort antworten réponse réponses corrigé indice indices "
    "solução soluções resposta respostas dica dicas soluzione soluzioni risposta risposte suggerimento "
    "해답 정답 답 풀이 답안 모범답안 힌트 解答 解答例 答え 回答 ヒント 答案 参考答案 提示 الحل الإجابة تلميح"
)
_OF_THE_HEADING_ABOVE = (
    "note notes discussion example examples output outputs result results explanation explanations remark remarks tip "
    "tips warning nota notas ejemplo ejemplos discusión resultado resultados salida explicación consejo "
    "hinweis hinweise beispiel beispiele diskussion ergebnis ergebnisse ausgabe erklärung anmerkung tipp achtung "
    "exemple exemples remarque remarques astuce résultat résultats explication exemplo exemplos resultado discussão "
    "esempio esempi risultato risultati discussione "
    "참고 주의 팁 토론 예시 예제 예 결과 출력 설명 해설 例 結果 解説 注意 補足 議論 説明 说明 示例 例子 讨论 结果 输出 "
    "ملاحظة مثال نقاش"
)
_FOLLOWING = frozenset(_OF_THE_ONE_BEFORE.split())
"""Titles of what belongs to the heading before it, also where both stand side by side."""

_BARE = _FOLLOWING | frozenset(_OF_THE_HEADING_ABOVE.split())
_SIGNS = re.compile(r"[\W\d_]+")


def is_bare(title: str) -> bool:
    """Whether a title says only what kind of text follows.

    >>> is_bare("✅ Solution 2"), is_bare("A solution for all")
    (True, False)
    """
    return _word(title) in _BARE


def follows_its_subject(title: str) -> bool:
    """Whether such a title stands for what belongs to the heading before it, as a solution does."""
    return _word(title) in _FOLLOWING


def _word(title: str) -> str:
    return " ".join(_SIGNS.sub(" ", title).split()).casefold()
