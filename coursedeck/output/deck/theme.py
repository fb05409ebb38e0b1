"""Typefaces of the theme for East Asian text and complex scripts (ECMA-376 part 1, 20.1.4.1.16)."""

from __future__ import annotations

from typing import Any

from pptx.opc.package import XmlPart

from coursedeck.base.xml import parse
from coursedeck.output.deck.xml import find_all, serialise

_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_FONTS = ("majorFont", "minorFont")


def set_theme_fonts(package: Any, *, east_asian: str | None, complex_script: str | None) -> None:
    """Set the typefaces of heading and body fonts in every theme part; None leaves the template's."""
    wanted = {slot: face for slot, face in (("ea", east_asian), ("cs", complex_script)) if face}
    if not wanted:
        return
    for part in package.iter_parts():
        if part.content_type != _THEME_TYPE:
            continue
        # python-pptx keeps most theme parts as bytes, but has some as parsed XML
        parsed = isinstance(part, XmlPart)
        theme = part._element if parsed else parse(part.blob)
        for slot, face in wanted.items():
            for font in _FONTS:
                for named in find_all(theme, f"a:themeElements/a:fontScheme/a:{font}/a:{slot}"):
                    named.set("typeface", face)
        if not parsed:
            part.blob = serialise(theme)
