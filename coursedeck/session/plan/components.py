"""Which slides show their list as a component, by what the list is made of and by what fits.

A list of three to five items that all begin with a label becomes rows; one of three or four whose labels and texts are
short, or that have short lists below them, becomes cards. ``as=list`` refuses both, ``as=rows`` and ``as=cards`` ask
for one of them where the words fit it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursedeck.base.text.scripts import Script, script_of
from coursedeck.model.entries import Labelled, entries_of
from coursedeck.model.footnotes import marks_in
from coursedeck.model.session import List, Paragraph
from coursedeck.model.slide import CARDS, ROWS, Layout, Slide
from coursedeck.session.plan.space import SpaceEstimator

LONGEST_ROW_LABEL = 12.0
LONGEST_CARD_LABEL = 10.0
"""Most width of a label, in em."""

LONGEST_CARD_TEXT = 24.0
"""Most width of a card's text, or of one of its points, in em."""

MOST_POINTS = 4


def with_components(slides: Sequence[Slide], space: SpaceEstimator) -> Iterator[Slide]:
    """The slides, with the layouts of components for those whose content asks for one and fits it."""
    for slide in slides:
        kinds = _kinds(slide)
        made = (replace(slide, layout=kind) for kind in kinds)
        yield next((one for one in made if space.holds(one)), slide)


def _kinds(slide: Slide) -> tuple[Layout, ...]:
    """The components that suit a slide's content, the best first."""
    entries = _entries(slide)
    if entries is None or slide.shown_as == "list":
        return ()
    count = len(entries)
    as_cards = (CARDS[count],) if count in CARDS else ()
    as_rows = (ROWS[count],) if count in ROWS and not any(entry.points for entry in entries) else ()
    if slide.shown_as:
        return {"cards": as_cards, "rows": as_rows}.get(slide.shown_as, ())
    suits_cards = as_cards if all(map(_suits_card, entries)) and entries[0].number is None else ()
    suits_rows = as_rows if all(_em(entry.label_words) <= LONGEST_ROW_LABEL for entry in entries) else ()
    return suits_cards + suits_rows


def _entries(slide: Slide) -> tuple[Labelled, ...] | None:
    """The labelled items of a slide that holds nothing else but a paragraph above them."""
    if slide.layout is not Layout.CONTENT or slide.builds or not slide.body:
        return None
    *before, last = slide.body
    if len(before) > 1 or not all(isinstance(block, Paragraph) for block in before) or not isinstance(last, List):
        return None
    return None if marks_in(slide.title) or marks_in(slide.body) else entries_of(last)


def _suits_card(entry: Labelled) -> bool:
    if _em(entry.label_words) > LONGEST_CARD_LABEL or len(entry.points) > MOST_POINTS:
        return False
    if entry.points and entry.words:
        return False
    return all(_em(words) <= LONGEST_CARD_TEXT for words in (entry.words, *(point.plain for point in entry.points)))


def _em(words: str) -> float:
    """Width of words in em: East Asian letters are one wide, others about half."""
    return sum(1.0 if script_of(letter) is Script.EAST_ASIAN else 0.5 for letter in words)
