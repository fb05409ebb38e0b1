"""Types of the fixtures that read sessions."""

from typing import Protocol

from coursedeck.model.problem import Problem
from coursedeck.model.session import Session


class Loader(Protocol):
    """Reads a session from its text or bytes, as ``content/<name>`` of the test's course."""

    def __call__(self, source: str | bytes, name: str = "a.md") -> tuple[Session, tuple[Problem, ...]]: ...


class Told(Protocol):
    """The problem lines that a session's text gives, whether it loads or not."""

    def __call__(self, source: str | bytes, name: str = "a.md") -> list[str]: ...
