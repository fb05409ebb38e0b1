"""Every figure definition of a course, run once."""

from __future__ import annotations

from collections.abc import Callable

from coursedeck.app.request import Progress
from coursedeck.app.stages.figures import Definitions, definitions, run_script, script_paths
from coursedeck.app.stages.opening import OpenCourse
from coursedeck.model.course import Course
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Problem

Run = Callable[[Course, str], tuple[tuple[Graph, ...], tuple[Problem, ...]]]
"""What runs one definition."""


def run_scripts(opened: OpenCourse, progress: Progress, run: Run = run_script) -> Definitions:
    """The graphs of every definition, and what is wrong with the others."""
    results = {}
    for path in script_paths(opened.course, opened.sessions):
        progress(path)
        results[path] = run(opened.course, path)
    return definitions(results)
