"""What Mermaid's own program is asked, and what becomes of each answer that it may give."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from coursedeck.figures.mmdc import MmdcError, checked, draw, program

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="{}" style="max-width: 9px">{}</svg>'
TEXT = '<text x="1" y="9">Ask</text>'
HTML = '<foreignObject width="9" height="9"/>'
SWITCH = f"<switch>{HTML}{TEXT}</switch>"

STUB = """#!{python}
import json, pathlib, sys, time
given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
output = pathlib.Path(given["--output"])
{act}
"""

Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Makes a stub that does `act` the only ``mmdc`` on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def call(act: str) -> None:
        stub = folder / "mmdc"
        stub.write_text(STUB.format(python=sys.executable, act=act), encoding="utf-8")
        stub.chmod(0o755)

    return call


def svg(view_box: str = "0 0 40 20", content: str = TEXT) -> bytes:
    return SVG.format(view_box, content).encode()


def test_the_size_is_that_of_the_view_box_in_numbers() -> None:
    root = etree.fromstring(checked(svg("-5,-5  140.5 20")))
    assert (root.get("width"), root.get("height"), root.get("style")) == ("140.5", "20", None)


def test_labels_in_html_are_taken_with_a_fallback_alone() -> None:
    assert b"Ask" in checked(svg(content=SWITCH))
    for content in (HTML, f"<switch>{HTML}</switch>", f"<g>{HTML}{TEXT}</g>"):
        with pytest.raises(MmdcError, match="HTML"):
            checked(svg(content=content))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "no readable SVG"),
        (b"<svg", "no readable SVG"),
        (b"<html/>", "no readable SVG"),
        (svg(""), "without a size"),
        (svg("0 0 40"), "without a size"),
        (svg("0 0 40 none"), "without a size"),
        (svg("0 0 0 20"), "empty"),
        (svg("0 0 nan 20"), "empty"),
        (svg("0 0 40 1e9"), "empty"),
    ],
)
def test_what_cannot_be_shown_is_refused(answer: bytes, said: str) -> None:
    with pytest.raises(MmdcError, match=said):
        checked(answer)


def test_the_program_is_given_the_text_the_fonts_and_steady_ids(install: Install) -> None:
    install(
        "config = json.loads(pathlib.Path(given['--configFile']).read_text(encoding='utf-8'))\n"
        "text = pathlib.Path(given['--input']).read_text(encoding='utf-8')\n"
        "said = f\"{text}|{config['fontFamily']}|{config['deterministicIds']}|{config['htmlLabels']}\"\n"
        f"output.write_text({SVG!r}.format('0 0 9 9', '<desc>' + said + '</desc>'), encoding='utf-8')"
    )
    drawn = ElementTree.fromstring(draw("zenuml 물음", ("Malgun Gothic", "Noto Sans CJK KR")))
    assert "".join(drawn.itertext()) == 'zenuml 물음|"Malgun Gothic", "Noto Sans CJK KR", sans-serif|True|False'


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("sys.exit('Error: no such diagram\\nat line 3')", "mmdc failed: Error: no such diagram"),
        ("sys.exit(3)", "mmdc failed: it did not say why"),
        ("print('fine')", "without drawing anything"),
        ("output.write_text('<svg/>')", "no readable SVG|without a size"),
        ("output.mkdir()", "without drawing anything"),
        ("output.write_text('<svg>' + ' ' * 9_000_000 + '</svg>')", "no readable SVG"),
        ("sys.exit('cannot read ' + given['--input'])", "mmdc failed: cannot read figure.mmd$"),
    ],
)
def test_a_program_that_fails_is_told_in_a_line(install: Install, act: str, said: str) -> None:
    install(act)
    with pytest.raises(MmdcError, match=said) as failure:
        draw("zenuml", ("Arial",))
    assert "\n" not in str(failure.value)


def test_a_program_that_never_ends_is_ended(install: Install) -> None:
    install("time.sleep(3600)")
    with pytest.raises(MmdcError):
        draw("zenuml", ("Arial",), limit=0.5)


def test_without_the_program_nothing_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program() is None
    with pytest.raises(MmdcError, match="not installed"):
        draw("zenuml", ("Arial",))


STYLED = """<svg xmlns="http://www.w3.org/2000/svg" id="figure" viewBox="0 0 90 40"><!-- made by a program -->
<style>@keyframes x { from { opacity: 0 } }
#figure { font-family: trebuchet; fill: #333; }
#figure .band { fill: hsl(0, 0%, 98.92%); stroke: rgba(10, 20, 30, 0.5); cursor: pointer; }
#figure rect.loud { fill: red !important; }
.plain text { fill: var(--unknown); }
rect::before { fill: blue }
</style>
<g class="plain"><rect class="band" width="9" height="9"/>
<rect class="band loud" style="fill: blue; stroke-width: 3px"/>
<text fill="hsl(120, 100%, 25%)">주제</text><text><tspan>words</tspan></text></g></svg>"""


def test_style_sheets_become_attributes_with_colours_that_all_programs_know() -> None:
    root = etree.fromstring(checked(STYLED.encode()))
    first, second = root.iter("{http://www.w3.org/2000/svg}rect")
    assert (first.get("fill"), first.get("stroke"), first.get("stroke-opacity")) == ("#fcfcfc", "#0a141e", "0.5")
    assert (second.get("fill"), second.get("stroke-width")) == ("#ff0000", "3px")
    (word, *_) = root.iter("{http://www.w3.org/2000/svg}text")
    assert word.get("fill") == "#008000"
    left = etree.tostring(root).decode()
    assert not [part for part in ("hsl", "<style", "style=", "var(", "cursor", "made by") if part in left]


def test_text_is_given_a_family_that_has_its_letters() -> None:
    root = etree.fromstring(checked(STYLED.encode(), ("Arial", "Malgun Gothic", "Arial"), "ko"))
    korean, latin = root.iter("{http://www.w3.org/2000/svg}text")
    assert "Malgun Gothic" in korean.get("font-family", "") and "Malgun Gothic" not in latin.get("font-family", "")
    assert korean.get("font-family", "").split(",")[0] != latin.get("font-family", "").split(",")[0]


def test_the_browser_of_the_system_is_used(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        "browser = json.loads(pathlib.Path(given['--puppeteerConfigFile']).read_text(encoding='utf-8'))\n"
        f"output.write_text({SVG!r}.format('0 0 9 9', '<desc>' + browser['executablePath'] + '</desc>'))"
    )
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    browser = tmp_path / "programs" / "chromium-browser"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    assert str(browser) in draw("zenuml", ("Arial",)).decode()
