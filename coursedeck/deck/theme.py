"""The template's theme: its colours, and the face for East Asian text (ECMA-376 part 1, 20.1.6)."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from coursedeck.deck.colors import ThemeColors, theme_colors
from coursedeck.deck.xml import find, find_all, parse, serialise

_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def read_colors(presentation: Any) -> ThemeColors:
    """The colours of the first master's theme."""
    master = presentation.slide_masters[0]
    theme = parse(master.part.part_related_by(RT.THEME).blob)
    color_map = find(master._element, "p:clrMap")
    return theme_colors(theme, color_map) if color_map is not None else ThemeColors({})


def set_east_asian_font(package: Any, face: str | None) -> None:
    """Name `face` as the East Asian one of headings and text in every theme; None leaves the template's."""
    if not face:
        return
    for part in package.iter_parts():
        if part.content_type != _THEME_TYPE:
            continue
        theme = parse(part.blob)
        for path in ("a:themeElements/a:fontScheme/a:majorFont/a:ea", "a:themeElements/a:fontScheme/a:minorFont/a:ea"):
            for slot in find_all(theme, path):
                slot.set("typeface", face)
        part.blob = serialise(theme)
