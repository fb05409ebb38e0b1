"""The result of a review: changes since the accepted state, and findings in the built decks.

Review
├── DeckReview                one session in one language
│   ├── SlideChange           a slide before and after
│   │   └── SlideSnapshot     what a slide is, small enough for version control
│   │       └── FigureSnapshot  what is drawn on it
│   └── Finding               what a check found, where on the slide, and where in the source
└── TranslationState          coverage and stale strings of one language
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coursedeck.model.problem import Source
from coursedeck.model.rendering import Renderer
from coursedeck.model.units import Box, Size


class FindingLevel(StrEnum):
    """How bad a finding is; the values are SARIF's (2.1.0, 3.27.10)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """For information; not counted as a problem."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its id and a one-line description."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found."""

    rule: str
    level: FindingLevel
    message: str
    source: Source
    slide: str | None = None
    """Id of the slide; None for the whole deck."""
    number: int | None = None
    shape: str = ""
    box: Box | None = None
    """Where on the slide, in points."""


@dataclass(frozen=True, slots=True)
class SlideOrigin:
    """Where a slide comes from: its own line, and those of its shapes by name."""

    slide: str
    source: Source
    shapes: tuple[tuple[str, Source], ...] = ()

    def of(self, shape: str) -> Source:
        """Line of a shape, else the slide's."""
        return dict(self.shapes).get(shape, self.source)


class Change(StrEnum):
    """What differs between a slide before and after."""

    PICTURE = "picture"
    TEXT = "text"
    NOTES = "notes"
    MINUTES = "minutes"
    ALT = "alt text"
    LINKS = "links"
    HIDDEN = "hidden"
    MOTION = "animation"
    MOVED = "moved"
    FILE = "file"
    """Something inside that pictures of two renderers cannot confirm."""


class Status(StrEnum):
    """How a slide differs from the accepted state."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


LINK_ARROW = " → "
"""Separates the text of a link from its target."""


@dataclass(frozen=True, slots=True)
class FigureSnapshot:
    """A figure, a picture or a chart on a slide."""

    name: str
    kind: str
    """``group`` for a figure of native shapes, ``picture`` or ``chart``."""
    digest: str
    """Changes with anything in it."""
    place: tuple[float, float, float, float]
    """Left, top, width and height in percent of the slide."""
    labels: tuple[str, ...] = ()
    """The texts in it; of a chart one per row."""
    edges: tuple[str, ...] = ()
    """What its lines connect, and their labels."""


@dataclass(frozen=True, slots=True)
class SlideSnapshot:
    """A slide as stored in the baseline."""

    id: str
    title: str
    structure: str
    look: str
    picture: str = ""
    """Digest of the pixels; empty where there is no picture."""
    renderer: str = ""
    """Digest of the renderer that made it."""
    text: tuple[str, ...] = ()
    """A line a paragraph or table row, in reading order; labels of figures too."""
    notes: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    """The clock's lines that open the notes."""
    alts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    seconds: int | None = None
    section: str = ""
    minutes: str = ""
    """Of the section that it opens, as planned; empty for other slides."""
    hidden: bool = False
    motion: str = ""
    figures: tuple[FigureSnapshot, ...] = ()
    derived: bool = False
    """The program made it from other slides: a title, an agenda, a section's opening."""

    @property
    def state(self) -> str:
        """Changes with anything in the slide: what a verdict was given on."""
        return f"{self.structure}.{self.look}.{self.picture}"


@dataclass(frozen=True, slots=True)
class DeckSnapshot:
    """A session in one language as stored in the baseline."""

    session: str
    locale: str
    slides: tuple[SlideSnapshot, ...]
    renderers: tuple[tuple[str, Renderer], ...] = ()
    """By digest."""

    @property
    def key(self) -> str:
        """Locale and path."""
        return f"{self.locale}/{self.session}"


@dataclass(frozen=True, slots=True)
class SlideChange:
    """One slide before and after; either may be missing. Positions count from 1."""

    before: SlideSnapshot | None
    after: SlideSnapshot | None
    changes: tuple[Change, ...] = ()
    old_number: int | None = None
    new_number: int | None = None
    follows: bool = False
    """All that differs repeats what changed on other slides: their titles, their order, minutes of sections."""
    regions: tuple[tuple[float, float, float, float], ...] = ()
    """Where the two pictures differ: left, top, width and height in percent; none where nearly everywhere."""

    @property
    def status(self) -> Status:
        """What became of it."""
        if self.before is None:
            return Status.NEW
        if self.after is None:
            return Status.REMOVED
        return Status.CHANGED if self.changes and not self.follows else Status.UNCHANGED

    @property
    def slide(self) -> SlideSnapshot:
        """As it is now, or as it was."""
        found = self.after or self.before
        assert found is not None, "a change has one side at least"
        return found


@dataclass(frozen=True, slots=True)
class DeckReview:
    """One session in one language: its slides in order (removed ones where they stood) and its findings."""

    session: str
    locale: str
    title: str
    size: Size
    slides: tuple[SlideChange, ...]
    findings: tuple[Finding, ...]
    origins: tuple[SlideOrigin, ...] = ()
    renderer: Renderer | None = None
    other_renderer: bool = False
    """The accepted pictures were made by another renderer."""
    minutes: str = ""
    slot: str = ""
    minutes_before: str = ""
    renamed_from: str = ""
    """Its key before, where its session had another name."""

    @property
    def key(self) -> str:
        """Locale and path."""
        return f"{self.locale}/{self.session}"

    def count(self, status: Status) -> int:
        """How many slides have this status."""
        return sum(1 for slide in self.slides if slide.status is status)


@dataclass(frozen=True, slots=True)
class StaleString:
    """A translation whose source has changed since."""

    source: Source
    """Where the source's text stands."""
    old: str
    new: str
    translation: str


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A text of a session and the entry that translates it."""

    source: Source
    words: str
    """The beginning of the source's text."""
    said: str
    """The beginning of its translation, empty for none."""
    state: str
    """``translated``, ``fuzzy`` or ``untranslated``."""
    entry: Source
    """File and line of the entry; the file's top where there is none yet."""


@dataclass(frozen=True, slots=True)
class TranslationState:
    """How far one language is; counts of messages."""

    locale: str
    total: int
    translated: int
    stale: tuple[StaleString, ...] = ()
    texts: tuple[TextEntry, ...] = ()
    """Every text of the sessions, in document order."""
    root: str = ""
    """The course folder as the page finds it, e.g. ``../../``; empty where the page stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that the page, the summary and the formats show."""

    title: str
    decks: tuple[DeckReview, ...]
    findings: tuple[Finding, ...] = ()
    """Those that belong to no deck."""
    translations: tuple[TranslationState, ...] = ()
    base: str = ""
    """What it is compared with, in words."""
    source_locale: str = ""
    base_name: str = ""
    """The revision or folder that was named; empty for the accepted state."""
    base_rebuilt: bool = False
    """The revision could not build its decks itself."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the course, then deck by deck."""
        return (*self.findings, *(finding for deck in self.decks for finding in deck.findings))

    def level(self, level: FindingLevel) -> int:
        """How many findings are this bad."""
        return sum(1 for finding in self.all_findings if finding.level is level)

    def count(self, status: Status) -> int:
        """How many slides have this status."""
        return sum(deck.count(status) for deck in self.decks)
