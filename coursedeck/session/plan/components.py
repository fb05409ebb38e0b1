"""Which slides show their text as a component, by what it is made of and by what fits.

A list of two to six items that all begin with a label becomes rows; one of three or four whose labels and texts are
short, or that have short lists below them, becomes cards; groups under headings of their own become panels.
Any other list of two to six items becomes points, a short ordered one a process; so do two to six paragraphs.
A photograph alone on its slide fills it.
``as=list`` refuses them all, ``as=rows`` and the like ask for one of them where the words fit it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from coursedeck.base.images.library_icons import product_icon
from coursedeck.model.entries import Labelled, labelled_items
from coursedeck.model.footnotes import marks_in
from coursedeck.model.framed import framed
from coursedeck.model.passages import passages_of
from coursedeck.model.sentences import asks
from coursedeck.model.session import Code, List, Paragraph, Picture
from coursedeck.model.slide import CARDS, POINTS, PROCESS, ROWS, TILES, Layout, Slide, Subheading
from coursedeck.model.tiles import tiles_of
from coursedeck.model.values import replace
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.panels import panels, whole_body
from coursedeck.session.plan.single import definition, exercise, sentences
from coursedeck.session.plan.space import SpaceEstimator
from coursedeck.session.plan.written_lists import as_written_list

LONGEST_ROW_LABEL = 12.0
LONGEST_CARD_LABEL = 10.0
"""Most width of a label, in em."""

LONGEST_CARD_TEXT = 24.0
"""Most width of a card's text, or of one of its points, in em."""

LONGEST_STEP = 20.0
"""The same for the text of a step."""

MOST_POINTS = 4

LEAST_TEXT = 60.0
"""Least width in em of all paragraphs that stand in rows."""


LARGE = 20.0
"""Size of text at which the first component that suits is taken, without looking for a larger one."""

SMALL = 18.0
"""Size of text below which a component must not be smaller than plain text."""

SMALL_BESIDE_MINUTES = 20.0
"""The same for a task, which large minutes leave less room than a chip above it."""


def with_components(slides: Sequence[Slide], exercises: Set[int], space: SpaceEstimator) -> Iterator[Slide]:
    """The slides, with the layouts of components for those whose content asks for one and fits it.

    `exercises` are the sections in which the audience works, by their place in the session.
    """
    for slide in slides:
        yield _filled(slide, space) or _as_component(slide, slide.section in exercises, space) or slide


def _filled(slide: Slide, space: SpaceEstimator) -> Slide | None:
    """A slide of one photograph, or of a picture of which that is asked, filled by it."""
    if slide.layout is not Layout.FIGURE or slide.aside or len(slide.body) != 1 or slide.builds:
        return None
    (picture,), asked = slide.body, slide.shown_as
    if not isinstance(picture, Picture) or asked not in {"", "picture"} or marks_in(slide.title):
        return None
    return replace(slide, layout=Layout.PICTURE) if space.fills_slide(picture, asked=bool(asked)) else None


def _as_component(slide: Slide, exercising: bool, space: SpaceEstimator) -> Slide | None:
    """The slide as the first component in large type, else as the one in the largest; None where none suits."""
    best: tuple[float, Slide] | None = None
    for one in _candidates(slide, exercising):
        size = space.component_size(one)
        if size is not None and (best is None or size > best[0]):
            best = (size, one)
            if size >= LARGE:
                break
    if best is None:
        return None
    least = SMALL_BESIDE_MINUTES if best[1].layout is Layout.EXERCISE else SMALL
    if best[0] < least and slide.shown_as in {"", "exercise"} and _plain_size(slide, space) > best[0]:
        return None
    return best[1]


def _plain_size(slide: Slide, space: SpaceEstimator) -> float:
    """The size of a slide's text without a component, 0 where it takes several slides."""
    setting = space.setting(slide.layout, slide.body)
    return setting.body if setting else 0.0


def _candidates(slide: Slide, exercising: bool) -> Iterator[Slide]:
    """The components that suit a slide's content, or that its author asks for, the best first."""
    slide = _with_written_lists(slide)
    if slide.shown_as == "list" or slide.layout not in {Layout.CONTENT, Layout.TWO_CONTENT} or slide.builds:
        return
    if marks_in(slide.title) or marks_in((*slide.body, *slide.aside)):
        return
    body = whole_body(slide)
    found = (
        *exercise(slide, body, inside=exercising),
        *sentences(slide),
        *definition(slide, body),
        *_tiles(slide),
        *_labelled(slide),
        *panels(slide),
        *_plain(slide),
    )
    yield from (one for one in found if not slide.shown_as or one.layout.value.startswith(slide.shown_as))


def _with_written_lists(slide: Slide) -> Slide:
    """A slide with the lists that its one fence holds, so that they may be a component; other slides as they are."""
    if slide.aside or not slide.body:
        return slide
    *before, last = slide.body
    if not isinstance(last, Code) or not all(isinstance(block, Subheading) for block in before):
        return slide
    listed = as_written_list(last)
    return slide if listed is None else replace(slide, layout=Layout.CONTENT, body=(*before, *listed))


def _tiles(slide: Slide) -> Iterator[Slide]:
    """A slide's list of products by their icons."""
    body = whole_body(slide)
    found = tiles_of(framed(body).blocks, lambda name: product_icon(name) is not None)
    if found is not None and len(found) in TILES:
        yield replace(slide, body=body, aside=(), layout=TILES[len(found)])


def _labelled(slide: Slide) -> Iterator[Slide]:
    """A slide's labelled items as cards or rows."""
    body = whole_body(slide)
    shown = replace(slide, body=body, aside=())
    entries, asked = labelled_items(framed(body).blocks), bool(slide.shown_as)
    if entries is None:
        return
    count = len(entries)
    if count in CARDS and (asked or (all(map(_suits_card, entries)) and entries[0].number is None)):
        yield replace(shown, layout=CARDS[count])
    if count in PROCESS and entries[0].number is not None and (asked or all(map(_suits_step, entries))):
        yield replace(shown, layout=PROCESS[count])
    flat = not any(entry.points for entry in entries)
    if count in ROWS and flat and (asked or all(em_width(one.label_words) <= LONGEST_ROW_LABEL for one in entries)):
        yield replace(shown, layout=ROWS[count])


def _plain(slide: Slide) -> Iterator[Slide]:
    """A slide's list as a process, where it is one of short steps, or else as points; its passages as points."""
    body = whole_body(slide)
    blocks = framed(body).blocks
    if len(blocks) != 1 or not isinstance(blocks[0], List) or any(not item.text.plain for item in blocks[0].items):
        yield from _passages(replace(slide, body=body, aside=()))
        return
    items = blocks[0].items
    shown, count = replace(slide, body=body, aside=()), len(items)
    steps = blocks[0].start is not None and not any(item.blocks or item.checked is not None for item in items)
    short = all(em_width(item.text.plain) <= LONGEST_STEP for item in items)
    asked = any(asks(item.text) for item in items)
    if count in PROCESS and steps and (slide.shown_as or (short and not asked)):
        yield replace(shown, layout=PROCESS[count])
    if count in POINTS:
        yield replace(shown, layout=POINTS[count])


def _passages(slide: Slide) -> Iterator[Slide]:
    """Paragraphs, with the lists below them, as points."""
    passages = passages_of(slide.body)
    width = sum(em_width(block.text.plain) for block in slide.body if isinstance(block, Paragraph))
    if passages is not None and len(passages) in POINTS and (slide.shown_as or width >= LEAST_TEXT):
        yield replace(slide, layout=POINTS[len(passages)])


def _suits_step(entry: Labelled) -> bool:
    return (
        not entry.points and em_width(entry.label_words) <= LONGEST_CARD_LABEL and em_width(entry.words) <= LONGEST_STEP
    )


def _suits_card(entry: Labelled) -> bool:
    if em_width(entry.label_words) > LONGEST_CARD_LABEL or len(entry.points) > MOST_POINTS:
        return False
    if entry.points and entry.words:
        return False
    return all(
        em_width(words) <= LONGEST_CARD_TEXT for words in (entry.words, *(point.plain for point in entry.points))
    )
