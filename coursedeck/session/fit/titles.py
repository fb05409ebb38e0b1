"""Which slides continue the slide before them: those of one section that have its title."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.model.slide import Layout, Slide


def continuations(slides: Sequence[Slide]) -> tuple[tuple[int, int], ...]:
    """For each slide, its number among consecutive slides of the same title, and how many those are.

    Slides are given one a page, so that pages of one slide and planned neighbours count alike.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(slides):
        end = start + 1
        while end < len(slides) and _same(slides[start], slides[end]):
            end += 1
        found.extend((index - start + 1, end - start) for index in range(start, end))
        start = end
    return tuple(found)


def _same(first: Slide, other: Slide) -> bool:
    special = {Layout.TITLE, Layout.AGENDA, Layout.SECTION}
    if first.layout in special or other.layout in special:
        return False
    if first.also or other.also:  # subjects of their own under the title above them
        return False
    return first.title.plain == other.title.plain and first.section == other.section
