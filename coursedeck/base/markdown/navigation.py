"""Lines that only lead from page to page, ``[Up](README.md) | [Next](02.md)``: a deck has no use for them."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<target>[^)\s>]*)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
    r"|<a\s[^>]*href=[\"'](?P<href>[^\"']*)[\"'][^>]*>(?P<words>.*?)</a>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"</?(?:p|div|center|br|b|strong|em|i|span|sub|sup|hr|nav)\b[^<>]*>", re.IGNORECASE)
_WORDS = (
    "up|back|home|prev|previous|next|top|index|contents|table of contents|toc|menu|overview|start|return|main"
    "|이전|다음|목차|처음|홈|위로|뒤로|上一[章页頁节課课篇]|下一[章页頁节課课篇]|返回|目录|目錄|首页|前へ|次へ|戻る|目次|トップ"
    "|zurück|weiter|nächste[rs]?|vorherige[rs]?|inhalt|inhaltsverzeichnis|übersicht"
    "|anterior|siguiente|índice|inicio|volver|próxim[oa]|voltar|précédent|suivant|accueil|retour|sommaire"
    "|назад|вперёд|вперед|далее|содержание|оглавление|السابق|التالي|الرئيسية|הקודם|הבא|vorige|volgende|terug"
    "|precedente|successivo|successiva|indietro|avanti|indice|poprzedni|następny|spis treści|पिछला|अगला"
)
_LEADS = re.compile(rf"\W*(?:{_WORDS})(?!\w)", re.IGNORECASE)
_ALL = re.compile(rf"\W*(?:{_WORDS})\W*|\W*(?:{_WORDS})\s*(?::|to\b|[-–—→]).*", re.IGNORECASE | re.DOTALL)
_ARROWS = re.compile("[←→⬅➡◀▶⏪⏩⏮⏭«»‹›👈👉🔙🏠]|<-|->|<<|>>")
_BETWEEN = re.compile(
    r"[\s|·•/\\:,;*_~–—-]|←|→|⬅|➡|◀|▶|⏪|⏩|⏮|⏭|«|»|‹|›|👈|👉|🔙|🏠|🔼|\ufe0f|<|>|&nbsp;|&bull;|&middot;"
)


def is_navigation(source: str) -> bool:
    """Whether a paragraph's source is nothing but links to neighbouring pages.

    >>> is_navigation("[Up](README.md) | [Next](02-setup.md)"), is_navigation("![Menu](menu.png)")
    (True, False)
    """
    found = list(_LINK.finditer(source))
    links = [(match["text"] or match["words"] or "", match["target"] or match["href"] or "") for match in found]
    if all(match[0].startswith("!") for match in found):  # pictures lead nowhere, even one of a menu
        return False
    if any(re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.IGNORECASE) for _, target in links):
        return False
    rest = _TAG.sub("", _LINK.sub("", source))
    if _BETWEEN.sub("", rest):
        return False
    if len(links) == 1:
        return _ALL.fullmatch(links[0][0]) is not None or bool(_ARROWS.search(links[0][0]))
    return any(_LEADS.match(text) or _ARROWS.search(text) for text, _ in links) or bool(_ARROWS.search(rest))
