"""Open a page of many slides to review, and scroll through it.

    python benchmarks/review_page.py [PAGE] [--slides 2000]

Repeats the slides of a review's page (default: output/review/index.html) until there are so many, and opens that in
Chromium. Prints milliseconds until the first paint and until the page can be used, and, for scrolling through 300
screens a frame apart, how many frames a second there were, and how many took longer than two of 60 a second.
"""

from __future__ import annotations

import argparse
import itertools
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = re.compile(r'<article class="card.*?</article>', re.DOTALL)
SCROLL = """
async ({ steps, by }) => {
  const times = [];
  for (let step = 0; step < steps; step += 1) {
    scrollBy(0, by);
    times.push(await new Promise(requestAnimationFrame));
  }
  return times;
}
"""


def repeated(page: str, count: int) -> str:
    """The page with its slides again and again, each under an id of its own."""
    cards = ARTICLE.findall(page)
    if not cards:
        raise SystemExit("this page has no slides to review")
    many = [re.sub(r'data-id="', f'data-id="{number}-', cards[number % len(cards)], count=1) for number in range(count)]
    first, last = page.index(cards[0]), page.rindex(cards[-1]) + len(cards[-1])
    return page[:first] + "\n".join(many) + page[last:]


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", nargs="?", type=Path, default=ROOT / "output" / "review" / "index.html")
    parser.add_argument("--slides", type=int, default=2000)
    options = parser.parse_args()
    file = options.page.with_name("many-slides.html")
    file.write_text(repeated(options.page.read_text(encoding="utf-8"), options.slides), encoding="utf-8")
    try:
        measure(file, options.slides)
    finally:
        file.unlink()


def measure(file: Path, count: int) -> None:
    """Open, wait, scroll."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(file.as_uri())
        page.locator("button[data-filter=all]").click()
        page.locator(".card:visible").nth(2).wait_for()
        shown = page.evaluate("document.querySelectorAll('.card:not([hidden])').length")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
        ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        print(f"{shown} of {count} slides, {file.stat().st_size / 2**20:.1f} MB")
        print(f"first paint {paint:.0f} ms, ready {ready:.0f} ms")
        for name, by in (("a finger", 120), ("a page", 800)):
            page.evaluate("scrollTo(0, 0)")
            times = page.evaluate(SCROLL, {"steps": 300, "by": by})
            gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
            late = sum(gap > 34 for gap in gaps)
            print(f"{name} at a time: {1000 * len(gaps) / sum(gaps):.1f} frames a second, {late} of {len(gaps)} late")
        browser.close()


if __name__ == "__main__":
    main()
