"""Compare `pull` of an edited deck with a cold build of it, measured in the same run.

    python benchmarks/pull.py [--slides 50] [--runs 3]

Both are whole processes, as started from a shell. The session has lists, tables, code, figures and notes; every tenth
slide of its deck is edited. The ratio is that of the medians.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pptx import Presentation

ROOT = Path(__file__).resolve().parent.parent
PART = """### Step {number}

- The {number}th loaf is **baked** at {heat} degrees
- Its dough rests for [{number} hours](https://example.com/{number})
  - or over night

::: notes
Tell them about loaf {number}.
:::

"""
FIGURE = "```mermaid\nflowchart LR\n  A[Dough {number}] --> B[Oven] --> C[Loaf {number}]\n```\n\n"
TABLE = "| Loaf | Weight |\n|------|--------|\n| Rye {number} | 900 g |\n| Wheat | 700 g |\n\n"


def session(slides: int) -> str:
    """A session with about so many slides."""
    parts = ["# Bread\n\n"]
    for number in range(1, slides - 1):
        heading = f"## Day {number // 10 + 1}\n\n" if number % 10 == 1 else ""
        extra = FIGURE if number % 5 == 0 else TABLE if number % 5 == 3 else ""
        parts.append(heading + (PART + extra).format(number=number, heat=200 + number))
    return "".join(parts)


def edited(deck: Path, target: Path) -> int:
    """A deck in which every tenth slide says something else; the number of its slides."""
    presentation = Presentation(str(deck))
    for slide in list(presentation.slides)[::10]:
        runs = slide.shapes.title.text_frame.paragraphs[0].runs if slide.shapes.title is not None else ()
        for run in runs[:1]:
            run.text = f"{run.text} again"
    presentation.save(str(target))
    return len(presentation.slides)


def seconds(words: Sequence[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, str(ROOT / "build.py"), *words], check=False, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure, and print the ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--slides", type=int, default=50)
    options.add_argument("--runs", type=int, default=3)
    asked = options.parse_args()
    builds, pulls, slides = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        (course / "content").mkdir()
        (course / "content/bread.md").write_text(session(asked.slides), encoding="utf-8")
        (course / "course.toml").write_text('source-locale = "en"\n', encoding="utf-8")
        for _ in range(asked.runs):
            shutil.rmtree(course / "output", ignore_errors=True)
            builds.append(seconds(["build", "--course", folder, "--quiet"]))
            slides = edited(course / "output/en/bread.pptx", course / "edited.pptx")
            pulls.append(seconds(["pull", str(course / "edited.pptx"), "--course", folder, "--quiet"]))
    build, pull = statistics.median(builds), statistics.median(pulls)
    print(f"{slides} slides: pull {pull:.2f} s, cold build {build:.2f} s, ratio {pull / build:.2f} (wanted: below 1)")


if __name__ == "__main__":
    main()
