"""Thai, Lao, Khmer and Burmese, whose words stand without spaces; and which fonts to install."""

from __future__ import annotations

import pytest

from coursedeck.base.text import Piece, break_text, font_packages

SENTENCES = {
    "th": "ภาษาไทยไม่มีช่องว่างระหว่างคำและยาวมากจนต้องตัดบรรทัดที่ไหนสักแห่ง",
    "lo": "ພາສາລາວບໍ່ມີຊ່ອງຫວ່າງລະຫວ່າງຄຳແລະຍາວຫຼາຍຈົນຕ້ອງຕັດແຖວ",
    "km": "ភាសាខ្មែរមិនមានចន្លោះរវាងពាក្យនិងវែងណាស់រហូតដល់ត្រូវកាត់បន្ទាត់",
    "my": "မြန်မာဘာသာစကားတွင်စကားလုံးများကြားနေရာလွတ်မရှိပါ",
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("width", [80, 150, 1000])
def test_lines_break_between_syllables_and_no_word_is_too_wide(language: str, width: float) -> None:
    text = SENTENCES[language]
    lines = break_text([Piece(text, None)], width, lambda part, _: 10 * len(part))
    assert "".join(line.plain for line in lines) == text
    assert not any(line.forced for line in lines)
    assert all(line.width <= width for line in lines)
    marks = set("ะาำๆฯิีึืุูั็่้๊๋์ၾ္်ျြွှាិីឹឺុូួ្")
    assert not any(line.plain[0] in marks for line in lines), "no line begins with what belongs to the one before"


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
