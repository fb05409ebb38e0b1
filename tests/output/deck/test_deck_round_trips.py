"""Decks that another program has opened and saved still hold what instructors wrote and screen readers say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from coursedeck.output.deck.xml import NAMESPACES
from tests.output.deck.deck_samples import sample_deck, written
from tests.patience import PATIENCE

SLIDES, NOTES = r"ppt/slides/slide\d+\.xml", r"ppt/notesSlides/notesSlide\d+\.xml"
DESCRIBED = "//p:cNvPr[@descr != '']/@descr"


@pytest.fixture(scope="module")
def deck() -> bytes:
    return written(sample_deck())


def said(package: bytes, parts: str, what: str) -> Counter[str]:
    """How often each value stands in some parts of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        trees: list[Any] = [
            etree.fromstring(opened.read(name)) for name in opened.namelist() if re.fullmatch(parts, name)
        ]
    return Counter(str(value) for tree in trees for value in tree.xpath(what, namespaces=NAMESPACES))


def words(package: bytes, parts: str) -> str:
    """All words of some parts, without spaces: programs cut runs where they like."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        texts = [opened.read(name).decode() for name in sorted(opened.namelist()) if re.fullmatch(parts, name)]
    return "".join("".join(re.findall(r"<a:t>([^<]*)</a:t>", text)) for text in texts).replace(" ", "")


def number(package: bytes, what: str) -> int:
    """How many elements of the slides match a path."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        trees: list[Any] = [
            etree.fromstring(opened.read(name)) for name in opened.namelist() if re.fullmatch(SLIDES, name)
        ]
    return sum(len(tree.xpath(what, namespaces=NAMESPACES)) for tree in trees)


def addresses(package: bytes) -> set[str]:
    found = said(package, r"ppt/slides/_rels/slide\d+\.xml\.rels", "//*[@TargetMode = 'External']/@Target")
    return {etree.fromstring(f'<a b="{one}"/>').get("b", "") for one in found}


def test_python_pptx_keeps_everything(deck: bytes) -> None:
    saved = io.BytesIO()
    Presentation(io.BytesIO(deck)).save(saved)
    after = saved.getvalue()
    assert words(after, SLIDES) == words(deck, SLIDES)
    assert words(after, NOTES) == words(deck, NOTES) != ""
    for what in (DESCRIBED, "//a:stCxn/@id", "//a:endCxn/@idx", "//@lang", "/p:sld/@show"):
        assert said(after, SLIDES, what) == said(deck, SLIDES, what) != Counter(), what
    sections = "//*[local-name() = 'section']/@name"
    assert (
        said(after, r"ppt/presentation\.xml", sections) == said(deck, r"ppt/presentation\.xml", sections) != Counter()
    )
    assert addresses(after) == addresses(deck) != set()


@pytest.mark.office
def test_libreoffice_keeps_notes_connectors_links_languages_and_alt_texts_of_pictures(
    deck: bytes, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-impress")
    (tmp_path / "deck.pptx").write_bytes(deck)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pptx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "deck.pptx")], check=True, capture_output=True, timeout=PATIENCE)
    after = (tmp_path / "saved" / "deck.pptx").read_bytes()
    opened = Presentation(io.BytesIO(after))
    spoken = [slide.notes_slide.notes_text_frame for slide in opened.slides]
    before = [slide.notes_slide.notes_text_frame for slide in Presentation(io.BytesIO(deck)).slides]
    assert [one and one.text.split() for one in spoken] == [one and one.text.split() for one in before]
    pictures = "//p:pic/p:nvPicPr/p:cNvPr[@descr != '']/@descr"
    assert said(after, SLIDES, pictures) == said(deck, SLIDES, pictures) != Counter()
    for end in ("//p:cxnSp[.//a:stCxn]", "//p:cxnSp[.//a:endCxn]", "/p:sld[@show = '0']"):
        assert number(after, end) == number(deck, end) > 0, end
    assert {"ko-KR"} <= said(after, SLIDES, "//a:rPr/@lang").keys()
    assert len(addresses(after)) == len(addresses(deck))
