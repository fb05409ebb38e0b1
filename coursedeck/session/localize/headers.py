"""The header entry of a catalog (gettext manual, "Header Entry")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_TWO = "nplurals=2; plural=(n != 1);"
_ONE = "nplurals=1; plural=0;"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)  # fmt: skip
_PLURALS = {
    **dict.fromkeys(("en", "de", "nl", "sv", "da", "nb", "no", "fi", "et", "es", "it", "pt", "el", "bg", "hu"), _TWO),
    **dict.fromkeys(("ca", "eu", "gl", "tr", "ka", "hi", "bn", "ta", "mn", "uz", "kk", "sw", "qps"), _TWO),
    **dict.fromkeys(("ko", "ja", "zh", "vi", "th", "id", "ms", "km", "lo", "my"), _ONE),
    **dict.fromkeys(("fr", "fa", "pt_BR"), "nplurals=2; plural=(n > 1);"),
    **dict.fromkeys(("ru", "uk", "be", "sr", "hr", "bs"), _SLAVIC),
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "cs": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "sk": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "he": "nplurals=2; plural=(n != 1);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
"""Language to plural forms (gettext manual, "Plural forms"; Unicode CLDR plural rules)."""

_ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)


def written_locale(locale: str) -> str:
    """A BCP 47 tag as gettext writes it.

    >>> written_locale("pt-BR")
    'pt_BR'
    """
    return locale.replace("-", "_")


def language_matches(said: str, locale: str) -> bool:
    """Whether a ``Language:`` header suits a locale; a region that only one of them names makes no difference.

    >>> language_matches("en_US", "en"), language_matches("de", "en")
    (True, False)
    >>> language_matches("zh_TW", "zh-Hant"), language_matches("pt_PT", "pt-BR")
    (True, False)
    """
    language, region = _language_and_region(said)
    wanted, wanted_region = _language_and_region(locale)
    return language == wanted and (not region or not wanted_region or region == wanted_region)


def _language_and_region(locale: str) -> tuple[str, str]:
    language, *rest = locale.replace("_", "-").split("@")[0].split(".")[0].lower().split("-")
    return language, next((part for part in rest if len(part) == 2 or part.isdigit()), "")


PIVOT = "X-Coursedeck-Via"
"""Names the language whose translations stand beside the entries."""


def header_fields(
    locale: str, project: str, old: tuple[tuple[str, str], ...], pivot: str = ""
) -> tuple[tuple[str, str], ...]:
    """A header's fields: our own are set right, all others stay as they were, and where they were.

    Editors and servers write theirs in an order of their own, and would write them back.
    """
    kept = {key: value for key, value in old if key != PIVOT} | ({PIVOT: pivot} if pivot else {})
    said = kept.get("Language", "").strip()
    plural = _PLURALS.get(written_locale(locale)) or _PLURALS.get(locale.split("-", maxsplit=1)[0])
    wanted = {
        "Project-Id-Version": kept.get("Project-Id-Version") or project,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        **kept,
        "Language": said if said and language_matches(said, locale) else written_locale(locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if plural and not kept.get("Plural-Forms", "").strip("; "):
        wanted["Plural-Forms"] = plural
    return tuple((key, wanted[key]) for key in _in_order(wanted, [key for key in kept if key != PIVOT or pivot]))


def _in_order(wanted: Iterable[str], found: Sequence[str]) -> list[str]:
    """The names of fields as they were found, each new one where it usually stands."""
    order = list(found)
    new = [name for name in wanted if name not in order]
    for name in sorted(new, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        before = _ORDER[: _ORDER.index(name)] if name in _ORDER else ()
        at = max((order.index(other) + 1 for other in before if other in order), default=0)
        order.insert(at if name in _ORDER else len(order), name)
    return order
