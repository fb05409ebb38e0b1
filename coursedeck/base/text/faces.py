"""From a theme's family names to the font files of this machine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from coursedeck.base.text import fontconfig
from coursedeck.base.text.font_packages import font_packages
from coursedeck.base.text.scripts import Script
from coursedeck.model.values import replace

_FOLDERS = (
    "~/.local/share/fonts", "~/.fonts", "/usr/share/fonts", "/usr/local/share/fonts",
    "~/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts",
)  # fmt: skip
_KNOWN_FILES = {
    Script.LATIN: ("LiberationSans-Regular.ttf", "Arial.ttf", "DejaVuSans.ttf", "Helvetica.ttc"),
    Script.EAST_ASIAN: ("NotoSansCJK-Regular.ttc", "NanumGothic.ttf", "AppleSDGothicNeo.ttc", "malgun.ttf"),
}
_SPOKEN_IN = {
    Script.EAST_ASIAN: frozenset({"ko", "ja", "zh", "zh-tw"}),
    Script.COMPLEX: frozenset({
        "ar", "bn", "bo", "dv", "fa", "gu", "he", "hi", "km", "kn", "lo", "ml", "mn", "mr", "my", "ne", "or", "pa",
        "ps", "sa", "sd", "si", "ta", "te", "th", "ug", "ur", "yi",
    }),
}  # fmt: skip
_FALLBACK_LANGUAGE = {Script.EAST_ASIAN: "ko", Script.COMPLEX: "ar", Script.LATIN: "en"}


class FontError(Exception):
    """No installed font can draw a script; the message says what to install."""


class Families(Struct, frozen=True):
    """The families that a theme names, one a script slot."""

    latin: str = "Arial"
    east_asian: str = "Malgun Gothic"
    complex: str = "Arial"
    mono: str = "Consolas"
    language: str = "ko"
    """Language that decides between fonts of one script (Han in Korean, Japanese, Chinese ``zh``, ``zh-tw``)."""
    latin_headings: str = ""
    """For headings; empty for the family of the text, as the next one."""
    east_asian_headings: str = ""
    stand_in: str = ""
    """By which Latin families are measured that this machine does not have; empty for what fontconfig takes."""

    @property
    def of_headings(self) -> Families:
        """The families that headings are set in."""
        latin, east_asian = self.latin_headings or self.latin, self.east_asian_headings or self.east_asian
        return replace(self, latin=latin, east_asian=east_asian)

    def with_latin(self, family: str) -> Families:
        """The same with another family for Latin letters."""
        return replace(self, latin=family, latin_headings="")


class Face(Struct, frozen=True):
    """A font of this machine: file, index in a collection, and its own family name."""

    file: str
    index: int
    family: str


_TWINS = {
    "Arial": "Liberation Sans", "Times New Roman": "Liberation Serif", "Calibri": "Carlito",
    "Calibri Light": "Carlito", "Cambria": "Caladea", "Courier New": "Liberation Mono", "Helvetica": "Liberation Sans",
    "Arial Narrow": "Liberation Sans Narrow", "Georgia": "Gelasio",
}  # fmt: skip
"""Families whose letters have the same widths, so that lines break alike."""


@lru_cache(maxsize=64)
def is_measured_exactly(family: str) -> bool:
    """Whether this machine has `family`, or one whose letters have the same widths.

    >>> is_measured_exactly("No such family")
    False
    """
    found = fontconfig.match(_escaped(family))
    return found is not None and found[2] in {family, _TWINS.get(family)}


@lru_cache(maxsize=64)
def has_twin(family: str) -> bool:
    """Whether this machine has a family whose letters are as wide, even if fontconfig would not take it.

    >>> has_twin("No such family")
    False
    """
    twin = _TWINS.get(family)
    found = None if twin is None else fontconfig.match(_escaped(twin))
    return found is not None and found[2] == twin


@lru_cache(maxsize=128)
def find_face(family: str, script: Script, language: str = "", *, bold: bool = False) -> Face:
    """The installed face that stands in for `family`.

    Raises FontError where this machine has no font for the script at all.
    """
    own = language in _SPOKEN_IN.get(script, frozenset())
    spoken = language if own else _FALLBACK_LANGUAGE.get(script, "")
    pattern = f"{_escaped(family)}:{'bold' if bold else 'regular'}"
    if spoken:
        pattern += f":lang={_in_fontconfig(spoken)}"
    found = fontconfig.match(pattern)
    if found is None:
        return _known_file(script)
    if script is Script.LATIN or found[2] in fontconfig.families_for(_in_fontconfig(spoken)):
        return Face(*found)
    # the family is installed but has no such letters: office programs fall back as fontconfig does
    instead = fontconfig.match(f":{'bold' if bold else 'regular'}:lang={_in_fontconfig(spoken)}")
    return Face(*(instead or found))


def _in_fontconfig(language: str) -> str:
    return "zh-cn" if language == "zh" else language


def _escaped(family: str) -> str:
    return "".join("\\" + c if c in "\\-:," else c for c in family)


def _known_file(script: Script) -> Face:
    """A face by the file names under which well-known fonts are installed, for machines without fontconfig."""
    wanted = _KNOWN_FILES.get(script, _KNOWN_FILES[Script.LATIN])
    for folder in _FOLDERS:
        for name in wanted:
            for file in sorted(Path(folder).expanduser().rglob(name)):
                return Face(str(file), 0, file.stem.split("-")[0])
    packages = font_packages(_FALLBACK_LANGUAGE.get(script, "en"))
    raise FontError(f"no installed font can draw {script} text: run `make setup`, or {packages}")


@lru_cache(maxsize=32)
def has_script_font(language: str) -> bool:
    """Whether an installed font covers `language`."""
    if fontconfig.program() is not None:
        return bool(fontconfig.families_for(_in_fontconfig(language)))
    try:
        _known_file(Script.EAST_ASIAN if language in _SPOKEN_IN[Script.EAST_ASIAN] else Script.LATIN)
    except FontError:
        return False
    return True


@lru_cache(maxsize=256)
def face_for_character(character: str, family: str, script: Script, language: str, *, bold: bool = False) -> Face:
    """The face that truly has `character`: the family's own, else what fontconfig falls back to."""
    face = find_face(family, script, language, bold=bold)
    if character.isspace() or covers(face, character):
        return face
    weight = "bold" if bold else "regular"
    found = fontconfig.match(f":{weight}:charset={ord(character):x}")
    return Face(*found) if found is not None and covers(Face(*found), character) else face


@lru_cache(maxsize=32)
def _characters(file: str, index: int) -> frozenset[int]:
    # fontTools would name every glyph of a font for this, a fifth of a second for one of East Asia
    import uharfbuzz  # noqa: PLC0415 - most builds ask no font

    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file), index).unicodes)


def covers(face: Face, character: str) -> bool:
    """Whether the face has a glyph for `character`."""
    return ord(character) in _characters(face.file, face.index)
