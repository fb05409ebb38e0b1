"""Figures drawn once for as long as nothing that goes into them changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from coursedeck.app.pipeline.run.jobs import (
    Bench,
    Digest,
    DrawFigure,
    FigureDrawn,
    FigurePainted,
    PaintFigure,
    TemplateRead,
)
from coursedeck.app.pipeline.run.settings import course_of
from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.figures import Drawn, figure_area, paint, png_width, sketch
from coursedeck.base.cache import LostEntryError, Store, UnreadableError, decode, digest, encode
from coursedeck.base.text import Families
from coursedeck.model.drawing import Drawing, FigureFiles
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.template import Template
from coursedeck.model.units import Size


@dataclass(frozen=True, slots=True)
class FigureMemory:
    """Drawings of earlier runs, by graph; a graph that only stands on other lines is the same graph."""

    store: Store
    outside: str
    """Digest of everything that is not in the course."""

    def draw(self, graph: Graph, area: Size, families: Families) -> FigureDrawn:
        """A figure in the store, drawn now if it is not there."""
        key = digest(self.outside, "figure", encode((graph, area), graph.source), repr(families))
        kept = self.store.recall(key)
        if kept is not None:
            try:
                drawn = FigureDrawn(*decode(kept, graph.source))
            except (UnreadableError, TypeError):
                drawn = FigureDrawn(())
            if drawn.svg and all(map(self.store.has, (drawn.drawing, drawn.svg))):
                return drawn
        drawn = self._drawn(graph, area, families)
        self.store.remember(key, encode((drawn.problems, drawn.drawing, drawn.svg, drawn.width), graph.source))
        return drawn

    def _drawn(self, graph: Graph, area: Size, families: Families) -> FigureDrawn:
        try:
            drawing, svg, problems = sketch(graph, area, families)
        except CourseError as failure:
            return FigureDrawn(failure.problems)
        return FigureDrawn(problems, self.store.put(encode(drawing)), self.store.put(svg), png_width(drawing))

    def painted(self, svg: bytes, width: int) -> Digest:
        """The PNG of a figure's SVG in the store, painted now if it is not there."""
        key = digest(self.outside, "png", svg, str(width))
        kept = self.store.recall(key)
        if kept is not None and self.store.has(kept.decode("ascii", "replace")):
            return kept.decode("ascii")
        name = self.store.put(paint(svg, width))
        self.store.remember(key, name.encode())
        return name

    def paint(self, svg: bytes, width: int) -> bytes:
        """The same as bytes."""
        return self.store.get(self.painted(svg, width))

    def draw_all(self, graphs: Mapping[str, Graph], area: Size, families: Families) -> Drawn:
        """Every graph drawn and painted; a figure that cannot be drawn is left out, with its problems."""
        drawn = opened({name: self.draw(graph, area, families) for name, graph in graphs.items()}, self.store)
        widths = {name: png_width(drawing) for name, drawing in drawn.drawings.items()}
        painted = {name: replace(both, png=self.paint(both.svg, widths[name])) for name, both in drawn.files.items()}
        return replace(drawn, files=painted)


def opened(drawn: Mapping[str, FigureDrawn], store: Store) -> Drawn:
    """Figures from the store, not painted yet. Raises LostEntryError."""
    good = {name: each for name, each in drawn.items() if each.svg}
    try:
        drawings: dict[str, Drawing] = {name: decode(store.get(each.drawing)) for name, each in good.items()}
    except UnreadableError as failure:
        raise LostEntryError(str(failure)) from failure
    files = {name: FigureFiles(store.get(each.svg), b"") for name, each in good.items()}
    problems: list[Problem] = [problem for each in drawn.values() for problem in each.problems]
    return Drawn(drawings, files, tuple(problems))


def template_of(read: TemplateRead, store: Store) -> Template:
    """The template as it was read. Raises LostEntryError."""
    return _template(read.template, store)


@lru_cache(maxsize=2)
def _template(name: str, store: Store) -> Template:
    try:
        template: Template = decode(store.get(name))
    except UnreadableError as failure:
        raise LostEntryError(name) from failure
    return template


def draw_figure(job: DrawFigure, bench: Bench) -> FigureDrawn:
    """The figure of a definition in one language."""
    try:
        graph: Graph = decode(bench.store.get(job.graph))
    except UnreadableError as failure:
        raise LostEntryError(job.graph) from failure
    problems: tuple[Problem, ...] = ()
    if job.locale != job.source_locale:
        # a course in one language does without catalogs
        from coursedeck.app.stages.languages import figure_catalogs, graphs_in_language  # noqa: PLC0415

        course = replace(course_of(bench), source_locale=job.source_locale)
        catalogs = figure_catalogs(course, job.locale, graph)
        translated, problems = graphs_in_language({job.name: graph}, catalogs, job.locale)
        graph = translated[job.name]
    template = template_of(job.template, bench.store)
    drawn = FigureMemory(bench.store, bench.outside).draw(
        graph, figure_area(template), families_of(template, job.locale)
    )
    return replace(drawn, problems=(*problems, *drawn.problems))


def paint_figure(job: PaintFigure, bench: Bench) -> FigurePainted:
    """The PNG of a figure."""
    return FigurePainted(FigureMemory(bench.store, bench.outside).painted(bench.store.get(job.svg), job.width))
