"""What authors ask of the direction of a figure, from the Markdown and the settings to the slide."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from tests.app.conftest import Outcome, Run

STEPS = [f"step {number} of all the work" for number in range(11)]
FENCE = "```mermaid%s\nflowchart TD\n" + "".join(f"s{n}[{step}]\n" for n, step in enumerate(STEPS))
FENCE += "s0 --> " + " --> ".join(f"s{n}" for n in range(1, len(STEPS))) + "\n```\n"
SCRIPT = "from diagrams import Diagram, Node\n"
SCRIPT += f"with Diagram('Long', direction='TB', show=False):\n    nodes = [Node(name) for name in {STEPS!r}]\n"
SCRIPT += "    for one, two in zip(nodes, nodes[1:]):\n        one >> two\n"


def columns(outcome: Outcome) -> list[int]:
    """In how many columns the steps stand, for each figure of the deck."""
    deck = Presentation(str(next(outcome.output.rglob("good.pptx"))))
    found = []
    for slide in deck.slides:
        for group in (shape for shape in slide.shapes if shape.shape_type == 6):
            shapes = [shape for shape in group.shapes if shape.has_text_frame and shape.text_frame.text in STEPS]
            if len(shapes) == len(STEPS):
                found.append(len({round((shape.left + shape.width / 2) / 12700) for shape in shapes}))
    return found


@pytest.fixture(params=["fence", "script"])
def figure(request: pytest.FixtureRequest, course: Path) -> str:
    """A long chain from top to bottom; ``%s`` is where its options go."""
    if request.param == "fence":
        return FENCE
    (course / "diagrams" / "long.py").write_text(SCRIPT, encoding="utf-8")
    return "![long](../diagrams/long.py)%s\n"


def written(course: Path, figure: str) -> None:
    (course / "content" / "good.md").write_text(f"# T\n\n## S\n\n### F\n\n{figure}", encoding="utf-8")


def test_a_long_chain_is_folded_and_the_author_told(course: Path, run: Run, figure: str) -> None:
    written(course, figure % "")
    outcome = run()
    assert min(columns(outcome)) > 1
    (line,) = outcome.lines("runs otherwise than written")
    assert "columns" in line


def test_a_direction_is_kept_for_the_figure_that_asks(course: Path, run: Run, figure: str) -> None:
    written(course, figure % " {direction=keep}" if figure is FENCE else figure % "{direction=keep}")
    outcome = run()
    assert columns(outcome) == [1]
    assert not outcome.lines("runs otherwise than written")
    assert outcome.lines("its smallest label is")


def test_a_course_keeps_all_directions_but_those_let_go(course: Path, run: Run) -> None:
    (course / "course.toml").write_text('direction = "keep"\n', encoding="utf-8")
    written(course, FENCE % "" + "\n### G\n\n" + FENCE % " {direction=free}")
    outcome = run()
    one, two = columns(outcome)
    assert one == 1 and two > 1
    assert not outcome.lines("runs otherwise than written")


def test_keeping_in_one_session_keeps_the_figure_of_a_script_in_all(course: Path, run: Run) -> None:
    (course / "diagrams" / "long.py").write_text(SCRIPT, encoding="utf-8")
    written(course, "![long](../diagrams/long.py)\n")
    other = "# U\n\n## S\n\n![long](../diagrams/long.py){direction=keep}\n"
    (course / "content" / "other.md").write_text(other, encoding="utf-8")
    assert columns(run()) == [1]
