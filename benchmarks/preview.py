"""Hold previews of slides against LibreOffice's pictures of the same slides.

    python benchmarks/preview.py COURSE[:LOCALE[:SESSION]]… [--pictures DIR]

Prints for each session how many slides it has, the mean difference of their two pictures in per cent of the whole range
of colours, the largest one, how many slides have one of 1 % or more, and how many lines break or stand otherwise; then
the slides with the largest differences, and those lines. With --pictures, both pictures of each such slide are kept.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.output.preview.office_likeness import Likeness, likenesses  # noqa: E402 (the path above is needed first)
from tests.output.preview.preview_pictures import pictures_of  # noqa: E402

LIMIT = 1.0
SHOWN = 12


def session_of(text: str) -> tuple[Path, str, str]:
    """Course, locale and path of a session as they stand on the command line."""
    course, locale, path = [*text.split(":"), "", ""][:3]
    return Path(course), locale, path


def kept(found: list[tuple[str, Likeness]], folder: Path) -> None:
    """Both pictures of each slide that is not alike, one beside the other."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (_, one) in enumerate(found):
        both = one.preview.copy().resize((one.preview.width * 2, one.preview.height))
        both.paste(one.preview, (0, 0))
        both.paste(one.office, (one.preview.width, 0))
        both.save(folder / f"{number:03}-{one.difference:.2f}.png")


def main() -> None:
    """Measure the sessions that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sessions", nargs="*", default=[f"{ROOT}:ko", f"{ROOT}:en"], metavar="COURSE:LOCALE:SESSION")
    parser.add_argument("--pictures", type=Path, metavar="DIR")
    options = parser.parse_args()
    every: list[tuple[str, Likeness]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for text in options.sessions:
            root, locale, path = session_of(text)
            found = list(likenesses(pictures_of(root, locale or "en", path), browser))
            every += [(text, one) for one in found]
            print(f"{text}: {told(found)}", flush=True)
        browser.close()
    print(f"in all: {told([one for _, one in every])}")
    every.sort(key=lambda pair: (-len(pair[1].lines), -pair[1].difference))
    off = [pair for pair in every if pair[1].lines or pair[1].difference >= LIMIT]
    for text, one in off[:SHOWN]:
        print(f"  {one.difference:5.2f} % {text} {one.slide} {' / '.join(one.lines)[:150]}")
    if options.pictures:
        kept(off, options.pictures)


def told(found: list[Likeness]) -> str:
    """A line of figures."""
    mean = sum(one.difference for one in found) / max(1, len(found))
    most = max((one.difference for one in found), default=0.0)
    over = sum(one.difference >= LIMIT for one in found)
    lines, of = sum(len(one.lines) for one in found), sum(one.compared for one in found)
    return f"{len(found)} slides, mean {mean:.2f} %, at most {most:.2f} %, {over} over, {lines} of {of} lines"


if __name__ == "__main__":
    main()
