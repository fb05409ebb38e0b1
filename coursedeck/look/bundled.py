"""The deck templates that come with the product."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "templates"


def bundled() -> dict[str, Path]:
    """Every bundled template by its name.

    >>> sorted(bundled())
    ['dark', 'default']
    """
    return {file.stem: file for file in sorted(FOLDER.glob("*.pptx"))}
