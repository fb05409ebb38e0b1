"""One catalog of a course in one language: its messages, the slides that show them, and the slides of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.translations import said_by
from coursedeck.app.stages.figures import read_fences
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.app.translator.marks import Fit, FitKind, SlidePlaces, fit_of
from coursedeck.app.translator.rows import (
    MessageRow,
    NamedMessage,
    RowSources,
    is_spoken,
    rows_of,
    typed_findings,
    typed_text,
)
from coursedeck.app.watch.live_course import CourseReading, LiveCourse, ShownSession
from coursedeck.base.cache import digest_of_file
from coursedeck.model.course import catalog_file, locale_code
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.session import Part, Session
from coursedeck.model.unsaved import UnsavedTranslation
from coursedeck.model.values import replace
from coursedeck.output.preview import PreviewContext, slide_svg
from coursedeck.session.localize import (
    COURSE,
    DIAGRAMS,
    PIVOT,
    Catalog,
    Catalogs,
    Glossary,
    Role,
    check_consistency,
    joined,
    named_messages,
    read_glossary,
    read_one,
)


class PlacedSheet(Struct, frozen=True, dict=True):
    """A session on slides, and what is drawn there."""

    shown: ShownSession

    @cached_property
    def around(self) -> PreviewContext:
        """What its slides are drawn with."""
        made = surroundings(self.shown.session, self.shown.template, self.shown.pictures)
        return replace(made, sources=False)

    @cached_property
    def places(self) -> SlidePlaces:
        """Where its texts stand."""
        return SlidePlaces.of(self.shown.session.deck, self.around)

    def svg(self, index: int, number: int) -> str:
        """The picture of a slide that bears this number."""
        return slide_svg(self.shown.session.deck.slides[index], number, self.around)


class Sheet(Struct, frozen=True, dict=True):
    """A catalog beside its slides."""

    name: str
    locale: str
    reading: CourseReading
    sources: RowSources
    rows: tuple[MessageRow, ...]
    placed: PlacedSheet | None
    """None where it belongs to no session, or where that cannot be placed."""
    original: PlacedSheet | None
    """The same in the source's language."""
    problems: tuple[Problem, ...]
    """Why catalogs or slides cannot be read or made."""
    via: str = ""
    """The language that the translator goes by."""

    @cached_property
    def by_id(self) -> Mapping[str, MessageRow]:
        """The rows by what names them."""
        return {row.id: row for row in self.rows}

    def slides_of(self, row: MessageRow) -> tuple[int, ...]:
        """Indexes of the slides that show a message."""
        return self.placed.places.slides_of(row, row.shown) if self.placed else ()

    def fit(self, row: MessageRow) -> Fit | None:
        """How a message fits as it is saved."""
        if self.placed is None:
            return None
        return self._fit(row, row.shown, self.placed)

    def _fit(self, row: MessageRow, shown: str, placed: PlacedSheet) -> Fit:
        original = self.original.places if self.original else None
        return fit_of(row, shown, placed.places, original, placed.shown.session.problems)


class TypedSheet(Struct, frozen=True):
    """What a message would do that is being typed."""

    placed: PlacedSheet | None
    index: int
    """Of the slide in `placed` that shows it."""
    number: int
    """That the slide has in the whole deck."""
    shown: str
    fit: Fit | None
    findings: tuple[Problem, ...]


def open_sheet(course: LiveCourse, name: str, locale: str, via: str | None = None) -> Sheet | None:
    """The catalog of a session, or ``diagrams`` or ``course``; None where the course has no such thing.

    `via` is the language that the translator goes by, where it is another than the catalog names.
    """
    reading = course.reading
    if reading is None or reading.course.source_locale in (None, locale):
        return None
    said = _said(reading, name, locale)
    if said is None:
        return None
    catalogs = catalogs_of(reading, locale)
    used, problems = _readable(catalogs, said)
    pivot = _pivot(reading, used.get(name), locale, via)
    pivots = _readable(catalogs_of(reading, pivot), said)[0] if pivot else {}
    glossary, wrong = _glossary(reading, locale)
    placed, failed = _placed(course, name, locale)
    found = (
        *check_consistency(tuple(catalogs.read.values())),
        *(placed.shown.session.problems if placed else ()),
    )
    sources = RowSources(used, pivots, glossary, reading.course.source_locale or "", found)
    original, _ = _placed(course, name, reading.course.source_locale or "")
    return Sheet(
        name, locale, reading, sources, rows_of(said, sources), placed, original, (*problems, *wrong, *failed), pivot
    )


def typed_sheet(course: LiveCourse, sheet: Sheet, row: MessageRow, typed: str) -> TypedSheet:
    """The slide of a message as it would be; raises CourseError where it cannot be placed."""
    shown = typed_text(row, typed)
    findings = typed_findings(row, typed, sheet.sources)
    if is_spoken(row) and sheet.placed:
        index = next(iter(sheet.slides_of(row)), 0)
        return TypedSheet(sheet.placed, index, index + 1, shown, Fit(FitKind.UNSEEN), findings)
    draft = UnsavedTranslation(row.catalog, row.message.context, row.message.id, typed)
    section = _section(sheet, row)
    found = course.placed(sheet.name, sheet.locale, (draft,), section) if sheet.placed else None
    if found is None:
        return TypedSheet(None, 0, 0, shown, None, findings)
    placed = PlacedSheet(found)
    slides = placed.places.slides_of(row, shown)
    index = slides[0] if slides else 0
    number = _number(sheet, placed, index)
    return TypedSheet(placed, index, number, shown, sheet._fit(row, shown, placed), findings)


def catalogs_of(reading: CourseReading, locale: str) -> Catalogs:
    """All catalogs of a language."""
    root = reading.course.request.root
    names = (*(path for path, _ in reading.course.sessions), DIAGRAMS, COURSE)
    return joined(locale, (_read_once(root, locale, name, content_of(root, locale, name)) for name in names))


def content_of(root: Path, locale: str, name: str) -> str:
    """The digest of a catalog's file."""
    return digest_of_file(root / catalog_file(locale, name))


@lru_cache(maxsize=1024)
def _read_once(root: Path, locale: str, name: str, _content: str) -> Catalogs:
    """A catalog, read again only where the content of its file is another."""
    return read_one(root, locale, name)


def _said(reading: CourseReading, name: str, locale: str) -> tuple[NamedMessage, ...] | None:
    """The messages of a catalog; those of a session have the labels of the definitions that it shows among them."""
    engine, course = reading.engine, reading.course
    settings = course.settings_here
    if name in {COURSE, DIAGRAMS}:
        graphs = [engine.value(graph, Graph) for graph in course.graphs.values()] if name == DIAGRAMS else []
        said = dict(named_messages(settings, (), graphs, locale))
        return tuple((name, message) for message in said[name])
    read = reading.session(name)
    if read is None:
        return None
    fences = read_fences(engine.value(read.session, Session))
    names = [course.figure_names.get(called, called) for called, _ in read.figures]
    shown = [engine.value(course.graphs[one], Graph) for one in dict.fromkeys(names) if one in course.graphs]
    said = dict(named_messages(settings, (fences.session,), (*fences.graphs.values(), *shown)))
    return tuple((key, message) for key in (name, DIAGRAMS) for message in said[key])


def _readable(catalogs: Catalogs, said: Iterable[NamedMessage]) -> tuple[dict[str, Catalog], tuple[Problem, ...]]:
    """The catalogs of some messages as far as they can be read, and what is wrong with the rest of them."""
    found: dict[str, Catalog] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(name for name, _ in said):
        found[name], wrong = catalogs.readable(name)
        problems += wrong
    return found, tuple(problems)


def _pivot(reading: CourseReading, catalog: Catalog | None, locale: str, via: str | None) -> str:
    """The language that stands beside the source: the one asked for, else the one that the catalog names."""
    named = dict(catalog.metadata).get(PIVOT, "") if catalog is not None and via is None else via
    pivot = locale_code(named) if named else None
    return pivot if pivot is not None and pivot not in (locale, reading.course.source_locale) else ""


def _glossary(reading: CourseReading, locale: str) -> tuple[Glossary, tuple[Problem, ...]]:
    course = reading.course
    try:
        return read_glossary(course.request.root, course.source_locale or "", locale), ()
    except CourseError as failure:
        return Glossary(), failure.problems


def _placed(course: LiveCourse, name: str, locale: str) -> tuple[PlacedSheet | None, tuple[Problem, ...]]:
    if name in {COURSE, DIAGRAMS}:
        return None, ()
    try:
        shown = course.placed(name, locale)
    except CourseError as failure:
        return None, failure.problems
    return (PlacedSheet(shown) if shown else None), ()


def _section(sheet: Sheet, row: MessageRow) -> str:
    """Id of the section that is enough to see a message; empty where it is seen on slides of others as well."""
    assert sheet.placed is not None
    parts = sheet.placed.shown.session.deck.session.parts
    part = row.message.part
    if row.catalog == sheet.name and part is not None:
        if row.message.role in {Role.HEADING, Role.SECTION_NUMBER} and part in {one.id for one in parts}:
            return ""
        return next((one.id for one in parts if _holds(one, part)), "")
    slides = sheet.slides_of(row)
    shown = [sheet.placed.shown.session.deck.slides[index].part for index in slides]
    holding = {one.id for one in parts for part in shown if part is not None and _holds(one, part)}
    return holding.pop() if len(holding) == 1 else ""


def _holds(part: Part, id_: str) -> bool:
    return part.id == id_ or any(_holds(one, id_) for one in part.parts)


def _number(sheet: Sheet, placed: PlacedSheet, index: int) -> int:
    """The number that a slide has in the whole deck, where only a section of it is placed."""
    assert sheet.placed is not None
    ids = [slide.id for slide in sheet.placed.shown.session.deck.slides]
    for back, slide in enumerate(reversed(placed.shown.session.deck.slides[: index + 1])):
        if slide.id in ids:
            return ids.index(slide.id) + 1 + back
    return index + 1


def catalog_names(reading: CourseReading, sessions: Sequence[str]) -> tuple[str, ...]:
    """The catalogs that a page offers: the sessions in their order, then the figures' and the course's own."""
    return (*sessions, *([DIAGRAMS] if reading.course.graphs else []), COURSE)


def whole_course(reading: CourseReading, locale: str) -> Mapping[str, tuple[NamedMessage, ...]]:
    """Everything that the course says, by the name of its catalog."""
    said = said_by(reading.engine, reading.course)
    named = named_messages(reading.course.settings_here, said.sessions, said.graphs, locale)
    return {name: tuple((name, message) for message in found) for name, found in named}


def file_of(row: MessageRow, locale: str) -> str:
    """The file of a message's catalog, from the course folder."""
    return catalog_file(locale, row.catalog)
