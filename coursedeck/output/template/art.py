"""Background, ornaments and logos of a layout as outlines with fills (ECMA-376 part 1, 19.3.1, 20.1)."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from coursedeck.base.svg import preset_path
from coursedeck.model.template import Art, ArtFill, PictureTones
from coursedeck.model.units import EMU_PER_POINT, Box, Size
from coursedeck.model.values import replace
from coursedeck.output.template.color import mixed, resolved
from coursedeck.output.template.custom_geometry import custom_path
from coursedeck.output.template.fills import own_fill, path_of_preset, stroke_of, style_fill
from coursedeck.output.template.package import A, P, R, TemplatePackage
from coursedeck.output.template.placeholders import box_of
from coursedeck.output.template.styles import percent

_MEDIA = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
}  # fmt: skip
"""File extensions and media types of pictures that browsers show."""

_COLUMNS, _ROWS = 32, 18
"""Parts of a picture whose colours are told apart, for the text on them."""


class PartTree(Struct, frozen=True):
    """The XML tree of a layout or master part, with the package for its pictures and its resolved colours."""

    package: TemplatePackage
    part: str
    tree: etree._Element
    colors: Mapping[str, str]


class _ArtTransform(Struct, frozen=True):
    """Maps the child coordinates of a group, in points, to those of the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def box(self, box: Box) -> Box:
        left, top = box.left * self.scale_x + self.dx, box.top * self.scale_y + self.dy
        return Box(left, top, box.width * self.scale_x, box.height * self.scale_y)


def layout_art(part_trees: tuple[PartTree, ...], size: Size) -> tuple[Art, ...]:
    """Back to front, for ``layout, master``: the nearest background, then shapes of the master, then of the layout."""
    background = next(
        (part_tree for part_tree in part_trees if part_tree.tree.find(f"{P}cSld/{P}bg") is not None), None
    )
    found = [] if background is None else list(_background(background, size))
    for part_tree in reversed(part_trees):
        for tree in part_tree.tree.findall(f"{P}cSld/{P}spTree"):
            found += _shapes(tree, part_tree, _ArtTransform())
    return tuple(found)


def text_boxes(part_tree: PartTree) -> Iterator[Box]:
    """Boxes of the words on a layout or master that belong to no placeholder, and of pictures of any format."""
    for tree in part_tree.tree.findall(f"{P}cSld/{P}spTree"):
        yield from _written(tree, _ArtTransform())


def _written(tree: etree._Element, transform: _ArtTransform) -> Iterator[Box]:
    for shape in tree:
        if shape.find(f"./*/{P}nvPr/{P}ph") is not None or _is_hidden(shape):
            continue
        name = etree.QName(shape).localname
        if name == "grpSp":
            yield from _written(shape, _inner(shape, transform))
            continue
        worded = name == "sp" and any((node.text or "").strip() for node in shape.iter(f"{A}t"))
        pictured = name in {"graphicFrame", "pic"} or shape.find(f"{P}spPr/{A}blipFill") is not None
        box = box_of(shape)
        if box is not None and (worded or pictured):
            yield transform.box(box)


def _background(part_tree: PartTree, size: Size) -> Iterator[Art]:
    whole = Box(0.0, 0.0, size.width, size.height)
    properties = part_tree.tree.find(f"{P}cSld/{P}bg/{P}bgPr")
    reference = part_tree.tree.find(f"{P}cSld/{P}bg/{P}bgRef")
    tone = resolved(reference, part_tree.colors)
    fill = ArtFill(((0.0, tone, 1.0),)) if tone else None
    if properties is not None:
        fill = own_fill(properties, part_tree.colors)
        picture = _picture(properties.find(f"{A}blipFill"), whole, part_tree)
        if picture is not None:
            yield picture
            return
    yield Art(whole, preset_path("rect", whole), fill or ArtFill(((0.0, part_tree.colors["bg1"], 1.0),)))


def _shapes(tree: etree._Element, part_tree: PartTree, transform: _ArtTransform) -> Iterator[Art]:
    for shape in tree:
        if shape.find(f"./*/{P}nvPr/{P}ph") is not None or _is_hidden(shape):
            continue
        match etree.QName(shape).localname:
            case "sp" | "cxnSp":
                yield from _shape(shape, part_tree, transform)
            case "pic":
                box = box_of(shape)
                found = None if box is None else _picture(shape.find(f"{P}blipFill"), transform.box(box), part_tree)
                if found is not None:
                    yield replace(found, turned=_turned(shape))
            case "grpSp":
                yield from _shapes(shape, part_tree, _inner(shape, transform))
            case _:  # charts, tables, embedded objects
                pass


def _shape(shape: etree._Element, part_tree: PartTree, transform: _ArtTransform) -> Iterator[Art]:
    own, visual, style = box_of(shape), shape.find(f"{P}spPr"), shape.find(f"{P}style")
    if own is None or visual is None:
        return
    box = transform.box(own)
    picture = _picture(visual.find(f"{A}blipFill"), box, part_tree)
    if picture is not None:
        yield replace(picture, turned=_turned(shape))
        return
    fill = own_fill(visual, part_tree.colors)
    if fill is None:
        fill = style_fill(style, "fillRef", part_tree.colors)
    stroke, width = stroke_of(visual.find(f"{A}ln"), style, part_tree.colors)
    if (fill is None or not fill.stops) and stroke is None:
        return
    custom = visual.find(f"{A}custGeom")
    path = custom_path(custom, box) if custom is not None else path_of_preset(visual.find(f"{A}prstGeom"), box)
    yield Art(box, path, fill if fill and fill.stops else None, stroke, width, _turned(shape))


def _picture(blip_fill: etree._Element | None, box: Box, part_tree: PartTree) -> Art | None:
    blip = None if blip_fill is None else blip_fill.find(f"{A}blip")
    identity = None if blip is None else blip.get(f"{R}embed")
    target = next((one.target for one in part_tree.package.relationships(part_tree.part) if one.id == identity), None)
    if target is None or target not in part_tree.package.parts:
        return None
    kind = _MEDIA.get(posixpath.splitext(target)[1][1:].lower())
    if kind is None or blip_fill is None or blip is None:
        return None
    data = part_tree.package.parts[target]
    crop = blip_fill.find(f"{A}srcRect")
    sides = tuple(0.0 if crop is None else percent(crop.get(side, "0")) for side in ("l", "t", "r", "b"))
    fade = blip.find(f"{A}alphaModFix")
    opacity = 1.0 if fade is None else percent(fade.get("amt", "100000"))
    return Art(box, picture=data, media_type=kind, tones=picture_tones(data, sides, opacity))


def mean_tone(picture: bytes) -> str:
    """Mean colour of a picture as six hex digits; empty if most of it is transparent, or it cannot be read."""
    parts = [part for row in picture_tones(picture) for part in row]
    solid = sum(opacity for _, opacity in parts)
    return mixed([tone for tone, opacity in parts if opacity > 0.5]) if solid > 0.5 * len(parts) else ""


@lru_cache(maxsize=64)
def picture_tones(
    picture: bytes, cropped: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0), opacity: float = 1.0
) -> PictureTones:
    """Mean colours of the parts of a picture, with opacities; empty if it cannot be read.

    `cropped` are the shares cut off at its left, top, right and bottom (ECMA-376 part 1, 20.1.8.55).
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few templates have pictures

    left, top, right, bottom = (max(side, 0.0) for side in cropped)
    if left + right >= 1 or top + bottom >= 1:
        return ()
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            width, height = opened.size
            part = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
            small = opened.convert("RGBA").resize((_COLUMNS, _ROWS), Image.Resampling.BOX, box=part).tobytes()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return ()
    return tuple(
        tuple(
            (small[at : at + 3].hex().upper(), opacity * small[at + 3] / 255)
            for at in range(4 * _COLUMNS * row, 4 * _COLUMNS * (row + 1), 4)
        )
        for row in range(_ROWS)
    )


def _inner(group: etree._Element, outer: _ArtTransform) -> _ArtTransform:
    frame = group.find(f"{P}grpSpPr/{A}xfrm")
    box = box_of(group)
    corner, extent = (None, None) if frame is None else (frame.find(f"{A}chOff"), frame.find(f"{A}chExt"))
    if box is None or corner is None or extent is None:
        return outer
    placed = outer.box(box)
    x, y = (int(corner.get(name, "0")) / EMU_PER_POINT for name in ("x", "y"))
    width, height = (int(extent.get(name, "0")) / EMU_PER_POINT for name in ("cx", "cy"))
    scale_x, scale_y = placed.width / (width or 1.0), placed.height / (height or 1.0)
    return _ArtTransform(scale_x, scale_y, placed.left - x * scale_x, placed.top - y * scale_y)


def _turned(shape: etree._Element) -> float:
    frame = shape.find(f"{P}spPr/{A}xfrm")
    return 0.0 if frame is None else int(frame.get("rot", "0")) / 60_000


def _is_hidden(shape: etree._Element) -> bool:
    name = shape.find(f"./*/{P}cNvPr")
    return name is not None and name.get("hidden") in {"1", "true"}
