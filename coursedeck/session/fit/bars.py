"""The session as a proportional bar: a cell for every timed section, as wide as its minutes."""

from __future__ import annotations

from coursedeck.base.text import Ruler
from coursedeck.model.session import Part, Session
from coursedeck.model.slide import BarShape
from coursedeck.model.ui_strings import ESTIMATE, UiStrings
from coursedeck.model.units import Box

LABEL_SIZE = 14.0
MOST_CELLS = 40


def timed_sections(session: Session) -> list[tuple[int, Part]]:
    """The sections that take time, with their index."""
    return [(index, part) for index, part in enumerate(session.parts) if part.planned()]


def bar(
    session: Session,
    box: Box,
    current: int | None,
    first_slides: dict[int, str],
    words: UiStrings,
    ruler: Ruler,
    lang: str,
) -> BarShape | None:
    """The bar in `box`, `current` (an index into the session's parts) standing out; None where nothing is timed.

    Where `current` is given and nothing is timed, sections are cells of one width with their numbers.
    """
    shown = timed_sections(session)
    weights = tuple(float(part.planned() or 0) for _, part in shown)
    labels = tuple(
        _label(part, box.width * weight / sum(weights), words, ruler)
        for (_, part), weight in zip(shown, weights, strict=True)
    )
    if not shown and current is not None:
        shown = [(index, part) for index, part in enumerate(session.parts) if not part.hidden]
        weights, labels = (1.0,) * len(shown), tuple(str(number) for number in range(1, len(shown) + 1))
    if not shown or len(shown) > MOST_CELLS:
        return None
    links = tuple(f"#{first_slides[index]}" if index in first_slides else None for index, _ in shown)
    here = next((place for place, (index, _) in enumerate(shown) if index == current), None)
    return BarShape("bar", box, weights, labels, links, here, LABEL_SIZE, lang)


def _label(part: Part, width: float, words: UiStrings, ruler: Ruler) -> str:
    """Minutes of a section as far as its cell holds them."""
    minutes = part.planned()
    assert minutes is not None
    full = words.minutes_of(minutes)
    figure = full if len(full) < 2 else "".join(c for c in full if c.isdigit() or c in f".{ESTIMATE}")
    for label in (full, figure):
        if ruler.width(label, LABEL_SIZE, bold=True) <= width - 8:
            return label
    return ""
