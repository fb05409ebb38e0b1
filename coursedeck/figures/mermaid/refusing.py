"""Errors of readers that go through a figure line by line."""

from __future__ import annotations

from typing import NoReturn

from coursedeck.model.problem import CourseError, Source, error


def refuse(message: str, source: Source) -> NoReturn:
    """Raise a CourseError at `source`."""
    raise CourseError([error(source, "mermaid", message)])
