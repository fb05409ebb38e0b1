"""Templates and decks of strangers: nothing that acts gets into a deck, no bomb into memory, no entity into a text."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from tests.app.conftest import ROOT, Run

DEFAULT = ROOT / "templates" / "default.pptx"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
LAYOUT_RELS = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
OBJECT = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9{n}" name="x"/><p:cNvGraphicFramePr/><p:nvPr/>'
    '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="'
    'http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj progId="Package" r:id="rIdX">{how}</p:oleObj>'
    "</a:graphicData></a:graphic></p:graphicFrame>"
)
CLICK = (
    '<p:sp><p:nvSpPr><p:cNvPr id="95" name="y"><a:hlinkClick r:id="{id}" action="{action}"/></p:cNvPr><p:cNvSpPr/>'
    "<p:nvPr/></p:nvSpPr><p:spPr/></p:sp>"
)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def with_relationship(parts: dict[str, bytes], rels: str, kind: str, target: str, mode: str) -> None:
    entry = f'<Relationship Id="rIdX" Type="{TYPES}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", entry.encode())


def with_shape(parts: dict[str, bytes], shape: str) -> None:
    at = parts[LAYOUT].rindex(b"</p:spTree>")
    parts[LAYOUT] = parts[LAYOUT][:at] + shape.encode() + parts[LAYOUT][at:]


OUTSIDE = ' TargetMode="External"'
ACTING = {
    "a linked object": ("oleObject", "file:///\\\\host\\x.docx", OUTSIDE, OBJECT.format(n=1, how="<p:link/>")),
    "an embedded object": ("oleObject", "../embeddings/o.bin", "", OBJECT.format(n=2, how="<p:embed/>")),
    "a tracked picture": ("image", "http://host.example/x.png", OUTSIDE, ""),
    "a script": ("hyperlink", "javascript:alert(1)", OUTSIDE, CLICK.format(id="rIdX", action="")),
    "a frame": ("frame", "http://host.example/", OUTSIDE, ""),
    "a template of its own": ("attachedTemplate", "http://host.example/x.potm", OUTSIDE, ""),
    "a control": ("control", "../activeX/a.xml", "", ""),
    "a ribbon": ("extensibility", "../customUI/customUI.xml", "", ""),
    "a program": ("", "", "", CLICK.format(id="", action="ppaction://program?file=calc.exe")),
    "a macro": ("", "", "", CLICK.format(id="", action="ppaction://macro?name=x")),
}


@pytest.mark.parametrize("case", ACTING)
def test_what_acts_in_a_template_stays_out_of_decks(course: Path, run: Run, case: str) -> None:
    kind, target, mode, shape = ACTING[case]
    parts = parts_of(DEFAULT.read_bytes())
    for name in ("ppt/embeddings/o.bin", "ppt/activeX/a.xml", "ppt/customUI/customUI.xml"):
        parts[name] = b"<a/>"
    types = b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types)
    if kind:
        with_relationship(parts, LAYOUT_RELS, kind, target, mode)
    with_shape(parts, shape)
    (course / "course.toml").write_text('template = "t.pptx"\n', encoding="utf-8")
    (course / "t.pptx").write_bytes(packed(parts))
    outcome = run("build")
    assert outcome.code == 0, outcome.err
    (line,) = outcome.lines("which decks go without")
    assert line.startswith("t.pptx:1: warning: ppt/slideLayouts/slideLayout2.xml has ")
    deck = parts_of((outcome.output / "ko" / "good.pptx").read_bytes())
    assert not [name for name in deck if re.search("embeddings|activeX|customUI", name)]
    everything = b"".join(deck.values())
    for word in (b'TargetMode="External"', b"ppaction://program", b"ppaction://macro", b"oleObj", b"javascript:"):
        assert word not in everything


def bomb() -> bytes:
    parts = {**parts_of(DEFAULT.read_bytes()), "ppt/media/zeros.bin": b""}
    made = io.BytesIO(packed(parts))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("ppt/media/z.bin", "w") as file:
        for _ in range(300):
            file.write(b"\0" * 2**20)
    return made.getvalue()


def test_a_bomb_for_a_template_is_refused_by_its_name(course: Path, run: Run) -> None:
    (course / "course.toml").write_text('template = "t.pptx"\n', encoding="utf-8")
    (course / "t.pptx").write_bytes(bomb())
    outcome = run("build")
    assert outcome.code == 1
    assert any(line.startswith("t.pptx:1: error: ") and "unpacks to more" in line for line in outcome.lines("error"))


def test_a_bomb_for_a_deck_is_said_to_be_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.pptx").write_bytes(bomb())
    assert main(["text", str(tmp_path / "d.pptx")]) == 0
    assert "it unpacks to more than" in capsys.readouterr().out


@pytest.mark.parametrize(
    "part", ["ppt/presentation.xml", LAYOUT, LAYOUT_RELS, "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"]
)
@pytest.mark.parametrize("how", ["entity", "cut"])
def test_a_part_that_is_no_sound_xml_is_named_and_the_rest_is_told(
    course: Path, run: Run, part: str, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = run("build").output / "ko" / "good.pptx"
    parts = parts_of(deck.read_bytes())
    text = parts[part]
    if how == "cut":
        parts[part] = text[: len(text) // 2]
    else:
        start = text.index(b"<", text.index(b"?>") + 2)
        declared = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        parts[part] = text[:start] + declared + text[start:]
    deck.write_bytes(packed(parts))
    capsys.readouterr()
    main(["text", str(deck)])
    said = capsys.readouterr()
    assert "coursedeck failed" not in said.err
    assert f"! {part}: " in said.out
