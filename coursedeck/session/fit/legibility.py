"""Every text of a slide in a colour that reads on the ground that it really stands on.

The one place where a role becomes a paint for a ground: the nearest fill, which is the text's own box, a shape below
it, the fill of its placeholder, a band or picture of the layout, or the background. A role that reads there stays;
otherwise it is the same hue, lighter or darker, and only at last the ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from coursedeck.base.look.contrast import READABLE, contrast, over, readable
from coursedeck.base.look.derived_text import covers
from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.look.tables import RowPaints
from coursedeck.model.slide import PlacedSlide, Shape, TableShape, TextParagraph, TextRun, TextShape
from coursedeck.model.template import Area, LevelStyle, Region, Template, TemplateLayout
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

LARGE: Points = 24.0
LARGE_READABLE = 3.0
"""Contrast that large text needs (WCAG 2.2, 1.4.3)."""
SURFACE = "bg2"
"""The role of the ground of cards and code."""
_NEAR_GROUND = 1.6
"""Most contrast of such a ground with the slide's, where it is not a colour of its own."""
_SURFACE_SHADE = 7
"""Percent of the ink that makes a ground for cards where the theme has none."""
_OPAQUE = "ff"
_UNSEEN = 1.6
"""Contrast below which a colour was made for another ground, such as white for a band that a layout lacks."""
_PALE = 64
"""Chroma below which such a colour has no hue to keep."""


class Legibility(Struct, frozen=True):
    """The colours of one layout, and the paints that read on it."""

    layout: TemplateLayout
    colors: ThemeColors
    surface: str
    """Paint of the ground of cards and code."""

    @staticmethod
    def of(layout: TemplateLayout, template: Template) -> Legibility:
        """The colours of a layout; bundled themes keep the surface that was chosen for them."""
        colors = ThemeColors(dict(layout.colors or template.colors))
        return Legibility(layout, colors, SURFACE if template.theme else _surface(colors, layout.shade))

    def slide(self, placed: PlacedSlide) -> PlacedSlide:
        """The slide with every text readable where it stands."""
        done: list[Shape] = []
        title = self._text(self._on_surface(placed.title), done)
        for shape in placed.shapes:
            done.append(self._shape(shape, [title, *done]))
        return replace(
            placed,
            title=title,
            shapes=tuple(done),
            ground=self._ground(),
            footer_color=self._line_color(self.layout.area(Region.FOOTER)),
            number_color=self._line_color(self.layout.area(Region.SLIDE_NUMBER)),
            footer_box=_own_box(self.layout.area(Region.FOOTER)),
            number_box=_own_box(self.layout.area(Region.SLIDE_NUMBER)),
        )

    def _ground(self) -> str:
        """The paint of the background, where it is another than the theme's."""
        own = f"#{self.layout.shade}"
        return "" if own[1:] == self.colors.hex("bg1") else own

    def _line_color(self, area: Area | None) -> str | None:
        """The paint of a footer or number where its own is too pale."""
        if area is None:
            return None
        style = area.levels[0]
        ground = self.layout.ground_of(area.placeholder, area.box)
        paint = self.paint(f"#{style.tone}", ground, style.size)
        return None if paint == f"#{style.tone}" else paint

    def paint(self, paint: str, ground: str, size: Points) -> str:
        """`paint`, or what stands for it where it cannot be read in type of `size` points on `ground` (hex digits)."""
        return _readable_paint(paint, ground, LARGE_READABLE if size >= LARGE else READABLE, self.colors.items)

    # -- shapes

    def _shape(self, shape: Shape, below: Sequence[Shape]) -> Shape:
        if isinstance(shape, TextShape):
            return self._text(self._on_surface(shape), below)
        return self._table(shape) if isinstance(shape, TableShape) else shape

    def _on_surface(self, shape: TextShape) -> TextShape:
        return replace(shape, fill=self.surface) if shape.fill == SURFACE else shape

    def _text(self, shape: TextShape, below: Sequence[Shape]) -> TextShape:
        ground = self._behind(shape, below)
        holder = None if shape.placeholder is None else self.layout.placeholder(shape.placeholder)
        levels = holder.levels if holder is not None and not covers(shape.fill) else ()
        usual = self.colors.ink(shape.fill if covers(shape.fill) else f"#{self.layout.shade}")
        paragraphs = tuple(self._paragraph(one, ground, levels, usual) for one in shape.paragraphs)
        return shape if paragraphs == shape.paragraphs else replace(shape, paragraphs=paragraphs)

    def _paragraph(
        self, paragraph: TextParagraph, ground: str, levels: tuple[LevelStyle, ...], usual: str
    ) -> TextParagraph:
        """`levels` are what runs without a colour inherit in a placeholder, `usual` elsewhere."""
        inherited = f"#{levels[min(paragraph.level, len(levels) - 1)].tone}" if levels else usual
        runs = tuple(self._run(run, ground, inherited, paragraph.size) for run in paragraph.runs)
        bullet = paragraph.bullet_color
        if bullet is not None:
            bullet = self.paint(bullet, ground, LARGE)
        if runs == paragraph.runs and bullet == paragraph.bullet_color:
            return paragraph
        return replace(paragraph, runs=runs, bullet_color=bullet)

    def _run(self, run: TextRun, ground: str, inherited: str, size: Points) -> TextRun:
        if run.highlight or not run.text.strip():
            return run
        own = run.color or ("hlink" if run.link else inherited)
        paint = self.paint(own, ground, size)
        return run if paint == own else replace(run, color=paint)

    def _table(self, shape: TableShape) -> TableShape:
        rows = tuple(self._row(shape, row) for row in range(len(shape.cells)))
        return shape if rows == shape.cells else replace(shape, cells=rows)

    def _row(self, shape: TableShape, row: int) -> tuple[tuple[TextParagraph, ...], ...]:
        behind = f"#{self.layout.shade}"
        paints = RowPaints.of(shape, row, self.colors, behind)
        hues = shape.hues if row < shape.header else ()
        found = []
        for column, cell in enumerate(shape.cells[row]):
            fill = (hues[column] if column < len(hues) else None) or paints.fill
            ground = self._over(fill, behind[1:])
            ink = paints.ink_on(fill, self.colors)
            found.append(tuple(self._paragraph(one, ground, (), ink) for one in cell))
        return tuple(found)

    # -- grounds

    def _behind(self, shape: TextShape, below: Sequence[Shape]) -> str:
        """Six hex digits of what a text stands on."""
        if covers(shape.fill):
            return self.colors.hex(shape.fill)
        return self._over(shape.fill, self._under(shape, below))

    def _under(self, shape: TextShape, below: Sequence[Shape]) -> str:
        holder = None if shape.placeholder is None else self.layout.placeholder(shape.placeholder)
        if holder is not None and holder.art is not None and holder.art.fill is not None:
            return self.layout.ground_of(holder, shape.box)
        for place in range(len(below) - 1, -1, -1):
            one = below[place]
            if isinstance(one, TextShape) and one.fill is not None and _holds(one.box, shape.box):
                return self._behind(one, below[:place])
        return self.layout.tone_behind(shape.box)

    def _over(self, fill: str | None, ground: str) -> str:
        """Six hex digits of a fill, which may let a ground through."""
        if fill is None:
            return ground
        _, at, alpha = fill.partition("@")
        opacity = f"{round(float(alpha) * 2.55):02x}" if at else _OPAQUE
        return over(f"#{self.colors.hex(fill)}{opacity}", f"#{ground}")[1:7].upper()


def _holds(outer: Box, inner: Box) -> bool:
    middle = inner.center
    return outer.left <= middle.x <= outer.right and outer.top <= middle.y <= outer.bottom


def _surface(colors: ThemeColors, shade: str) -> str:
    """The theme's second background where it stays near the slide's, else a touch of the ink."""
    ink = colors.ink(f"#{shade}")
    near = contrast(colors.hex(SURFACE), shade) <= _NEAR_GROUND
    reads = contrast(colors.hex(ink), colors.hex(SURFACE)) >= READABLE
    return SURFACE if near and reads else f"{ink}@{_SURFACE_SHADE}"


def _chroma(tone: str) -> int:
    """How far a colour is from a grey, from 0 to 255."""
    channels = [int(tone[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels)


@lru_cache(maxsize=4096)
def _readable_paint(paint: str, ground: str, least: float, roles: tuple[tuple[str, str], ...]) -> str:
    colors = ThemeColors(dict(roles))
    own = colors.hex(paint)
    if contrast(own, ground) >= least:
        return paint
    ink = colors.ink(f"#{ground}")
    meant_for_another = contrast(own, ground) < _UNSEEN and _chroma(own) < _PALE
    if meant_for_another and contrast(colors.hex(ink), ground) >= least:
        return ink
    tone = readable(f"#{own}", f"#{ground}", least)
    shade = colors.paint(tone)
    if contrast(colors.hex(shade), ground) >= least:
        return shade
    return tone if contrast(tone, ground) >= least else colors.ink(f"#{ground}")


def _own_box(area: Area | None) -> Box | None:
    """Where a footer or number stands beside what lies on its placeholder; None for the placeholder's own place."""
    return area.box if area is not None and area.placeholder is not None and area.moved else None
