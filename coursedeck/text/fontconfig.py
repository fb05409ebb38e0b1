"""The one place that asks fontconfig which fonts this machine has."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache


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
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    parts = answer.stdout.split("\t")
    if answer.returncode or len(parts) != 3 or not parts[0]:
        return None
    return parts[0], int(parts[1] or 0) & 0xFFFF, parts[2]


@lru_cache(maxsize=32)
def families_for(language: str) -> tuple[str, ...]:
    """Families that cover a language (fontconfig's ``lang``), sorted."""
    found = shutil.which("fc-list")
    if found is None:
        return ()
    command = [found, "--format", "%{family[0]}\n", f":lang={language}"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return tuple(sorted(set(answer.stdout.split("\n")) - {""}))


@lru_cache(maxsize=1)
def installed() -> tuple[tuple[str, str, int], ...]:
    """Every installed face as (PostScript name, file, face index), sorted; nothing without fontconfig's tools."""
    found = shutil.which("fc-list")
    if found is None:
        return ()
    command = [found, "--format", "%{postscriptname}\t%{file}\t%{index}\n"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    lines = (line.split("\t") for line in answer.stdout.splitlines())
    return tuple(sorted((name, file, int(index or 0) & 0xFFFF) for name, file, index in lines if name))
