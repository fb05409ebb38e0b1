"""What comes with the product: this package's own folder, and the templates of decks and pages."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGE = Path(str(sys.modules["coursedeck"].__file__)).resolve().parent
"""The package's folder."""


def templates_folder() -> Path:
    """The folder of the templates: inside the package where it is installed, beside it in the repository."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def bundled() -> dict[str, Path]:
    """Every bundled deck template by its name.

    >>> sorted(bundled())
    ['dark', 'default']
    """
    return {file.stem: file for file in sorted(templates_folder().glob("*.pptx"))}
