"""Round corners and friendly colours: for hands-on classes and schools."""

from coursedeck.model.theme import (
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
    ink="241C3B",
    ground="FFFFFF",
    quiet="4B4366",
    surface="F5F2FC",
    accents=("5F3DC4", "BC3F0C", "087F5B", "B01E68", "1864AB", "7A5C00"),
    link="5F3DC4",
    visited="B01E68",
    paints=(
        ("quiet", "tx2"),
        ("rule", "accent1:30:70"),
        ("cover", "bg2"),
        ("deep", "accent1"),
        ("deep-ink", "bg1"),
        ("deep-quiet", "bg1"),
        ("tile-1", "accent1"),
        ("tile-2", "accent2:75:25:75"),
        ("tile-3", "accent3:85:15:55"),
        ("tile-4", "accent4:75:25:75"),
    ),
)
DARK = Palette(
    ink="F4F0FF",
    ground="1D1633",
    quiet="CBC2E6",
    surface="2A2147",
    accents=("A196F1", "E98666", "52B48D", "E480A7", "60A6F0", "BD9D53"),
    link="B9B0FF",
    visited="F0A3C2",
    paints=(
        ("quiet", "tx2"),
        ("rule", "accent1:50"),
        ("cover", "bg2"),
        ("deep", "accent1:45::70"),
        ("deep-ink", "tx1"),
        ("deep-quiet", "tx1"),
        ("tile-1", "accent1:80"),
        ("tile-2", "accent2:70"),
        ("tile-3", "accent3:70"),
        ("tile-4", "accent4:70"),
    ),
)

THEME = DeckTheme(
    name="workshop",
    character="round and friendly, for hands-on classes and schools",
    light=LIGHT,
    dark=DARK,
    title=TextPlace(0, 18, 12, 88, 30, bold=True, anchor="b", heading=True),
    ornaments=(Ornament("underline", 0, 94, 0, 100, "accent2", geometry="roundRect", width=64),),
    cover=Composition(
        "cover",
        (
            Ornament("tile 1", 8, 88, 10, 236, "tile-1", geometry="roundRect"),
            Ornament("tile 2", 10, 88, 12, 236, "tile-2", geometry="ellipse"),
            Ornament("tile 3", 8, 252, 10, 400, "tile-3", geometry="ellipse"),
            Ornament("tile 4", 10, 252, 12, 400, "tile-4", geometry="roundRect"),
        ),
        (
            ("eyebrow", TextPlace(0, 88, 8, 124, 20, "accent1", bold=True)),
            ("title", TextPlace(0, 136, 7.5, 352, 46, "tx1", bold=True, anchor="ctr", heading=True)),
            ("subtitle", TextPlace(0, 368, 7.5, 456, 20, "tx2")),
        ),
    ),
    opener=Composition(
        "deep",
        (Ornament("badge", 0, 112, 2, 260, "deep-ink", geometry="roundRect"),),
        (
            ("number", TextPlace(0, 112, 2, 260, 88, "deep", bold=True, anchor="ctr", align="ctr", heading=True)),
            ("minutes", TextPlace(10, 56, 12, 96, 18, "deep", bold=True, anchor="ctr", align="ctr", fill="deep-ink")),
            ("title", TextPlace(2.4, 112, 12, 260, 40, "deep-ink", bold=True, anchor="ctr", heading=True)),
            ("goal", TextPlace(2.4, 276, 12, 400, 22, "deep-quiet")),
            ("bar", TextPlace(0, 428, 12, 472, 14, "deep-ink")),
        ),
        quiet="deep-quiet",
    ),
    look=ThemeLook(
        table=TableLook(header_fill="accent1", row_step=0, band="bg2"),
        callout=BoxLook(radius=16),
        quote=BoxLook(radius=16),
        card=BoxLook(radius=16),
        code=BoxLook(radius=16),
    ),
    faces=ThemeFaces(text=("Trebuchet MS",), headings=("Trebuchet MS",)),
    bullets=("●", "○", "•"),
    radius=16,
)
