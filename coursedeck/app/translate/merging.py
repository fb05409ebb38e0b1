"""Catalogs of two branches merged for git."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from coursedeck.base.files import FileRefusedError, read_file, save_text
from coursedeck.model.course import locale_code
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.session.localize import Catalog, merge_catalogs, parse_catalog

_CHECK = "catalog"
_MOST_BYTES = 4 * 2**20
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
        before, mine, other = (_read(file, name) for file in (base, ours, theirs))
    except CourseError as failure:
        return MergedFile(failure.problems)
    merged = merge_catalogs(before, mine, other)
    save_text(ours, merged.text)
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


def _read(file: Path, name: str) -> Catalog:
    """The catalog of one side, in whatever language its header says."""
    try:
        data = read_file(file, _MOST_BYTES)
    except FileNotFoundError:
        data = b""
    except FileRefusedError as refusal:
        raise CourseError([error(Source(name), _CHECK, str(refusal))]) from refusal
    said = next((line for line in data.decode("utf-8", "replace").split("\n") if line.startswith('"Language:')), "")
    locale = locale_code(said.removeprefix('"Language:').split("\\n")[0].strip(' "'))
    return parse_catalog(data, name, locale or _ANY)
