"""Make docs/bundled-figures.md with its pictures: ``python docs/make_bundled_figures.py``, after a change of a figure.

Builds the course. Shows for each figure its SVG and PNG in English, its native shapes as rendered on their slide, its
SVG in Korean, and facts from the deck's file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from slide_pictures import DOCS, PICTURES, ROOT, SESSION, Deck, built_course, save, scaled_down

from coursedeck.model.deck_file import FileShape, FileSlide, ShapeKind

FOLDER = PICTURES / "bundled"
PAGE = DOCS / "bundled-figures.md"
WIDTH = 480
SLIDE_WIDTH = 960

NAMED = re.compile(r"^!\[.*\]\(\S*diagrams/(\w+)\.py\b", re.MULTILINE)

HEAD = """\
# The bundled figures

Each figure has one definition and is laid out once for each language, around that language's labels. What is laid out
becomes an SVG, a PNG, and a group of native shapes on its slide: their text can be edited, and their lines stay
attached. The pictures of native shapes were taken of the deck as LibreOffice shows it. [Writing a figure](figures.md)
says how to make one, and the [gallery](gallery.md) shows all kinds.

Made by `python docs/make_bundled_figures.py`.
"""

ENTRY = """
## {title}

Definition: [`{definition}`](../{definition}). On slide {number} of the deck: one group of {shapes}.

> {alt}

| SVG | PNG |
| --- | --- |
| ![{name} as SVG]({pictures}/{name}.en.svg) | ![{name} as PNG]({pictures}/{name}.png) |
| **native shapes in the deck** | **SVG in Korean** |
| ![{name} as shapes on its slide]({pictures}/{name}.slide.png) | ![{name} in Korean]({pictures}/{name}.ko.svg) |
"""


@dataclass(frozen=True)
class FigureOnSlide:
    """A figure's group on its slide."""

    name: str
    slide: FileSlide
    group: FileShape

    @property
    def shapes(self) -> str:
        """Number of shapes and connectors in the group, in words."""
        kinds = [shape.kind for shape in self.slide.shapes if shape.group == self.group.id]
        lines = kinds.count(ShapeKind.LINE)
        return f"{len(kinds) - lines} shapes" + (f" and {lines} connectors" if lines else "")


def figures(deck: Deck) -> Iterator[FigureOnSlide]:
    """The figures of the session's deck; groups in the deck are in the order in which its text names the figures."""
    names = NAMED.findall((ROOT / "content" / f"{SESSION}.md").read_text(encoding="utf-8"))
    groups = [
        (slide, shape)
        for slide in deck.file.slides
        for shape in slide.shapes
        if shape.kind is ShapeKind.GROUP and re.fullmatch(r"(aside|body) figure \d+", shape.name)
    ]
    for name, (slide, group) in zip(names, groups, strict=True):
        yield FigureOnSlide(name, slide, group)


def cut_out(deck: Deck, figure: FigureOnSlide) -> Image.Image:
    """The rendered slide cropped to the figure."""
    whole = deck.picture(figure.slide.number, SLIDE_WIDTH)
    box, scale = figure.group.box, SLIDE_WIDTH / deck.file.size.width
    if box is None:
        return whole
    left, top = round((box.left - 3) * scale), round((box.top - 3) * scale)
    return whole.crop((left, top, round((box.right + 3) * scale), round((box.bottom + 3) * scale)))


def entry(figure: FigureOnSlide) -> str:
    """The figure's section of the page."""
    return ENTRY.format(
        title=figure.slide.title,
        definition=f"diagrams/{figure.name}.py",
        number=figure.slide.number,
        shapes=figure.shapes,
        alt=figure.group.alt,
        name=figure.name,
        pictures=FOLDER.relative_to(DOCS).as_posix(),
    )


def make(output: Path) -> None:
    """Write the page and every picture of it from a built course."""
    deck = Deck(output / "en" / f"{SESSION}.pptx")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    found = list(figures(deck))
    for figure in found:
        save(scaled_down(cut_out(deck, figure), WIDTH), FOLDER / f"{figure.name}.slide.png")
        with Image.open(output / "en" / "figures" / f"{figure.name}.png") as picture:
            save(scaled_down(picture, WIDTH), FOLDER / f"{figure.name}.png")
        for locale in ("en", "ko"):
            drawing = output / locale / "figures" / f"{figure.name}.svg"
            shutil.copyfile(drawing, FOLDER / f"{figure.name}.{locale}.svg")
    PAGE.write_text(HEAD + "".join(map(entry, found)), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(found)} figures")


if __name__ == "__main__":
    with built_course() as folder:
        make(folder)
