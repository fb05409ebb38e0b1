"""A drawing sheet: fine lines, a title block, dashed boxes: for engineering courses."""

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
    ink="0D1B2A",
    ground="F5F8FB",
    quiet="34495E",
    surface="E8EFF5",
    accents=("0B6E8A", "B93D0B", "2B7A3D", "5B4BC4", "8A5A00", "A8174B"),
    link="0A6480",
    visited="5B4BC4",
    paints=(
        ("quiet", "tx2"),
        ("rule", "accent1:60:40"),
        ("deep", "accent1:45"),
        ("deep-ink", "bg1"),
        ("deep-quiet", "accent1:35:65"),
        ("grid", "accent1:60"),
        ("frame", "accent1:50:50"),
    ),
)
DARK = Palette(
    ink="EAF3FA",
    ground="0B2A4A",
    quiet="B9D0E4",
    surface="143A5F",
    accents=("6FC1E0", "FF9D7E", "78C685", "AEADFF", "E1AD66", "FF97AC"),
    link="9AD4EC",
    visited="C5C4FF",
    paints=(
        ("quiet", "tx2"),
        ("rule", "accent1:60"),
        ("deep", "bg1:70"),
        ("deep-ink", "tx1"),
        ("deep-quiet", "tx2"),
        ("grid", "bg1:135"),
        ("frame", "accent1:70"),
    ),
)


def _grid() -> tuple[Ornament, ...]:
    """Fine lines across a cover, each on an edge of a column or on a step of 60 points."""
    upright = (Ornament(f"grid {n}", n, 0, n, 540, "grid", width=0.75, shift=-8) for n in range(1, 12))
    level = (Ornament(f"grid line {n}", LEFT, 60 * n, RIGHT, 60 * n + 0.75, "grid") for n in range(1, 9))
    return (*upright, *level)


THEME = DeckTheme(
    name="blueprint",
    character="a drawing sheet with fine lines, for engineering",
    light=LIGHT,
    dark=DARK,
    title=TextPlace(0, 40, 12, 90, 28, bold=True, anchor="b", heading=True),
    ornaments=(
        Ornament("line", 0, 98.5, 12, 99.25, "rule"),
        Ornament("start", 0, 96, 0, 102, "accent1", width=6),
        Ornament("end", 12, 96, 12, 102, "accent1", width=6, shift=-22),
    ),
    cover=Composition(
        "deep",
        (
            *_grid(),
            Ornament("frame", 0, 30, 12, 510, "", "frame", 1.5),
            Ornament("title block", 0, 384, 12, 510, "deep", "frame", 1.5),
            Ornament("division", 8, 384, 8, 510, "frame", width=1.5, shift=-8),
        ),
        (
            ("eyebrow", TextPlace(8.2, 400, 11.8, 494, 18, "deep-quiet", anchor="ctr")),
            ("title", TextPlace(0.4, 120, 11, 352, 46, "deep-ink", bold=True, anchor="b", heading=True)),
            ("subtitle", TextPlace(0.4, 400, 8, 494, 20, "deep-ink", anchor="ctr")),
        ),
    ),
    opener=Composition(
        "deep",
        (
            *_grid(),
            Ornament("plate", 0, 120, 2, 268, "deep", "frame", 1.5),
        ),
        (
            ("number", TextPlace(0, 120, 2, 268, 80, "deep-ink", bold=True, anchor="ctr", align="ctr", heading=True)),
            ("minutes", TextPlace(10, 60, 12, 96, 18, "deep", bold=True, anchor="ctr", align="ctr", fill="deep-quiet")),
            ("title", TextPlace(2.3, 120, 12, 268, 38, "deep-ink", bold=True, anchor="ctr", heading=True)),
            ("goal", TextPlace(2.3, 288, 12, 400, 20, "deep-quiet")),
            ("bar", TextPlace(0, 428, 12, 472, 14, "deep-ink")),
        ),
        quiet="deep-quiet",
    ),
    look=ThemeLook(
        table=TableLook(
            header_fill="bg2",
            header_ink="accent1",
            header_rule=TableRule("accent1", 1.5),
            outer=TableRule("accent1", 1.0),
            row_step=20,
            columns=True,
        ),
        callout=BoxLook(fill=None, stroke=1.5, dash="dash"),
        quote=BoxLook(fill=None, stroke=1.5, dash="dash", line="accent1"),
        card=BoxLook(fill="bg2", stroke=1.0, line="accent1"),
        code=BoxLook(stroke=0.75, line="accent1"),
    ),
    bullets=("▸", "–", "▪"),
)
