"""The agenda: a row for every section that takes time, with its clock, its minutes and a link."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from coursedeck.fit.bars import timed_sections
from coursedeck.fit.runs import Inline
from coursedeck.fit.tables import CELL_HEIGHTS, CELL_SIDES, shared_widths
from coursedeck.model.drawing import Align
from coursedeck.model.schedule import clock, whole_seconds
from coursedeck.model.session import Part, Session
from coursedeck.model.slide import Run, Shape, TableShape, TextParagraph, TextShape
from coursedeck.model.template import Area
from coursedeck.model.units import Box, Points
from coursedeck.model.words import Words
from coursedeck.text.paragraphs import ParagraphMeasure

_SIZES: tuple[Points, ...] = (18, 16, 14, 13, 12, 11, 10, 9)
"""The last ones only where a template leaves too little room for twelve points."""
_LEAST_WRAPPED: Points = 14
"""Size from which on titles are rather set smaller than in two lines."""

_Row = tuple[tuple[TextParagraph, ...], ...]


def agenda_shapes(
    session: Session, area: Area, first: dict[int, str], inline: Inline, measure: ParagraphMeasure, words: Words
) -> tuple[Shape, ...]:
    """The agenda in `area`: a table with minutes, or a list where nothing is timed."""
    if not timed_sections(session):
        return (_listed(session, area, first, inline),)
    for size in _SIZES:
        rows = [_head(words, inline, size), *_rows(session, first, inline, words, size)]
        columns = _columns(rows, area.box.width, measure)
        heights = tuple(_height(row, columns, measure) for row in rows)
        whole = size <= _LEAST_WRAPPED or all(_is_one_line(row[1][0], columns[1], measure) for row in rows)
        if (sum(heights) <= area.box.height and whole) or size == _SIZES[-1]:
            break
    box = Box(area.box.left, area.box.top, area.box.width, sum(heights))
    return (TableShape("agenda", box, columns, heights, tuple(rows), header=True, source=session.source),)


def _head(words: Words, inline: Inline, size: Points) -> _Row:
    return tuple(
        (TextParagraph(inline.plain(text, bold=True, color="bg1"), size, align=align),)
        for text, align in ((words.from_to, Align.LEFT), (words.section, Align.LEFT), (words.duration, Align.RIGHT))
    )


def _rows(session: Session, first: dict[int, str], inline: Inline, words: Words, size: Points) -> list[_Row]:
    rows: list[_Row] = []
    start = Fraction(0)
    for index, part in _sections(session):
        minutes = part.planned() or Fraction(0)
        times = f"{clock(whole_seconds(start))}–{clock(whole_seconds(start + minutes))}" if minutes else words.no_time
        title = _linked(inline.plain(part.heading, bold=True), first.get(index))
        length = words.minutes_of(minutes) if minutes else words.no_time
        cells = (inline.plain(times, color="tx2"), title, inline.plain(length))
        aligns = (Align.LEFT, Align.LEFT, Align.RIGHT)
        rows.append(tuple((TextParagraph(runs, size, align=a),) for runs, a in zip(cells, aligns, strict=True)))
        start += minutes
    return rows


def _sections(session: Session) -> list[tuple[int, Part]]:
    """The sections that take time; all of them where most say nothing of it."""
    timed = timed_sections(session)
    shown = [(index, part) for index, part in enumerate(session.parts) if not part.hidden]
    return shown if 2 * len(timed) < len(shown) else list(timed)


def _columns(rows: list[_Row], width: Points, measure: ParagraphMeasure) -> tuple[Points, ...]:
    """The clock and the minutes as wide as they need, the section's title the rest."""
    needed = [max(measure.natural_width(row[i][0]) + CELL_SIDES for row in rows) for i in (0, 2)]
    rest = width - sum(needed) - 24
    return shared_widths([needed[0] + 12, rest, needed[1] + 12], [needed[0] + 12, rest, needed[1] + 12], width)


def _height(row: _Row, columns: tuple[Points, ...], measure: ParagraphMeasure) -> Points:
    return max(
        measure.height(cell, column - CELL_SIDES) + CELL_HEIGHTS for cell, column in zip(row, columns, strict=True)
    )


def _is_one_line(paragraph: TextParagraph, column: Points, measure: ParagraphMeasure) -> bool:
    return len(measure.lines(paragraph, column - CELL_SIDES).lines) == 1


def _linked(runs: tuple[Run, ...], slide: str | None) -> tuple[Run, ...]:
    return tuple(replace(run, link=f"#{slide}") for run in runs) if slide else runs


def _listed(session: Session, area: Area, first: dict[int, str], inline: Inline) -> TextShape:
    """The sections as a list, at a size that holds them all."""
    size = max(12.0, min(22.0, area.box.height / (1.9 * max(1, len(session.parts)))))
    style = area.levels[0]
    paragraphs = tuple(
        TextParagraph(
            _linked(inline.plain(part.heading), first.get(index)),
            round(size),
            bullet=style.bullet or "•",
            indent=max(style.indent, 16.0),
            hanging=max(style.hanging, 16.0),
            space_before=6.0 if index else 0.0,
            line_spacing=style.line_spacing,
        )
        for index, part in enumerate(session.parts)
    )
    holder = area.placeholder.idx if area.placeholder else None
    return TextShape("agenda", area.box, paragraphs, placeholder=holder)
