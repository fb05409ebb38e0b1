"""Scripts as authors keep them, from the address in a session to the shapes on its slide."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from pptx import Presentation

from tests.app.conftest import Outcome, Run

SCRIPT = """
    from diagrams import Diagram, Node
    with Diagram("Before the Split", show=False):
        Node("Monolith")
    with Diagram("After", filename="second_state", show=False):
        Node("Front") >> Node("Back")
"""


def course_with(course: Path, address: str, *scripts: str) -> None:
    for path in scripts:
        script = course / path
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(dedent(SCRIPT), encoding="utf-8")
    session = f"# Talk\n\n## One (5 min)\n\n### Figure\n\n![states]({address})\n"
    (course / "content" / "good.md").write_text(session, encoding="utf-8")


def names(outcome: Outcome) -> set[str]:
    """Names of all shapes that are in groups."""
    deck = Presentation(str(outcome.output / "en" / "good.pptx"))
    groups = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 6]
    return {shape.name for group in groups for shape in group.shapes}


@pytest.mark.parametrize(
    ("address", "script", "figure", "shown"),
    [
        ("../diagrams/state.py", "diagrams/state.py", "state", {"Monolith"}),
        ("../diagrams/state.py#2", "diagrams/state.py", "state-2", {"Front", "Back"}),
        ("../diagrams/state-2.py", "diagrams/state.py", "state-2", {"Front", "Back"}),
        ("../diagrams/state.py#after", "diagrams/state.py", "state-2", {"Front", "Back"}),
        ("../diagrams/state.py#second-state", "diagrams/state.py", "state-2", {"Front", "Back"}),
        ("../diagrams/state.py#Before%20the%20split", "diagrams/state.py", "state", {"Monolith"}),
        ("../diagrams/net/deep/state.py#2", "diagrams/net/deep/state.py", "net/deep/state-2", {"Front", "Back"}),
        ("state.py", "content/state.py", "content/state", {"Monolith"}),
        ("figures/state.py#After", "content/figures/state.py", "content/figures/state-2", {"Front", "Back"}),
    ],
)
def test_a_session_shows_any_diagram_of_any_script(
    course: Path, run: Run, address: str, script: str, figure: str, shown: set[str]
) -> None:
    course_with(course, address, script)
    done = run("--locale", "en")
    assert (done.code, done.lines("error")) == (0, [])
    assert shown <= names(done)
    assert {f"en/figures/{figure}.svg", f"en/figures/{figure}.png"} <= set(done.files())
    (left,) = done.lines("no session shows")
    assert left.startswith(f"{script}:1: warning: ")


def test_scripts_of_one_name_are_two_figures(course: Path, run: Run) -> None:
    course_with(course, "../diagrams/a/state.py", "diagrams/a/state.py", "diagrams/b/state.py")
    files = run("--locale", "en").files()
    assert {f"en/figures/{folder}/state{number}.svg" for folder in "ab" for number in ("", "-2")} <= set(files)


def test_modules_beside_scripts_are_no_figures(course: Path, run: Run) -> None:
    course_with(course, "../diagrams/state.py", "diagrams/state.py")
    (course / "diagrams" / "palette.py").write_text("BLUE = '#0000ff'\n", encoding="utf-8")
    (course / "diagrams" / "_draft").mkdir()
    (course / "diagrams" / "_draft" / "one.py").write_text("raise SystemExit('Diagram')\n", encoding="utf-8")
    assert run("--locale", "en").code == 0


def test_a_title_that_no_diagram_has_is_told(course: Path, run: Run) -> None:
    course_with(course, "../diagrams/state.py#never", "diagrams/state.py")
    done = run("--locale", "en")
    assert done.code == 1
    assert "take its number, or its title" in done.lines("content/good.md:7: error")[0]


def test_an_icon_that_is_not_there_costs_no_deck(course: Path, run: Run) -> None:
    course_with(course, "../diagrams/state.py", "diagrams/state.py")
    text = dedent(SCRIPT).replace('Node("Monolith")', 'Custom("Monolith", "none.png")')
    script = "from diagrams.custom import Custom\n" + text
    (course / "diagrams" / "state.py").write_text(script, encoding="utf-8")
    done = run("--locale", "en")
    assert done.code == 1
    assert "'none.png' does not exist" in done.lines("diagrams/state.py:5: error")[0]
    assert "Monolith" in names(done)
