"""Slides, before and after everything has its place.

Outline                          what plan makes: which blocks share a slide, in which kind of layout
└── Slide
Deck                             what fit makes: every text broken and sized, every box in points
└── PlacedSlide
    ├── title, shapes            back to front, which is also the reading order
    └── notes
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, field

from coursedeck.model.drawing import Align, Drawing
from coursedeck.model.numbering import DECIMAL
from coursedeck.model.problem import Source
from coursedeck.model.session import (
    Block,
    Callout,
    CellSpan,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    List,
    Notes,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    Session,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Formula, Text
from coursedeck.model.theme import TableLook
from coursedeck.model.units import Box, Points

CELL_INSET: tuple[Points, Points, Points, Points] = (8.0, 5.0, 8.0, 5.0)
"""Left, top, right, bottom space inside a table cell."""


class Layout(StrEnum):
    """Kinds of slide; the value is the layout's name in a template, and in ``layout=…``."""

    TITLE = "title"
    AGENDA = "agenda"
    SECTION = "section"
    CONTENT = "content"
    TWO_CONTENT = "two-content"
    FIGURE = "figure"
    FIGURE_TEXT = "figure-text"
    TABLE = "table"
    CHART = "chart"
    CODE = "code"
    CLOSING = "closing"
    ROWS_2 = "rows-2"
    ROWS_3 = "rows-3"
    ROWS_4 = "rows-4"
    ROWS_5 = "rows-5"
    ROWS_6 = "rows-6"
    POINTS_2 = "points-2"
    POINTS_3 = "points-3"
    POINTS_4 = "points-4"
    POINTS_5 = "points-5"
    POINTS_6 = "points-6"
    CARDS_3 = "cards-3"
    CARDS_4 = "cards-4"
    TILES_3 = "tiles-3"
    TILES_4 = "tiles-4"
    TILES_5 = "tiles-5"
    TILES_6 = "tiles-6"
    PROCESS_3 = "process-3"
    PROCESS_4 = "process-4"
    PROCESS_5 = "process-5"
    PROCESS_6 = "process-6"
    QUESTION = "question"
    STATEMENT = "statement"
    NUMBER = "number"
    EXERCISE = "exercise"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    PANELS_2 = "panels-2"
    PANELS_3 = "panels-3"
    PANELS_4 = "panels-4"
    PANELS_2X2 = "panels-2x2"
    PANELS_2X3 = "panels-2x3"
    PICTURE = "picture"
    """A photograph that fills the slide, and the title on a band across it."""


ROWS = {2: Layout.ROWS_2, 3: Layout.ROWS_3, 4: Layout.ROWS_4, 5: Layout.ROWS_5, 6: Layout.ROWS_6}
"""Layouts for labelled items below one another, by their number."""

POINTS = {
    2: Layout.POINTS_2,
    3: Layout.POINTS_3,
    4: Layout.POINTS_4,
    5: Layout.POINTS_5,
    6: Layout.POINTS_6,
}
"""Layouts for items without labels below one another, by their number."""

CARDS = {3: Layout.CARDS_3, 4: Layout.CARDS_4}
"""Layouts for labelled items beside one another, by their number."""

TILES = {3: Layout.TILES_3, 4: Layout.TILES_4, 5: Layout.TILES_5, 6: Layout.TILES_6}
"""Layouts for products with their icons, by their number."""

PROCESS = {3: Layout.PROCESS_3, 4: Layout.PROCESS_4, 5: Layout.PROCESS_5, 6: Layout.PROCESS_6}
"""Layouts for steps beside one another, by their number."""

PANELS = {
    Layout.COMPARISON: (2, 1),
    Layout.PANELS_2: (2, 1),
    Layout.PANELS_3: (3, 1),
    Layout.PANELS_4: (4, 1),
    Layout.PANELS_2X2: (2, 2),
    Layout.PANELS_2X3: (3, 2),
}
"""Columns and rows of the layouts for groups of text under a heading each."""

SINGLE = frozenset({Layout.QUESTION, Layout.STATEMENT, Layout.NUMBER, Layout.EXERCISE, Layout.DEFINITION})
"""Layouts of one sentence, and of one text beside another."""

COMPONENTS = frozenset(
    {
        *ROWS.values(),
        *POINTS.values(),
        *CARDS.values(),
        *TILES.values(),
        *PROCESS.values(),
        *PANELS,
        *SINGLE,
        Layout.PICTURE,
    }
)
"""Layouts whose parts have places of their own, for content of one form only."""


class Subheading(Struct, frozen=True):
    """A heading inside a slide, where small parts share one; `minutes` as the author wrote them."""

    text: Text
    minutes: str = ""


SlideBlock: TypeAlias = Block | Subheading

ShapedBlock: TypeAlias = Code | DisplayFormula | Table | Chart | FigureRef | Picture | PictureRow | Quote | Callout
"""Blocks that stand in a shape of their own on a slide."""

TextBlock: TypeAlias = (
    Paragraph | Subheading | List | Footnote | Notes | Exercise | Solution | ThematicBreak | SlideHint
)
"""Blocks that stand in the running text of a slide, or not on it at all."""


class Slide(Struct, frozen=True):
    """One slide as planned: content without places."""

    id: str
    """Stable, from the content; unique in the deck."""
    layout: Layout
    title: Text
    source: Source
    body: tuple[SlideBlock, ...] = ()
    aside: tuple[SlideBlock, ...] = ()
    """The second region: the figure beside the text, or the right column."""
    notes: tuple[Block, ...] = ()
    section: int | None = None
    """Index into the session's parts."""
    part: str | None = None
    """Id of the part that it shows first."""
    also: tuple[str, ...] = ()
    """Ids of the other parts that it shows."""
    lines: tuple[tuple[str, str], ...] = ()
    """Words of a title, agenda or section slide by region, e.g. ``("minutes", "20분")``."""
    hidden: bool = False
    keep: bool = False
    """Never split."""
    alone: bool = False
    """The author says how it is shown, or that it begins a slide."""
    ruled: bool = False
    """The author parts it from what stands before it by a thematic break."""
    builds: bool = False
    """Items appear on click."""
    shown_as: str = ""
    """What the author wants it to be shown as: ``list``, ``rows``, ``cards`` …; empty for what suits it."""
    detail: DetailPlace | None = None
    """Where it stands among the parts of a figure that is split."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of all parts that it shows."""
        return (*([self.part] if self.part is not None else []), *self.also)


class DetailPlace(Struct, frozen=True):
    """The place of a slide among those that show the details or the pieces of a split figure."""

    leads_to: str
    """Name of the figure that its number leads to: the overview, or the first piece; from that, the second."""
    number: int
    """From 1."""
    count: int


class Outline(Struct, frozen=True):
    """A session's slides in order."""

    session: Session
    slides: tuple[Slide, ...]
    footnotes: tuple[Footnote, ...] = ()
    """Those that stand on the slides of their marks."""


class TextRun(Struct, frozen=True):
    """Text in one style; `color` is a theme role (``tx1``, ``accent2`` …) and None is inherited."""

    text: str
    lang: str
    bold: bool = False
    italic: bool = False
    mono: bool = False
    face: str | None = None
    """Family of a `mono` run, where it must be a certain one."""
    strike: bool = False
    underline: bool = False
    highlight: bool = False
    """On a bright ground, as with a marker."""
    baseline: int = 0
    """Percent of the size that the text is raised: 30 superscript, -25 subscript."""
    color: str | None = None
    link: str | None = None
    """``http…``, ``#slide-id``, or the way to a file beside the deck: ``other.pptx#part-id``, ``files/sheet.pdf``."""
    link_title: str = ""
    """What a program says of the link while the pointer rests on it."""
    formula: Formula | None = None
    """The formula that this text stands for, alone or with its neighbours of the same formula."""
    footnote: str | None = None
    """Label of the footnote whose mark it is."""
    size: Points | None = None
    """Another size than its paragraph's, as somebody gave it in an earlier deck."""


class TextParagraph(Struct, frozen=True):
    """A paragraph whose size is decided."""

    runs: tuple[TextRun, ...]
    size: Points
    level: int = 0
    bullet: str | None = None
    """A bullet character, ``"1."`` for automatic numbers, a marker that is written out, or None."""
    number: int | None = None
    """Number of this item in an ordered list, counted from the list's start."""
    numbering: str = DECIMAL
    """How automatic numbers are written."""
    indent: Points = 0.0
    """Left edge of the text from the box's left inset."""
    hanging: Points = 0.0
    """How far the bullet stands out to the left of the text."""
    space_before: Points = 0.0
    line_spacing: float = 1.0
    align: Align = Align.LEFT
    rtl: bool = False
    source: Source | None = None
    """Where its words were written."""
    bullet_color: str | None = None
    """Theme role of the bullet, or hex digits; None is inherited."""
    tabs: tuple[Points, ...] = ()
    """Where the text behind each of its tabs begins, from the box's left inset; such a paragraph is one line."""
    trailing: Points = 0.0
    """Free behind its lines in a cell, so that the decimal points of a column stand below one another."""

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def cell_inset(paragraphs: Sequence[TextParagraph]) -> tuple[Points, Points, Points, Points]:
    """What is free between the sides of a table's cell and its text: left, top, right and bottom."""
    left, top, right, bottom = CELL_INSET
    return left, top, right + max((paragraph.trailing for paragraph in paragraphs), default=0.0), bottom


class BoxKind(StrEnum):
    """Boxes that themes draw in a look of their own."""

    CALLOUT = "callout"
    QUOTE = "quote"
    CODE = "code"
    """Code of a language that is named."""
    OUTPUT = "output"
    """What programs print, and drawings of characters."""
    CODE_BAR = "code-bar"
    """The title bar of a window around code, and the words on it."""
    OUTPUT_BAR = "output-bar"
    CARD = "card"
    CARD_BAR = "card-bar"


BESIDE_TITLE = frozenset({"eyebrow", "minutes", "part"})
"""Names of the texts that stand above or beside the title of a slide."""


class TextShape(Struct, frozen=True):
    """Text in a box; in a placeholder where `placeholder` names its ``idx``."""

    name: str
    box: Box
    paragraphs: tuple[TextParagraph, ...]
    placeholder: int | None = None
    anchor: str = "t"
    """``t``, ``ctr`` or ``b`` (ECMA-376 part 1, 20.1.10.60)."""
    inset: tuple[Points, Points, Points, Points] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right, bottom."""
    fill: str | None = None
    """Theme role."""
    stroke: str | None = None
    geometry: str = "rect"
    """DrawingML preset (ECMA-376 part 1, 20.1.10.56)."""
    link: str | None = None
    source: Source | None = None
    kind: BoxKind | None = None
    """The box that it is, where themes draw it in their own way; `stroke` is its hue until then."""
    weight: Points = 1.0
    """Width of its outline."""
    dash: str | None = None
    """DrawingML dash of its outline (ECMA-376 part 1, 20.1.10.49)."""
    radius: Points = 6.0
    """Of round corners."""


class TableShape(Struct, frozen=True):
    """A native table: widths and heights in points, a cell is its paragraphs."""

    name: str
    box: Box
    columns: tuple[Points, ...]
    rows: tuple[Points, ...]
    cells: tuple[tuple[tuple[TextParagraph, ...], ...], ...]
    header: int
    """How many rows at its top are its header."""
    source: Source
    hues: tuple[str | None, ...] = ()
    """Theme role of each column's header fill; None is the table's own."""
    rtl: bool = False
    """The first column stands on the right."""
    spans: tuple[CellSpan, ...] = ()
    """Merged cells; those that they cover are empty."""
    look: TableLook = field(default_factory=TableLook)
    placeholder: int | None = None
    """``idx`` of the content placeholder that it stands in, as for charts and pictures."""


class ChartShape(Struct, frozen=True):
    """A native chart; text size in points."""

    name: str
    box: Box
    chart: Chart
    size: Points
    alt: str
    placeholder: int | None = None
    rtl: bool = False
    """Categories follow one another from the right, and values grow from there."""


class FigureShape(Struct, frozen=True):
    """A figure, drawn to fill `box` (same aspect)."""

    name: str
    box: Box
    drawing: Drawing
    alt: str
    as_picture: bool
    source: Source


class PictureShape(Struct, frozen=True):
    """A picture file in a box of its own aspect, but for what is cut off."""

    name: str
    box: Box
    picture: Picture
    alt: str
    link: str | None = None
    """Where a click leads, as `TextRun.link`."""
    placeholder: int | None = None
    cut: tuple[float, float] = (0.0, 0.0)
    """Shares of its width and of its height that are cut off, half of each on either side."""


class FormulaShape(Struct, frozen=True):
    """A formula on a line of its own, in the middle of `box`; its paragraph says it in one line of text."""

    name: str
    box: Box
    paragraph: TextParagraph
    formula: Formula
    picture: Box | None
    """Where its drawing stands; None where the line of text says it as well."""
    alt: str
    source: Source


class BarShape(Struct, frozen=True):
    """The session as a proportional bar: a cell a section, `current` stands out."""

    name: str
    box: Box
    weights: tuple[float, ...]
    labels: tuple[str, ...]
    links: tuple[str | None, ...]
    current: int | None
    size: Points
    lang: str
    rtl: bool = False
    """It begins on the right."""


class DrawnShape(Struct, frozen=True):
    """A shape that somebody drew on a slide: DrawingML with its pictures by the ids of their relationships."""

    name: str
    box: Box
    xml: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    words: str = ""


class ShapeColor(Struct, frozen=True):
    """Another fill or line for a shape, or for the `part` of that name in it; empty for those that stay."""

    shape: str
    part: str
    fill: str = ""
    line: str = ""


Shape: TypeAlias = (
    TextShape | TableShape | ChartShape | FigureShape | PictureShape | FormulaShape | BarShape | DrawnShape
)


class PlacedSlide(Struct, frozen=True):
    """One slide with everything in its place."""

    id: str
    layout: Layout
    layout_name: str
    """Name of the template's layout that stands in for `layout`."""
    title: TextShape
    shapes: tuple[Shape, ...]
    notes: tuple[Block, ...]
    source: Source
    section: int | None = None
    part: str | None = None
    also: tuple[str, ...] = ()
    """Ids of the other parts that it shows."""
    continuation: tuple[int, int] = (1, 1)
    """Which of how many slides of the same content."""
    hidden: bool = False
    builds: bool = False
    footer: str | None = None
    """Words of the footer, as far as they fit in their place; None: the deck's own and the section's."""
    ground: str = ""
    """Paint of the background behind its content, where it is another than the theme's."""
    footer_color: str | None = None
    """Paint of the footer, where the layout's cannot be read; of the number, `number_color`."""
    number_color: str | None = None
    footer_box: Box | None = None
    """Where the footer stands, where the layout's place runs behind a logo; the number, in `number_box`."""
    number_box: Box | None = None
    colors: tuple[ShapeColor, ...] = ()
    """What somebody painted in other colours than it is built in."""

    @property
    def behind_title(self) -> int:
        """How many of its shapes stand behind its title: the picture that fills it."""
        return int(self.layout is Layout.PICTURE and bool(self.shapes))

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of all parts that it shows."""
        return (*([self.part] if self.part is not None else []), *self.also)


class Deck(Struct, frozen=True):
    """A session's slides, ready to be written."""

    session: Session
    slides: tuple[PlacedSlide, ...]
