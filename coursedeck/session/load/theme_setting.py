"""The setting ``theme``: the look of the decks, and what the course changes in it.

In ``course.toml`` a name, with ``variant`` and ``ratio`` beside it, or a table for more:

    [theme]
    name = "academic"
    variant = "dark"
    ratio = "4:3"
    accent = "#0b5c8a"          # accent2 … accent6, ink and ground too
    font = "Pretendard"         # heading-font for titles alone
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coursedeck.base.look.contrast import READABLE, contrast
from coursedeck.base.look.themes import THEMES, with_choice
from coursedeck.model.theme import Palette, Ratio, ThemeChoice, ThemeVariant
from coursedeck.model.values import replace
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, ValueMap

CHECK = "theme"
KEYS = ("theme", "variant", "ratio", "embed-fonts")
"""Settings of ``course.toml`` that are read here."""

COLORS = ("accent", *(f"accent{number}" for number in range(2, 7)), "ink", "ground")
FONTS = ("font", "heading-font")
_HEX = re.compile(r"#?(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def read_theme(entries: Mapping[str, MapEntry], settings: Mapping[str, Any], findings: Findings) -> ThemeChoice:
    """The theme that the settings ask for; what is wrong keeps its default, and is told."""
    own = entries.get("theme")
    given = [entries[key] for key in KEYS if key in entries and key != "theme"]
    known = (*KEYS[1:], "name", *COLORS, *FONTS)
    if own is not None and isinstance(own.value, ValueMap):
        for entry in own.value.entries:
            if entry.key in known:
                given.append(entry)
            else:
                findings.warn(entry.line, CHECK, f'unknown key "{entry.key}": {suggestion(entry.key, known)}')
    elif own is not None:
        given.append(MapEntry("name", own.value, own.line))
    choice = ThemeChoice()
    for entry in sorted(given, key=lambda entry: entry.key != "name"):
        choice = _with(choice, entry, findings)
    for line, message in _pale(choice, {entry.key: entry.line for entry in given}):
        findings.warn(line, CHECK, message)
    if "template" in settings and own is not None:
        findings.warn(own.line, CHECK, "the course's own template has its own look: leave theme or template out")
    return choice


def _with(choice: ThemeChoice, entry: MapEntry, findings: Findings) -> ThemeChoice:
    """The choice with one setting more; a wrong one is told and left out."""
    text = entry.value.text.strip() if isinstance(entry.value, Scalar) else ""
    match entry.key:
        case "name" if text in THEMES:
            return replace(choice, name=text)
        case "variant" if text in set(ThemeVariant):
            return replace(choice, variant=ThemeVariant(text))
        case "ratio" if text in set(Ratio):
            return replace(choice, ratio=Ratio(text))
        case "embed-fonts" if text in {"True", "False"}:
            return replace(choice, embed=text == "True")
        case key if key in COLORS and _HEX.fullmatch(text):
            return replace(choice, colors=(*choice.colors, (key, _six(text))))
        case "font" if text:
            return replace(choice, font=" ".join(text.split()))
        case "heading-font" if text:
            return replace(choice, heading_font=" ".join(text.split()))
        case _:
            pass
    findings.error(entry.line, CHECK, f"{_shown(entry)}: {_wanted(entry.key, text)}")
    return choice


def _shown(entry: MapEntry) -> str:
    written = entry.value.text if isinstance(entry.value, Scalar) else "…"
    return f'{"theme" if entry.key == "name" else entry.key} = "{written}"'


def _wanted(key: str, text: str) -> str:
    """What to write instead of a wrong value."""
    match key:
        case "name":
            return f"there is no such theme, {suggestion(text, THEMES)}"
        case "variant":
            return 'write "light" or "dark"'
        case "ratio":
            return 'write "16:9" or "4:3"'
        case "embed-fonts":
            return "write true or false"
        case _:
            pass
    if key in COLORS:
        return 'write a colour of six hex digits, for example "#0b5c8a"'
    return 'write the name of a font family in quotes, for example "Pretendard"'


def _six(text: str) -> str:
    """Six upper case digits of a colour with three or six.

    >>> _six("#0bc"), _six("0b5c8a")
    ('00BBCC', '0B5C8A')
    """
    digits = text.removeprefix("#").upper()
    return digits if len(digits) == 6 else "".join(2 * digit for digit in digits)


def _pale(choice: ThemeChoice, lines: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Line and message for every colour of the course that does not read on the theme's grounds."""
    if not choice.colors:
        return
    theme, variant = with_choice(choice)
    palette = theme.palette(variant)
    grounds = {"background": palette.ground, "ground of cards": palette.surface}
    for name, shown in _as_text(palette):
        given = name if name in lines else "ground"
        if given not in lines:
            continue
        worst = min(grounds, key=lambda where: contrast(shown, grounds[where]))
        found = contrast(shown, grounds[worst])
        if found < READABLE:
            yield (
                lines[given],
                f"{name} #{shown} on the {worst} #{grounds[worst]} has a contrast of {found:.1f} : 1, text needs "
                f"{READABLE} : 1: make it {'lighter' if variant is ThemeVariant.DARK else 'darker'}",
            )


def _as_text(palette: Palette) -> Iterator[tuple[str, str]]:
    """Colours that text is set in, by the name of their setting."""
    yield "ink", palette.ink
    yield from zip(COLORS[:6], palette.accents, strict=True)
