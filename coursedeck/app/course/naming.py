"""Names of sessions and definitions that do not hold everywhere: on other systems, and beside our own files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from coursedeck.model.problem import Problem, Source, error

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
"""What Windows takes for a device, with any ending
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""

_NOWHERE_ELSE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
"""Characters that no name of Windows can hold."""

_OWN_CATALOGS = {"course": "the course's own texts", "diagrams": "the labels of figures"}
"""Catalogs that are no session's, and what they hold."""

_KEPT = ".edited"
"""How the name of a deck ends that a build has found edited."""


def name_problems(paths: Sequence[str]) -> tuple[Problem, ...]:
    """What is wrong with the names of sessions or definitions, by path from the course folder; one error each."""
    return tuple(error(Source(path), "name", message) for path, message in _faults(paths))


def _faults(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    known: dict[str, str] = {}
    for path in sorted(paths):
        other = known.setdefault(_folded(path), path)
        reason = f"other systems take it for {other}" if other != path else _reason(path)
        if reason:
            yield path, f"{reason}: rename it"


def _reason(path: str) -> str:
    """Why a path does not do by itself; empty where it does."""
    for part in path.split("/"):
        if found := _NOWHERE_ELSE.search(part):
            return f"Windows knows no name with {found[0]!r} in it"
        if part.endswith((".", " ")):
            return "Windows knows no name that ends with a dot or a space"
        if _DEVICES.fullmatch(part):
            return "on Windows, it is the name of a device"
    name = _folded(path).removesuffix(".md")
    own = _OWN_CATALOGS.get(name.removeprefix("content/")) if name.startswith("content/") else None
    if own:
        return f"its translation would stand where {own} are translated"
    if path.startswith("content/") and name.endswith(_KEPT):
        return f"decks that end with {_KEPT} are those that a build has found edited"
    return ""


def _folded(path: str) -> str:
    """The path as systems compare it to which upper and lower case, or forms of Unicode, are the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def of_files(problems: Iterable[Problem], files: Iterable[str]) -> tuple[Problem, ...]:
    """Those of some files."""
    wanted = set(files)
    return tuple(problem for problem in problems if problem.source.file in wanted)
