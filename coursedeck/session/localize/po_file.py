"""Catalogs from .po files and back; the one place that writes with polib.

Reads what Poedit, Weblate, OmegaT, msgmerge and people write; writes one canonical form: entries as given, obsolete
ones last, nothing wrapped, no dates of extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import polib

from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry, catalog
from coursedeck.session.localize.headers import language_matches, written_locale
from coursedeck.session.localize.po_syntax import CHECK, line_numbers, read_lines, sound_entries

_SCRIPT = re.compile(r"<\s*/?\s*script\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset=([^\s\"\\;]+)")
_FINE_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "charset"})
_MOST_PROBLEMS = 20
_MOST_BYTES = 4 * 2**20
"""As much as thirty long sessions say; larger ones take minutes to read and gigabytes of memory."""


class _FileInOrder(polib.POFile):  # type: ignore[misc]  # polib has no types
    """A file whose header has its fields in the order that they were given in, rather than polib's."""

    def ordered_metadata(self) -> list[tuple[str, str]]:
        """Names and values of the fields."""
        return list(self.metadata.items())


def read_catalog(path: Path, file: str, locale: str) -> Catalog:
    """The catalog in a .po file, an empty one where there is none.

    `file` names it from the course folder. Raises CourseError with every fault's line: broken syntax, another character
    set than UTF-8, two entries for one message, another language, a script in the markup.
    """
    try:
        data = catalog_bytes(path, file)
    except FileNotFoundError:
        return catalog(locale, file)
    except FileRefusedError as refusal:
        raise CourseError([error(Source(file), CHECK, str(refusal))]) from refusal
    return parse_catalog(data, file, locale)


def parse_catalog(data: bytes, file: str, locale: str) -> Catalog:
    """As `read_catalog`, from bytes."""
    text = _decoded(data, file)
    made = _parsed(text, file, locale)
    _stop((*_language_faults(made, text), *_entry_faults(made)))
    return made


def rescue_catalog(path: Path, file: str, locale: str) -> Catalog:
    """The sound entries of a .po file that `read_catalog` refuses; none where all of it is in another language.

    For decks, which say the rest in the source's words. It is never written back, as it lacks the others.
    """
    try:
        text = sound_entries(_in_any_charset(catalog_bytes(path, file)))
        made = _parsed(text, file, locale)
    except (CourseError, FileNotFoundError, FileRefusedError):
        return catalog(locale, file)
    if any(_language_faults(made, text)):
        return catalog(locale, file)
    wrong = {fault.source.line for fault in _entry_faults(made)}
    entries = tuple(entry for entry in made.entries if entry.line not in wrong)
    return catalog(locale, file, entries, made.header, made.metadata)


def catalog_bytes(path: Path, file: str) -> bytes:
    """The content of a .po file that `file` names from the course folder.

    Raises FileNotFoundError where there is none, FileRefusedError where it is not read.
    """
    # the course folder is so many folders up as the name has parts
    return read_file(path, _MOST_BYTES, path.parents[file.count("/")])


def _parsed(text: str, file: str, locale: str) -> Catalog:
    """The catalog, its header and entries not judged yet; raises CourseError where lines are wrong."""
    lines = read_lines(text, file)
    _stop(lines.problems)
    try:
        po = polib.pofile("\n".join(lines.normal) + "\n", wrapwidth=0, encoding="utf-8")
    except OSError as fault:
        line = re.search(r"\(line (\d+)\)", str(fault))
        message = "this line is not where a .po file can have it: see the entry above it"
        raise CourseError([error(Source(file, int(line[1]) if line else 1), CHECK, message)]) from fault
    metadata = tuple((str(key), str(value)) for key, value in po.metadata.items())
    numbers = lines.translations[1:] if metadata else lines.translations
    entries = tuple(_read(entry, number) for entry, number in zip(po, chain(numbers, repeat(0)), strict=False))
    return catalog(locale, file, entries, str(po.header), metadata)


def write_catalog(made: Catalog) -> str:
    """The text of a .po file in canonical form; the same catalog is the same text."""
    po = _FileInOrder(wrapwidth=0)
    po.header = made.header
    po.metadata = dict(made.metadata)
    for entry in sorted(made.entries, key=lambda entry: entry.obsolete):
        po.append(_written(entry))
    return "\n".join(line.rstrip() for line in str(po).split("\n")).rstrip("\n") + "\n"


def with_lines(made: Catalog, text: str) -> Catalog:
    """The catalog, each entry with its line in the `text` that was written from it."""
    entries = sorted(made.entries, key=lambda entry: entry.obsolete)
    numbers = list(line_numbers(text))[1:]
    placed = tuple(replace(entry, line=number) for entry, number in zip(entries, numbers, strict=True))
    return catalog(made.locale, made.file, placed, made.header, made.metadata)


def _stop(problems: tuple[Problem, ...] | list[Problem]) -> None:
    if problems:
        raise CourseError(sorted(problems, key=lambda problem: problem.source.line)[:_MOST_PROBLEMS])


def _decoded(data: bytes, file: str) -> str:
    found = _CHARSET.search(data[:4096].decode("latin-1"))
    advice = "save the file as UTF-8 and write charset=UTF-8 in its header"
    if found and found[1].lower() not in _FINE_CHARSETS:
        line = data[: found.start()].count(b"\n") + 1
        raise CourseError([error(Source(file, line), CHECK, f"the character set is {found[1]}: {advice}")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise CourseError([error(Source(file, line), CHECK, f"not UTF-8: {advice}")]) from fault


def _in_any_charset(data: bytes) -> str:
    """The text in UTF-8, else in the character set that its header names; letters that are neither are replaced."""
    found = _CHARSET.search(data[:4096].decode("latin-1"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(found[1] if found else "utf-8")
        except (LookupError, UnicodeDecodeError):
            return data.decode("utf-8", "replace")


def _language_faults(made: Catalog, text: str) -> Iterator[Problem]:
    said = dict(made.metadata).get("Language", "").strip()
    if said and not language_matches(said, made.locale):
        message = (
            f"the header says Language: {said}, but the file stands in the folder of {made.locale}: "
            f"move it there, or write Language: {written_locale(made.locale)}"
        )
        line = text.count("\n", 0, max(text.find('"Language:'), 0)) + 1
        yield error(Source(made.file, line), CHECK, message)


def _entry_faults(made: Catalog) -> Iterator[Problem]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in made.entries:
        if _SCRIPT.search(entry.translation) and not _SCRIPT.search(entry.id):
            yield error(made.at(entry), CHECK, "a <script> in a translation: take it out")
        if entry.obsolete:
            continue
        other = first.setdefault((entry.context, entry.id), entry)
        if other is not entry:
            message = f'a second entry for "{entry.id[:60]}", after that of line {other.line}: keep one of the two'
            yield error(made.at(entry), CHECK, message)


def _read(entry: polib.POEntry, line: int) -> Entry:
    plural: dict[int, str] = entry.msgstr_plural
    return Entry(
        entry.msgctxt or "",
        entry.msgid,
        entry.msgstr or plural.get(0, ""),
        line,
        fuzzy="fuzzy" in entry.flags,
        obsolete=bool(entry.obsolete),
        previous=entry.previous_msgid,
        previous_context=entry.previous_msgctxt,
        comment=entry.tcomment,
        extracted=entry.comment,
        files=tuple(file for file, _ in entry.occurrences),
        flags=tuple(dict.fromkeys(flag for flag in entry.flags if flag and flag != "fuzzy")),
    )


def _written(entry: Entry) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=entry.context or None,
        msgid=entry.id,
        msgstr=entry.translation,
        flags=[*(["fuzzy"] if entry.fuzzy else []), *entry.flags],
        obsolete=entry.obsolete,
        previous_msgid=entry.previous,
        previous_msgctxt=entry.previous_context,
        tcomment=entry.comment,
        comment=entry.extracted,
        occurrences=[(file, "") for file in entry.files],
    )
