"""Make the pictures and the table of docs/comparison.md: ``python docs/make_comparison.py``.

Converts the bundled session with pandoc, Marp, Slidev and md2pptx too, each with the changes to the text that it needs
(`TOOLS`). A program that is not installed is skipped with a message. Writes docs/pictures/comparison/ and prints the
table's rows.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import hand_made
from slide_pictures import PICTURES, ROOT, SESSION, Deck, built_course, save, sheet

from coursedeck.model.deck_file import FileSlide, ShapeKind
from coursedeck.model.problem import Source
from coursedeck.review.proof import DeckUnderReview, check_deck
from coursedeck.review.render import RenderJob, render_decks

FOLDER = PICTURES / "comparison"
WIDTH = 400

# one slide of each kind for the pictures, found by words of its title or text
SHOWN = {
    "chart": "자원 활용률의 비효율성",
    "figure": "하이퍼바이저 기반 가상화의 혁신",
    "table": "1. Namespaces",
    "list": "커널을 함께 쓴다는 것",
}
NUMBERS = {"chart": 11, "figure": 15, "table": 24, "list": 22}
"""Slide numbers in the decks of Marp and Slidev, whose slides have no titles and in part no text to find them by."""

BROWSER = ("--executable-path", os.environ["CHROME_PATH"]) if "CHROME_PATH" in os.environ else ()
"""Where Slidev finds a browser; Marp reads the variable itself."""

CLOCK = re.compile(r"\d\d:\d\d")
"""Start of notes that contain the time."""


@dataclass(frozen=True)
class Tool:
    """A program that makes a deck of a session: how it needs the text changed, and its options."""

    name: str
    prepare: Callable[[str], str]
    options: tuple[str, ...]
    output: tuple[str, ...] = ("-o",)
    """What stands before the name of the deck."""
    command: tuple[str, ...] = ()
    """What stands before the name of the text."""


def with_pictures(text: str) -> str:
    """The text with figures' PNGs instead of their definitions, which other programs do not run."""
    return re.sub(r"\(\S*diagrams/(\w+)\.py", r"(figures/\1.png", text)


def for_pandoc(text: str) -> str:
    """The text for pandoc, which has one level of slides: sub-slides become slides."""
    return re.sub(r"^####", "###", with_pictures(text), flags=re.MULTILINE)


def for_marp(text: str) -> str:
    """The text in Marp's dialect: notes as comments, slides at headings, figures with a height, no attributes."""
    text = re.sub(r"^::: notes\n(.*?)\n:::$", r"<!--\n\1\n-->", with_pictures(text), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\A---\n.*?\n---\n", "---\nmarp: true\nheadingDivider: 4\n---\n", text, flags=re.DOTALL)
    text = re.sub(r"^!\[.*\]\((figures/\S+).*\)$", r"![h:380](\1)", text, flags=re.MULTILINE)
    return re.sub(r"^(#+ .*?) \{optional=\d+\}$", r"\1", text, flags=re.MULTILINE)


def for_slidev(text: str) -> str:
    """The text in Slidev's dialect: a rule before each heading, notes as comments, figures with a height."""
    text = re.sub(r"^::: notes\n(.*?)\n:::$", r"<!--\n\1\n-->", with_pictures(text), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    picture = r'<img src="./\2" alt="\1" class="h-80" />'
    text = re.sub(r"^!\[(.*?)\]\((figures/\S+).*\)$", picture, text, flags=re.MULTILINE)
    text = text.replace("```chart", "```text")  # a language that it does not know ends the export
    text = re.sub(r"^(#+ .*?) \{[^}]*\}$", r"\1", text, flags=re.MULTILINE)
    slides = re.split(r"^(?=#{1,4} )", _with_hidden_hashes(text), flags=re.MULTILINE)
    slides = [re.sub(r"^#+ ", "# ", slide) for slide in slides]  # its titles are those of the first level
    joined = "\n---\n\n".join(slide.strip() + "\n" for slide in slides if slide.strip())
    return "---\ntheme: default\n---\n\n" + joined.replace("\x00", "#")


def _with_hidden_hashes(text: str) -> str:
    """The text, its comments of code no longer headings."""
    return re.sub(r"^```.*?^```$", lambda fence: fence[0].replace("#", "\x00"), text, flags=re.MULTILINE | re.DOTALL)


def for_md2pptx(text: str) -> str:
    """The text for md2pptx: its metadata and bullets, one level of slides, notes as paragraphs, no captions."""
    text = re.sub(r"\A---\n.*?\n---\n", "template: Martin Template.pptx\n", with_pictures(text), flags=re.DOTALL)
    text = re.sub(r'(figures/\S+) "[^"]*"(?: *\{[^}]*\})?\)', r"\1)", text)
    text = re.sub(r"^::: notes\n(.*?)\n:::$", r"\1", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^(#+ .*?) \{[^}]*\}$", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^(\s*)- ", r"\1* ", text, flags=re.MULTILINE)  # a hyphen begins a task there
    return re.sub(r"^####", "###", text, flags=re.MULTILINE)


TOOLS = (
    Tool("pandoc", for_pandoc, ("--slide-level=3",)),
    Tool("marp", for_marp, ("--no-stdin", "--allow-local-files", "--pptx")),
    Tool("md2pptx", for_md2pptx, (), ()),
    Tool("marp-editable", for_marp, ("--no-stdin", "--allow-local-files", "--pptx", "--pptx-editable")),
    Tool("slidev-editable", for_slidev, ("--format", "pptx-editable", *BROWSER), ("--output",), ("export",)),
)


def by_hand(folder: Path) -> Path:
    """The deck of four slides that was laid out by hand."""
    target = folder / "by-hand.pptx"
    hand_made.write(target)
    return target


def convert(tool: Tool, program: Sequence[str], folder: Path) -> Path:
    """Convert the session with a tool; returns the deck. `folder` contains the figures."""
    text = (ROOT / "content" / f"{SESSION}.md").read_text(encoding="utf-8")
    source, target = folder / f"{tool.name}.md", folder / f"{tool.name}.pptx"
    source.write_text(tool.prepare(text), encoding="utf-8")
    installed = Path(program[-1]).absolute().parents[1]
    if installed.name == "node_modules" and not (folder / installed.name).exists():
        (folder / installed.name).symlink_to(installed)  # Slidev looks for its themes beside the text
    command = [*program, *tool.command, source.name, *tool.options, *tool.output, target.name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return target


def words(slide: FileSlide) -> str:
    """The text of all shapes of a slide."""
    return "\n".join(shape.plain for shape in slide.shapes)


def shown(deck: Deck, name: str) -> list[int]:
    """Numbers of the slides to show in the picture."""
    if name == "by-hand":
        return [1, 2, 3, 4]
    if name.startswith(("marp", "slidev")):
        return [NUMBERS[kind] for kind in SHOWN]
    own = {slide.number: slide.title or words(slide) for slide in deck.file.slides}
    return [next((at for at, text in own.items() if _alike(wanted, text)), 1) for wanted in SHOWN.values()]


def _alike(wanted: str, text: str) -> bool:
    return wanted.replace(" ", "") in re.sub(r"\s", "", text)


def row(name: str, deck: Deck, findings: Mapping[str, int]) -> str:
    """The deck's row of the table."""
    slides = deck.file.slides
    kinds = Counter(shape.kind for slide in slides for shape in slide.shapes if not shape.is_header_footer)
    notes = [" ".join(paragraph.plain for paragraph in slide.notes) for slide in slides]
    cells = [
        len(slides),
        *(kinds[kind] for kind in (ShapeKind.TEXT, ShapeKind.TABLE, ShapeKind.CHART, ShapeKind.PICTURE)),
        sum(bool(note.strip()) for note in notes),
        sum(bool(CLOCK.match(note)) for note in notes),
        findings["overflow"] + findings["off-slide"],
        findings["overlap"],
    ]
    return f"| {name} | " + " | ".join(map(str, cells)) + " |"


def count_findings(name: str, path: Path, deck: Deck, store: Path) -> Counter[str]:
    """Number of findings in a deck by check of `review`."""
    rendered = render_decks([RenderJob(name, path.read_bytes())], store, lambda _: None)
    evidence = DeckUnderReview(deck.file, rendered.get(name), Source("session", 1), "ko")
    return Counter(finding.rule for finding in check_deck(evidence))


def make(output: Path, programs: Mapping[str, str]) -> None:
    """Write the pictures and print the table."""
    decks = {"coursedeck": output / "ko" / f"{SESSION}.pptx"}
    for tool in TOOLS:
        named = programs[tool.name.partition("-")[0]]
        script = [sys.executable, str(Path(named).resolve())] if named.endswith(".py") else None
        program = script or ([found] if (found := shutil.which(named)) else None)
        if program is None:
            print(f"{tool.name}: not installed, left out")
            continue
        decks[tool.name] = convert(tool, program, output / "ko")
    decks["by-hand"] = by_hand(output / "ko")
    for name, path in decks.items():
        deck = Deck(path)
        save(sheet([deck.picture(number, WIDTH) for number in shown(deck, name)], 4), FOLDER / f"{name}.png")
        print(row(name, deck, count_findings(name, path, deck, output / "store")))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Pictures and facts of docs/comparison.md")
    parser.add_argument("--pandoc", default="pandoc", metavar="PROGRAM")
    parser.add_argument("--marp", default="marp", metavar="PROGRAM", help="of the package @marp-team/marp-cli")
    parser.add_argument("--md2pptx", default="md2pptx", metavar="PROGRAM", help="its md2pptx.py")
    parser.add_argument(
        "--slidev", default="slidev", metavar="PROGRAM", help="of the package @slidev/cli, in node_modules"
    )
    given = parser.parse_args()
    with built_course() as folder:
        make(folder, {"pandoc": given.pandoc, "marp": given.marp, "md2pptx": given.md2pptx, "slidev": given.slidev})
