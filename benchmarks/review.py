"""Compare reviews of many decks with the review of a single new deck, in the same run.

    python benchmarks/review.py [--decks 10]

Makes a course with copies of the bundled session, one for each deck. Time starts after the build. Prints seconds and
ratios of reviews with all decks new, all unchanged, and one changed, relative to one new deck alone (wanted: 1 or less
with one changed).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.app.commands.accept import accept  # noqa: E402
from coursedeck.app.commands.review import review  # noqa: E402
from coursedeck.app.request import Request  # noqa: E402 (the path above is needed first)


def quiet(step: str) -> None:
    """No progress."""


def copies(folder: Path, count: int) -> Request:
    """Write a course with `count` sessions that differ only in title and id."""
    shutil.copytree(ROOT / "diagrams", folder / "diagrams", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "course.toml").write_text('title = "Many"\nsource-locale = "ko"\nlocales = ["ko"]\n')
    text = next((ROOT / "content").rglob("*.md")).read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2].replace("../../../diagrams", "../diagrams")
    for number in range(count):
        path = folder / "content" / f"session-{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(body.replace("# Session 2:", f"# Session {number}:"), encoding="utf-8")
    return Request(folder, folder / "output")


def seconds_after_build(request: Request) -> float:
    """Seconds that a review takes after the build that it starts with."""
    ends: list[float] = []

    def note(step: str) -> None:
        if step.startswith(("rendering", "comparing")):
            ends.append(time.perf_counter())

    review(request, "", note)
    return time.perf_counter() - ends[0]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time reviews.")
    parser.add_argument("--decks", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        alone = seconds_after_build(copies(Path(scratch) / "one", 1))
        many = copies(Path(scratch) / "many", options.decks)
        fresh = seconds_after_build(many)
        accept(many, (), None, True, quiet)
        unchanged = seconds_after_build(many)
        session = many.root / "content" / "session-0.md"
        session.write_text(session.read_text(encoding="utf-8").replace("효율", "능률"), encoding="utf-8")
        one_changed = seconds_after_build(many)
    print(f"one new deck                      {alone:6.2f} s")
    for name, took in (("all new", fresh), ("all unchanged", unchanged), ("unchanged but one", one_changed)):
        print(f"{options.decks} decks, {name:<22} {took:6.2f} s   ratio {took / alone:5.2f}")


if __name__ == "__main__":
    main()
