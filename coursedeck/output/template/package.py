"""An Office Open XML package in memory: parts, content types, relationships (ECMA-376 part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from msgspec import Struct

from coursedeck.base.files import ArchiveTooLargeError, FileRefusedError, read_file, unpacked
from coursedeck.base.files.archive import MOST_UNPACKED
from coursedeck.base.xml import parse
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.units import EMU_PER_POINT, Size

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "/[Content_Types].xml"
OLE_HEAD = bytes.fromhex("D0CF11E0A1B11AE1")
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


class PartRelationship(Struct, frozen=True):
    """A relationship of a part; `target` is a part name, or an address if `external`."""

    id: str
    kind: str
    """Last segment of the relationship type, e.g. ``slideLayout``."""
    target: str
    external: bool


class TemplatePackage(Struct, frozen=True):
    """The parts of a package by name, with a leading slash."""

    parts: Mapping[str, bytes]

    def xml(self, part: str) -> etree._Element:
        """A part, newly parsed; raises KeyError if it is missing, etree.XMLSyntaxError if it is no XML."""
        return parse(self.parts[part])

    def content_type(self, part: str) -> str | None:
        """Content type of a part, by its name or else its extension (ECMA-376 part 2, 10.1.2)."""
        types = self.xml(CONTENT_TYPES)
        for entry in types.iter(f"{TYPES}Override"):
            if entry.get("PartName", "").lower() == part.lower():
                return entry.get("ContentType")
        extension = part.rpartition(".")[2].lower()
        found = (one for one in types.iter(f"{TYPES}Default") if one.get("Extension", "").lower() == extension)
        return next((one.get("ContentType") for one in found), None)

    def relationships(self, part: str) -> tuple[PartRelationship, ...]:
        """Relationships of a part; those of the package itself for ``/``."""
        name = relationships_part(part)
        if name not in self.parts:
            return ()
        return tuple(_relationships(self.xml(name), posixpath.dirname(part)))

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Names of existing parts that `part` has this type of relationship to."""
        return tuple(
            one.target
            for one in self.relationships(part)
            if one.kind == kind and not one.external and one.target in self.parts
        )

    def to_bytes(self) -> bytes:
        """The package as a reproducible zip: content types first, then parts by name, all with the same date."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(self.parts, key=lambda part: (part != CONTENT_TYPES, part)):
                entry = zipfile.ZipInfo(name[1:], FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.parts[name])
        return stream.getvalue()


def unzipped(content: bytes) -> TemplatePackage:
    """The package in the bytes of a zip; raises zipfile.BadZipFile if they are none."""
    return TemplatePackage({f"/{name}": data for name, data in unpacked(content).items()})


def serialize(tree: etree._Element) -> bytes:
    """The bytes of an XML part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def relationships_part(part: str) -> str:
    """Name of the relationships part of a part.

    >>> relationships_part("/ppt/presentation.xml")
    '/ppt/_rels/presentation.xml.rels'
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _relationships(tree: etree._Element, folder: str) -> Iterator[PartRelationship]:
    for entry in tree.iter(f"{RELS}Relationship"):
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join(folder, target))
        yield PartRelationship(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], target, external)


def read_package(path: Path, source: Source) -> TemplatePackage:
    """The package in a file.

    Raises CourseError if the file is missing, encrypted, damaged, or of another format.
    """
    try:
        content = read_file(path, MOST_UNPACKED)
    except FileNotFoundError as problem:
        message = "cannot read the template, there is no such file: mend the path in course.toml"
        raise broken(source, message) from problem
    except FileRefusedError as problem:
        raise broken(source, f"the template {problem}") from problem
    if content.startswith(OLE_HEAD):
        raise broken(source, _ole_message(content))
    try:
        package = unzipped(content)
    except ArchiveTooLargeError as problem:
        raise broken(source, f"the template is refused, {problem}: save it without films") from problem
    # zipfile also raises these for damaged or encrypted members
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error) as problem:
        message = "the template is damaged or no PowerPoint file: open it in PowerPoint and save it as .pptx"
        raise broken(source, message) from problem
    if CONTENT_TYPES not in package.parts:
        raise broken(source, "the template is a zip file but no PowerPoint file: use a .pptx or .potx")
    return package


def _ole_message(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "the template is locked with a password: save a copy without one"
    return "the template is in the old binary format (.ppt, .pot): save it as .pptx or .potx"


def broken(source: Source, message: str) -> CourseError:
    """The error of a template that cannot be used."""
    return CourseError([error(source, "template", message)])


def slide_size(presentation: etree._Element) -> Size:
    """Slide size in points, from ``p:sldSz`` or its default of 10 × 7.5 inches."""
    found = presentation.find(f"{P}sldSz")
    width, height = ("9144000", "6858000") if found is None else (found.get("cx", "0"), found.get("cy", "0"))
    return Size(int(width) / EMU_PER_POINT, int(height) / EMU_PER_POINT)
