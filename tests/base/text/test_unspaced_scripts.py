"""Thai, Lao, Khmer and Burmese, whose words stand without spaces; and which fonts to install."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import category

import pytest

from coursedeck.base.text import Piece, break_text, font_packages

WORDS = {
    "th": "ภาษา ไทย ไม่ มี ช่อง ว่าง ระหว่าง คำ และ ยาว มาก จน ต้อง ตัด บรรทัด ที่ไหน สัก แห่ง",
    "lo": "ພາສາ ລາວ ບໍ່ ມີ ຊ່ອງ ຫວ່າງ ລະຫວ່າງ ຄຳ ແລະ ຍາວ ຫຼາຍ ຈົນ ຕ້ອງ ຕັດ ແຖວ",
    "km": "ភាសា ខ្មែរ មិន មាន ចន្លោះ រវាង ពាក្យ និង វែង ណាស់ រហូត ដល់ ត្រូវ កាត់ បន្ទាត់",
    "my": "မြန်မာ ဘာသာ စကား တွင် စကား လုံး များ ကြား နေရာ လွတ် မ ရှိ ပါ",
}
"""Sentences, their words parted here by blanks, which they have not."""


def ten(part: str, _: object) -> float:
    return 10 * len(part)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("width", [170, 250, 2000])
def test_lines_break_between_words_that_no_blank_parts(language: str, width: float) -> None:
    words = WORDS[language].split()
    lines = break_text([Piece("".join(words), None)], width, ten)
    assert "".join(line.plain for line in lines) == "".join(words)
    assert not any(line.forced for line in lines)
    assert all(line.width <= width for line in lines)
    ends = set(accumulate(map(len, words)))
    assert set(accumulate(len(line.plain) for line in lines)) <= ends


def test_a_dictionary_sees_words_across_a_change_of_style() -> None:
    words = WORDS["th"].split()
    text = "".join(words)
    whole = [line.plain for line in break_text([Piece(text, 1)], 170, ten)]
    for at in range(1, len(text)):
        parted = break_text([Piece(text[:at], 1), Piece(text[at:], 2)], 170, ten)
        assert [line.plain for line in parted] == whole


@pytest.mark.parametrize(
    "text", ["สำหรับกำลังที่สุด", "कंपनीक्षत्रियस्थिति", "ភាសាខ្មែរ", "e\u0301e\u0301e\u0301e\u0301", "👩‍🏫👩‍🏫👩‍🏫"]
)
def test_a_word_that_must_be_cut_keeps_the_marks_of_its_letters(text: str) -> None:
    lines = break_text([Piece(text, None)], 10, lambda part, _: 4 * len(part))
    assert len(lines) > 1
    assert not any(category(line.plain[0]) in ("Mn", "Mc") or line.plain[0] == "\u200d" for line in lines)


@pytest.mark.parametrize("text", ["Donaudampfschifffahrtsgesellschaft", "가나다라마바사아자차카타파하거너더러"])
def test_words_of_other_scripts_are_still_too_wide(text: str) -> None:
    lines = break_text([Piece(text, None)], 80, lambda part, _: 10 * len(part))
    assert any(line.forced for line in lines)


PACKAGES = {
    "th": ("fonts-noto-core", "thai"),
    "hi": ("fonts-noto-core", "devanagari"),
    "am": ("fonts-noto-core", "ethiopic"),
    "ka": ("fonts-noto-core", "georgian"),
    "ar-EG": ("fonts-noto-core", "arabic"),
    "he": ("fonts-noto-core", "hebrew"),
    "ta": ("fonts-noto-core", "tamil"),
    "km": ("fonts-noto-core", "khmer"),
    "ko": ("fonts-noto-cjk", "cjk"),
    "zh-Hant": ("fonts-noto-cjk", "cjk"),
    "de": ("fonts-liberation", "liberation"),
}


@pytest.mark.parametrize("language", PACKAGES)
def test_the_packages_hold_the_script(language: str) -> None:
    debian, fedora = PACKAGES[language]
    found = font_packages(language)
    assert found.debian == debian and fedora in found.fedora
