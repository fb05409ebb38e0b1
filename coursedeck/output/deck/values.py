"""What a deck needs besides its slides: document properties, sections and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursedeck.model.slide import TextParagraph


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties; `custom` become custom document properties."""

    title: str
    language: str
    """BCP 47 with a region, e.g. ``ko-KR``."""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    footer: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SlideSection:
    """A PowerPoint section; it ends where the next one starts."""

    name: str
    first: int
    """Index of its first slide."""


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The speaker notes of one slide."""

    paragraphs: tuple[TextParagraph, ...]


@dataclass(frozen=True)
class ThemeFonts:
    """Families in place of the theme's; None leaves the template's own."""

    latin: str | None = None
    east_asian: str | None = None
    complex_script: str | None = None
    latin_headings: str | None = None
    east_asian_headings: str | None = None
