"""Make the pictures of README.md: ``python docs/make_pictures.py``, after a change of the look or the bundled course.

Builds the course, and writes into docs/pictures/: deck-<locale>.png, six slides of each deck, and figure.png, a figure.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from slide_pictures import PICTURES, SESSION, Deck, built_course, save, scaled_down, sheet

LOCALES = ("ko", "en")

# ids of slides, which are the same in each language
SLIDES = (
    "title",
    "agenda",
    "자원-활용률의-비효율성",
    "하이퍼바이저-기반-가상화의-혁신",
    "컨테이너-아키텍처",
    "하이브리드-접근법",
)
COLUMNS = 3
WIDTH = 516

FIGURE = "en/figures/hypervisor.png"
FIGURE_WIDTH = 800


def contact_sheet(deck: Deck) -> Image.Image:
    """The slides of `SLIDES` in two rows."""
    return sheet([deck.picture(deck.number(slide), WIDTH) for slide in SLIDES], COLUMNS)


def make(output: Path) -> None:
    """Write every picture from a built course."""
    for locale in LOCALES:
        save(contact_sheet(Deck(output / locale / f"{SESSION}.pptx")), PICTURES / f"deck-{locale}.png")
    with Image.open(output / FIGURE) as figure:
        save(scaled_down(figure, FIGURE_WIDTH), PICTURES / "figure.png")


if __name__ == "__main__":
    with built_course() as folder:
        make(folder)
