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

import math
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from coursedeck.model.drawing import Align
from coursedeck.model.problem import Source
from coursedeck.model.slide import Layout
from coursedeck.model.theme import PLAIN, ThemeLook
from coursedeck.model.units import Box, Points, Size


class TemplateSettings(Struct, frozen=True):
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


class LevelStyle(Struct, frozen=True):
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


PAPER = "FFFFFF"
"""What slides are drawn on."""
PictureTones = tuple[tuple[tuple[str, float], ...], ...]
"""Rows of the parts of a picture, each with its mean colour as six hex digits and its opacity from 0 to 1."""


class ArtFill(Struct, frozen=True):
    """A plain colour or a linear gradient."""

    stops: tuple[tuple[float, str, float], ...]
    """Offset from 0 to 1, six hex digits, opacity; a plain colour has one."""
    angle: float = 0.0
    """Degrees that the gradient is turned clockwise from left-to-right."""


class Art(Struct, frozen=True):
    """A background, ornament or logo of a template, or the fill of a placeholder."""

    box: Box
    path: str = ""
    """SVG path data in points of the slide; empty for a picture."""
    fill: ArtFill | None = None
    stroke: ArtFill | None = None
    stroke_width: Points = 0.0
    turned: float = 0.0
    """Degrees clockwise around the middle of the box."""
    picture: bytes = b""
    media_type: str = ""
    tones: PictureTones = ()
    """Mean colours of the parts of a picture; empty for one that cannot be read."""

    def covers(self, x: Points, y: Points) -> bool:
        """Whether its box has a place and is filled."""
        inside = self.box.left <= x <= self.box.right and self.box.top <= y <= self.box.bottom
        return inside and bool(self.fill or self.picture)

    def over(self, ground: str, box: Box | None = None) -> str:
        """Six hex digits of its colour on a ground: the mean one, or the one behind most of `box`."""
        if self.fill is not None:
            return self._fill_over(self.fill, ground, box)
        shown = [_blended(tone, ground, opacity) for tone, opacity in self._tones_behind(box)]
        if not shown:
            return ground
        return _mean(shown) if box is None else sorted(shown, key=_lightness)[len(shown) // 2]

    def _fill_over(self, fill: ArtFill, ground: str, box: Box | None) -> str:
        """The mean of a gradient's stops, or the colour at the middle of a box."""
        shown = [(at, _blended(tone, ground, opacity)) for at, tone, opacity in fill.stops]
        if box is None or len(shown) == 1:
            return _mean([tone for _, tone in shown])
        place = _along(self.box, box, fill.angle)
        before = max((stop for stop in shown if stop[0] <= place), default=shown[0])
        after = min((stop for stop in shown if stop[0] >= place), default=shown[-1])
        share = (place - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
        return _blended(after[1], before[1], share)

    def _tones_behind(self, box: Box | None) -> Iterator[tuple[str, float]]:
        """Tones of the parts of its picture whose middle is behind a box, of all for None."""
        for row, tones in enumerate(self.tones):
            y = self.box.top + (row + 0.5) * self.box.height / len(self.tones)
            for column, tone in enumerate(tones):
                x = self.box.left + (column + 0.5) * self.box.width / len(tones)
                if box is None or (box.left <= x <= box.right and box.top <= y <= box.bottom):
                    yield tone

    @property
    def plain_fill(self) -> str | None:
        """Six hex digits of an opaque fill of one colour."""
        if self.fill is None or len(self.fill.stops) != 1 or self.fill.stops[0][2] < 1:
            return None
        return self.fill.stops[0][1]


def _blended(tone: str, ground: str, opacity: float) -> str:
    """Six hex digits of a colour that lets a ground through."""
    pairs = ((int(tone[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(own * opacity + below * (1 - opacity)):02X}" for own, below in pairs)


def _mean(tones: list[str]) -> str:
    channels = (sum(int(tone[at : at + 2], 16) for tone in tones) for at in (0, 2, 4))
    return "".join(f"{round(channel / len(tones)):02X}" for channel in channels)


def _lightness(tone: str) -> float:
    red, green, blue = (int(tone[at : at + 2], 16) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _along(whole: Box, box: Box, angle: float) -> float:
    """Where the middle of a box is along a gradient over `whole`, from 0 to 1."""
    across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    length = abs(whole.width * across) + abs(whole.height * down)
    offset = (box.center.x - whole.center.x) * across + (box.center.y - whole.center.y) * down
    return min(1.0, max(0.0, 0.5 + offset / length)) if length else 0.5


class Placeholder(Struct, frozen=True):
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


class Area(Struct, frozen=True):
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


class TemplateLayout(Struct, frozen=True):
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
        """Six hex digits behind the middle of a box; of a picture those behind most of the box."""
        x, y = box.center.x, box.center.y
        # a picture that lets its ground through is in the shade already
        found = PAPER if self.art and self.art[0].picture else self.shade
        for one in self.art:
            if not one.turned and one.covers(x, y):
                found = one.over(found, box)
        return found

    def ground_of(self, holder: Placeholder | None, box: Box) -> str:
        """Six hex digits behind a text: the fill of its placeholder, on what is behind its box."""
        behind, own = self.tone_behind(box), holder.art if holder else None
        return own.over(behind) if own and own.fill else behind

    def placeholder(self, idx: int) -> Placeholder | None:
        """The placeholder with this ``idx``."""
        return next((one for one in self.placeholders if one.idx == idx), None)


class FontFaces(Struct, frozen=True):
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


class Template(Struct, frozen=True):
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
