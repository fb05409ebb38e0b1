"""Speaker notes: a notes page for every slide, on the deck's one notes master (ECMA-376 part 1, 19.3.1.26)."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.parts.slide import NotesSlidePart

from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.shape_tree import shape_tree
from coursedeck.output.deck.shapes import drawing_properties
from coursedeck.output.deck.text import text_body
from coursedeck.output.deck.values import NotesPage
from coursedeck.output.deck.xml import ROOT_NAMESPACES, Element, element, find, find_all, qualified

NUMBER_FIELD = "{0C7E5A3D-5B0E-5D2B-9C0B-1E6A4C2D7F31}"
"""GUID of the slide number field, the same on every slide so that builds are reproducible."""

_PLACEHOLDER_ATTRIBUTES = ("type", "orient", "sz", "idx")


class NotesWriter:
    """Makes notes pages for the slides of one deck."""

    def __init__(self, presentation: Any) -> None:
        self._master = presentation.notes_master
        self._package = presentation.part.package
        _register_notes_master(presentation.part, self._master.part)
        self._places = {
            place.get("type"): {name: place.get(name) for name in _PLACEHOLDER_ATTRIBUTES}
            for place in find_all(self._master._element, "p:cSld/p:spTree/p:sp/p:nvSpPr/p:nvPr/p:ph")
        }

    def part_for(self, slide: Any, number: int) -> Any:
        """The empty notes part of a slide, related to it and to the master."""
        root: Any = element("p:notes", spaces=ROOT_NAMESPACES)
        part = NotesSlidePart(
            PackURI(f"/ppt/notesSlides/notesSlide{number}.xml"), CT.PML_NOTES_SLIDE, self._package, root
        )
        part.relate_to(self._master.part, RT.NOTES_MASTER)
        part.relate_to(slide, RT.SLIDE)
        slide.relate_to(part, RT.NOTES_SLIDE)
        return part

    def add(self, note: NotesPage, number: int, context: PartContext) -> None:
        """Fill a notes part with slide image, notes and slide number."""
        body = text_body("p:txBody", element("a:bodyPr"), note.paragraphs, context)
        shapes = [
            self._shape("sldImg", "slide", None, context),
            self._shape("body", "notes", body, context),
            self._shape("sldNum", "slide-number", _number(number, context), context),
        ]
        tree = shape_tree([shape for shape in shapes if shape is not None])
        context.part._element.extend(
            [element("p:cSld", None, tree), element("p:clrMapOvr", None, element("a:masterClrMapping"))]
        )

    def _shape(self, kind: str, name: str, body: Element | None, context: PartContext) -> Element | None:
        """A shape in the notes master's placeholder of this type; notes are written even if the master has no body."""
        place = self._places.get(kind, {"type": "body", "idx": "1"} if kind == "body" else None)
        if place is None:
            return None
        locks = {"noGrp": True, "noRot": True, "noChangeAspect": True} if kind == "sldImg" else {"noGrp": True}
        kind_part = element("p:cNvSpPr", None, element("a:spLocks", locks))
        non_visual = element(
            "p:nvSpPr",
            None,
            drawing_properties(context, name),
            kind_part,
            element("p:nvPr", None, element("p:ph", place)),
        )
        return element("p:sp", None, non_visual, element("p:spPr"), body)


def _number(number: int, context: PartContext) -> Element:
    field = slide_number_field(number, element("a:rPr", {"lang": context.defaults.language}))
    return element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), element("a:p", None, field))


def slide_number_field(number: int, look: Element) -> Element:
    """``a:fld`` that shows the slide's number and follows when slides are moved."""
    return element("a:fld", {"id": NUMBER_FIELD, "type": "slidenum"}, look, element("a:t", text=str(number)))


def _register_notes_master(presentation: Any, master: Any) -> None:
    """Add ``p:notesMasterIdLst``, which python-pptx leaves out; without it Keynote loses all notes."""
    root = presentation._element
    if find(root, "p:notesMasterIdLst") is not None:
        return
    entry = element("p:notesMasterId", {"r:id": presentation.relate_to(master, RT.NOTES_MASTER)})
    masters = root.find(qualified("p:sldMasterIdLst"))
    masters.addnext(element("p:notesMasterIdLst", None, entry))
