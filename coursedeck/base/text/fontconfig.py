"""The one place that asks fontconfig which fonts this machine has."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import lru_cache

from coursedeck.base.programs import ProgramError, run

_LIMIT = 60
"""Seconds; the first question after fonts were installed may take some."""


@lru_cache(maxsize=1)
def program() -> str | None:
    """Path of ``fc-match``, or None where fontconfig's tools are not installed."""
    return shutil.which("fc-match")


@lru_cache(maxsize=256)
def match(pattern: str) -> tuple[str, int, str] | None:
    """The font for a fontconfig pattern as (file, face index, family); None where there is none at all.

    >>> match("sans:lang=en") is None or match("sans:lang=en")[0].startswith("/")
    True
    """
    found = program()
    if found is None:
        return None
    command = [found, "--format", "%{file}\t%{index}\t%{family[0]}", pattern]
    parts = _answer(command).split("\t")
    if len(parts) != 3 or not parts[0]:
        return None
    return parts[0], int(parts[1] or 0) & 0xFFFF, parts[2]


@lru_cache(maxsize=32)
def families_for(language: str) -> tuple[str, ...]:
    """Families that cover a language (fontconfig's ``lang``), sorted."""
    found = shutil.which("fc-list")
    if found is None:
        return ()
    command = [found, "--format", "%{family[0]}\n", f":lang={language}"]
    return tuple(sorted(set(_answer(command).split("\n")) - {""}))


@lru_cache(maxsize=1)
def installed() -> tuple[tuple[str, str, int], ...]:
    """Every installed face as (PostScript name, file, face index), sorted; nothing without fontconfig's tools."""
    found = shutil.which("fc-list")
    if found is None:
        return ()
    command = [found, "--format", "%{postscriptname}\t%{file}\t%{index}\n"]
    lines = (line.split("\t") for line in _answer(command).splitlines())
    return tuple(sorted((name, file, int(index or 0) & 0xFFFF) for name, file, index in lines if name))


def _answer(command: Sequence[str]) -> str:
    """Output of a fontconfig tool; empty where it fails."""
    try:
        done = run(command, limit=_LIMIT)
    except ProgramError:
        return ""
    return "" if done.code else done.output.decode(errors="replace")
