"""The title bar of a window around code, with the name of its language, where a slide has room for it.

On a slide of text and code the type is one step smaller where that makes the room.
"""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.slide import BoxKind, TextParagraph, TextShape
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.flow import Pages, TypesetAtScale, one_page
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.scale import SHORT_CODE
from coursedeck.session.fit.segments import ContainerKind, footnotes_below, page_height

BAR_HEIGHT: Points = 26.0
FILL = "tx2@20"
DOTS = ("accent6", "accent2", "accent3")
DOT: Points = 10.0
"""Diameter of the three dots at the left of the bar."""

_SIDE: Points = 14.0
_STEP: Points = 18.0
_SIZE: Points = 14.0
_NOT_NAMED = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output", "ascii"})


LEAST_TEXT: Points = 20.0
"""Smallest type of a slide on which windows take room from the text."""

MOST_WINDOWS = 2
"""Most windows on such a slide."""

SHORT_SHARE = 0.4
"""Most of the height of a slide that is taken by code in the largest type."""

STEP: Points = 2.0
"""How much smaller the type may become for them."""


def with_windows(pages: Pages, setter: TypesetAtScale, height: Points) -> Pages:
    """The same content with room for the windows of its code, where a step of type on its one page makes that."""
    if len(pages.pages) != 1:
        return pages
    codes = {one.container.index: one.container for one in pages.pages[0] if one.container.kind is ContainerKind.CODE}
    named = [one for one in codes.values() if is_named(one.language) and not one.ascii_art]
    if not named or len(codes) > MOST_WINDOWS or all(one.container.index in codes for one in pages.pages[0]):
        return pages
    room = height - BAR_HEIGHT * len(codes)
    found = one_page(setter, room, pages.scale.body)
    if found is None or found.scale.body < max(LEAST_TEXT, pages.scale.body - STEP):
        return pages
    return found if found.scale.code >= pages.scale.code - STEP else pages


def with_short_code(setter: TypesetAtScale, height: Points) -> Pages | None:
    """One listing of a few lines in type larger than that of others, where no line is wrapped."""
    segments = setter(SHORT_CODE)
    if len({one.container.index for one in segments}) != 1 or page_height(segments) > SHORT_SHARE * height:
        return None
    large = all(one.paragraphs and one.paragraphs[0].size == SHORT_CODE.code for one in segments)
    return Pages(SHORT_CODE, (segments,)) if large and not footnotes_below(segments) else None


def is_named(language: str) -> bool:
    """Whether the info string of a fence names a language, rather than plain text or output."""
    return language.casefold() not in _NOT_NAMED


def window_bar(name: str, box: Box, language: str, builder: RunBuilder) -> Iterator[TextShape]:
    """The bar at the top of `box`, its dots, and the language at its right end."""
    bar = replace(box, height=BAR_HEIGHT)
    kind = BoxKind.CODE_BAR if is_named(language) else BoxKind.OUTPUT_BAR
    yield TextShape(f"{name} bar", bar, (), fill=FILL, kind=kind)
    top = bar.center.y - DOT / 2
    for number, paint in enumerate(DOTS):
        dot = Box(bar.left + _SIDE + number * _STEP, top, DOT, DOT)
        yield TextShape(f"{name} dot {number + 1}", dot, (), fill=paint, geometry="ellipse", kind=kind)
    if is_named(language):
        left = bar.left + _SIDE + len(DOTS) * _STEP
        words = TextParagraph(builder.plain(language, bold=True, color="tx2"), _SIZE)
        place = Box(left, bar.top, bar.right - left - _SIDE, BAR_HEIGHT)
        yield TextShape(f"{name} language", place, (words,), anchor="ctr", kind=BoxKind.CODE_BAR)
