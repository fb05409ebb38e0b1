"""Short texts in a template's regions: title, number, minutes, goal …, in the region's own style."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Problem, Source, overflow
from coursedeck.model.slide import TextParagraph, TextRun, TextShape
from coursedeck.model.template import Area, Region
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.balance import balanced_width, with_whole_topics
from coursedeck.session.fit.cutting import character_count
from coursedeck.session.fit.runs import RunBuilder

TITLE_FLOOR: Points = 20.0
_STEP: Points = 2.0


class RegionFitter(Struct, frozen=True):
    """Sets a text in an area at the largest size at which it fits."""

    builder: RunBuilder
    measure: ParagraphMeasure
    measure_of: Callable[[Area], ParagraphMeasure]
    """Measures in the style of an area."""

    def shape(self, area: Area, runs: tuple[TextRun, ...], *, lines: int = 2) -> TextShape:
        """`runs` in `area`, from the area's own size down to the floor, in at most `lines` lines."""
        paragraph = self._with_whole_topics(area, self._sized(area, runs, lines), lines)
        return TextShape(
            area.region.value,
            area.box,
            (paragraph,),
            placeholder=area.placeholder.idx if area.placeholder else None,
            anchor=area.anchor,
            inset=self._balanced(area, paragraph),
        )

    def _with_whole_topics(self, area: Area, paragraph: TextParagraph, lines: int) -> TextParagraph:
        """A row of topics that breaks between them, where it needs several lines and they hold it so."""
        if area.region is Region.TITLE or self._holds(area, paragraph, 1):
            return paragraph
        left, _, right, _ = area.inset
        kept = with_whole_topics(paragraph, area.box.width - left - right, self.measure_of(area))
        return kept if self._holds(area, kept, lines) else paragraph

    def _balanced(self, area: Area, paragraph: TextParagraph) -> tuple[Points, Points, Points, Points]:
        """The insets at which the lines are about as long as one another, and no more than they were."""
        left, top, right, bottom = area.inset
        width = area.box.width - left - right
        narrower = round(width - balanced_width(paragraph, width, self.measure_of(area)), 1)
        match paragraph.align:
            case Align.LEFT:
                return left, top, right + narrower, bottom
            case Align.CENTER:
                return left + narrower / 2, top, right + narrower / 2, bottom
            case _:
                return left + narrower, top, right, bottom

    def _sized(self, area: Area, runs: tuple[TextRun, ...], lines: int) -> TextParagraph:
        style = area.levels[0]
        size = style.size
        floor = min(TITLE_FLOOR if area.region is Region.TITLE else 12.0, size)
        while True:
            paragraph = TextParagraph(
                tuple(replace(run, bold=True) for run in runs) if style.bold else runs,
                size,
                line_spacing=style.line_spacing,
                align=style.align,
            )
            if size <= floor or self._holds(area, paragraph, lines):
                return paragraph
            size = max(floor, size - _STEP)

    def _holds(self, area: Area, paragraph: TextParagraph, lines: int) -> bool:
        left, top, right, bottom = area.inset
        measured = self.measure_of(area).lines(paragraph, area.box.width - left - right)
        forced = any(line.forced for line in measured.lines)
        return not forced and len(measured.lines) <= lines and measured.height <= area.box.height - top - bottom + 0.5

    def in_one_line(self, area: Area, runs: tuple[TextRun, ...]) -> bool:
        """Whether words stand in one line at the area's own size."""
        style = area.levels[0]
        bold = tuple(replace(run, bold=True) for run in runs) if style.bold else runs
        return self._holds(area, TextParagraph(bold, style.size, line_spacing=style.line_spacing), 1)

    def footer(self, area: Area | None, candidates: Sequence[str]) -> str | None:
        """The first candidate that fits the footer in one line, else the last one truncated; None: no footer."""
        if area is None or not candidates:
            return None

        def holds(words: str) -> bool:
            return self._holds(area, TextParagraph(self.builder.plain(words), area.levels[0].size), 1)

        whole = next((words for words in candidates if holds(words)), None)
        return whole if whole is not None else _longest_start(candidates[-1], holds)

    def title_problem(self, area: Area, shape: TextShape, source: Source) -> Problem | None:
        """The problem of a title that does not fit even at its smallest size."""
        if self._holds(area, shape.paragraphs[0], 3):
            return None
        paragraph = shape.paragraphs[0]
        words = paragraph.plain
        held = len(_longest_start(words, lambda less: self._holds(area, _with_words(paragraph, less), 3)))
        trim = f"shorten it by {character_count(len(words) - held)} or more"
        message = f"the title does not fit its place at {TITLE_FLOOR:g} pt: {words[:60]!r}; {trim}"
        return overflow(source, message, words)


def _longest_start(words: str, holds: Callable[[str], bool]) -> str:
    """The longest beginning of `words` that is held with an ellipsis; empty where none is."""

    def shortened(length: int) -> str:
        return f"{words[:length].rstrip()}…"

    lengths = range(1, len(words))
    held = bisect_left(lengths, True, key=lambda length: not holds(shortened(length)))
    return shortened(held) if held else ""


def _with_words(paragraph: TextParagraph, words: str) -> TextParagraph:
    """The paragraph with other words in the style of its first run."""
    return replace(paragraph, runs=(replace(paragraph.runs[0], text=words),))
