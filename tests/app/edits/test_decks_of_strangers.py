"""Decks that hold what nobody asked for are refused by name, and nothing in them is run or fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
Parts = dict[str, bytes]


def bomb(parts: Parts) -> None:
    parts["ppt/media/zeros.bin"] = bytes(250 * 2**20)


def macros(parts: Parts) -> None:
    parts["ppt/vbaProject.bin"] = b"Sub AutoOpen()"


def controls(parts: Parts) -> None:
    parts["ppt/activeX/activeX1.bin"] = b"control"


def entities(parts: Parts) -> None:
    slide = parts["ppt/slides/slide1.xml"]
    start = slide.index(b"<p:sld")
    parts["ppt/slides/slide1.xml"] = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + slide[start:]


def elsewhere(parts: Parts) -> None:
    name = "ppt/slides/_rels/slide1.xml.rels"
    link = f'<Relationship Id="rId99" Type="{_IMAGE}" Target="http://127.0.0.1:9/a.png" TargetMode="External"/>'
    parts[name] = parts[name].replace(b"</Relationships>", link.encode() + b"</Relationships>")


def half(parts: Parts) -> None:
    parts["ppt/slides/slide1.xml"] = parts["ppt/slides/slide1.xml"][:200]


def deck_with(change: Callable[[Parts], None]) -> bytes:
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0])
    saved = io.BytesIO()
    presentation.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (bomb, "unpacks to more than"),
        (macros, "holds macros"),
        (controls, "holds macros"),
        (entities, "declares entities"),
        (elsewhere, "takes image from elsewhere"),
        (half, "no well-formed XML"),
    ],
)
def test_such_a_deck_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Parts], None], reason: str
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/one.md").write_text("# One\n")
    path = tmp_path / "from a stranger.pptx"
    path.write_bytes(deck_with(change))
    assert main(["pull", str(path), "--write", "--course", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "from a stranger.pptx" in told
    assert reason in told
    assert (tmp_path / "content/one.md").read_text() == "# One\n"
