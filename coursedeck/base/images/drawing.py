"""Draw an SVG as a PNG with CairoSVG; what may take long or much memory is drawn in a process that ends."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from coursedeck.base.files import scratch_folder, write_bytes
from coursedeck.base.images.cairo_library import found_by_name
from coursedeck.base.programs import ProgramError, run
from coursedeck.model.problem import MissingProgramError

_APART = Path(__file__).with_name("draw_apart.py")
_LIMIT = 30.0
"""Seconds; the process itself has fewer of processor time."""
_PLAIN = 200_000
"""Bytes of a drawing that is drawn here."""
_HEAVY = re.compile(
    rb"dash|pattern|mask|<\w*:?use\b|<\w*:?image\b|marker|filter|textPath|spreadMethod|<\w*:?style\b", re.I
)
"""What can make a small drawing a lot of work."""


_ADVICE = "libcairo is not installed: apt install libcairo2, dnf install cairo, or brew install cairo"


def is_heavy(svg: bytes) -> bool:
    """Whether a drawing may take long."""
    return len(svg) > _PLAIN or _HEAVY.search(svg) is not None


def svg_as_png(svg: bytes, width: int, height: int | None = None) -> bytes:
    """A PNG, `width` pixels wide; references that leave the file are not followed.

    Raises ValueError where it cannot be drawn, or not within bounds, MissingProgramError where libcairo is missing.
    """
    if is_heavy(svg):
        return _apart(svg, width, height)
    try:
        with found_by_name():
            import cairosvg  # noqa: PLC0415 - needs a C library that only courses with SVG pictures call for
    except OSError as problem:
        raise MissingProgramError(_ADVICE) from problem
    try:
        return bytes(cairosvg.svg2png(bytestring=svg, output_width=width, output_height=height, unsafe=False))
    except Exception as problem:  # whatever CairoSVG and cairo say of a drawing that they do not know
        raise ValueError(f"SVG that cannot be drawn: {problem}") from problem


def _apart(svg: bytes, width: int, height: int | None) -> bytes:
    with scratch_folder() as folder:
        drawing = folder / "drawing.svg"
        write_bytes(drawing, svg)
        command = [sys.executable, "-I", "-B", str(_APART), str(drawing), str(width), str(height or 0)]
        try:
            done = run(command, limit=_LIMIT, folder=folder, temporary=folder)
        except ProgramError as failure:
            raise ValueError(f"SVG that cannot be drawn: it {failure}") from failure
        if done.code == 0:
            return done.output
        said = done.errors.decode("utf-8", "replace").strip().splitlines()
        if said and said[-1].startswith("OSError: no library"):
            raise MissingProgramError(_ADVICE)
        why = said[-1] if said and done.code > 0 else "it takes too long, or too much memory"
        raise ValueError(f"SVG that cannot be drawn: {why}")
