"""Paths of the connectors of a figure as LibreOffice routes them, corner by corner."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from coursedeck.model.drawing import Drawing
from coursedeck.model.slide import Deck, Layout
from coursedeck.model.units import Point
from tests.output.deck.deck_samples import figure, sample_deck, slide, written
from tests.patience import PATIENCE

POINTS = {"cm": 72 / 2.54}
HUNDREDTHS = 72 / 2540
"""Of a millimetre, in points."""


def lines_in_libreoffice(made: Drawing, folder: Path) -> list[list[Point]]:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-impress")
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(made)),))
    (folder / "deck.pptx").write_bytes(written(deck, sections=()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "fodp", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "deck.pptx")], check=True, capture_output=True, timeout=PATIENCE)
    return list(_lines(etree.parse(folder / "deck.fodp", etree.XMLParser(huge_tree=True)).getroot()))


def _lines(root: Any) -> Iterator[list[Point]]:
    spaces = {key: value for key, value in root.nsmap.items() if key}
    clear = set(root.xpath("//style:style[*/@svg:stroke-opacity='0%']/@style:name", namespaces=spaces))
    for shape in root.xpath("//draw:page//draw:connector | //draw:page//draw:custom-shape", namespaces=spaces):
        if shape.get(f"{{{spaces['draw']}}}style-name") in clear:
            continue
        if shape.tag.endswith("connector"):
            yield [Point(x * HUNDREDTHS, y * HUNDREDTHS) for x, y in _steps(shape.get(f"{{{spaces['svg']}}}d"))]
        else:
            yield from _free_line(shape, spaces)


def _free_line(shape: Any, spaces: dict[str, str]) -> Iterator[list[Point]]:
    """The path of a shape that is not filled."""
    (outline,) = shape.xpath("draw:enhanced-geometry", namespaces=spaces)
    path = outline.get(f"{{{spaces['draw']}}}enhanced-path", "")
    if not re.fullmatch(r"M [\d\s.LC-]+F N", path):
        return
    x, y, width, height = (_length(shape.get(f"{{{spaces['svg']}}}{name}")) for name in ("x", "y", "width", "height"))
    wide, high = map(int, outline.get(f"{{{spaces['drawooo']}}}sub-view-size").split())
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", path)]
    yield [
        Point(x + left / max(wide, 1) * width, y + top / max(high, 1) * height)
        for left, top in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def _length(text: str) -> float:
    return float(text[:-2]) * POINTS[text[-2:]]


def _steps(path: str) -> Iterator[tuple[float, float]]:
    """The corners of an SVG path of straight steps, in hundredths of a millimetre."""
    x, y = 0.0, 0.0
    for letter, operands in re.findall(r"([MLlHhVv])([^A-Za-z]*)", path):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", operands)]
        while numbers:
            across = numbers.pop(0) if letter in "MLlHh" else None
            down = numbers.pop(0) if letter in "MLlVv" else None
            x = x if across is None else across + (x if letter.islower() else 0)
            y = y if down is None else down + (y if letter.islower() else 0)
            yield x, y
