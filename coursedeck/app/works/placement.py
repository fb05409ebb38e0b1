"""A session in one language: translated, planned, fitted and timed, so that its files can be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from coursedeck.app.engine import Context, StoreReader, Work
from coursedeck.app.works.drawing import DrawGraph, PartDrawn
from coursedeck.app.works.settings import SETTINGS, course_of
from coursedeck.app.works.tools import PLACING_TOOLS
from coursedeck.model.course import catalog_file
from coursedeck.model.overlay import overlay_file
from coursedeck.model.units import Minutes
from coursedeck.model.unsaved import UnsavedTranslation
from coursedeck.model.values import replace

if TYPE_CHECKING:
    # what places sessions, and the values that it works on, which runs without changes do without
    from coursedeck.app.stages.placing import DrawnFigures, PlacedSession, SessionContext
    from coursedeck.app.stages.templates import OpenTemplate
    from coursedeck.base.text import Families
    from coursedeck.model.drawing import Drawing
    from coursedeck.model.graph import Graph
    from coursedeck.model.problem import Problem
    from coursedeck.model.units import Size


class PlaceSession(Work["PlacedSession"], frozen=True):
    """Place and time the slides of one session in one language."""

    locale: str
    path: str
    """From ``content/`` without ending."""
    session: str
    """In the store, as template and package are."""
    template: str
    package: str
    source_locale: str | None
    start: int | None
    """Time of day at which it begins, in seconds."""
    figures: tuple[tuple[str, str, str], ...]
    """Those of definitions that it shows: name, and drawing and SVG in the store."""
    parts: tuple[tuple[str, tuple[PartDrawn, ...]], ...]
    """What is shown in place of some of them."""
    titles: tuple[tuple[str, str], ...]
    """What it calls some of them, by title, and their names."""
    broken: tuple[tuple[str, str], ...]
    """Scripts that it names and that failed, with the place of what is wrong."""
    pictures: tuple[str, ...]
    slot: Minutes | None
    """Minutes that it has to meet, where the command line says it."""
    strict: bool
    """Text that is not translated is an error."""
    rehearse: bool
    """Slides advance by themselves."""
    solutions: bool = False
    """Handouts have the solutions."""
    upcoming: int | None = None
    """Time of day at which the day's next session begins, in seconds."""
    drafts: tuple[UnsavedTranslation, ...] = ()
    """Translations that are not saved yet."""
    section: str = ""
    """Id of the only section whose content is placed; empty: all of it is."""

    weight = 12
    tools = PLACING_TOOLS
    few = 2
    leads_to = PLACING_TOOLS

    @property
    def result(self) -> type[PlacedSession]:
        """Loaded by those alone who ask for it."""
        from coursedeck.app.stages.placing import PlacedSession  # noqa: PLC0415

        return PlacedSession

    @property
    def title(self) -> str:
        """Language and path."""
        return f"{self.locale}/{self.path}"

    @property
    def subject(self) -> str:
        """The session's file."""
        return f"content/{self.path}.md"

    def sources(self) -> Iterable[str]:
        """Settings, pictures, catalogs and what is kept of edited decks."""
        names = ("course",) if self.locale == self.source_locale else (self.path, "course")
        catalogs = (catalog_file(self.locale, name) for name in names)
        return SETTINGS, overlay_file(self.path), *self.pictures, *self._local_pictures(), *catalogs

    def _local_pictures(self) -> Iterator[str]:
        """Those of the language, whether there are any or not."""
        if self.locale != self.source_locale and self.pictures:
            from coursedeck.app.stages.local_pictures import local_files  # noqa: PLC0415 - see above

            for path in self.pictures:
                yield from local_files(path, self.locale)

    def do(self, context: Context) -> PlacedSession:
        """Place it; raises CourseError where that cannot be done."""
        from coursedeck.app.stages.placing import place, with_figure_names  # noqa: PLC0415 - see above
        from coursedeck.model.session import Session  # noqa: PLC0415

        session = with_figure_names(context.value(self.session, Session), dict(self.titles))
        if self.section:
            # headings of the others stay: agenda and numbers come from them, and slides look as they do in the whole
            parts = (one if one.id == self.section else replace(one, blocks=(), parts=()) for one in session.parts)
            session = replace(session, parts=tuple(parts))
        return place(session, self._surroundings(context))

    def _surroundings(self, context: Context) -> SessionContext:
        from coursedeck.app.stages.families import families_of  # noqa: PLC0415 - see above
        from coursedeck.app.stages.languages import course_in_language, session_catalogs  # noqa: PLC0415
        from coursedeck.app.stages.placing import DrawnFigures, SessionContext  # noqa: PLC0415
        from coursedeck.model.drawing import Drawing  # noqa: PLC0415
        from coursedeck.model.schedule import Clock  # noqa: PLC0415
        from coursedeck.model.session import Session  # noqa: PLC0415

        course = course_of(context)
        session = context.value(self.session, Session)
        catalogs = session_catalogs(replace(course, source_locale=self.source_locale), self.locale, session)
        if self.drafts:
            from coursedeck.session.localize import with_unsaved  # noqa: PLC0415 - see above

            catalogs = with_unsaved(catalogs, self.drafts)
        template = self.template_in(context).template
        return SessionContext(
            language=course_in_language(course, catalogs, self.locale, foreign=self.locale != self.source_locale),
            template=template,
            catalogs=catalogs,
            families=families_of(template, self.locale),
            figures=_with_parts(
                DrawnFigures(
                    {name: context.value(drawing, Drawing) for name, drawing, _ in self.figures},
                    {name: context.get(svg) for name, _, svg in self.figures},
                ),
                dict(self.parts),
                context,
            ),
            broken=dict(self.broken),
            clock=None if self.start is None else Clock(self.start),
            slot=self.slot,
            strict=self.strict,
            draw=lambda graphs, area, families: _drawn(context, graphs, area, families),
            draw_narrow=lambda graphs, area, families: _NarrowDrawings(context, graphs, area, families),
        )

    def template_in(self, store: StoreReader) -> OpenTemplate:
        """The template as it serves the language, and its package."""
        from coursedeck.app.stages.templates import OpenTemplate, for_locale  # noqa: PLC0415 - see above
        from coursedeck.model.template import Template  # noqa: PLC0415

        template = OpenTemplate(store.value(self.template, Template), store.get(self.package), ())
        return for_locale(template, self.locale)


def _drawn(context: Context, graphs: Mapping[str, Graph], area: Size, families: Families) -> DrawnFigures:
    """The figures of fences, each drawn only where it or its fonts have changed."""
    from coursedeck.app.stages.placing import DrawnFigures  # noqa: PLC0415 - loaded by now
    from coursedeck.model.drawing import Drawing  # noqa: PLC0415

    drawn = {name: context.ask(DrawGraph(graph, area, families)) for name, graph in graphs.items()}
    good = {name: one for name, one in drawn.items() if one.svg}
    problems: list[Problem] = [problem for one in drawn.values() for problem in one.problems]
    figures = DrawnFigures(
        {name: context.value(one.drawing, Drawing) for name, one in good.items()},
        {name: context.get(one.svg) for name, one in good.items()},
        tuple(problems),
    )
    return _with_parts(figures, {name: one.parts for name, one in good.items()}, context)


class _NarrowDrawings(Mapping[str, "Drawing"]):
    """The same figures laid out for a part of a slide: each when it is first asked for, since most never are."""

    def __init__(self, context: Context, graphs: Mapping[str, Graph], area: Size, families: Families) -> None:
        self._context, self._graphs, self._area, self._families = context, graphs, area, families
        self._drawn: dict[str, Drawing | None] = {}

    def __getitem__(self, name: str) -> Drawing:
        """Raises KeyError where there is no such figure, or where it cannot be drawn."""
        from coursedeck.model.drawing import Drawing  # noqa: PLC0415 - loaded by now

        if name not in self._drawn:
            one = self._context.ask(DrawGraph(self._graphs[name], self._area, self._families, split=False))
            self._drawn[name] = self._context.value(one.drawing, Drawing) if one.drawing else None
        drawing = self._drawn[name]
        if drawing is None:
            raise KeyError(name)
        return drawing

    def __iter__(self) -> Iterator[str]:
        return iter(self._graphs)

    def __len__(self) -> int:
        return len(self._graphs)


def _with_parts(figures: DrawnFigures, parts: Mapping[str, tuple[PartDrawn, ...]], context: Context) -> DrawnFigures:
    """The figures, and the parts that stand for some of them."""
    from coursedeck.model.drawing import Drawing  # noqa: PLC0415 - loaded by now
    from coursedeck.model.figure_parts import FigurePart  # noqa: PLC0415

    every = [part for ones in parts.values() for part in ones]
    return replace(
        figures,
        drawings={**figures.drawings, **{one.name: context.value(one.drawing, Drawing) for one in every}},
        svgs={**figures.svgs, **{one.name: context.get(one.svg) for one in every}},
        parts={
            name: tuple(FigurePart(one.name, one.title, one.is_sequel) for one in ones)
            for name, ones in parts.items()
            if ones
        },
    )
