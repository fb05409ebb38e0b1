"""What people did to slides that has no place in a session's text: kept beside it, and put on top of what is built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.slide import DrawnShape, ShapeColor
from coursedeck.model.units import Box, Points


class MovedShape(Struct, frozen=True):
    """A shape that stands elsewhere, or has another size."""

    name: str
    was: Box
    """Where it was built; elsewhere the slide is another one, and the shape stays where it is."""
    now: Box


class AddedText(Struct, frozen=True):
    """A new text box: Markdown and size of each of its paragraphs."""

    box: Box
    paragraphs: tuple[tuple[str, Points], ...]


class StyledWords(Struct, frozen=True):
    """Words in another colour or size, or bold no longer; `paragraph` is all that theirs says."""

    shape: str
    paragraph: str
    words: str
    nth: int = 0
    """Which of the places where the paragraph says them."""
    color: str = ""
    size: Points = 0.0
    light: bool = False


class SlideOverlay(Struct, frozen=True):
    """What was done to one slide."""

    moved: tuple[MovedShape, ...] = ()
    texts: tuple[AddedText, ...] = ()
    drawn: tuple[DrawnShape, ...] = ()
    colors: tuple[ShapeColor, ...] = ()
    gone: tuple[str, ...] = ()
    """Names of shapes that were deleted."""
    notes: tuple[str, ...] = ()
    """Markdown of further paragraphs of its notes."""
    hidden: bool | None = None
    """Whether it was hidden or shown again; None where neither was done."""
    removed: bool = False
    words: tuple[StyledWords, ...] = ()


Overlay: TypeAlias = Mapping[str, SlideOverlay]
"""By the ids of slides, for one language."""

ENDING = ".overlay.json"


def overlay_file(session: str) -> str:
    """The file of a session's overlays, from the course folder.

    >>> overlay_file("week_01/intro")
    'content/week_01/intro.overlay.json'
    """
    return f"content/{session}{ENDING}"
