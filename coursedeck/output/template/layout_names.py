"""What layouts are called, in PowerPoint's own words and in those of brands, in many languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from coursedeck.model.slide import COMPONENTS, Layout

_CONTENT = (
    "title and content", "title content", "title bullets", "title and bullets", "text", "body", "content",
    "titel und inhalt", "inhalt", "titre et contenu", "contenu", "titulo y objetos", "titulo y contenido", "contenido",
    "titolo e contenuto", "contenuto", "titulo e conteudo", "titulo e objeto", "conteudo", "titel en object",
    "titel en inhoud", "inhoud", "tytul i zawartosc", "zawartosc", "заголовок и объект", "заголовок и содержимое",
    "nadpis a obsah", "obsah", "rubrik och innehall", "innehall", "titel og indholdsobjekt", "tittel og innhold",
    "otsikko ja sisalto", "cim es tartalom", "baslik ve icerik", "icerik", "заголовок і вміст", "titlu si continut",
    "タイトルとコンテンツ", "コンテンツ", "本文", "标题和内容", "内容页", "内容", "正文",
    "標題及內容", "標題和內容", "內容",
    "제목 및 내용", "내용", "본문", "عنوان ومحتوى", "כותרת ותוכן", "tieu de va noi dung", "judul dan konten",
)  # fmt: skip
_ALONE = (
    "title only", "title top", "nur titel", "titre seul", "solo el titulo", "solo titulo", "solo titolo",
    "somente titulo", "apenas titulo", "alleen titel", "tylko tytul", "только заголовок", "jenom nadpis",
    "pouze nadpis", "endast rubrik", "kun titel", "bare tittel", "vain otsikko", "csak cim", "yalnizca baslik",
    "лише заголовок",
    "タイトルのみ", "仅标题", "只有標題", "제목만", "عنوان فقط", "כותרת בלבד",
)  # fmt: skip
_TWO = (
    "two content", "title 2 content", "two columns", "2 columns", "double content", "zwei inhalte", "zwei spalten",
    "deux contenus", "deux colonnes", "dos objetos", "dos contenidos", "dos columnas", "due contenuti", "due colonne",
    "dois conteudos", "duas colunas", "duas partes de conteudo", "inhoud van twee", "twee objecten",
    "dwa elementy zawartosci", "два объекта", "dva obsahy", "tva innehallsdelar", "to indholdsobjekter",
    "to innholdsdeler", "kaksi sisaltokohdetta", "ket tartalomresz", "iki icerik", "два об'єкти",
    "2 つのコンテンツ", "2段組", "两栏内容", "两项内容", "双栏", "兩個內容", "兩項物件",
    "콘텐츠 2개", "2단", "محتويان", "שני תכנים",
)  # fmt: skip
_CAPTION = (
    "content with caption", "inhalt mit uberschrift", "contenu avec legende", "contenido con titulo",
    "contenuto con didascalia", "conteudo com legenda", "zawartosc z podpisem", "объект с подписью",
    "タイトル付きのコンテンツ", "内容与标题", "캡션 있는 콘텐츠",
)  # fmt: skip
_TITLE = (
    "title slide", "cover", "cover slide", "cover page", "title page", "opening", "titelfolie", "deckblatt",
    "startfolie", "diapositive de titre", "couverture", "page de garde", "page de titre", "diapositiva de titulo",
    "portada", "caratula", "diapositiva titolo", "copertina", "slide de titulo", "titulo da apresentacao", "capa",
    "titeldia", "voorblad", "omslag", "slajd tytulowy", "okladka", "титульный слайд", "обложка", "uvodni snimek",
    "rubrikbild", "titelslide", "titelbillede", "tittellysbilde", "otsikkodia", "cimdia", "baslik slaydi", "kapak",
    "титульний слайд", "diapozitiv titlu", "タイトル スライド", "タイトルスライド", "表紙", "标题幻灯片", "封面页",
    "封面", "首页", "標題投影片", "標題頁", "제목 슬라이드", "표지", "제목",
    "شريحة عنوان", "שקופית כותרת", "ban chieu tieu de",
    "slide judul", "หน้าปก",
)  # fmt: skip
_SECTION = (
    "section header", "section divider", "section", "divider", "chapter", "separator", "transition", "break slide",
    "abschnittsuberschrift", "abschnitt", "kapitel", "zwischentitel", "zwischenfolie", "trennfolie",
    "en tete de section", "titre de section", "chapitre", "intercalaire", "encabezado de seccion", "seccion",
    "separador", "separadora", "capitulo", "intestazione sezione", "sezione", "capitolo", "cabecalho da secao",
    "cabecalho de secao", "secao", "seccao", "sectiekop", "sectie", "hoofdstuk", "naglowek sekcji", "sekcja",
    "заголовок раздела", "раздел", "zahlavi casti", "zahlavi oddilu", "avsnittsrubrik", "avsnitt", "afsnitsoverskrift",
    "deloverskrift", "osan ylatunniste", "szakaszfejlec", "bolum ust bilgisi", "bolum", "заголовок розділу", "розділ",
    "セクション見出し", "セクション", "中扉", "扉", "章タイトル", "节标题", "章节页", "章节", "过渡页", "过渡", "篇章",
    "分隔页", "區段標題", "章節", "章節頁", "구역 머리글", "구역", "섹션", "간지",
    "عنوان المقطع", "כותרת מקטע עליונה", "คั่น",
)  # fmt: skip
_AGENDA = (
    "table of contents", "contents", "agenda", "outline", "inhaltsverzeichnis", "sommaire",
    "ordre du jour", "indice", "sommario", "sumario", "inhoudsopgave", "spis tresci", "содержание", "目次",
    "目录页", "目录", "目錄", "议程", "목차", "차례",
)  # fmt: skip
_CLOSING = (
    "thank you", "thanks", "end", "closing", "end slide", "danke", "schluss", "gracias", "obrigado", "grazie",
    "спасибо", "結び", "まとめ", "结尾页", "结束页", "谢谢", "致谢", "마무리", "감사합니다", "끝",
)  # fmt: skip

NAMES: dict[Layout, tuple[str, ...]] = {
    Layout.TITLE: _TITLE,
    Layout.AGENDA: (*_AGENDA, *_CONTENT),
    Layout.SECTION: _SECTION,
    Layout.CONTENT: _CONTENT,
    Layout.TWO_CONTENT: (
        *_TWO, "comparison", "vergleich", "comparaison", "comparacion", "confronto", "comparacao",
        "比較", "比较", "비교",
    ),
    Layout.FIGURE: (*_ALONE, *_CONTENT),
    Layout.FIGURE_TEXT: (
        "text and figure", "text and picture", "text and image", "title bullets photo", *_TWO, *_CAPTION,
    ),
    Layout.TABLE: (*_ALONE, *_CONTENT),
    Layout.CHART: (*_ALONE, *_CONTENT),
    Layout.CODE: (*_ALONE, *_CONTENT),
    Layout.CLOSING: (*_CLOSING, *_CONTENT),
    **dict.fromkeys(sorted(COMPONENTS), _CONTENT),
}  # fmt: skip
"""Names of layouts besides the kind's own, best first, in lower case and without accents."""

WORDS: dict[Layout, tuple[str, ...]] = {
    Layout.TITLE: tuple(name for name in _TITLE if name != "제목"),
    Layout.SECTION: _SECTION,
    Layout.AGENDA: ("table of content", *_AGENDA),
    Layout.CLOSING: _CLOSING,
    Layout.CONTENT: _CONTENT,
    Layout.TWO_CONTENT: _TWO,
    Layout.FIGURE: _ALONE,
    Layout.TABLE: _ALONE,
    Layout.CHART: _ALONE,
    Layout.CODE: _ALONE,
}
"""Words that tell what a layout is for where its name has more than them: a number, a colour, the brand."""

_ASIAN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A layout's name without case, accents, spaces, punctuation and PowerPoint's copy prefix.

    >>> plain_name("1_Two Content") == plain_name("two-content")
    True
    >>> plain_name("Título y objetos")
    'tituloyobjetos'
    """
    return re.sub(r"[\W_]+", "", _folded(re.sub(r"^\d+_", "", name)))


@lru_cache(maxsize=512)
def without_number(name: str) -> str:
    """A layout's name without a number at its end.

    >>> without_number("Section 1"), without_number("Titel 2 (blau)"), without_number("2")
    ('Section', 'Titel 2 (blau)', '2')
    """
    return re.sub(r"[\s_\-–.#(]*\d+\)?$", "", name) or name


@lru_cache(maxsize=4096)
def mentions(name: str, words: tuple[str, ...]) -> int | None:
    """Place in `words` of the first that stands in a layout's name as whole words; None if none does.

    Languages without spaces are searched anywhere in the name.

    >>> mentions("Orange Section Header", ("cover", "section header")), mentions("中文章节页", ("章节页",))
    (1, 0)
    """
    spaced = " ".join(re.findall(r"[^\W_]+", _folded(name)))
    compact = spaced.replace(" ", "")
    for place, word in enumerate(words):
        if _ASIAN.search(word):
            if word.replace(" ", "") in compact:
                return place
        elif re.search(rf"(?<!\w){re.escape(word)}(?!\w)", spaced):
            return place
    return None


def _folded(name: str) -> str:
    """In lower case, accents of Latin letters taken off; letters of other scripts stay whole."""
    lowered = name.casefold().replace("ł", "l").replace("ø", "o").replace("ı", "i")
    return "".join(_bare(letter) for letter in unicodedata.normalize("NFKC", lowered))


def _bare(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0] if len(decomposed) > 1 and decomposed[0].isascii() else letter
