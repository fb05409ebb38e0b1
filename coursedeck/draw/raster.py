"""A drawing as PNG: the SVG, rendered in this process, with nothing fetched."""

from __future__ import annotations


def png(svg: str, width_px: int) -> bytes:
    """`svg` as a PNG `width_px` wide, on a transparent ground; references to files or addresses stay blank."""
    import cairosvg  # noqa: PLC0415 - a fifth of a second that only runs with pictures need

    picture: bytes = cairosvg.svg2png(bytestring=svg.encode("utf-8"), output_width=width_px, unsafe=False)
    return picture
