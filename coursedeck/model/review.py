"""A review: what changed since the accepted baseline, and what checks found in the built decks.

Review
├── ChangeGroup               changes with one cause, accepted together
├── DeckReview                one session in one language
│   ├── SlideChange           a slide before and after
│   │   └── SlideSnapshot     summary of a slide, small enough for version control
│   │       └── FigureSnapshot  summary of a figure on it
│   └── Finding               result of a check, with its box on the slide and its source line
└── TranslationState          coverage and stale strings of one language
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from coursedeck.model.problem import Source
from coursedeck.model.rendering import Renderer
from coursedeck.model.units import Box, Size


class FindingLevel(StrEnum):
    """How bad a finding is; the values are SARIF's (2.1.0, 3.27.10)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """Information that is not counted as a problem."""


class Rule(Struct, frozen=True):
    """A check: its id and a one-line description."""

    id: str
    text: str


class Finding(Struct, frozen=True):
    """The result of a check that failed."""

    rule: str
    level: FindingLevel
    message: str
    source: Source
    slide: str | None = None
    """Id of the slide; None for the whole deck."""
    number: int | None = None
    shape: str = ""
    box: Box | None = None
    """Position on the slide, in points."""
    new: bool = True
    """Whether the base does not have it."""

    @property
    def key(self) -> str:
        """What it says without numbers of slides and lines, which shift with every edit before them."""
        return f"{self.rule}: {_SHIFTING.sub('#', self.message)}"


_SHIFTING = re.compile(r"(?<=slide )\d+|(?<=:)\d+\b")


class SlideOrigin(Struct, frozen=True):
    """Source lines of a slide and of its shapes by name."""

    slide: str
    source: Source
    shapes: tuple[tuple[str, Source], ...] = ()

    def of(self, shape: str) -> Source:
        """Source line of a shape, else of the slide."""
        return dict(self.shapes).get(shape, self.source)


class Change(StrEnum):
    """An aspect in which a slide differs from before."""

    PICTURE = "picture"
    TEXT = "text"
    NOTES = "notes"
    MINUTES = "minutes"
    ALT = "alt text"
    LINKS = "links"
    EDGES = "edges"
    """Other boxes of a figure are connected, though nothing else tells."""
    CLOCK = "clock"
    """The time lines of the notes, which follow from the minutes before."""
    FOOTER = "footer"
    """The footer says something else, which follows from the titles of course and session."""
    HIDDEN = "hidden"
    MOTION = "animation"
    MOVED = "moved"
    FILE = "file"
    """The file differs, but there are no comparable pictures that show how."""


class Status(StrEnum):
    """Status of a slide compared with the baseline."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


LINK_ARROW = " → "
"""Separates text and target of a link in a snapshot."""


class FigureSnapshot(Struct, frozen=True):
    """A figure, a picture or a chart on a slide."""

    name: str
    kind: str
    """``group`` for a figure of native shapes, ``picture`` or ``chart``."""
    digest: str
    """Digest of its content."""
    place: tuple[float, float, float, float]
    """Left, top, width and height in percent of the slide."""
    labels: tuple[str, ...] = ()
    """Its texts; of a chart, its rows."""
    edges: tuple[str, ...] = ()
    """Its connectors: the shapes that each joins, and its label."""


class SlideSnapshot(Struct, frozen=True):
    """A slide as stored in the baseline."""

    id: str
    title: str
    structure: str
    look: str
    picture: str = ""
    """Digest of the picture; empty if there is none."""
    renderer: str = ""
    """Digest of the renderer of the picture."""
    text: tuple[str, ...] = ()
    """A line for each paragraph, table row and label of a figure, in reading order."""
    notes: tuple[str, ...] = ()
    cue: tuple[str, ...] = ()
    """The time lines at the start of the notes."""
    alts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    seconds: int | None = None
    section: str = ""
    minutes: str = ""
    """Planned minutes of the section, on its first slide; empty on others."""
    hidden: bool = False
    motion: str = ""
    figures: tuple[FigureSnapshot, ...] = ()
    derived: bool = False
    """Generated from other slides: a title, agenda or section slide."""
    drawing: str = ""
    """Digest of all but figures, with colours by their place in `colors`: the same for recoloured slides."""
    colors: tuple[str, ...] = ()
    """Six hex digits of each colour, in the order in which the slide first names it."""
    media: str = ""
    """Digest of the pictures on it."""
    body: str = ""
    """Digest of the picture without its footer."""
    footer: str = ""
    findings: tuple[str, ...] = ()
    """Keys of the errors and warnings that were accepted with it."""

    @property
    def state(self) -> str:
        """Digest of the whole slide, by which the page tells whether a verdict still applies."""
        return f"{self.structure}.{self.look}.{self.picture}"


class DeckSnapshot(Struct, frozen=True):
    """A session in one language as stored in the baseline."""

    session: str
    locale: str
    slides: tuple[SlideSnapshot, ...]
    renderers: tuple[tuple[str, Renderer], ...] = ()
    """By digest."""
    theme: tuple[tuple[str, str], ...] = ()
    """Colours and fonts of the template by slot: ``accent1`` to six hex digits, ``minor latin`` to a family."""
    findings: tuple[str, ...] = ()
    """Keys of errors and warnings about the deck as a whole."""

    @property
    def key(self) -> str:
        """Locale and path."""
        return f"{self.locale}/{self.session}"


class SlideChange(Struct, frozen=True):
    """One slide before and after, either of which may be None; numbers count from 1."""

    before: SlideSnapshot | None
    after: SlideSnapshot | None
    changes: tuple[Change, ...] = ()
    old_number: int | None = None
    new_number: int | None = None
    follows: bool = False
    """A derived slide that only repeats changes of other slides: titles, order, minutes of sections."""
    regions: tuple[tuple[float, float, float, float], ...] = ()
    """Regions where the pictures differ: left, top, width and height in percent; empty if nearly everything differs."""
    moved_from: str = ""
    """Key of the deck that it stood in before, if that was another one."""
    same_figures: frozenset[str] = frozenset()
    """Digests of the figures that look as they did, whatever their file says."""

    @property
    def status(self) -> Status:
        """Its status; a slide that only repeats changes of others is unchanged."""
        if self.follows:
            return Status.UNCHANGED
        if self.before is None:
            return Status.NEW
        if self.after is None:
            return Status.REMOVED
        return Status.CHANGED if self.changes else Status.UNCHANGED

    @property
    def slide(self) -> SlideSnapshot:
        """The slide as it is now, or as it was if removed."""
        found = self.after or self.before
        assert found is not None, "a change has one side at least"
        return found


class Cause(StrEnum):
    """Why slides changed."""

    COLOR_OF_TEMPLATE = "template color"
    FONT_OF_TEMPLATE = "template font"
    TEMPLATE = "template"
    """Something else of the template: a layout, its master, the size of the slides."""
    COLOR = "color"
    FIGURE = "figure"
    """The same figure, picture or chart on several slides."""
    WORDS = "words"
    """The same words in place of the same others."""
    MOVED = "moved"
    """Moved together from one session to another."""
    LOCALES = "locales"
    """The same slide in several languages."""
    FOLLOWS = "follows"
    """Derived slides and time lines that repeat other changes."""


class ChangeGroup(Struct, frozen=True):
    """Slides that changed for one cause."""

    cause: Cause
    slides: tuple[str, ...]
    """``locale/session#slide``."""
    before: str = ""
    """The colour, font, words or session that it was."""
    after: str = ""
    subject: str = ""
    """The slot of the template, or the name of the figure."""
    key: str = ""
    """Tells causes apart that are named alike."""

    @property
    def within_session(self) -> bool:
        """Whether its slides moved, and in one session."""
        return self.cause is Cause.MOVED and self.before == self.after


class DeckReview(Struct, frozen=True):
    """Review of a deck: changes of its slides in order, removed ones at their old position, and findings."""

    session: str
    locale: str
    title: str
    size: Size
    slides: tuple[SlideChange, ...]
    findings: tuple[Finding, ...]
    origins: tuple[SlideOrigin, ...] = ()
    renderer: Renderer | None = None
    other_renderer: bool = False
    """The pictures of the baseline were made by another renderer."""
    minutes: str = ""
    slot: str = ""
    minutes_before: str = ""
    renamed_from: str = ""
    """Key of the deck in the baseline, if the session was renamed."""
    theme: tuple[tuple[str, str], ...] = ()
    """Colours and fonts of the template by slot."""

    @property
    def key(self) -> str:
        """Locale and path."""
        return f"{self.locale}/{self.session}"

    def count(self, status: Status) -> int:
        """How many slides have this status."""
        return sum(1 for slide in self.slides if slide.status is status)


class Verdict(Struct, frozen=True):
    """What a reviewer said of a slide."""

    locale: str
    session: str
    slide: str
    verdict: str
    """``accept``, ``deny``, or empty for a comment alone."""
    comment: str = ""
    state: str = ""
    """State of the slide that was reviewed."""
    title: str = ""
    number: int | None = None
    source: Source | None = None
    reviewer: str = ""


class StaleString(Struct, frozen=True):
    """A translation whose source text has changed since."""

    source: Source
    """File and line of the source text."""
    old: str
    new: str
    translation: str


class TextEntry(Struct, frozen=True):
    """A text of a session and its .po entry."""

    source: Source
    words: str
    """Beginning of the source text."""
    said: str
    """Beginning of the translation; empty if there is none."""
    state: str
    """``translated``, ``fuzzy`` or ``untranslated``."""
    entry: Source
    """File and line of the .po entry; the start of the file if there is no entry yet."""


class TranslationState(Struct, frozen=True):
    """Progress of one language, in numbers of messages."""

    locale: str
    total: int
    translated: int
    stale: tuple[StaleString, ...] = ()
    texts: tuple[TextEntry, ...] = ()
    """All texts of the sessions, in document order."""
    root: str = ""
    """Relative path from the page to the course folder, e.g. ``../../``; empty if the page is outside of it."""
    via: str = ""
    """The language that it was translated by way of; empty for the source's own."""


class Review(Struct, frozen=True):
    """The whole review, as page, summary and formats show it."""

    title: str
    decks: tuple[DeckReview, ...]
    findings: tuple[Finding, ...] = ()
    """Findings that belong to no deck."""
    translations: tuple[TranslationState, ...] = ()
    base: str = ""
    """Description of the baseline."""
    source_locale: str = ""
    base_name: str = ""
    """The revision or folder compared with; empty for the accepted baseline."""
    base_rebuilt: bool = False
    """The decks of the revision were built by this version, not by the revision's own program."""
    formulas: tuple[tuple[str, str], ...] = ()
    """The formulas of the course, as slides say them in one line of text, and their MathML."""
    groups: tuple[ChangeGroup, ...] = ()
    """Changes by cause; a slide is in one at most."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of the course, then of each deck."""
        return (*self.findings, *(finding for deck in self.decks for finding in deck.findings))

    def level(self, level: FindingLevel) -> int:
        """Number of findings of this level."""
        return sum(1 for finding in self.all_findings if finding.level is level)

    def count(self, status: Status) -> int:
        """How many slides have this status."""
        return sum(deck.count(status) for deck in self.decks)
