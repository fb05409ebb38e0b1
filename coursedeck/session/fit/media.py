"""Figures and pictures as fit needs them: drawings by name, pictures by aspect."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from coursedeck.base.look.type_sizes import COMFORTABLE, LEGIBLE
from coursedeck.model.drawing import Drawing
from coursedeck.model.figure_parts import FigurePart
from coursedeck.model.session import Chart, FigureRef, Picture, PictureRow
from coursedeck.model.units import Box, Points, Size
from coursedeck.session.fit.picture_rows import PictureSize, row_height

COARSEST: Points = 1.5
"""Largest size of a raster picture's pixel on a slide (48 dpi)."""

LARGEST = 1.25
"""Most by which a figure is enlarged."""

NOTICED: Points = 0.5
"""How much larger labels must be before a figure is shown in another layout."""

ICON = 256
"""Most pixels of a side of a picture that is an icon."""

TEXT_CAPTION_HEIGHT: Points = 70.0
"""What a caption takes that is text of the slide, which may have three lines."""

CAPTION_HEIGHT: Points = 26.0
_CHART_HEIGHT: Points = 190.0
_ROW_HEIGHT: Points = 220.0
_MISSING_ASPECT = 16 / 9


class Media(Struct, frozen=True):
    """What a deck shows besides text."""

    drawings: Mapping[str, Drawing]
    """By name of the figure."""
    pixels: Mapping[str, tuple[int, int]]
    """Width and height of each picture file, by its path in the course."""
    parts: Mapping[str, tuple[FigurePart, ...]] = field(default_factory=dict)
    """What stands for figures that are too large for a slide, by name."""
    room: Size = field(default_factory=lambda: Size(880.0, 400.0))
    """The content area of a slide, of which authors ask a share."""
    narrow: Mapping[str, Drawing] = field(default_factory=dict)
    """Figures as they are laid out for a part of a slide, by name."""
    photographs: frozenset[str] = frozenset()
    """Paths of the pictures that are photographs, as far as those may fill a slide."""

    def drawing(self, item: FigureRef, width: Points, height: Points) -> Drawing:
        """The drawing of a figure whose labels are larger in the room; that for a whole slide where it is read well."""
        whole = self.drawings[item.name]
        noticed = _label_size(whole, width, height) + NOTICED
        if item.as_picture or self.asked_size(item) or noticed >= COMFORTABLE:
            return whole
        narrow = self.narrow.get(item.name)  # laid out only now, if at all
        return whole if narrow is None or _label_size(narrow, width, height) <= noticed else narrow

    def aspect(self, picture: Picture) -> float:
        """Width over height; a missing picture's placeholder is 16 : 9."""
        width, height = self.pixels.get(picture.path, (16, 9))
        return width / height if width and height else _MISSING_ASPECT

    def is_small(self, picture: Picture) -> bool:
        """Whether a picture is no larger than an icon, or is missing."""
        return max(self.pixels.get(picture.path, (0, 0))) <= ICON

    def asked_size(self, item: FigureRef | Picture) -> Box | None:
        """The largest size of its own aspect that an author asks for; None where they ask for none."""
        aspect = self.object_aspect(item)
        widths = [
            *([item.width.of(self.room.width)] if item.width else []),
            *([item.height.of(self.room.height) * aspect] if item.height else []),
        ]
        return Box(0, 0, min(widths), min(widths) / aspect) if widths else None

    def max_size(self, picture: Picture) -> Box | None:
        """The size that an author asks for, or beyond which a raster picture would look coarse.

        None for vector pictures and missing ones of no size.
        """
        if asked := self.asked_size(picture):
            return asked
        width, height = self.pixels.get(picture.path, (0, 0))
        if not (width and height) or picture.path.lower().endswith(".svg"):
            return None
        return Box(0, 0, width * COARSEST, height * COARSEST)

    def object_aspect(self, item: FigureRef | Picture) -> float:
        """Width over height of what will be drawn."""
        if isinstance(item, Picture):
            return self.aspect(item)
        drawing = self.drawings[item.name]
        return drawing.width / drawing.height

    def sizes(self, row: PictureRow) -> tuple[PictureSize, ...]:
        """How large the pictures of a row may become."""
        return tuple(self._size(picture) for picture in row.pictures)

    def _size(self, picture: Picture) -> PictureSize:
        asked, most = self.asked_size(picture), self.max_size(picture)
        return PictureSize(self.aspect(picture), asked.height if asked else None, most.height if most else None)

    def _row_height(self, row: PictureRow, width: Points) -> Points:
        height = TEXT_CAPTION_HEIGHT if row.is_text else CAPTION_HEIGHT
        captions = [height if picture.caption else 0.0 for picture in row.pictures]
        return row_height(self.sizes(row), width, lambda at, _: captions[at], row.columns) + self._caption(row)

    def least_height(self, item: FigureRef | Picture | PictureRow | Chart, width: Points) -> Points:
        """Least height, in points, at which an object is worth showing in a region of `width` points."""
        if isinstance(item, PictureRow):
            return min(170.0, self._row_height(item, width))
        if isinstance(item, Chart):
            return _CHART_HEIGHT + (CAPTION_HEIGHT if item.title else 0.0)
        caption = self._caption(item)
        if isinstance(item, FigureRef):
            drawing = self.drawing(item, width, self.room.height - caption)
            legible = drawing.height * min(1.0, LEGIBLE / max(drawing.smallest_label, 1.0))
            asked = self.asked_size(item)
            heights = [legible, width * drawing.height / drawing.width, *([asked.height] if asked else [])]
            return min(heights) + caption
        most = self.max_size(item)
        return min(200.0, width / self.aspect(item), *((most.height,) if most else ())) + caption

    def full_height(self, item: FigureRef | Picture | PictureRow, width: Points) -> Points:
        """Height of an object as wide as its region, or as large as it may become, with its caption.

        Several pictures need no more than what shows each of them well.
        """
        if isinstance(item, PictureRow):
            return min(_ROW_HEIGHT, self._row_height(item, width))
        most = self.max_size(item) if isinstance(item, Picture) else self.asked_size(item)
        heights = [width / self.object_aspect(item), *([most.height] if most else [])]
        return min(heights) + self._caption(item)

    def _caption(self, item: FigureRef | Picture | PictureRow) -> Points:
        return CAPTION_HEIGHT if item.caption else 0.0

    def label_size(self, item: FigureRef, box: Box) -> Points:
        """Size of the figure's smallest label when it fills `box`."""
        height = box.height - self._caption(item)
        drawing = self.drawing(item, box.width, height)
        asked = self.asked_size(item)
        return _label_size(drawing, box.width, height, asked.width / drawing.width if asked else LARGEST)


def _label_size(drawing: Drawing, width: Points, height: Points, most: float = LARGEST) -> Points:
    return drawing.smallest_label * min(width / drawing.width, height / drawing.height, most)
