"""A new course written into a folder, without a change to anything that is there."""

from __future__ import annotations

from pathlib import Path

from coursedeck.app.starting.sample import fill_catalogs, sample_files
from coursedeck.app.starting.settings_file import FILE, NewCourse, settings_text
from coursedeck.base.files import FileContent, save_text
from coursedeck.model.course import catalog_file
from coursedeck.model.problem import CourseError, Source, error

CHECK = "new"


def write_sample_course(root: Path, course: NewCourse) -> tuple[str, ...]:
    """Write the sample course into a folder; the paths of its files.

    Raises CourseError, and writes nothing, where one of them is there already.
    """
    files = sample_files(course)
    _refuse_existing(root, (*files, *(catalog_file(locale, "course") for locale in course.locales[1:])))
    for name, text in files.items():
        # whoever makes the file meanwhile keeps it
        save_text(root / name, text, root, FileContent(None))
    return tuple(files)


def translate_sample_course(root: Path, course: NewCourse) -> None:
    """Say the sample in the course's other languages, whose catalogs have been made."""
    fill_catalogs(root, course)


def write_settings(root: Path, course: NewCourse) -> None:
    """Write ``course.toml`` and nothing else; raises CourseError where there is one."""
    _refuse_existing(root, (FILE,))
    save_text(root / FILE, settings_text(course), root, FileContent(None))


def _refuse_existing(root: Path, names: tuple[str, ...]) -> None:
    there = [name for name in names if (root / name).exists() or (root / name).is_symlink()]
    message = "is there already, and nothing is overwritten: choose another folder, or move it away"
    if there:
        raise CourseError([error(Source((root / name).as_posix()), CHECK, message) for name in there])
