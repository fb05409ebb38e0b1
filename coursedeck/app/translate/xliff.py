"""The catalogs of a language handed out as XLIFF, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.opening import open_course
from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.base.files import FileContent, FileRefusedError, read_file, save
from coursedeck.model.course import LOCALE_FOLDER, catalog_file
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.session.localize import Catalog, catalog_bytes, merged_xliff, parse_catalog, read_xliff, xliff_of

_CHECK = "xliff"
_MOST_BYTES = 16 * 2**20


class ExchangedXliff(Struct, frozen=True):
    """What was written."""

    files: tuple[Path, ...] = ()
    translations: int = 0
    """Of entries that say something else now."""
    problems: tuple[Problem, ...] = ()


def export_xliff(engine: Engine, request: Request, locales: Sequence[str], folder: Path) -> ExchangedXliff:
    """Write the catalogs of these languages into `folder`, each as ``LOCALE/NAME.xlf``.

    Raises MissingProgramError where the Translate Toolkit is not installed.
    """
    try:
        course = open_course(engine, request)
        wanted = tuple(locales) or course.foreign_locales
        written: list[Path] = []
        for locale in wanted:
            catalogs = _catalogs(request.root, locale)
            if not catalogs:
                message = f"there are no catalogs of {locale} yet: `translate {locale}` begins them"
                raise CourseError([error(Source(LOCALE_FOLDER), _CHECK, message)])
            for name in catalogs:
                data = xliff_of(_read(request.root, locale, name), course.source_locale or "und")
                written.append(folder / locale / f"{name}.xlf")
                save(written[-1], data)
    except CourseError as failure:
        return ExchangedXliff(problems=failure.problems)
    return ExchangedXliff(tuple(written))


def import_xliff(request: Request, files: Sequence[Path]) -> ExchangedXliff:
    """Put the translations of XLIFF files into the catalogs that they were made from.

    Raises MissingProgramError as above.
    """
    written: list[Path] = []
    problems: list[Problem] = []
    count = 0
    for file in files:
        try:
            said = read_xliff(read_file(file, _MOST_BYTES), str(file))
            name = _name(request.root, said.locale, said.file, file)
            path = request.root / catalog_file(said.locale, name)
            before = catalog_bytes(path, said.file)
            merge = merged_xliff(_read(request.root, said.locale, name), before.decode(), said, str(file))
            if merge.changed:
                save(path, merge.text.encode(), request.root, FileContent(before))
                written.append(path)
        except (FileRefusedError, OSError) as refusal:
            problems.append(error(Source(str(file)), _CHECK, str(refusal)))
            continue
        except CourseError as failure:
            problems += failure.problems
            continue
        problems += merge.problems
        count += merge.changed
    return ExchangedXliff(tuple(written), count, tuple(problems))


def _catalogs(root: Path, locale: str) -> tuple[str, ...]:
    """The names of a language's catalogs."""
    folder = root / LOCALE_FOLDER / locale
    return tuple(sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.po")))


def _read(root: Path, locale: str, name: str) -> Catalog:
    file = catalog_file(locale, name)
    return parse_catalog(catalog_bytes(root / file, file), file, locale)


def _name(root: Path, locale: str, original: str, file: Path) -> str:
    """The name of the catalog that a file was made from. Raises CourseError where the course has no such catalog."""
    for name in _catalogs(root, locale) if locale.replace("-", "").isalnum() else ():
        if catalog_file(locale, name) == original:
            return name
    message = f"the course has no catalog {original} of {locale}: was this file made from another course?"
    raise CourseError([error(Source(str(file)), _CHECK, message)])
