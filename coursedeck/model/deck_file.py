"""The content of any .pptx as read from its file, whoever wrote it.

DeckFile
├── broken             parts that are no XML, or not there
├── FilePart           every part, with the slide that it belongs to
├── FileFont           what the text asks to be drawn with
└── FileSlide
    ├── FileShape      back to front, groups unfolded; boxes in points on the slide
    │   └── FileParagraph ── FileRun
    └── notes
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coursedeck.model.units import Box, Points, Size


class ShapeKind(StrEnum):
    """What a shape is."""

    TEXT = "text"
    """A shape that may hold text, empty ones too."""
    PICTURE = "picture"
    TABLE = "table"
    CHART = "chart"
    GROUP = "group"
    LINE = "line"
    OTHER = "other"


class LinkKind(StrEnum):
    """Where a link leads."""

    SLIDE = "slide"
    EXTERNAL = "external"
    BROKEN = "broken"
    """Nowhere: its relationship or its target is missing."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link; `target` is the id of a slide, an address, or what a broken one names."""

    kind: LinkKind
    target: str
    text: str
    shape: int
    """Id of the shape that it stands on."""


@dataclass(frozen=True, slots=True)
class FileRun:
    """Text in one style; None is inherited."""

    text: str
    lang: str | None = None
    size: Points | None = None
    bold: bool = False
    raised: bool = False
    """Super- or subscript."""


@dataclass(frozen=True, slots=True)
class FileParagraph:
    """A paragraph as it stands in the file."""

    runs: tuple[FileRun, ...]

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class FileShape:
    """One shape; `alt` is its alternative text."""

    id: int
    name: str
    kind: ShapeKind
    box: Box | None
    """None where neither the slide nor its layout says it."""
    paragraphs: tuple[FileParagraph, ...] = ()
    alt: str = ""
    placeholder: str | None = None
    """OOXML type of the placeholder that it fills (ECMA-376 part 1, 19.7.10)."""
    group: int | None = None
    """Id of the outermost group around it."""
    covering: bool = False
    """Paints over what lies below it."""
    header_row: bool = False
    columns: int = 0
    """Columns of a table; its paragraphs then go cell by cell, one paragraph each."""
    pixels: tuple[int, int] | None = None
    """Of a raster picture."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a chart: names of its series, then each category with its numbers."""
    digest: str = ""
    """Of pictures, charts and groups: changes with anything in them."""
    turned: bool = False
    """Rotated or with vertical text: its box says little about where its text is."""

    @property
    def plain(self) -> str:
        """The words, a paragraph a line."""
        return "\n".join(paragraph.plain for paragraph in self.paragraphs)

    @property
    def is_title(self) -> bool:
        """Whether programs take its text for the slide's title."""
        return self.placeholder in {"title", "ctrTitle"}

    @property
    def is_header_footer(self) -> bool:
        """Whether it is a footer, date or slide number."""
        return self.placeholder in {"ftr", "dt", "sldNum"}


@dataclass(frozen=True, slots=True)
class FileSlide:
    """One slide; `id` is its name (``p:cSld/@name``), or its part's where it has none."""

    id: str
    number: int
    part: str
    shapes: tuple[FileShape, ...] = ()
    notes: tuple[FileParagraph, ...] = ()
    links: tuple[FileLink, ...] = ()
    hidden: bool = False
    structure: str = ""
    """Digest of all that the slide's own file says and refers to, its number left out."""
    look: str = ""
    """Digest of layout, master and theme."""
    motion: str = ""
    """Digest of transition and animation; empty where there is none."""

    @property
    def title(self) -> str:
        """The title in one line; empty where there is none."""
        return " ".join(" ".join(shape.plain for shape in self.shapes if shape.is_title).split())

    def shape(self, id: int) -> FileShape | None:
        """The shape with this id."""
        return next((shape for shape in self.shapes if shape.id == id), None)


@dataclass(frozen=True, slots=True)
class BrokenPart:
    """A part of the package that cannot be read; `slide` is the number of the slide that it is or belongs to."""

    part: str
    reason: str
    slide: int | None = None


@dataclass(frozen=True, slots=True)
class FilePart:
    """A part of the package; `slide` is the number of the slide that it belongs to, if to one."""

    name: str
    content_type: str
    """As ``[Content_Types].xml`` says; empty where it says nothing (ECMA-376 part 2, 10.1.2)."""
    kind: str = ""
    """Last word of the type of a relationship that leads to it, e.g. ``slideLayout``."""
    slide: int | None = None


@dataclass(frozen=True, slots=True)
class FileFont:
    """A family that the deck asks for."""

    family: str
    slot: str
    """``latin`` or ``ea``."""
    slide: int | None = None
    """Number of the first slide that asks for it; None where the theme does."""


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck, read."""

    size: Size
    slides: tuple[FileSlide, ...]
    broken: tuple[BrokenPart, ...] = ()
    fonts: tuple[FileFont, ...] = ()
    """Each family once, sorted."""
    parts: tuple[FilePart, ...] = ()
    """All but relationships and content types, sorted by name."""

    def slide_of(self, part: str) -> int | None:
        """Number of the slide that a part, or the relationships of a part, belong to."""
        owner = part.replace("_rels/", "").removesuffix(".rels")
        return next((one.slide for one in self.parts if one.name == owner), None)
