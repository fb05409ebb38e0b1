"""Bundled templates by name."""

from __future__ import annotations

from pathlib import Path

from coursedeck.base.look.bundled import bundled
from coursedeck.model.problem import CourseError, Source, error


def builtin_template(name: str) -> Path:
    """The file of a bundled template, ``default`` or ``dark``.

    Raises CourseError for any other name.
    """
    path = bundled().get(name)
    if path is None:
        known = ", ".join(bundled())
        message = f"no bundled template is called '{name}': use one of {known}, or the path of a .pptx or .potx"
        raise CourseError([error(Source("course.toml"), "template", message)])
    return path
