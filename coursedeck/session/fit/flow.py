"""Strips → pages: the largest type at which all fits, else the fewest pages, evenly filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coursedeck.model.problem import Problem
from coursedeck.model.units import Points
from coursedeck.session.fit.scale import COMFORTABLE, MAX_CODE_LINES, MAX_LINES, STEPS, Scale
from coursedeck.session.fit.strips import Strip, code_lines, page_height, page_lines

Setter = Callable[[Scale], tuple[Strip, ...]]
"""Sets the same content at a scale."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Content on pages of one scale."""

    scale: Scale
    pages: tuple[tuple[Strip, ...], ...]

    def telling(self, problem: Problem) -> Pages:
        """These pages with a finding about them."""
        (first, *strips), *pages = self.pages
        told = replace(first, problems=(*first.problems, problem))
        return replace(self, pages=((told, *strips), *pages))


def fits(strips: Sequence[Strip], height: Points) -> bool:
    """Whether the strips may stand on one slide: in height, lines of text and lines of code."""
    return (
        page_height(strips) <= height + 0.5
        and page_lines(strips) <= MAX_LINES + 1
        and code_lines(strips) <= MAX_CODE_LINES
    )


def paginate(setter: Setter, height: Points, *, keep: bool = False, largest: Points = STEPS[0].body) -> Pages:
    """Content on one page at the largest scale that holds it, else on as many as needed.

    With `keep` it stays on one page even where a dozen lines are exceeded, as long as the page holds it.
    """
    for scale in STEPS:
        if scale.body > largest:
            continue
        strips = setter(scale)
        if fits(strips, height) or (keep and page_height(strips) <= height + 0.5):
            return Pages(scale, (strips,))
    return _split(setter, height)


def _split(setter: Setter, height: Points) -> Pages:
    """The fewest pages; smaller type only where it saves one."""
    best: Pages | None = None
    for scale in STEPS[STEPS.index(COMFORTABLE) :]:
        pages = balanced(setter(scale), height)
        if best is None or len(pages) < len(best.pages) - 1:
            best = Pages(scale, pages)
    assert best is not None
    return best


LEAST_CODE = 0.55
"""How full a page of code stays when it ends at a blank line."""


def balanced(strips: Sequence[Strip], height: Points) -> tuple[tuple[Strip, ...], ...]:
    """The strips on the fewest pages, the fullest of which is as empty as can be."""
    pages = greedy(strips, height, MAX_LINES)
    low, high = 0.0, height
    for _ in range(12):
        middle = (low + high) / 2
        tried = greedy(strips, middle, MAX_LINES)
        if len(tried) <= len(pages) and all(page_height(page) <= height + 0.5 for page in tried):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def greedy(strips: Sequence[Strip], height: Points, most: int) -> tuple[tuple[Strip, ...], ...]:
    """The strips on pages of `height`, each filled as far as it goes; strips marked `keep` end no page."""
    pages: list[list[Strip]] = [[]]
    for strip in strips:
        page = pages[-1]
        if page and not _within([*page, strip], height, most):
            pages.append(_taken_back(page) if strip.blank else _paragraph_taken_back(page, strip) or _taken_back(page))
            page = pages[-1]
        page.append(strip)
    trimmed = (_without_blank_ends(page) for page in pages)
    return tuple(tuple(page) for page in trimmed if page)


def _paragraph_taken_back(page: list[Strip], strip: Strip) -> list[Strip]:
    """The code behind the last blank line of a full page, where the page stays more than half full without it."""
    at = len(page)
    while at and page[at - 1].container == strip.container and not page[at - 1].blank:
        at -= 1
    if not at or not page[at - 1].blank or page_height(page[:at]) < LEAST_CODE * page_height(page):
        return []
    moved = page[at:]
    del page[at:]
    return moved


def _without_blank_ends(page: list[Strip]) -> list[Strip]:
    """A page whose code neither begins nor ends with a blank line, unless it is all there is."""
    inked = [at for at, strip in enumerate(page) if not strip.blank]
    return page[inked[0] : inked[-1] + 1] if inked else page


def _within(page: Sequence[Strip], height: Points, most: int) -> bool:
    return page_height(page) <= height + 0.5 and page_lines(page) <= most and code_lines(page) <= MAX_CODE_LINES


def _taken_back(page: list[Strip]) -> list[Strip]:
    """What the next page takes from the end of a full one, so that no heading ends a page.

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
