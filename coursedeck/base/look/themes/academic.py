"""Serif titles on cream, fine rules, tables as in books: for universities."""

from coursedeck.model.theme import (
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
)

_PAINTS = (("quiet", "tx2"), ("rule", "accent1"), ("deep-quiet", "tx2"))

LIGHT = Palette(
    ink="2A2320",
    ground="FBF7F0",
    quiet="5A4E47",
    surface="F3EBDD",
    accents=("8C2F39", "2F4858", "4F6B3A", "7A4F9A", "8A5A00", "0F6B6B"),
    link="2F4858",
    visited="7A4F9A",
    paints=_PAINTS,
)
DARK = Palette(
    ink="F4EDE2",
    ground="1E1A17",
    quiet="CFC3B4",
    surface="2B2521",
    accents=("E98287", "6DA6CA", "8BAA76", "BB8EDF", "CA974F", "5DAEAE"),
    link="8FC0E0",
    visited="CFB0EA",
    paints=_PAINTS,
)

THEME = DeckTheme(
    name="academic",
    character="serif titles on cream and fine rules, for universities",
    light=LIGHT,
    dark=DARK,
    title=TextPlace(0, 40, 12, 90, 30, anchor="b", heading=True),
    ornaments=(Ornament("rule", 0, 97, 12, 98, "accent1"),),
    cover=Composition(
        "bg1",
        (
            Ornament("upper rule", 1, 120, 11, 122.25, "accent1"),
            Ornament("upper hairline", 1, 126, 11, 126.75, "accent1"),
            Ornament("lower hairline", 1, 369.25, 11, 370, "accent1"),
            Ornament("lower rule", 1, 373.75, 11, 376, "accent1"),
        ),
        (
            ("eyebrow", TextPlace(1, 72, 11, 104, 18, "tx2", anchor="b", align="ctr")),
            ("title", TextPlace(1, 144, 11, 352, 44, "tx1", anchor="ctr", align="ctr", heading=True)),
            ("subtitle", TextPlace(1, 396, 11, 468, 20, "tx2", align="ctr")),
        ),
    ),
    opener=Composition(
        "bg2",
        (
            Ornament("upper rule", 5, 204, 7, 205, "accent1"),
            Ornament("lower rule", 5, 328, 7, 329, "accent1"),
        ),
        (
            ("number", TextPlace(4, 96, 8, 192, 72, "accent1", anchor="b", align="ctr", heading=True)),
            ("minutes", TextPlace(10, 48, 12, 80, 18, "tx2", anchor="ctr", align="r")),
            ("title", TextPlace(1, 216, 11, 316, 38, "tx1", anchor="ctr", align="ctr", heading=True)),
            ("goal", TextPlace(1, 340, 11, 416, 20, "tx2", align="ctr")),
            ("bar", TextPlace(0, 436, 12, 476, 14, "tx1")),
        ),
    ),
    look=ThemeLook(
        table=TableLook(
            header_fill=None,
            header_ink="tx1",
            header_rule=TableRule("tx1", 0.75),
            outer=TableRule("tx1", 1.75),
            row_step=0,
        ),
        callout=BoxLook(fill=None, bar="rules"),
        quote=BoxLook(fill=None, bar="rules"),
        card=BoxLook(fill=None, bar="rules"),
    ),
    faces=ThemeFaces(headings=("Georgia",), hangul_headings="Noto Serif KR"),
    bullets=("•", "–", "·"),
)
