"""What the checks find in translations, and that they keep still about the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.model.problem import CourseError, Source, overflow, warning, with_check_severity
from coursedeck.session.localize import (
    CHECKS,
    at_catalog_entries,
    check_catalog,
    check_consistency,
    messages,
    read_glossary,
    translate_session,
)
from tests.session.localize.course_texts import HEADER, parsed, session_of


def findings(source: str, translation: str, comment: str = "", locale: str = "en", origin: str = "ko") -> list[str]:
    """Ids of what is found in the translation of one paragraph."""
    session = session_of(f"# -\n\n{source}\n\n[^1]: -\n", source_locale=origin)
    message = messages(session)[1]
    entry = f'\n{comment}msgctxt "paragraph"\nmsgid {quoted(message.id)}\nmsgstr {quoted(translation)}\n'
    header = HEADER.replace("Language: en", f"Language: {locale}")
    found = check_catalog((message,), parsed(header + entry, locale), origin)
    return [f"{problem.severity}: {problem.check.removeprefix('translation-')}" for problem in found]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("`docker run`을 친다", "Type `docker run`", []),
        ("`docker run`을 친다", "Type docker run", ["error: code-span"]),
        ("`docker run`을 친다", "Type `docker start`", ["error: code-span", "error: code-span"]),
        ("[문서](u)를 본다", "See the [manual][1]", []),
        ("[문서](u)를 본다", "See the manual", ["error: link"]),
        ("문서를 본다", "See [it](javascript:alert)", ["error: link"]),
        ("문서 [1](a b)를 본다", "See document [1](a b)", []),
        ("[문서](u)를 본다", "See the [manual][2]", ["error: link", "error: link", "warning: numbers"]),
        ("[문서](u)를 본다", "See the [manual](https://evil.example)", ["error: link", "error: link"]),
        ("[하나](u)와 [둘](v)", "[Two][2] and [one][1]", []),
        ("<https://a.example> 참고", "See <https://a.example>", []),
        ("끝말[^1]", "Last words[^1]", []),
        ("끝말[^1]", "Last words", ["error: footnote"]),
        ("{n}분 남음", "{n} minutes left", []),
        ("{n}분 남음", "minutes left", ["error: placeholder"]),
        ("**굵은** 말", "**bold** words", []),
        ("**굵은** 말", "**bold words", ["error: emphasis"]),
        ("**굵은** 말", "** bold** words", ["error: emphasis"]),
        ("굵은 말", "bold `words", ["error: emphasis"]),
        ("**굵은** 말", "bold words", ["warning: style"]),
        ("별표 \\*\\* 두 개", "two asterisks \\*\\*", []),
        ("키 <kbd>Enter</kbd>", "key <kbd>Enter</kbd>", []),
        ("키 <kbd>Enter</kbd>", "key <kbd>Enter", ["error: markup"]),
        ("줄바꿈", "line<br>break", []),
        ("그림 없음", "no <video> here", ["error: markup"]),
        ("그림 없음", "no ![picture](x.png) here", ["error: image"]),
        ("5-10% 느리다", "5-10% slower", []),
        ("5-10% 느리다", "15% slower", ["warning: numbers"]),
        ("1,000대", "1.000 machines", []),
        ("서버 세 대", "3 servers", []),
        ("3가지 이유", "three reasons", []),
        ("이유", "3 reasons", ["warning: numbers"]),
        ("3가지 이유", "four reasons", ["warning: numbers"]),
        ("컨테이너", "컨테이너", ["warning: identical"]),
        ("Docker", "Docker", []),
        ("컨테이너를 켠다", "Start the 컨테이너", ["warning: source-script"]),
        ("끝인가?", "Is it over?", []),
        ("끝인가?", "It is over.", ["warning: punctuation"]),
        ("끝이다.", "It is “over.”", []),
        ("끝이다", " It is over", ["warning: whitespace"]),
        ("끝이다", "It  is over", ["warning: whitespace"]),
        ("5-10%", "5-10 %", []),
    ],
)
def test_what_is_found_in_a_translation(source: str, translation: str, expected: list[str]) -> None:
    assert findings(source, translation) == expected


def test_checks_suit_the_languages() -> None:
    assert findings("끝이다.", "終わりです。", locale="ja") == []
    assert findings("끝이다.", "จบแล้ว", locale="th") == []
    assert findings("3대", "٣ أجهزة", locale="ar") == []
    assert findings("두 가지", "2つ", locale="ja") == []
    assert findings("2대", "两台", locale="zh-TW") == []
    assert findings("2대", "zwei Geräte", locale="de-AT") == []
    assert findings("Docker Engine", "Docker Engine", locale="de", origin="en") == []
    assert findings("How containers share a kernel", "How containers share a kernel", locale="de", origin="en") == [
        "warning: identical"
    ]


@pytest.mark.parametrize("check", ["identical", "translation-identical", "numbers, identical"])
def test_a_comment_silences_one_check_for_one_entry(check: str) -> None:
    assert findings("컨테이너", "컨테이너", f"# A name. coursedeck: ignore={check}\n") == []
    assert findings("컨테이너", "컨테이너", "# coursedeck: ignore=numbers\n") == ["warning: identical"]


def test_a_silenced_check_that_does_not_exist_is_named() -> None:
    assert findings("컨테이너", "Container", "# coursedeck: ignore=identica\n") == ["warning: ignore"]


def test_fuzzy_and_missing_translations_are_not_looked_at() -> None:
    assert findings("`a`를 친다", "nothing", "#, fuzzy\n") == []
    assert findings("`a`를 친다", "") == []


def test_a_finding_stands_at_the_line_of_the_translation() -> None:
    session = session_of("# 제목\n\n값은 5개\n")
    po = HEADER + '\n# a remark\nmsgctxt "paragraph"\nmsgid "값은 5개"\nmsgstr "six values"\n'
    (problem,) = check_catalog(messages(session), parsed(po), "ko")
    assert str(problem).startswith("content/locale/en/a.po:11: warning: the numbers differ: 5 missing")
    assert problem.check.removeprefix("translation-") in CHECKS


def test_one_source_said_in_two_ways_is_found_across_files() -> None:
    def file(words: str) -> str:
        return HEADER + f'\nmsgctxt "heading"\nmsgid "가상머신"\nmsgstr "{words}"\n'

    same = [parsed(file("Virtual machines")), parsed(file("virtual machines."))]
    assert check_consistency(same) == ()
    (problem,) = check_consistency([*same, parsed(file("VMs"))])
    assert "content/locale/en/a.po:10" in problem.message


def glossary_at(folder: Path, text: str) -> Path:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content/glossary.csv").write_text(text, encoding="utf-8")
    return folder


def test_terms_are_held_to_the_glossary(tmp_path: Path) -> None:
    root = glossary_at(
        tmp_path, "ko,en,de\n커널,kernel,Kernel\n게스트 OS,guest OS|guest operating system,\n\nOS,system,\n"
    )
    glossary = read_glossary(root, "ko", "en")
    faults = [
        list(glossary.faults(source, target))
        for source, target in (
            ("커널을 나눈다", "Share the Kernel"),
            ("커널을 나눈다", "Share the core"),
            ("게스트 OS가 뜬다", "The guest operating system starts"),
            ("게스트 OS가 뜬다", "The OS starts"),
            ("COST", "price"),
        )
    ]
    assert [len(found) for found in faults] == [0, 1, 0, 1, 0]
    assert "content/glossary.csv:2" in faults[1][0][1]
    assert read_glossary(root, "ko", "fr").terms == ()
    assert read_glossary(root, "ko-KR", "en-GB").terms == glossary.terms
    assert [term.source for term in read_glossary(root, "ko", "de").terms] == ["커널"]


@pytest.mark.parametrize(
    ("term", "target", "faults"),
    [
        ("virtuelle Maschine", "Auf virtuellen Maschinen", 0),
        ("virtuelle Maschine", "Auf virtuellen Servern", 1),
        ("Buch", "Die Bücher liegen dort", 0),
        ("Maschine", "Der Maschinenraum", 0),
        ("машина", "Две машины", 0),
        ("kernel", "the core", 1),
        ("VM", "Eine Maschine", 1),
    ],
)
def test_a_term_of_the_glossary_may_be_inflected(tmp_path: Path, term: str, target: str, faults: int) -> None:
    glossary = read_glossary(glossary_at(tmp_path, f"ko,de\n가상 머신,{term}\n"), "ko", "de")
    assert len(list(glossary.faults("가상 머신이 돈다", target))) == faults


@pytest.mark.parametrize(
    ("text", "line"), [("ko,en\n커널\n", 2), ('ko,en\n"커널,kernel\n', 2), ("커널,kernel\n", 1), ("ko,en\na,b,c\n", 2)]
)
def test_a_broken_glossary_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(CourseError, match=rf"content/glossary\.csv:{line}: error"):
        read_glossary(glossary_at(tmp_path, text), "ko", "en")


def test_no_glossary_and_an_empty_one_hold_to_nothing(tmp_path: Path) -> None:
    assert read_glossary(tmp_path, "ko", "en").terms == ()
    assert read_glossary(glossary_at(tmp_path, "\n"), "ko", "en").terms == ()


def test_findings_about_a_deck_lead_to_the_entry_that_caused_them() -> None:
    session = session_of("# 2교시: 제목\n\n긴 말\n\n| 하나 | 둘 |\n|-|-|\n")
    po = HEADER + '\nmsgctxt "session number"\nmsgid "{1}교시"\nmsgstr "Lesson {1}"\n'
    po += '\nmsgctxt "title"\nmsgid "제목"\nmsgstr "Title"\n\nmsgctxt "paragraph"\nmsgid "긴 말"\nmsgstr "words"\n'
    done = translate_session(session, parsed(po), "en")
    found = at_catalog_entries(
        [warning(Source("content/a.md", line), "fit", "does not fit") for line in (1, 3, 5)], done
    )
    assert [str(problem) for problem in found] == [
        "content/locale/en/a.po:14: warning: does not fit (title, content/a.md:1)",
        "content/locale/en/a.po:18: warning: does not fit (paragraph, content/a.md:3)",
        "content/a.md:5: warning: does not fit",
    ]


ROW = """# 표

| 하나 | 둘 | 셋 |
|-|-|-|
| 짧은 말 | 긴 말 | 더 긴 말 |
"""


def overflowing(*words: str, comment: str = "") -> list[str]:
    """Where and as what it is reported that these words do not fit their cells."""
    said = {"짧은 말": "word", "긴 말": "long word", "더 긴 말": "long word still"}
    po = HEADER + "".join(f'\n{comment}msgctxt "table cell"\nmsgid "{a}"\nmsgstr "{b}"\n' for a, b in said.items())
    done = translate_session(session_of(ROW), parsed(po), "en")
    found = at_catalog_entries([overflow(Source("content/a.md", 5), "too long", one) for one in words], done)
    return [f"{problem.source}: {problem.severity}" for problem in with_check_severity(found)]


def test_words_that_overflow_are_an_error_at_their_own_entry() -> None:
    assert overflowing("long word", "word") == [
        "content/locale/en/a.po:14: error",
        "content/locale/en/a.po:10: error",
    ]
    assert overflowing("1. long word still (2/3)", "long word still") == ["content/locale/en/a.po:18: error"]


def test_a_comment_silences_an_overflow_too() -> None:
    assert overflowing("word", comment="# coursedeck: ignore=overflow\n") == []


def test_an_overflow_of_the_authors_own_words_stays_a_warning_in_the_content() -> None:
    assert overflowing("하나", "둘") == ["content/a.md:5: warning"]


@pytest.mark.parametrize(
    ("locale", "source", "translation"),
    [
        ("el", "Is the oven hot?", "Είναι ζεστός ο φούρνος;"),
        ("ur", "The oven is hot.", "تنور گرم ہے۔"),
        ("hy", "The oven is hot.", "Վառարանը տաք է։"),
        ("hy", "Is the oven hot?", "Վառարանը տա՞ք է:"),
        ("am", "The oven is hot.", "ምድጃው ሞቃት ነው።"),
        ("am", "Is the oven hot?", "ምድጃው ሞቃት ነው፧"),
        ("ar", "First the oven; then the bread;", "الفرن أولا؛ ثم الخبز؛"),
        ("hi", "The oven is hot.", "तंदूर गरम है।"),
        ("fr", "Let it rest...", "Laissez reposer…"),
        ("zh", "Let it rest...", "让它静置……"),
        ("ja", "Let it rest…", "休ませる..."),
        ("de", "about 20 min", "etwa 20 Min."),
        ("fr", "10,000 loaves a day", "10\u202f000 pains par jour"),
        ("pl", "10,000 loaves", "10\u00a0000 bochenków"),
        ("ru", "1,250,000 loaves", "1 250 000 буханок"),
        ("de", "10,000.5 g of flour", "10.000,5 g Mehl"),
        ("de-CH", "10,000 loaves", "10'000 Brote"),
        ("hi", "100,000 loaves", "1,00,000 रोटियाँ"),
        ("hi", "100,000 loaves", "1 लाख रोटियाँ"),
        ("ar", "10,000 loaves", "١٠٬٠٠٠ رغيف"),
        ("zh", "10,000 loaves", "1万个面包"),
        ("ja", "35,000 loaves", "3万5千個"),
        ("ko", "250,000,000 loaves", "2억 5천만 개"),
        ("ru", "2,000,000 loaves", "2 млн буханок"),
        ("it", "There are 2 ovens", "Ci sono due forni"),
        ("pt-BR", "There are 3 ovens", "Há três fornos"),
        ("pl", "There are 2 ovens", "Są dwa piece"),
        ("ru", "5 loaves are left", "Осталось пять буханок"),
        ("uk", "7 loaves are left", "Залишилося сім буханок"),
        ("tr", "There are 4 ovens", "Dört fırın var"),
        ("vi", "There are 2 ovens", "Có hai lò"),
        ("id", "There are 3 ovens", "Ada tiga oven"),
        ("ar", "There are 2 ovens", "هناك فرنان"),
        ("he", "There are 2 ovens", "יש שני תנורים"),
        ("hi", "There are 3 ovens", "तीन तंदूर हैं"),
        ("th", "There are 2 ovens", "มีเตาสองเตา"),
        ("sw", "There are 2 ovens", "Kuna tanuri mbili"),
        ("ja", "The dough rises like this:", "生地は次のように膨らみます。"),
        ("ko", "Bake the bread with:", "다음과 같이 빵을 굽습니다."),
        ("ko", "Kinds of dough: wheat and rye.", "반죽의 종류: 밀과 호밀"),
        ("ko", "Oven is hot", "오븐이 뜨겁습니다."),
        ("ja", "Is the oven hot?", "かまどは熱いでしょうか。"),
        ("am", "The oven is hot.", "ምድጃው ሞቃት ነው::"),
        ("hy", "Bake as follows:", "Թխեք այսպես․"),
        ("vi", "Flour, salt, yeast and more.", "Bột, muối, men, v.v..."),
        ("es", "Check that each loaf is done", "Comprueba que cada pan esté hecho."),
        ("ru", "Baking takes about 45 minutes", "Выпечка занимает около 45 минут."),
        ("he", "Jan.", "ינו׳"),
        ("de", "Bake!", "Backen"),
        ("es", "It is eaten on day 3.", "Se come el tercer día."),
        ("es", "a 3-dimensional loaf", "un pan tridimensional"),
        ("zh", "Bake it in November 2023.", "在 2023 年 11 月烤。"),
        ("ja", "It opens at 4:00 pm.", "16時に開く。"),
        ("ko", "We bake from 9:00.", "9시부터 굽는다."),
        ("ko", "more than zero loaves", "빵이 0개보다 많다"),
        ("zh", "Double the dough.", "把面团加 2 倍。"),
        ("ja", "A loaf is left.", "パンが 1 個残っている。"),
        ("ar", "1 hour and 10 minutes", "ساعة و10 دقائق"),
        ("ja", "They were Rust 2015 and 2018.", "Rust2015と2018でした。"),
        ("uk", "The u32 is `4` wide", "`u32` має ширину `4`"),
        ("fa", "Take the i32 here", "اینجا `i32` را بردارید"),
        ("ko", "`bake` calls `heat`, then `bake` again", "`bake`는 `heat`를 부르고 다시 부른다"),
        ("ko", "`bake` is slow", "`bake`는 느리다, `bake`를 기다린다"),
        ("uk", "`bake()` waits", "`bake` чекає"),
        ("es", "The GD 2 part needs Win32", "La parte GD2 necesita Windows de 32 bits"),
        ("fr", "A W3C rule", "Une règle du World Wide Web Consortium"),
        ("ja", "Version 2 is free", "バージョン 2 (GPLv2) は自由です"),
        ("ru", "The key must be 32 bytes, and longer ones are cut", "Ключ — 32 байта, всё длиннее 32 байт обрежется"),
        ("ja", "Square the number", "値を2乗する"),
        ("ko", "more than one loaf", "빵 2개 이상"),
        ("zh", "In base 16", "用十六进制"),
        ("ja", "A list of 24 loaves", "二十四個のパンの一覧"),
        ("ro", "an address, e.g. `10.0.0.1`", "o adresă, de exemplu, `10.0.0.1`"),
        ("zh", "the *first* loaf", "**第一个**面包"),
        ("ja", "Leave the brackets away (if there are two).", "括弧を省略できます。（二つあるとき）"),
        ("zh", "flour, salt, etc.", "面粉、盐等"),
        ("ja", "Use `ALTER` `TABLE` here", "`ALTER TABLE` を使う"),
        ("ru", "Write `[LOAF{loaf-number}]` there", "Напишите там `[LOAF{номер-буханки}]`"),
        ("pt-BR", "Type `ssh <user>@<host>`", "Digite `ssh <usuário>@<servidor>`"),
        ("zh", "A `trait` of bread", "面包的 trait"),
        ("id", "Press `Save As` now", "Tekan `Simpan sebagai` sekarang"),
        ("de", "38 loaves", "achtunddreißig Brote"),
        ("nl", "thirty-eight loaves", "38 broden"),
        ("th", "38 loaves", "ขนมปังสามสิบแปดก้อน"),
        ("sw", "20 loaves", "mikate ishirini"),
        ("ko", "It takes 3 days", "사흘이 걸린다"),
        ("uk", "0.5 l", "½ л"),
        ("de", "1½ cups of flour", "1,5 Tassen Mehl"),
        ("pl", "It opens at 5pm.", "Otwarte od 17:00."),
    ],
)
def test_what_another_language_writes_in_its_own_way_is_no_fault(locale: str, source: str, translation: str) -> None:
    assert findings(source, translation, locale=locale, origin="en") == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Set it to `false`", "Ponlo en `falso`"),
        ("Read `rye[0]`", "Lee `rye[1]`"),
        ("Type `git add`", "Escribe git add"),
        ("Type `git push origin`", "Escribe `git origin push`"),
        ("Say `CREATE TABLE`", "Di `CREAR TABLA`"),
        ("A `Vec<T>`", "Un `Vec<U>`"),
    ],
)
def test_code_that_says_something_else_is_found(source: str, translation: str) -> None:
    assert "error: code-span" in findings(source, translation, locale="es", origin="en")


@pytest.mark.parametrize(
    ("locale", "source", "translation", "check"),
    [
        ("el", "Is the oven hot?", "Ο φούρνος είναι ζεστός.", "punctuation"),
        ("hy", "Is the oven hot?", "Վառարանը տաք է։", "punctuation"),
        ("ur", "The oven is hot.", "تنور گرم ہے؟", "punctuation"),
        ("de", "The oven", "Der Ofen wärmt.", "punctuation"),
        ("fr", "Let it rest...", "Laissez reposer !", "punctuation"),
        ("fr", "10,000 loaves", "10\u202f500 pains", "numbers"),
        ("fr", "10 loaves", "10\u202f000 pains", "numbers"),
        ("zh", "10,000 loaves", "10万个面包", "numbers"),
        ("ko", "35,000 loaves", "3만 4천 개", "numbers"),
        ("pl", "There are 2 ovens", "Są trzy piece", "numbers"),
        ("sw", "There are 20 ovens", "Kuna tanuri", "numbers"),
        ("ja", "The oven is hot.", "かまどは熱い？", "punctuation"),
        ("ja", "The oven is hot and red.", "かまどは熱くて赤い", "punctuation"),
        ("ko", "Is the oven hot?", "오븐이 뜨겁다.", "punctuation"),
        ("es", "Hot oven", "Horno caliente.", "punctuation"),
        ("es", "It is eaten on day 3.", "Se come el quinto día.", "numbers"),
        ("zh", "Bake it in November.", "在 12 月烤。", "numbers"),
        ("ja", "It opens at 4:00 pm.", "17時に開く。", "numbers"),
        ("ja", "Take the loaf.", "パンを20個取る。", "numbers"),
        ("ko", "Take 2 loaves.", "빵 3개를 가져온다.", "numbers"),
        ("zh", "Use version 16", "使用十五版", "numbers"),
        ("fr", "It weighs 3.5 kg", "Il pèse 35 kg", "numbers"),
        ("de", "15 loaves", "sechzehn Brote", "numbers"),
        ("zh", "the first loaf", "**第一个**面包", "style"),
        ("ja", "Leave the brackets away (if there are two)?", "括弧を省略できます。（二つあるとき）", "punctuation"),
    ],
)
def test_a_fault_is_found_in_languages_that_write_otherwise(
    locale: str, source: str, translation: str, check: str
) -> None:
    assert findings(source, translation, locale=locale, origin="en") == [f"warning: {check}"]
