"""Make docs/pictures/themes.png: ``python docs/make_theme_sheet.py``, after a change to a theme.

A row for each theme: cover, section, list, cards and table of its sample deck, as LibreOffice shows them.
"""

from __future__ import annotations

import subprocess
import sys
from operator import sub
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from slide_pictures import PICTURES, ROOT, Deck, sheet

from coursedeck.base.look.themes import THEMES

SLIDES = (1, 3, 4, 5, 6)
WIDTH = 300
FILLS = 96
"""How many colours of fills the eight themes have, about."""


def main() -> None:
    """Write the sample decks into a temporary folder, and the picture of them."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        command = [sys.executable, str(ROOT / "build.py"), "themes", "--locale", "en", "--quiet", "--output", folder]
        subprocess.run(command, check=True, cwd=ROOT)
        pictures = []
        for theme in THEMES.values():
            deck = Deck(Path(folder) / "themes" / f"{theme.name}-{theme.own}.pptx")
            pictures += [deck.picture(number, WIDTH) for number in SLIDES]
    with_flat_colours(sheet(pictures, len(SLIDES))).save(PICTURES / "themes.png", optimize=True)


def with_flat_colours(picture: Image.Image) -> Image.Image:
    """A picture in 256 colours of which the frequent ones are exact: a usual palette mixes the pale ones of themes."""
    palette: list[tuple[int, ...]] = []
    for _, color in sorted(picture.getcolors(picture.width * picture.height) or (), reverse=True):
        # fills come first and may be alike; the edges of letters need no more than a choice
        apart = 4 if len(palette) < FILLS else 40
        if len(palette) < 256 and all(sum(map(abs, map(sub, color, known))) >= apart for known in palette):
            palette.append(color)
    holder = Image.new("P", (1, 1))
    holder.putpalette([channel for color in palette for channel in color])
    return picture.quantize(palette=holder, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
