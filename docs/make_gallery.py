"""Make docs/gallery.md and its pictures: ``python docs/make_gallery.py``, after a change of how figures look.

Builds the course in docs/gallery/ on the light and on the dark template, and shows each figure's slide from both decks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from slide_pictures import DOCS, PICTURES, ROOT, Deck, save

COURSE = DOCS / "gallery"
SESSION = COURSE / "content" / "kinds.md"
FOLDER = PICTURES / "gallery"
PAGE = DOCS / "gallery.md"
TEMPLATES = {"light": "default", "dark": "dark"}
WIDTH = 560

KIND = re.compile(
    r"^### (?P<title>.+)\n\n(?:```mermaid\n(?P<mermaid>[\w-]+)|!\[.*\]\(\.\./(?P<script>\S+?)\))", re.MULTILINE
)

HEAD = """\
# Kinds of figure

Each of these figures is a group of native, editable shapes (or a native chart) on its slide, laid out for the slide and
in the colours of its template. The pictures were taken of the decks as LibreOffice shows them, on the light and on the
dark template. Their source is [one session](gallery/content/kinds.md) and two [scripts](gallery/diagrams);
[Writing a figure](figures.md) says how to make one, [Layout, measured](layout.md) how they compare with those of other
tools.

Made by `python docs/make_gallery.py`.
"""


@dataclass(frozen=True)
class Kind:
    """A figure of the session, by the title of its slide."""

    title: str
    made_by: str

    @property
    def file(self) -> str:
        """Name of its pictures."""
        return re.sub(r"\W+", "-", self.title.lower())


def kinds() -> Iterator[Kind]:
    """All figures of the session."""
    for found in KIND.finditer(SESSION.read_text(encoding="utf-8")):
        script = found["script"]
        yield Kind(found["title"], f"[`{script}`](gallery/{script})" if script else f"Mermaid's `{found['mermaid']}`")


def built(folder: Path, template: str) -> Deck:
    """The deck of the session on a template."""
    course = folder / template
    shutil.copytree(COURSE, course)
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'template = "{template}"\n')
    command = [sys.executable, str(ROOT / "build.py"), "--quiet", "--course", str(course), "--output"]
    subprocess.run([*command, str(folder / f"{template}-output")], check=True)
    return Deck(folder / f"{template}-output" / "en" / "kinds.pptx")


def entry(kind: Kind) -> str:
    """The figure's section of the page."""
    pictures = (f"![{kind.title}, {ground}](pictures/gallery/{kind.file}.{ground}.png)" for ground in TEMPLATES)
    return f"\n## {kind.title}\n\n{kind.made_by}\n\n| light | dark |\n| --- | --- |\n| {' | '.join(pictures)} |\n"


def make() -> None:
    """Write the page and its pictures."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    found = list(kinds())
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        for ground, template in TEMPLATES.items():
            deck = built(Path(folder), template)
            numbers = {slide.title: slide.number for slide in deck.file.slides}
            for kind in found:
                save(deck.picture(numbers[kind.title], WIDTH), FOLDER / f"{kind.file}.{ground}.png")
    PAGE.write_text(HEAD + "".join(map(entry, found)), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(found)} figures")


if __name__ == "__main__":
    make()
