"""The dark theme: orbits on the cover, a line below titles, outlined cards; for dark rooms."""

from coursedeck.base.look.themes import default
from coursedeck.model.theme import (
    BoxLook,
    Composition,
    DeckTheme,
    Ornament,
    TableLook,
    TableRule,
    TextPlace,
    ThemeLook,
    ThemeVariant,
)

RINGS = (300, 220, 140)
"""Diameters of the orbits in points."""

ORBITS = 6.8
"""The column at which the widest orbit begins, which leaves it whole in 4:3 too."""

MIDDLE = 270


def _disc(
    name: str, size: float, *, across: float = 0.0, down: float = 0.0, paint: str = "", line: str = ""
) -> Ornament:
    """A circle around a point that lies so far across and down from the middle of the orbits."""
    top = MIDDLE + down - size / 2
    return Ornament(
        name,
        ORBITS,
        top,
        ORBITS,
        top + size,
        paint,
        line,
        weight=1.5,
        geometry="ellipse",
        width=size,
        shift=(RINGS[0] - size) / 2 + across,
    )


COVER = Composition(
    "bg1",
    (
        *(_disc(f"orbit {number}", size, line=f"step-{number + 1}") for number, size in enumerate(RINGS, 1)),
        _disc("center", 60, paint="accent1"),
        _disc("moon 1", 26, across=106, down=-106, paint="accent2"),
        _disc("moon 2", 20, across=-110, paint="accent3"),
        _disc("moon 3", 16, across=49.5, down=49.5, paint="accent4"),
    ),
    (
        ("eyebrow", TextPlace(0, 56, 12, 88, 20, "accent1", bold=True)),
        ("title", TextPlace(0, 128, 6.6, 352, 46, "tx1", bold=True, anchor="ctr", heading=True)),
        ("subtitle", TextPlace(0, 376, 6.6, 472, 20, "tx2")),
    ),
)
OPENER = Composition(
    "bg2",
    (Ornament("line", 2.9, 144, 2.9, 352, "accent1", width=3),),
    (
        ("number", TextPlace(0, 144, 2.8, 352, 128, "accent1", bold=True, anchor="ctr", heading=True)),
        ("minutes", TextPlace(3.2, 88, 5.2, 128, 18, "bg1", bold=True, anchor="ctr", align="ctr", fill="accent1")),
        ("title", TextPlace(3.2, 144, 12, 248, 40, "tx1", bold=True, anchor="b", heading=True)),
        ("goal", TextPlace(3.2, 260, 12, 376, 22, "tx2")),
        ("bar", TextPlace(0, 424, 12, 472, 14, "tx1")),
    ),
    quiet="tx2",
)

THEME = DeckTheme(
    name="dark",
    character="for dark rooms and screens: orbits, thin lines, outlined cards",
    light=default.LIGHT,
    dark=default.DARK,
    title=TextPlace(0, 40, 12, 92, 30, bold=True, anchor="b", heading=True),
    ornaments=(
        Ornament("line", 0, 101, 12, 102, "rule"),
        Ornament("start", 0, 99.5, 0, 102.5, "accent1", width=64),
    ),
    cover=COVER,
    opener=OPENER,
    own=ThemeVariant.DARK,
    look=ThemeLook(
        table=TableLook(header_fill="bg2", header_ink="accent1", header_rule=TableRule("accent1", 1.5)),
        callout=BoxLook(bar="left"),
        quote=BoxLook(bar="left"),
        card=BoxLook(stroke=1.0, line="rule", radius=8),
        code=BoxLook(radius=8),
    ),
    radius=8,
)
