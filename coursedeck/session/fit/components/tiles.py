"""Products beside one another: the icon of each, its name, and what it is there for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.images.library_icons import product_icon
from coursedeck.base.look.component_places import TILE_INSET, component_places, icon_of
from coursedeck.model.drawing import Align, Drawing, DrawnNode, Paint
from coursedeck.model.graph import Icon, NodeShape
from coursedeck.model.slide import FigureShape, Layout, Shape, TextParagraph
from coursedeck.model.tiles import Tile
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import Frame

SIZES: tuple[tuple[Points, Points], ...] = ((28, 22), (26, 20), (24, 20), (22, 18), (20, 18))
"""Sizes of the product and of what it is there for, largest first."""

LINES = 2
SPACE: Points = 4.0
GROUND = "bg2"


def tiles(kind: Layout, found: Sequence[Tile], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Tiles in the largest type that holds their words below their icons; None where none does."""
    places = component_places(kind, body)
    if len(places) != len(found):
        return None
    left, _, right, bottom = TILE_INSET
    first = next(iter(places.values()))
    room = first.bottom - bottom - icon_of(first).bottom - SPACE
    for sizes in SIZES:
        words = [_words(tile, sizes, frame) for tile in found]
        width = first.width - left - right
        fit = all(frame.holds(one, width, LINES) for paragraphs in words for one in paragraphs)
        if fit and max(frame.measure.height(paragraphs, width) for paragraphs in words) <= room:
            return tuple(_shapes(found, words, list(places.items()), frame))
    return None


def _words(tile: Tile, sizes: tuple[Points, Points], frame: Frame) -> tuple[TextParagraph, ...]:
    source = tile.item.source
    product = replace(frame.paragraph(tile.product, sizes[0], bold=True, source=source), align=Align.CENTER)
    if not tile.role:
        return (product,)
    role = frame.paragraph(tile.role, sizes[1], color="tx2", source=source)
    return product, replace(role, align=Align.CENTER, level=1, space_before=SPACE)


def _shapes(
    found: Sequence[Tile],
    words: Sequence[tuple[TextParagraph, ...]],
    places: Sequence[tuple[str, Box]],
    frame: Frame,
) -> Iterator[Shape]:
    for tile, paragraphs, (name, place) in zip(found, words, places, strict=True):
        box, idx = frame.place(name, place)
        yield replace(frame.shape(name, (box, idx), paragraphs, "b"), inset=TILE_INSET, fill=GROUND)
        icon = product_icon(tile.name)
        if icon is not None:
            drawing = _drawing(tile.name, icon)
            square = _inside(icon_of(box), drawing)
            yield FigureShape(f"{name} icon", square, drawing, tile.name, as_picture=False, source=tile.item.source)


def _drawing(name: str, icon: Icon) -> Drawing:
    """A figure of nothing but an icon."""
    box = Box(0.0, 0.0, float(icon.width), float(icon.height))
    node = DrawnNode("icon", box, NodeShape.NONE, Paint(None, None, 0.0), None, icon=icon, icon_box=box, name=name)
    return Drawing(f"icon-{icon.name.replace('/', '-')}", name, name, box.width, box.height, (node,), 100.0)


def _inside(box: Box, drawing: Drawing) -> Box:
    """The largest box of a drawing's aspect in the middle of another one."""
    scale = min(box.width / drawing.width, box.height / drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    return Box(box.center.x - width / 2, box.center.y - height / 2, width, height)
