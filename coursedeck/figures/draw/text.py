"""Labels as SVG text: one element for each line, in runs whose font family has all their glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from coursedeck.base.svg import element, words
from coursedeck.base.text import Families, Ruler, find_face
from coursedeck.base.text.faces import face_for_character
from coursedeck.base.text.scripts import Script, language_of, script_of, script_runs
from coursedeck.model.drawing import Align, TextBlock, TextLine
from coursedeck.model.text import Span

_FALLBACKS = {
    Script.LATIN: ("Arial", "Helvetica", "Liberation Sans"),
    Script.EAST_ASIAN: ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR"),
    Script.COMPLEX: ("Arial", "Noto Sans Arabic", "Noto Sans Hebrew"),
    Script.EMOJI: ("Segoe UI Emoji", "Apple Color Emoji", "Noto Color Emoji"),
}
"""Fallback families on machines other than the one that renders."""
_RIGHT_TO_LEFT = frozenset({"ar", "he"})
_COMMON_BELOW = 0x180
"""Characters below this code point are in every font for their script; others are looked up one by one."""


class FontRun(Struct, frozen=True):
    """Text of one style, set in one font family."""

    text: str
    family: str
    span: Span


def text_block(block: TextBlock, families: Families) -> str:
    """All lines of a text block."""
    return "".join(_line(line, block, families) for line in block.lines if line.plain.strip())


def runs_of(line: TextLine, families: Families, *, bold: bool) -> tuple[FontRun, ...]:
    """The runs of a line; neighbours with the same family and style are merged."""
    found: list[FontRun] = []
    for span in line.spans:
        for text, family in _families_along(span, families, bold=bold or span.strong):
            last = found[-1] if found else None
            if last is not None and last.family == family and _style(last.span) == _style(span):
                found[-1] = FontRun(last.text + text, family, last.span)
            else:
                found.append(FontRun(text, family, span))
    return tuple(found)


def _style(span: Span) -> tuple[bool, ...]:
    return span.strong, span.emphasis, span.code, span.strike


def _families_along(span: Span, families: Families, *, bold: bool) -> Iterator[tuple[str, str]]:
    for script, text in script_runs(span.text):
        start = 0
        family = _family(script, "", families, bold, span.code)
        for index, character in enumerate(text):
            other = family
            if _doubtful(script, character):
                other = _family(script, character, families, bold, span.code)
            if other != family:
                if index > start:
                    yield text[start:index], family
                start, family = index, other
        yield text[start:], family


def _doubtful(script: Script, character: str) -> bool:
    """Whether the usual font of a script may lack a character."""
    if script is Script.EAST_ASIAN or character.isspace() or character in "\u200d\ufe0f\ufe0e":
        return False
    return script in {Script.COMPLEX, Script.EMOJI} or ord(character) >= _COMMON_BELOW


@lru_cache(maxsize=1024)
def _family(script: Script, character: str, families: Families, bold: bool, code: bool) -> str:
    """The ``font-family`` of a run: the family found on this machine, then fallbacks for others."""
    named = {Script.EAST_ASIAN: families.east_asian, Script.COMPLEX: families.complex}.get(
        script, families.mono if code else families.latin
    )
    if script is Script.EMOJI:
        face = face_for_character(character or "🙂", "Noto Color Emoji", script, families.language)
    elif character:
        face = face_for_character(character, named, script, families.language, bold=bold)
    else:
        face = find_face(named, script, families.language, bold=bold)
    listed = [face.family, *([named] if script is not Script.EMOJI else []), *_FALLBACKS[script]]
    generic = "monospace" if code else "sans-serif"
    return ", ".join([f"'{name}'" for name in dict.fromkeys(listed)] + [generic])


def _line(line: TextLine, block: TextBlock, families: Families) -> str:
    runs = runs_of(line, families, bold=block.bold)
    middle = _middle(line, block)
    common: dict[str, str | float | None] = {
        "y": line.baseline, "font-size": block.size, "fill": block.color, "xml:space": "preserve",
        "font-weight": "bold" if block.bold else None, "font-style": "italic" if block.italic else None,
        "direction": "rtl" if _is_rtl(line.plain) else None,
    }  # fmt: skip
    if len(runs) == 1:
        own = {name: value for name, value in _run(runs[0]).items() if value is not None}
        return element("text", {"x": middle, **common, "text-anchor": "middle", **own}, words(runs[0].text))
    if common["direction"]:
        inner = "".join(element("tspan", _run(run), words(run.text)) for run in runs)
        return element("text", {"x": middle, **common, "text-anchor": "middle"}, inner)
    start = middle - line.width / 2
    places = _places(runs, start, block, families) if _has_emoji(line) else [None] * len(runs)
    inner = "".join(
        element("tspan", {"x": place, **_run(run)}, words(run.text)) for run, place in zip(runs, places, strict=True)
    )
    return element("text", {"x": start, **common}, inner)


def _has_emoji(line: TextLine) -> bool:
    """Whether a line has emoji, whose widths differ much between the fonts of two machines."""
    return any(script_of(character) is Script.EMOJI for character in line.plain)


def _places(runs: tuple[FontRun, ...], start: float, block: TextBlock, families: Families) -> list[float | None]:
    """The x coordinate of each run, as measured."""
    ruler = Ruler(families)
    places: list[float | None] = []
    for run in runs:
        places.append(start)
        start += ruler.width(run.text, block.size, bold=block.bold or run.span.strong, mono=run.span.code)
    return places


def _middle(line: TextLine, block: TextBlock) -> float:
    if block.align is Align.LEFT:
        return block.box.left + line.width / 2
    if block.align is Align.RIGHT:
        return block.box.right - line.width / 2
    return block.box.center.x


def _run(run: FontRun) -> dict[str, str | float | None]:
    span = run.span
    return {
        "font-family": run.family,
        "font-weight": "bold" if span.strong else None,
        "font-style": "italic" if span.emphasis else None,
        "text-decoration": "line-through" if span.strike else None,
    }


def _is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for character in text:
        language = language_of(character)
        if language is not None or character.isalpha():
            return language in _RIGHT_TO_LEFT
    return False
