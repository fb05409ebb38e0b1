"""Text breaks into lines that hold all of it and are no wider than they may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.base.text import BrokenLine, Families, Piece, Ruler, break_text, find_face, has_script_font
from coursedeck.base.text.break_places import break_places
from coursedeck.base.text.monospace import is_monospaced
from coursedeck.base.text.scripts import Script

WORDS = st.text("abc XYZ-가나다 漢字、。「」(é\n", max_size=80)


def ten(text: str, _: object) -> float:
    """Every character is ten points wide."""
    return 10.0 * len(text)


def lines(text: str, width: float, *, loose: bool = False) -> list[str]:
    return [line.plain for line in break_text([Piece(text, None)], width, ten, loose=loose)]


@given(WORDS, st.integers(1, 40), st.booleans())
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, characters: int, loose: bool) -> None:
    broken = break_text([Piece(text, None)], 10.0 * characters, ten, loose=loose)
    assert "".join("".join(line.plain for line in broken).split()) == "".join(text.split())
    for line in broken:
        assert line.width <= 10 * characters
        assert line.width == pytest.approx(10 * len(line.plain))


@given(WORDS, st.integers(1, 40), st.integers(0, 80))
def test_where_a_style_changes_makes_no_difference(text: str, characters: int, at: int) -> None:
    pieces = [Piece(text[:at], "one"), Piece(text[at:], "other")]
    together = [line.plain for line in break_text([Piece(text, "one")], 10.0 * characters, ten)]
    assert [line.plain for line in break_text(pieces, 10.0 * characters, ten)] == together


@given(WORDS, st.integers(1, 100), st.booleans())
def test_another_line_below_changes_nothing(text: str, characters: int, loose: bool) -> None:
    alone = break_text([Piece(text, None)], 10.0 * characters, ten, loose=loose)
    above = break_text([Piece(f"{text}\n", None)], 10.0 * characters, ten, loose=loose)
    assert above == (*alone, BrokenLine((), 0))


def test_korean_breaks_between_words_and_chinese_between_characters() -> None:
    assert lines("가상화 기술은", 40) == ["가상화", "기술은"]
    assert lines("虚拟化技术", 30) == ["虚拟化", "技术"]


def test_closing_marks_begin_no_line_and_opening_ones_end_none() -> None:
    assert all(not line.startswith(("。", "」", "、")) for line in lines("漢字漢字。漢字「漢字」、漢字", 40))
    assert all(not line.endswith("「") for line in lines("漢字漢「漢字」漢", 40))


@pytest.mark.parametrize("small", ["っ", "ょ", "ァ", "ー", "々", "・", "…", "」", "％"])
def test_small_kana_and_marks_of_length_begin_no_line(small: str) -> None:
    text = f"漢字{small}漢字{small}漢字{small}漢"
    for characters in (2, 3, 4):
        assert not any(line.startswith(small) for line in lines(text, 10.0 * characters)[1:])


def seen(text: str, _: object) -> float:
    """As `ten`, but marks that are not seen take no room."""
    return 10.0 * len(text.replace("\u00ad", "").replace("\u200b", ""))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("kernel\u200bspace", 60, ["kernel", "space"]),
        ("kernel\u200bspace", 110, ["kernelspace"]),
        ("Donau\u00addampf\u00adschiff", 110, ["Donaudampf-", "schiff"]),
        ("Donau\u00addampf\u00adschiff", 100, ["Donau-", "dampf-", "schiff"]),
        ("Donau\u00addampf\u00adschiff", 160, ["Donaudampfschiff"]),
    ],
)
def test_words_break_where_a_translator_lets_them(text: str, width: float, expected: list[str]) -> None:
    broken = break_text([Piece(text, None)], width, seen)
    assert [line.plain for line in broken] == expected
    assert all(line.width <= width and not line.forced for line in broken)


def test_a_word_that_is_too_wide_is_cut_and_says_so() -> None:
    broken = break_text([Piece("unbreakable yes", None)], 50, ten)
    assert [line.plain for line in broken] == ["unbre", "akabl", "e yes"]
    assert broken[0].forced and broken[1].forced
    assert not any(line.forced for line in break_text([Piece("two words", None)], 50, ten))


def test_what_may_break_after_hyphens_does_when_that_is_asked_for() -> None:
    assert lines("load-balancer", 80) != ["load-", "balancer"]
    assert lines("load-balancer", 80, loose=True) == ["load-", "balancer"]


def test_line_breaks_of_the_author_stay() -> None:
    assert lines("one\ntwo", 500) == ["one", "two"]
    assert lines("one\n\ntwo", 500) == ["one", "", "two"]


@pytest.mark.parametrize("text", ["Load balancer", "가상화 기술", "漢字", "💡 idea"])
def test_widths_grow_with_size_and_add_up(text: str) -> None:
    ruler = Ruler(Families())
    whole = ruler.width(text, 20)
    assert whole == pytest.approx(sum(ruler.width(character, 20) for character in text))
    assert ruler.width(text, 40) == pytest.approx(2 * whole)
    assert whole > 0 and ruler.line_height(text, 20) >= 24


def test_bold_is_no_narrower_and_code_has_one_width() -> None:
    ruler = Ruler(Families())
    assert ruler.width("Server", 20, bold=True) >= ruler.width("Server", 20)
    assert ruler.width("iiii", 20, mono=True) == pytest.approx(ruler.width("WWWW", 20, mono=True))
    assert ruler.width("ii", 20) < ruler.width("WW", 20)


def test_signs_without_width_have_none() -> None:
    ruler = Ruler(Families())
    assert ruler.width("a\u200b\u200db\ufe0f", 20) == ruler.width("ab", 20)


def test_a_family_without_the_letters_is_drawn_with_one_that_has_them() -> None:
    korean = find_face("No Such Family", Script.EAST_ASIAN, "ko")
    latin = find_face("No Such Family", Script.LATIN, "en")
    assert has_script_font("ko")
    assert korean.file != latin.file


@pytest.mark.parametrize("family", ["Consolas", "Courier New", "DejaVu Sans Mono", "Menlo", "Fira Code", "D2Coding"])
def test_families_for_code_are_known_by_name(family: str) -> None:
    assert is_monospaced(family) and is_monospaced(family.upper())


@pytest.mark.parametrize("family", ["Calibri", "+mn-lt", "Malgun Gothic", "Monotype Corsiva", "", "Arial"])
def test_other_families_are_not(family: str) -> None:
    assert not is_monospaced(family)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Bonjour ! Vraiment ?", "!?"),
        ("Le titre : une suite ; fin", ":;"),
        ("Il dit « oui » puis « non »", "»"),
        ("“你好”，他说：“再见”。", "”，。："),
        ("値段は３，０００円（税込）です。", "，）。"),
    ],
)
def test_marks_that_belong_to_what_stands_before_begin_no_line(text: str, begins: str) -> None:
    for characters in range(10, 30):
        found = lines(text, 10.0 * characters)[1:]
        assert not any(line.startswith(tuple(begins)) for line in found)
        assert not any(line.endswith(("«", "“", "（")) for line in found)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("VM을 이용한 서비스", [4, 8]),
        ("한국어와漢字", [5]),
        ("使用VM技术", [1, 2, 4, 5]),
        ("a💡b 💡", [4]),
        ("first\nsecond \n third", [6, 15]),
        ("10\u00a0000 km", [7]),
        ("word\u2060word", []),
    ],
)
def test_lines_begin_where_unicode_and_office_programs_let_them(text: str, places: list[int]) -> None:
    assert sorted(break_places(text)) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("テープへのバックアップ", ["テープへの", "バックアップ"]),
        ("小さなパン屋のための本", ["小さなパン屋の", "ための本"]),
        ("备份到磁带上", ["备份到磁带上"]),
    ],
)
def test_phrases_of_japanese_stay_together_where_that_is_asked(text: str, expected: list[str]) -> None:
    broken = break_text([Piece(text, None)], 80, ten, phrases=True)
    assert [line.plain for line in broken] == expected
