"""Kinds of Mermaid figure that are not drawn here: pictures where ``mmdc`` is installed, else code and a warning."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.figures import mmdc
from tests.app.conftest import Outcome, Run

Install = Callable[[str], None]

CODE = "zenuml\n  title Who asks whom\n  Alice->Bob: Ask\n"
SESSION = f"# Talk\n\n## One (5 min)\n\n### Picture\n\n```mermaid\n{CODE}```\n\n- a\n- b\n"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="-50 -10 450 259" style="max-width: 450px">'
    '<script>x</script><rect x="0" y="0" width="100" height="40" fill="#123456"/><text x="5" y="20">Alice</text></svg>'
)
HTML = SVG.replace("<text", '<foreignObject width="9" height="9"/><text')
STUB = """#!{python}
import json, pathlib, sys, time
given = dict(zip(sys.argv[1:], sys.argv[2:]))
assert json.loads(pathlib.Path(given["--configFile"]).read_text())["deterministicIds"]
json.loads(pathlib.Path(given["--puppeteerConfigFile"]).read_text())
assert "Alice" in pathlib.Path(given["--input"]).read_text()
{act}
"""
WRITES = "pathlib.Path(given['--output']).write_text({svg!r})"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a stub of ``mmdc`` that does `act` first on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=":")

    def call(act: str) -> None:
        stub = folder / "mmdc"
        stub.write_text(STUB.format(python=sys.executable, act=act))
        stub.chmod(0o755)

    return call


def built(course: Path, run: Run) -> Outcome:
    (course / "content" / "good.md").write_text(SESSION, encoding="utf-8")
    return run("--locale", "en")


def kinds(outcome: Outcome) -> dict[str, str]:
    deck = Presentation(str(outcome.output / "en" / "good.pptx"))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    return {shape._element.tag.rpartition("}")[2]: shape._element.xml for shape in shapes}


def texts(outcome: Outcome) -> str:
    deck = Presentation(str(outcome.output / "en" / "good.pptx"))
    return "\n".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame)


def test_what_mmdc_draws_is_a_picture_with_its_title(course: Path, run: Run, install: Install) -> None:
    install(WRITES.format(svg=SVG))
    outcome = built(course, run)
    assert outcome.lines("warning") == []
    picture = kinds(outcome)["pic"]
    assert 'descr="Who asks whom"' in picture
    assert "svgBlip" in picture
    assert "Ask: 5" not in texts(outcome)
    svg = (outcome.output / "en" / "figures" / "good-1.svg").read_text()
    assert 'width="450"' in svg
    assert 'height="259"' in svg
    assert "script" not in svg
    assert (outcome.output / "en" / "figures" / "good-1.png").read_bytes().startswith(b"\x89PNG")
    assert "Who asks whom" in (outcome.output / "en" / "good.handout.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("print('Error: no browser'); sys.exit(1)", "mmdc failed: Error: no browser"),
        ("pass", "ended without drawing"),
        (WRITES.format(svg="nothing"), "no readable SVG"),
        (WRITES.format(svg=HTML), "labels as HTML"),
        (WRITES.format(svg=SVG.replace("-50 -10 450 259", "0 0 0 0")), "an empty SVG"),
    ],
)
def test_what_fails_is_code_with_one_warning(course: Path, run: Run, install: Install, act: str, reason: str) -> None:
    install(act)
    outcome = built(course, run)
    assert outcome.code == 0
    (line,) = outcome.lines("warning")
    assert line.startswith("content/good.md:7: warning: a Mermaid zenuml is shown as code")
    assert reason in line
    assert "/tmp" not in line
    assert "Alice->Bob: Ask" in texts(outcome)


def test_without_mmdc_there_is_nothing_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mmdc, "program", lambda: None)
    with pytest.raises(mmdc.MmdcError, match="not installed"):
        mmdc.draw(CODE, ("Arial",))


def test_installing_mmdc_later_is_noticed(course: Path, run: Run, install: Install) -> None:
    assert len(built(course, run).lines("is not installed")) == 1
    install(WRITES.format(svg=SVG))
    assert built(course, run).lines("warning") == []


def test_a_program_that_does_not_end_is_ended(install: Install) -> None:
    install("time.sleep(3600)")
    with pytest.raises(mmdc.MmdcError, match="did not end within 1 s"):
        mmdc.draw(CODE, ("Arial",), limit=1)


def test_html_labels_with_a_fallback_are_fine() -> None:
    both = SVG.replace("<text", "<switch><foreignObject/><text").replace("</text>", "</text></switch>")
    assert b"<text" in mmdc.checked(both.encode())
