"""The fonts that a template gives to a language."""

from __future__ import annotations

from coursedeck.base.text import Families
from coursedeck.base.text.languages import is_pseudo, is_traditional
from coursedeck.model.template import Template

_TRADITIONAL = "zh-tw"
_SCRIPTS = {"ko": "Hang", "ja": "Jpan", "zh": "Hans", _TRADITIONAL: "Hant"}
"""ISO 15924 code of the East Asian script of a language."""
_COMPLEX_SCRIPTS = {"ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "th": "Thai", "hi": "Deva"}
"""The same of a language whose letters join or stack."""


def families_of(template: Template, locale: str) -> Families:
    """The template's fonts as they serve a locale."""
    language = "en" if is_pseudo(locale) else locale.split("-", maxsplit=1)[0]
    if is_traditional(locale):
        language = _TRADITIONAL
    east_asian = template.text.for_script(_SCRIPTS.get(language, "Hang"))
    complex_face = template.text.for_script(_COMPLEX_SCRIPTS.get(language, ""))
    return Families(
        latin=template.text.latin or "Arial",
        east_asian=east_asian or "Malgun Gothic",
        complex=complex_face or "Arial",
        language=language,
    )
