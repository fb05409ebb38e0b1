"""Edits in the files of a course that say what a deck shows: the session, its figures' definitions, the catalogs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from coursedeck.app.edits.files import EditedFiles
from coursedeck.app.edits.translations import into_catalogs
from coursedeck.base.files import script_files
from coursedeck.edits.source.applying import MADE, REPEATED, Applied, applied, times_shown
from coursedeck.edits.source.labels import literal, literal_places
from coursedeck.edits.source.places import SourcePlaces
from coursedeck.model.edits import Edit, Relabelled, ValueChanged
from coursedeck.model.origin import Origin
from coursedeck.model.problem import CourseError, Source, error

_CHECK = "pull"
_DEFINITION = re.compile(r"\(<?([^()\s<>]+\.py)(?=[\s#)>])")
"""The script that a figure's line names."""


def into_files(origin: Origin, edits: Sequence[Edit], files: EditedFiles) -> Applied:
    """Put edits into the session and its definitions, or into the catalogs of another language than the source's.

    Raises CourseError where the session is not in the course.
    """
    if origin.locale == origin.source_locale:
        return _in_source(origin, edits, files)
    words = [edit for edit in edits if not isinstance(edit, ValueChanged)]
    numbers = _in_source(origin, [edit for edit in edits if isinstance(edit, ValueChanged)], files)
    translated = into_catalogs(origin, words, files)
    return Applied("", (*numbers.placed, *translated.placed), (*numbers.left, *translated.left))


def _in_source(origin: Origin, edits: Sequence[Edit], files: EditedFiles) -> Applied:
    text = files.text(origin.file)
    if text is None:
        message = f"its session is not in this course: there is no {origin.file}"
        raise CourseError([error(Source(origin.file), _CHECK, message)])
    done = applied(origin, text, edits)
    if done.text != text:
        files.change(origin.file, done.text)
    left = tuple(_in_definition(origin, done.left, files))
    failed = {edit for edit, _ in left}
    placed = (*done.placed, *(edit for edit, _ in done.left if edit not in failed))
    return Applied(done.text, placed, left)


def _in_definition(origin: Origin, left: Sequence[tuple[Edit, str]], files: EditedFiles) -> Iterator[tuple[Edit, str]]:
    """What is left after new labels were written into the scripts of their figures."""
    labels = Counter(edit for edit, _ in left if isinstance(edit, Relabelled))
    for edit, reason in left:
        script = _script(origin, edit, files) if isinstance(edit, Relabelled) else None
        if not isinstance(edit, Relabelled) or script is None:
            yield edit, reason
        elif labels[edit] < times_shown(origin, edit.slide, edit.figure, edit.old):
            yield edit, REPEATED
        elif not _relabelled(origin, edit, script, files):
            yield edit, MADE


def _script(origin: Origin, edit: Relabelled, files: EditedFiles) -> str | None:
    """The definition of a figure, from the course folder: the one that its line names, else the one of its name."""
    lines = (files.text(origin.file) or "").splitlines()
    line = SourcePlaces("\n".join(lines), origin).line(edit.line) if lines else None
    named = _DEFINITION.search(lines[line - 1]) if line and line <= len(lines) else None
    wanted = {PurePosixPath(named[1]).stem} if named else {edit.figure, edit.figure.split("#")[0]}
    return next(
        (path.relative_to(files.root).as_posix() for path in script_files(files.root) if path.stem in wanted), None
    )


def _relabelled(origin: Origin, edit: Relabelled, file: str, files: EditedFiles) -> bool:
    """Whether a definition has the label as a string of its own, once; it is changed there."""
    text = files.text(file) or ""
    found = literal_places(text, edit.old)
    if len(found) == 1:
        files.change(file, text[: found[0][0]] + literal(edit.new) + text[found[0][1] :])
        return True
    known = times_shown(origin, edit.slide, edit.figure, edit.new)
    return not found and not known and bool(literal_places(text, edit.new))
