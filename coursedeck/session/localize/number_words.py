"""Small numbers as words: what one language counts in digits, another spells out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BEGINNINGS = {
    "ar": r"""
        .*واحد|.*أول|.*أولى|.*وحيد .*اثن|.*إثن|.*ثان|.*كلا|.*كلتا|\w+ان$|\w+ين$|\w+تا$|\w+تي$ .*ثلاث|.*ثالث
        .*أربع|.*رابع .*خمس|.*خامس .*ست|.*سادس .*سبع|.*سابع .*ثمان|.*ثامن .*تسع|.*تاسع .*عشر|.*عاشر .*عشر
        .*عشر
    """,
    "cs sk": r"""
        jed[ne]|prvn dv[aěo]|oba|obě|druh tři|tří|třet|třem čtyř|čtvrt pět|pát šest sedm osm
        devět|devít|devát deset|desít|desát jedenáct dvanáct
    """,
    "da nb nn no": r"""
        en$|et$|én$|første to$|begge|anden|andet tre$|tredje fire$|fjerde fem seks|sjette syv|sju
        otte|åtte|ottende ni$|niende ti$|tiende elleve|ellevte tolv|tolvte
    """,
    "de": r"""
        eins?$|eine[rmns]?$|erste|einzig zwei|beide|zweite|doppel|verdoppel|paar drei|dritt vier fünf sechs sieben
        acht$ neun$ zehn$ elf$ zwölf
    """,
    "el": r"""
        έν[αο]|ένας|μία|μια|πρώτ δύο|δυο|δεύτερ τρ[ίε]|τρί τέσσερ|τέταρτ πέντε|πέμπτ έξι|έκτ επτά|εφτά|έβδομ
        οκτώ|οχτώ|όγδο εννέα|εννιά|ένατ δέκα|δέκατ έντεκα|ενδέκατ δώδεκα|δωδέκατ
    """,
    "en": r"""
        one$|once$|first$|single|an?$|each$|every$|another$|ground$|solo$|unique|mono
        two$|twice|both$|second$|pair|couple|double|dual|halve?s?$|n?either$|binary
        three$|third|tripl|tri[ad] four$|fourth$ five$|fifth$
        six$|sixth$ seven$ eight$ nine$ ten$ eleven$ twelve$|dozen$
    """,
    "es": r"""
        un[oa]?$|primer|únic dos$|segund|amb[oa]s|dobl|bidim tres$|tercer|tercio|triple|tridim cuatro|cuart
        cinco|quint seis|sext siete|s[eé]ptim ocho|octav nueve|noven diez|d[eé]cim once$|und[eé]cim doce|duod[eé]cim
    """,
    "fi": r"""
        yksi|yhde|yht|ensimmäi kaksi|kahde|kaht|toi[ns] kolm neljä viisi|viide|viit kuusi|kuude|kuut seitsem
        kahdeks yhdeks kymmen yksitoista|yhdentoista kaksitoista|kahdentoista
    """,
    "fr": r"""
        une?$|premi|unique|seule?$ deux|second|double|bidim trois|tiers|triple|tridim quatre|quart|quatri cinq
        six$|sixi sept$|septi huit neuf$|neuvi dix$|dixi onz douz
    """,
    "he": r"""
        .*אחד|.*אחת|.*ראשו|.*יחיד .*שני|.*שתי|\w+יים$ .*שלוש|.*שליש .*ארבע|.*רביע .*חמש|.*חמיש
        .*שש|.*ששי|.*שיש .*שבע|.*שביע .*שמונ|.*שמינ .*תשע|.*תשיע .*עשר|.*עשיר .*עשר .*עשר
    """,
    "hi": r"""
        एक|पहल|प्रथम दो$|दोन|दूसर|द्वि तीन|तीसर चार|चौथ पांच|पाँच छह|छः|छठ सात आठ नौ$|नौव दस ग्यारह बारह
    """,
    "id": r"""
        satu|se\w|pertama|tunggal dua|kedua tiga|ketiga empat|keempat lima|kelima enam|keenam tujuh|ketujuh
        delapan|kedelapan sembilan sepuluh sebelas dua$
    """,
    "it": r"""
        un[oa]?$|prim[oaie]$|unic due$|second[oaie]$|entramb|doppi|bidim tre$|terz|tripl|tridim quattro|quart
        cinque|quint sei$|sest
        sette$|settim otto$|ottav nove$|non[oaie]$ dieci|decim undici dodici
    """,
    "ja zh": r"""
        .*[一壹]|.*ひと|.*单|.*首 .*[二两兩双雙]|.*ふた .*三 .*四 .*五 .*六 .*七 .*八 .*九 .*十 .*十一
        .*十二
    """,
    "ko": r"""
        하나|한$|첫|하루 둘|두$|이틀 셋|세$|석$|사흘 넷|네$|넉$|나흘 다섯|닷새 여섯|엿새 일곱|이레 여덟|여드레
        아홉|아흐레 열$|십$|열흘 열하나|열한$ 열둘|열두$
    """,
    "nl": r"""
        een$|één|eerste twee|beide drie|derde vier vijf zes zeven acht negen tien elf twaalf
    """,
    "pl": r"""
        jed[ne]|pierwsz dw[aieóu]|dwóch|obie|oba|drug trz[ye]|trzech|trzec czter|czwart pięci|pięć|piąt
        sześ|szóst sied osiem|ośm|ósm dziewi dziesi jedena dwana
    """,
    "pt": r"""
        uma?$|primeir|únic dois$|duas$|segund|ambos|ambas|dobr|bidim três$|terceir|terço|trip|tridim
        quatro|quart cinco|quint seis$|sext
        sete$|sétim oito$|oitav nove$|non[oa]s?$ dez$|décim onze$ doze$
    """,
    "ru": r"""
        од[ни]|перв дв[аеу]|оба|обе|втор тр[иеё]|трет четыр|четвер пят шест сем|седьм восем|восьм девят
        десят одиннадцат двенадцат
    """,
    "sv": r"""
        en$|ett$|först två|båda|andra tre$|tredje fyra|fjärde fem sex|sjätte sju åtta|åttonde nio tio
        elva|elfte tolv|tolfte
    """,
    "th": r"""
        .*หนึ่ง|.*เดียว|.*แรก .*สอง|.*คู่ .*สาม .*สี่ .*ห้า .*หก .*เจ็ด .*แปด .*เก้า .*สิบ .*สิบเอ็ด
        .*สิบสอง
    """,
    "tr": r"""
        bir$|bir[ie]|ilk iki üç dört|dörd beş altı yedi sekiz dokuz on$|onunc onbir oniki
    """,
    "uk": r"""
        од[ни]|перш дв[аіо]|обидв|друг тр[иьо]|трет чотир|четвер п['’ʼ]?ят шіст|шост сім|сьом вісім|восьм
        дев['’ʼ]?ят десят одинадцят дванадцят
    """,
    "vi": r"""
        một$|nhất$ hai$|đôi$ ba$ bốn$|tư$ năm$ sáu$ bảy$|bẩy$ tám$ chín$ mười$ mười$ mười$
    """,
}
"""Languages to how their words for 1, 2, 3 … begin; ``$`` where they also end so."""

_WORDS = {language: words.split() for languages, words in _BEGINNINGS.items() for language in languages.split()}

_ROUND = {
    0: r"zero|null$|nul|cero|z[eé]ro$|no(?:ne)?$|영$|제로|ゼロ|.*零|нол|нул|μηδέν|صفر|אפס|शून्य|.*ศูนย์|sıfır|không$|nol",
    16: r"hex|шестнадцат|шістнадцят|seiz|dieciséis|sechzehn|sedici|dezesseis|zestien|szesna",
    24: r"day|round",
    100: r"hundred|cent|hundert|cien|cem$|sto$|сто$|.*[百백]",
}
"""Further numbers that many languages spell out, in whatever language."""
_LONG = 10_000
"""Numbers from here on nobody writes out in one."""
_MONTHS = 12
_SPELLED_OUT = 12
"""Numbers up to this are commonly spelled out."""


def spells_out(text: str, number: str, locale: str) -> bool:
    """Whether a text spells out a number; one up to twelve may be in any words of a language that is not known.

    >>> spells_out("서버 세 대", "3", "ko"), spells_out("세상", "3", "ko"), spells_out("three servers", "3", "en-GB")
    (True, False, True)
    """
    if not number.isdecimal() or not number.isascii():
        return False
    said, value = _words(text), int(number)
    if 0 < value <= _MONTHS and not said.isdisjoint(_names_of_month(value, locale)):
        return True
    if value in _ROUND and any(_pattern(_ROUND[value]).match(word) for word in said):
        return True
    language = locale.split("-", maxsplit=1)[0]
    if not 0 < value <= _SPELLED_OUT:
        return 0 < value < _LONG and _spelled_out(value, locale) in _run_together(text)
    words = _WORDS.get(language)
    if words is None:
        return True
    pattern = _pattern(words[value - 1])
    return any(pattern.match(word) for word in said)


@lru_cache(maxsize=256)
def _spelled_out(value: int, locale: str) -> str:
    """A number in the words of a language, as CLDR spells it; in one that CLDR has not, in those of English."""
    from icu4py.messageformat import MessageFormat  # noqa: PLC0415 - few catalogs have numbers that differ

    return _run_together(MessageFormat("{value,spellout}", locale).format({"value": value}))


def _run_together(text: str) -> str:
    """A text in small letters without what parts the words of a number.

    >>> _run_together("Thirty-eight loaves"), _run_together("achtund\u00addreißig")
    ('thirtyeightloaves', 'achtunddreissig')
    """
    return re.sub(r"[\s\u00ad\u200b‐-]", "", unicodedata.normalize("NFC", text.casefold()))


def _words(text: str) -> frozenset[str]:
    """The words of a text in small letters, with their vowel signs and apostrophes."""
    small = unicodedata.normalize("NFC", text.casefold())
    return frozenset("".join(each if _is_of_a_word(each) else " " for each in small).split())


@lru_cache
def _names_of_month(month: int, locale: str) -> frozenset[str]:
    """What a month is called in a language, in small letters."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - few catalogs have numbers that differ

    try:
        months = Locale.parse(locale, sep="-").months
    except (UnknownLocaleError, ValueError):
        return frozenset()
    found = (months[form][width][month] for form in ("format", "stand-alone") for width in ("wide", "abbreviated"))
    return frozenset(name.casefold().rstrip(".") for name in found if name[:1].isalpha())


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character in "'’ʼ" or unicodedata.category(character).startswith("M")


@lru_cache
def _pattern(begins: str) -> re.Pattern[str]:
    return re.compile(begins)
