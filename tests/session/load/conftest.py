"""A course folder to fill, and its sessions read."""

from pathlib import Path

import pytest

from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.session import Session
from coursedeck.session.load import load_course, load_session
from tests.session.load.session_readers import Loader, Told


@pytest.fixture
def load(tmp_path: Path) -> Loader:
    """Reads a session from its text (or bytes) in the course at `tmp_path`."""

    def read(source: str | bytes, name: str = "a.md") -> tuple[Session, tuple[Problem, ...]]:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
        course, _ = load_course(tmp_path)
        return load_session(course, path)

    return read


@pytest.fixture
def told(load: Loader) -> Told:
    """The problem lines that a session's text gives."""

    def read(source: str | bytes, name: str = "a.md") -> list[str]:
        try:
            _, problems = load(source, name)
        except CourseError as error:
            problems = error.problems
        return [str(problem) for problem in problems]

    return read
