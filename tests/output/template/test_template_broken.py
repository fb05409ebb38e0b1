"""Files that are no template: one clear sentence each, never a traceback."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from coursedeck.model.problem import CourseError, Source
from coursedeck.output.template import open_template, read_template
from tests.output.template.template_files import BUNDLED, changed

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def message(path: Path) -> str:
    with pytest.raises(CourseError) as raised:
        read_template(path, Source("course.toml", 4))
    with pytest.raises(CourseError):
        open_template(path)
    (problem,) = raised.value.problems
    assert str(problem).startswith("course.toml:4: error: ")
    return problem.message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "damaged or no PowerPoint file"),
        (b"just text", "damaged or no PowerPoint file"),
        (b"PK\x03\x04 and then nothing", "damaged or no PowerPoint file"),
        (OLE, "old binary format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    ],
)
def test_bytes_that_are_no_package(tmp_path: Path, content: bytes, expected: str) -> None:
    file = tmp_path / "t.pptx"
    file.write_bytes(content)
    assert expected in message(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no such file" in message(tmp_path / "t.pptx")
    assert "is no file" in message(tmp_path)


def test_another_kind_of_zip(tmp_path: Path) -> None:
    file = tmp_path / "t.pptx"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("hello.txt", "hello")
    assert "no PowerPoint file" in message(file)


def test_another_kind_of_office_file(tmp_path: Path) -> None:
    def to_word(text: str) -> str:
        return text.replace("presentationml.presentation.main", "wordprocessingml.document.main")

    assert "no PowerPoint file" in message(changed(BUNDLED[0], tmp_path / "t.pptx", {"[Content_Types].xml": to_word}))


def test_strict_open_xml(tmp_path: Path) -> None:
    def strict(text: str) -> str:
        return text.replace(
            "http://schemas.openxmlformats.org/presentationml/2006/main",
            "http://purl.oclc.org/ooxml/presentationml/main",
        )

    assert "Strict Open XML" in message(changed(BUNDLED[0], tmp_path / "t.pptx", {"ppt/presentation.xml": strict}))


@pytest.mark.parametrize(
    "part", ["ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml", "[Content_Types].xml"]
)
def test_broken_markup(tmp_path: Path, part: str) -> None:
    assert "damaged" in message(changed(BUNDLED[0], tmp_path / "t.pptx", {part: lambda text: text[: len(text) // 2]}))


def test_a_cut_off_file(tmp_path: Path) -> None:
    file = tmp_path / "t.pptx"
    file.write_bytes(BUNDLED[0].read_bytes()[:40_000])
    assert "damaged" in message(file)


def test_no_layout_at_all(tmp_path: Path) -> None:
    def bare(text: str) -> str:
        start, end = text.index("<p:sldLayoutIdLst>"), text.index("</p:sldLayoutIdLst>")
        return text[:start] + text[end + len("</p:sldLayoutIdLst>") :]

    file = changed(BUNDLED[0], tmp_path / "t.pptx", {"ppt/slideMasters/slideMaster1.xml": bare})
    with pytest.raises(CourseError, match="no slide layout"):
        read_template(file)
