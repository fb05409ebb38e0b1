"""A surface for cairosvg that draws icons and encodes the finished PNG faster than cairosvg does."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from PIL import Image

from coursedeck.base.images.cairo_library import found_by_name

with found_by_name():
    import cairocffi
    from cairosvg.helpers import transform
    from cairosvg.surface import PNGSurface

_SILENT = frozenset({"title", "desc"})
_BARE = frozenset({"id"})
"""Attributes of a group that has no effect on its children."""

Encode = Callable[[tuple[int, int], memoryview, int], bytes]


def surface_class(icons: Mapping[str, str], encode: Encode) -> Any:
    """A surface class that draws `icons` (id to PNG in base64) itself and writes its pixels with `encode`."""

    class Surface(PNGSurface):  # type: ignore[misc]
        """Draws icons and plain groups directly, and everything else as cairosvg does."""

        def draw(self, node: Any) -> None:
            if node.tag in _SILENT:
                return
            if node.tag == "g" and _BARE.issuperset(node):
                for child in node.children:
                    self.draw(child)
                return
            icon = icons.get(str(node.get_href() or "").removeprefix("#")) if node.tag == "use" else None
            if icon is None:
                super().draw(node)
                return
            self.context.save()
            transform(self, node.get("transform"))
            width, height = _opened(icon).size
            across, down = self.context.user_to_device_distance(width, height)
            size = (max(1, min(width, round(across))), max(1, min(height, round(down))))
            self.context.scale(width / size[0], height / size[1])
            self.context.set_source_surface(_picture(icon, size))
            self.context.paint()
            self.context.restore()

        def finish(self) -> None:
            size = (self.cairo.get_width(), self.cairo.get_height())
            self.output.write(encode(size, memoryview(self.cairo.get_data()), self.cairo.get_stride()))
            self.cairo.finish()

    return Surface


@lru_cache(maxsize=64)
def _opened(data: str) -> Image.Image:
    """An icon from its PNG in base64, with premultiplied alpha, so that resizing leaves no dark fringe."""
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA").convert("RGBa")


@lru_cache(maxsize=64)
def _picture(data: str, size: tuple[int, int]) -> Any:
    """An icon as a cairo surface, resized once for all its uses, since cairo would resample it slowly at each use."""
    picture = _opened(data)
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    red, green, blue, alpha = picture.split()
    pixels = bytearray(Image.merge("RGBA", (blue, green, red, alpha)).tobytes())
    return cairocffi.ImageSurface.create_for_data(pixels, cairocffi.FORMAT_ARGB32, *size)
