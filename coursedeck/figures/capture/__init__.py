"""Run `diagrams` scripts unmodified and record what they would have drawn.

Input: a script of the course. Output: one Graph for each diagram, whose parts know their line in the script.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct

from coursedeck.base.files import scratch_folder
from coursedeck.base.sandbox import FILES, NETWORK
from coursedeck.figures.capture.effects import Effects
from coursedeck.figures.capture.graphs import graph_of, renumbered
from coursedeck.figures.capture.icons import IconFolders, candidates_of, read_icon
from coursedeck.figures.capture.process import Failure, Permission, run_script
from coursedeck.figures.capture.server import end_idle_servers
from coursedeck.model.figure_names import figure_name, titled_name
from coursedeck.model.graph import Graph, Icon
from coursedeck.model.problem import CourseError, Problem, Source, error, note
from coursedeck.model.values import replace

__all__ = ["Captured", "Permission", "capture", "end_idle_servers", "record"]

CHECK = "figure"

_KEPT_FROM = {FILES: "your files", NETWORK: "the network"}


class Captured(Struct, frozen=True):
    """The figures of a script, and the files of the course that they depend on."""

    graphs: tuple[Graph, ...]
    problems: tuple[Problem, ...]
    """What is wrong with them, errors too: all that could be shown is there."""
    files: tuple[str, ...]
    """Paths relative to the course folder that were read, or were not found; POSIX, sorted."""
    folders: tuple[str, ...]
    """Folders whose names were listed."""
    titles: tuple[tuple[str, str], ...] = ()
    """What a session may call a figure instead (`titled_name`), and the figure's name."""


def capture(script: Path, course_root: Path, *, timeout: float = 20) -> tuple[tuple[Graph, ...], tuple[Problem, ...]]:
    """The figures of a script, confined to its course, and what is wrong with them; see `record`."""
    captured = record(script, Permission(course_root), timeout=timeout)
    return captured.graphs, captured.problems


def record(script: Path, may: Permission, *, timeout: float = 20) -> Captured:
    """The figures that a `diagrams` script draws, named after its path and by number (`figure_name`), and problems.

    The script may read its course, and what `may` says besides; `timeout` is in seconds. An icon that cannot be used is
    an error at its line, and its node a box; a script that fails keeps what it had drawn. Raises CourseError, with the
    script's own line, where there is nothing to show: the script fails before, does not end, draws nothing or too much.
    """
    script, course_root = script.resolve(), may.course.resolve()
    file = script.relative_to(course_root).as_posix() if script.is_relative_to(course_root) else script.name
    if not script.is_file():
        raise CourseError([error(Source(file), CHECK, "there is no such figure definition")])
    with scratch_folder() as work:
        found = run_script(script, work, replace(may, course=course_root), timeout=timeout)
        if isinstance(found, Failure):
            raise CourseError([_failed(found, file, work, course_root), *_unconfined(found.lacking)])
        looked_for: list[Path] = []
        effects = Effects()
        pairs = []
        for number, drawn in enumerate(found.diagrams, start=1):
            icons = _icons_of(drawn, script, work, course_root, looked_for)
            pairs.append(graph_of(drawn, figure_name(file, number), file, icons, effects))
    problems = [
        replace(each, message=_without_paths(each.message, work, course_root)) for _, some in pairs for each in some
    ]
    problems.extend(effects.warnings(file))
    problems.extend(_unconfined(found.lacking))
    if found.failure is not None:
        problems.append(_failed(found.failure, file, work, course_root))
    return Captured(
        tuple(renumbered(graph) for graph, _ in pairs),
        tuple(problems),
        _inside(course_root, (script, *found.files, *looked_for)),
        _inside(course_root, found.folders),
        _titles(file, found.diagrams),
    )


def _unconfined(lacking: tuple[str, ...]) -> Iterable[Problem]:
    """What this machine cannot keep scripts from: the same for each, so that it is told once."""
    if lacking:
        what = " and ".join(_KEPT_FROM[one] for one in lacking)
        message = f"this machine cannot keep figure definitions from {what}: build courses of strangers elsewhere"
        yield note(Source("diagrams"), "sandbox", f"{message} (docs/security.md)")


def _failed(failure: Failure, file: str, work: Path, course_root: Path) -> Problem:
    return error(Source(file, failure.line), CHECK, _without_paths(failure.message, work, course_root))


def _icons_of(
    drawn: Mapping[str, Any], script: Path, work: Path, course_root: Path, looked_for: list[Path]
) -> Callable[[str], Icon]:
    """What reads the icons of one diagram; where it looks is added to `looked_for`."""
    image_path = re.split(r"[:;]", drawn["graph_attr"].get("imagepath", ""))
    beside = tuple(each for each in (str(PurePath(drawn["filename"]).parent), *image_path) if each not in {"", "."})
    places = IconFolders(course_root, script, work / "scratch", _library(), beside)

    def icon(path: str) -> Icon:
        looked_for.extend(candidates_of(path, places))
        return read_icon(path, places)

    return icon


def _titles(file: str, diagrams: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """How sessions may call each diagram by its title or its file's name, where no diagram before is called so."""
    found: dict[str, str] = {}
    for number, drawn in enumerate(diagrams, start=1):
        for title in (drawn["graph_attr"].get("label", ""), PurePath(drawn["filename"]).name):
            found.setdefault(titled_name(file, title), figure_name(file, number))
    return tuple(found.items())


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
    # beside the package; to look for a module inside would load the package, and Graphviz's with it
    spec = find_spec("diagrams")
    origin = spec.origin if spec is not None else None
    return Path(origin or ".").resolve().parent.parent / "resources"
