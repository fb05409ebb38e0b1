"""Checks of rendered text: off the slide, overflow, overlap, size, contrast, and text that is not drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from coursedeck.base.look.contrast import READABLE, contrast
from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.model.deck_file import FileShape, ShapeKind
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.model.units import Box, Points
from coursedeck.review.proof.slide_view import PlacedGlyph, SlideView, bounding_box, excerpt

TOLERANCE: Points = 2.5
"""Distance that text may leave its shape; renderers differ by as much."""
MIN_GLYPHS = 2
"""Number of affected glyphs from which on there is a finding."""
_ROUNDING: Points = 0.3
_COMMON_SIDE: Points = 540.0
"""The shorter side of common slides."""
LARGE: Points = 18.0
LARGE_BOLD: Points = 14.0
READABLE_LARGE = 3.0
"""Minimum contrast of large text on its background (WCAG 2.2, 1.4.3)."""
_NEARLY = 0.05
_COVERED = 0.3
"""Share of a glyph that another one must cover to count as overlap."""
_CELL = 12
_OBJECTS = {ShapeKind.PICTURE, ShapeKind.CHART, ShapeKind.TABLE}
_GROUND = 0.8
"""Share of the slide from which on a picture counts as background."""
_MAX_UNDRAWN = 0.1


def check_glyphs(view: SlideView) -> Iterator[Finding]:
    """All checks that need the rendered slide."""
    if view.drawn:
        yield from _undrawn(view)
        yield from _off_slide(view)
        yield from _shapes_off_slide(view)
        yield from _overflow(view)
        yield from _on_text(view)
        yield from _under_shapes(view)
        yield from _on_objects(view)
        yield from _small(view)
        yield from _low_contrast(view)


def _undrawn(view: SlideView) -> Iterator[Finding]:
    written = view.undrawn + sum(1 for glyph in view.glyphs if glyph.shape is not None)
    if view.undrawn > 20 and view.undrawn > _MAX_UNDRAWN * written:
        message = f"{view.undrawn} of {written} characters are not drawn: look for text hidden behind or cut off"
        yield view.finding("not-rendered", FindingLevel.ERROR, message)


def _off_slide(view: SlideView) -> Iterator[Finding]:
    off = [glyph for glyph in view.glyphs if _leaves(glyph.box, Box(0, 0, view.size.width, view.size.height), 1)]
    if off:
        message = f"text is drawn outside the slide: “{excerpt(off)}”; shorten it or split the slide"
        yield view.finding(
            "off-slide", FindingLevel.ERROR, message, off[0].shape, bounding_box(glyph.box for glyph in off)
        )


def _shapes_off_slide(view: SlideView) -> Iterator[Finding]:
    """Filled shapes and groups that leave the slide; text that does is found by `_off_slide`."""
    for shape in view.slide.shapes:
        if shape.box is None or shape.group is not None or not (shape.covering or shape.kind is ShapeKind.GROUP):
            continue
        if _leaves(shape.box, Box(0, 0, view.size.width, view.size.height), TOLERANCE):
            kind = "shape" if shape.kind is ShapeKind.TEXT else shape.kind
            message = f"the {kind} '{shape.name}' reaches beyond the slide: move it, or make it smaller"
            yield view.finding("off-slide", FindingLevel.ERROR, message, shape)


def _overflow(view: SlideView) -> Iterator[Finding]:
    for shape, glyphs in view.glyphs_by_shape():
        if shape.box is None or shape.turned:
            continue
        out = [glyph for glyph in glyphs if _leaves(glyph.box, shape.box, TOLERANCE)]
        if len(out) >= MIN_GLYPHS:
            message = f"text leaves its shape: “{excerpt(out)}”; shorten it, or give the shape more room"
            yield view.finding("overflow", FindingLevel.ERROR, message, shape, bounding_box(glyph.box for glyph in out))


def _leaves(inner: Box, outer: Box, tolerance: Points) -> bool:
    return (
        inner.left < outer.left - tolerance
        or inner.top < outer.top - tolerance
        or inner.right > outer.right + tolerance
        or inner.bottom > outer.bottom + tolerance
    )


def _on_text(view: SlideView) -> Iterator[Finding]:
    """Glyphs that overlap glyphs of another shape; a spatial grid limits the pairs to compare."""
    cells: dict[tuple[int, int], list[PlacedGlyph]] = {}
    hits: dict[tuple[int, int], list[PlacedGlyph]] = {}
    for glyph in view.glyphs:
        owner = glyph.shape.id if glyph.shape else 0
        for cell in _cells(glyph.box):
            for other in cells.get(cell, ()):
                other_owner = other.shape.id if other.shape else 0
                if owner != other_owner and _share(glyph.box, other.box) > _COVERED:
                    hits.setdefault((other_owner, owner), []).append(glyph)
            cells.setdefault(cell, []).append(glyph)
    for glyphs in hits.values():
        some = list({id(glyph): glyph for glyph in glyphs}.values())
        if len(some) >= MIN_GLYPHS:
            message = f"“{excerpt(some)}” lies on other text: move one of them"
            yield view.finding(
                "overlap", FindingLevel.ERROR, message, some[0].shape, bounding_box(glyph.box for glyph in some)
            )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left) // _CELL, int(box.right) // _CELL + 1):
        for row in range(int(box.top) // _CELL, int(box.bottom) // _CELL + 1):
            yield column, row


def _share(one: Box, other: Box) -> float:
    """Area that two boxes share, as a fraction of the smaller one."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    small = min(one.width * one.height, other.width * other.height)
    return wide * high / small if wide > 0 and high > 0 and small > 0 else 0.0


def _under_shapes(view: SlideView) -> Iterator[Finding]:
    """Glyphs covered by a shape that is drawn later."""
    for shape, cover, hidden in _hidden(view):
        message = f"“{excerpt(hidden)}” lies under '{cover.name}': move one of them"
        yield view.finding("overlap", FindingLevel.ERROR, message, shape, bounding_box(glyph.box for glyph in hidden))


def _on_objects(view: SlideView) -> Iterator[Finding]:
    """Glyphs over a picture, chart or table of another shape, unless that is the slide's background."""
    order = {id(shape): place for place, shape in enumerate(view.slide.shapes)}
    most = _GROUND * view.size.width * view.size.height
    for shape, glyphs in view.glyphs_by_shape():
        for other in view.slide.shapes[: order[id(shape)]]:
            if other.box is None or other.kind not in _OBJECTS or other.box.width * other.box.height >= most:
                continue
            on = [glyph for glyph in glyphs if _inside(glyph.box, other.box)]
            if len(on) >= MIN_GLYPHS and (other.group is None or other.group != shape.group):
                message = f"“{excerpt(on)}” lies on the {other.kind} '{other.name}': move one of them"
                yield view.finding(
                    "overlap", FindingLevel.WARNING, message, shape, bounding_box(glyph.box for glyph in on)
                )


def _hidden(view: SlideView) -> Iterator[tuple[FileShape, FileShape, list[PlacedGlyph]]]:
    """Shapes with covered glyphs, the covering shape, and those glyphs."""
    order = {id(shape): place for place, shape in enumerate(view.slide.shapes)}
    for shape, glyphs in view.glyphs_by_shape():
        for cover in view.slide.shapes[order[id(shape)] + 1 :]:
            if cover.box is None or not cover.covering or (shape.group is not None and shape.group == cover.group):
                continue
            hidden = [glyph for glyph in glyphs if _inside(glyph.box, cover.box)]
            if len(hidden) >= MIN_GLYPHS:
                yield shape, cover, hidden


def _inside(glyph: Box, box: Box) -> bool:
    middle = glyph.center
    return box.left < middle.x < box.right and box.top < middle.y < box.bottom


def _small(view: SlideView) -> Iterator[Finding]:
    # on a large slide the same type looks smaller
    least = LEGIBLE * min(view.size.width, view.size.height) / _COMMON_SIDE
    for shape, glyphs in view.glyphs_by_shape():
        small = [glyph for glyph in glyphs if glyph.run.size < least - _ROUNDING and not glyph.raised]
        if len(small) >= MIN_GLYPHS:
            size = min(glyph.run.size for glyph in small)
            message = f"“{excerpt(small)}” is {size:g} pt: nothing below {least:g} pt can be read in a hall"
            yield view.finding(
                "small-text", FindingLevel.ERROR, message, shape, bounding_box(glyph.box for glyph in small)
            )


def _low_contrast(view: SlideView) -> Iterator[Finding]:
    hidden = {id(glyph) for _, _, glyphs in _hidden(view) for glyph in glyphs}
    for shape, glyphs in view.glyphs_by_shape():
        seen = [glyph for glyph in glyphs if glyph.run.ground and id(glyph) not in hidden]
        pale = [glyph for glyph in seen if contrast(glyph.run.ink, glyph.run.ground) < _need(glyph) - _NEARLY]
        for _, group in groupby(sorted(pale, key=_ink), key=_ink):
            some = list(group)
            if len(some) >= MIN_GLYPHS:
                yield _contrast_finding(view, shape, some)


def _contrast_finding(view: SlideView, shape: FileShape, some: list[PlacedGlyph]) -> Finding:
    worst = min(some, key=lambda glyph: contrast(glyph.run.ink, glyph.run.ground))
    found = contrast(worst.run.ink, worst.run.ground)
    message = (
        f"“{excerpt(some)}” in #{worst.run.ink} on #{worst.run.ground} has a contrast of {found:.1f} : 1, "
        f"{_need(worst):g} : 1 is needed: use a darker or lighter colour"
    )
    return view.finding("contrast", FindingLevel.ERROR, message, shape, bounding_box(glyph.box for glyph in some))


def _ink(glyph: PlacedGlyph) -> tuple[str, float]:
    return glyph.run.ink, _need(glyph)


def _need(glyph: PlacedGlyph) -> float:
    """Minimum contrast of a glyph by its size and weight (WCAG 2.2, 1.4.3); labels of figures are never large text.

    Figures are groups, and their labels are read from the back row, among lines and fills of many colours.
    """
    if glyph.shape is not None and glyph.shape.group is not None:
        return READABLE
    bold = "bold" in glyph.run.font.lower()
    return READABLE_LARGE if glyph.run.size >= (LARGE_BOLD if bold else LARGE) else READABLE
