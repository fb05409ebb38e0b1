"""What an author wrote: a session as a tree of parts and blocks, every one with its source line.

Session
├── title          # H1
├── blocks         before the first part
└── parts          ## H2, the sections
    └── Part
        ├── title, number, minutes
        ├── blocks     Paragraph, List, Table, Code, Chart, FigureRef, Picture, Quote, Callout, Exercise …
        └── parts      ### H3, #### H4 …
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct, field

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.numbering import DECIMAL
from coursedeck.model.pace import PaceChange
from coursedeck.model.problem import Source
from coursedeck.model.text import Formula, Text
from coursedeck.model.units import Minutes, Points

GOAL_LENGTH = 120
"""Characters of a section's first paragraph up to which it can stand as the section's goal."""


class Paragraph(Struct, frozen=True):
    """Prose."""

    text: Text


class ListItem(Struct, frozen=True):
    """One item: its first paragraph, then whatever is nested in it. `checked` is None outside task lists."""

    text: Text
    blocks: tuple[Block, ...] = ()
    checked: bool | None = None


class List(Struct, frozen=True):
    """A list; `start` is the first number of an ordered one, None for bullets."""

    items: tuple[ListItem, ...]
    source: Source
    start: int | None = None
    numbering: str = DECIMAL
    """How an ordered one counts (`coursedeck.model.numbering`)."""
    drawn: bool = False
    """It was drawn with characters, as a tree."""


class CellSpan(Struct, frozen=True):
    """A cell that takes the place of its neighbours to the right and below; `row` 0 is the table's first."""

    row: int
    column: int
    rows: int
    columns: int


class Table(Struct, frozen=True):
    """A table; `header` and every row have one cell a column. `alignments`: left, center, right or None."""

    header: tuple[Text, ...]
    """The first row; an ordinary one where `header_rows` is 0."""
    rows: tuple[tuple[Text, ...], ...]
    alignments: tuple[str | None, ...]
    source: Source
    header_rows: int = 1
    spans: tuple[CellSpan, ...] = ()
    """Merged cells; those that they cover are empty."""
    caption: Text | None = None

    @property
    def all_rows(self) -> tuple[tuple[Text, ...], ...]:
        """Every row, those of the header first."""
        return (self.header, *self.rows)


class Code(Struct, frozen=True):
    """A fence that is shown as code; `language` is its info string's first word, lower case."""

    code: str
    language: str
    source: Source
    highlighted: tuple[int, ...] = ()
    """Line numbers to stress, counted from 1 (```` ```python {2,4-6} ````)."""
    title: Text | None = None
    """The name of its file, or what else stands above it."""
    first_number: int | None = None
    """Number of its first line, where lines are numbered."""
    comments_translated: bool = False
    """Whether its comments, or all lines of plain text, are for translators (``translate=comments``)."""
    as_written: bool = False
    """``{as=code}``: shown as it is, whatever it draws or lists."""


class DisplayFormula(Struct, frozen=True):
    """A formula on a line of its own; its text is the formula alone, between ``$$``."""

    text: Text

    @property
    def formula(self) -> Formula:
        """The formula itself."""
        found = next((span.formula for span in self.text.spans if span.formula), None)
        return found or Formula(self.text.markdown)


class Quote(Struct, frozen=True):
    """A block quote."""

    blocks: tuple[Block, ...]
    source: Source


MISSING_PICTURE = "missing-picture"
"""Kind of a callout on a slide that stands for a picture that is not there."""


class Callout(Struct, frozen=True):
    """``> [!NOTE]``; `kind` is note, tip, important, warning or caution."""

    kind: str
    title: Text | None
    blocks: tuple[Block, ...]
    source: Source


class Notes(Struct, frozen=True):
    """``::: notes``: what the instructor says; never on the slide."""

    blocks: tuple[Block, ...]
    source: Source


class Exercise(Struct, frozen=True):
    """``::: exercise (10 min)``: work for the audience, on slides of its own."""

    kind: str
    """``exercise`` or ``challenge``."""
    title: Text | None
    blocks: tuple[Block, ...]
    source: Source
    minutes: Minutes | None = None
    """As written, or, where its part is `estimated`, its share."""
    minutes_text: str = ""
    """The minutes as the author wrote them."""
    id: str = ""
    """Unique among those of the session's parts."""


class Solution(Struct, frozen=True):
    """``::: solution``: on a slide of its own after what asks for it, or elsewhere, but never beside it."""

    title: Text | None
    blocks: tuple[Block, ...]
    source: Source
    hidden: bool = False
    """Its slides are hidden."""


class ChartKind(StrEnum):
    """Kinds of native chart."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    PIE = "pie"
    DOUGHNUT = "doughnut"


class Series(Struct, frozen=True):
    """One row of numbers, a value a category; None where there is none."""

    name: Text
    values: tuple[float | None, ...]
    line: bool = False
    """Among bars or columns: drawn as a line in front of them."""


class Chart(Struct, frozen=True):
    """Numbers that become a native chart."""

    kind: ChartKind
    title: Text | None
    categories: tuple[Text, ...]
    series: tuple[Series, ...]
    source: Source
    unit: str = ""
    """Put behind every number, e.g. ``%``."""
    stacked: bool = False
    maximum: float | None = None
    alt: Text | None = None
    emphasis: tuple[int, ...] = ()
    """Indexes of the categories that matter."""
    shares: bool = False
    """In a pie: each part's share of the whole is shown, in percent …"""
    values_shown: bool = True
    """… and its value."""
    category_title: Text | None = None
    """What the axis of the categories is called."""
    value_title: Text | None = None


class Extent(Struct, frozen=True):
    """How wide or high an author wants a picture: a share of a slide's content area, or else points."""

    share: float = 0.0
    points: Points = 0.0

    def of(self, whole: Points) -> Points:
        """The extent where the content area measures `whole` points."""
        return self.share * whole if self.share else self.points


class FigureRef(Struct, frozen=True):
    """A figure from a definition: a `diagrams` script (`path`), or a fence (`code`) of Mermaid or of drawn boxes."""

    name: str
    """Key into the course's figures; also the file name in ``figures/``."""
    source: Source
    path: str | None = None
    """From the course folder, POSIX; None for a fence."""
    code: str | None = None
    """The fence's content; None for a script."""
    alt: Text | None = None
    caption: Text | None = None
    as_picture: bool = False
    """``{as=picture}``: SVG with PNG fallback rather than native shapes."""
    direction: DirectionPolicy | None = None
    """``{direction=keep}`` or ``free``; None leaves it to the course."""
    whole: bool = False
    """``{split=no}``: on one slide even if its labels are too small to be read."""
    width: Extent | None = None
    """At most so wide and high; None: as large as there is room for."""
    height: Extent | None = None
    notation: str = "mermaid"
    """Language of the fence; ``text`` where it draws boxes with characters."""


class Picture(Struct, frozen=True):
    """A picture file."""

    path: str
    """From the course folder, POSIX."""
    alt: Text
    source: Source
    caption: Text | None = None
    missing: bool = False
    """A placeholder is shown instead."""
    film: str | None = None
    """The film or recording whose poster it is, from the course folder."""
    link: str | None = None
    """Where a click on it leads, as `Span.link`."""
    width: Extent | None = None
    """At most so wide and high; None: as large as there is room for."""
    height: Extent | None = None
    words: tuple[Text, ...] = ()
    """What is written in it, where that can be exchanged: the texts of an SVG, in its order."""


class PictureRow(Struct, frozen=True):
    """Pictures that stand side by side."""

    pictures: tuple[Picture, ...]
    source: Source
    caption: Text | None = None
    """Below them all; each may have its own besides."""
    columns: int = 0
    """How many stand beside one another; 0: as many as makes them largest."""
    is_text: bool = False
    """The captions are text of the slide, and as large."""


class Footnote(Struct, frozen=True):
    """The text behind a footnote mark."""

    label: str
    text: Text
    mark: str = ""
    """What refers to it: its number, or a sign; nothing where there is no mark, or before they are counted."""


class ThematicBreak(Struct, frozen=True):
    """``---`` (CommonMark 0.31, 4.1): the author wants a new slide here."""

    source: Source


class SlideHint(Struct, frozen=True):
    """``<!-- slide: layout=two-content, keep, break, hide, optional=2 -->``."""

    options: Mapping[str, str]
    """Option to value; the value of a bare word is empty."""
    source: Source


Block: TypeAlias = (
    Paragraph
    | List
    | Table
    | Code
    | DisplayFormula
    | Quote
    | Callout
    | Notes
    | Exercise
    | Solution
    | Chart
    | FigureRef
    | Picture
    | PictureRow
    | Footnote
    | ThematicBreak
    | SlideHint
)


class Part(Struct, frozen=True):
    """A heading and what stands under it; level 2 is a section, 3 and deeper are slides and sub-slides."""

    level: int
    title: Text
    """Without number, minutes and attributes."""
    source: Source
    id: str
    """Stable slug, unique in the session."""
    number: str = ""
    """As written, e.g. ``1.``; never part of a message."""
    minutes: Minutes | None = None
    """As written on the heading, or `estimated`."""
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    optional: int | None = None
    """Priority of what may be left out: the larger goes first; None must stay."""
    minutes_text: str = ""
    """The minutes as the author wrote them, e.g. ``(20분)``."""
    hidden: bool = False
    """Left out of this delivery to meet a slot: its slides are hidden and it takes no time."""
    estimated: bool = False
    """Nobody has planned its minutes: they follow from what there is to say and do."""

    @property
    def heading(self) -> str:
        """Number and title as people read them."""
        return f"{self.number} {self.title.plain}".strip()

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Those right under its heading."""
        return tuple(block for block in self.blocks if isinstance(block, Exercise))

    def planned(self) -> Minutes | None:
        """Minutes of this part: its own, else the sum of its parts' and exercises', else None; None when hidden."""
        if self.hidden:
            return None
        if self.minutes is not None:
            return self.minutes
        below = [one.minutes for one in self.exercises if one.minutes is not None]
        below += [minutes for part in self.parts if (minutes := part.planned()) is not None]
        return sum(below, Fraction(0)) if below else None

    def exercise_minutes(self) -> Minutes:
        """Minutes of the exercises in this part and below it; none when hidden."""
        if self.hidden:
            return Fraction(0)
        below = (part.exercise_minutes() for part in self.parts)
        return sum((one.minutes or Fraction(0) for one in self.exercises), Fraction(0)) + sum(below, Fraction(0))

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in document order."""
        yield self
        for part in self.parts:
            yield from part.walk()


class FrontMatter(Struct, frozen=True):
    """What stands between the ``---`` lines; every key is optional."""

    title: Text | None = None
    """The session's title where no heading is one."""
    description: Text | None = None
    """What the session is about: said in the notes of the title slide."""
    id: str | None = None
    week: int | None = None
    day: int | None = None
    session: int | None = None
    date: str | None = None
    """ISO 8601 day."""
    start: str | None = None
    """``HH:MM``."""
    slot: Minutes | None = None
    break_minutes: Minutes | None = None
    """From the end of this session's slot to the next session; key ``break``."""
    author: str | None = None
    prose: str | None = None
    """Where paragraphs stand, as in the course's settings."""
    lang: str | None = None
    """BCP 47, where the course names no language."""
    layout: str | None = None
    optional: Mapping[str, int] = field(default_factory=dict)
    """Priority of what may be left out, by id, number or title of a section or slide; ``*`` is every section."""
    goals: tuple[Text, ...] = ()
    exercises: Minutes | None = None
    """Those of the slot that are for exercises."""
    solutions: str | None = None
    """Where solutions stand, as in the course's settings."""
    pace: tuple[PaceChange, ...] = ()
    """How this session's speaker differs from the course's, the general first."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Keys that start with ``x-``: custom document properties."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each key."""


class CourseFileLink(Struct, frozen=True):
    """A link to another session or to a file of the course."""

    written: str
    """The address as the author wrote it."""
    target: str
    """The way from the session's deck to the other deck or a copy of the file, POSIX; empty if it leads nowhere."""
    session: str | None = None
    """Path of the other session, as `Session.path`."""
    part: str | None = None
    """Id of the part of the other session to which it leads; empty for its beginning."""
    file: str | None = None
    """The file from the course folder, POSIX."""


class TranslatorRemark(Struct, frozen=True):
    """``<!-- translators: … -->`` or ``<!-- context: … -->``, about the text that follows or stands on its line."""

    source: Source
    text: str
    context: bool = False
    """Whether it tells the text from equal ones (``msgctxt``), rather than explaining it."""
    beside: str = ""
    """The text that it stands in, as Markdown: one of several on its line, such as the cells of a row."""


class Session(Struct, frozen=True):
    """One content file in one language."""

    path: str
    """From ``content/``, POSIX, without ``.md``; also the path of every output."""
    locale: str
    title: Text
    source: Source
    front: FrontMatter = FrontMatter()
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    number: str = ""
    """What stands before the title's colon, e.g. ``Session 2``."""
    anchors: tuple[str, ...] = ()
    """What links to the title may be written as, behind ``#``."""
    links: tuple[CourseFileLink, ...] = ()
    """Where the addresses lead that are no web addresses."""
    remarks: tuple[TranslatorRemark, ...] = ()
    """What the author tells translators, in document order."""

    @property
    def estimated(self) -> bool:
        """Whether its minutes are an estimate."""
        return any(part.estimated for part in self.parts)

    def minutes(self) -> Minutes:
        """Sum of the sections' minutes."""
        return sum((part.planned() or Fraction(0) for part in self.parts), Fraction(0))

    def exercise_minutes(self) -> Minutes:
        """How many of them are for exercises."""
        return sum((part.exercise_minutes() for part in self.parts), Fraction(0))

    def closing_words(self) -> frozenset[int]:
        """The sections at the end that are a heading and no more, such as “Questions?”, by index."""
        count = len(self.parts)
        while count and not (self.parts[count - 1].blocks or self.parts[count - 1].parts):
            if self.parts[count - 1].planned():
                break
            count -= 1
        return frozenset(range(count, len(self.parts))) if count else frozenset()

    def walk(self) -> Iterator[Part]:
        """Every part, in document order."""
        for part in self.parts:
            yield from part.walk()
