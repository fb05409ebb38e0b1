"""Names of blocks, and what they are called in other languages and tools: ``::: 실습`` is ``::: exercise``."""

from __future__ import annotations

import re
from collections.abc import Mapping

CALLOUTS = ("note", "tip", "important", "warning", "caution")
TEACHING = ("objectives", "questions", "keypoints", "prerequisites", "discussion", "aside")
"""Callouts of teaching, whose titles are the product's own words."""
NOTES = "notes"
EXERCISES = ("exercise", "challenge")
"""Work for the audience."""

ALIASES = {
    **dict.fromkeys(("info", "seealso", "see-also", "admonition", "topic", "comment"), "note"),
    **dict.fromkeys(("abstract", "summary", "tldr", "example", "question", "help", "faq", "quiz"), "note"),
    **dict.fromkeys(("definition", "testimonial", "callout"), "note"),
    **dict.fromkeys(("hint", "success", "check", "done"), "tip"),
    "todo": "important",
    "attention": "warning",
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail", "missing"), "caution"),
}
"""Names of other tools for callouts, and the kinds that come nearest."""

SAME_AS_KIND = frozenset({"info", "hint", "attention", "danger", "error", "admonition", "callout", "comment"})
"""Names that say no more than the kind that they are shown as."""
FOLDED = frozenset({"details", "dropdown", "spoiler", "collapse", "toggle"})
QUOTES = frozenset({"quote", "epigraph", "pull-quote", "blockquote"})
PICTURES = frozenset({"figure", "image"})
ARRANGING = frozenset({
    *("columns", "column", "nonincremental", "fragment", "div", "container", "grid", "grid-item", "row"),
    *("grid-item-card", "card", "cards", "margin", "sidebar", "tab", "tabs", "tab-set", "tab-item", "col"),
    *("panel-tabset", "code-group", "tabset", "center", "steps", "content-visible", "cell", "left", "right", "layout"),
})  # fmt: skip
"""What only arranges its content; a title becomes a bold line."""
LISTINGS = frozenset({"toctree", "contents", "tableofcontents"})

_NAMES: Mapping[str, str] = {
    "exercise": """
        exercises practice activity hands-on handson lab your-turn task 실습 연습 연습문제 과제 활동
        따라하기 演習 練習 実習 ワーク 练习 实践 实验 習題 練習題 實作 übung uebung aufgabe exercice
        pratique travaux-pratiques ejercicio práctica actividad exercício exercicio prática atividade
        esercizio esercitazione attività упражнение практика задание ćwiczenie zadanie alıştırma egzersiz
        uygulama bài-tập thực-hành latihan praktik แบบฝึกหัด ฝึกปฏิบัติ अभ्यास تمرين تدريب תרגיל תרגול
    """,
    "challenge": """
        도전 도전과제 도전-과제 챌린지 チャレンジ 挑戦 課題 挑战 挑戰 思考题 herausforderung défi reto
        desafío desafio sfida задача вызов wyzwanie meydan-okuma thử-thách tantangan โจทย์ท้าทาย चुनौती تحدي
        تحدٍّ אתגר
    """,
    "solution": """
        solutions answer answers 풀이 정답 해답 해설 답 解答 解答例 答え 正解 答案 解析 lösung loesung
        antwort corrigé réponse solución respuesta solução solucao resposta soluzione risposta решение ответ
        rozwiązanie odpowiedź çözüm cevap yanıt lời-giải đáp-án jawaban solusi เฉลย คำตอบ हल उत्तर الحل حل
        إجابة פתרון תשובה الإجابة 답안 모범답안 回答 参考答案 lösungen antworten réponses corrigés soluciones
        respuestas soluções respostas soluzioni risposte
    """,
    "objectives": """
        objective goals learning-objectives learning-goals outcomes 목표 학습목표 학습-목표 目標 学習目標
        ねらい 目标 学习目标 學習目標 lernziele lernziel ziele ziel objectifs objectif objetivos objetivo
        obiettivi obiettivo цели цель cele cel hedefler amaçlar mục-tiêu tujuan วัตถุประสงค์ उद्देश्य
        الأهداف أهداف מטרות
    """,
    "keypoints": """
        key-points keypoint takeaways takeaway key-takeaways recap 핵심 핵심정리 핵심-정리 요점 정리 요약
        要点 まとめ ポイント 要點 重点 重點 小结 小結 das-wichtigste kernpunkte merksätze zusammenfassung
        à-retenir points-clés puntos-clave resumen pontos-principais pontos-chave resumo punti-chiave
        riepilogo главное итоги выводы najważniejsze podsumowanie önemli-noktalar özet điểm-chính tóm-tắt
        poin-penting ringkasan ประเด็นสำคัญ สรุป मुख्य-बातें सारांश النقاط-الرئيسية خلاصة עיקרי-הדברים סיכום
    """,
    "questions": """
        질문 생각할-질문 質問 問い 问题 問題 fragen preguntas perguntas domande вопросы pytania sorular
        câu-hỏi pertanyaan คำถาม प्रश्न أسئلة שאלות
    """,
    "prerequisites": """
        prerequisite prereq prereqs 준비 준비사항 준비-사항 선수지식 前提 前提条件 事前準備 预备知识
        前提條件 先備知識 voraussetzungen prérequis requisitos requisitos-previos pré-requisitos
        prerequisiti предпосылки требования wymagania ön-koşullar kiến-thức-cần-có prasyarat
        สิ่งที่ควรรู้ก่อน पूर्व-ज्ञान المتطلبات דרישות-קדם
    """,
    "discussion": """
        discuss 토론 토의 話し合い 議論 ディスカッション 讨论 討論 diskussion débat discusión debate
        discussão discussione обсуждение dyskusja tartışma thảo-luận diskusi อภิปราย चर्चा نقاش مناقشة דיון
    """,
    "example": """
        examples 예 예시 예제 例 例題 示例 例子 範例 beispiel exemple ejemplo exemplo esempio пример
        przykład örnek ví-dụ contoh ตัวอย่าง उदाहरण مثال דוגמה
    """,
    "aside": """
        덧붙임 여담 곁다리 余談 補足説明 コラム 题外话 題外話 旁注 nebenbei exkurs randbemerkung en-aparté
        aparté al-margen aparte à-parte a-margine кстати na-marginesie bu-arada bên-lề sekadar-info
        เกร็ดเสริม प्रसंगवश على-الهامش הערת-אגב
    """,
    "note": """
        참고 노트상자 ノート メモ 说明 說明 注释 註解 hinweis anmerkung remarque nota примечание uwaga
        ghi-chú catatan หมายเหตุ टिप्पणी ملاحظة הערה
    """,
    "tip": """
        팁 도움말 힌트 ヒント コツ 技巧 提示 小技巧 tipp astuce conseil consejo sugerencia dica suggerimento
        consiglio совет подсказка wskazówka ipucu mẹo tips เคล็ดลับ सुझाव نصيحة עצה טיפ
    """,
    "important": """
        중요 重要 wichtig importante важно ważne önemli quan-trọng penting สำคัญ महत्वपूर्ण مهم חשוב
    """,
    "warning": """
        주의 경고 注意 警告 warnung achtung attention avertissement advertencia atención atenção aviso
        attenzione avviso внимание предупреждение ostrzeżenie uyarı cảnh-báo peringatan คำเตือน चेतावनी
        تحذير تنبيه אזהרה
    """,
    "notes": """
        speaker-notes speakernotes speaker instructor-note instructor instructors teacher presenter 노트
        강사 강사노트 강사-노트 강의노트 강의-노트 발표자노트 발표자-노트 講師 講師ノート 発表者ノート 备注
        講者備註 備註 讲师 教师 講師備註 notizen dozent dozentin referent lehrkraft formateur formatrice
        enseignant notas instructora docente anotações instrutor instrutora relatore преподаватель заметки
        prowadzący notatki eğitmen notlar giảng-viên instruktur pengajar ผู้สอน บันทึกย่อ शिक्षक المدرس
        ملاحظات-المدرس מרצה מדריך
    """,
    "columns": """
        단 다단 두단 段組み 列 分栏 分欄 spalten colonnes columnas colunas colonne колонки kolumny sütunlar
        cột kolom คอลัมน์ أعمدة עמודות
    """,
    "column": """
        열 칸 カラム 栏 欄 spalte colonne columna coluna colonna колонка kolumna sütun
    """,
    "incremental": """
        하나씩 차례로 順番に 逐条 逐項 schrittweise pas-à-pas paso-a-paso passo-a-passo пошагово stopniowo
        adım-adım
    """,
}


_MEANT: Mapping[str, str] = {
    **{other: name for name, others in reversed(tuple(_NAMES.items())) for other in others.split()},
    **dict.fromkeys(_NAMES, ""),
}
"""Each name to the one that it stands for, nothing where that is itself; of two, the first of the table has it."""


def meant_name(written: str) -> str:
    """The name of a block that is meant, in lower case; the written one where it is no other's.

    >>> meant_name("실습"), meant_name("Übung"), meant_name("callout-tip"), meant_name("theorem")
    ('exercise', 'exercise', 'tip', 'theorem')
    """
    name = written.lower().removeprefix("callout-")
    return _MEANT.get(name.replace("_", "-"), "") or name


def names_solution(title: str) -> bool:
    """Whether a title says that a solution follows, and at most of what.

    >>> names_solution("✅ Solution 2:"), names_solution("정답"), names_solution("A solution for all")
    (True, True, False)
    """
    words = [word for word in _BETWEEN_WORDS.split(title) if any(map(str.isalpha, word))]
    bare = " ".join(words).casefold()
    return meant_name("-".join(words)) == "solution" or bare in _SOLUTIONS or _SOLUTION_OF.match(bare) is not None


_BETWEEN_WORDS = re.compile(r"[\s\d_.:：,;()（）\[\]【】#*–—-]+")
_SOLUTIONS = frozenset({
    *("모범 답안", "예시 답안", "參考答案", "標準答案", "标准答案", "模範解答", "回答例"),
    *("sample solution", "sample answer", "model answer", "model solution", "example solution", "possible solution"),
    *("show solution", "show answer", "see solution", "click for solution", "click for answer", "the solution"),
    *("musterlösung", "lösungsvorschlag"),
})  # fmt: skip
_SOLUTION_OF = re.compile(
    r"(?:(?:sample|model|possible) )?(?:solutions?|answers?) (?:to|for|of) "
    r"(?:the |this |task|exercise|challenge|question|problem)"
    r"|lösung(?:en)? (?:zu|zur|der|von) |(?:solución|respuesta)s? (?:de|del|a) |corrigé (?:de|du) "
)


def is_known_block(written: str) -> bool:
    """Whether a block of this name means something in a session; one without a name arranges.

    >>> is_known_block("Übung"), is_known_block("callout-tip"), is_known_block("slide-deck")
    (True, True, False)
    """
    return meant_name(written) in _KNOWN


_KNOWN = frozenset({
    *("", NOTES, "solution", "columns", "column", "incremental"),
    *CALLOUTS, *TEACHING, *EXERCISES, *ALIASES, *FOLDED, *QUOTES, *PICTURES, *ARRANGING, *LISTINGS,
})  # fmt: skip
