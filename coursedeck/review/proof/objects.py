"""Checks of shapes in the file: titles, alternative texts, table headers, reading order, picture resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coursedeck.model.deck_file import FileShape, ShapeKind
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.model.units import Box
from coursedeck.review.proof.slide_view import SlideView

RESOLUTION = 96
"""Pixels per inch that a picture needs on a slide."""

_FILE_NAME = re.compile(
    r"(?:\S+ ){0,4}\S+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|heic|emf|wmf)"
    r"|(?:img|image|dsc|dscn|picture|photo|screenshot)[ _-]?\d+",
    re.IGNORECASE,
)
"""File names, also those that cameras and screenshot tools generate."""
_NEAR = 12.0


def check_objects(view: SlideView) -> Iterator[Finding]:
    """All checks that need only the shapes of the file."""
    yield from _titles(view)
    yield from _order(view)
    for shape in view.slide.shapes:
        yield from _alt_text(view, shape)
        yield from _header(view, shape)
        yield from _resolution(view, shape)


def _titles(view: SlideView) -> Iterator[Finding]:
    titles = [shape for shape in view.slide.shapes if shape.is_title]
    if not any(shape.plain.strip() for shape in titles):
        yield view.finding(
            "title", FindingLevel.ERROR, "the slide has no title: lists and screen readers show nothing for it"
        )
    if len(titles) > 1:
        message = f"the slide has {len(titles)} titles: make the others text boxes"
        yield view.finding("title", FindingLevel.ERROR, message, titles[1])


def _alt_text(view: SlideView, shape: FileShape) -> Iterator[Finding]:
    if shape.group is not None or shape.kind not in {ShapeKind.PICTURE, ShapeKind.CHART, ShapeKind.GROUP}:
        return
    words = shape.alt.strip()
    if not words:
        message = f"the {shape.kind} '{shape.name}' has no alternative text: say in the source what it shows"
        yield view.finding("alt-text", FindingLevel.ERROR, message, shape)
    elif _FILE_NAME.fullmatch(words):
        message = f"the alternative text of the {shape.kind} is a file name, '{words}': say what it shows"
        yield view.finding("alt-text", FindingLevel.ERROR, message, shape)


def _header(view: SlideView, shape: FileShape) -> Iterator[Finding]:
    if shape.kind is ShapeKind.TABLE and not shape.header_row:
        message = f"the table '{shape.name}' does not mark its first row as header"
        yield view.finding("table-header", FindingLevel.WARNING, message, shape)


def _resolution(view: SlideView, shape: FileShape) -> Iterator[Finding]:
    if shape.pixels is None or shape.box is None or shape.box.width <= 0 or shape.box.height <= 0:
        return
    density = min(shape.pixels[0] / shape.box.width, shape.pixels[1] / shape.box.height) * 72
    if density < RESOLUTION - 1:
        width, height = shape.pixels
        message = f"the picture has {width} × {height} pixels, {density:.0f} an inch: use one of {RESOLUTION} or more"
        yield view.finding("picture-resolution", FindingLevel.WARNING, message, shape)


def _order(view: SlideView) -> Iterator[Finding]:
    read = [shape for shape in view.slide.shapes if shape.group is None and not shape.is_header_footer and shape.box]
    said = [shape for shape in read if shape.plain.strip() or shape.kind not in {ShapeKind.TEXT, ShapeKind.LINE}]
    if said and not said[0].is_title and any(shape.is_title for shape in said):
        message = f"'{said[0].name}' is read before the title: put the title first"
        yield view.finding("reading-order", FindingLevel.WARNING, message, said[0])
    body = [shape for shape in said if not shape.is_title and shape.placeholder not in {"subTitle", "body"}]
    for first, second in pairwise(body):
        if first.box and second.box and _above(second.box, first.box):
            message = f"'{second.name}' is read after '{first.name}', below which it does not stand: change their order"
            yield view.finding("reading-order", FindingLevel.WARNING, message, second)


def _above(one: Box, other: Box) -> bool:
    """Whether `one` is above `other` in the same column."""
    common = min(one.right, other.right) - max(one.left, other.left)
    return one.bottom < other.top + _NEAR and common > 0.5 * min(one.width, other.width)
