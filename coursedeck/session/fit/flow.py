"""Segments → pages: the largest type at which everything fits, else the fewest pages, evenly filled.

Heights are compared with a tolerance of half a point, which no viewer shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coursedeck.model.problem import Problem
from coursedeck.model.units import Points
from coursedeck.session.fit.scale import COMFORTABLE, MAX_CODE_LINES, MAX_LINES, STEPS, Scale
from coursedeck.session.fit.segments import FlowSegment, code_lines, page_height, page_lines

TypesetAtScale = Callable[[Scale], tuple[FlowSegment, ...]]
"""Typesets the same content at the given scale."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Content on pages of one scale."""

    scale: Scale
    pages: tuple[tuple[FlowSegment, ...], ...]

    def with_problem(self, problem: Problem) -> Pages:
        """These pages with one more problem, attached to the first segment."""
        (first, *segments), *pages = self.pages
        told = replace(first, problems=(*first.problems, problem))
        return replace(self, pages=((told, *segments), *pages))


def fits(segments: Sequence[FlowSegment], height: Points) -> bool:
    """Whether the segments fit on one slide: by height, lines of text and lines of code."""
    return (
        page_height(segments) <= height + 0.5
        and page_lines(segments) <= MAX_LINES + 1
        and code_lines(segments) <= MAX_CODE_LINES
    )


def paginate(setter: TypesetAtScale, height: Points, *, keep: bool = False, largest: Points = STEPS[0].body) -> Pages:
    """Content on one page at the largest scale that holds it, else on as many as needed.

    With `keep` it stays on one page even where a dozen lines are exceeded, as long as the page holds it.
    """
    for scale in STEPS:
        if scale.body > largest:
            continue
        segments = setter(scale)
        if fits(segments, height) or (keep and page_height(segments) <= height + 0.5):
            return Pages(scale, (segments,))
    return _split(setter, height)


def _split(setter: TypesetAtScale, height: Points) -> Pages:
    """The fewest pages; smaller type only where it saves at least two."""
    best: Pages | None = None
    for scale in STEPS[STEPS.index(COMFORTABLE) :]:
        pages = balanced(setter(scale), height)
        if best is None or len(pages) < len(best.pages) - 1:
            best = Pages(scale, pages)
    assert best is not None
    return best


MIN_CODE_FILL = 0.55
"""Least share of a page of code that must remain for it to end early, at a blank line."""


def balanced(segments: Sequence[FlowSegment], height: Points) -> tuple[tuple[FlowSegment, ...], ...]:
    """The segments on the fewest pages, evenly filled: the height limit is bisected while the page count stays."""
    pages = greedy(segments, height, MAX_LINES)
    low, high = 0.0, height
    for _ in range(12):  # narrows a page of 500 pt down to a tenth of a point
        middle = (low + high) / 2
        tried = greedy(segments, middle, MAX_LINES)
        if len(tried) <= len(pages) and all(page_height(page) <= height + 0.5 for page in tried):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def greedy(segments: Sequence[FlowSegment], height: Points, most: int) -> tuple[tuple[FlowSegment, ...], ...]:
    """The segments on pages of `height` points, each filled before the next; none ends with a `keep` segment."""
    pages: list[list[FlowSegment]] = [[]]
    for segment in segments:
        page = pages[-1]
        if page and not _within([*page, segment], height, most):
            pages.append(
                _pull_from_end(page)
                if segment.blank
                else _pull_last_code_paragraph(page, segment) or _pull_from_end(page)
            )
            page = pages[-1]
        page.append(segment)
    trimmed = (_without_blank_ends(page) for page in pages)
    return tuple(tuple(page) for page in trimmed if page)


def _pull_last_code_paragraph(page: list[FlowSegment], segment: FlowSegment) -> list[FlowSegment]:
    """Moves the code after the last blank line off a full page, where the page stays more than half full without it."""
    at = len(page)
    while at and page[at - 1].container == segment.container and not page[at - 1].blank:
        at -= 1
    if not at or not page[at - 1].blank or page_height(page[:at]) < MIN_CODE_FILL * page_height(page):
        return []
    moved = page[at:]
    del page[at:]
    return moved


def _without_blank_ends(page: list[FlowSegment]) -> list[FlowSegment]:
    """A page whose code neither begins nor ends with a blank line, unless it is all there is."""
    inked = [at for at, segment in enumerate(page) if not segment.blank]
    return page[inked[0] : inked[-1] + 1] if inked else page


def _within(page: Sequence[FlowSegment], height: Points, most: int) -> bool:
    return page_height(page) <= height + 0.5 and page_lines(page) <= most and code_lines(page) <= MAX_CODE_LINES


def _pull_from_end(page: list[FlowSegment]) -> list[FlowSegment]:
    """Moves what the next page must begin with off the end of a full one, so that no heading ends a page.

    Nested items go with the item that they belong to where that leaves the page half full.
    """
    at = len(page)
    while at > 1 and page[at - 1].keep:
        at -= 1
    top = at
    while top > 1 and not page[top - 1].top:
        top -= 1
    if top < at and top > 1 and page_height(page[: top - 1]) > 0.5 * page_height(page):
        at = top - 1
    moved = page[at:]
    if at and moved and len(moved) < len(page):
        del page[at:]
        return moved
    return []
