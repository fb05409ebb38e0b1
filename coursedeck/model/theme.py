"""A theme: one small description from which the templates of both ratios and grounds are made.

DeckTheme
├── light, dark              the colours of each ground that it has
├── faces                    the families of headings, text and code
├── title, ornaments         the frame of every slide with content
├── cover, opener            the compositions of title and section slides
└── look                     how tables, callouts and cards are drawn

Places are given in columns of the grid, so that they hold in both ratios: whole numbers are the left edges of the
twelve columns, -1 is the slide's left edge and 13 its right one. Heights are points from the top; both ratios are 540
high. Colours are paints: ``role[:lumMod[:lumOff[:satMod]]]``, or one of the palette's own names.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from coursedeck.model.units import Points, Size
from coursedeck.model.values import replace

LEFT, RIGHT = -1, 13
"""The slide's edges, as columns."""


class Ratio(StrEnum):
    """Width to height of slides."""

    WIDE = "16:9"
    STANDARD = "4:3"

    @property
    def size(self) -> Size:
        """The slide, as PowerPoint makes it: 13.33 × 7.5 in, or 10 × 7.5 in."""
        return Size(960.0 if self is Ratio.WIDE else 720.0, 540.0)


class ThemeVariant(StrEnum):
    """The ground of slides."""

    LIGHT = "light"
    DARK = "dark"


class Palette(Struct, frozen=True):
    """The twelve colours of a theme on one ground, six hex digits each, and paints for the uses that have a name."""

    ink: str
    """Text, ``tx1``."""
    ground: str
    """Background, ``bg1``."""
    quiet: str
    """Second text, ``tx2``."""
    surface: str
    """Ground of cards and callouts, ``bg2``."""
    accents: tuple[str, str, str, str, str, str]
    link: str
    visited: str
    paints: tuple[tuple[str, str], ...] = ()
    """Names that places and ornaments may use, e.g. ``("deep", "accent1:50")``."""

    def paint(self, name: str) -> str:
        """The paint of a name; a paint is its own."""
        return dict(self.paints).get(name, name)


class ThemeFaces(Struct, frozen=True):
    """Families, each with those that stand in where it cannot be measured, best first."""

    text: tuple[str, ...] = ("Segoe UI", "Arial")
    headings: tuple[str, ...] = ("Segoe UI", "Arial")
    hangul: str = "Malgun Gothic"
    """For Korean text, its Latin letters too."""
    hangul_headings: str = "Malgun Gothic"
    latin_headings_stay: bool = False
    """Headings keep their own Latin letters in Korean decks, as where they are monospaced."""


class TextPlace(Struct, frozen=True):
    """Where a text of a cover, opener or title stands, and how it is set."""

    first: float
    top: Points
    end: float
    """The column before whose left edge it ends, a gutter earlier; `RIGHT` for the slide's edge."""
    bottom: Points
    size: Points
    paint: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"
    fill: str = ""
    """Paint of a badge's ground; empty for none."""
    heading: bool = False
    """In the family of headings."""


class Ornament(Struct, frozen=True):
    """A shape behind the content; `width` and `height` replace the ends where a size is meant rather than a place."""

    name: str
    first: float
    top: Points
    end: float
    bottom: Points
    paint: str = ""
    """Fill; empty for none."""
    line: str = ""
    """Paint of its outline; empty for none."""
    weight: Points = 1.0
    geometry: str = "rect"
    """DrawingML preset (ECMA-376 part 1, 20.1.10.56)."""
    width: Points | None = None
    shift: Points = 0.0
    """Points by which it is moved to the right."""
    square: str = ""
    """``top`` or ``bottom`` where it is as high as it is wide, from that edge on; empty where both are its places."""


class Composition(Struct, frozen=True):
    """A title or section slide: its ground, its ornaments, and the places of its texts by region."""

    ground: str
    ornaments: tuple[Ornament, ...]
    places: tuple[tuple[str, TextPlace], ...]
    quiet: str = "quiet"
    """Paint of its footers."""


class TableRule(Struct, frozen=True):
    """A line of a table: paint and width."""

    paint: str
    width: Points = 0.75


class TableLook(Struct, frozen=True):
    """How tables are drawn."""

    header_fill: str | None = "tx2"
    header_ink: str | None = None
    """Paint of the header's words; None is what reads on its fill."""
    header_rule: TableRule | None = None
    """Below the header."""
    outer: TableRule | None = None
    """Above the first and below the last row."""
    row_step: int = 22
    """Percent by which the lines between rows stand out from the ground; 0 for no lines."""
    row_width: Points = 0.75
    columns: bool = False
    """Whether lines stand between columns too, and at both sides."""
    band: str | None = None
    """Fill of every second row."""


class BoxLook(Struct, frozen=True):
    """How callouts, quotations, cards and code are drawn."""

    fill: str | None = "bg2"
    ink: str | None = None
    """Paint of its words on a dark fill, colours of code in light shades; None where the slide's own read on it."""
    bar: str = ""
    """A bar in the box's colour: ``left`` or ``top``; ``rules`` for lines above and below."""
    stroke: Points = 0.0
    """Width of an outline in the box's colour."""
    line: str | None = None
    """Paint of the outline where it does not have the box's colour."""
    dash: str | None = None
    """DrawingML dash of the outline (ECMA-376 part 1, 20.1.10.49)."""
    radius: Points = 0.0


class ThemeLook(Struct, frozen=True):
    """How a theme draws what is not in its template."""

    table: TableLook = field(default_factory=TableLook)
    callout: BoxLook = field(default_factory=lambda: BoxLook(stroke=1.0))
    quote: BoxLook = field(default_factory=BoxLook)
    card: BoxLook = field(default_factory=lambda: BoxLook(bar="top"))
    code: BoxLook = field(default_factory=BoxLook)


PLAIN = ThemeLook()
"""For templates of others."""


class DeckTheme(Struct, frozen=True):
    """One theme; `light` or `dark` is None where it has no such ground."""

    name: str
    character: str
    """One line on what it is for."""
    light: Palette | None
    dark: Palette | None
    title: TextPlace
    ornaments: tuple[Ornament, ...]
    cover: Composition
    opener: Composition
    look: ThemeLook = PLAIN
    faces: ThemeFaces = field(default_factory=ThemeFaces)
    bullets: tuple[str, str, str] = ("•", "–", "▪")
    radius: Points = 0.0
    """Of badges and of shapes that people add."""
    own: ThemeVariant = ThemeVariant.LIGHT
    """The ground that it has where none is asked for."""

    @property
    def variants(self) -> tuple[ThemeVariant, ...]:
        """The grounds that it has, its own first."""
        both = ((ThemeVariant.LIGHT, self.light), (ThemeVariant.DARK, self.dark))
        found = tuple(variant for variant, palette in both if palette is not None)
        return tuple(sorted(found, key=lambda variant: variant is not self.own))

    def palette(self, variant: ThemeVariant) -> Palette:
        """The colours on a ground; raises ValueError for a ground that the theme does not have."""
        found = self.light if variant is ThemeVariant.LIGHT else self.dark
        if found is None:
            raise ValueError(f"{self.name} has no {variant} ground")
        return found

    def with_palette(self, variant: ThemeVariant, palette: Palette) -> DeckTheme:
        """The theme with other colours on a ground."""
        return replace(self, light=palette) if variant is ThemeVariant.LIGHT else replace(self, dark=palette)


class ThemeChoice(Struct, frozen=True):
    """What a course asks of a theme."""

    name: str = "default"
    variant: ThemeVariant | None = None
    """None is the theme's own ground."""
    ratio: Ratio = Ratio.WIDE
    colors: tuple[tuple[str, str], ...] = ()
    """Colours of its own by name: ``accent``, ``accent2`` … ``accent6``, ``ink``, ``ground``; six hex digits."""
    font: str | None = None
    heading_font: str | None = None
    embed: bool = False
    """Whether fonts are put into the decks."""
