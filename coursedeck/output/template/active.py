"""Content of a template that acts: what leads out of the file, starts programs, or is a program. No deck gets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct

from coursedeck.base.xml import parse
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.output.template.package import RELS, R, TemplatePackage, read_package, relationships_part, serialize

ACTIVE_KINDS = {
    "activeXControlBinary": "a control",
    "attachedToolbars": "a toolbar",
    "control": "a control",
    "extensibility": "a change of the ribbon",
    "externalLink": "a link to another file",
    "frame": "a frame",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "subDocument": "a link to another file",
    "vbaProject": "a macro",
    "wordVbaData": "a macro",
}
"""Types of relationships to what acts, by their last segment, and what people call it."""

HARMLESS_ACTIONS = ("ppaction://hlinkshowjump", "ppaction://hlinksldjump", "ppaction://noaction", "ppaction://media")
"""Actions that stay in the show ([MS-OI29500] 2.1.1169)."""

_SILENT = {"vbaProject", "wordVbaData"}
"""Macros have always been left out without a word."""
_HOLDERS = {"graphicFrame", "control", "pic", "AlternateContent"}


class Active(Struct, frozen=True):
    """One thing that acts: the part that it stands in, and what it is."""

    part: str
    what: str


def without_active(package: TemplatePackage) -> tuple[TemplatePackage, tuple[Active, ...]]:
    """The package without all that acts, and what that was but for sample slides. Raises etree.XMLSyntaxError."""
    parts = dict(package.parts)
    kept = _reached(package)
    found: list[Active] = []
    for name in ("/", *package.parts):
        dropped = {one.id: _what(one.kind, external=one.external) for one in package.relationships(name)}
        dropped = {id_: what for id_, what in dropped.items() if what}
        kinds = {one.id: one.kind for one in package.relationships(name)}
        if dropped:
            parts[relationships_part(name)] = _without_entries(package.xml(relationships_part(name)), set(dropped))
            found += [Active(name, what) for id_, what in dropped.items() if kinds[id_] not in _SILENT]
        if name.endswith(".xml") and (dropped or b"ppaction:" in parts[name] or b"oleObj" in parts[name]):
            tree = parse(parts[name])
            found += [Active(name, f"an action ({action})") for action in _cut(tree, set(dropped))]
            parts[name] = serialize(tree)
    return TemplatePackage(parts), tuple(one for one in found if one.part in kept)


def _reached(package: TemplatePackage) -> set[str]:
    """Names of the parts that decks get: sample slides, and what they alone refer to, stay behind."""
    found, waiting = {"/"}, ["/"]
    while waiting:
        targets = {
            one.target for one in package.relationships(waiting.pop()) if not one.external and one.kind != "slide"
        }
        new = [target for target in targets if target in package.parts and target not in found]
        found.update(new)
        waiting += new
    return found


def active_content(path: Path, source: Source) -> Iterator[Problem]:
    """A warning for each thing that acts in a template that can be used, which decks go without."""
    for one in without_active(read_package(path, source))[1]:
        message = f"{one.part.lstrip('/') or 'the file'} has {one.what}, which decks go without: take it out"
        yield warning(source, "template", message)


def _what(kind: str, *, external: bool) -> str:
    if kind in ACTIVE_KINDS:
        return ACTIVE_KINDS[kind]
    return f"a link out of the file ({kind})" if external else ""


def _without_entries(tree: etree._Element, dropped: set[str]) -> bytes:
    for entry in list(tree.iter(f"{RELS}Relationship")):
        if entry.get("Id") in dropped:
            tree.remove(entry)
    return serialize(tree)


def _cut(tree: etree._Element, dropped: set[str]) -> Iterator[str]:
    """Take out the elements that name what is dropped, and actions that leave the show; gives those actions."""
    for element in list(tree.iter(etree.Element)):
        action = element.get("action", "")
        if action.startswith("ppaction:") and not action.startswith(HARMLESS_ACTIONS):
            _take_out(element)
            if not _ids(element) & dropped:
                yield action.partition("?")[0]
        elif _ids(element) & dropped:
            _take_out_or_unlink(element, dropped)
        elif etree.QName(element).localname == "oleObj":
            _take_out(_holder(element))


def _ids(element: etree._Element) -> set[str]:
    return {str(value) for name, value in element.attrib.items() if str(name).startswith(R)}


def _take_out_or_unlink(element: etree._Element, dropped: set[str]) -> None:
    """A picture that is in the file too keeps that; all else goes, objects and pictures with their frame."""
    if etree.QName(element).localname == "blip" and element.get(f"{R}embed") not in {None, *dropped}:
        for name, value in list(element.attrib.items()):
            if str(name).startswith(R) and value in dropped:
                del element.attrib[name]
        return
    _take_out(_holder(element))


def _holder(element: etree._Element) -> etree._Element:
    """The frame of an object or picture; any other element itself."""
    if etree.QName(element).localname not in {"oleObj", "link", "embed", "blip", "control", "videoFile", "audioFile"}:
        return element
    around = [one for one in (element, *element.iterancestors()) if etree.QName(one).localname in _HOLDERS]
    return around[-1] if around else element


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
