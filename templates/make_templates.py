"""Write the bundled deck templates that stand here, `default.pptx` and `dark.pptx`, with reproducible bytes.

Run ``python templates/make_templates.py [FOLDER]`` after a change to a theme (`coursedeck/base/look/themes`), to the
places of components (`coursedeck/base/look/component_places.py`) or to what writes them (`coursedeck/output/themes`).
FOLDER is this folder by default.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Python puts the script's folder on the path, not the project's
sys.path.insert(0, str(Path(__file__).parent.parent))

from coursedeck.base.look.themes import THEMES
from coursedeck.output.themes import theme_template


def main(folder: Path) -> None:
    """Write the templates into `folder`."""
    for name in ("default", "dark"):
        (folder / f"{name}.pptx").write_bytes(theme_template(THEMES[name]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
