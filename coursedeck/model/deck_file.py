"""The content of any .pptx as read from its file, whoever wrote it.

DeckFile
├── BrokenPart         parts that are missing or not well-formed
├── FilePart           every part, with the slide that it belongs to
├── FileFont           font families that the deck names
└── FileSlide
    ├── FileShape      back to front, groups flattened; boxes in points on the slide
    │   └── FileParagraph ── FileRun
    └── notes
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from coursedeck.model.units import Box, Points, Size


class ShapeKind(StrEnum):
    """The kind of a shape."""

    TEXT = "text"
    """Any ``p:sp``, with or without text."""
    PICTURE = "picture"
    TABLE = "table"
    CHART = "chart"
    GROUP = "group"
    LINE = "line"
    OTHER = "other"


class LinkKind(StrEnum):
    """The kind of a link's target."""

    SLIDE = "slide"
    EXTERNAL = "external"
    BROKEN = "broken"
    """The relationship or its target is missing."""


class FileLink(Struct, frozen=True):
    """A hyperlink; `target` is the id of a slide, an address, or the missing part or relationship of a broken link."""

    kind: LinkKind
    target: str
    text: str
    shape: int
    """Id of its shape."""


class FileRun(Struct, frozen=True):
    """A run of text; None for inherited values."""

    text: str
    lang: str | None = None
    size: Points | None = None
    bold: bool = False
    raised: bool = False
    """Super- or subscript."""
    mono: bool = False
    """Set in a family for code."""
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    lowered: bool = False
    """Subscript."""
    link: str | None = None
    """An address, or the id of a slide behind ``#``."""
    color: str = ""
    """Six hex digits, where it says a colour itself."""
    light: bool = False
    """Says itself that it is not bold."""


class FileParagraph(Struct, frozen=True):
    """A paragraph of the file."""

    runs: tuple[FileRun, ...]
    level: int = 0
    bullet: bool = False
    """Whether it says a bullet or number of its own."""

    @property
    def plain(self) -> str:
        """Its text without formatting."""
        return "".join(run.text for run in self.runs)


class FileShape(Struct, frozen=True):
    """One shape; `alt` is its alternative text."""

    id: int
    name: str
    kind: ShapeKind
    box: Box | None
    """In points on the slide; None if neither slide nor layout has it."""
    paragraphs: tuple[FileParagraph, ...] = ()
    alt: str = ""
    placeholder: str | None = None
    """Type of its placeholder, if it is one (``ST_PlaceholderType``, ECMA-376 part 1, 19.7.10)."""
    group: int | None = None
    """Id of the outermost group that contains it."""
    covering: bool = False
    """Has an opaque fill, which hides what is below it."""
    preset: str = ""
    """Geometry of a shape that is no plain rectangle (ECMA-376 part 1, 20.1.10.56), or ``custom``."""
    header_row: bool = False
    columns: int = 0
    """Number of columns of a table, whose paragraphs are its cells, one for each, row by row."""
    pixels: tuple[int, int] | None = None
    """Width and height of a raster picture."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a chart: names of the series, then a row for each category with its values."""
    digest: str = ""
    """Digest of the content of a picture, chart or group."""
    paints: tuple[tuple[str, str, str], ...] = ()
    """Name, fill and line of itself and of the shapes inside, as far as they say them; see `base.look.drawn_paints`."""
    turned: bool = False
    """Rotated, or with vertical text, so that its box does not bound its text."""

    @property
    def plain(self) -> str:
        """Its text, a line for each paragraph."""
        return "\n".join(paragraph.plain for paragraph in self.paragraphs)

    @property
    def is_title(self) -> bool:
        """Whether it is a title placeholder."""
        return self.placeholder in {"title", "ctrTitle"}

    @property
    def is_header_footer(self) -> bool:
        """Whether it is a footer, date or slide number placeholder."""
        return self.placeholder in {"ftr", "dt", "sldNum"}


class FileComment(Struct, frozen=True):
    """What somebody wrote on a slide; an `answer` follows what it answers."""

    author: str
    text: str
    written: str = ""
    """Date and time (ISO 8601)."""
    answer: bool = False


class Painting(Struct, frozen=True):
    """A slide apart from its colours, those colours, and the pictures on it."""

    drawing: str
    colors: tuple[str, ...]
    """Six hex digits each, in the order in which they are first named."""
    media: str
    """Digest of the pictures."""


class FileSlide(Struct, frozen=True):
    """One slide; `id` is ``p:cSld/@name``, or the name of its part if it has none."""

    id: str
    number: int
    part: str
    shapes: tuple[FileShape, ...] = ()
    notes: tuple[FileParagraph, ...] = ()
    links: tuple[FileLink, ...] = ()
    hidden: bool = False
    structure: str = ""
    """Digest of the slide part and the parts it refers to, without the slide number."""
    look: str = ""
    """Digest of layout, master and theme."""
    comments: tuple[FileComment, ...] = ()
    motion: str = ""
    """Digest of transition and animation; empty if there is none."""
    painting: Painting = field(default_factory=lambda: Painting("", (), ""))

    @property
    def title(self) -> str:
        """The title in one line; empty if there is none."""
        return " ".join(" ".join(shape.plain for shape in self.shapes if shape.is_title).split())

    def shape(self, id: int) -> FileShape | None:
        """The shape with this id."""
        return next((shape for shape in self.shapes if shape.id == id), None)


class BrokenPart(Struct, frozen=True):
    """A part that cannot be read; `slide` is the number of the slide that it belongs to."""

    part: str
    reason: str
    slide: int | None = None


class FilePart(Struct, frozen=True):
    """A part of the package; `slide` is the number of the slide that it belongs to, if any."""

    name: str
    content_type: str
    """From ``[Content_Types].xml``; empty if it has none (ECMA-376 part 2, 10.1.2)."""
    kind: str = ""
    """Last segment of the type of a relationship to it, e.g. ``slideLayout``."""
    slide: int | None = None


class FileFont(Struct, frozen=True):
    """A font family that the deck names."""

    family: str
    slot: str
    """``latin`` or ``ea``."""
    slide: int | None = None
    """Number of the first slide that names it; None for a theme font."""


class DeckFile(Struct, frozen=True):
    """The content of a .pptx."""

    size: Size
    slides: tuple[FileSlide, ...]
    broken: tuple[BrokenPart, ...] = ()
    fonts: tuple[FileFont, ...] = ()
    """Sorted by family."""
    parts: tuple[FilePart, ...] = ()
    """All except relationships and content types, sorted by name."""
    theme: tuple[tuple[str, str], ...] = ()
    """Colours and fonts of the theme by slot."""

    def slide_of(self, part: str) -> int | None:
        """Number of the slide that a part or relationships part belongs to; None for others."""
        owner = part.replace("_rels/", "").removesuffix(".rels")
        return next((one.slide for one in self.parts if one.name == owner), None)
