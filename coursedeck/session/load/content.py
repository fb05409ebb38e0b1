"""Which files of a course are its sessions."""

from __future__ import annotations

from pathlib import Path

from coursedeck.base.files import content_files
from coursedeck.model.course import Course


def session_files(course: Course) -> tuple[Path, ...]:
    """The content files, as the course lists them or in natural order."""
    return content_files(course.content, course.sessions)
