"""Draw one SVG as a PNG on stdout: ``python draw_apart.py DRAWING WIDTH HEIGHT``, height 0 for that of the drawing.

Loaded by its path, in a process that has nothing else of this package; memory and processor time are bounded where the
system can.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import sys
from pathlib import Path

SECONDS = 5
"""Of processor time."""
MEMORY = 2 * 2**30
"""Bytes of address space; the libraries alone take a fifth of that."""


def bound() -> None:
    """Set the limits; Windows has none, and the asking process ends what takes too long."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - POSIX alone

        for kind, limit in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(kind, (limit, limit))


def main(drawing: str, width: int, height: int) -> int:
    """Draw; what goes wrong is one line of stderr, and 1."""
    bound()
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # Linux knows libcairo by its name, and nothing has to look
    try:
        import cairosvg  # noqa: PLC0415 - after the limits

        made = cairosvg.svg2png(
            bytestring=Path(drawing).read_bytes(), output_width=width, output_height=height or None, unsafe=False
        )
    except Exception as failure:
        sys.stderr.write(" ".join(f"{type(failure).__name__}: {failure}".split()) + "\n")
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
