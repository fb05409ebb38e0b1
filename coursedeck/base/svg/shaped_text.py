"""Text elements of complex scripts as outlines, for cairo's text API, which neither shapes nor orders letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.svg.markup import element, words
from coursedeck.base.text.faces import Face, FontError, face_for_character
from coursedeck.base.text.ruler import EMOJI_ADVANCE
from coursedeck.base.text.scripts import Script, script_of
from coursedeck.base.text.shaping import VisualRun, needs_shaping, shaped, visual_runs
from coursedeck.model.entities import unescape

_TEXT = re.compile(r"<text ([^>]*)>(.*?)</text>", re.DOTALL)
_SPAN = re.compile(r"<tspan([^>]*)>([^<]*)</tspan>|([^<]+)")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_FIRST_FAMILY = re.compile(r"\s*'?([^',]+)")
_SLANT = -12
"""Degrees by which upright letters are slanted."""
_STRIKE = (0.26, 0.32)
"""From where to where above the base line a line strikes letters through, in em."""


class _StyledRun(Struct, frozen=True):
    """Text of one style."""

    text: str
    style: dict[str, str]


class _Glyphs(Struct, frozen=True):
    """A piece of a line: an outline, or text that cairo can draw."""

    content: str
    """With ``{x}`` for its place."""
    width: float


def with_outlines(svg: str) -> str:
    """The SVG with each text that has to be shaped as paths; other texts are untouched."""
    return _TEXT.sub(_outlined, svg) if needs_shaping(svg) else svg


def _outlined(found: re.Match[str]) -> str:
    content = unescape(re.sub(r"<[^>]*>", "", found[2]))
    if not needs_shaping(content):
        return found[0]
    style = _attributes(found[1])
    runs = [
        _StyledRun(unescape(inner or bare), style | _attributes(attributes))
        for attributes, inner, bare in _SPAN.findall(found[2])
    ]
    try:
        pieces = list(_pieces(runs, right_to_left=style.get("direction") == "rtl"))
    except FontError:  # said when the figure was measured
        return found[0]
    x = float(style["x"]) - {"middle": 0.5, "end": 1.0}.get(style.get("text-anchor", ""), 0.0) * sum(
        piece.width for piece in pieces
    )
    drawn: list[str] = []
    for piece in pieces:
        drawn.append(piece.content.replace("{x}", f"{x:.3f}"))
        x += piece.width
    return element("g", {"fill": style.get("fill")}, "".join(drawn))


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def _pieces(runs: list[_StyledRun], *, right_to_left: bool) -> Iterator[_Glyphs]:
    """The line from left to right."""
    starts = [0]
    for run in runs:
        starts.append(starts[-1] + len(run.text))
    text = "".join(run.text for run in runs)
    for visual in visual_runs(text, right_to_left=right_to_left, borders=[*starts, *_script_borders(text)]):
        owner = max(index for index, start in enumerate(starts[:-1]) if start <= visual.start)
        yield _glyphs(visual, runs[owner].style)


def _script_borders(text: str) -> Iterator[int]:
    """Where the script changes; marks and blanks stay with what stands before them."""
    current = None
    for place, character in enumerate(text):
        if not (character.isalnum() or script_of(character) is Script.EMOJI):
            continue
        if current is not None and script_of(character) is not current:
            yield place
        current = script_of(character)


def _glyphs(visual: VisualRun, style: dict[str, str]) -> _Glyphs:
    size, y = float(style["font-size"]), style["y"]
    bold, italic = style.get("font-weight") == "bold", style.get("font-style") == "italic"
    script = next((script_of(each) for each in visual.text if not each.isspace()), Script.LATIN)
    if script is Script.EMOJI:
        own: dict[str, str | float | None] = {
            "x": "{x}",
            "y": y,
            "font-size": size,
            "font-family": style.get("font-family"),
            "xml:space": "preserve",
        }
        return _Glyphs(element("text", own, words(visual.text)), EMOJI_ADVANCE * size * len(visual.text.strip()))
    run = shaped(visual.text, _face(visual.text, style, script, bold=bold), right_to_left=visual.right_to_left)
    scale, width = size / run.units_per_em, run.advance * size
    slant = f" skewX({_SLANT})" if italic else ""
    outline = element(
        "path", {"d": run.path, "transform": f"translate({{x}} {y}){slant} scale({scale:.6f} {-scale:.6f})"}
    )
    if style.get("text-decoration") == "line-through":
        low, high = _STRIKE
        at = f"translate({{x}} {y})"
        line = f"M0 {-low * size:.3f}H{width:.3f}V{-high * size:.3f}H0Z"
        outline += element("path", {"d": line, "transform": at})
    return _Glyphs(outline if run.path else "", width)


def _face(text: str, style: dict[str, str], script: Script, *, bold: bool) -> Face:
    """The face that draws a run: that of its family which has its first letter."""
    first = next((each for each in text if not each.isspace()), " ")
    named = _FIRST_FAMILY.match(style.get("font-family", ""))
    return face_for_character(first, named[1] if named else "", script, "", bold=bold)
