"""A list of links alone: the title of each, and below it the site where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from coursedeck.base.look.component_places import POINT_HEIGHT
from coursedeck.model.session import List
from coursedeck.model.slide import Shape, TextParagraph
from coursedeck.model.text import Text
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import LABEL, Frame
from coursedeck.session.fit.components.rows import row_line

SIZES: tuple[Points, ...] = (24, 22, 20)
HOST_SIZE: Points = 16.0
LINES = 2
SPACE: Points = 2.0
PADDING: Points = 6.0
"""Least space above and below a reference."""


def is_reference(text: Text) -> bool:
    """Whether a text is one link to the web, with words that are not its address."""
    links = {span.link for span in text.spans}
    address = next(iter(links)) if len(links) == 1 else None
    return bool(address and address.startswith(("https://", "http://"))) and not text.plain.startswith("http")


def references(block: List, places: Sequence[tuple[str, Box]], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Links below one another, each row leading to its page; None for other items, and for titles that are too long."""
    items = [item.text for item in block.items if not item.blocks and is_reference(item.text)]
    if len(items) != len(block.items) or block.start is not None:
        return None
    height = min(POINT_HEIGHT, body.height / len(items))
    for size in SIZES:
        rows = [_words(text, size, frame) for text in items]
        fit = all(frame.holds(row[0], body.width, LINES) for row in rows)
        if fit and all(frame.measure.height(row, body.width) + 2 * PADDING <= height for row in rows):
            return tuple(_shapes(items, rows, places, height, frame))
    return None


def _words(text: Text, size: Points, frame: Frame) -> tuple[TextParagraph, ...]:
    spans = tuple(replace(span, link=None, link_title="") for span in text.spans)
    title = frame.paragraph(spans, size, bold=True, color=LABEL, source=text.source)
    host = urlsplit(text.spans[0].link or "").netloc.removeprefix("www.")
    below = TextParagraph(frame.builder.plain(host, color="tx2"), HOST_SIZE, space_before=SPACE)
    return (title, below) if host else (title,)


def _shapes(
    items: Sequence[Text],
    rows: Sequence[tuple[TextParagraph, ...]],
    places: Sequence[tuple[str, Box]],
    height: Points,
    frame: Frame,
) -> Iterator[Shape]:
    top = places[0][1].top
    for number, (text, words, (name, box)) in enumerate(zip(items, rows, places, strict=True), 1):
        yield row_line(number, top, frame)
        shape = frame.shape(name, frame.place(name, replace(box, top=top, height=height)), words, "ctr")
        yield replace(shape, link=frame.builder.target(text.spans[0].link))
        top += height
    yield row_line(len(items) + 1, top, frame)
