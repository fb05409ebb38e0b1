"""Make the pictures of docs/components.md from its own Markdown: ``python docs/make_components.py``.

Builds a course with a session for each fence, and renders the slide that the fence gives. The photograph that one of
them names is painted here.
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from slide_pictures import DOCS, PICTURES, ROOT, Deck, save

PAGE = DOCS / "components.md"
FOLDER = PICTURES / "components"
WIDTH = 640

_SHOWN = re.compile(
    r"```markdown\n(?P<text>.*?)\n```\n\n!\[[^]]*\]\(pictures/components/(?P<name>[\w-]+)\.png\)", re.DOTALL
)


def examples(page: str) -> dict[str, str]:
    """The Markdown of each picture, by the picture's name."""
    return {found["name"]: found["text"] for found in _SHOWN.finditer(page)}


def session_of(example: str) -> str:
    """A session whose second slide is the example: its notes keep it from being joined with the next one.

    Sections are an example of an agenda, which is the second slide too.
    """
    if example.startswith("## "):
        return f"# Components\n\n{example}\n"
    return f"# Components\n\n## Example\n\n{example}\n\n::: notes\nShown.\n:::\n\n## End\n\n- Thanks\n"


def sea(size: tuple[int, int] = (1280, 720)) -> Image.Image:
    """A bay before sunrise, as a camera would see it: slow shades, lines of hills, waves and noise."""
    width, height = size
    shore = round(0.62 * height)
    column = Image.new("RGB", (1, height))
    for y in range(height):
        share = (y / shore if y < shore else 1 - 0.9 * (y - shore) / (height - shore)) ** 2
        dark = (38, 52, 104) if y < shore else (20, 44, 84)
        red, green, blue = (round(low + (high - low) * share) for low, high in zip(dark, (250, 176, 112), strict=True))
        column.putpixel((0, y), (red, green, blue))
    picture = column.resize(size)
    draw = ImageDraw.Draw(picture)
    for level, (far, color) in enumerate(((0.12, "#7a6a86"), (0.08, "#564f74"), (0.05, "#333a5c"))):
        tops = ((x, 1 + 0.6 * math.sin(x / (90 + 40 * level) + 2 * level)) for x in range(0, width + 8, 8))
        draw.polygon([(0, shore), *((x, shore - height * far * top) for x, top in tops), (width, shore)], fill=color)
    cloud = Image.effect_noise((14, 22), 90).resize(size, Image.Resampling.BICUBIC)
    waves = Image.effect_noise((width // 20, height // 3), 120).resize(size, Image.Resampling.BICUBIC)
    air = Image.blend(picture, Image.merge("RGB", (cloud,) * 3), 0.2)
    water = Image.blend(air, Image.merge("RGB", (waves,) * 3), 0.14)
    air.paste(water.crop((0, shore, width, height)), (0, shore))
    return Image.blend(air, Image.merge("RGB", (Image.effect_noise(size, 40),) * 3), 0.06)


def main() -> None:
    """Make every picture."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        course = Path(folder)
        (course / "content").mkdir()
        sea().save(course / "content" / "sea.jpg", quality=92)
        for name, text in examples(PAGE.read_text(encoding="utf-8")).items():
            (course / "content" / f"{name}.md").write_text(session_of(text), encoding="utf-8")
        build = [sys.executable, str(ROOT / "build.py"), "--quiet", "--course", folder, "--output", f"{folder}/output"]
        subprocess.run(build, check=True)
        for path in sorted((course / "output").rglob("*.pptx")):
            deck = Deck(path)
            title = re.search(r"^### ([^{(\n]+)", examples(PAGE.read_text(encoding="utf-8"))[path.stem], re.MULTILINE)
            shown = title[1].strip() if title else "Agenda"
            number = next(one.number for one in deck.file.slides if shown in one.title)
            save(deck.picture(number, WIDTH), FOLDER / f"{path.stem}.png")


if __name__ == "__main__":
    main()
