"""Where the texts of a deck come from: carried inside the deck, so that edits find their way back.

Origin
└── OriginSlide        with the line of its heading
    ├── OriginShape    by name; a table's paragraphs are its cells
    │   └── OriginParagraph   its words, the line and the Markdown that they were written as
    └── notes
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.units import Box, Points


class CharacterStyle(Struct, frozen=True):
    """The style of a character; `link` is the address as written, or as the deck has it."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False
    underline: bool = False
    highlight: bool = False
    subscript: bool = False
    superscript: bool = False
    link: str | None = None

    def shared(self, other: CharacterStyle) -> CharacterStyle:
        """What two styles have in common."""
        same = {
            name: getattr(self, name) for name in self.__struct_fields__ if getattr(self, name) == getattr(other, name)
        }
        return CharacterStyle(**same)


class StyledText(Struct, frozen=True):
    """Words, and a style for each of their characters."""

    plain: str
    styles: tuple[CharacterStyle, ...]

    def __getitem__(self, part: slice) -> StyledText:
        return StyledText(self.plain[part], self.styles[part])

    def __add__(self, other: StyledText) -> StyledText:
        return StyledText(self.plain + other.plain, self.styles + other.styles)


OriginRun: TypeAlias = tuple[str, CharacterStyle]
"""Words of a deck in one style."""


TextLook: TypeAlias = tuple[int, str, Points]
"""A number of characters, their colour in six hex digits or empty, and their size in points or 0."""


class OriginParagraph(Struct, frozen=True):
    """A paragraph as the deck was built with it; `written` is empty for the product's own words."""

    runs: tuple[OriginRun, ...]
    line: int = 0
    """Of the content file, from 1; 0 where nothing was written."""
    written: str = ""
    """The message that its words are part of, in the deck's language."""
    level: int = 0
    bullet: bool = False
    heavy: bool = False
    """Whether all of it is bold without saying so, as its placeholder is."""
    looks: tuple[TextLook, ...] = ()
    """Colours and sizes of its words, one after another; none where a build did not say them."""

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(words for words, _ in self.runs)


class OriginShape(Struct, frozen=True):
    """A shape as the deck was built with it; `box` in points."""

    name: str
    kind: str
    """``title``, ``text``, ``code``, ``table``, ``chart``, ``figure``, ``picture``, ``formula`` or ``bar``."""
    box: Box
    paragraphs: tuple[OriginParagraph, ...] = ()
    columns: int = 0
    """Of a table."""
    line: int = 0
    """Where the block begins that it shows."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a chart: names of the series, then a row for each category with its values."""
    paints: tuple[tuple[str, str, str], ...] = ()
    """Name, fill and line of itself and of the shapes inside, as far as they say them."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text, line by line."""
        return tuple(line for one in self.paragraphs for line in one.plain.split("\n"))


class OriginSlide(Struct, frozen=True):
    """A slide as the deck was built with it."""

    id: str
    line: int
    """Of its heading."""
    shapes: tuple[OriginShape, ...]
    notes: tuple[OriginParagraph, ...] = ()
    hidden: bool = False

    @property
    def title(self) -> str:
        """The words of its title."""
        return next((shape.paragraphs[0].plain for shape in self.shapes if shape.kind == "title"), "")


Named: TypeAlias = tuple[tuple[str, str], ...]
"""Names of shapes, each with what is said of it."""


class SlideFrame(Struct, frozen=True):
    """What a slide is besides its words and shapes, as far as no source says it."""

    layout: str = ""
    """Name of its layout."""
    effects: int = 0
    """Transitions and animations."""
    painted: bool = False
    """Whether it has a background of its own."""
    footer: str = ""
    alts: Named = ()
    """Alternative texts."""
    aligned: Named = ()
    """How the paragraphs of a shape are aligned, a letter each."""
    merged: Named = ()
    """How many cells of a table are merged into others."""
    turned: Named = ()
    """By how much a shape is rotated."""
    placed: Named = ()
    """Where the parts of a group stand: their names and places in per mille of all of them."""


class DeckFrame(Struct, frozen=True):
    """What a deck is besides its slides' words and shapes; `program` saved it."""

    program: str = ""
    aspect: float = 0.0
    """Width of its slides by their height."""
    colors: tuple[str, ...] = ()
    """The accents of its theme."""
    sections: tuple[str, ...] = ()
    """Names of PowerPoint's sections."""
    faces: tuple[str, ...] = ()
    """Typefaces that its text names."""
    slides: tuple[SlideFrame, ...] = ()


class Origin(Struct, frozen=True):
    """What a deck was built from."""

    session: str
    """From ``content/``, POSIX, without ``.md``."""
    locale: str
    source_locale: str
    titles: tuple[OriginParagraph, ...]
    """Those of the session and all its parts, in order; `OriginParagraph.level` is that of the heading."""
    slides: tuple[OriginSlide, ...]
    written: str = ""
    """The content file, without comments for people; empty where the deck holds another language, or less of it."""
    frame: DeckFrame | None = None

    @property
    def file(self) -> str:
        """The content file, from the course folder."""
        return f"content/{self.session}.md"
