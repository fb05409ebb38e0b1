"""Labelled items below one another: the label in a column of its own, thin lines above, between and below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coursedeck.base.look.component_places import component_places
from coursedeck.model.entries import Labelled
from coursedeck.model.numbering import DECIMAL
from coursedeck.model.slide import Layout, Shape, TextParagraph
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import LABEL, Frame, ornament
from coursedeck.session.fit.markers import list_marker

TEXT_SIZES: tuple[tuple[Points, int], ...] = ((26, 2), (24, 2), (22, 3), (20, 3))
"""Sizes of the text with the most lines that it may take, largest first."""

LABEL_SIZES: tuple[Points, ...] = (26, 24, 22, 20)

LABEL_LINES = 2
NUMBER_WIDTH = 1.3
"""Room for the number of an ordered item, in em."""

LEAST_HEIGHT: Points = 52.0
PADDING: Points = 12.0
"""Least space between the lines of two rows."""

LINE = "tx2@35"
"""Paint of the thin lines, faint on light and dark grounds."""

LINE_WIDTH: Points = 1.0


def rows(kind: Layout, entries: Sequence[Labelled], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Rows in the largest type that holds them; None where none does."""
    places = component_places(kind, body)
    if places["label 1"].height < LEAST_HEIGHT:
        return None
    sizes = [(label, text, lines) for text, lines in TEXT_SIZES for label in LABEL_SIZES if label <= text + 2]
    # a label must not look like a remark on its text, so the smaller of the two comes first
    for label_size, text_size, lines in sorted(sizes, key=lambda one: (min(one[:2]), sum(one[:2])), reverse=True):
        set_rows = [_row(entry, label_size, text_size, frame) for entry in entries]
        if all(_fits(row, places, lines, frame) for row in set_rows):
            return tuple(_shapes(set_rows, places, frame))
    return None


def _row(entry: Labelled, label_size: Points, text_size: Points, frame: Frame) -> tuple[TextParagraph, TextParagraph]:
    source = entry.item.source
    label = frame.paragraph(entry.label, label_size, bold=True, color=LABEL, source=source)
    if entry.number is not None:
        hanging = round(NUMBER_WIDTH * label_size, 1)
        marker = list_marker(DECIMAL, entry.number)
        label = replace(label, bullet=marker, bullet_color=LABEL, number=entry.number, indent=hanging, hanging=hanging)
    return label, frame.paragraph(entry.text, text_size, source=source)


def _fits(row: tuple[TextParagraph, TextParagraph], places: Mapping[str, Box], lines: int, frame: Frame) -> bool:
    for paragraph, box, most in zip(row, (places["label 1"], places["text 1"]), (LABEL_LINES, lines), strict=True):
        height = frame.measure.lines(paragraph, box.width).height
        if not frame.holds(paragraph, box.width, most) or height > box.height - PADDING:
            return False
    return True


def _shapes(
    set_rows: Sequence[tuple[TextParagraph, TextParagraph]], places: Mapping[str, Box], frame: Frame
) -> Iterator[Shape]:
    for number, (label, text) in enumerate(set_rows, 1):
        yield row_line(number, places[f"label {number}"].top, frame)
        for name, paragraph in ((f"label {number}", label), (f"text {number}", text)):
            yield frame.shape(name, frame.place(name, places[name]), (paragraph,), "ctr")
    yield row_line(len(set_rows) + 1, places[f"label {len(set_rows)}"].bottom, frame)


def row_line(number: int, at: Points, frame: Frame) -> Shape:
    """The thin line above row `number`."""
    box = Box(frame.body.left, at - LINE_WIDTH / 2, frame.body.width, LINE_WIDTH)
    return ornament(f"line {number}", box, LINE)
