"""Catalogs of two branches merged for git."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from coursedeck.base.files import FileRefusedError, read_file, save_text
from coursedeck.base.programs import ProgramError, run
from coursedeck.model.course import locale_code
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.session.localize import Catalog, merge_catalogs, parse_catalog

_CHECK = "catalog"
_MOST_BYTES = 4 * 2**20
_LIMIT = 60.0
"""Seconds for git to merge one file."""
_PLURAL = re.compile(rb"^\s*msgid_plural", re.MULTILINE)
_ANY = "und"
"""Language tag of a file whose header says none (BCP 47, "undetermined")."""


class MergedFile(Struct, frozen=True):
    """What became of a merge."""

    problems: tuple[Problem, ...]
    """Messages that both sides translated differently, or why nothing was merged."""


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> MergedFile:
    """Merge a catalog into the file of our side, as git asks of a merge driver (gitattributes, "merge").

    `name` is the catalog's path for messages. Where a side cannot be read, our file stays as it is.
    """
    try:
        sides = [_bytes(file, name) for file in (base, ours, theirs)]
        if any(_PLURAL.search(side) for side in sides):
            return _merged_by_line(base, ours, theirs, name)
        before, mine, other = (_read(side, name) for side in sides)
    except CourseError as failure:
        return MergedFile(failure.problems)
    merged = merge_catalogs(before, mine, other)
    text = merged.text.replace("\n", "\r\n") if b"\r\n" in sides[1] else merged.text
    save_text(ours, text)
    return MergedFile(
        tuple(
            error(
                merged.catalog.at(entry),
                _CHECK,
                f'both sides have translated "{entry.id[:60]}": choose one (the other stands in the comment), '
                "and take `fuzzy` away",
            )
            for entry in merged.conflicts
        )
    )


def _merged_by_line(base: Path, ours: Path, theirs: Path, name: str) -> MergedFile:
    """As git itself merges: a catalog with plural forms is that of a program, and no course's."""
    try:
        done = run(["git", "merge-file", str(ours), str(base), str(theirs)], limit=_LIMIT)
    except ProgramError as failure:
        return MergedFile((error(Source(name), _CHECK, f"git merge-file {failure}: ours was left as it is"),))
    if done.code == 0:
        return MergedFile(())
    message = "this catalog has plural forms, so it was merged by line: keep one of the sides between the marks"
    return MergedFile((error(Source(name), _CHECK, message),))


def _bytes(file: Path, name: str) -> bytes:
    try:
        return read_file(file, _MOST_BYTES)
    except FileNotFoundError:
        return b""
    except FileRefusedError as refusal:
        raise CourseError([error(Source(name), _CHECK, str(refusal))]) from refusal


def _read(data: bytes, name: str) -> Catalog:
    """The catalog of one side, in whatever language its header says."""
    said = next((line for line in data.decode("utf-8", "replace").split("\n") if line.startswith('"Language:')), "")
    locale = locale_code(said.removeprefix('"Language:').split("\\n")[0].strip(' "\r'))
    return parse_catalog(data, name, locale or _ANY)
