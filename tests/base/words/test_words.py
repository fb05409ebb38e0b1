"""The product's own words: every language has all of them, with the braces and plural forms that they need."""

from __future__ import annotations

import re
import subprocess
from gettext import c2py
from pathlib import Path

import polib
import pytest

import coursedeck.base.words
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.words import review_strings, spoken_locale, spoken_locales, ui_strings
from coursedeck.model.review_strings import ENGLISH_REVIEW, filled
from coursedeck.model.translator_strings import ENGLISH_TRANSLATOR
from coursedeck.model.ui_strings import ENGLISH, Counted, UiStrings
from coursedeck.model.units import Minutes

FOLDER = Path(coursedeck.base.words.__file__).parent
PROMISED = ("en", "ko", "ja", "zh-Hans", "zh-Hant", "de", "fr", "es", "pt-BR", "it", "ar", "he", "tr", "vi", "id", "th",
            "hi", "ru", "pl")  # fmt: skip
TRANSLATED = [locale for locale in PROMISED if locale != "en"]


KINDS = ("", "review/", "translator/")


def catalog(locale: str, kind: str = "") -> polib.POFile:
    return polib.pofile(str(FOLDER / f"{kind}{locale}.po"), encoding="utf-8")


def source() -> dict[str, str | Counted]:
    """The English words by the context of their entries; signs have none."""
    named = {
        f"word {name.replace('_', ' ')}": getattr(ENGLISH, name)
        for name in UiStrings.__struct_fields__
        if name not in {"locale", "callouts"}
    }
    named |= {f"word callout {kind}": title for kind, title in ENGLISH.callouts}
    said = {key for key, word in named.items() if isinstance(word, Counted) or re.search(r"[a-z]", bare(word))}
    return {key: word for key, word in named.items() if key in {*said, "word named"}}


def page_source(kind: str) -> dict[str, str | Counted]:
    return dict({"review/": ENGLISH_REVIEW, "translator/": ENGLISH_TRANSLATOR}[kind])


def bare(word: str) -> str:
    return re.sub(r"\{\w+\}", "", word)


def braces(word: str) -> set[str]:
    return set(re.findall(r"\{\w*\}", word))


def test_the_promised_languages_are_there() -> None:
    assert set(spoken_locales()) == set(PROMISED)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", TRANSLATED)
def test_a_catalog_has_every_word_and_no_other(locale: str, kind: str) -> None:
    entries = {entry.msgctxt: entry for entry in catalog(locale, kind)}
    wanted = page_source(kind) if kind else source()
    assert entries.keys() == wanted.keys()
    for key, word in wanted.items():
        entry = entries[key]
        assert not entry.fuzzy, key
        if isinstance(word, Counted):
            assert (entry.msgid, entry.msgid_plural) == word.forms, key
            assert all(form.strip() for form in entry.msgstr_plural.values()), key
        else:
            assert entry.msgid == word, key
            assert entry.msgstr.strip(), key
            assert braces(entry.msgstr) == braces(word), key


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_number_has_its_plural_form(locale: str, kind: str) -> None:
    made = catalog(locale, kind)
    rule = made.metadata["Plural-Forms"]
    count, choose = int(re.findall(r"nplurals=(\d)", rule)[0]), c2py(rule.partition("plural=")[2].rstrip("; "))
    assert {choose(number) for number in range(200)} == set(range(count))
    several = {choose(number) for number in range(3, 200)}  # a form for one number alone may spell it out
    for entry in (entry for entry in made if entry.msgid_plural):
        assert sorted(entry.msgstr_plural) == list(range(count)), entry.msgctxt
        counts = "{n}" in entry.msgid_plural
        assert all(("{n}" in entry.msgstr_plural[form]) == counts for form in several), entry.msgctxt


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", TRANSLATED)
def test_gettext_itself_finds_no_fault(locale: str, kind: str) -> None:
    checked = ["msgfmt", "--check", "-o", "/dev/null", str(FOLDER / f"{kind}{locale}.po")]
    made = subprocess.run(checked, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()


@pytest.mark.parametrize("locale", ["ko", "ja", "zh-Hans", "zh-Hant", "ar", "he", "th", "hi", "ru"])
def test_no_word_is_left_in_english(locale: str) -> None:
    entries = [entry for kind in KINDS for entry in catalog(locale, kind)]
    assert [
        entry.msgid for entry in entries if entry.msgstr == entry.msgid and re.search("[a-z]", bare(entry.msgid))
    ] == []


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [
        ("en", 1, "1 verdict saved"),
        ("ru", 3, "Сохранено 3 решения"),
        ("pl", 5, "Zapisano 5 ocen"),
        ("ar", 2, "حُفظ حكمان"),
    ],
)
def test_the_review_page_counts_in_the_plurals_of_its_language(locale: str, number: int, said: str) -> None:
    assert filled(review_strings(locale)["saved"], {"n": number}) == said


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("pt_BR", "pt-BR"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-Hant-TW", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"), ("de-CH", "de"), ("iw", "he"), ("in", "id"), ("EN-gb", "en"), ("sv", None),
    ],
)  # fmt: skip
def test_a_locale_falls_back_to_the_nearest(asked: str, spoken: str | None) -> None:
    assert spoken_locale(asked) == spoken
    assert ui_strings(asked).locale == (spoken or "en")


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [
        ("de", 1, "Noch 1 Minute in diesem Abschnitt"),
        ("fr", 0, "Reste 0 minute dans cette section"),
        ("ru", 21, "В разделе осталась 21 минута"),
        ("ru", 3, "В разделе осталось 3 минуты"),
        ("ru", 11, "В разделе осталось 11 минут"),
        ("pl", 22, "W tej sekcji zostały 22 minuty"),
        ("he", 1, "נותרה דקה אחת בפרק זה"),
        ("ar", 2, "بقيت دقيقتان من هذا القسم"),
        ("ar", 5, "بقيت 5 دقائق من هذا القسم"),
        ("ar", 11, "بقيت 11 دقيقة من هذا القسم"),
        ("ja", 1, "このセクションは残り1分です"),
    ],
)
def test_minutes_that_are_left_agree_with_their_number(locale: str, number: int, said: str) -> None:
    assert ui_strings(locale).minutes_left.format(number) == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("de", "10 Min."),
        ("ar", "10 دقائق"),
        ("th", "10 นาที"),
        ("zh-TW", "10 分鐘"),
        ("tr", "10 dk"),
        ("hi", "10 मिनट"),
    ],
)
def test_minutes_on_slides(locale: str, said: str) -> None:
    assert ui_strings(locale).minutes_of(Minutes(10)) == said


def test_a_fraction_of_minutes_has_the_last_plural_form() -> None:
    assert ui_strings("ar").minutes_of(Minutes(15, 2)) == "7.5 دقيقة"


@pytest.mark.parametrize("locale", PROMISED)
def test_an_estimate_is_marked_in_every_language(locale: str) -> None:
    words = ui_strings(locale)
    guessed = words.estimating()
    assert guessed.minutes_of(Minutes(20)) == f"≈ {words.minutes_of(Minutes(20))}"
    assert guessed.duration_of(45) == f"≈ {words.duration_of(45)}"
    assert guessed.planned == words.estimated != words.planned


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    assert [locale for locale in spoken_locales() if runs_right_to_left(locale)] == ["ar", "he"]
