"""Navy panels, a free corner for a logo: the start of a house style."""

from coursedeck.model.theme import (
    LEFT,
    BoxLook,
    Composition,
    DeckTheme,
    Ornament,
    Palette,
    TableLook,
    TextPlace,
    ThemeFaces,
    ThemeLook,
)

LIGHT = Palette(
    ink="20262E",
    ground="FFFFFF",
    quiet="46505C",
    surface="F2F4F7",
    accents=("1D3557", "B3261E", "2E6B4F", "6A4C93", "3D6B8C", "8A5A00"),
    link="1D4E89",
    visited="6A4C93",
    paints=(
        ("quiet", "tx2"),
        ("rule", "tx2:30:70"),
        ("deep", "accent1"),
        ("deep-ink", "bg1"),
        ("deep-quiet", "accent1:20:80"),
        ("number", "bg1"),
    ),
)
DARK = Palette(
    ink="EEF2F6",
    ground="14202E",
    quiet="BAC6D3",
    surface="1F2E3F",
    accents=("88AADA", "F2897B", "76B595", "B899E7", "77ABD3", "D19D56"),
    link="A6C4EE",
    visited="CDB5F2",
    paints=(
        ("quiet", "tx2"),
        ("rule", "tx2:45"),
        ("deep", "accent1:32::80"),
        ("deep-ink", "tx1"),
        ("deep-quiet", "tx2"),
        ("number", "tx1"),
    ),
)

THEME = DeckTheme(
    name="corporate",
    character="navy panels and a free corner for a logo, a start for a house style",
    light=LIGHT,
    dark=DARK,
    title=TextPlace(0, 40, 10, 90, 28, "accent1", bold=True, anchor="b", heading=True),
    ornaments=(
        Ornament("rule", 0, 99, 12, 100, "rule"),
        Ornament("mark", 0, 97, 1, 100, "accent2"),
    ),
    cover=Composition(
        "bg1",
        (
            Ornament("panel", LEFT, 0, 4, 540, "deep"),
            Ornament("mark", 4.5, 352, 5.5, 356, "accent2"),
        ),
        (
            ("eyebrow", TextPlace(0, 56, 3.8, 200, 20, "deep-ink", bold=True)),
            ("title", TextPlace(4.5, 120, 12, 336, 44, "accent1", bold=True, anchor="b", heading=True)),
            ("subtitle", TextPlace(4.5, 372, 12, 468, 20, "tx2")),
        ),
    ),
    opener=Composition(
        "bg1",
        (
            Ornament("panel", LEFT, 0, 3, 400, "deep"),
            Ornament("mark", 3.5, 264, 4.5, 268, "accent2"),
        ),
        (
            ("number", TextPlace(0, 96, 2.8, 280, 120, "number", bold=True, anchor="ctr", heading=True)),
            ("minutes", TextPlace(0, 296, 2.8, 336, 20, "deep-ink", bold=True, anchor="ctr")),
            ("title", TextPlace(3.5, 136, 12, 252, 38, "accent1", bold=True, anchor="b", heading=True)),
            ("goal", TextPlace(3.5, 284, 12, 392, 20, "tx2")),
            ("bar", TextPlace(0, 428, 12, 472, 14, "tx1")),
        ),
    ),
    look=ThemeLook(
        table=TableLook(header_fill="accent1", band="bg2", row_step=14),
        callout=BoxLook(bar="left"),
        quote=BoxLook(bar="left"),
        card=BoxLook(fill=None, stroke=0.75, line="rule", bar="top"),
        code=BoxLook("tx1", "bg1"),
    ),
    faces=ThemeFaces(text=("Calibri",), headings=("Calibri",)),
    bullets=("▪", "–", "▪"),
)
