"""A deck template, as read: sizes, places, styles and colours that slides have to live with.

Template                  one .pptx or .potx
├── fonts, colors         the theme, resolved through the master's colour map
├── layouts               every layout in the file, as it stands
└── serving               one per kind of slide: the layout chosen for it
    └── TemplateLayout
        ├── placeholders  inheritance from the master resolved
        └── areas         where each part of the slide goes, with or without a placeholder
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from coursedeck.model.drawing import Align
from coursedeck.model.problem import Source
from coursedeck.model.slide import Layout
from coursedeck.model.units import Box, Points, Size


class Region(StrEnum):
    """What a part of a slide is for; the value is the placeholder's name in the bundled templates."""

    TITLE = "title"
    EYEBROW = "eyebrow"
    """The course, above a title slide's title."""
    SUBTITLE = "subtitle"
    BODY = "body"
    ASIDE = "aside"
    """The figure beside the text, or the right column."""
    CAPTION = "caption"
    NUMBER = "number"
    """A section's number, large."""
    MINUTES = "minutes"
    GOAL = "goal"
    BAR = "bar"
    """The session as a proportional bar."""
    FOOTER = "footer"
    SLIDE_NUMBER = "slide-number"


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """How a paragraph of one list level looks when nothing else is said."""

    size: Points
    bullet: str | None = None
    """The bullet as it looks (a symbol font's own codes are translated); None where the level has none."""
    indent: Points = 0.0
    """Left edge of the text from the left inset (``marL``)."""
    hanging: Points = 0.0
    """How far the first line stands out to the left (negative ``indent``)."""
    space_before: Points = 0.0
    line_spacing: float = 1.0
    bold: bool = False
    align: Align = Align.LEFT
    color: str = "tx1"
    """Theme role that the text inherits, without its shade, or six hex digits where the template names no role."""
    tone: str = "000000"
    """That colour with its shade, as six hex digits."""
    heading: bool = False
    """Set in the theme's heading (major) font."""
    caps: bool = False
    """Shown in capitals, whatever is written."""
    bullet_tone: str | None = None
    """Six hex digits of the bullet; None where it has the text's colour."""
    bullet_color: str | None = None
    """Theme role of the bullet, else its hex digits; None where it has the text's colour."""


@dataclass(frozen=True, slots=True)
class ArtFill:
    """A plain colour or a linear gradient."""

    stops: tuple[tuple[float, str, float], ...]
    """Offset from 0 to 1, six hex digits, opacity; a plain colour has one."""
    angle: float = 0.0
    """Degrees that the gradient is turned clockwise from left-to-right."""


@dataclass(frozen=True, slots=True)
class Art:
    """A piece of a template's own picture: a background, an ornament, a logo, the badge under a placeholder."""

    box: Box
    path: str = ""
    """SVG path data in points of the slide; empty for a picture."""
    fill: ArtFill | None = None
    stroke: ArtFill | None = None
    stroke_width: Points = 0.0
    turned: float = 0.0
    """Degrees clockwise around the middle of the box."""
    picture: bytes = field(default=b"", repr=False)
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a layout; `type` is its OOXML type (ECMA-376 part 1, 19.7.10), ``obj`` if it names none."""

    idx: int
    type: str
    name: str
    box: Box
    levels: tuple[LevelStyle, ...]
    """Nine, first level first."""
    inset: tuple[Points, Points, Points, Points]
    """Left, top, right, bottom."""
    anchor: str
    """``t``, ``ctr`` or ``b``."""
    rotated: bool = False
    """Its text or box is turned: of no use for lecture text."""
    art: Art | None = None
    """Fill and outline that a slide's shape has from it."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where one part of a slide goes; without a placeholder the place is computed, and a text box fills it."""

    region: Region
    box: Box
    placeholder: Placeholder | None
    levels: tuple[LevelStyle, ...]
    inset: tuple[Points, Points, Points, Points] = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "t"

    @property
    def moved(self) -> bool:
        """Whether a slide must write the box, because it is not the placeholder's own."""
        return self.placeholder is None or self.placeholder.box != self.box


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """One layout of a template, as it serves `kind`."""

    name: str
    part: str
    """Name of its part in the package that ``open_template`` gives, e.g. ``/ppt/slideLayouts/slideLayout2.xml``."""
    type: str | None
    """OOXML type (ECMA-376 part 1, 19.7.15): ``title``, ``obj``, ``secHead`` …"""
    kind: Layout | None
    placeholders: tuple[Placeholder, ...]
    areas: tuple[Area, ...]
    body_area: Box
    """The slide without margins, title, footers."""
    ground: str | None
    """Colour behind the content as six hex digits; None where it is a picture or a gradient."""
    ink: str
    """Theme role, ``tx1`` or ``bg1``, that reads best on the ground."""
    art: tuple[Art, ...] = ()
    """What every slide shows besides its own shapes, back to front: background, ornaments, logos."""
    colors: tuple[tuple[str, str], ...] = ()
    """Theme role and six hex digits, as this layout's master or its own map resolves them."""

    def area(self, region: Region) -> Area | None:
        """Where `region` goes on this layout; None where this kind of slide has no such part."""
        return next((area for area in self.areas if area.region is region), None)

    def placeholder(self, idx: int) -> Placeholder | None:
        """The placeholder with this ``idx``."""
        return next((one for one in self.placeholders if one.idx == idx), None)


@dataclass(frozen=True, slots=True)
class FontFaces:
    """One font collection of the theme: ``major`` for headings or ``minor`` for text."""

    latin: str
    east_asian: str
    """Empty where the theme leaves it to the script fonts."""
    complex: str
    scripts: tuple[tuple[str, str], ...]
    """ISO 15924 code (``Hang``, ``Jpan``, ``Hans``, ``Hant`` …) and face."""

    def for_script(self, script: str) -> str | None:
        """The face for a script: its own, else the theme's east-asian one for ideographs and Hangul."""
        own = dict(self.scripts).get(script)
        shared = self.east_asian if script in {"Hang", "Jpan", "Hans", "Hant"} else self.complex
        return own or shared or None


@dataclass(frozen=True, slots=True)
class Template:
    """A deck template, ready to be planned, fitted and written against."""

    source: Source
    size: Size
    colors: tuple[tuple[str, str], ...]
    """Theme role (``tx1`` ``bg1`` ``tx2`` ``bg2`` ``accent1``…``6`` ``hlink`` ``folHlink``) and six hex digits."""
    headings: FontFaces
    text: FontFaces
    title_style: LevelStyle
    body_styles: tuple[LevelStyle, ...]
    """The master's nine levels."""
    layouts: tuple[TemplateLayout, ...]
    serving: tuple[TemplateLayout, ...]
    """One for each kind of slide, in the order of ``Layout``."""
    table_style: str
    """GUID of the default table style, in braces."""

    def color(self, role: str) -> str:
        """Six hex digits of a theme role.

        Raises KeyError for a role that no theme has.
        """
        return dict(self.colors)[role]

    def layout_for(self, kind: Layout) -> TemplateLayout:
        """The layout that serves this kind of slide."""
        return next(layout for layout in self.serving if layout.kind is kind)
