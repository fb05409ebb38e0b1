"""List the parts of a package with content type and owning slide, and the fonts they name (ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coursedeck.model.deck_file import FileFont, FilePart
from coursedeck.review.unpack.deck_package import DeckPackage, Relationship, UnreadablePartError
from coursedeck.review.unpack.names import Node, local, tag

CONTENT_TYPES = "[Content_Types].xml"
_SHARED = {"slide", "slideLayout", "slideMaster", "notesMaster", "theme", "tags", "commentAuthors"}
"""Relationship types of parts that slides share."""


def parts_of(package: DeckPackage, slides: Iterable[str]) -> Iterator[FilePart]:
    """All parts except relationships and content types; `slides` are names of slide parts in order."""
    owners = _owners(package, slides)
    kinds = {link.target: link.kind for name in ("", *package.names) for link in _links(package, name)}
    defaults, overrides = _content_types(package)
    for name in sorted({*package.names, *owners}):
        if name != CONTENT_TYPES and not name.endswith((".rels", "/")):
            kind = overrides.get(f"/{name}".lower()) or defaults.get(name.rpartition(".")[2].lower(), "")
            yield FilePart(name, kind, kinds.get(name, ""), owners.get(name))


def _owners(package: DeckPackage, slides: Iterable[str]) -> Mapping[str, int]:
    """Number of the first slide that a part is reachable from, by part name; slides own themselves."""
    found: dict[str, int] = {}
    for number, slide in enumerate(slides, 1):
        waiting = [slide]
        while waiting:
            part = waiting.pop()
            if part not in found:
                found[part] = number
                waiting += [link.target for link in _links(package, part) if link.kind not in _SHARED]
    return found


def _links(package: DeckPackage, part: str) -> list[Relationship]:
    try:
        return [link for link in package.relationships(part).values() if not link.external]
    except UnreadablePartError:
        return []


def _content_types(package: DeckPackage) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Content types by extension and by part name, both lower case since OPC compares without case."""
    try:
        root = package.xml(CONTENT_TYPES)
    except UnreadablePartError:
        return {}, {}
    return dict(_listed(root, "Default", "Extension")), dict(_listed(root, "Override", "PartName"))


def _listed(root: Node, element: str, key: str) -> Iterator[tuple[str, str]]:
    yield from ((node.get(key, "").lower(), node.get("ContentType", "")) for node in root if local(node) == element)


def fonts_of(package: DeckPackage, parts: Iterable[FilePart]) -> Iterator[FileFont]:
    """Font families that themes and slides name, each once; references to theme fonts (``+mn-lt`` …) are skipped."""
    found: dict[str, FileFont] = {}
    # themes (no slide number) first, then slides in order
    for part in sorted(parts, key=lambda one: one.slide or 0):
        if part.kind not in {"theme", "slide"}:
            continue
        try:
            root = package.xml(part.name)
        except UnreadablePartError:
            continue
        for node in root.iter(tag("a:latin"), tag("a:ea")):
            family = node.get("typeface", "")
            if family and not family.startswith("+"):
                known = found.get(family)
                if known is None or known.slot != "latin":
                    found[family] = FileFont(family, local(node), known.slide if known else part.slide)
    yield from (found[family] for family in sorted(found))
