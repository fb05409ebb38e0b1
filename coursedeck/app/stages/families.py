"""The fonts that a template gives to a language."""

from __future__ import annotations

from coursedeck.base.look.themes import THEMES
from coursedeck.base.text import Families
from coursedeck.base.text.faces import is_measured_exactly
from coursedeck.base.text.languages import is_pseudo, is_traditional
from coursedeck.model.template import FontFaces, Template

_TRADITIONAL = "zh-tw"
_SCRIPTS = {"ko": "Hang", "ja": "Jpan", "zh": "Hans", _TRADITIONAL: "Hant"}
"""ISO 15924 code of the East Asian script of a language."""
_COMPLEX_SCRIPTS = {"ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "th": "Thai", "hi": "Deva"}
"""The same of a language whose letters join or stack."""


def families_of(template: Template, locale: str) -> Families:
    """The template's fonts as they serve a locale.

    In the languages of East Asia the fonts of a bundled theme set Latin letters too, since they were drawn together.
    """
    language = "en" if is_pseudo(locale) else locale.split("-", maxsplit=1)[0]
    if is_traditional(locale):
        language = _TRADITIONAL
    script = _SCRIPTS.get(language, "Hang")
    east_asian = template.text.for_script(script) or "Malgun Gothic"
    headings = template.headings.for_script(script) or east_asian
    complex_face = template.text.for_script(_COMPLEX_SCRIPTS.get(language, ""))
    latin = template.text.latin or "Arial"
    latin_headings = template.headings.latin or latin
    if template.theme in THEMES:
        faces = THEMES[template.theme].faces
        joined = language in _SCRIPTS
        latin = _latin(template.text, faces.text, east_asian if joined else "")
        stays = faces.latin_headings_stay
        latin_headings = _latin(template.headings, faces.headings, headings if joined and not stays else "")
    return Families(
        latin=latin,
        east_asian=east_asian,
        complex=complex_face or "Arial",
        language=language,
        latin_headings=latin_headings,
        east_asian_headings=headings,
        stand_in=template.measure_as,
    )


def _latin(own: FontFaces, wanted: tuple[str, ...], east_asian: str) -> str:
    """The family of Latin letters: that of East Asian ones, or the theme's first that can be measured exactly.

    A family that the course has put in the theme's place stays.
    """
    if own.latin not in wanted:
        return own.latin
    return east_asian or next((family for family in wanted if is_measured_exactly(family)), wanted[0])
