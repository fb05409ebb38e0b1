"""Run `diagrams` scripts unmodified and record what they would have drawn.

Input: a script of the course. Output: one Graph for each diagram, whose parts know their line in the script.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from coursedeck.figures.capture.graphs import graph_of, renumbered
from coursedeck.figures.capture.icons import Places, candidates_of, read_icon
from coursedeck.figures.capture.process import Failure, run_script
from coursedeck.model.graph import Graph, Icon
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error

__all__ = ["Captured", "capture", "record"]

CHECK = "figure"


@dataclass(frozen=True, slots=True)
class Captured:
    """The figures of a script, and the files of the course that they depend on."""

    graphs: tuple[Graph, ...]
    problems: tuple[Problem, ...]
    """Warnings."""
    files: tuple[str, ...]
    """Paths relative to the course folder that were read, or were not found; POSIX, sorted."""
    folders: tuple[str, ...]
    """Folders whose names were listed."""


def capture(script: Path, course_root: Path, *, timeout: float = 20) -> tuple[tuple[Graph, ...], tuple[Problem, ...]]:
    """The figures of a script and warnings; see `record`."""
    captured = record(script, course_root, timeout=timeout)
    return captured.graphs, captured.problems


def record(script: Path, course_root: Path, *, timeout: float = 20) -> Captured:
    """The figures that a `diagrams` script draws, named ``stem``, ``stem-2`` …, and warnings.

    `timeout` is in seconds. Raises CourseError, with the script's own line, where the script fails, does not end, draws
    nothing or too much, or names an icon that cannot be used.
    """
    script, course_root = script.resolve(), course_root.resolve()
    file = script.relative_to(course_root).as_posix() if script.is_relative_to(course_root) else script.name
    if not script.is_file():
        raise CourseError([error(Source(file), CHECK, "there is no such figure definition")])
    with tempfile.TemporaryDirectory(prefix="figure-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        found = run_script(script, work, timeout=timeout)
        if isinstance(found, Failure):
            raise CourseError(
                [error(Source(file, found.line), CHECK, _without_paths(found.message, work, course_root))]
            )
        places = Places(course_root, script, work / "scratch", _library())
        looked_for: list[Path] = []

        def icon(path: str) -> Icon:
            looked_for.extend(candidates_of(path, places))
            return read_icon(path, places)

        pairs = [
            graph_of(
                drawn,
                script.stem if index == 1 else f"{script.stem}-{index}",
                file,
                icon,
            )
            for index, drawn in enumerate(found.diagrams, start=1)
        ]
    problems = tuple(
        replace(each, message=_without_paths(each.message, work, course_root)) for _, some in pairs for each in some
    )
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    return Captured(
        tuple(renumbered(graph) for graph, _ in pairs),
        problems,
        _inside(course_root, (script, *found.files, *looked_for)),
        _inside(course_root, found.folders),
    )


def _inside(course_root: Path, paths: Iterable[Path]) -> tuple[str, ...]:
    """The paths inside the course folder, relative to it, without installed packages and compiled modules."""
    programs = (Path(sys.prefix).resolve(), Path(__file__).resolve().parent)
    kept = {path for path in map(_resolved, paths) if path.is_relative_to(course_root)}
    return tuple(
        sorted(
            path.relative_to(course_root).as_posix()
            for path in kept
            if "__pycache__" not in path.parts and not any(path.is_relative_to(folder) for folder in programs)
        )
    )


def _resolved(path: Path) -> Path:
    return Path(os.path.normpath(path))


def _without_paths(message: str, work: Path, course_root: Path) -> str:
    """`message` without absolute paths, so that it is the same on every machine."""
    return message.replace(f"{work / 'scratch'}/", "").replace(f"{course_root}/", "")


@lru_cache(maxsize=1)
def _library() -> Path:
    """The folder of the icons that the `diagrams` package contains."""
    spec = find_spec("diagrams.aws") if find_spec("diagrams") else None
    origin = spec.origin if spec is not None else None
    return Path(origin or ".").resolve().parent.parent.parent / "resources"
