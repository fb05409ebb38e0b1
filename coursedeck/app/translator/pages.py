"""The translator's page to look at: files that need no program, with a picture for each message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from coursedeck.app.course.running import refuse_leaving
from coursedeck.app.request import Request
from coursedeck.app.translator.marks import boxes_on
from coursedeck.app.translator.rows import MessageRow
from coursedeck.app.translator.sheet import Sheet, catalog_names, open_sheet
from coursedeck.app.translator.values import hints_of
from coursedeck.app.watch.live_course import LiveCourse
from coursedeck.base.files import write_text
from coursedeck.base.text.word_diff import word_diff
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.model.values import replace
from coursedeck.output.pages import (
    StaticCatalog,
    StaticMessage,
    StaticSlide,
    TranslatorIndex,
    static_translator_index,
    static_translator_page,
)

FOLDER = "translate"


def write_translator_pages(
    request: Request, locales: Sequence[str], via: str | None = None
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write ``translate/<locale>.html`` and a page for each catalog; the files, and what is wrong.

    Without `locales`, those of the course.
    """
    try:
        refuse_leaving(request)
        course = LiveCourse(replace(request, locales=tuple(locales)))
        course.look()
        if course.reading is None:
            return (), course.broken
        wanted = tuple(locales) or course.foreign_locales
        found = [_write_language(course, locale, via) for locale in wanted]
    except CourseError as failure:
        return (), failure.problems
    return tuple(file for files, _ in found for file in files), tuple(one for _, some in found for one in some)


def _write_language(course: LiveCourse, locale: str, via: str | None) -> tuple[list[Path], list[Problem]]:
    """Raises CourseError where a file cannot be written."""
    assert course.reading is not None
    titles = {session.path: session.title for session in course.sessions()}
    folder = course.request.output / FOLDER
    catalogs: list[StaticCatalog] = []
    problems: list[Problem] = []
    for name in catalog_names(course.reading, [path for path, _ in course.reading.course.sessions]):
        sheet = open_sheet(course, name, locale, via)
        if sheet is None:
            problems.append(error(Source("course.toml"), "locale", f"there is nothing to translate into {locale}"))
            break
        problems += sheet.problems
        if sheet.rows:
            catalogs.append(_catalog(sheet, titles.get(name, ""), course.title))
    written = []
    for one in catalogs:
        path = folder / locale / f"{one.name}.html"
        write_text(path, static_translator_page(one), course.request.output)
    if catalogs:
        written.append(folder / f"{locale}.html")
        index = static_translator_index(TranslatorIndex(course.title, tuple(catalogs)))
        write_text(written[0], index, course.request.output)
    return written, problems


def _catalog(sheet: Sheet, title: str, course: str) -> StaticCatalog:
    marked = _marked(sheet)
    messages = tuple(_message(sheet, row, number, marked) for number, row in enumerate(sheet.rows, 1))
    used = sorted({one.slide for one in messages if one.slide})
    slides = tuple(StaticSlide(number, sheet.placed.svg(number - 1, number)) for number in used) if sheet.placed else ()
    size = sheet.placed.shown.template.size if sheet.placed else None
    return StaticCatalog(
        course, title, sheet.name, sheet.sources.source_locale, sheet.locale, sheet.via, size, slides, messages
    )


def _marked(sheet: Sheet) -> dict[tuple[str, int], list[tuple[float, float, float, float]]]:
    """Boxes of each message on each slide."""
    found: dict[tuple[str, int], list[tuple[float, float, float, float]]] = {}
    if sheet.placed is None:
        return found
    for index in range(len(sheet.placed.shown.session.deck.slides)):
        for id_, place in boxes_on(index, sheet.rows, sheet.placed.places, {}):
            box = place.box
            sides = (box.left, box.top, box.width, box.height)
            found.setdefault((id_, index), []).append(sides)
    return found


def _message(
    sheet: Sheet,
    row: MessageRow,
    number: int,
    marked: dict[tuple[str, int], list[tuple[float, float, float, float]]],
) -> StaticMessage:
    entry, slides = row.entry, sheet.slides_of(row)
    previous = entry.previous if entry is not None and entry.fuzzy else None
    return StaticMessage(
        row.id,
        number,
        row.message.role,
        row.message.where,
        row.message.id,
        word_diff(previous, row.message.id) if previous else (),
        row.pivot,
        entry.translation if entry is not None else "",
        row.state,
        tuple(hints_of(row, sheet.via)),
        tuple(_terms(row)),
        tuple((problem.severity, problem.message) for problem in row.findings),
        str(row.place),
        slides[0] + 1 if slides else 0,
        tuple(marked.get((row.id, slides[0]), ())) if slides else (),
    )


def _terms(row: MessageRow) -> Iterator[tuple[str, str]]:
    for term in row.terms:
        yield term.source, " | ".join(term.targets)
