"""What a deck needs besides its slides: document properties, sections and notes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from coursedeck.model.slide import TextParagraph


class Properties(Struct, frozen=True):
    """Document properties; `custom` become custom document properties."""

    title: str
    language: str
    """BCP 47 with a region, e.g. ``ko-KR``."""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    footer: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


class SlideSection(Struct, frozen=True):
    """A PowerPoint section; it ends where the next one starts."""

    name: str
    first: int
    """Index of its first slide."""


class NotesPage(Struct, frozen=True):
    """The speaker notes of one slide."""

    paragraphs: tuple[TextParagraph, ...]


class ThemeFonts(Struct, frozen=True):
    """Families in place of the theme's; None leaves the template's own."""

    latin: str | None = None
    east_asian: str | None = None
    complex_script: str | None = None
    latin_headings: str | None = None
    east_asian_headings: str | None = None
