"""The layouts of a theme: the placeholders of every kind of slide, and of those that people add by hand."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.look.component_places import component_places, part_style
from coursedeck.base.look.contrast import contrast
from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Region
from coursedeck.model.theme import BoxLook, Composition, DeckTheme, Ornament, Palette, TextPlace
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.output.themes.grid import BODY_BOTTOM, BODY_TOP, ColumnGrid

FIRST_INDEX = 20
"""``idx`` of a component's first placeholder; smaller ones belong to regions."""

REGION_INDICES = {"number": 13, "minutes": 14, "goal": 15, "bar": 16, "eyebrow": 17, "caption": 18}
TYPES = {"bar": None, "subtitle": "subTitle"}
PROMPTS = {
    "eyebrow": "Course",
    "title": "Title",
    "subtitle": "Week · day · minutes",
    "number": "1",
    "minutes": "20 min",
    "goal": "Goal",
    "bar": "Sections by minutes",
}
AGENDA_BAR: Points = 56.0
CAPTION: Points = 20.0
EYEBROW: Points = 20.0
"""Height of the section above a title."""

EYEBROW_GAP: Points = 3.0

PICTURE_BAND: Points = 96.0
"""Height of the band with the title of a picture that fills the slide."""

BAND_OPACITY = 70
"""Its opacity in percent."""

HEAD: Points = 48.0
"""Height of a comparison's heads."""


class PlaceholderSpec(Struct, frozen=True):
    """A placeholder of a layout: name of its region, box, and what differs from the master."""

    name: str
    idx: int
    type: str | None
    """OOXML type; None for a content placeholder, which takes text, tables, charts and pictures."""
    box: Box | None = None
    size: Points | None = None
    paint: str | None = None
    bold: bool | None = None
    anchor: str | None = None
    align: str | None = None
    fill: str | None = None
    """Paint of a filled background, as for a badge."""
    line: tuple[str, Points] | None = None
    """Paint and width of an outline."""
    radius: Points = 0.0
    prompt: str = ""
    inset: tuple[Points, Points, Points, Points] | None = None
    """Left, top, right, bottom."""
    second: tuple[Points, str] | None = None
    """Size and paint of the second level, which has no bullet."""
    heading: bool = False
    """In the family of headings."""


class LayoutSpec(Struct, frozen=True):
    """One layout, named after its kind of slide.

    Names are capitalised, since LibreOffice 7.4 gives a layout called ``table`` a white background.
    """

    name: str
    type: str | None
    placeholders: tuple[PlaceholderSpec, ...]
    ornaments: tuple[Ornament, ...] = ()
    ground: str = "bg1"
    quiet: str = "quiet"
    """Paint of the footers."""
    framed: bool = True
    """Whether the master's ornaments are shown."""
    footers: bool = True


def layout_specs(theme: DeckTheme, palette: Palette, grid: ColumnGrid) -> tuple[LayoutSpec, ...]:
    """All layouts, in the order in which PowerPoint lists them."""
    made = (*_of_slides(theme, grid), *_of_components(theme, palette, grid))
    return (*made, _picture(palette, grid), *_added_by_hand(theme, grid))


def _title(prompt: str = "Title") -> PlaceholderSpec:
    return PlaceholderSpec("title", 0, "title", prompt=prompt)


def _headed(theme: DeckTheme, grid: ColumnGrid) -> tuple[PlaceholderSpec, PlaceholderSpec]:
    """The title of a slide with content, and the section above it."""
    place = grid.box(theme.title)
    box = Box(place.left, place.top - EYEBROW - EYEBROW_GAP, place.width, EYEBROW)
    index = REGION_INDICES["eyebrow"]
    return _title(), PlaceholderSpec("eyebrow", index, "body", box, 14, "accent1", True, "b", prompt="Section")


def _region(grid: ColumnGrid, prompt: str, top: Points = BODY_TOP, bottom: Points = BODY_BOTTOM) -> PlaceholderSpec:
    return PlaceholderSpec("body", 1, None, Box(grid.body.left, top, grid.span, bottom - top), prompt=prompt)


def _column(grid: ColumnGrid, region: tuple[str, int], columns: tuple[float, float], prompt: str) -> PlaceholderSpec:
    (name, idx), (first, end) = region, columns
    left = grid.start(first)
    return PlaceholderSpec(
        name, idx, None, Box(left, BODY_TOP, grid.end(end) - left, BODY_BOTTOM - BODY_TOP), prompt=prompt
    )


def _of_slides(theme: DeckTheme, grid: ColumnGrid) -> Iterator[LayoutSpec]:
    body, aside = ("body", 1), ("aside", 2)
    yield _composed("Title", "title", theme.cover, theme, grid)
    strip = Box(grid.body.left, BODY_TOP, grid.span, AGENDA_BAR)
    bar = PlaceholderSpec("bar", REGION_INDICES["bar"], None, strip, 14, prompt=PROMPTS["bar"])
    yield LayoutSpec("Agenda", None, (_title(), bar, _region(grid, "Sections", BODY_TOP + AGENDA_BAR + 24)))
    yield _composed("Section", "secHead", theme.opener, theme, grid)
    head = _headed(theme, grid)
    yield LayoutSpec("Content", "obj", (*head, _region(grid, "Text")))
    halves = (_column(grid, body, (0, 5.9), "Text"), _column(grid, aside, (6.1, 12), "Text"))
    yield LayoutSpec("Two-content", "twoObj", (*head, *halves))
    caption = Box(grid.body.left, BODY_BOTTOM - CAPTION, grid.span, CAPTION)
    below = PlaceholderSpec(
        "caption", REGION_INDICES["caption"], "body", caption, 14, "quiet", anchor="b", prompt="Caption"
    )
    yield LayoutSpec("Figure", None, (*head, _region(grid, "Figure", bottom=BODY_BOTTOM - 28), below))
    parts = (_column(grid, body, (0, 4.8), "Text"), _column(grid, aside, (5, 12), "Figure"))
    yield LayoutSpec("Figure-text", None, (*head, *parts))
    for name, prompt in (("Table", "Table"), ("Chart", "Chart"), ("Code", "Code"), ("Closing", "Text")):
        yield LayoutSpec(name, None, (*head, _region(grid, prompt)))


def _composed(name: str, kind: str, made: Composition, theme: DeckTheme, grid: ColumnGrid) -> LayoutSpec:
    """The layout of a cover or section opener."""
    placeholders = tuple(_placed(region, place, name, theme, grid) for region, place in made.places)
    return LayoutSpec(
        name, kind, placeholders, made.ornaments, made.ground, made.quiet, framed=False, footers=name != "Title"
    )


def _placed(region: str, place: TextPlace, layout: str, theme: DeckTheme, grid: ColumnGrid) -> PlaceholderSpec:
    box = grid.box(place)
    if region == Region.TITLE:
        idx, kind = 0, "ctrTitle" if layout == "Title" else "title"
    else:
        idx = 1 if region == Region.SUBTITLE else REGION_INDICES[region]
        kind = TYPES.get(region, "body") or ""
    return PlaceholderSpec(
        region,
        idx,
        kind or None,
        box,
        place.size,
        place.paint,
        place.bold,
        place.anchor,
        place.align,
        place.fill or None,
        radius=min(theme.radius, box.height / 2) if place.fill else 0.0,
        prompt="Section" if region == Region.TITLE and layout == "Section" else PROMPTS[region],
        heading=place.heading and region != Region.TITLE,
    )


def _of_components(theme: DeckTheme, palette: Palette, grid: ColumnGrid) -> Iterator[LayoutSpec]:
    """A layout for each component, whose parts stand where slides have them; lines and bars come with the slides."""
    for kind in Layout:
        if kind in COMPONENTS and kind is not Layout.PICTURE:
            places = component_places(kind, grid.body)
            parts = (
                _part(kind, name, idx, box, theme, palette)
                for idx, (name, box) in enumerate(places.items(), FIRST_INDEX)
            )
            yield LayoutSpec(kind.value.capitalize(), None, (*_headed(theme, grid), *parts))


def _part(kind: Layout, name: str, idx: int, box: Box, theme: DeckTheme, palette: Palette) -> PlaceholderSpec:
    style = part_style(kind, name)
    look = theme.look.card if style.card else BoxLook(fill=style.fill)
    return PlaceholderSpec(
        name,
        idx,
        "body",
        box,
        style.size,
        style.paint,
        style.bold,
        style.anchor,
        fill=look.fill,
        line=(palette.paint(look.line or style.paint), look.stroke) if look.stroke else None,
        radius=look.radius,
        prompt=style.prompt,
        inset=style.inset,
        align="ctr" if style.centred else None,
        second=(24, "tx1") if style.card else None,
    )


def _added_by_hand(theme: DeckTheme, grid: ColumnGrid) -> Iterator[LayoutSpec]:
    """Layouts for slides that lecturers add in PowerPoint; kinds of slides that are planned have their own."""
    made = (_comparison(grid), _statement(grid), _question(theme, grid), *_bare())
    yield from (one for one in made if one.name.lower() not in {kind.value for kind in Layout})


def _comparison(grid: ColumnGrid) -> LayoutSpec:
    parts = []
    for side, (first, end, hue) in enumerate(((0, 6, "accent1"), (6, 12, "accent2"))):
        left = grid.start(first)
        width = grid.end(end) - left
        top = BODY_TOP + HEAD + 16
        head = Box(left, BODY_TOP, width, HEAD)
        parts += [
            PlaceholderSpec(
                f"head {side + 1}", 21 + 2 * side, "body", head, 24, hue, True, "b", line=None, prompt="Side"
            ),
            PlaceholderSpec(
                f"side {side + 1}", 22 + 2 * side, None, Box(left, top, width, BODY_BOTTOM - top), prompt="Text"
            ),
        ]
    return LayoutSpec("Comparison", "twoTxTwoObj", (_title(), *parts))


def _statement(grid: ColumnGrid) -> LayoutSpec:
    left = grid.start(0)
    box = Box(left, 140.0, grid.end(10) - left, 260.0)
    title = PlaceholderSpec("title", 0, "title", box, 44, "tx1", anchor="ctr", prompt="One sentence")
    return LayoutSpec("Statement", None, (title,), framed=False)


def _question(theme: DeckTheme, grid: ColumnGrid) -> LayoutSpec:
    made = theme.opener
    places = dict(made.places)
    inks = (places["title"].paint, places["number"].paint)
    left = grid.start(3)
    box = Box(left, 140.0, grid.end(12) - left, 260.0)
    mark = Box(grid.start(0), 120.0, grid.end(3) - grid.start(0), 300.0)
    # on a panel of the opener the number's colour may be the ground's; the title's reads everywhere else
    return LayoutSpec(
        "Question",
        None,
        (
            PlaceholderSpec("title", 0, "title", box, 44, inks[0], anchor="ctr", prompt="Question?"),
            PlaceholderSpec("mark", 21, "body", mark, 200, inks[0], True, "ctr", prompt="?"),
        ),
        ground=made.ground,
        quiet=made.quiet,
        framed=False,
    )


def _picture(palette: Palette, grid: ColumnGrid) -> LayoutSpec:
    """A picture that fills the slide, and its title on a band of the darker neutral, which lets it through."""
    size = grid.size
    inks = sorted((("tx1", palette.ink), ("bg1", palette.ground)), key=lambda one: contrast(one[1], "000000"))
    (dark, _), (light, _) = inks
    band = Box(0.0, size.height - PICTURE_BAND, size.width, PICTURE_BAND)
    inset = (grid.body.left, 8.0, grid.body.left, 8.0)
    title = PlaceholderSpec("title", 0, "title", band, 28, light, anchor="ctr", prompt="Title", inset=inset)
    return LayoutSpec(
        "Picture",
        None,
        (
            PlaceholderSpec("picture", FIRST_INDEX, "pic", Box(0.0, 0.0, size.width, size.height), prompt="Picture"),
            replace(title, fill=f"{dark}@{BAND_OPACITY}"),
        ),
        framed=False,
        footers=False,
    )


def _bare() -> tuple[LayoutSpec, ...]:
    return LayoutSpec("Title-only", "titleOnly", (_title(),)), LayoutSpec("Blank", "blank", (), framed=False)
