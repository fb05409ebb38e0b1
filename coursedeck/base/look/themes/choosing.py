"""A theme as a course wants it: its ground, colours and fonts."""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.base.look.contrast import channels, readable
from coursedeck.base.look.themes.themes import THEMES
from coursedeck.model.theme import (
    PLAIN,
    BoxLook,
    DeckTheme,
    Palette,
    TableLook,
    TableRule,
    ThemeChoice,
    ThemeFaces,
    ThemeLook,
    ThemeVariant,
)
from coursedeck.model.values import replace

SURFACE, QUIET = 0.06, 0.78
"""Shares of the ink in the ground of cards and in second text, where a course has a ground or an ink of its own."""

BRIGHT = ("tx1", "tx2", "accent1")
"""Fills that are bright on a dark ground."""

_HANGUL = ("pretendard", "malgun", "nanum", "gulim", "batang", "dotum", "spoqa", "kopub", "gmarket", "myeongjo")
_HANGUL_ENDINGS = (" kr", " cjk kr", " neo")


def with_choice(choice: ThemeChoice) -> tuple[DeckTheme, ThemeVariant]:
    """The theme with the colours and fonts of the choice, and its ground; raises KeyError for an unknown name."""
    theme = THEMES[choice.name]
    variant = choice.variant if choice.variant in theme.variants else theme.own
    assert variant is not None
    if choice.colors:
        theme = theme.with_palette(variant, _palette(theme.palette(variant), dict(choice.colors)))
    return replace(theme, faces=_faces(theme.faces, choice)), variant


def look_of(name: str, variant: ThemeVariant) -> ThemeLook:
    """How a theme draws boxes and tables on a ground, in paints; the plain look for a name that is no theme's."""
    if name not in THEMES:
        return PLAIN
    look, palette = THEMES[name].look, THEMES[name].palette(variant)

    dark = variant is ThemeVariant.DARK

    def painted(box: BoxLook) -> BoxLook:
        return replace(box, line=palette.paint(box.line)) if box.line else box

    return replace(
        look,
        table=_dimmed(look.table) if dark else look.table,
        callout=painted(look.callout),
        quote=painted(look.quote),
        card=painted(look.card),
        code=replace(painted(look.code), fill="bg2", ink=None) if dark else painted(look.code),
    )


def _dimmed(look: TableLook) -> TableLook:
    """A table on a dark ground, where a header filled with ink or an accent would be the brightest thing."""
    if look.header_fill not in BRIGHT:
        return look
    ink = "tx1" if look.header_fill == "tx1" else "accent1"
    return replace(look, header_fill="bg2", header_ink=ink, header_rule=look.header_rule or TableRule(ink, 1.5))


def _palette(palette: Palette, colors: Mapping[str, str]) -> Palette:
    own = [colors.get("accent" if number == 1 else f"accent{number}") for number in range(1, 7)]
    first, second, third, fourth, fifth, sixth = (
        mine or theirs for mine, theirs in zip(own, palette.accents, strict=True)
    )
    palette = replace(palette, accents=(first, second, third, fourth, fifth, sixth), link=own[0] or palette.link)
    if "ink" not in colors and "ground" not in colors:
        return palette
    ink, ground = colors.get("ink", palette.ink), colors.get("ground", palette.ground)
    surface, quiet = _mixed(ground, ink, SURFACE), _mixed(ground, ink, QUIET)
    quiet = readable(f"#{quiet}", f"#{surface}")[1:].upper()
    return replace(palette, ink=ink, ground=ground, surface=surface, quiet=quiet)


def _mixed(ground: str, ink: str, share: float) -> str:
    pairs = zip(channels(ground), channels(ink), strict=True)
    return "".join(f"{round(255 * (below * (1 - share) + above * share)):02X}" for below, above in pairs)


def _faces(faces: ThemeFaces, choice: ThemeChoice) -> ThemeFaces:
    """The theme's families, those of the choice in their place."""
    text, headings = choice.font, choice.heading_font or choice.font
    if text is not None:
        faces = replace(faces, text=(text,), hangul=text if has_hangul(text) else faces.hangul)
    if headings is not None:
        hangul = headings if has_hangul(headings) else faces.hangul
        faces = replace(faces, headings=(headings,), hangul_headings=hangul)
    return faces


def has_hangul(family: str) -> bool:
    """Whether a family is known to have Hangul too, by its name.

    >>> has_hangul("Pretendard"), has_hangul("Noto Sans KR"), has_hangul("Georgia"), has_hangul("Century Gothic")
    (True, True, False, False)
    """
    name = family.casefold()
    return name.startswith(_HANGUL) or name.endswith(_HANGUL_ENDINGS)
