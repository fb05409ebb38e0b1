"""What a course says is shown, and never acts: on a terminal, or on the eye of a reader."""

import os
import re
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.model.visible import visible, visible_lines
from tests.app.conftest import Run

HOSTILE = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m\u202eevil\u2066\r\nfake.md:7: error: x\u2028y\u2029z\x7f\x00"
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
FINDING = re.compile(r"(\S.*?):\d+: (?:error|warning): ")


def held(shown: str, course: Path) -> list[str]:
    """The lines shown, none of which acts, nor names a file that is not there."""
    assert not ACTING.search(shown)
    for line in shown.splitlines():
        found = FINDING.match(line)
        assert found is None or "\\" in found[1] or (course / found[1]).exists(), line
    return shown.splitlines()


@pytest.mark.parametrize("place", ["key", "value", "heading", "address", "alt", "comment", "class", "fence"])
def test_words_of_a_session(course: Path, run: Run, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = HOSTILE.encode("unicode_escape").decode().replace('"', "")
    inline = HOSTILE.replace("\r\n", " ").replace("\x00", "")
    session = {
        "key": f'---\n"{quoted}": 1\n---\n# A\n',
        "value": f'---\nweek: "{quoted}"\n---\n# A\n',
        "heading": f"# A\n\n## B {{optional={inline}}}\n\ntext\n",
        "address": f"# A\n\n[there](nowhere/{inline}.md)\n",
        "alt": f"# A\n\n![{inline}](missing-{inline}.png)\n",
        "comment": f"# A\n\n<blink-{inline}>x</blink>\n",
        "class": f"# A\n\n::: {{.{inline} x={inline}}}\nx\n:::\n",
        "fence": f"# A\n\n```mermaid\nflowchart {inline}\n{inline} --> \n```\n",
    }[place]
    (course / "content" / "good.md").write_bytes(session.encode("utf-8", "surrogatepass"))
    outcome = run("check", "--all")
    held(outcome.err + outcome.out, course)
    assert outcome.code in {0, 1}


@pytest.mark.parametrize(
    "setting", ['"{}" = 1', 'template = "{}"', 'title = "{}"\nstart = "{}"', 'sessions = ["good.md", "{}"]']
)
def test_words_of_the_settings(course: Path, run: Run, setting: str) -> None:
    written = re.sub(r"\\x(..)", r"\\u00\1", HOSTILE.encode("unicode_escape").decode())
    (course / "course.toml").write_text(setting.replace("{}", written), encoding="utf-8")
    outcome = run("check", "--all")
    assert any("course.toml:" in line for line in held(outcome.err + outcome.out, course))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a\x1b[31mred", 1),  # no name on Windows
        ("b\nfake.md:1: error: spoofed", 1),
        ("c\x9b1m", 0),
        ("d\u202etxt.exe", 0),
    ],
)
def test_names_of_files(course: Path, name: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# A\n\n## B\n\n![x](nowhere.png)\n"
    (course / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    assert main(["--course", str(course), "--jobs", "1"]) == code
    shown = capsys.readouterr()
    lines = held(shown.err + shown.out, course)
    assert any(visible(name) in line and "nowhere.png" in line for line in lines)


def test_exceptions_of_definitions(course: Path, run: Run) -> None:
    (course / "diagrams" / "f.py").write_text(f"from diagrams import Diagram\nraise ValueError({HOSTILE!r})\n")
    outcome = run("build")
    (line,) = [one for one in held(outcome.err, course) if one.startswith("diagrams/f.py:2: error: ")]
    assert "\\x1b]52;c;" in line
    assert "\\r\\nfake.md:7: error: x" in line


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_names_that_are_no_utf_8_are_told_as_their_bytes(course: Path, run: Run) -> None:
    Path(os.fsdecode(bytes(course) + b"/content/\xe9t\xff.md")).write_text("# A\n", encoding="utf-8")
    outcome = run("build")
    assert outcome.code == 1
    assert "content/\\xe9t\\xff.md:1: error: the name of the file is not UTF-8: rename it" in outcome.err
    assert "ko/good.pptx" in outcome.files()


@pytest.mark.parametrize("word", ["no\x1bsuch", "no\nsuch"])
def test_words_of_the_command_line(course: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word, "--course", str(course)]) == 1
    held(capsys.readouterr().err, course)
    with pytest.raises(SystemExit):
        main(["check", f"--{word}"])
    held(capsys.readouterr().err, course)


def test_ordinary_text_of_every_script_stays_as_it_is() -> None:
    for text in ("Zürich – 한국어 日本語 العربية עברית ไทย हिन्दी", "👩‍👩‍👧 e\u0301 a\u00a0b \u200d"):
        assert visible(text) == text
        assert visible_lines(f"{text}\n\t{text}") == f"{text}\n\t{text}"


@pytest.mark.parametrize(
    ("text", "shown"), [("\U000e0041", "\\udb40\\udc41"), ("\x1b\n", "\\u001b\n"), ("\udc80", "\\udc80")]
)
def test_several_lines_are_escaped_as_json_has_it(text: str, shown: str) -> None:
    assert visible_lines(text) == shown
