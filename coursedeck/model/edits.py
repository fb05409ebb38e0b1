"""What people change in a deck, each with the place in its source.

Edit
├── Reworded           words or style of a message
├── Retyped            a message that was typed anew as Markdown
├── Removed, Added     a list item, paragraph or row of a table; both with the same words: it was moved
├── ItemNested         a list item on another level
├── SlideHidden, SlideRemoved, SlideAdded, SlideMoved
├── ValueChanged       a number of a chart
├── ChartChanged       a chart with other rows or columns
├── ColumnsChanged     a table with other columns
├── MinutesChanged     the minutes of a section
├── Relabelled         a text of a figure or chart
├── CodeChanged        lines of a listing
├── WordsStyled        words in another colour or size
├── ShapeMoved, ShapeAdded, ShapeRemoved, ShapeRecolored, TextAdded   what an overlay keeps
└── Unplaced           what has no place in the source
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.origin import OriginParagraph, StyledText
from coursedeck.model.overlay import StyledWords
from coursedeck.model.units import Box, Points


class Reworded(Struct, frozen=True):
    """A message whose words or style were changed; `nth` where several on its line are written alike."""

    slide: str
    paragraph: OriginParagraph
    old: StyledText
    new: StyledText
    nth: int = 0


class Retyped(Struct, frozen=True):
    """A message that somebody typed anew, as Markdown in one line."""

    slide: str
    paragraph: OriginParagraph
    markdown: str


class Removed(Struct, frozen=True):
    """A paragraph or list item that is gone."""

    slide: str
    paragraph: OriginParagraph


class Added(Struct, frozen=True):
    """A new paragraph or list item behind `after`; before `before` where it is the first."""

    slide: str
    text: StyledText
    level: int
    after: OriginParagraph | None
    before: OriginParagraph | None


class ItemNested(Struct, frozen=True):
    """A list item that stands on another level, deeper or less deep by `steps`."""

    slide: str
    paragraph: OriginParagraph
    steps: int


class RowAdded(Struct, frozen=True):
    """A new row of a table, behind the row on `line`."""

    slide: str
    line: int
    cells: tuple[StyledText, ...]


class RowRemoved(Struct, frozen=True):
    """A row of a table that is gone."""

    slide: str
    line: int
    words: str


class NotesAdded(Struct, frozen=True):
    """Notes on a slide that had none, or behind those it had."""

    slide: str
    line: int
    """Of the slide's heading."""
    paragraphs: tuple[StyledText, ...]


class SlideHidden(Struct, frozen=True):
    """A slide that was hidden, or is shown again."""

    slide: str
    line: int
    hidden: bool


class SlideRemoved(Struct, frozen=True):
    """A slide that is gone; its content goes with it."""

    slide: str
    line: int
    paragraphs: tuple[OriginParagraph, ...]


class SlideAdded(Struct, frozen=True):
    """A new slide behind another: its title, its paragraphs with their levels, its notes."""

    slide: str
    after_line: int
    """Of the heading of the slide before it."""
    title: StyledText
    paragraphs: tuple[tuple[StyledText, int], ...]
    notes: tuple[StyledText, ...] = ()
    copied: int = 0
    """Line of the heading of the slide that it is a copy of; 0 where it is none."""
    changes: tuple[Edit, ...] = ()
    """What is different in a copy."""
    drawings: tuple[ShapeAdded, ...] = ()
    """Its pictures and drawings."""


class SlideMoved(Struct, frozen=True):
    """A slide that stands elsewhere: behind the one whose heading is on `after_line`."""

    slide: str
    line: int
    after_line: int


class ValueChanged(Struct, frozen=True):
    """A number of a chart, by the places of its series and category from 0, and their names."""

    slide: str
    line: int
    place: tuple[int, int]
    series: str
    category: str
    old: str
    new: str


class ChartChanged(Struct, frozen=True):
    """A chart with other categories or series: its rows as it was built, and as they are."""

    slide: str
    line: int
    old: tuple[tuple[str, ...], ...]
    new: tuple[tuple[str, ...], ...]


class ColumnsChanged(Struct, frozen=True):
    """A table whose columns are others: for each the place that it had, or its new cells, row by row."""

    slide: str
    lines: tuple[int, ...]
    """Of its rows."""
    columns: tuple[int | tuple[StyledText, ...], ...]


class MinutesChanged(Struct, frozen=True):
    """Other minutes of the section whose heading is on `line`."""

    slide: str
    line: int
    old: str
    new: str


class Relabelled(Struct, frozen=True):
    """A text of a figure or chart."""

    slide: str
    figure: str
    line: int
    old: str
    new: str


class CodeChanged(Struct, frozen=True):
    """A listing with other lines, under the slide's heading on `line`."""

    slide: str
    line: int
    old: tuple[str, ...]
    new: tuple[str, ...]


class ShapeMoved(Struct, frozen=True):
    """A shape that stands elsewhere or has another size."""

    slide: str
    name: str
    was: Box
    now: Box


class TextAdded(Struct, frozen=True):
    """A new text box: its paragraphs with their sizes."""

    slide: str
    box: Box
    paragraphs: tuple[tuple[StyledText, Points], ...]


class ShapeAdded(Struct, frozen=True):
    """A new picture or drawing: `part` of the deck and `id` say where it is."""

    slide: str
    line: int
    part: str
    id: int
    kind: str
    words: str


class ShapeRemoved(Struct, frozen=True):
    """A shape that is gone and stands for no text of the source."""

    slide: str
    name: str


class ShapeRecolored(Struct, frozen=True):
    """Another fill or line of a shape, or of the part of that name in it."""

    slide: str
    name: str
    part: str
    fill: str
    line: str


class WordsStyled(Struct, frozen=True):
    """Words in a look that Markdown cannot say: colour and size are empty where they stay."""

    slide: str
    look: StyledWords


class Unplaced(Struct, frozen=True):
    """A change that has no place in the source; `what` says it in words."""

    slide: str
    line: int
    what: str


SlideEdit: TypeAlias = SlideHidden | SlideAdded | SlideRemoved | SlideMoved
"""A change of a whole slide."""

BlockEdit: TypeAlias = RowAdded | RowRemoved | ColumnsChanged | ValueChanged | ChartChanged | Relabelled | CodeChanged
"""A change in a table, chart, figure or listing."""

OverlayEdit: TypeAlias = ShapeMoved | TextAdded | ShapeAdded | ShapeRemoved | ShapeRecolored | WordsStyled
"""What has no place in a text, and may be kept beside it."""

Edit: TypeAlias = (
    Reworded
    | Retyped
    | Removed
    | Added
    | ItemNested
    | NotesAdded
    | MinutesChanged
    | SlideEdit
    | BlockEdit
    | OverlayEdit
    | Unplaced
)
