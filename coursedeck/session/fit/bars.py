"""The session as a proportional bar: a cell for every timed section, as wide as its minutes."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.base.text import Ruler
from coursedeck.base.text.emoji import without_ornaments
from coursedeck.model.session import Part, Session
from coursedeck.model.slide import BarShape
from coursedeck.model.ui_strings import ESTIMATE, UiStrings
from coursedeck.model.units import Box

LABEL_SIZE = 14.0
MOST_CELLS = 40
SEPARATOR = " · "
SAFETY = 0.95
"""Share of a cell that its label may take, since programs measure a little differently."""


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

    Where `current` is given and nothing is timed, sections are cells of one width with their names, or their numbers
    where a name does not fit.
    """
    shown = timed_sections(session)
    weights = tuple(float(part.planned() or 0) for _, part in shown)
    labels = tuple(
        _label(part, box.width * weight / sum(weights), words, ruler)
        for (_, part), weight in zip(shown, weights, strict=True)
    )
    if not shown and current is not None:
        closing = session.closing_words()
        shown = [(at, part) for at, part in enumerate(session.parts) if not part.hidden and at not in closing]
        weights, labels = (1.0,) * len(shown), _untimed([part for _, part in shown], box.width, ruler)
    if not shown or len(shown) > MOST_CELLS:
        return None
    links = tuple(f"#{first_slides[index]}" if index in first_slides else None for index, _ in shown)
    here = next((place for place, (index, _) in enumerate(shown) if index == current), None)
    return BarShape("bar", box, weights, labels, links, here, LABEL_SIZE, lang)


def _label(part: Part, width: float, words: UiStrings, ruler: Ruler) -> str:
    """Name and minutes of a section as far as its cell holds them."""
    minutes = part.planned()
    assert minutes is not None
    full = words.minutes_of(minutes)
    figure = full if len(full) < 2 else "".join(c for c in full if c.isdigit() or c in f".{ESTIMATE}")
    candidates = (f"{without_ornaments(part.title.plain)}{SEPARATOR}{full}", full, figure)
    return next((label for label in candidates if _fits(label, width, ruler)), "")


def _untimed(parts: Sequence[Part], width: float, ruler: Ruler) -> tuple[str, ...]:
    """The names of sections in cells of one width; numbers for all where one of them is too long."""
    names = tuple(without_ornaments(part.title.plain) for part in parts)
    if parts and all(_fits(name, width / len(parts), ruler) for name in names):
        return names
    return tuple(str(number) for number in range(1, len(parts) + 1))


def _fits(label: str, width: float, ruler: Ruler) -> bool:
    return ruler.width(label, LABEL_SIZE, bold=True) <= SAFETY * (width - 8)
