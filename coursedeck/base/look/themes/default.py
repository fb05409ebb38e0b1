"""The default theme: blue steps that grow from the cover's foot, quiet slides."""

from coursedeck.model.theme import LEFT, RIGHT, BoxLook, Composition, DeckTheme, Ornament, Palette, TextPlace, ThemeLook

LIGHT = Palette(
    ink="1B2430",
    ground="FFFFFF",
    quiet="33404F",
    surface="F3F5F8",
    accents=("1F5FA8", "B4531A", "2F7D4F", "7A4FB0", "0F766E", "9F1D4A"),
    link="1A5BA6",
    visited="6B4A9E",
    paints=(
        ("quiet", "tx2:75:25"),
        ("rule", "tx2:25:75"),
        ("deep", "accent1:50"),
        ("deep-ink", "bg1"),
        ("deep-quiet", "accent1:40:60"),
        ("number", "accent1:60:40"),
        ("step-1", "accent1:40:60"),
        ("step-2", "accent1:60:40"),
        ("step-3", "accent1:80:20"),
        ("step-4", "accent1"),
        ("step-5", "accent1:75"),
    ),
)
DARK = Palette(
    ink="F3F6FB",
    ground="0E1624",
    quiet="B7C3D4",
    surface="1A2537",
    accents=("6FAEF2", "F0965A", "6CC58C", "B79AF0", "4EC5B8", "F0819F"),
    link="8CC0FF",
    visited="C3B1F5",
    paints=(
        ("quiet", "tx2"),
        ("rule", "tx2:50"),
        ("deep", "accent1:25::65"),
        ("deep-ink", "tx1"),
        ("deep-quiet", "accent1:75:25"),
        ("number", "accent1"),
        ("step-1", "accent1:88"),
        ("step-2", "accent1:76::80"),
        ("step-3", "accent1:65::65"),
        ("step-4", "accent1:55::55"),
        ("step-5", "accent1:40::50"),
    ),
)

TITLE = TextPlace(0, 42, 12, 100, 30, bold=True, heading=True)
EDGE = Ornament("edge", LEFT, 44, 0, 76, "accent1", width=8)

COVER = Composition(
    "deep",
    tuple(
        Ornament(
            f"step {number}", 12 - number, 148 + 80 * (number - 1), RIGHT, 220 + 80 * (number - 1), f"step-{number}"
        )
        for number in range(1, 6)
    ),
    (
        ("eyebrow", TextPlace(0, 56, 12, 88, 20, "deep-quiet")),
        ("title", TextPlace(0, 144, 8, 352, 48, "deep-ink", bold=True, anchor="b", heading=True)),
        ("subtitle", TextPlace(0, 376, 7, 464, 20, "deep-quiet")),
    ),
)
OPENER = Composition(
    "deep",
    (Ornament("edge", LEFT, 44, 0, 76, "deep-quiet", width=8),),
    (
        ("number", TextPlace(0, 88, 3, 264, 144, "number", bold=True, anchor="b", heading=True)),
        ("minutes", TextPlace(10, 64, 12, 104, 18, "deep", bold=True, anchor="ctr", align="ctr", fill="deep-quiet")),
        ("title", TextPlace(3, 136, 12, 240, 40, "deep-ink", bold=True, anchor="b", heading=True)),
        ("goal", TextPlace(3, 256, 12, 384, 22, "deep-quiet")),
        ("bar", TextPlace(0, 424, 12, 472, 14, "deep-ink")),
    ),
    quiet="deep-quiet",
)

THEME = DeckTheme(
    name="default",
    character="calm and blue, for any course",
    light=LIGHT,
    dark=DARK,
    title=TITLE,
    ornaments=(EDGE,),
    cover=COVER,
    opener=OPENER,
    look=ThemeLook(
        callout=BoxLook(bar="left"), quote=BoxLook(bar="left"), card=BoxLook(bar="top"), code=BoxLook("tx1", "bg1")
    ),
)
