"""A deck template: the sizes, boxes, styles and colours that slides are planned and written with.

Template                  one .pptx or .potx
├── fonts, colors         the theme, resolved through the master's colour map
├── layouts               every layout in the file, as it stands
└── serving               one for each kind of slide: the layout chosen for it
    └── TemplateLayout
        ├── placeholders  with inheritance from the master resolved
        └── areas         where each region of the slide goes, with or without a placeholder
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from coursedeck.model.drawing import Align
from coursedeck.model.problem import Source
from coursedeck.model.slide import Layout
from coursedeck.model.theme import PLAIN, ThemeLook
from coursedeck.model.units import Box, Points, Size


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """What a course settles by hand about a template that is not its own to change."""

    layouts: tuple[tuple[Layout, str], ...] = ()
    """Kinds of slides and the names of the layouts for them."""
    measure_as: str = ""
    """Family by which fonts are measured that this machine does not have."""


class Region(StrEnum):
    """A region of a slide by its purpose; the value is the placeholder's name in the bundled templates."""

    TITLE = "title"
    EYEBROW = "eyebrow"
    """The course above the title of a title slide, the section above that of a slide with content."""
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
    """The progress bar: the session's sections by minutes."""
    FOOTER = "footer"
    SLIDE_NUMBER = "slide-number"


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """Default style of paragraphs of one list level."""

    size: Points
    bullet: str | None = None
    """The bullet as a Unicode character, codes of symbol fonts translated; None for no bullet."""
    indent: Points = 0.0
    """Left edge of the text from the left inset (``marL``)."""
    hanging: Points = 0.0
    """Hanging indent: how far the first line starts left of the others (negative ``indent``)."""
    space_before: Points = 0.0
    line_spacing: float = 1.0
    bold: bool = False
    align: Align = Align.LEFT
    color: str = "tx1"
    """Theme role of the text without luminance changes, or six hex digits if the template uses no role."""
    tone: str = "000000"
    """Resolved colour of the text with luminance changes, as six hex digits."""
    heading: bool = False
    """Set in the theme's heading (major) font."""
    caps: bool = False
    """Shown in capitals (``cap="all"``)."""
    face: str = ""
    """Family of Latin letters where it is none of the theme's."""
    tracking: Points = 0.0
    """Space between letters (``spc``)."""
    bullet_tone: str | None = None
    """Six hex digits of the bullet; None for the colour of the text."""
    bullet_color: str | None = None
    """Theme role of the bullet, else six hex digits; None for the colour of the text."""


@dataclass(frozen=True, slots=True)
class ArtFill:
    """A plain colour or a linear gradient."""

    stops: tuple[tuple[float, str, float], ...]
    """Offset from 0 to 1, six hex digits, opacity; a plain colour has one."""
    angle: float = 0.0
    """Degrees that the gradient is turned clockwise from left-to-right."""


@dataclass(frozen=True, slots=True)
class Art:
    """A background, ornament or logo of a template, or the fill of a placeholder."""

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
    tone: str = ""
    """Mean colour of a picture as six hex digits; empty for one that lets others through, or cannot be read."""

    def covers(self, x: Points, y: Points) -> bool:
        """Whether its box has a place and is filled."""
        inside = self.box.left <= x <= self.box.right and self.box.top <= y <= self.box.bottom
        return inside and bool(self.fill or self.picture)

    def over(self, ground: str) -> str:
        """Six hex digits of its mean colour on a ground."""
        if self.fill is None:
            return self.tone or ground
        weights = [(tone, opacity) for _, tone, opacity in self.fill.stops]
        channels = [
            sum(int(tone[at : at + 2], 16) * part + int(ground[at : at + 2], 16) * (1 - part) for tone, part in weights)
            for at in (0, 2, 4)
        ]
        return "".join(f"{round(channel / len(weights)):02X}" for channel in channels)

    @property
    def plain_fill(self) -> str | None:
        """Six hex digits of an opaque fill of one colour."""
        if self.fill is None or len(self.fill.stops) != 1 or self.fill.stops[0][2] < 1:
            return None
        return self.fill.stops[0][1]


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
    """Its box is rotated or its text vertical, so it is not used for content."""
    art: Art | None = None
    """Fill and outline that shapes in the placeholder inherit."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where one region of a slide goes; without a placeholder the box is computed and filled with a text box."""

    region: Region
    box: Box
    placeholder: Placeholder | None
    levels: tuple[LevelStyle, ...]
    inset: tuple[Points, Points, Points, Points] = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "t"

    @property
    def moved(self) -> bool:
        """Whether slides must write the box because it differs from the placeholder's."""
        return self.placeholder is None or self.placeholder.box != self.box


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """One layout of a template, as used for slides of `kind`."""

    name: str
    part: str
    """Name of its part in the package that ``open_template`` gives, e.g. ``/ppt/slideLayouts/slideLayout2.xml``."""
    type: str | None
    """OOXML type (ECMA-376 part 1, 19.7.15): ``title``, ``obj``, ``secHead`` …"""
    kind: Layout | None
    placeholders: tuple[Placeholder, ...]
    areas: tuple[Area, ...]
    body_area: Box
    """The space for content: the slide without margins, title and footers."""
    ground: str | None
    """Background colour behind the content as six hex digits; None for a picture or a gradient."""
    ink: str
    """Theme role for text on the background: ``tx1`` or ``bg1``, whichever has more contrast."""
    shade: str = "FFFFFF"
    """Six hex digits behind the content: the background colour, or the mean one of a picture or gradient."""
    art: tuple[Art, ...] = ()
    """Background, ornaments and logos that slides inherit, back to front."""
    colors: tuple[tuple[str, str], ...] = ()
    """Theme role and six hex digits, by the layout's own colour map or else its master's."""
    derived: bool = False
    """It is not made for `kind`, so the areas are derived."""

    def area(self, region: Region) -> Area | None:
        """Where `region` goes on this layout; None if this kind of slide does not have it."""
        return next((area for area in self.areas if area.region is region), None)

    def behind(self, box: Box) -> str | None:
        """Six hex digits behind the middle of a box: of the uppermost ornament, else the background.

        None for a picture or a gradient.
        """
        x, y = box.center.x, box.center.y
        over = [one for one in self.art if not one.turned and one.covers(x, y)]
        return over[-1].plain_fill if over else self.ground

    def tone_behind(self, box: Box) -> str:
        """Six hex digits behind the middle of a box, of pictures and gradients the mean ones."""
        x, y = box.center.x, box.center.y
        found = self.shade
        for one in self.art:
            if not one.turned and one.covers(x, y):
                found = one.over(found)
        return found

    def placeholder(self, idx: int) -> Placeholder | None:
        """The placeholder with this ``idx``."""
        return next((one for one in self.placeholders if one.idx == idx), None)


@dataclass(frozen=True, slots=True)
class FontFaces:
    """One font collection of the theme: ``major`` for headings or ``minor`` for text."""

    latin: str
    east_asian: str
    """Empty if the theme only has fonts by script."""
    complex: str
    scripts: tuple[tuple[str, str], ...]
    """ISO 15924 code (``Hang``, ``Jpan``, ``Hans``, ``Hant`` …) and face."""

    def for_script(self, script: str) -> str | None:
        """Typeface for an ISO 15924 script: its own, else the theme's East Asian or complex script one; or None."""
        own = dict(self.scripts).get(script)
        shared = self.east_asian if script in {"Hang", "Jpan", "Hans", "Hant"} else self.complex
        return own or shared or None


@dataclass(frozen=True, slots=True)
class Template:
    """A deck template: theme, master styles, layouts, and the layout chosen for each kind of slide.

    Its lengths are those of slides whose shorter side has 540 points, whatever the size of its own.
    """

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
    theme: str = ""
    """Name of the bundled theme that it was made from; empty for templates of others."""
    look: ThemeLook = PLAIN
    """How shapes are drawn that are not in the template."""
    measure_as: str = ""
    """Family by which Latin letters are measured whose own is not on this machine; empty: the nearest."""

    def color(self, role: str) -> str:
        """Six hex digits of a theme role.

        Raises KeyError for a role that no theme has.
        """
        return dict(self.colors)[role]

    def layout_for(self, kind: Layout) -> TemplateLayout:
        """The layout that serves this kind of slide."""
        return next(layout for layout in self.serving if layout.kind is kind)
