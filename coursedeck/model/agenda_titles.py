"""Which headings announce the order of a session, as an agenda does."""

from __future__ import annotations

import re

_AGENDA = re.compile(
    r"agenda|outline|contents|table of contents|today's agenda|schedule|program|inhalt|gliederung|ablauf"
    r"|inhaltsverzeichnis|contenidos?|índice|temario|sommaire|au programme|sumário|conteúdo|indice|sommario"
    r"|목차|진행 순서|순서|차례|강의 목차|오늘의 순서|目次|アジェンダ|本日の内容|目录|目錄|议程|日程|内容|大纲"
    r"|الفهرس|جدول الأعمال"
)
_SIGNS = re.compile(r"[^\w' ]+")


def is_agenda_title(title: str) -> bool:
    """Whether a heading says no more than that the order of the session follows.

    >>> is_agenda_title("📋 Agenda"), is_agenda_title("An agenda for peace")
    (True, False)
    """
    words = " ".join(_SIGNS.sub(" ", title.replace("’", "'")).split())
    return _AGENDA.fullmatch(words.casefold()) is not None
