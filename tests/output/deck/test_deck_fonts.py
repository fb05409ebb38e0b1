"""Fonts inside a deck: the letters of its slides, in the container that PowerPoint reads, where licences allow it."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from openxml_audit import validate_pptx
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from pptx import Presentation

from coursedeck.base.text.embedding import embeddable, may_embed
from coursedeck.base.text.faces import Face
from tests.output.deck.deck_samples import Package, sample_deck, written

FAMILY = "Noto Sans CJK KR"
SIZE = 320
"""So large that hinting hardly moves an outline."""


@pytest.fixture(scope="module")
def package() -> Package:
    font = embeddable(FAMILY, "ko")
    assert font is not None and font.bold is not None
    return Package(written(sample_deck(), embedded=(font,)))


def wrapped(package: Package, number: int) -> tuple[bytes, bytes]:
    """Header and font of an embedded part."""
    data = package.parts[f"ppt/fonts/font{number}.fntdata"]
    (length,) = struct.unpack_from("<I", data, 4)
    return data[:-length], data[-length:]


def test_the_header_says_what_the_font_is(package: Package) -> None:
    for number, weight in ((1, 400), (2, 700)):
        head, font = wrapped(package, number)
        size, length, version, flags = struct.unpack_from("<4I", head)
        assert (size, length, version, flags) == (len(head) + len(font), len(font), 0x00020001, 0)
        charset, italic, heavy, rights, magic = struct.unpack_from("<BBIHH", head, 26)
        assert (charset, italic, heavy, rights, magic) == (1, 0, weight, 0, 0x504C)
        (name_length,) = struct.unpack_from("<H", head, 82)
        assert head[84 : 84 + name_length].decode("utf-16-le") == FAMILY
        assert font[:4] == b"\0\1\0\0"


def test_the_presentation_lists_each_family_once(package: Package) -> None:
    root = package.root("ppt/presentation.xml")
    (listed,) = root.iter("{*}embeddedFontLst")
    assert [one.get("typeface") for one in listed.iter("{*}font")] == [FAMILY]
    assert [child.tag.rpartition("}")[2] for child in listed[0]] == ["font", "regular", "bold"]
    order = [child.tag.rpartition("}")[2] for child in root]
    assert order.index("notesSz") + 1 == order.index("embeddedFontLst") < order.index("defaultTextStyle")


def test_an_auditor_finds_nothing_and_python_pptx_reads_it(package: Package, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(package.data)
    assert list(validate_pptx(file).errors) == []
    assert len(Presentation(str(file)).slides) == len(sample_deck().slides)


def test_every_letter_of_the_slides_is_there_and_as_wide_as_measured(package: Package) -> None:
    face = embeddable(FAMILY, "ko")
    assert face is not None
    shown = {
        character
        for root in package.slides()
        for node in root.iter("{*}t")
        for character in node.text or ""
        if character.isprintable()
    }
    with TTFont(face.regular.file, fontNumber=face.regular.index, lazy=True) as source:
        known, widths = source.getBestCmap(), source["hmtx"]
        with TTFont(io.BytesIO(wrapped(package, 1)[1])) as inside:
            own = inside.getBestCmap()
            assert {one for one in shown if ord(one) in known} <= set(map(chr, own))
            assert len(own) < 1000 < len(known)
            for code in own:
                assert inside["hmtx"][own[code]][0] == widths[known[code]][0], chr(code)
            assert inside["name"].getDebugName(1) == FAMILY
            assert "Open Font License" in inside["name"].getDebugName(13)


def drawn(font: Any, text: str) -> Image.Image:
    picture = Image.new("L", (6 * SIZE, 2 * SIZE), 0)
    ImageDraw.Draw(picture).text((8, 8), text, fill=255, font=ImageFont.truetype(*font))
    return picture.resize((picture.width // 8, picture.height // 8), Image.Resampling.BOX)


def test_letters_are_drawn_as_in_the_font_that_they_come_from(package: Package) -> None:
    face = embeddable(FAMILY, "ko")
    assert face is not None
    for letter in "가Rg8":
        inside = drawn((io.BytesIO(wrapped(package, 1)[1]), SIZE), letter)
        source = drawn((face.regular.file, SIZE, face.regular.index), letter)
        assert ImageStat.Stat(source).mean[0] > 3
        assert ImageStat.Stat(ImageChops.difference(inside, source)).mean[0] < 0.3


def test_the_same_deck_is_the_same_bytes(package: Package) -> None:
    font = embeddable(FAMILY, "ko")
    assert font is not None
    assert written(sample_deck(), embedded=(font,)) == package.data


def made(folder: Path, rights: int, license_words: str) -> Face:
    """A font of one letter with these rights (``fsType``) and licence."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    builder.setupGlyf({".notdef": pen.glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular", "licenseDescription": license_words})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    file = folder / f"{rights}-{len(license_words)}.ttf"
    builder.save(file)
    return Face(str(file), 0, "Made")


@pytest.mark.parametrize(
    ("rights", "words", "allowed"),
    [
        (0, "This Font Software is licensed under the SIL Open Font License, Version 1.1.", True),
        (8, "Licensed under the Apache License, Version 2.0", True),
        (2, "This Font Software is licensed under the SIL Open Font License, Version 1.1.", False),
        (4, "This Font Software is licensed under the SIL Open Font License, Version 1.1.", False),
        (0x100, "This Font Software is licensed under the SIL Open Font License, Version 1.1.", False),
        (0x200, "This Font Software is licensed under the SIL Open Font License, Version 1.1.", False),
        (0, "All rights reserved. Ask us before you copy it.", False),
    ],
)
def test_a_font_travels_only_where_rights_and_licence_allow_it(
    tmp_path: Path, rights: int, words: str, allowed: bool
) -> None:
    assert may_embed(made(tmp_path, rights, words)) is allowed


def test_a_family_that_is_not_here_is_not_embedded() -> None:
    assert embeddable("No Such Family", "ko") is None
