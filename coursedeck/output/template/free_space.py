"""What is free on a layout: boxes cut at logos, bands and ornaments, and small ones grown into what is around them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from coursedeck.model.template import Art
from coursedeck.model.units import Box, Points, Size
from coursedeck.model.values import replace
from coursedeck.output.template.art import PartTree, text_boxes

GAP: Points = 6.0
"""Between text and what it stands beside."""
_WHOLE = 0.9
"""Share of the slide from which a shape is its background."""
_MOST_CUT = 0.4
"""Share of a box that may be cut off; what covers more is taken for its ground."""
_LARGE_PICTURE = 0.5
"""Share of the slide from which a picture is a ground for text."""
_BAND = 0.4
"""Share of the slide's height up to which a shape below a title is a band."""
_LEAST: Points = 0.5
"""Lines thinner than this are taken for as thick."""
_MARGIN = 0.05
"""Share of the slide's height at its foot that stays free."""


class Obstacles(Struct, frozen=True):
    """Boxes of what stands on a layout, in points of the slide."""

    boxes: tuple[Box, ...]
    size: Size
    panels: frozenset[Box] = frozenset()
    """Those that are filled, and large pictures: text may stand on them."""

    def beyond(self, *more: Box) -> Obstacles:
        """These and some more."""
        return replace(self, boxes=(*self.boxes, *more))

    def band_of(self, box: Box) -> Box | None:
        """The lowest band that a box stands on, if it stands on one."""
        bands = [one for one in self.panels if _is_ground(one, box) and one.height < _BAND * self.size.height]
        return min(bands, key=lambda one: one.height, default=None)

    def hit(self, box: Box) -> list[Box]:
        """Those that lie on a box without being its ground."""
        return [one for one in self.boxes if overlap(one, box) and not (one in self.panels and _is_ground(one, box))]


def obstacles(art: Iterable[Art], part_trees: tuple[PartTree, ...], size: Size) -> Obstacles:
    """What content must not run behind: everything drawn or written on a layout that does not cover the slide."""
    whole = size.width * size.height
    drawn = {_clipped(_turned_box(one), size): one for one in art if one.picture or one.fill or one.stroke}
    written = (_clipped(box, size) for part_tree in part_trees for box in text_boxes(part_tree))
    boxes = (box for box in dict.fromkeys((*drawn, *written)) if box and box.width * box.height < _WHOLE * whole)
    panels = frozenset(
        box for box, one in drawn.items() if box and (one.fill or box.width * box.height >= _LARGE_PICTURE * whole)
    )
    return Obstacles(tuple(boxes), size, panels)


def _turned_box(art: Art) -> Box:
    """The box around a shape that is turned."""
    angle = math.radians(art.turned)
    across, along = abs(math.cos(angle)), abs(math.sin(angle))
    width = art.box.width * across + art.box.height * along
    height = art.box.width * along + art.box.height * across
    return Box(art.box.center.x - width / 2, art.box.center.y - height / 2, width, height)


def _clipped(box: Box, size: Size) -> Box | None:
    left, top = max(box.left, 0.0), max(box.top, 0.0)
    width, height = min(box.right, size.width) - left, min(box.bottom, size.height) - top
    if width < 0 or height < 0:
        return None
    return Box(left, top, max(width, _LEAST), max(height, _LEAST))


def _is_ground(one: Box, box: Box) -> bool:
    """Whether a box stands on a panel, with some tolerance at its edges."""
    held = Box(box.left + GAP, box.top + GAP, box.width - 2 * GAP, box.height - 2 * GAP)
    return one.left <= held.left and one.top <= held.top and held.right <= one.right and held.bottom <= one.bottom


def cut_free(box: Box, found: Obstacles, *, sideways: bool = False, most: float = _MOST_CUT) -> Box:
    """The largest part of a box beside what lies on it; what would take more than `most` of it is left.

    With `sideways`, a title keeps its height and is cut at its left or right alone.
    """
    least, known = (1 - most) * box.width * box.height, found
    while hits := known.hit(box):
        worst = max(hits, key=lambda one: _shared(one, box))
        # a narrower text breaks its lines elsewhere, a lower one keeps its form
        best = max(
            _beside(box, worst, sideways),
            key=lambda one: one.width * one.height * (1 if one.width == box.width else 0.9),
        )
        if best.width * best.height < least or best.width <= 0 or best.height <= 0:
            known = replace(known, boxes=tuple(one for one in known.boxes if one != worst))
        else:
            box = best
    return box


def _shared(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(across, 0.0) * max(along, 0.0)


def _beside(box: Box, hit: Box, sideways: bool) -> Iterator[Box]:
    """The parts of a box left of, right of, above and below what lies on it."""
    yield replace(box, width=hit.left - GAP - box.left)
    right = hit.right + GAP
    yield Box(right, box.top, box.right - right, box.height)
    if not sideways:
        yield replace(box, height=hit.top - GAP - box.top)
        lower = hit.bottom + GAP
        yield Box(box.left, lower, box.width, box.bottom - lower)


def grown_down(box: Box, found: Obstacles, floor: Points, *, apart: Sequence[Box] = ()) -> Box:
    """A box extended down to the next thing below it, at most to `floor`."""
    below = [
        one.top - GAP
        for one in (*found.boxes, *apart)
        if one.top >= box.bottom - GAP and one.left < box.right and box.left < one.right and one.top > box.top + GAP
    ]
    bottom = min([floor, found.size.height * (1 - _MARGIN), *below])
    return replace(box, height=max(box.height, bottom - box.top))


def grown_right(box: Box, found: Obstacles, wanted: Points) -> Box:
    """A box extended to the right to a width of `wanted` points, at most to the next thing beside it."""
    beside = [
        one.left - GAP
        for one in found.boxes
        if one.left >= box.right - GAP and one.top < box.bottom and box.top < one.bottom
    ]
    right = min([found.size.width * (1 - _MARGIN), box.left + wanted, *beside])
    return replace(box, width=max(box.width, right - box.left))


def grown_up(box: Box, found: Obstacles, ceiling: Points, wanted: Points) -> Box:
    """A box extended up to a height of `wanted` points, at most to `ceiling` or the next thing above it."""
    above = [
        one.bottom + GAP
        for one in found.boxes
        if one.bottom <= box.top + GAP and one.left < box.right and box.left < one.right
    ]
    top = max([ceiling, *above, box.bottom - wanted])
    return Box(box.left, min(top, box.top), box.width, box.bottom - min(top, box.top))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.3 and along > 0.3
