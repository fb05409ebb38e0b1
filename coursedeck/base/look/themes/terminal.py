"""A dark terminal with monospaced titles: for talks to developers."""

from coursedeck.model.theme import (
    LEFT,
    RIGHT,
    BoxLook,
    Composition,
    DeckTheme,
    Ornament,
    Palette,
    TableLook,
    TableRule,
    TextPlace,
    ThemeFaces,
    ThemeLook,
    ThemeVariant,
)

DARK = Palette(
    ink="E8ECEF",
    ground="101418",
    quiet="B4BEC7",
    surface="1B2229",
    accents=("5CC8A1", "F2A65A", "7FB2F0", "C79BF2", "E5C45A", "F0819F"),
    link="7FB2F0",
    visited="C79BF2",
    paints=(("quiet", "tx2"), ("rule", "tx2:40"), ("strip", "bg2"), ("strip-line", "tx2:35")),
)
LIGHT = Palette(
    ink="1A1D1F",
    ground="FAF9F5",
    quiet="4A5157",
    surface="ECEBE4",
    accents=("007254", "935500", "35659E", "7C52A2", "786000", "A74060"),
    link="35659E",
    visited="7C52A2",
    paints=(("quiet", "tx2"), ("rule", "tx2:40:60"), ("strip", "bg2"), ("strip-line", "tx2:40:60")),
)


def _window(top: float) -> tuple[Ornament, ...]:
    """The three buttons of a window's title bar."""
    return tuple(
        Ornament(f"button {n}", 0, top, 0, top + 10, paint, geometry="ellipse", width=10, shift=18 * n + 16)
        for n, paint in enumerate(("accent6", "accent5", "accent1"))
    )


THEME = DeckTheme(
    name="terminal",
    character="a dark terminal with monospaced titles, for developers",
    light=LIGHT,
    dark=DARK,
    title=TextPlace(0, 46, 12, 100, 28, bold=True, heading=True),
    ornaments=(
        Ornament("strip", LEFT, 0, RIGHT, 20, "strip"),
        *(
            Ornament(f"button {n}", 0, 6, 0, 14, paint, geometry="ellipse", width=8, shift=14 * n)
            for n, paint in enumerate(("accent6", "accent5", "accent1"))
        ),
        Ornament("prompt", LEFT, 53, 0, 73, "accent1", geometry="chevron", width=14, shift=18),
    ),
    cover=Composition(
        "bg1",
        (
            Ornament("window", 0, 64, 12, 476, "bg2", "strip-line", 1, geometry="roundRect"),
            *_window(80),
            Ornament("line", 0, 103.25, 12, 104, "strip-line"),
            Ornament("prompt", 1, 188, 1, 212, "accent1", geometry="chevron", width=16, shift=-34),
            Ornament("cursor", 1, 412, 1, 440, "accent1", width=14),
        ),
        (
            ("eyebrow", TextPlace(1, 124, 11.5, 160, 20, "accent1")),
            ("title", TextPlace(1, 172, 11.5, 304, 42, "tx1", bold=True, heading=True)),
            ("subtitle", TextPlace(1, 316, 11.5, 400, 20, "tx2")),
        ),
    ),
    opener=Composition(
        "bg1",
        (
            Ornament("strip", LEFT, 0, RIGHT, 20, "strip"),
            Ornament("cursor", 0, 128, 0, 256, "accent1", width=10),
            Ornament("line", 0, 275.25, 12, 276, "strip-line"),
        ),
        (
            ("number", TextPlace(0.5, 112, 2.4, 264, 96, "accent1", bold=True, anchor="ctr", heading=True)),
            ("minutes", TextPlace(6, 56, 12, 96, 20, "accent5", bold=True, anchor="ctr", align="r")),
            ("title", TextPlace(2.4, 128, 12, 256, 36, "tx1", bold=True, anchor="ctr", heading=True)),
            ("goal", TextPlace(0.5, 292, 12, 400, 20, "tx2")),
            ("bar", TextPlace(0, 428, 12, 472, 14, "tx1")),
        ),
    ),
    look=ThemeLook(
        table=TableLook(header_fill=None, header_ink="accent1", header_rule=TableRule("accent1", 1.5), row_step=20),
        callout=BoxLook(bar="left"),
        quote=BoxLook(bar="left"),
        card=BoxLook(stroke=0.75, line="strip-line", radius=6),
        code=BoxLook(radius=6),
    ),
    faces=ThemeFaces(headings=("Consolas",), latin_headings_stay=True),
    bullets=("›", "–", "·"),
    radius=6,
    own=ThemeVariant.DARK,
)
