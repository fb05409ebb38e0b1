"""PowerPoint's sections of a deck ([MS-PPTX] 2.6.10)."""

from __future__ import annotations

import uuid

from coursedeck.model.slide import Deck
from coursedeck.output.deck.values import SlideSection
from coursedeck.output.deck.xml import Element, element, find, find_all, qualified

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_NAMESPACE = uuid.UUID("6f2c0f6e-2a5e-5f0b-9d43-3c1d8c4e7a10")


def add_sections(presentation: Element, deck: Deck, sections: tuple[SlideSection, ...], opening: str) -> None:
    """List `sections` in ``p:presentation``; slides before the first one, and unnamed sections, are named `opening`."""
    listed = find(presentation, "p:sldIdLst")
    ids = [] if listed is None else [str(entry.get("id")) for entry in listed]
    _drop_old(presentation)
    if not sections or not ids:
        return
    ordered = sorted(sections, key=lambda section: section.first)
    if ordered[0].first > 0:
        ordered.insert(0, SlideSection(opening, 0))
    ends = [section.first for section in ordered[1:]] + [len(ids)]
    made = [
        _section(
            section.name or opening, section_guid(deck.session.path, index, section.name), ids[section.first : end]
        )
        for index, (section, end) in enumerate(zip(ordered, ends, strict=True))
    ]
    extension = element("p:ext", {"uri": SECTIONS}, element("p14:sectionLst", None, *made))
    extensions = find(presentation, "p:extLst")
    if extensions is None:
        presentation.append(element("p:extLst", None, extension))
    else:
        extensions.append(extension)


def section_guid(path: str, index: int, name: str) -> str:
    """The GUID of a section, derived from session path and section so that builds are reproducible."""
    seed = "\n".join((path, str(index), name))
    return f"{{{uuid.uuid5(_NAMESPACE, seed)}}}".upper()


def _section(name: str, guid: str, slide_ids: list[str]) -> Element:
    slides = element("p14:sldIdLst", None, *(element("p14:sldId", {"id": slide}) for slide in slide_ids))
    return element("p14:section", {"name": name, "id": guid}, slides)


def _drop_old(presentation: Element) -> None:
    for extensions in find_all(presentation, "p:extLst"):
        for extension in list(extensions):
            if extension.tag == qualified("p:ext") and extension.get("uri") == SECTIONS:
                extensions.remove(extension)
