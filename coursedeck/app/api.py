"""What other programs call: build a course, load it, draw one figure.

Everything here is reached as ``coursedeck.build`` and so on; the package loads this module when it is first asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from coursedeck.app.commands.build import build as run_build
from coursedeck.app.report import Report
from coursedeck.app.request import Request, output_folder
from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.figures import figure_area, paint, png_width, sketch
from coursedeck.app.stages.templates import open_template_file
from coursedeck.model.course import Course
from coursedeck.model.drawing import Drawing
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.session.load import load_course, load_session, session_files

if TYPE_CHECKING:
    from coursedeck.model.graph import Graph
    from coursedeck.model.session import Session

__all__ = ["CourseError", "Figure", "LoadedCourse", "Report", "build", "figure", "load"]

AnyPath: TypeAlias = "str | PathLike[str]"


class LoadedCourse(Struct, frozen=True):
    """A course folder as it was read: settings, sessions in their order, and what is wrong with them."""

    course: Course
    sessions: tuple[Session, ...]
    """Those that could be read, in the source language."""
    problems: tuple[Problem, ...]


class Figure(Struct, frozen=True):
    """One figure, laid out for a slide of its own."""

    drawing: Drawing
    svg: str
    problems: tuple[Problem, ...]
    """What is doubtful about it, e.g. labels too small to be read."""

    def png(self, width: int | None = None) -> bytes:
        """The figure as PNG, `width` pixels wide; by default twice as wide as on a slide at 96 dpi."""
        return paint(self.svg.encode(), width or png_width(self.drawing))


def build(
    course: AnyPath,
    *,
    output: AnyPath | None = None,
    sessions: Sequence[str] = (),
    locales: Sequence[str] = (),
    slot: float | Fraction | None = None,
    start: str | None = None,
    rehearse: bool = False,
    strict: bool = False,
    force: bool = False,
    jobs: int = 1,
    solutions: bool = False,
) -> Report:
    """Build the decks, figures and pages of a course folder, as the command of that name does.

    The options are the command's: `output` is a folder (by default ``output`` in the course), `slot` is in minutes,
    `start` is ``HH:MM``. Nothing is printed, and what is wrong in the course raises nothing: it is in the report's
    `problems`, and whatever could be built is built. With more than one job, worker processes do the work; a program
    that asks for them keeps its own start behind ``if __name__ == "__main__"``, as `multiprocessing` wants it.
    """
    root = Path(course).resolve()
    request = Request(
        root,
        output_folder(root, None if output is None else Path(output)),
        tuple(sessions),
        tuple(locales),
        None if slot is None else Fraction(slot),
        start,
        rehearse,
        strict,
        jobs,
        force,
        solutions=solutions,
    )
    return run_build(request, _say_nothing)


def _say_nothing(_work: str) -> None:
    pass


def load(course: AnyPath) -> LoadedCourse:
    """Read a course folder without building anything; a session that cannot be read is left out, with its problems.

    Raises CourseError where there is no such folder.
    """
    settings, problems = load_course(Path(course).resolve())
    found = list(problems)
    sessions: list[Session] = []
    for path in session_files(settings):
        try:
            session, remarks = load_session(settings, path)
        except CourseError as failure:
            found.extend(failure.problems)
            continue
        sessions.append(session)
        found.extend(remarks)
    return LoadedCourse(settings, tuple(sessions), tuple(found))


def figure(source: str | Path, *, number: int = 1, locale: str = "en") -> Figure:
    """Draw one figure: Mermaid text as `str`, or the `Path` of a `diagrams` script or of a file with Mermaid text.

    `number` says which one of a script that draws several; `locale` decides about fonts. Raises CourseError with file
    and line where there is nothing to draw.
    """
    graph, problems = _from_script(source, number) if _is_script(source) else _from_mermaid(source)
    template = open_template_file(Path(), None).template
    drawing, svg, remarks = sketch(graph, figure_area(template), families_of(template, locale))
    return Figure(drawing, svg.decode(), (*problems, *remarks))


def _is_script(source: str | Path) -> bool:
    return isinstance(source, Path) and source.suffix == ".py"


def _from_script(source: str | Path, number: int) -> tuple[Graph, tuple[Problem, ...]]:
    # who draws Mermaid alone does without
    from coursedeck.figures.capture import capture  # noqa: PLC0415

    script = Path(source)
    if not script.is_file():
        raise CourseError([error(Source(script.name), "figure", "there is no such script: mend the path")])
    graphs, problems = capture(script, script.parent)
    if not 1 <= number <= len(graphs):
        message = f"there is no figure {number}: the script draws {len(graphs)}"
        raise CourseError([error(Source(script.name), "figure", message)])
    return graphs[number - 1], problems


def _from_mermaid(source: str | Path) -> tuple[Graph, tuple[Problem, ...]]:
    from coursedeck.figures.mermaid import Unsupported, read  # noqa: PLC0415 - see _from_script
    from coursedeck.model.session import Chart  # noqa: PLC0415

    name = source.name if isinstance(source, Path) else "<mermaid>"
    try:
        text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    except (OSError, UnicodeDecodeError) as failure:
        raise CourseError([error(Source(name), "figure", f"it cannot be read: {failure}")]) from failure
    if not text.strip():
        raise CourseError([error(Source(name), "figure", "there is no text: begin with a kind, e.g. `flowchart LR`")])
    # the line of the fence, which is the one above the text
    found, problems = read(text, "figure", Source(name, 0))
    if isinstance(found, Chart):
        raise CourseError([error(Source(name), "figure", "a chart is no figure: in a deck it becomes a native chart")])
    if isinstance(found, Unsupported):
        raise CourseError([error(Source(name), "figure", f"{found.kind} is none of the kinds that are drawn here")])
    return found, problems
