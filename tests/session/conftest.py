from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.model.course import Course
from coursedeck.model.drawing import Drawing
from coursedeck.model.problem import Problem
from coursedeck.model.session import Part, Session
from coursedeck.model.slide import Deck, Outline
from coursedeck.model.values import replace
from coursedeck.output.template import builtin_template, read_template
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.load import load_course, load_session
from coursedeck.session.plan import plan

Planned = Callable[[str], Outline]
Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

FIGURES: Mapping[str, Drawing] = {
    "wide": Drawing("wide", "Wide", "Wide: A, B", 860.0, 150.0, (), 14.0),
    "square": Drawing("square", "Square", "Square: A, B", 360.0, 320.0, (), 18.0),
}


def _without(part: Part, hidden: tuple[str, ...]) -> Part:
    parts = tuple(_without(child, hidden) for child in part.parts)
    return replace(part, parts=parts, hidden=part.title.plain in hidden)


class Bench:
    """Plans and fits Markdown against the bundled template."""

    def __init__(self, root: Path) -> None:
        self.root = root
        template = read_template(builtin_template("default"))
        self.fitter = Fitter(template, Families(), ui_strings("ko"), "ko", Media(FIGURES, {}))
        (root / "content").mkdir()
        (root / "diagrams").mkdir()
        for name in FIGURES:
            (root / "diagrams" / f"{name}.py").touch()

    def plan(self, markdown: str, *hidden: str) -> Outline:
        """The outline, with the sub-parts of these titles left out."""
        course, session = self.load(markdown)
        session = replace(session, parts=tuple(_without(part, hidden) for part in session.parts))
        return plan(session, course, ui_strings("ko"), self.fitter)

    def load(self, markdown: str) -> tuple[Course, Session]:
        """The course and the session; pictures are there, but for ``missing….png``."""
        file = self.root / "content" / "talk.md"
        file.write_text(markdown, encoding="utf-8")
        for name in re.findall(r"\]\((?!missing)([\w./-]+\.png)[)\s]", markdown):
            Image.new("RGB", (2, 2)).save(file.parent / name)
        course, _ = load_course(self.root)
        session, _ = load_session(course, file)
        return course, session

    def fit(self, markdown: str) -> tuple[Deck, tuple[Problem, ...]]:
        return self.fitter.fit(self.plan(markdown))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def planned(bench: Bench) -> Planned:
    """Markdown in, outline out."""
    return bench.plan


@pytest.fixture
def fitted(bench: Bench) -> Fitted:
    """Markdown in, deck and problems out."""
    return bench.fit
