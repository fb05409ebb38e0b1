"""Typefaces of the theme for East Asian text and complex scripts (ECMA-376 part 1, 20.1.4.1.16)."""

from __future__ import annotations

from typing import Any

from pptx.opc.package import XmlPart

from coursedeck.base.xml import parse
from coursedeck.output.deck.values import ThemeFonts
from coursedeck.output.deck.xml import find_all, serialise

_BUNDLED = "coursedeck "
"""What the names of bundled themes begin with; the Latin letters of others are their own affair."""
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def set_theme_fonts(package: Any, fonts: ThemeFonts) -> None:
    """Set the typefaces of heading and body fonts in every theme part; None leaves the template's."""
    slots = (("latin", fonts.latin), ("ea", fonts.east_asian), ("cs", fonts.complex_script))
    headings = (("latin", fonts.latin_headings), ("ea", fonts.east_asian_headings))
    wanted = {
        "majorFont": {slot: face for slot, face in (*slots, *headings) if face},
        "minorFont": {slot: face for slot, face in slots if face},
    }
    if not wanted["majorFont"]:
        return
    for part in package.iter_parts():
        if part.content_type != _THEME_TYPE:
            continue
        # python-pptx keeps most theme parts as bytes, but has some as parsed XML
        parsed = isinstance(part, XmlPart)
        theme = part._element if parsed else parse(part.blob)
        own = str(theme.get("name")).startswith(_BUNDLED)
        for collection, faces in wanted.items():
            for slot, face in faces.items():
                if slot == "latin" and not own:
                    continue
                for named in find_all(theme, f"a:themeElements/a:fontScheme/a:{collection}/a:{slot}"):
                    named.set("typeface", face)
        if not parsed:
            part.blob = serialise(theme)
