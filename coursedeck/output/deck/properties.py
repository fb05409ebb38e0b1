"""Document properties, without dates, user names and paths of the build machine (ECMA-376 part 1, 15.2.12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from coursedeck.base.files import build_time
from coursedeck.base.xml import parse
from coursedeck.output.deck.values import Properties
from coursedeck.output.deck.xml import Element, element, serialise

APPLICATION = "coursedeck"
_LONGEST = 255
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Format id of user-defined properties ([MS-OLEPS] 2.3.1)."""
_FIRST_CUSTOM_ID = 2
_NOT_OURS = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
"""Last segments of relationship types; converters write some of them with another beginning."""
_PROPERTY_PARTS = (CT.OPC_CORE_PROPERTIES, CT.OFC_EXTENDED_PROPERTIES, CT.OFC_CUSTOM_PROPERTIES)
_VIEW_TYPE = CT.PML_VIEW_PROPS


def set_properties(presentation: Any, properties: Properties, slides: int) -> None:
    """Replace the template's document properties by the deck's, and make the deck open in slide view."""
    package = presentation.part.package
    _drop(package._rels, _NOT_OURS)
    _drop(presentation.part.rels, ("printerSettings",))
    _set_core(presentation.core_properties, properties)
    _attach(package, "/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, _extended(slides))
    if properties.custom:
        custom = _custom(properties.custom)
        _attach(package, "/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, custom)
    _open_in_slides(presentation.part)


def _drop(relationships: Any, kinds: tuple[str, ...]) -> None:
    for rel_id, relationship in list(relationships.items()):
        target = None if relationship.is_external else relationship.target_part
        properties = target is not None and target.content_type in _PROPERTY_PARTS
        if properties or relationship.reltype.rpartition("/")[2] in kinds:
            relationships.pop(rel_id)


def _set_core(core: Any, properties: Properties) -> None:
    moment = build_time().replace(tzinfo=None)
    core.title = properties.title[:_LONGEST]
    core.author = properties.author[:_LONGEST]
    core.last_modified_by = properties.author[:_LONGEST] or APPLICATION
    core.subject = properties.subject[:_LONGEST]
    core.keywords = properties.keywords[:_LONGEST]
    core.language = properties.language
    core.revision = 1
    core.created = moment
    core.modified = moment


def _extended(slides: int) -> Element:
    return element(
        "ep:Properties",
        None,
        element("ep:TotalTime", text="0"),
        element("ep:Application", text=APPLICATION),
        element("ep:Slides", text=str(slides)),
        element("ep:AppVersion", text="16.0000"),
    )


def _custom(values: Mapping[str, str]) -> Element:
    properties = [
        element(
            "cp:property",
            {"fmtid": _CUSTOM_FORMAT, "pid": number, "name": name},
            element("vt:lpwstr", text=value),
        )
        for number, (name, value) in enumerate(sorted(values.items()), _FIRST_CUSTOM_ID)
    ]
    return element("cp:Properties", None, *properties)


def _attach(owner: Any, name: str, content_type: str, kind: str, root: Element) -> None:
    package = getattr(owner, "package", owner)
    owner.relate_to(Part(PackURI(name), content_type, package, serialise(root)), kind)


def _open_in_slides(part: Any) -> None:
    """Set ``lastView``: templates are often saved in master view, a deck should open in slide view."""
    views = [relationship.target_part for relationship in part.rels.values() if relationship.reltype == RT.VIEW_PROPS]
    if not views:
        _attach(part, "/ppt/viewProps.xml", _VIEW_TYPE, RT.VIEW_PROPS, element("p:viewPr", {"lastView": "sldView"}))
    for view in views:
        root = parse(view.blob)
        root.set("lastView", "sldView")
        view.blob = serialise(root)
