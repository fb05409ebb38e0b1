"""Placed shapes → the same in the template's look: outlines, bars and rules of boxes, lines of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coursedeck.model.slide import BoxKind, Shape, TableShape, TextParagraph, TextShape
from coursedeck.model.theme import BoxLook, ThemeLook
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

BAR: Points = 6.0
RULE: Points = 1.5
BAR_SHADE = "85:15"
"""Luminance of the title bar of a dark window, against the window's."""
DOT_SHADE = "60:40"
"""The same of the dots on it."""
LIGHT_SHADE = "40:60"
"""Luminance of accents on a dark ground."""
SECOND = 75
"""Percent of its luminance that second text keeps there."""
HUE = "accent1"
"""Paint of boxes that have no hue of their own."""


def dressed(shapes: Iterable[Shape], look: ThemeLook, *, right_to_left: bool = False) -> tuple[Shape, ...]:
    """The shapes as `look` draws them; bars and rules of boxes are shapes of their own at its edges.

    A bar at the left stands where reading begins.
    """
    return tuple(one for shape in shapes for one in _dressed(shape, look, right_to_left))


def _dressed(shape: Shape, look: ThemeLook, right_to_left: bool) -> Iterator[Shape]:
    if isinstance(shape, TableShape):
        yield replace(shape, look=look.table)
        return
    if not isinstance(shape, TextShape) or shape.kind is None:
        yield shape
        return
    match shape.kind:
        case BoxKind.CARD_BAR:
            yield from _card_bar(shape, look.card)
        case BoxKind.CODE_BAR:
            yield _code_bar(shape, look.code)
        case BoxKind.OUTPUT_BAR:
            yield shape
        case BoxKind.CARD if shape.placeholder is not None:
            yield shape  # the layout has drawn it
        case _:
            yield from _box(shape, _look_of(shape.kind, look), right_to_left and shape.kind is not BoxKind.CODE)


def _look_of(kind: BoxKind, look: ThemeLook) -> BoxLook:
    output = replace(look.code, fill="bg2") if look.code.ink else look.code
    boxes = {
        BoxKind.CALLOUT: look.callout,
        BoxKind.QUOTE: look.quote,
        BoxKind.CODE: look.code,
        BoxKind.OUTPUT: replace(output, ink=None),
    }
    return boxes.get(kind, look.card)


def _code_bar(shape: TextShape, look: BoxLook) -> TextShape:
    """The title bar of a window, a little lighter than the window where that is dark."""
    if look.ink is None:
        return shape
    paragraphs = tuple(
        replace(one, runs=tuple(replace(run, color=look.ink) for run in one.runs)) for one in shape.paragraphs
    )
    if shape.fill and shape.fill.startswith("accent"):
        return replace(shape, fill=f"{shape.fill}:{DOT_SHADE}")
    return replace(shape, fill=f"{look.fill}:{BAR_SHADE}" if shape.fill else None, paragraphs=paragraphs)


def _inked(paragraphs: Sequence[TextParagraph], ink: str | None) -> tuple[TextParagraph, ...]:
    """Paragraphs in `ink`, accents in light shades, second text a little dimmed; as they are if it is None."""
    if ink is None:
        return tuple(paragraphs)
    return tuple(
        replace(one, runs=tuple(replace(run, color=_on_ink(run.color, ink)) for run in one.runs)) for one in paragraphs
    )


def _on_ink(color: str | None, ink: str) -> str:
    if color is None or color == "tx1":
        return ink
    return f"{ink}:{SECOND}" if color == "tx2" else f"{color}:{LIGHT_SHADE}"


def _box(shape: TextShape, look: BoxLook, right_to_left: bool) -> Iterator[TextShape]:
    """The box without the strips at its edges, then these: its bar or rules."""
    hue = shape.stroke or HUE
    strips = [] if shape.kind is BoxKind.CARD else list(_strips(shape, look, hue, right_to_left))
    yield replace(
        _inside(shape, strips),
        paragraphs=_inked(shape.paragraphs, look.ink),
        fill=look.fill,
        stroke=(look.line or hue) if look.stroke else None,
        weight=look.stroke or shape.weight,
        dash=look.dash,
        geometry="roundRect" if look.radius else shape.geometry,
        radius=look.radius or shape.radius,
    )
    yield from strips


def _strips(shape: TextShape, look: BoxLook, hue: str, right_to_left: bool) -> Iterator[TextShape]:
    box = shape.box
    if look.bar == "left":
        left = box.right - BAR if right_to_left else box.left
        yield TextShape(f"{shape.name} bar", replace(box, left=left, width=BAR), (), fill=hue)
    elif look.bar == "top":
        yield TextShape(f"{shape.name} bar", replace(box, height=BAR), (), fill=hue)
    elif look.bar == "rules":
        upper = replace(box, height=RULE)
        yield TextShape(f"{shape.name} upper rule", upper, (), fill=hue)
        yield TextShape(f"{shape.name} lower rule", replace(upper, top=box.bottom - RULE), (), fill=hue)


def _inside(shape: TextShape, strips: Sequence[TextShape]) -> TextShape:
    """The shape between its strips, its words where they were."""
    box, (left, top, right, bottom) = shape.box, shape.inset
    for strip in (one.box for one in strips):
        if strip.width < box.width and strip.left > box.left:
            box, right = replace(box, width=box.width - BAR), right - BAR
        elif strip.width < box.width:
            box, left = Box(box.left + BAR, box.top, box.width - BAR, box.height), left - BAR
        elif strip.top == box.top:
            box = Box(box.left, box.top + strip.height, box.width, box.height - strip.height)
            top -= strip.height
        else:
            box, bottom = replace(box, height=box.height - strip.height), bottom - strip.height
    return replace(shape, box=box, inset=(max(0.0, left), max(0.0, top), max(0.0, right), max(0.0, bottom)))


def _card_bar(shape: TextShape, look: BoxLook) -> Iterator[TextShape]:
    """The bar of a card, as far as the theme's cards have one at their top."""
    if look.bar == "top":
        yield shape
    elif look.bar == "rules":
        yield replace(shape, box=replace(shape.box, height=RULE))
