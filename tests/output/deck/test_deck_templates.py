"""Templates that do things differently: their own maps of colours, backgrounds, several masters."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from coursedeck.model.slide import Deck, Layout
from tests.output.deck.deck_samples import TEMPLATE, Package, bar, found, sample_deck, slide, written

CONTENT = "ppt/slideLayouts/slideLayout4.xml"
SWAPPED = (
    b'<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" '
    b'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
    b"</p:clrMapOvr>"
)
USUAL = b"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def changed(part: str, pattern: bytes, new: bytes) -> bytes:
    """The bundled template with one part changed, where a regular expression matches."""
    made = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                data, count = re.subn(pattern, new, data)
                assert count == 1
            after.writestr(name, data)
    return made.getvalue()


def one_slide(template: bytes) -> Package:
    deck = Deck(sample_deck().session, (slide("one", Layout.CONTENT, "하나", bar(1, 120, 40)),))
    return Package(written(deck, template, sections=()))


def test_a_layout_with_its_own_map_of_colours_passes_it_on() -> None:
    root = one_slide(changed(CONTENT, USUAL, SWAPPED)).slide("one")
    assert found(root, "/p:sld/p:clrMapOvr/a:overrideClrMapping/@bg1") == ["dk1"]


@pytest.mark.parametrize(
    ("background", "ink"),
    [
        (b'<a:solidFill><a:schemeClr val="dk1"/></a:solidFill>', "bg1"),
        (b'<a:solidFill><a:srgbClr val="102030"/></a:solidFill>', "bg1"),
        (b'<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>', "tx1"),
        (b'<a:solidFill><a:prstClr val="black"/></a:solidFill>', "tx1"),
        (b"<a:noFill/>", "tx1"),
    ],
)
def test_the_bar_reads_on_the_ground_that_the_layout_has(background: bytes, ink: str) -> None:
    ground = b"<p:bg><p:bgPr>" + background + b"<a:effectLst/></p:bgPr></p:bg><p:spTree>"
    root = one_slide(changed(CONTENT, b"(<p:bg>.*</p:bg>)?<p:spTree>", ground)).slide("one")
    assert set(found(root, "//p:grpSp/p:sp[3]//a:rPr/a:solidFill/a:schemeClr/@val")) == {ink}


def test_a_theme_that_names_a_colour_by_word_is_read() -> None:
    green = b'<a:accent3><a:prstClr val="green"/></a:accent3>'
    theme = changed("ppt/theme/theme1.xml", b"<a:accent3>.*</a:accent3>", green)
    assert one_slide(theme).slide("one") is not None
