"""Turn a template file into a package without sample slides that python-pptx opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from coursedeck.base.xml import parse
from coursedeck.model.problem import Source
from coursedeck.output.template.active import without_active
from coursedeck.output.template.covers import promote_cover, promote_heading
from coursedeck.output.template.libreoffice_styles import number_placeholders, promote_master, promote_samples
from coursedeck.output.template.libreoffice_themes import adopt_colors, adopt_faces, shown_tone, text_tone
from coursedeck.output.template.package import (
    CONTENT_TYPES,
    RELS,
    TYPES,
    P,
    PartRelationship,
    R,
    TemplatePackage,
    broken,
    read_package,
    relationships_part,
    serialize,
    slide_size,
)

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OPEN_TYPES = "application/vnd.openxmlformats-officedocument.presentationml."
MACRO_TYPES = "application/vnd.ms-powerpoint."
STRICT = b"http://purl.oclc.org/ooxml/presentationml/main"

DROPPED_RELATIONSHIPS = {
    "slide",
    "vbaProject",
    "thumbnail",
    "printerSettings",
    "commentAuthors",
    "authors",
    "revisionInfo",
    "changesInfo",
}
"""Relationship types of sample slides, macros, printer settings and revision history."""
SLIDE_ELEMENTS = ("sldIdLst", "custShowLst", "photoAlbum", "modifyVerifier")
SECTION_LISTS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""URI of the extension that lists sections ([MS-PPTX] 2.3.2.2)."""
PROPERTIES_KEPT = {"Application", "AppVersion", "Company", "Manager", "Template"}


def open_template(path: Path, source: Source | None = None) -> bytes:
    """The bytes of a .pptx without slides and macros, from a .pptx, .potx, .ppsx or their macro-enabled variants.

    Masters, layouts, themes, notes master, logos and custom properties are kept. Raises CourseError for a file that is
    no presentation.
    """
    return cleaned(path, source or Source(path.name)).to_bytes()


def cleaned(path: Path, source: Source) -> TemplatePackage:
    """The package of `open_template`."""
    package = read_package(path, source)
    try:
        return _without_slides(without_active(package)[0], main_part(package, source))
    except (etree.XMLSyntaxError, KeyError) as problem:
        raise broken(
            source, f"the template is damaged ({problem}): open it in PowerPoint and save it again"
        ) from problem


def main_part(package: TemplatePackage, source: Source) -> str:
    """Name of the presentation part; raises CourseError if there is none, or for Strict Open XML."""
    found = package.related("/", "officeDocument")
    kind = package.content_type(found[0]) if found else None
    if kind and STRICT in package.parts[found[0]]:
        raise broken(source, "the template is Strict Open XML: save it as an ordinary PowerPoint presentation")
    if not kind or not kind.startswith((OPEN_TYPES, MACRO_TYPES)) or not kind.endswith("main+xml"):
        raise broken(source, "the template is no PowerPoint file: use a .pptx or .potx")
    return found[0]


def _without_slides(package: TemplatePackage, main: str) -> TemplatePackage:
    parts = {name: content for name, content in package.parts.items() if name != CONTENT_TYPES}
    parts[main] = _presentation(package.xml(main))
    for name in ("/", *package.parts):
        dropped = {one.id for one in package.relationships(name) if _is_dropped(one)}
        if dropped:
            parts[relationships_part(name)] = _without_relationships(package.xml(relationships_part(name)), dropped)
            if name != "/":
                parts[name] = _without_references(parse(parts[name]), dropped)
    parts.update(_repaired(TemplatePackage({**package.parts, **parts}), main))
    for name in package.related("/", "extended-properties"):
        parts[name] = _properties(package.xml(name))
    kept = _reachable(TemplatePackage(parts)) & parts.keys()
    for name in kept:
        if name.endswith(".xml"):
            parse(parts[name])
    types = _content_types(package.xml(CONTENT_TYPES), kept, main)
    return TemplatePackage({CONTENT_TYPES: types, **{name: parts[name] for name in parts if name in kept}})


def _repaired(package: TemplatePackage, main: str) -> dict[str, bytes]:
    """Repaired masters and layouts by part name: with text styles and unique ``idx``, which slides inherit by."""
    changed = {}
    size = slide_size(package.xml(main))
    for name in package.related(main, "slideMaster"):
        master = package.xml(name)
        sampled = promote_master(master)
        layouts = {of_layout: package.xml(of_layout) for of_layout in package.related(name, "slideLayout")}
        for of_layout, layout in layouts.items():
            if sampled:
                promote_samples(layout)
            numbered = number_placeholders(layout)
            promoted = promote_cover(layout, master, size) or promote_heading(layout, master, size)
            if numbered or promoted or sampled:
                changed[of_layout] = layout
        if sampled:
            changed |= {name: master, **layouts, **_adopted_theme(package, main, name, master, layouts)}
    return {name: serialize(tree) for name, tree in changed.items()}


def _adopted_theme(
    package: TemplatePackage, main: str, name: str, master: etree._Element, layouts: Mapping[str, etree._Element]
) -> dict[str, etree._Element]:
    """The theme of a master whose styles come from sample text, with the colours and fonts of that text."""
    found = package.related(name, "theme")
    if not found:
        return {}
    theme, every = package.xml(found[0]), list(layouts.values())
    adopt_faces(theme, master, every)
    first = next(((of_layout, tree) for of_layout, tree in layouts.items() if tree.get("type") == "obj"), None)
    parts = [*([first] if first else []), (name, master)]
    shown = shown_tone(package, parts, slide_size(package.xml(main)), theme)
    adopt_colors(theme, text_tone(master, every, theme), shown)
    return {found[0]: theme}


def _is_dropped(relation: PartRelationship) -> bool:
    return relation.kind in DROPPED_RELATIONSHIPS


def _presentation(tree: etree._Element) -> bytes:
    for entry in tree.iterfind(f"{P}notesMasterIdLst/{P}NotesMasterId"):
        entry.tag = f"{P}notesMasterId"  # as Pandoc writes it
    for name in SLIDE_ELEMENTS:
        for element in tree.findall(f"{P}{name}"):
            tree.remove(element)
    for extension in list(tree.iter(f"{P}ext")):
        holder = extension.getparent()
        if extension.get("uri") == SECTION_LISTS and holder is not None:
            holder.remove(extension)
            if not len(holder):
                tree.remove(holder)
    return serialize(tree)


def _without_relationships(tree: etree._Element, dropped: set[str]) -> bytes:
    for entry in list(tree.iter(f"{RELS}Relationship")):
        if entry.get("Id") in dropped:
            tree.remove(entry)
    return serialize(tree)


def _without_references(tree: etree._Element, dropped: set[str]) -> bytes:
    for element in list(tree.iter()):
        if element.get(f"{R}id") in dropped:
            holder = element.getparent()
            if holder is not None:
                holder.remove(element)
    return serialize(tree)


def _properties(tree: etree._Element) -> bytes:
    """Extended properties without titles and counts of the sample slides."""
    for element in list(tree):
        if etree.QName(element).localname not in PROPERTIES_KEPT:
            tree.remove(element)
    return serialize(tree)


def _reachable(package: TemplatePackage) -> set[str]:
    """Names of all parts reachable by relationships, and of their relationships parts."""
    found: set[str] = set()
    waiting = ["/"]
    while waiting:
        name = waiting.pop()
        found.update({name, relationships_part(name)})
        targets = (one.target for one in package.relationships(name) if not one.external)
        waiting += [target for target in targets if target in package.parts and target not in found]
    return found


def _content_types(tree: etree._Element, kept: set[str], main: str) -> bytes:
    lowered: Mapping[str, str] = {name.lower(): name for name in kept}
    for entry in list(tree.iter(f"{TYPES}Override")):
        name = entry.get("PartName", "").lower()
        if name not in lowered:
            tree.remove(entry)
        elif lowered[name] == main:
            entry.set("ContentType", MAIN_TYPE)
    return serialize(tree)
