"""Black on white, heavy rules, large type: for weak projectors, bright rooms and low vision."""

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
    ThemeLook,
)

LIGHT = Palette(
    ink="000000",
    ground="FFFFFF",
    quiet="262626",
    surface="EDEFF2",
    accents=("0B3D91", "A61B00", "0A5C36", "5B2A86", "00565B", "7A0C4A"),
    link="0B3D91",
    visited="5B2A86",
    paints=(("quiet", "tx1"), ("rule", "tx1"), ("deep", "tx1"), ("deep-ink", "bg1")),
)
DARK = Palette(
    ink="FFFFFF",
    ground="000000",
    quiet="E6E6E6",
    surface="1C1C1C",
    accents=("7EAEFF", "F8907C", "76BD92", "C49BF3", "69BAC0", "F490BB"),
    link="9CC2FF",
    visited="D7B8FF",
    paints=(("quiet", "tx1"), ("rule", "tx1"), ("deep", "bg2"), ("deep-ink", "tx1")),
)

THEME = DeckTheme(
    name="contrast",
    character="black and white with heavy rules, for weak projectors and low vision",
    light=LIGHT,
    dark=DARK,
    title=TextPlace(0, 40, 12, 90, 32, bold=True, anchor="b", heading=True),
    ornaments=(Ornament("rule", 0, 95, 12, 100, "tx1"),),
    cover=Composition(
        "bg1",
        (
            Ornament("block", LEFT, 344, RIGHT, 540, "deep"),
            Ornament("rule", 0, 100, 12, 106, "tx1"),
        ),
        (
            ("eyebrow", TextPlace(0, 56, 12, 92, 22, "tx1", bold=True, anchor="b")),
            ("title", TextPlace(0, 120, 12, 328, 54, "tx1", bold=True, anchor="ctr", heading=True)),
            ("subtitle", TextPlace(0, 376, 12, 472, 24, "deep-ink", bold=True)),
        ),
    ),
    opener=Composition(
        "deep",
        (Ornament("rule", 0, 264, 12, 270, "deep-ink"),),
        (
            ("number", TextPlace(0, 72, 4, 248, 144, "deep-ink", bold=True, anchor="b", heading=True)),
            ("minutes", TextPlace(9, 192, 12, 240, 24, "deep", bold=True, anchor="ctr", align="ctr", fill="deep-ink")),
            ("title", TextPlace(0, 288, 12, 360, 44, "deep-ink", bold=True, anchor="ctr", heading=True)),
            ("goal", TextPlace(0, 364, 12, 420, 20, "deep-ink")),
            ("bar", TextPlace(0, 432, 12, 480, 14, "deep-ink")),
        ),
        quiet="deep-ink",
    ),
    look=ThemeLook(
        table=TableLook(header_fill="tx1", outer=TableRule("tx1", 2.25), row_step=100, row_width=1.0),
        callout=BoxLook(fill=None, stroke=3.0),
        quote=BoxLook(fill=None, stroke=3.0, line="tx1"),
        card=BoxLook(fill=None, stroke=2.25, line="tx1"),
        code=BoxLook(stroke=1.5, line="tx1"),
    ),
    bullets=("■", "–", "▪"),
)
