"""Heights and lines of paragraphs as the deck will show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coursedeck.model.slide import Run, TextParagraph
from coursedeck.model.units import Points
from coursedeck.text.breaking import BrokenLine, Piece, break_text
from coursedeck.text.ruler import Ruler
from coursedeck.text.scripts import Script, script_of

_SAFETY = 0.985
"""Share of the width that is used: office programs differ by about a percent in advance widths."""


_SCRIPT_GAP = 0.2
"""Share of an em that LibreOffice puts between East Asian and Latin letters; PowerPoint puts less."""


def _script_gaps(text: str) -> float:
    """What the changes of script inside a word add to its width, in em."""
    asian = [script_of(character) is Script.EAST_ASIAN for character in text]
    return _SCRIPT_GAP * sum(first is not other for first, other in pairwise(asian))


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph broken into lines; `height` has no space before in it."""

    lines: tuple[BrokenLine[Run], ...]
    height: Points


class ParagraphMeasure:
    """Breaks and measures paragraphs with one ruler."""

    def __init__(self, ruler: Ruler) -> None:
        self.ruler = ruler

    def lines(self, paragraph: TextParagraph, width: Points) -> Measured:
        """The paragraph in a box of `width` points inside its insets."""
        size = paragraph.size

        def advance(text: str, run: Run) -> Points:
            shrunk = size * 2 / 3 if run.baseline else size
            return self.ruler.width(text, shrunk, bold=run.bold, mono=run.mono) + shrunk * _script_gaps(text)

        pieces = [Piece(run.text, run) for run in paragraph.runs]
        lines = break_text(pieces, max(1.0, (width - paragraph.indent) * _SAFETY), advance)
        height = sum(self.ruler.line_height(line.plain or "x", size) for line in lines) * paragraph.line_spacing
        return Measured(lines, height)

    def height(self, paragraphs: Sequence[TextParagraph], width: Points) -> Points:
        """Height of several paragraphs below one another; the first one's space before does not count."""
        return sum(
            self.lines(paragraph, width).height + (paragraph.space_before if index else 0.0)
            for index, paragraph in enumerate(paragraphs)
        )

    def natural_width(self, paragraph: TextParagraph) -> Points:
        """Width at which the paragraph needs no line break of its own."""
        return max((line.width for line in self.lines(paragraph, 1e6).lines), default=0.0) / _SAFETY + paragraph.indent

    def longest_word(self, paragraph: TextParagraph) -> Points:
        """Width of the widest word."""
        return (
            max(
                (
                    self.ruler.width(word, paragraph.size, bold=run.bold, mono=run.mono)
                    for run in paragraph.runs
                    for word in run.text.split()
                ),
                default=0.0,
            )
            / _SAFETY
            + paragraph.indent
        )
