"""Bands: boxes as wide as what they carry.

A box that stands alone in its row, above or below things that belong to it, is a layer: it reaches from where the first
of them begins to where the last one ends.
"""

from __future__ import annotations

from coursedeck.figures.layout.build import Grid
from coursedeck.figures.layout.measure import NODE_FONT
from coursedeck.figures.layout.rows import Kind, Slot
from coursedeck.figures.layout.tree import ROOT, is_plain_box
from coursedeck.model.units import Points

_SOLID = frozenset({Kind.NODE, Kind.CLUSTER})


def mark_bands(grid: Grid) -> None:
    """Find the bands of a level and give them the width of the widest other row of their part."""
    if grid.horizontal:
        return
    for part in grid.level.parts:
        rows = _rows(grid, part)
        carried = [row for row in rows if len(row) > 1 or row[0].kind is Kind.CLUSTER]
        if not carried:
            continue
        extent = max(_extent(row, grid) for row in carried)
        bands = [row[0] for row in rows if len(row) == 1 and _is_band(grid, row[0], extent, carried)]
        extent = max([extent, *(_least(grid, slot) for slot in bands)])
        for slot in bands:
            slot.band, slot.cross = True, extent


def fit_bands(grid: Grid) -> None:
    """Let bands end exactly where what they carry does, once that has its place."""
    for part in grid.level.parts:
        slots = [slot for row in _rows(grid, part) for slot in row]
        bands, carried = [slot for slot in slots if slot.band], [slot for slot in slots if not slot.band]
        if not bands:
            continue
        low, high = min(slot.start for slot in carried), max(slot.end for slot in carried)
        middle, half = (low + high) / 2, max(high - low, *(_least(grid, slot) for slot in bands)) / 2
        for slot in bands:
            if _is_free(grid, slot, middle - half, middle + half):
                slot.at, slot.cross = middle, 2 * half


def _rows(grid: Grid, part: list[str]) -> list[list[Slot]]:
    """The solid slots of a part, row by row; rows that hold none are left out."""
    members = set(part)
    rows = [[slot for slot in row if slot.kind in _SOLID and slot.id in members] for row in grid.rows]
    return [row for row in rows if row]


def _extent(row: list[Slot], grid: Grid) -> Points:
    return sum(slot.cross for slot in row) + grid.spec.distances.across * (len(row) - 1)


def _least(grid: Grid, slot: Slot) -> Points:
    """The width that a band's words need."""
    words = grid.spec.sized[slot.id].words
    return (words.width if words else 0.0) + NODE_FONT


def _is_band(grid: Grid, slot: Slot, extent: Points, carried: list[list[Slot]]) -> bool:
    """Whether the author's width, or the kind of figure, says that a box is a layer."""
    if slot.kind is not Kind.NODE or not is_plain_box(grid.spec.tree.nodes[slot.id]):
        return False
    width = grid.spec.tree.nodes[slot.id].width
    if width is not None:
        return width >= 0.5 * extent
    level = grid.level
    return level.loose or (level.id != ROOT and any(other.kind is Kind.CLUSTER for row in carried for other in row))


def _is_free(grid: Grid, slot: Slot, low: Points, high: Points) -> bool:
    """Whether a band may reach from `low` to `high` without meeting what stands beside it."""
    return all(other is slot or other.end <= low or other.start >= high for other in grid.rows[slot.row])
