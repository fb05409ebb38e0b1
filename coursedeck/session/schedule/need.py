"""Estimates the seconds that a slide, or a part before it is planned as slides, needs at a given pace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from coursedeck.model.pace import Pace
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    List,
    Notes,
    Paragraph,
    Part,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import (
    TILES,
    ChartShape,
    FigureShape,
    Layout,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextShape,
)
from coursedeck.model.walk import blocks_in
from coursedeck.session.schedule.speech import count_words, speaking_seconds

_ACTIVITY = re.compile(
    r"실습|연습|토론|토의|과제|퀴즈|활동|발표|演習|実習|議論|討論|练习|練習|实验|讨论"
    r"|\b(?:exercises?|labs?|hands-on|discussions?|discuss|activity|activities|quiz|workshop|group work"
    r"|übung(?:en)?|diskussion|aufgaben?|exercices?|travaux pratiques|ejercicios?|discusión)\b",
    re.IGNORECASE,
)


_REST = re.compile(
    r"휴식|쉬는\s*시간|쉬어\s*가기|점심|休憩|昼休み|休息"
    r"|\b(?:(?:coffee|tea|lunch|short)[ -]break|break(?: time)?$|recess|pause|kaffeepause|mittagspause|descanso)\b",
    re.IGNORECASE,
)


class ContentLoad(Struct, frozen=True):
    """What a slide or part says and shows, as far as it takes time."""

    shown: str = ""
    said: str = ""
    """The notes."""
    figures: int = 0
    tables: int = 0
    charts: int = 0
    codes: int = 0
    activity: bool = False

    @property
    def words(self) -> int:
        """Words shown."""
        return count_words(self.shown)

    @property
    def pictures(self) -> int:
        """Figures, pictures and charts."""
        return self.figures + self.charts

    def seconds(self, pace: Pace) -> int:
        """Seconds to speak the notes or the shown text, whichever is longer, plus the fixed costs of the pace."""
        speech = max(speaking_seconds(self.said, pace), speaking_seconds(self.shown, pace))
        costs = pace.costs
        fixed = (
            costs.slide
            + costs.figure * self.figures
            + costs.table * self.tables
            + costs.chart * self.charts
            + costs.code * self.codes
            + costs.exercise * self.activity
        )
        return round(speech) + fixed


def is_activity(heading: str) -> bool:
    """Whether a heading announces that the listeners work: an exercise, a discussion, a lab.

    >>> is_activity("실습: 비교 분석"), is_activity("Group discussion"), is_activity("Collaborative labels")
    (True, True, False)
    """
    return _ACTIVITY.search(heading) is not None


def is_break(heading: str) -> bool:
    """Whether a heading announces a rest.

    >>> is_break("☕ 쉬는 시간"), is_break("Coffee break"), is_break("Break the build")
    (True, True, False)
    """
    return _REST.search(heading) is not None


def slide_load(slide: PlacedSlide) -> ContentLoad:
    """What a placed slide shows and what its notes say."""
    texts = [shape for shape in (slide.title, *slide.shapes) if isinstance(shape, TextShape)]
    codes = [shape for shape in texts if _is_code(shape)]
    tables = [shape for shape in slide.shapes if isinstance(shape, TableShape)]
    words = [_words_of(shape) for shape in texts if shape not in codes]
    cells = [paragraph.plain for table in tables for row in table.cells for cell in row for paragraph in cell]
    return ContentLoad(
        shown="\n".join((*words, *cells)),
        said="\n".join(plain_texts(slide.notes)),
        # an icon beside the name of a product is not explained as a figure is
        figures=0 if slide.layout in TILES.values() else sum(map(_is_figure, slide.shapes)),
        tables=len(tables),
        charts=sum(isinstance(shape, ChartShape) for shape in slide.shapes),
        codes=len(codes),
        activity=slide.layout is not Layout.SECTION and is_activity(_words_of(slide.title)),
    )


def _is_figure(shape: Shape) -> bool:
    return isinstance(shape, FigureShape | PictureShape)


def _words_of(shape: TextShape) -> str:
    return "\n".join(paragraph.plain for paragraph in shape.paragraphs)


def _is_code(shape: TextShape) -> bool:
    runs = [run for paragraph in shape.paragraphs for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.mono for run in runs)


def part_load(part: Part) -> ContentLoad:
    """What a part and all below it show and say."""
    blocks = [block for below in part.walk() for block in below.blocks]
    notes = [block for block in blocks if isinstance(block, Notes)]
    flat = [nested for block in blocks if not isinstance(block, Notes) for nested in _nested(block)]
    headings = [below.title.plain for below in part.walk()]
    return ContentLoad(
        shown="\n".join((*headings, *(text for block in flat for text in _own_texts(block)))),
        said="\n".join(plain_texts(notes)),
        figures=sum(isinstance(block, FigureRef | Picture) for block in flat),
        tables=sum(isinstance(block, Table) for block in flat),
        charts=sum(isinstance(block, Chart) for block in flat),
        codes=sum(isinstance(block, Code) for block in flat),
        activity=is_activity(part.title.plain) or any(isinstance(block, Exercise) for block in flat),
    )


def plain_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of blocks, nested ones too, in reading order; code has none."""
    for block in blocks:
        for nested in _nested(block):
            yield from _own_texts(nested)


def _nested(block: Block) -> Iterator[Block]:
    yield block
    for child in blocks_in(block):
        yield from _nested(child)


def _own_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text) | Footnote(text=text) | DisplayFormula(text=text):
            yield text.plain
        case List(items=items):
            yield from (item.text.plain for item in items)
        case Table(header=header, rows=rows):
            yield from (cell.plain for row in (header, *rows) for cell in row)
        case Callout(title=title) | Exercise(title=title) | Solution(title=title):
            yield from () if title is None else (title.plain,)
        case Code() | Quote() | Notes() | Chart() | FigureRef() | Picture() | PictureRow():
            return
        case ThematicBreak() | SlideHint():
            return
