"""Which packages hold fonts for a language, as Debian and Fedora name them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class FontPackages(Struct, frozen=True):
    """The packages with the letters of a script."""

    debian: str
    fedora: str

    def __str__(self) -> str:
        return f"apt-get install {self.debian}, dnf install {self.fedora}"


_CJK = FontPackages("fonts-noto-cjk", "google-noto-sans-cjk-fonts")
_LATIN = FontPackages("fonts-liberation", "liberation-sans-fonts")

_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "arabic": ("ar", "ckb", "fa", "ku", "ps", "sd", "ug", "ur"),
    "armenian": ("hy",),
    "bengali": ("as", "bn"),
    "devanagari": ("bho", "hi", "kok", "mai", "mr", "ne", "sa"),
    "ethiopic": ("am", "gez", "ti"),
    "georgian": ("ka",),
    "gujarati": ("gu",),
    "gurmukhi": ("pa",),
    "hebrew": ("he", "iw", "yi"),
    "kannada": ("kn",),
    "khmer": ("km",),
    "lao": ("lo",),
    "malayalam": ("ml",),
    "myanmar": ("my", "shn"),
    "oriya": ("or",),
    "sinhala": ("si",),
    "tamil": ("ta",),
    "telugu": ("te",),
    "thaana": ("dv",),
    "thai": ("th",),
    "tibetan": ("bo", "dz"),
}
"""Languages by the script that they are written in; those of Latin, Greek and Cyrillic letters are not named."""

_BY_LANGUAGE: Mapping[str, FontPackages] = {
    **{
        language: FontPackages("fonts-noto-core", f"google-noto-sans-{script}-fonts")
        for script, languages in _SCRIPTS.items()
        for language in languages
    },
    **dict.fromkeys(("ja", "ko", "yue", "zh"), _CJK),
}


def font_packages(language: str) -> FontPackages:
    """The packages for a language, by its BCP 47 tag.

    >>> str(font_packages("th")), font_packages("zh-TW").debian, font_packages("de").debian
    ('apt-get install fonts-noto-core, dnf install google-noto-sans-thai-fonts', 'fonts-noto-cjk', 'fonts-liberation')
    """
    return _BY_LANGUAGE.get(language.replace("_", "-").partition("-")[0].lower(), _LATIN)
