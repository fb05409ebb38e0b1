"""Boxes of shapes in slide coordinates, through groups and rotations (ECMA-376 part 1, 20.1.7)."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.model.units import EMU_PER_POINT, Box
from coursedeck.review.unpack.names import Node, child


class GroupTransform(Struct, frozen=True):
    """Maps child coordinates of a group to slide coordinates in EMU: scaled, then moved."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    move_x: float = 0.0
    move_y: float = 0.0

    def box(self, numbers: tuple[float, float, float, float]) -> Box:
        """Left, top, width and height in EMU as a box in points on the slide."""
        left, top, width, height = numbers
        return Box(
            (left * self.scale_x + self.move_x) / EMU_PER_POINT,
            (top * self.scale_y + self.move_y) / EMU_PER_POINT,
            width * self.scale_x / EMU_PER_POINT,
            height * self.scale_y / EMU_PER_POINT,
        )

    def inside(self, group: Node) -> GroupTransform:
        """The transform for children of a group."""
        transform = child(group, "p:grpSpPr", "a:xfrm")
        outer, inner = xfrm_bounds(transform), xfrm_bounds(transform, "a:chOff", "a:chExt")
        if outer is None or inner is None:
            return self
        scale_x = outer[2] / inner[2] if inner[2] else 1.0
        scale_y = outer[3] / inner[3] if inner[3] else 1.0
        return GroupTransform(
            self.scale_x * scale_x,
            self.scale_y * scale_y,
            self.move_x + self.scale_x * (outer[0] - inner[0] * scale_x),
            self.move_y + self.scale_y * (outer[1] - inner[1] * scale_y),
        )


def xfrm_bounds(
    transform: Node | None, offset: str = "a:off", extent: str = "a:ext"
) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of an ``xfrm`` in EMU; None if it is incomplete."""
    place, size = child(transform, offset), child(transform, extent)
    if place is None or size is None:
        return None
    numbers = [place.get("x"), place.get("y"), size.get("cx"), size.get("cy")]
    try:
        left, top, width, height = (float(number or "") for number in numbers)
    except ValueError:
        return None
    return left, top, width, height


def rotated_box(box: Box, transform: Node | None) -> Box:
    """The visible box: a rotation by about 90° swaps width and height."""
    turn = _rotation(transform)
    if not (45 <= turn % 180 < 135):
        return box
    middle = box.center
    return Box(middle.x - box.height / 2, middle.y - box.width / 2, box.height, box.width)


def is_rotated(transform: Node | None, body: Node | None) -> bool:
    """Whether the shape or its text is rotated."""
    properties = child(body, "a:bodyPr")
    if properties is not None and (properties.get("vert", "horz") != "horz" or properties.get("rot", "0") != "0"):
        return True
    return _rotation(transform) != 0


def _rotation(transform: Node | None) -> float:
    """Rotation in degrees (``rot`` counts 60,000ths, 20.1.10.3)."""
    written = "0" if transform is None else transform.get("rot", "0")
    return int(written) / 60000 % 360 if written.lstrip("-").isdigit() else 0.0
