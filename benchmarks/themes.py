"""Hold the bundled course in every theme, ratio and language against the checks of the review.

    python benchmarks/themes.py [--themes default dark …] [--ratios 16:9 4:3] [--variants] [--locales ko en qps ar]

Builds each combination, renders it, and looks for text outside its shape, on other text or too small, contrast below
4.5 : 1, and faults of the file. Prints a line for each with the number of findings by rule; exit code 1 where there are
any. Needs LibreOffice.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.app.commands.review import review  # noqa: E402
from coursedeck.app.request import Request  # noqa: E402 (the path above is needed first)
from coursedeck.base.look.themes import THEMES  # noqa: E402

LOOKS = frozenset(
    {"contrast", "missing-glyph", "not-rendered", "off-slide", "overflow", "overlap", "package", "reading-order"}
    | {"small-text", "title"}
)
"""The rules that a theme can break."""


def quiet(step: str) -> None:
    """No progress."""


def copy_of_course(folder: Path, choice: str) -> Path:
    """Write the bundled course with these lines of settings."""
    for name in ("content", "diagrams"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    lines = (ROOT / "course.toml").read_text(encoding="utf-8")
    (folder / "course.toml").write_text(f"{choice}\n{lines}", encoding="utf-8")
    return folder


def findings(theme: str, variant: str | None, ratio: str, locales: tuple[str, ...], scratch: Path) -> Counter[str]:
    """How often each rule finds something in the decks of a theme."""
    choice = f'theme = "{theme}"\nratio = "{ratio}"' + (f'\nvariant = "{variant}"' if variant else "")
    folder = copy_of_course(scratch / f"{theme}-{variant}-{ratio.replace(':', '')}", choice)
    found = review(Request(folder, folder / "output", locales=locales, cache=scratch / "cache"), "", quiet)
    return Counter(
        f"{deck.locale}:{finding.rule}" for deck in found.decks for finding in deck.findings if finding.rule in LOOKS
    )


def main() -> int:
    """Check and print."""
    parser = argparse.ArgumentParser(description="Check every theme.")
    parser.add_argument("--themes", nargs="+", default=list(THEMES))
    parser.add_argument("--ratios", nargs="+", default=["16:9", "4:3"])
    parser.add_argument("--locales", nargs="+", default=["ko", "en", "qps", "ar"])
    parser.add_argument("--variants", action="store_true", help="the other ground of each theme too")
    options = parser.parse_args()
    total = 0
    for name, ratio in product(options.themes, options.ratios):
        theme = THEMES[name]
        for variant in theme.variants if options.variants else theme.variants[:1]:
            with tempfile.TemporaryDirectory() as scratch:
                found = findings(name, variant.value, ratio, tuple(options.locales), Path(scratch))
            total += sum(found.values())
            said = ", ".join(f"{rule} {count}" for rule, count in sorted(found.items())) or "none"
            print(f"{name:10} {variant.value:6} {ratio:5} {said}", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
