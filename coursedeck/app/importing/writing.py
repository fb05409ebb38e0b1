"""Imported sessions and their files, written into a course: again without change, and never over anybody's edits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from coursedeck.base.cache.digests import checksum
from coursedeck.base.files import FileRefusedError, read_file, write_bytes
from coursedeck.importers import ImportedCourse
from coursedeck.model.problem import Problem, Source, error

REPORT = "import-report.md"
_MOST_REPORT = 32 * 2**20
_DIGITS = 16
_ENTRY = re.compile(rf"^- `(?P<path>[^`\n]+)` (?P<digest>[0-9a-f]{{{_DIGITS}}})$", re.MULTILINE)
_MOST_LISTED = 2000


class Written(Struct, frozen=True):
    """What came of writing."""

    changed: int
    unchanged: int
    digests: Mapping[str, str]
    """Digest of every file as it was imported, by its path from the course folder."""
    problems: tuple[Problem, ...]


def written_before(report: Path) -> dict[str, str]:
    """The digests of the files that an earlier import wrote, as its report lists them."""
    try:
        text = read_file(report, _MOST_REPORT).decode("utf-8", "replace")
    except (FileNotFoundError, FileRefusedError):
        return {}
    return {match["path"]: match["digest"] for match in _ENTRY.finditer(text)}


def write_files(files: Iterable[tuple[str, bytes]], root: Path, before: Mapping[str, str], *, force: bool) -> Written:
    """Write files by their path from `root`; one that somebody has edited since its import stays, unless by `force`."""
    changed = unchanged = 0
    digests = dict(before)
    problems = []
    for path, data in files:
        target = root / path
        if _is_edited(target, data, before.get(path, "")) and not force:
            message = "has been changed since it was imported, and is left as it is: `--force` replaces it"
            problems.append(error(Source(path), "import", message))
            continue
        if write_bytes(target, data, root):
            changed += 1
        else:
            unchanged += 1
        digests[path] = checksum(data, _DIGITS)
    return Written(changed, unchanged, digests, tuple(problems))


def _is_edited(target: Path, data: bytes, digest: str) -> bool:
    """Whether a file is there that is neither what would be written nor what was written before."""
    if not target.is_file() or target.is_symlink():
        return False
    now = target.read_bytes()
    return now != data and checksum(now, _DIGITS) != digest


def course_settings(course: ImportedCourse, name: str) -> str:
    """A ``course.toml`` for what was imported, its sessions in their order."""
    lines = [f"title = {_quoted(course.title or name)}"]
    lines += [f"author = {_quoted(course.author)}"] if course.author else []
    if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", course.language):
        lines.append(f"source-locale = {_quoted(course.language)}")
    if len(course.sessions) > 1:
        entries = "".join(f"    {_quoted(session.path)},\n" for session in course.sessions[:_MOST_LISTED])
        lines.append(f"sessions = [\n{entries}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A string of TOML, which is one of JSON."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
