"""What a run that goes on keeps from one reading of the course to the next, by the digest of what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from coursedeck.app.stages.figures import Drawn
from coursedeck.base.text import Families, Ruler
from coursedeck.figures.draw import svg
from coursedeck.figures.layout import layout
from coursedeck.model.drawing import Drawing, FigureFiles
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.units import Size

Value = TypeVar("Value")


class Kept:
    """Results by name, each with the key that it holds for; a raised CourseError is a result too."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[Hashable, Any, CourseError | None]] = {}

    def get(self, name: Hashable, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of `name`, made again where `key` is another than last time; raises what `make` raised."""
        known = self._found.get(name)
        if known is None or known[0] != key:
            known = key, *_outcome(make)
            self._found[name] = known
        _, value, failure = known
        if failure is not None:
            raise failure
        found: Value = value
        return found


def _outcome(make: Callable[[], Any]) -> tuple[Any, CourseError | None]:
    try:
        return make(), None
    except CourseError as failure:
        return None, failure


class Sketches:
    """Lays out and draws figures as SVG alone, each only when it or its fonts have changed."""

    def __init__(self) -> None:
        self._kept = Kept()

    def draw(self, graphs: Mapping[str, Graph], area: Size, families: Families) -> Drawn:
        """Every graph as SVG, its PNG empty; one that cannot be drawn is left out, with its problems."""
        drawings: dict[str, Drawing] = {}
        files: dict[str, FigureFiles] = {}
        problems: list[Problem] = []
        for name, graph in graphs.items():
            try:
                drawings[name], files[name], more = self._sketch(name, graph, area, families)
            except CourseError as failure:
                more = failure.problems
            problems.extend(more)
        return Drawn(drawings, files, tuple(problems))

    def _sketch(
        self, name: str, graph: Graph, area: Size, families: Families
    ) -> tuple[Drawing, FigureFiles, tuple[Problem, ...]]:
        def make() -> tuple[Drawing, FigureFiles, tuple[Problem, ...]]:
            drawing, problems = layout(graph, area, Ruler(families))
            drawing = replace(drawing, name=graph.name)
            return drawing, FigureFiles(svg(drawing, families).encode(), b""), problems

        return self._kept.get((name, families.language), (graph, area, families), make)
