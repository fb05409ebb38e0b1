"""Which slide master suits a kind of slide, in a template that has several.

A template's first master is its main one, unless text would be pale there or lie on ornaments: some templates
begin with a master that is for their title slide alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coursedeck.base.look.contrast import contrast
from coursedeck.model.slide import Layout
from coursedeck.model.template import LevelStyle, Placeholder, TemplateLayout
from coursedeck.model.units import Box
from coursedeck.output.template.layout_choice import choose_layout
from coursedeck.output.template.placeholders import FOOTERS, TITLES

LEGIBLE = 3.0
"""Contrast of large text (WCAG 2.2, 1.4.3)."""
MAX_COVERED = 0.1
"""Share of the regions that ornaments may touch."""
LOW_TITLE = 0.75
"""Height above a title, as a share of the text's below it, from which on the title stands too low."""
GRID = 12
"""Places per side at which a region is looked at."""


@dataclass(frozen=True, slots=True)
class MasterLayouts:
    """A master's layouts, and the ornaments on each layout by part name."""

    layouts: tuple[TemplateLayout, ...]
    obstacles: Mapping[str, tuple[Box, ...]]


def rank_masters(kind: Layout, masters_layouts: Sequence[MasterLayouts]) -> list[MasterLayouts]:
    """The masters_layouts that have layouts, the one that suits `kind` first, the others as they were.

    All kinds but the title slide share a family, the one that suits text, so that a deck keeps one look.
    """
    full = [family for family in masters_layouts if family.layouts]
    marks = [_penalty(Layout.TITLE if kind is Layout.TITLE else Layout.CONTENT, family) for family in full]
    best = marks.index(min(marks))
    return [full[best], *full[:best], *full[best + 1 :]]


def _penalty(kind: Layout, family: MasterLayouts) -> tuple[int, bool, float]:
    """How much speaks against the family's layout for `kind`: pale text, no room below the title, ornaments."""
    layout, _ = choose_layout(kind, [family.layouts])
    regions = [one for one in layout.placeholders if one.type not in FOOTERS]
    pale = sum(is_illegible(level, layout.ground) for one in regions for level in one.levels[:2])
    shares = [_covered(one.box, family.obstacles[layout.part]) for one in regions]
    worst = max(shares, default=0.0)
    return pale, kind is not Layout.TITLE and _has_low_title(regions), worst if worst > MAX_COVERED else 0.0


def _has_low_title(regions: Sequence[Placeholder]) -> bool:
    """Whether the title stands so low that text has less than the slide's lower half."""
    titles = [one.box for one in regions if one.type in TITLES]
    others = [one.box for one in regions if one.type not in TITLES]
    return any(title.top > LOW_TITLE * box.height for title in titles for box in others if box.top >= title.bottom)


def is_illegible(level: LevelStyle, ground: str | None) -> bool:
    """Whether large text in this style could not be read on a ground."""
    return ground is not None and contrast(level.tone, ground) < LEGIBLE


def _covered(box: Box, obstacles: Sequence[Box]) -> float:
    steps = [(step + 0.5) / GRID for step in range(GRID)]
    places = [(box.left + box.width * across, box.top + box.height * along) for across in steps for along in steps]
    hit = sum(any(_inside(x, y, one) for one in obstacles) for x, y in places)
    return hit / len(places)


def _inside(x: float, y: float, box: Box) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom
