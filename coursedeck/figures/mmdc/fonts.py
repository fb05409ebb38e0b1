"""Font families of an SVG's text: those that this machine draws its letters with first."""

from __future__ import annotations

from lxml import etree

from coursedeck.base.text import find_face
from coursedeck.base.text.scripts import Script, script_runs

_TEXT = ("{http://www.w3.org/2000/svg}text", "{http://www.w3.org/2000/svg}tspan")


def name_families(root: etree._Element, families: tuple[str, ...], language: str) -> None:
    """Give all text a family with its letters: painters take the first one, whatever it lacks."""
    latin, east_asian, other = (*families, "", "", "")[:3]
    named = {Script.EAST_ASIAN: east_asian, Script.COMPLEX: other}
    for element in root.iter(*_TEXT):
        words = (element.text or "").strip()
        scripts = [script for script, _ in script_runs(words)] if words else []
        script = next((each for each in scripts if each in named), Script.LATIN)
        wanted = named.get(script) or latin
        if words or element.tag == _TEXT[0]:
            face = find_face(wanted, script, language)
            element.set("font-family", ", ".join(f"'{name}'" for name in dict.fromkeys((face.family, wanted)) if name))
