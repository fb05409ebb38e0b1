"""Bad input: a clear line, exit code 1, the other sessions built, nothing half written."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from tests.app.conftest import GOOD, ROOT, Run

HEAD = "# T\n\n## S (5분)\n\n"

SESSIONS: dict[str, tuple[str | bytes, int, str]] = {
    "wrong front-matter value": ("---\nweek: one\n---\n# T\n", 2, "whole number"),
    "broken YAML": ("---\nweek: [1\n---\n# T\n", 2, "YAML"),
    "minutes that are no number": ("# T\n\n## S (abc분)\n\n- a\n", 3, "(20 min)"),
    "negative minutes": ("# T\n\n## S (-3분)\n\n- a\n", 3, "(-3"),
    "no such figure": (f"{HEAD}![a](../diagrams/none.py)\n", 5, "diagrams/none.py"),
    "figure outside the course": (f"{HEAD}![a](../../elsewhere.py)\n", 5, "leads out of the course"),
    "picture that is none": (f"{HEAD}![a](text.png)\n", 5, "not a picture"),
    "not UTF-8": (b"# T\n\n## \xff\xfe\n", 3, "UTF-8"),
    "empty": ("", 1, "empty"),
    "broken fence": (f"{HEAD}```mermaid\ngraph TB\nA -->\n```\n", 7, "expected a node"),
    "open notes": (f"{HEAD}- a\n\n::: notes\nx\n", 7, ":::"),
    "chart without numbers": (f"{HEAD}```chart\ntype: bar\ncategories: [a]\nseries:\n  s: [x]\n```\n", 9, "number"),
}


NOTHING_TO_SHOW = {"not UTF-8", "empty"}


@pytest.mark.parametrize("case", SESSIONS)
def test_a_broken_session_is_named_and_the_others_are_built(course: Path, run: Run, case: str) -> None:
    text, line, words = SESSIONS[case]
    data = text if isinstance(text, bytes) else text.encode()
    (course / "content" / "bad.md").write_bytes(data)
    (course / "content" / "text.png").write_text("no picture")
    outcome = run()
    assert outcome.code == 1
    (problem,) = outcome.lines("error:")
    assert problem.startswith(f"content/bad.md:{line}: error: ")
    assert words.lower() in problem.lower()
    decks = [file for file in outcome.files() if file.endswith(".pptx")]
    assert decks == ["ko/good.pptx"] if case in NOTHING_TO_SHOW else ["ko/bad.pptx", "ko/good.pptx"]
    assert not [file for file in outcome.files() if file.endswith(".tmp")]


SCRIPTS = {
    "raises": ("x = 1\nraise ValueError('boom')\n", 2, "ValueError: boom"),
    "exits": ("import sys\n\nsys.exit(3)\n", 3, "status 3"),
    "draws nothing": ("x = 1\n", 1, "draws nothing"),
    "does not parse": ("x = 1\nwith Diagram(:\n", 2, "syntax"),
}


@pytest.mark.parametrize("case", SCRIPTS)
def test_a_broken_definition_is_named_by_its_own_line(course: Path, run: Run, case: str) -> None:
    text, line, words = SCRIPTS[case]
    (course / "diagrams" / "broken.py").write_text(text)
    (course / "content" / "bad.md").write_text(f"{HEAD}![a](../diagrams/broken.py)\n")
    outcome = run()
    assert outcome.code == 1
    assert any(
        problem.startswith(f"diagrams/broken.py:{line}: error: ") and words.lower() in problem.lower()
        for problem in outcome.lines("error:")
    ), outcome.err
    assert any(problem.startswith("content/bad.md:5: error: ") for problem in outcome.lines("error:"))
    assert {"en/bad.pptx", "ko/good.pptx"} <= set(outcome.files())
    deck = Presentation(os.fspath(outcome.output / "en/bad.pptx"))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any(shape.text_frame.text == "a" for shape in shapes), "a frame in its place bears its words"


def _without(name: str, instead: bytes | None = None) -> bytes:
    """The bundled template without one of its parts, or with other bytes in its place."""
    made = io.BytesIO()
    with zipfile.ZipFile(ROOT / "templates/default.pptx") as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            if entry != name or instead is not None:
                new.writestr(entry, instead if entry == name and instead is not None else old.read(entry))
    return made.getvalue()


TEMPLATES = {
    "empty": b"",
    "a PDF": b"%PDF-1.7\n" + b"\0" * 2000,
    "an old or locked file": bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600,
    "half a file": (ROOT / "templates/default.pptx").read_bytes()[:9000],
    "no presentation": _without("ppt/presentation.xml"),
    "a presentation that is no XML": _without("ppt/presentation.xml", b"<p:presentation"),
    "no master": _without("ppt/slideMasters/slideMaster1.xml"),
    "a master that is no XML": _without("ppt/slideMasters/slideMaster1.xml", b"\0\0"),
    "a layout that is no XML": _without("ppt/slideLayouts/slideLayout2.xml", b"<a>"),
    "relationships that are no XML": _without("ppt/_rels/presentation.xml.rels", b"{}"),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_broken_template_costs_its_look_and_nothing_else(course: Path, run: Run, case: str) -> None:
    (course / "course.toml").write_text('source-locale = "ko"\ntemplate = "brand.pptx"\n')
    (course / "brand.pptx").write_bytes(TEMPLATES[case])
    outcome = run()
    assert outcome.code == 1
    errors = outcome.lines("error:")
    assert errors
    assert all(line.startswith("brand.pptx:1: error: ") and "the default look" in line for line in errors)
    assert "ko/good.pptx" in outcome.files()
    deck = Presentation(os.fspath(outcome.output / "ko/good.pptx"))
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert {"하나", "둘"} <= {word for text in words for word in text.split()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_pipe_in_place_of_a_file_stops_nobody(course: Path, run: Run) -> None:
    (course / "course.toml").write_text('source-locale = "ko"\nlocales = ["ko", "en"]\n')
    (course / "content" / "locale" / "en").mkdir(parents=True)
    for name in ("content/bad.md", "content/locale/en/good.po", "diagrams/pipe.py"):
        os.mkfifo(course / name)
    outcome = run()
    assert {line.partition(": ")[0] for line in outcome.lines("error:")} == {
        "content/bad.md:1",
        "content/locale/en/good.po:1",
        "diagrams/pipe.py:1",
    }
    assert [file for file in outcome.files() if file.endswith(".pptx")] == ["en/good.pptx", "ko/good.pptx"]


def test_one_id_twice_is_told_at_the_second_session(course: Path, run: Run) -> None:
    for name in ("a", "b"):
        (course / "content" / f"{name}.md").write_text(f"---\nid: same\n---\n{GOOD}")
    outcome = run()
    assert outcome.code == 1
    assert outcome.lines("error:")[0].startswith("content/b.md:2: error: ")
    assert [file for file in outcome.files() if file.endswith(".pptx")] == ["ko/a.pptx", "ko/b.pptx", "ko/good.pptx"]


def test_an_output_that_cannot_be_written_is_said_once(course: Path, run: Run) -> None:
    (course / "output").write_text("a file")
    outcome = run()
    assert outcome.code == 1
    (problem,) = outcome.lines("error:")
    assert problem.startswith(f"{course / 'output'}:1: error: a file stands where a folder is needed")
    assert (course / "output").read_text() == "a file"


def test_without_a_font_for_the_language_the_deck_is_built_all_the_same(
    course: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coursedeck.base.text import faces, fontconfig  # noqa: PLC0415 - their caches must be empty before and after

    settings = tmp_path / "fonts.conf"
    settings.write_text('<?xml version="1.0"?><fontconfig><dir>/nonexistent</dir></fontconfig>')
    caches = (fontconfig.match, fontconfig.families_for, faces.find_face, faces.has_script_font)
    monkeypatch.setenv("FONTCONFIG_FILE", os.fspath(settings))
    for cache in caches:
        cache.cache_clear()
    try:
        outcome = run()
    finally:
        for cache in caches:
            cache.cache_clear()
    assert outcome.code == 1
    assert "no installed font can draw text in 'ko'" in outcome.lines("error:")[0]
    assert "ko/good.pptx" in outcome.files()


def test_a_missing_picture_is_a_warning_with_a_placeholder(course: Path, run: Run) -> None:
    (course / "content" / "good.md").write_text(f"{HEAD}![그림](none.svg)\n", encoding="utf-8")
    outcome = run()
    assert outcome.code == 0
    assert outcome.lines("warning:")[0].startswith("content/good.md:5: warning: ")
    assert "ko/good.pptx" in outcome.files()


def test_check_finds_the_same_and_writes_nothing(course: Path, run: Run) -> None:
    (course / "content" / "bad.md").write_text("# T\n\n## S (abc분)\n")
    outcome = run("check")
    assert outcome.code == 1
    assert len(outcome.lines("error:")) == 1
    assert not (course / "output").exists()


@pytest.mark.parametrize(
    "words", [["--bogus"], ["--slot", "none"], ["--start", "25:00"], ["translate", "--jobs", "none"]]
)
def test_a_wrong_command_line_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from coursedeck.app.cli import main  # noqa: PLC0415 - named beside its only use

    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_module_that_serves_scripts_is_no_definition(course: Path, run: Run) -> None:
    words = "from diagrams import Node\n\n\nclass DiagramInk:\n    '''Diagram ink of the bakery.'''\n    rye = '#c96'\n"
    (course / "diagrams" / "colours.py").write_text(words, "utf-8")
    outcome = run()
    assert outcome.code == 0
    assert not [line for line in outcome.lines("") if "colours" in line]
