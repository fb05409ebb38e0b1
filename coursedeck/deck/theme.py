"""The template's theme: the face for East Asian text (ECMA-376 part 1, 20.1.4.1.16)."""

from __future__ import annotations

from typing import Any

from pptx.opc.package import XmlPart

from coursedeck.deck.xml import find_all, parse, serialise

_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def set_east_asian_font(package: Any, face: str | None) -> None:
    """Name `face` as the East Asian one of headings and text in every theme; None leaves the template's."""
    if not face:
        return
    for part in package.iter_parts():
        if part.content_type != _THEME_TYPE:
            continue
        # python-pptx keeps themes as bytes, save those of parts that it has parsed for another reason
        parsed = isinstance(part, XmlPart)
        theme = part._element if parsed else parse(part.blob)
        for path in ("a:themeElements/a:fontScheme/a:majorFont/a:ea", "a:themeElements/a:fontScheme/a:minorFont/a:ea"):
            for slot in find_all(theme, path):
                slot.set("typeface", face)
        if not parsed:
            part.blob = serialise(theme)
