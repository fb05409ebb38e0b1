"""The agenda: a row for every section that takes time, with its clock, its minutes and a link."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.schedule import clock, whole_seconds
from coursedeck.model.session import Session
from coursedeck.model.slide import Shape, TableShape, TextParagraph, TextRun, TextShape
from coursedeck.model.template import Area
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.agenda_entries import AgendaEntry, agenda_entries
from coursedeck.session.fit.bars import timed_sections
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.tables import CELL_HEIGHTS, CELL_SIDES, shared_widths
from coursedeck.session.fit.timeline import NAME

_TABLE_SIZES: tuple[tuple[Points, int], ...] = (
    *((size, 1) for size in (18, 16, 14, 13, 12)), *((size, 2) for size in (14, 13, 12)), (12, 3), (11, 1), (10, 1),
    (9, 1), (9, 3),
)  # fmt: skip
"""(Font size, columns) to try for the agenda table, best first; below 12 pt only for templates with little room."""
_LIST_SIZES: tuple[tuple[Points, int], ...] = (
    *((size, 1) for size in (22, 20, 18, 16)), *((size, 2) for size in (18, 16, 14)),
    *((size, 3) for size in (14, 12)),
)  # fmt: skip
"""(Font size, columns) to try for an agenda without minutes, best first."""
_GUTTER: Points = 24.0
_LEAST_WRAPPED: Points = 14
"""Titles may wrap at this size and below; above it a smaller size is tried first."""

_Row = tuple[tuple[TextParagraph, ...], ...]
_Item = TypeVar("_Item")


def agenda_shapes(
    session: Session,
    area: Area,
    first: dict[int, str],
    builder: RunBuilder,
    measure: ParagraphMeasure,
    words: UiStrings,
) -> tuple[Shape, ...]:
    """The agenda in `area`: a table with minutes, or a list where no section has minutes.

    A long agenda is set in several columns, which then have no room for the clock; what does not fit even so is left
    out at the end, see `agenda_problem`.
    """
    entries = agenda_entries(session)
    shapes, fits = _set(entries, session, area, first, builder, measure, words)
    while not fits and len(entries) > 1:
        entries = entries[: -max(1, len(entries) // 10)]
        shapes, fits = _set(entries, session, area, first, builder, measure, words)
    return shapes


def agenda_problem(session: Session, shapes: Sequence[Shape]) -> Problem | None:
    """That the agenda in `shapes` does not name every section that it should."""
    named = sum(len(shape.cells) - 1 for shape in shapes if isinstance(shape, TableShape))
    named += sum(len(shape.paragraphs) for shape in shapes if isinstance(shape, TextShape) and _is_agenda(shape))
    wanted = len(agenda_entries(session))
    if named >= wanted:
        return None
    message = (
        f"{wanted} sections are more than an agenda holds, it names the first {named}: make slides (###) of those that "
        "belong together"
    )
    return warning(session.source, "agenda", message)


def _is_agenda(shape: TextShape) -> bool:
    return shape.name == NAME or shape.name.startswith(f"{NAME} ")


def _set(
    entries: Sequence[AgendaEntry],
    session: Session,
    area: Area,
    first: dict[int, str],
    builder: RunBuilder,
    measure: ParagraphMeasure,
    words: UiStrings,
) -> tuple[tuple[Shape, ...], bool]:
    """The agenda of some entries in the best setting, and whether it fits."""
    if not timed_sections(session):
        return _listed(entries, area, first, builder, measure)

    def tables(size: Points, count: int) -> _Tables:
        apart = any(entry.exercises for entry in entries)
        head, rows = _head(words, builder, size, apart), _rows(entries, first, builder, words, size, apart)
        if count > 1:
            head, rows = head[1:], [row[1:] for row in rows]
        title = len(head) - (3 if apart else 2)
        boxes = _side_by_side(area.box, count)
        columns = _columns([head, *rows], title, boxes[0].width, measure)
        parts = [[head, *part] for part in _parted(rows, count)]
        heights = [tuple(_height(row, columns, measure) for row in part) for part in parts]
        whole = size <= _LEAST_WRAPPED or all(_is_one_line(row[title][0], columns[title], measure) for row in rows)
        return _Tables(boxes, columns, parts, heights, whole)

    made = tables(*_TABLE_SIZES[0])
    for size, count in _TABLE_SIZES[1:]:
        if made.whole and max(map(sum, made.heights)) <= area.box.height:
            break
        made = tables(size, count)
    return made.shapes(session.source), max(map(sum, made.heights)) <= area.box.height


class _Tables(Struct, frozen=True):
    """The agenda in one or more tables side by side."""

    boxes: list[Box]
    columns: tuple[Points, ...]
    parts: list[list[_Row]]
    heights: list[tuple[Points, ...]]
    whole: bool
    """No title takes two lines at a size from which on it must not."""

    def shapes(self, source: Source) -> tuple[Shape, ...]:
        return tuple(
            TableShape(
                NAME if at == 0 else f"{NAME} {at + 1}",
                Box(box.left, box.top, box.width, sum(high)),
                self.columns,
                high,
                tuple(part),
                header=1,
                source=source,
            )
            for at, (box, part, high) in enumerate(zip(self.boxes, self.parts, self.heights, strict=False))
        )


def _side_by_side(box: Box, count: int) -> list[Box]:
    """`count` columns of a box."""
    width = (box.width - (count - 1) * _GUTTER) / count
    return [Box(box.left + at * (width + _GUTTER), box.top, width, box.height) for at in range(count)]


def _parted(items: Sequence[_Item], count: int) -> list[Sequence[_Item]]:
    """The items split over `count` columns; only the last may be shorter."""
    each = -(-len(items) // count)
    return [items[at : at + each] for at in range(0, len(items), each)]


def _head(words: UiStrings, builder: RunBuilder, size: Points, apart: bool) -> _Row:
    """What the columns are; `apart` parts the minutes of exercises from those of teaching."""
    lengths = (words.teaching, words.exercises) if apart else (words.duration,)
    named = ((words.from_to, Align.LEFT), (words.section, Align.LEFT), *((length, Align.RIGHT) for length in lengths))
    return tuple((TextParagraph(builder.plain(text, bold=True), size, align=align),) for text, align in named)


def _rows(
    entries: Sequence[AgendaEntry],
    first: dict[int, str],
    builder: RunBuilder,
    words: UiStrings,
    size: Points,
    apart: bool,
) -> list[_Row]:
    rows: list[_Row] = []
    start = Fraction(0)
    for entry in entries:
        minutes = entry.minutes or Fraction(0)
        times = f"{clock(whole_seconds(start))}–{clock(whole_seconds(start + minutes))}" if minutes else words.no_time
        title = _linked(builder.plain(entry.heading, bold=True), first.get(entry.index))
        lengths = (max(minutes - entry.exercises, Fraction(0)), entry.exercises) if apart else (minutes,)
        said = (builder.plain(words.minutes_of(length) if length else words.no_time) for length in lengths)
        cells = (builder.plain(times, color="tx2"), title, *said)
        aligns = (Align.LEFT, Align.LEFT, *(Align.RIGHT for _ in lengths))
        rows.append(tuple((TextParagraph(runs, size, align=a),) for runs, a in zip(cells, aligns, strict=True)))
        start += minutes
    return rows


def _columns(rows: list[_Row], title: int, width: Points, measure: ParagraphMeasure) -> tuple[Points, ...]:
    """Column widths: clock (if any) and minutes at their natural width, the one of titles takes the rest."""
    wanted = [max(measure.natural_width(row[at][0]) for row in rows) + CELL_SIDES + 12 for at in range(len(rows[0]))]
    wanted[title] = width - sum(wanted) + wanted[title]
    return shared_widths(wanted, wanted, width)


def _height(row: _Row, columns: tuple[Points, ...], measure: ParagraphMeasure) -> Points:
    return max(
        measure.height(cell, column - CELL_SIDES) + CELL_HEIGHTS for cell, column in zip(row, columns, strict=True)
    )


def _is_one_line(paragraph: TextParagraph, column: Points, measure: ParagraphMeasure) -> bool:
    return len(measure.lines(paragraph, column - CELL_SIDES).lines) == 1


def _linked(runs: tuple[TextRun, ...], slide: str | None) -> tuple[TextRun, ...]:
    return tuple(replace(run, link=f"#{slide}") for run in runs) if slide else runs


def _listed(
    entries: Sequence[AgendaEntry], area: Area, first: dict[int, str], builder: RunBuilder, measure: ParagraphMeasure
) -> tuple[tuple[Shape, ...], bool]:
    """The sections as a list, at a size and in columns that hold them all, and whether any do."""

    def columns(size: Points, count: int) -> tuple[list[Box], list[Sequence[TextParagraph]]]:
        return _side_by_side(area.box, count), _parted(_items(entries, area, first, builder, size), count)

    def fit(boxes: Sequence[Box], parts: Sequence[Sequence[TextParagraph]]) -> bool:
        return all(measure.height(part, boxes[0].width) <= area.box.height for part in parts)

    boxes, parts = columns(*_LIST_SIZES[0])
    for size, count in _LIST_SIZES[1:]:
        if fit(boxes, parts):
            break
        boxes, parts = columns(size, count)
    holder = area.placeholder.idx if area.placeholder else None
    shapes = tuple(
        TextShape(NAME if at == 0 else f"{NAME} {at + 1}", box, tuple(part), placeholder=None if at else holder)
        for at, (box, part) in enumerate(zip(boxes, parts, strict=False))
    )
    return shapes, fit(boxes, parts)


def _items(
    entries: Sequence[AgendaEntry], area: Area, first: dict[int, str], builder: RunBuilder, size: Points
) -> tuple[TextParagraph, ...]:
    style = area.levels[0]
    return tuple(
        TextParagraph(
            _linked(builder.plain(entry.heading), first.get(entry.index)),
            size,
            bullet=style.bullet or "•",
            indent=max(style.indent, 16.0),
            hanging=max(style.hanging, 16.0),
            space_before=round(size * 0.4, 1),
            line_spacing=style.line_spacing,
        )
        for entry in entries
    )
