"""Every kind of Mermaid figure in one session: native shapes with alt text, words in catalogs, warnings in place."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from coursedeck.app.cli import main
from tests.app.conftest import Outcome, Run
from tests.figures.layout.kind_samples import GRAPHS, SAMPLES

ALL = {**SAMPLES, **GRAPHS}


def session(figures: dict[str, str]) -> str:
    slides = "".join(f"### {name}\n\n```mermaid\n{code}```\n\n" for name, code in figures.items())
    return f"# Talk\n\n## One ({max(5, 3 * len(figures))} min)\n\n{slides}"


def built(course: Path, run: Run, figures: dict[str, str]) -> Outcome:
    (course / "content" / "good.md").write_text(session(figures), encoding="utf-8")
    return run("--locale", "en")


def test_every_kind_is_a_group_of_native_shapes(course: Path, run: Run) -> None:
    outcome = built(course, run, ALL)
    assert outcome.code == 0
    assert outcome.lines("warning") == [] == outcome.lines("error")
    deck = Presentation(str(outcome.output / "en" / "good.pptx"))
    found = {}
    for slide in deck.slides:
        groups = [shape for shape in slide.shapes if shape.shape_type is MSO_SHAPE_TYPE.GROUP]
        title = slide.shapes.title.text if slide.shapes.title else ""
        if title in ALL:
            found[title] = groups
    assert list(found) == list(ALL)
    for name, (group,) in found.items():
        assert len(group.shapes) > 5, name
        assert group._element.nvGrpSpPr.cNvPr.get("descr"), name
    pictures = {path.suffix for path in (outcome.output / "en" / "figures").iterdir()}
    assert pictures == {".svg", ".png"}
    assert len(list((outcome.output / "en" / "figures").glob("*.svg"))) == len(ALL)


def test_words_of_every_kind_go_to_the_catalog(course: Path) -> None:
    (course / "content" / "good.md").write_text(session(ALL), encoding="utf-8")
    assert main(["translate", "de", "--course", str(course), "--quiet"]) == 0
    (path,) = (course / "content" / "locale" / "de").rglob("good.po")
    known = {entry.msgid for entry in polib.pofile(str(path))}
    words = {"Choose a topic", "Prepare", "first sketch", "feature/search", "Do first", "Low effort", "Offline mode",
             "Answer the phone", "Kim", "In progress", "Fix the parser", "Urgent Pointer", "Science", "Electricity",
             "Virtual machines", "Load balancer", "asks", "keeps"}  # fmt: skip
    assert words - known == set()


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("flowchat LR\na --> b\n", 7, "did you mean `flowchart`?"),
        ("pie\n", 7, "the pie has no slices"),
        ("xychart\nx-axis [a, b]\nbar [1, 2, 3]\n", 8, "only 2 categories"),
        ("sequenceDiagram\nA-|\\B: hello\n", 9, "half arrow heads"),
    ],
)
def test_what_is_not_drawn_as_it_stands_is_a_warning(course: Path, run: Run, code: str, line: int, said: str) -> None:
    outcome = built(course, run, {"Figure": code})
    assert outcome.code == 0
    (warning,) = outcome.lines("warning")
    assert warning.startswith(f"content/good.md:{line}: warning: ") and said in warning
