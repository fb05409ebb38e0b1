"""Choose the slide master for a kind of slide, in a template with several.

The first master is preferred unless text would have low contrast on it or overlap ornaments: some templates begin with
a master that is only for the title slide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.contrast import contrast
from coursedeck.model.slide import Layout
from coursedeck.model.template import LevelStyle, Placeholder, TemplateLayout
from coursedeck.model.units import Box
from coursedeck.output.template.free_space import Obstacles
from coursedeck.output.template.layout_choice import LayoutMatch, LayoutRules, choose_layout, has_title
from coursedeck.output.template.placeholders import FOOTERS, TITLES

LEGIBLE = 3.0
"""Minimum contrast of large text (WCAG 2.2, 1.4.3)."""
MAX_COVERED = 0.1
"""Share of a placeholder that ornaments may cover."""
LOW_TITLE = 0.75
"""Space above a title, as a share of the height of the text below it, beyond which the title is too low."""
GRID = 12
"""Sample points per side when measuring how much of a placeholder is covered."""


class MasterLayouts(Struct, frozen=True):
    """The layouts of a master, and boxes of ornaments on each of them by part name."""

    layouts: tuple[TemplateLayout, ...]
    obstacles: Mapping[str, Obstacles]


def rank_masters(kind: Layout, layouts_by_master: Sequence[MasterLayouts], rules: LayoutRules) -> list[MasterLayouts]:
    """Masters that have layouts: the most suitable for `kind` first, then the others in their order.

    All kinds but the title slide get the same master, the most suitable for text, for a consistent look.
    """
    full = [candidate for candidate in layouts_by_master if candidate.layouts]
    home = Layout.TITLE if kind is Layout.TITLE else Layout.CONTENT
    marks = [_penalty(home, candidate, rules) for candidate in full]
    best = marks.index(min(marks))
    return [full[best], *full[:best], *full[best + 1 :]]


def without_plain(ordered: Sequence[MasterLayouts]) -> list[MasterLayouts]:
    """Masters without those that bear nothing of the brand where the first one does.

    Pasted slides leave the plain masters of other files behind; a slide on one of them would look like a stranger.
    """
    home, *others = ordered
    if _is_plain(home):
        return list(ordered)
    return [home, *(one for one in others if not _is_plain(one))]


def _is_plain(candidate: MasterLayouts) -> bool:
    """Whether no layout has ornaments, or a background of another colour than the theme's."""
    return not any(
        candidate.obstacles[layout.part].boxes or layout.shade != dict(layout.colors)["bg1"]
        for layout in candidate.layouts
    )


def _penalty(kind: Layout, candidate: MasterLayouts, rules: LayoutRules) -> tuple[bool, bool, int, bool, float]:
    """Penalty of the master's layout for `kind`; lowest is best.

    It counts that the course names another master's layout, that there is none for `kind`, then low contrast, no room
    below the title, ornaments.
    """
    layout, match = choose_layout(kind, [candidate.layouts], rules)
    unnamed = kind in rules.chosen and match is not LayoutMatch.CHOSEN
    missing = match is LayoutMatch.DERIVED or not has_title(layout)
    regions = [one for one in layout.placeholders if one.type not in FOOTERS]
    pale = sum(is_illegible(level, layout.ground) for one in regions for level in one.levels[:2])
    shares = [_covered(one.box, candidate.obstacles[layout.part].hit(one.box)) for one in regions]
    worst = max(shares, default=0.0)
    low = kind is not Layout.TITLE and _has_low_title(regions)
    return unnamed, missing, pale, low, worst if worst > MAX_COVERED else 0.0


def _has_low_title(regions: Sequence[Placeholder]) -> bool:
    """Whether the title is so low that little room is left for text below it."""
    titles = [one.box for one in regions if one.type in TITLES]
    others = [one.box for one in regions if one.type not in TITLES]
    return any(title.top > LOW_TITLE * box.height for title in titles for box in others if box.top >= title.bottom)


def is_illegible(level: LevelStyle, ground: str | None) -> bool:
    """Whether large text in this style has too little contrast on a background colour (six hex digits)."""
    return ground is not None and contrast(level.tone, ground) < LEGIBLE


def _covered(box: Box, obstacles: Sequence[Box]) -> float:
    steps = [(step + 0.5) / GRID for step in range(GRID)]
    places = [(box.left + box.width * across, box.top + box.height * along) for across in steps for along in steps]
    hit = sum(any(_inside(x, y, one) for one in obstacles) for x, y in places)
    return hit / len(places)


def _inside(x: float, y: float, box: Box) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom
