"""Parts and relationships of an OPC package (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property

from lxml import etree
from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.base.files import unpacked
from coursedeck.base.xml import parse
from coursedeck.review.unpack.names import RELATIONSHIPS, Node


class UnreadablePartError(Exception):
    """A part is missing or not well-formed XML; the message says which."""


class Relationship(Struct, frozen=True):
    """A relationship; `target` is a part name without leading slash, or an address if `external`."""

    id: str
    kind: str
    """Last segment of its type, e.g. ``slideLayout``."""
    target: str
    external: bool


class DeckPackage:
    """A package in memory; raises UnreadablePartError if the bytes are no zip."""

    def __init__(self, data: bytes) -> None:
        try:
            self._parts = unpacked(data)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as failure:
            raise UnreadablePartError(f"no .pptx package: {failure}") from failure

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, sorted."""
        return tuple(sorted(self._parts))

    def data(self, name: str) -> bytes:
        """The bytes of a part; raises UnreadablePartError if it is missing."""
        if name not in self._parts:
            raise UnreadablePartError("the part is missing")
        return self._parts[name]

    def xml(self, name: str) -> Node:
        """The root of a part; raises UnreadablePartError if it is missing or not well-formed."""
        try:
            root = parse(self.data(name))
            # OPC forbids declarations (ECMA-376 part 2, 8.1.4): an entity may lead to any file
            if root.getroottree().docinfo.internalDTD is not None:
                raise UnreadablePartError("declares entities, which no presentation does")
            return root
        except etree.XMLSyntaxError as failure:
            raise UnreadablePartError(f"no well-formed XML: {failure.msg}") from failure

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """Relationships of a part by id; empty if it has none."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels"
        if rels not in self._parts:
            return {}
        try:
            root = self.xml(rels)
        except UnreadablePartError:  # told as a part of its own
            return {}
        return {one.id: one for node in root.iterfind(f"{{{RELATIONSHIPS}}}Relationship")
                for one in [_relationship(node, folder)]}  # fmt: skip

    def digest(self, name: str) -> str:
        """Short digest of a part and the parts it refers to, except slides, layouts, masters and notes."""
        seen: set[str] = set()
        whole: list[bytes] = []
        waiting = [name]
        while waiting:
            part = waiting.pop()
            if part in seen or part not in self._parts:
                continue
            seen.add(part)
            whole.append(self._parts[part])
            inner = self.relationships(part).values()
            waiting += [one.target for one in inner if not one.external and one.kind not in _ELSEWHERE]
        return checksum(b"".join(whole), 16)


_ELSEWHERE = {"slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster"}


def _relationship(node: Node, folder: str) -> Relationship:
    external = node.get("TargetMode") == "External"
    target = node.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)
