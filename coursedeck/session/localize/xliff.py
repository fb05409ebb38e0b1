"""Catalogs as XLIFF 2 (OASIS XLIFF 2.1), which translation agencies and their programs exchange, and back.

A file holds one catalog: a unit for each message, named by context and id, with what translators are told as notes and
markup as inline codes (`xliff_codes`), of which the Translate Toolkit, which reads and writes the units, knows nothing.
A unit in the state ``initial`` that has a target is a fuzzy translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.xml import parse
from coursedeck.model.problem import CourseError, MissingProgramError, Problem, Source, error, warning
from coursedeck.model.xml_text import legal
from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.message import comparable
from coursedeck.session.localize.po_edit import EntryChange, change_entry
from coursedeck.session.localize.xliff_codes import XLIFF, UnitCodes, original_data_of, text_of

if TYPE_CHECKING:
    from translate.storage.xliff2 import Xliff2File

_CHECK = "xliff"
_ID_DIGITS = 16
_MARKDOWN = "md-text"
_STATES = ("initial", "translated", "reviewed", "final")
"""From the least to the most done (XLIFF 2.0, 4.3.1.35)."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ROOT = f"{{{XLIFF}}}xliff"


class XliffCatalog(Struct, frozen=True):
    """What an XLIFF file says of one catalog."""

    file: str
    """Of the catalog, from the course folder."""
    locale: str
    units: tuple[XliffUnit, ...]


class XliffUnit(Struct, frozen=True):
    """A message with its translation."""

    id: str
    source: str
    translation: str
    fuzzy: bool


class XliffMerge(Struct, frozen=True):
    """A catalog with the translations of an XLIFF file."""

    text: str
    """Of the .po file."""
    changed: int
    problems: tuple[Problem, ...]


def xliff_of(catalog: Catalog, source_locale: str) -> bytes:
    """The messages of a catalog that are in use, translated or not.

    Raises MissingProgramError where the Translate Toolkit is not installed.
    """
    store = _toolkit()()
    store.setsourcelanguage(source_locale)
    store.settargetlanguage(catalog.locale)
    store.body.set("original", catalog.file)
    store.body.set("canResegment", "no")
    if runs_right_to_left(catalog.locale):
        store.body.set("trgDir", "rtl")
    written = [entry for entry in catalog.entries if entry.id and not entry.obsolete]
    for entry in written:
        unit = store.addsourceunit(legal(entry.id))
        unit.setid(unit_id(entry))
        unit.getunitelement().set("name", legal(entry.context))
        notes = [(entry.extracted, "developer"), (entry.comment, "translator")]
        notes.append((f"before: {entry.previous}" if entry.fuzzy and entry.previous else "", "previous"))
        for note, origin in notes:
            if note:
                unit.addnote(legal(note), origin=origin)
        if entry.translation:
            unit.target = legal(entry.translation)
            unit.markfuzzy(entry.fuzzy)
    return _conforming(bytes(store), written)


def _conforming(data: bytes, written: Sequence[Entry]) -> bytes:
    """The file with notes and ``xml:space`` at its units, where XLIFF 2 has them, and its markup as codes.

    The toolkit puts the former in segments.
    """
    root = parse(data)
    for unit in root.iter("{*}unit"):
        for segment in unit.findall("{*}segment"):
            if segment.attrib.has_key(_SPACE):
                del segment.attrib[_SPACE]
                unit.set(_SPACE, "preserve")
            for notes in segment.findall("{*}notes"):
                unit.insert(0, notes)
    etree.indent(root)
    for unit, entry in zip(root.iter("{*}unit"), written, strict=True):
        _put_codes(unit, entry)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _put_codes(unit: etree._Element, entry: Entry) -> None:
    """Codes in place of the markup of a unit, whose data stand before its segment."""
    codes = UnitCodes(markdown=_MARKDOWN in entry.flags)
    segment = unit.find("{*}segment")
    for name in ("source", "target"):
        element = segment.find(f"{{*}}{name}") if segment is not None else None
        if element is not None:
            text, element.text = element.text or "", None
            codes.fill(element, text)
    data = codes.original_data()
    if data is not None and segment is not None:
        etree.indent(data, level=3)
        segment.addprevious(data)
        data.tail = "\n" + "  " * 3


def _without_codes(root: etree._Element) -> None:
    """Each unit as one segment of plain text: what its codes stand for put in, and what a program has cut joined."""
    for unit in root.iter("{*}unit"):
        data = original_data_of(unit)
        parts = unit.findall("{*}segment") + unit.findall("{*}ignorable")
        parts.sort(key=unit.index)
        for name in ("source", "target"):
            for element in (found for part in parts for found in part.findall(f"{{*}}{name}")):
                text = text_of(element, data)
                element[:] = []
                element.text = text
        if len(parts) > 1:
            _join(unit, parts)


def _join(unit: etree._Element, parts: Sequence[etree._Element]) -> None:
    """One segment of several, in the least state of them; without a translation where one has none."""
    first = next((part for part in parts if etree.QName(part).localname == "segment"), parts[0])
    said = {name: [part.findtext(f"{{*}}{name}") for part in parts] for name in ("source", "target")}
    targets = [
        target if target is not None or part.tag == first.tag else source
        for part, source, target in zip(parts, *said.values(), strict=True)
    ]
    whole = {"source": said["source"], "target": targets if None not in targets else [None]}
    states = [part.get("state", "initial") for part in parts if part.tag == first.tag]
    for part in parts:
        if part is not first:
            unit.remove(part)
    for child in list(first):
        first.remove(child)
    first.set("state", min(states, key=_STATES.index) if set(states) <= set(_STATES) else "initial")
    first.attrib.pop("id", "")
    for name, texts in whole.items():
        if None not in texts:
            etree.SubElement(first, f"{{{XLIFF}}}{name}").text = "".join(each or "" for each in texts)


def read_xliff(data: bytes, name: str) -> XliffCatalog:
    """What a file says; `name` is what it is called in messages.

    Raises CourseError where it is no XLIFF 2 that `xliff_of` has begun, MissingProgramError as above.
    """
    try:
        root = parse(data)
    except etree.XMLSyntaxError as fault:
        raise CourseError([error(Source(name, fault.lineno or 1), _CHECK, f"broken XML: {fault.msg}")]) from fault
    files = root.findall("{*}file")
    if b"<!DOCTYPE" in data:
        message = "it declares a document type, which XLIFF has not: save it anew"
        raise CourseError([error(Source(name), _CHECK, message)])
    if root.tag != _ROOT or len(files) != 1 or not files[0].get("original") or not root.get("trgLang"):
        message = "this is no XLIFF 2 file of one catalog: write one with `translate de --to-xliff FOLDER`"
        raise CourseError([error(Source(name), _CHECK, message)])
    store = _toolkit()()
    try:
        _without_codes(root)
        store.parse(etree.tostring(root))
    except (ValueError, etree.XMLSyntaxError) as fault:
        raise CourseError([error(Source(name), _CHECK, f"it cannot be read: {fault}")]) from fault
    return XliffCatalog(files[0].get("original", ""), root.get("trgLang", ""), tuple(_units(store)))


def merged_xliff(catalog: Catalog, text: str, said: XliffCatalog, name: str) -> XliffMerge:
    """The text of a .po file with what an XLIFF file translates; nothing else in it changes.

    A message that the course no longer has, or says otherwise by now, is told and left alone.
    """
    entries = {unit_id(entry): entry for entry in catalog.entries if not entry.obsolete}
    problems: list[Problem] = []
    changed = 0
    for unit in said.units:
        if not unit.translation:
            continue
        entry = entries.get(unit.id)
        if entry is None or comparable(legal(entry.id)) != comparable(unit.source):
            message = f'"{unit.source[:60]}" is not in {catalog.file} any more: its translation was left out'
            problems.append(warning(Source(name), _CHECK, message))
            continue
        if (entry.translation, entry.fuzzy) == (unit.translation, unit.fuzzy):
            continue
        new = change_entry(text, entry.key, EntryChange(unit.translation, unit.fuzzy))
        if new is None:
            message = f'"{entry.id[:60]}" has a form that cannot be changed here: change it in a text editor'
            problems.append(warning(catalog.at(entry), _CHECK, message))
            continue
        text, changed = new, changed + 1
    return XliffMerge(text, changed, tuple(problems))


def unit_id(entry: Entry) -> str:
    """What names a message in XLIFF, wherever it stands."""
    return "u" + checksum("\0".join(entry.key), _ID_DIGITS)


def _units(store: Xliff2File) -> Iterator[XliffUnit]:
    for unit in store.units:
        target = str(unit.target or "")
        id_ = str(unit.getid() or "").partition("::")[0]
        yield XliffUnit(id_, str(unit.source or ""), target, fuzzy=bool(target) and not unit.istranslated())


def _toolkit() -> Any:
    try:
        from translate.storage.xliff2 import Xliff2File  # noqa: PLC0415 - an extra that most courses do without
    except ImportError as missing:
        message = "XLIFF needs the Translate Toolkit: pip install 'coursedeck[xliff]', or pip install translate-toolkit"
        raise MissingProgramError(message) from missing
    return Xliff2File
