"""Measure text with the metrics of the fonts that will draw it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Protocol

from coursedeck.base.text.faces import Face, Families, face_for_character, find_face, is_measured_exactly
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.text.scripts import Script, script_of, script_runs
from coursedeck.base.text.shaping import needs_shaping, shaped_advance
from coursedeck.model.units import Points

_EM = 1000
EMOJI_ADVANCE = 1.275
"""Advance of Noto Color Emoji in em; Segoe UI Emoji and Apple Color Emoji are a little narrower."""
UNKNOWN_FACE = 1.03
"""Margin for the letters of a family that is not on this machine."""
_RARE = "\u0180"
"""The first Latin letter that fonts of Western Europe may lack, and which is drawn with another font then."""
_MIN_LINE_HEIGHT = 1.2
"""Least height of a line in em: what office programs add to ascent and descent as external leading."""
_TALL = 1.5
"""Height in em of fonts that stand in for others of more usual proportions, as Noto Sans Arabic does for Arial."""
_CACHE_SIZE = 50_000
"""Texts whose widths are cached; fitting measures the same words at several sizes."""
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\u00ad")


class _MeasuredFont(Protocol):
    def getlength(self, text: str) -> float: ...

    def getmetrics(self) -> tuple[int, int]: ...


@lru_cache(maxsize=32)
def _font(file: str, index: int) -> _MeasuredFont:
    from PIL import ImageFont  # noqa: PLC0415 - kept off the start of commands that measure nothing

    return ImageFont.truetype(file, size=_EM, index=index, layout_engine=ImageFont.Layout.BASIC)


class Ruler:
    """Measures in points; one per set of families, cheap to copy and to keep.

    `tracking` is the space in points that a style puts between letters (``spc``), `caps` shows text in capitals, and
    `bold` all of it bold.

    >>> ruler = Ruler(Families())
    >>> ruler.width("가상화", 20) > ruler.width("가", 20) * 2.9
    True
    """

    def __init__(self, families: Families, *, tracking: Points = 0.0, caps: bool = False, bold: bool = False) -> None:
        self.families = families
        self.tracking = tracking
        self.caps = caps
        self.bold = bold
        self._advances: dict[tuple[str, bool, bool], float] = {}
        self._widths: dict[tuple[str, bool, bool], float] = {}
        self._drawn: dict[tuple[str, Script, bool, bool], float] = {}
        self._faces: dict[tuple[str, Script, bool, bool], Face | None] = {}
        self._heights: dict[tuple[Script, bool], float] = {}

    def width(self, text: str, size: Points, *, bold: bool = False, mono: bool = False) -> Points:
        """Advance width of one line of text."""
        bold = bold or self.bold
        key = (text, bold, mono)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) == _CACHE_SIZE:
                self._widths.clear()
            shown = text.upper() if self.caps else text
            found = self._widths[key] = self._total(shown, bold, mono)
        return size * found + (self.tracking * len(text) if self.tracking else 0.0)

    def drawn_width(self, text: str, size: Points, script: Script, *, bold: bool = False, mono: bool = False) -> Points:
        """Width of text that is drawn in the face of one script, blanks too, with its letters kerned.

        Fitting needs `width`, which counts each word for itself and is seldom less.
        """
        key = (text, script, bold, mono)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) == _CACHE_SIZE:
                self._drawn.clear()
            parts = groupby(text, key=lambda character: self._drawn_by(character, script, bold, mono))
            found = self._drawn[key] = sum(
                EMOJI_ADVANCE * sum(character not in _ZERO_WIDTH for character in part)
                if face is None
                else shaped_advance("".join(part), face)
                for face, part in parts
            )
        return size * found

    def _drawn_by(self, character: str, script: Script, bold: bool, mono: bool) -> Face | None:
        """The face that draws a character; None for emoji."""
        key = (character, script, bold, mono)
        if key in self._faces:
            return self._faces[key]
        own = script_of(character)
        found = None
        if own is not Script.EMOJI:
            slot = own if own is Script.COMPLEX else script
            family = self.family(slot, mono=mono)
            found = face_for_character(character, family, slot, self.families.language, bold=bold)
        self._faces[key] = found
        return found

    def line_height(self, text: str, size: Points, *, mono: bool = False) -> Points:
        """Height of a line that holds `text` at single spacing: the tallest ascent + descent of its fonts."""
        scripts = {script_of(character) for character in text} or {Script.LATIN}
        return size * max(self._height(script, mono) for script in scripts)

    def ascent(self, text: str, size: Points, *, mono: bool = False) -> Points:
        """Ascent of the tallest font of the line."""
        scripts = {script_of(character) for character in text} or {Script.LATIN}
        return size * max(self._metrics(script, mono)[0] for script in scripts) / _EM

    def descent(self, text: str, size: Points, *, mono: bool = False) -> Points:
        """Descent of the font of the line that reaches lowest."""
        scripts = {script_of(character) for character in text} or {Script.LATIN}
        return size * max(self._metrics(script, mono)[1] for script in scripts) / _EM

    def family(self, script: Script, *, mono: bool = False) -> str:
        """The theme's family for a script."""
        if script is Script.EAST_ASIAN:
            return self.families.east_asian
        if script is Script.COMPLEX:
            return self.families.complex
        return self.families.mono if mono else self.families.latin

    def _total(self, text: str, bold: bool, mono: bool) -> float:
        """The width in em: that of each letter, and that of shaped words in scripts whose letters join or stack."""
        if not needs_shaping(text):
            return sum(self._advance(character, bold, mono) for character in text)
        total = 0.0
        for script, run in script_runs(text):
            if script is not Script.COMPLEX:
                total += sum(self._advance(character, bold, mono) for character in run)
                continue
            first = next((character for character in run if not character.isspace()), " ")
            face = face_for_character(first, self.families.complex, script, self.families.language, bold=bold)
            total += shaped_advance(run, face)
        return total

    def _advance(self, character: str, bold: bool, mono: bool) -> float:
        key = (character, bold, mono)
        found = self._advances.get(key)
        if found is None:
            found = self._advances[key] = self._measure(character, bold, mono)
        return found

    def _measure(self, character: str, bold: bool, mono: bool) -> float:
        if character in _ZERO_WIDTH or character == "\n":
            return 0.0
        script = script_of(character)
        if script is Script.EMOJI:
            return EMOJI_ADVANCE
        family, spare = self._measured_family(script, mono=mono)
        face = find_face(family, script, self.families.language, bold=bold)
        if script is Script.LATIN and character >= _RARE:
            face = face_for_character(character, family, script, self.families.language, bold=bold)
        return spare * _font(face.file, face.index).getlength(character) / _EM

    def _measured_family(self, script: Script, *, mono: bool) -> tuple[str, float]:
        """The family that letters are measured with, and a margin where it is not the one that will draw them."""
        family = self.family(script, mono=mono)
        if script is not Script.LATIN or mono or is_measured_exactly(family):
            return family, 1.0
        return self.families.stand_in or family, 1.0 if self.families.stand_in else UNKNOWN_FACE

    def _metrics(self, script: Script, mono: bool) -> tuple[int, int]:
        used = Script.LATIN if script is Script.EMOJI else script
        family = self.family(used, mono=mono)
        face = find_face(family, used, self.families.language)
        metrics = _font(face.file, face.index).getmetrics()
        if sum(metrics) > _TALL * _EM and used is Script.COMPLEX and runs_right_to_left(self.families.language):
            # a theme's family for Arabic and Hebrew is that of its Latin letters, and no taller
            face = find_face(family, Script.LATIN, self.families.language)
            metrics = _font(face.file, face.index).getmetrics()
        return metrics

    def _height(self, script: Script, mono: bool) -> float:
        key = (script, mono)
        if key not in self._heights:
            self._heights[key] = max(_MIN_LINE_HEIGHT, sum(self._metrics(script, mono)) / _EM)
        return self._heights[key]
