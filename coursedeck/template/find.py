"""Where the bundled templates are."""

from __future__ import annotations

from pathlib import Path

from coursedeck.model.problem import CourseError, Source, error

FOLDER = Path(__file__).resolve().parent.parent.parent / "templates"


def builtin_template(name: str) -> Path:
    """The file of a bundled template, ``default`` or ``dark``.

    Raises CourseError for any other name.
    """
    path = FOLDER / f"{name}.pptx"
    if path.parent != FOLDER or not path.is_file():
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("*.pptx")))
        message = f"no bundled template is called '{name}': use one of {known}, or the path of a .pptx or .potx"
        raise CourseError([error(Source("course.toml"), "template", message)])
    return path
