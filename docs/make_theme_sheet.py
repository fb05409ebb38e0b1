"""Make docs/pictures/themes.png: ``python docs/make_theme_sheet.py``, after a change to a theme.

A row for each theme: cover, section, list, cards and table of its sample deck, as LibreOffice shows them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from slide_pictures import PICTURES, ROOT, Deck, sheet

from coursedeck.base.look.themes import THEMES

SLIDES = (1, 3, 4, 5, 6)
WIDTH = 300


def main() -> None:
    """Write the sample decks into a temporary folder, and the picture of them."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        command = [sys.executable, str(ROOT / "build.py"), "themes", "--locale", "en", "--quiet", "--output", folder]
        subprocess.run(command, check=True, cwd=ROOT)
        pictures = []
        for theme in THEMES.values():
            deck = Deck(Path(folder) / "themes" / f"{theme.name}-{theme.own}.pptx")
            pictures += [deck.picture(number, WIDTH) for number in SLIDES]
    # in full colour, since eight themes have more colours than a palette holds
    sheet(pictures, len(SLIDES)).save(PICTURES / "themes.png", optimize=True)


if __name__ == "__main__":
    main()
