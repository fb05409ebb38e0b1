"""Figures that changed: their labels and edges, and the part of the slide's picture that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.model.review import FigureSnapshot, SlideChange
from coursedeck.model.units import Size
from coursedeck.review.page.line_diff import DiffLine, changed_lines

_MARGIN = 1.0
"""Margin shown around a figure, in percent of the slide."""

_PLACE = "body "
"""Prefix of generated shape names, which are not worth showing."""

Place = tuple[float, float, float, float]


class Crop(Struct, frozen=True):
    """A part of a slide's picture: position and size of the whole in percent of the part; `ratio` is width / height."""

    picture: str
    left: float
    top: float
    width: float
    height: float
    ratio: float


class FigureChange(Struct, frozen=True):
    """A figure that changed; `before` or `after` is None if there is no figure or no picture."""

    name: str
    """Empty for a generated name."""
    kind: str
    before: Crop | None
    after: Crop | None
    labels: tuple[DiffLine, ...]
    edges: tuple[DiffLine, ...]


def figure_changes(change: SlideChange, pictures: tuple[str, str], size: Size) -> Iterator[FigureChange]:
    """Figures of a slide that changed; `pictures` are digests of the slide's pictures before and after."""
    if change.before is None or change.after is None:
        return
    for before, after in _pairs(change.before.figures, change.after.figures):
        if before is not None and after is not None and _is_alike(before, after, change, pictures):
            continue
        one = after or before
        assert one is not None, "a pair has one side at least"
        yield FigureChange(
            "" if one.name.startswith(_PLACE) else one.name,
            one.kind,
            _crop(before, pictures[0], size),
            _crop(after, pictures[1], size),
            changed_lines(before.labels if before else (), after.labels if after else ()),
            changed_lines(before.edges if before else (), after.edges if after else ()),
        )


def _is_alike(before: FigureSnapshot, after: FigureSnapshot, change: SlideChange, pictures: tuple[str, str]) -> bool:
    """Whether a figure says what it said, and looks as it did, or there are no two pictures that show how."""
    if (before.labels, before.edges) != (after.labels, after.edges):
        return False
    return before.digest == after.digest or after.digest in change.same_figures or not all(pictures)


def _pairs(
    old: Sequence[FigureSnapshot], new: Sequence[FigureSnapshot]
) -> Iterator[tuple[FigureSnapshot | None, FigureSnapshot | None]]:
    """Figures matched by name, then by kind in order; the others are new or removed."""
    waiting = list(old)
    found: dict[int, FigureSnapshot] = {}
    for key in ("name", "kind"):
        for at, figure in enumerate(new):
            match = next((one for one in waiting if getattr(one, key) == getattr(figure, key)), None)
            if at not in found and match is not None:
                found[at] = match
                waiting.remove(match)
    yield from ((found.get(at), figure) for at, figure in enumerate(new))
    yield from ((figure, None) for figure in waiting)


def _crop(figure: FigureSnapshot | None, picture: str, size: Size) -> Crop | None:
    if figure is None or not picture:
        return None
    left, top, right, bottom = _shown(figure.place)
    wide, high = right - left, bottom - top
    if wide <= 0 or high <= 0:
        return None
    ratio = wide * size.width / (high * size.height)
    return Crop(picture, _rounded(-100 * left / wide), _rounded(-100 * top / high), _rounded(10000 / wide),
                _rounded(10000 / high), round(ratio, 3))  # fmt: skip


def _shown(place: Place) -> Place:
    """Left, top, right and bottom with a margin, inside the slide."""
    left, top, width, height = place
    return (max(left - _MARGIN, 0.0), max(top - _MARGIN, 0.0),
            min(left + width + _MARGIN, 100.0), min(top + height + _MARGIN, 100.0))  # fmt: skip


def _rounded(number: float) -> float:
    return round(number, 2)
