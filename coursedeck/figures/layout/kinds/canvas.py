"""What the composers of figure kinds draw on: boxes, lines and words with coordinates of their own.

A composer works at a scale at which words have their usual size (`NODE_FONT`), on a canvas whose room is the area at
that scale; what it draws is scaled to the area at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.base.look.figure_paint import EDGE_STROKE, INK, NODE_STROKE
from coursedeck.figures.layout.labels import LINE_PITCH, MeasuredLabel, Measurer
from coursedeck.figures.layout.measure import NODE_FONT
from coursedeck.figures.layout.scaling import text_block
from coursedeck.model.drawing import (
    Align,
    DrawnCluster,
    DrawnEdge,
    DrawnItem,
    DrawnNode,
    Paint,
    TextBlock,
)
from coursedeck.model.graph import Arrow, Dash, Icon, Label, NodeShape
from coursedeck.model.units import Box, Point, Points, Size
from coursedeck.model.values import replace

FONT: Points = NODE_FONT
LINE: Points = FONT * LINE_PITCH
"""Height of one line of words."""
_WIDE = 1000.0
_BAND: Points = 6.0
"""A wider line is a band, whose width says something: it is scaled as everything is."""


class Look(Struct, frozen=True):
    """How a box is painted: fill, outline and the colour of its words; None paints nothing."""

    fill: str | None = None
    stroke: str | None = None
    width: Points = 1.0
    ink: str = INK
    dash: Dash = Dash.SOLID

    @property
    def paint(self) -> Paint:
        """Fill and outline."""
        return Paint(self.fill, self.stroke, self.width if self.stroke else 0.0, self.dash)


BARE = Look()


class Stroke(Struct, frozen=True):
    """How a line is painted."""

    color: str = EDGE_STROKE
    width: Points = 1.5
    dash: Dash = Dash.SOLID
    tail: Arrow = Arrow.NONE
    head: Arrow = Arrow.NONE


GRID = Stroke("#9aa5b1", 0.75, Dash.DOTTED)
AXIS = Stroke(NODE_STROKE, 1.0)
_PLAIN = Stroke()


class Canvas:
    """Collects what is drawn, back to front."""

    def __init__(self, room: Size, measurer: Measurer, language: str, size: Points = FONT) -> None:
        self.room = room
        self.size = size
        """Size that usual words will have in the drawing."""
        self.measurer = measurer
        self.language = language
        self.items: list[DrawnItem] = []
        self.crowded = False
        """Whether some words are larger than the box that they stand in."""
        self.description: str | None = None
        """What the figure says in words, where its nodes and edges alone do not say it."""

    def words(
        self, label: Label | str, ems: float = _WIDE, *, size: Points = FONT, bold: bool = False, italic: bool = False,
        fixed: bool = False,
    ) -> MeasuredLabel | None:  # fmt: skip
        """A label in lines of about `ems` em, with `fixed` of no more; None where it is empty."""
        label = Label(label) if isinstance(label, str) else label
        return self.measurer.words(label, size, ems, bold=bold, italic=italic, fixed=fixed)

    def box(
        self,
        key: str,
        box: Box,
        look: Look = BARE,
        words: MeasuredLabel | None = None,
        *,
        shape: NodeShape = NodeShape.RECTANGLE,
        align: Align = Align.CENTER,
        at: Box | None = None,
        name: str = "",
        link: str | None = None,
        icon: tuple[Icon, Box] | None = None,
    ) -> None:
        """A shape with its words in the middle of it, or of `at`; `name` says what it is where it has no words."""
        self._fit(words, at or box)
        label = block(words, at or box, look.ink, align) if words else None
        picture, place = icon or (None, None)
        self.items.append(DrawnNode(key, box, shape, look.paint, label, picture, place, link, name))

    def text(
        self, key: str, words: MeasuredLabel | None, box: Box, color: str = INK, *, align: Align = Align.CENTER
    ) -> None:
        """Words alone, in the middle of a box or at one side of it."""
        if words is not None:
            placed = block(words, box, color, align)
            self.items.append(DrawnNode(key, placed.box, NodeShape.NONE, Look().paint, placed))

    def frame(
        self,
        key: str,
        box: Box,
        look: Look,
        words: MeasuredLabel | None = None,
        *,
        at: Box | None = None,
        rounded: bool = True,
    ) -> None:
        """A cluster's box; its title stands in the middle of `at`, else at the top."""
        if at is None and words is not None:
            at = Box(box.left, box.top + 4, box.width, words.height)
        if at is not None:
            self._fit(words, at)
        title = block(words, at, look.ink) if words and at else None
        self.items.append(DrawnCluster(key, box, look.paint, title, rounded))

    def line(
        self,
        key: str,
        path: Sequence[Point],
        stroke: Stroke = _PLAIN,
        *,
        ends: tuple[str, str] = ("", ""),
        curved: bool = False,
        label: TextBlock | None = None,
    ) -> None:
        """A line, glued to the boxes named in `ends`."""
        paint = Paint(None, stroke.color, stroke.width, stroke.dash)
        self.items.append(DrawnEdge(key, *ends, tuple(path), curved, paint, stroke.tail, stroke.head, label))

    def _fit(self, words: MeasuredLabel | None, box: Box) -> None:
        if words is not None and (words.width > box.width + 0.5 or words.height > box.height + 0.5):
            self.crowded = True

    def bounds(self) -> Box:
        """The box around everything that is drawn."""
        boxes = [box for item in self.items for box in _boxes(item)]
        left, top = min((box.left for box in boxes), default=0.0), min((box.top for box in boxes), default=0.0)
        right, bottom = max((b.right for b in boxes), default=1.0), max((b.bottom for b in boxes), default=1.0)
        return Box(left, top, max(right - left, 1.0), max(bottom - top, 1.0))

    def smallest(self) -> Points:
        """Size of the smallest words."""
        blocks = [text for item in self.items if (text := text_of(item)) is not None]
        return min((text.size for text in blocks), default=FONT)


def block(words: MeasuredLabel, box: Box, color: str, align: Align = Align.CENTER) -> TextBlock:
    """MeasuredLabel in the middle of a box, or at one side of it."""
    left = {
        Align.LEFT: box.left,
        Align.CENTER: box.center.x - words.width / 2,
        Align.RIGHT: box.right - words.width,
    }[align]
    placed = Box(left, box.center.y - words.height / 2, words.width, words.height)
    return text_block(words, placed, 1.0, color, align)


def text_of(item: DrawnItem) -> TextBlock | None:
    """The words of an item."""
    return item.title if isinstance(item, DrawnCluster) else item.label


def scaled(item: DrawnItem, factor: float, dx: Points, dy: Points) -> DrawnItem:
    """An item multiplied by `factor`, then moved; lines grow less than words do."""
    width = item.paint.stroke_width
    thin = width * min(1.0, max(0.4, factor))
    paint = replace(item.paint, stroke_width=round(thin if width <= _BAND else width * factor, 3))
    text = _scaled_text(text_of(item), factor, dx, dy)
    if isinstance(item, DrawnEdge):
        path = tuple(Point(round(p.x * factor + dx, 3), round(p.y * factor + dy, 3)) for p in item.path)
        return replace(item, path=path, paint=paint, label=text)
    box = _scaled_box(item.box, factor, dx, dy)
    if isinstance(item, DrawnCluster):
        return replace(item, box=box, paint=paint, title=text)
    place = _scaled_box(item.icon_box, factor, dx, dy) if item.icon_box else None
    return replace(item, box=box, paint=paint, label=text, icon_box=place)


def _scaled_box(box: Box, factor: float, dx: Points, dy: Points) -> Box:
    moved = box.scaled(factor, dx, dy)
    left, top = round(moved.left, 3), round(moved.top, 3)
    return Box(left, top, round(round(moved.right, 3) - left, 3), round(round(moved.bottom, 3) - top, 3))


def _scaled_text(text: TextBlock | None, factor: float, dx: Points, dy: Points) -> TextBlock | None:
    if text is None:
        return None
    lines = tuple(
        replace(line, width=round(line.width * factor, 3), baseline=round(line.baseline * factor + dy, 3))
        for line in text.lines
    )
    return replace(text, box=_scaled_box(text.box, factor, dx, dy), lines=lines, size=round(text.size * factor, 3))


def _boxes(item: DrawnItem) -> list[Box]:
    text = text_of(item)
    boxes = [text.box] if text else []
    if isinstance(item, DrawnEdge):
        return [*boxes, *(Box(point.x, point.y, 0.0, 0.0) for point in item.path)]
    return [*boxes, item.box]
