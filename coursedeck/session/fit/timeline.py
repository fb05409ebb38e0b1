"""The agenda as a timeline: a row for every section, as high as its minutes, with its clock and a dot on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.exercises import is_exercise_title
from coursedeck.model.schedule import clock, whole_seconds
from coursedeck.model.slide import TextParagraph, TextShape
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.agenda_entries import AgendaEntry
from coursedeck.session.fit.runs import RunBuilder

NAME = "agenda"
"""Name of the first row; later ones have their number behind it."""

MOST = 9
"""So many rows can be taken in at a glance; more stand in two columns, or in a table with minutes."""

SIZES: tuple[tuple[Points, int], ...] = ((24, 2), (22, 2), (20, 2), (18, 2), (16, 2), (16, 3), (14, 3))
"""Of the names of sections with the most lines that they may take, largest first; the last are for narrow slides."""

COLUMN_SIZES: tuple[tuple[Points, int], ...] = ((22, 1), (20, 1), (18, 1), (16, 1), (18, 2), (16, 2))
"""The same in two columns, whose rows have one height where all names take one line."""

GUTTER: Points = 24.0
"""Between the two columns."""

SAFETY = 0.97
"""Share of the width that names may take, since programs measure a little differently."""

GAP: Points = 6.0
LEAST: Points = 34.0
LEAST_PARTED: Points = 48.0
"""The same with the minutes of exercises below those of the section."""
TALLEST: Points = 120.0
TALLEST_UNTIMED: Points = 64.0
CLOCK: Points = 80.0
"""Width of the clock."""
RAIL: Points = 40.0
"""Width of the line with its dots."""
LENGTH: Points = 112.0
"""Least width of the minutes."""
LENGTH_SIZE: Points = 22.0
"""Largest type of the minutes."""
SECOND: Points = 14.0
"""Type of those of exercises."""
DOT: Points = 14.0
LINE: Points = 3.0
EDGE: Points = 6.0
"""Width of the bar at the beginning of a row."""
SIDE: Points = 18.0
HUES = ("accent1", "accent2")
"""Paints of sections, and of exercises."""
PALE = 12
"""Opacity of a row's ground, in percent."""


class _Rows(Struct, frozen=True):
    """What rows of an agenda are set with."""

    entries: Sequence[AgendaEntry]
    box: Box
    first: dict[int, str]
    """Id of each section's first slide."""
    builder: RunBuilder
    measure: ParagraphMeasure
    words: UiStrings
    right_to_left: bool

    @property
    def timed(self) -> bool:
        return any(entry.minutes for entry in self.entries)

    @property
    def clocked(self) -> bool:
        """Whether it is known when each section begins."""
        return all(entry.minutes for entry in self.entries)

    @property
    def rail(self) -> Points:
        """Where the line begins, from the left."""
        return self.box.left + (CLOCK if self.clocked else 0.0)

    @property
    def length(self) -> Points:
        """Width of the minutes."""
        widths = [
            self.measure.natural_width(one) for entry in self.entries for one in _lengths(self, entry, LENGTH_SIZE)
        ]
        return max([LENGTH, *(width * 1.05 + 2 * SIDE for width in widths)]) if widths else 0.0

    def row_box(self, top: Points, height: Points) -> Box:
        left = self.rail + RAIL
        return Box(left, top, self.box.right - left, height)

    def mirrored(self, shape: TextShape) -> TextShape:
        if not self.right_to_left:
            return shape
        return replace(shape, box=replace(shape.box, left=self.box.left + self.box.right - shape.box.right))


def timeline(
    entries: Sequence[AgendaEntry],
    box: Box,
    first: dict[int, str],
    builder: RunBuilder,
    measure: ParagraphMeasure,
    words: UiStrings,
    *,
    right_to_left: bool,
) -> tuple[TextShape, ...] | None:
    """The rows of an agenda in `box`, without minutes in two columns where they are many.

    None where they are too many or their names too long.
    """
    rows = _Rows(entries, box, first, builder, measure, words, right_to_left)
    if not 2 <= len(entries) <= MOST:
        return _in_columns(rows)
    for size, lines in SIZES:
        if (heights := _heights(rows, size, lines)) is not None:
            return tuple(rows.mirrored(shape) for shape in _shapes(rows, heights, size))
    return None


def _in_columns(rows: _Rows) -> tuple[TextShape, ...] | None:
    """The rows in two columns, all of one height."""
    count = len(rows.entries)
    if not MOST < count <= 2 * MOST or rows.timed:
        return None
    width, half = (rows.box.width - GUTTER) / 2, -(-count // 2)
    columns = (
        replace(rows, entries=rows.entries[:half], box=replace(rows.box, width=width)),
        replace(rows, entries=rows.entries[half:], box=replace(rows.box, left=rows.box.right - width, width=width)),
    )
    for size, lines in COLUMN_SIZES:
        found = [heights for column in columns if (heights := _heights(column, size, lines)) is not None]
        if len(found) < len(columns):
            continue
        lowest = min(high for heights in found for high in heights)
        shapes = (
            shape
            for begun, column, heights in zip((0, half), columns, found, strict=True)
            for shape in _shapes(column, [lowest for _ in heights] if lines == 1 else heights, size, begun)
        )
        return tuple(rows.mirrored(shape) for shape in shapes)
    return None


def _heights(rows: _Rows, size: Points, most: int) -> tuple[Points, ...] | None:
    """A height for every row that holds its name in at most `most` lines; what is left is shared by minutes."""
    width = SAFETY * (rows.row_box(0, 0).width - EDGE - 2 * SIDE - rows.length)
    least = []
    for entry in rows.entries:
        lines = rows.measure.lines(_name(entry, rows, size), width)
        if len(lines.lines) > most or any(line.forced for line in lines.lines):
            return None
        least.append(max(LEAST_PARTED if entry.exercises else LEAST, lines.height + 12.0))
    room = rows.box.height - GAP * (len(least) - 1)
    if sum(least) > room:
        return None
    weights = [float(entry.minutes or 0) if rows.timed else 1.0 for entry in rows.entries]
    tallest = TALLEST if rows.timed else TALLEST_UNTIMED
    return tuple(round(min(tallest, high), 1) for high in _shares(least, weights, room))


def _shares(least: Sequence[Points], weights: Sequence[float], room: Points) -> list[Points]:
    """`room` shared by weight, none less than its least."""
    fixed: set[int] = set()
    while True:
        free = room - sum(least[at] for at in fixed)
        whole = sum(weight for at, weight in enumerate(weights) if at not in fixed)
        found = [
            low if at in fixed else free * weight / whole
            for at, (low, weight) in enumerate(zip(least, weights, strict=True))
        ]
        short = {at for at, high in enumerate(found) if high < least[at]} - fixed
        if not short:
            return found
        fixed |= short


def _name(entry: AgendaEntry, rows: _Rows, size: Points) -> TextParagraph:
    return TextParagraph(rows.builder.plain(entry.heading, bold=True), size)


def _shapes(rows: _Rows, heights: Sequence[Points], size: Points, begun: int = 0) -> Iterator[TextShape]:
    """The rows, of which so many are `begun` in the column before."""
    tops = [rows.box.top + sum(heights[:at]) + GAP * at for at in range(len(heights))]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    center = rows.rail + RAIL / 2
    rail = Box(center - LINE / 2, middles[0], LINE, middles[-1] - middles[0])
    yield TextShape("time line 2" if begun else "time line", rail, (), fill="accent1@40")
    start = Fraction(0)
    for at, (entry, top, height) in enumerate(zip(rows.entries, tops, heights, strict=True), start=begun):
        hue = HUES[is_exercise_title(entry.heading)]
        number = f" {at + 1}" if at else ""
        if rows.clocked:
            time = rows.builder.plain(clock(whole_seconds(start)), color="tx2")
            paragraph = TextParagraph(time, min(size, 20.0), align=Align.RIGHT)
            yield TextShape(f"clock{number}", Box(rows.box.left, top, CLOCK - 8, height), (paragraph,), anchor="ctr")
        dot = Box(center - DOT / 2, top + (height - DOT) / 2, DOT, DOT)
        yield TextShape(f"dot {at + 1}", dot, (), fill=hue, geometry="ellipse")
        yield from _row(rows, entry, rows.row_box(top, height), size, number, hue)
        start += entry.minutes or Fraction(0)


def _row(rows: _Rows, entry: AgendaEntry, box: Box, size: Points, number: str, hue: str) -> Iterator[TextShape]:
    """A section's name on its ground, which leads to its first slide, the bar before it, and its minutes."""
    slide = rows.first.get(entry.index)
    link = f"#{slide}" if slide else None
    length = rows.length if entry.minutes else 0.0
    fill, inset = f"{hue}@{PALE}", (SIDE, 0.0, SIDE, 0.0)
    ground = replace(box, left=box.left + EDGE, width=box.width - EDGE - length)
    yield TextShape(f"edge{number}", replace(box, width=EDGE), (), fill=hue)
    yield TextShape(f"{NAME}{number}", ground, (_name(entry, rows, size),), None, "ctr", inset, fill, link=link)
    if entry.minutes:
        paragraphs = tuple(_lengths(rows, entry, min(size, LENGTH_SIZE)))
        place = Box(ground.right, box.top, length, box.height)
        yield TextShape(f"minutes{number}", place, paragraphs, None, "ctr", inset, fill, link=link)


def _lengths(rows: _Rows, entry: AgendaEntry, size: Points) -> Iterator[TextParagraph]:
    """The minutes of a section, and below them those that are for exercises."""
    if entry.minutes:
        words = rows.words.minutes_of(entry.minutes)
        yield TextParagraph(rows.builder.plain(words, bold=True), size, align=Align.RIGHT)
    if entry.exercises:
        words = f"{rows.words.exercises}: {rows.words.minutes_of(entry.exercises)}"
        yield TextParagraph(rows.builder.plain(words, color="tx2"), SECOND, align=Align.RIGHT)
