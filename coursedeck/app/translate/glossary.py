"""The glossary of one language, written for another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.opening import open_course
from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.base.files import save_text
from coursedeck.model.course import GLOSSARY_FILE
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.session.localize import glossary_csv, glossary_tbx, read_glossary

_CSV, _TBX = ".csv", ".tbx"


class ExportedGlossary(Struct, frozen=True):
    """What became of an export."""

    terms: int = 0
    locale: str = ""
    problems: tuple[Problem, ...] = ()


def export_glossary(engine: Engine, request: Request, locales: Sequence[str], file: Path) -> ExportedGlossary:
    """Write the terms of one language as TBX or CSV, by the ending of `file`."""
    try:
        course = open_course(engine, request)
        wanted = tuple(locales) or course.foreign_locales
        if len(wanted) != 1 or file.suffix.lower() not in (_CSV, _TBX):
            message = "name one language and a file that ends in .tbx or .csv: translate de --glossary terms.tbx"
            raise CourseError([error(Source(GLOSSARY_FILE), "glossary", message)])
        source = course.source_locale or ""
        glossary = read_glossary(request.root, source, wanted[0])
        if not glossary.terms:
            message = f"no terms for {wanted[0]}: the file needs a column {source} and a column {wanted[0]}"
            raise CourseError([error(Source(GLOSSARY_FILE), "glossary", message)])
    except CourseError as failure:
        return ExportedGlossary(problems=failure.problems)
    named = course.settings_here.title
    title = named.plain if named else GLOSSARY_FILE
    is_csv = file.suffix.lower() == _CSV
    save_text(file, glossary_csv(glossary) if is_csv else glossary_tbx(glossary, source, wanted[0], title))
    return ExportedGlossary(len(glossary.terms), wanted[0])
