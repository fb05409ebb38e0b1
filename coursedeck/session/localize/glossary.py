"""``content/glossary.csv``: the translations of the course's terms.

A column a locale, a row a term; several ways to say it are parted by ``|``, the first is the one to prefer.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.model.course import GLOSSARY_FILE
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.session.localize.markup_checks import Fault

CHECK = "glossary"
_MOST_BYTES = 2**20


class Term(Struct, frozen=True):
    """A source term and its allowed translations."""

    source: str
    targets: tuple[str, ...]
    line: int


class Glossary(Struct, frozen=True):
    """The terms of one pair of languages, the longest first."""

    terms: tuple[Term, ...] = ()

    def hits(self, source: str) -> tuple[Term, ...]:
        """The terms in a text; a term inside a longer one is ignored."""
        rest, found = source.casefold(), []
        for term in self.terms:
            rest, count = _pattern(term.source).subn(" ", rest)
            found += [term] if count else []
        return tuple(found)

    def faults(self, source: str, target: str) -> Iterator[Fault]:
        """Problems for terms of `source` whose translation `target` lacks."""
        said = target.casefold()
        for term in self.hits(source):
            if not any(_says(said, wanted.casefold()) for wanted in term.targets):
                yield "glossary", f'"{term.source}" is called "{term.targets[0]}" here ({GLOSSARY_FILE}:{term.line})'


def read_glossary(root: Path, source_locale: str, locale: str) -> Glossary:
    """The terms from a course's folder; none where there is no file or no such column.

    Raises CourseError where the file is no table, with the line.
    """
    path = root / GLOSSARY_FILE
    try:
        text = read_file(path, _MOST_BYTES, root).decode("utf-8-sig")
    except FileNotFoundError:
        return Glossary()
    except FileRefusedError as fault:
        raise CourseError([error(Source(GLOSSARY_FILE), CHECK, str(fault))]) from fault
    except UnicodeDecodeError as fault:
        raise CourseError([error(Source(GLOSSARY_FILE), CHECK, "cannot be read: save it as CSV in UTF-8")]) from fault
    rows = list(_rows(text))
    if not rows:
        return Glossary()
    names = [name.strip().replace("_", "-") for name in rows[0][1]]
    columns = [_column(names, locale) for locale in (source_locale, locale)]
    if not names or any(not re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*|notes?", name) for name in names):
        message = "the first line names the languages of the columns, for example ko,en"
        raise CourseError([error(Source(GLOSSARY_FILE, 1), CHECK, message)])
    found = [column for column in columns if column is not None]
    if len(found) < len(columns):
        return Glossary()
    terms = (_term(row, line, len(names), found) for line, row in rows[1:])
    return Glossary(tuple(sorted((t for t in terms if t), key=lambda term: (-len(term.source), term.line))))


def _column(names: Sequence[str], locale: str) -> int | None:
    """The column of a locale, else of its language."""
    language = locale.split("-", maxsplit=1)[0]
    return next((names.index(name) for name in (locale, language) if name in names), None)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as fault:
        raise CourseError([error(Source(GLOSSARY_FILE, reader.line_num), CHECK, f"broken CSV: {fault}")]) from fault


def _term(row: Sequence[str], line: int, width: int, columns: Sequence[int]) -> Term | None:
    if len(row) != width:
        message = f"{len(row)} cells where the first line has {width}: put terms with a comma into quotes"
        raise CourseError([error(Source(GLOSSARY_FILE, line), CHECK, message)])
    source, target = (row[column].strip() for column in columns)
    targets = tuple(part.strip() for part in target.split("|") if part.strip())
    return Term(source, targets, line) if source and targets else None


def _says(text: str, term: str) -> bool:
    """Whether a text says a term as it stands, or each of its words with another ending or inside a compound.

    >>> _says("auf virtuellen maschinen", "virtuelle maschine"), _says("auf virtuellen servern", "virtuelle maschine")
    (True, False)
    """
    if term in text:
        return True
    said = _without_accents(text)
    return all(_stem(word) in said for word in _without_accents(term).split())


def _stem(word: str) -> str:
    """The word without what an inflection may change: up to three letters, never more than a third of it."""
    return word[: len(word) - min(3, len(word) // 3)] if word.isalpha() else word


def _without_accents(text: str) -> str:
    """The text without the marks that inflection adds and takes (``Buch``, ``Bücher``)."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not "\u0300" <= each <= "\u036f")


def _pattern(cell: str) -> re.Pattern[str]:
    """Any of the ways to say a term; one in Latin letters as a word of its own."""
    return re.compile("|".join(_way(part.strip()) for part in cell.split("|") if part.strip()))


def _way(term: str) -> str:
    edge = r"\b" if term.isascii() else ""
    return f"{edge}{re.escape(term.casefold())}{edge}"
