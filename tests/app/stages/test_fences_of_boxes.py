"""Fences of drawn boxes: figures of the session, unless their author or the place where they stand says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.stages.figures import read_fences
from coursedeck.model.course import Course
from coursedeck.model.session import Code, FigureRef, Session
from coursedeck.model.walk import all_blocks
from coursedeck.session.load import load_session
from coursedeck.session.localize import messages_of_graph

DRAWING = """┌───────┐   ┌───────┐
│ Shelf │──▶│ Table │
└───────┘   └───────┘"""


def loaded(folder: Path, body: str) -> Session:
    file = folder / "content" / "a.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"# Talk\n\n## One\n\n### Two\n\n{body}\n", encoding="utf-8")
    return load_session(Course(folder, title=None, source_locale="en", locales=("en",)), file)[0]


def figures(session: Session) -> list[FigureRef]:
    return [block for block in all_blocks(session) if isinstance(block, FigureRef)]


@pytest.mark.parametrize("opening", ["```", "```text", "~~~ascii"])
def test_a_fence_becomes_a_figure_whose_words_are_translated(tmp_path: Path, opening: str) -> None:
    fences = read_fences(loaded(tmp_path, f"{opening}\n{DRAWING}\n{opening[:3]}"))
    assert [figure.name for figure in figures(fences.session)] == ["a-boxes-1"]
    assert [message.id for message in messages_of_graph(fences.graphs["a-boxes-1"])] == ["Shelf", "Table"]
    assert fences.problems == ()


def test_an_indented_block_becomes_one_as_well(tmp_path: Path) -> None:
    indented = "\n".join(f"    {line}" for line in DRAWING.split("\n"))
    assert len(figures(read_fences(loaded(tmp_path, indented)).session)) == 1


def test_its_title_is_the_caption(tmp_path: Path) -> None:
    fences = read_fences(loaded(tmp_path, f'```text title="The room"\n{DRAWING}\n```'))
    (figure,) = figures(fences.session)
    assert figure.caption is not None
    assert figure.caption.plain == "The room"


@pytest.mark.parametrize(
    "body",
    [
        f"```text {{as=code}}\n{DRAWING}\n```",
        f"```python\n{DRAWING}\n```",
        f"```text translate=comments\n{DRAWING}\n```",
        f"::: notes\n```\n{DRAWING}\n```\n:::",
        "```\n+------+\n| loose\n```",
    ],
    ids=["asked for", "language", "translated by line", "notes", "broken"],
)
def test_it_stays_code_where_that_is_meant(tmp_path: Path, body: str) -> None:
    fences = read_fences(loaded(tmp_path, body))
    assert not figures(fences.session)
    assert not fences.graphs
    assert any(isinstance(block, Code) for block in all_blocks(fences.session))


def test_numbers_of_other_figures_stay(tmp_path: Path) -> None:
    body = f"```\n{DRAWING}\n```\n\n```mermaid\nflowchart LR\n  a --> b\n```\n\n```\n{DRAWING}\n```"
    assert [figure.name for figure in figures(read_fences(loaded(tmp_path, body)).session)] == [
        "a-boxes-1",
        "a-1",
        "a-boxes-2",
    ]
