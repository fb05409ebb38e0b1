"""Make the picture of architecture.md: ``python docs/make_architecture.py``, after a room is added or renamed.

The rooms come from the folders of the package, so that the picture cannot say more than there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

DOCS = Path(__file__).parent
PACKAGE = DOCS.parent / "coursedeck"
PICTURE = DOCS / "pictures" / "architecture.svg"

WIDTH = 1200
MARGIN = 24
GAP = 16
LINE = 22
HEAD = 40

MIDDLE = {
    "importers": "other tools → sessions",
    "session": "text → timed slides",
    "figures": "definitions → drawings",
    "output": "slides → files",
    "review": "decks → changes",
    "edits": "edited decks → source",
}
"""The wings in the middle, which never import one another, and what each makes of what."""

ORDER = {
    "session": ("load", "localize", "plan", "fit", "schedule", "ledger"),
    "figures": ("capture", "mermaid", "mmdc", "layout", "draw"),
}
"""Rooms in the order in which a course passes through; others stand by name."""

STYLE = """
  text { font: 15px Arial, "Liberation Sans", sans-serif; fill: #1b2733 }
  .head { font-weight: bold; font-size: 17px } .small { font-size: 13px; fill: #4a5a69 }
  rect { stroke-width: 1.5; rx: 8 }
  .app { fill: #e9e4f5; stroke: #6a4c93 } .wing { fill: #e3eef7; stroke: #24618f }
  .base { fill: #e6f0e4; stroke: #3f7a35 } .model { fill: #fbf0dc; stroke: #9a6a00 }
  @media (prefers-color-scheme: dark) { svg { background: #ffffff } }
"""


def rooms_of(wing: str) -> list[str]:
    """The folders and files right below a wing, by name."""
    entries = (path for path in (PACKAGE / wing).iterdir() if not path.name.startswith("_"))
    names = {path.stem for path in entries if path.suffix == ".py" or (path / "__init__.py").exists()}
    first = [name for name in ORDER.get(wing, ()) if name in names]
    return [*first, *sorted(names - set(first))]


def band(top: int, kind: str, title: str, words: str, rooms: list[str]) -> tuple[str, int]:
    """A box as wide as the picture, and where it ends."""
    lines = list(wrapped(rooms, 140))
    height = HEAD + LINE * len(lines) + 4
    parts = [box(MARGIN, top, WIDTH - 2 * MARGIN, height, kind), label(MARGIN + 16, top + 26, title, "head")]
    parts.append(label(MARGIN + 130, top + 26, words, "small"))
    parts += [label(MARGIN + 16, top + HEAD + 14 + LINE * row, line) for row, line in enumerate(lines)]
    return "".join(parts), top + height


def wings(top: int) -> tuple[str, int]:
    """The wings in the middle side by side, and where they end."""
    width = (WIDTH - 2 * MARGIN - (len(MIDDLE) - 1) * GAP) // len(MIDDLE)
    height = HEAD + 32 + LINE * max(len(rooms_of(wing)) for wing in MIDDLE)
    parts = []
    for place, (wing, words) in enumerate(MIDDLE.items()):
        left = MARGIN + place * (width + GAP)
        parts += [box(left, top, width, height, "wing"), label(left + 14, top + 26, f"{wing}/", "head")]
        parts.append(label(left + 14, top + 46, words, "small"))
        rooms = enumerate(rooms_of(wing))
        parts += [label(left + 14, top + HEAD + 40 + LINE * row, name) for row, name in rooms]
    return "".join(parts), top + height


def wrapped(words: list[str], most: int) -> Iterator[str]:
    """Names in lines of at most so many characters."""
    line = ""
    for word in words:
        if line and len(line) + len(word) + 3 > most:
            yield line
            line = ""
        line += f" · {word}" if line else word
    yield line


def box(left: int, top: int, width: int, height: int, kind: str) -> str:
    """A rectangle in the colours of its kind."""
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}"/>\n'


def label(left: int, baseline: int, words: str, kind: str = "") -> str:
    """One line of text."""
    shown = f' class="{kind}"' if kind else ""
    return f'<text{shown} x="{left}" y="{baseline}">{escape(words)}</text>\n'


def picture() -> str:
    """The whole picture."""
    roof, end = band(MARGIN, "app", "app/", "knows all that is below, and the order of the work", rooms_of("app"))
    middle, end = wings(end + GAP)
    ground, end = band(end + GAP, "base", "base/", "what every wing stands on", rooms_of("base"))
    values, end = band(end + GAP, "model", "model/", "the frozen values that pass between them", rooms_of("model"))
    size = f'viewBox="0 0 {WIDTH} {end + MARGIN}" width="{WIDTH}" height="{end + MARGIN}"'
    title = "<title>The wings of coursedeck: each imports only what is drawn below it</title>"
    inside = f"{title}\n<style>{STYLE}</style>\n{roof}{middle}{ground}{values}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>\n'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
