"""Where components stand, and how their words are set and measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.problem import Source
from coursedeck.model.slide import SlideBlock, TextParagraph, TextShape
from coursedeck.model.template import LevelStyle, TemplateLayout
from coursedeck.model.text import Span
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.korean_line_breaks import keep_korean_words_whole
from coursedeck.session.fit.orphans import without_orphans
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.scale import Scale
from coursedeck.session.fit.segments import FlowSegment

LABEL = "accent1"
"""Paint of labels."""


class Frame(Struct, frozen=True):
    """The room of one slide's component, and what sets its words."""

    layout: TemplateLayout
    body: Box
    """The region of text on content slides."""
    levels: tuple[LevelStyle, ...]
    """Styles of the text there."""
    builder: RunBuilder
    measure: ParagraphMeasure
    typeset: Callable[[Sequence[SlideBlock], Points, Scale], Sequence[FlowSegment]]
    """Paragraphs and lists as measured segments of a width, at a scale."""
    right_to_left: bool

    def place(self, name: str, box: Box) -> tuple[Box, int | None]:
        """The box and the placeholder, if the layout has one, of the part called `name`.

        Placeholders keep their left edge and width; other boxes are mirrored where text runs from right to left.
        """
        found = next((one for one in self.layout.placeholders if one.name == name), None)
        if found is not None:
            return replace(box, left=found.box.left, width=found.box.width), found.idx
        return self.mirrored(box), None

    def mirrored(self, box: Box) -> Box:
        """A box of the body, on the other side where text runs from right to left."""
        if not self.right_to_left:
            return box
        return replace(box, left=self.body.left + self.body.right - box.right)

    def paragraph(
        self,
        spans: tuple[Span, ...],
        size: Points,
        *,
        bold: bool = False,
        color: str | None = None,
        source: Source | None = None,
    ) -> TextParagraph:
        """Words in one size, without a bullet."""
        runs = self.builder.runs(spans, bold=bold, color=color)
        return TextParagraph(runs, size, line_spacing=self.levels[0].line_spacing, source=source)

    def holds(self, paragraph: TextParagraph, width: Points, lines: int) -> bool:
        """Whether a paragraph needs no more lines than these, and no break inside a word."""
        measured = self.measure.lines(paragraph, width)
        return len(measured.lines) <= lines and not any(line.forced for line in measured.lines)

    def shape(
        self, name: str, place: tuple[Box, int | None], paragraphs: tuple[TextParagraph, ...], anchor: str = "t"
    ) -> TextShape:
        """Words in their place."""
        box, idx = place
        return self.whole(TextShape(name, box, paragraphs, idx, anchor))

    def whole(self, shape: TextShape) -> TextShape:
        """A shape in which no word is left alone on a last line, and no Korean one parted from its punctuation."""
        whole = without_orphans(shape, self.measure, right_to_left=self.right_to_left)
        return keep_korean_words_whole(whole, self.measure)


def ornament(name: str, box: Box, fill: str) -> TextShape:
    """A filled shape without words."""
    return TextShape(name, box, (), fill=fill)
