"""Pages that begin inside an item of a list: the item stands dimmed above what is nested in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coursedeck.model.slide import TextParagraph
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.flow import Pages, fits
from coursedeck.session.fit.scale import SPACES
from coursedeck.session.fit.segments import ContainerKind, FlowSegment, page_height

DIMMED = "tx2"
"""Paint of an item that is shown again."""


def with_parents(pages: Pages, divided: Callable[[Points], Pages], height: Points) -> Pages:
    """The pages, each that begins with a nested item below the items in which that is.

    Where a page has no room for them, the pages that `divided` makes of a lower region are taken if those are as many.
    """
    parents = _parents_of(pages)
    if not any(parents):
        return pages
    shown = _shown(pages, parents)
    if all(fits(page, height) for page in shown.pages):
        return shown
    lower = divided(height - max(map(page_height, parents)) - SPACES[0])
    other = _shown(lower, _parents_of(lower))
    if len(lower.pages) == len(pages.pages) and all(fits(page, height) for page in other.pages):
        return other
    return pages


def _shown(pages: Pages, parents: Sequence[Sequence[FlowSegment]]) -> Pages:
    return replace(pages, pages=tuple((*above, *page) for above, page in zip(parents, pages.pages, strict=True)))


def _parents_of(pages: Pages) -> list[tuple[FlowSegment, ...]]:
    """What is shown again on each page."""
    before: list[FlowSegment] = []
    found = []
    for page in pages.pages:
        found.append(tuple(_parents(before, page[0])) if page else ())
        before.extend(page)
    return found


def _parents(before: Sequence[FlowSegment], first: FlowSegment) -> Iterator[FlowSegment]:
    """The items in which the first one of a page is, from the outermost on."""
    found: list[FlowSegment] = []
    level = _level(first)
    for segment in reversed(before):
        if level == 0 or segment.container != first.container:
            break
        if _level(segment) < level and segment.paragraphs[0].bullet is not None:
            level = _level(segment)
            found.append(segment)
    for segment in reversed(found):
        dimmed = tuple(map(_dimmed, segment.paragraphs))
        yield replace(segment, paragraphs=dimmed, footnotes=(), problems=(), keep=True)


def _level(segment: FlowSegment) -> int:
    """The level of an item of a list, 0 for everything else."""
    text = segment.container.kind is ContainerKind.TEXT and segment.paragraphs
    return segment.paragraphs[0].level if text else 0


def _dimmed(paragraph: TextParagraph) -> TextParagraph:
    """A paragraph in the second colour; it was written for another place."""
    runs = tuple(replace(run, color=DIMMED, footnote=None) for run in paragraph.runs if run.footnote is None)
    return replace(paragraph, runs=runs, bullet_color=DIMMED, source=None)
