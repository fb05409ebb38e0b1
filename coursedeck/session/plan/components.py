"""Which slides show their text as a component, by what it is made of and by what fits.

A list of two to six items that all begin with a label becomes rows; one of three or four whose labels and texts are
short, or that have short lists below them, becomes cards; groups under headings of their own become panels.
Any other list of two to six short items becomes points.
``as=list`` refuses them all, ``as=rows`` and the like ask for one of them where the words fit it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursedeck.model.entries import Labelled, labelled_items, listed_items
from coursedeck.model.footnotes import marks_in
from coursedeck.model.slide import CARDS, POINTS, ROWS, Layout, Slide
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.panels import panels, whole_body
from coursedeck.session.plan.space import SpaceEstimator

LONGEST_ROW_LABEL = 12.0
LONGEST_CARD_LABEL = 10.0
"""Most width of a label, in em."""

LONGEST_CARD_TEXT = 24.0
"""Most width of a card's text, or of one of its points, in em."""

MOST_POINTS = 4


LARGE = 20.0
"""Size of text at which the first component that suits is taken, without looking for a larger one."""

SMALL = 18.0
"""Size of text below which a component must not be smaller than plain text."""


def with_components(slides: Sequence[Slide], space: SpaceEstimator) -> Iterator[Slide]:
    """The slides, with the layouts of components for those whose content asks for one and fits it."""
    for slide in slides:
        yield _as_component(slide, space) or slide


def _as_component(slide: Slide, space: SpaceEstimator) -> Slide | None:
    """The slide as the first component in large type, else as the one in the largest; None where none suits."""
    best: tuple[float, Slide] | None = None
    for one in _candidates(slide):
        size = space.component_size(one)
        if size is not None and (best is None or size > best[0]):
            best = (size, one)
            if size >= LARGE:
                break
    if best is None or (best[0] < SMALL and not slide.shown_as and _plain_size(slide, space) > best[0]):
        return None
    return best[1]


def _plain_size(slide: Slide, space: SpaceEstimator) -> float:
    """The size of a slide's text without a component, 0 where it takes several slides."""
    setting = space.setting(slide.layout, slide.body)
    return setting.body if setting else 0.0


def _candidates(slide: Slide) -> Iterator[Slide]:
    """The components that suit a slide's content, or that its author asks for, the best first."""
    if slide.shown_as == "list" or slide.layout not in {Layout.CONTENT, Layout.TWO_CONTENT} or slide.builds:
        return
    if marks_in(slide.title) or marks_in((*slide.body, *slide.aside)):
        return
    found = (*_labelled(slide), *panels(slide), *_points(slide))
    yield from (one for one in found if not slide.shown_as or one.layout.value.startswith(slide.shown_as))


def _labelled(slide: Slide) -> Iterator[Slide]:
    """A slide's labelled items as cards or rows."""
    body = whole_body(slide)
    shown = replace(slide, body=body, aside=())
    found = labelled_items(body)
    if found is None:
        return
    entries, asked = found.entries, bool(slide.shown_as)
    count = len(entries)
    if count in CARDS and (asked or (all(map(_suits_card, entries)) and entries[0].number is None)):
        yield replace(shown, layout=CARDS[count])
    flat = not any(entry.points for entry in entries)
    if count in ROWS and flat and (asked or all(em_width(one.label_words) <= LONGEST_ROW_LABEL for one in entries)):
        yield replace(shown, layout=ROWS[count])


def _points(slide: Slide) -> Iterator[Slide]:
    """A short list of items that have nothing below them as points."""
    body = whole_body(slide)
    found = listed_items(body)
    if found is None or any(item.blocks or "\n" in item.text.plain for item in found.block.items):
        return
    if len(found.block.items) in POINTS:
        yield replace(slide, layout=POINTS[len(found.block.items)], body=body, aside=())


def _suits_card(entry: Labelled) -> bool:
    if em_width(entry.label_words) > LONGEST_CARD_LABEL or len(entry.points) > MOST_POINTS:
        return False
    if entry.points and entry.words:
        return False
    return all(
        em_width(words) <= LONGEST_CARD_TEXT for words in (entry.words, *(point.plain for point in entry.points))
    )
