"""Every figure definition of a course, run once."""

from __future__ import annotations

from coursedeck.pipeline.figures import Definitions, definitions, run_script, script_paths
from coursedeck.pipeline.opening import OpenCourse
from coursedeck.pipeline.values import Progress


def run_scripts(opened: OpenCourse, progress: Progress) -> Definitions:
    """The graphs of every definition, and what is wrong with the others."""
    results = {}
    for path in script_paths(opened.course, opened.sessions):
        progress(path)
        results[path] = run_script(opened.course, path)
    return definitions(results)
