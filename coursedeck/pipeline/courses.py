"""The settings of a course folder, read once a process for as long as they stand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from coursedeck.cache import digest_of_file
from coursedeck.load import load_course
from coursedeck.model.course import Course


def course_of(root: Path) -> Course:
    """The settings of the course as they are now."""
    return _course(root, digest_of_file(root / "course.toml"))


@lru_cache(maxsize=4)
def _course(root: Path, _content: str) -> Course:
    return load_course(root)[0]
