"""Make the pictures of docs/teaching.md: ``python docs/make_teaching.py``, after a change of the pages or the look.

Builds the bundled course and takes a screenshot of each page; the run sheet's shows a lesson that began late. Needs
Chromium, which `make setup-test` installs.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from slide_pictures import PICTURES, ROOT, scaled_down

SESSION = "en/week_01/day_02/session_2"
SHOWN = 1000
NEXT = 11
"""Slides that the lesson goes on."""


def opened(browser: Browser, page: Path, height: int) -> Page:
    """A page at a time of day in the lesson."""
    made = browser.new_page(viewport={"width": 1280, "height": height}, locale="en-US")
    made.clock.install(time="2026-03-02T10:00:00")
    made.clock.pause_at("2026-03-02T10:12:00")
    made.goto(page.as_uri())
    return made


def keep(page: Page, name: str) -> None:
    """Keep a screenshot of a page."""
    taken = Image.open(io.BytesIO(page.screenshot()))
    scaled_down(taken, SHOWN).quantize(96, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    page.close()


def main() -> None:
    """Build, open and keep."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder)
        subprocess.run([sys.executable, str(ROOT / "build.py"), "--output", folder, "--quiet"], cwd=ROOT, check=True)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        door = opened(browser, output / "en" / "index.html", 820)
        door.locator("#query").fill("hypervisor share")
        keep(door, "front-door")
        sheet = opened(browser, output / f"{SESSION}.run-sheet.html", 1000)
        sheet.keyboard.press("Space")
        for _ in range(NEXT):
            sheet.clock.run_for(20_000)
            sheet.keyboard.press("ArrowRight")
        keep(sheet, "run-sheet")
        script = opened(browser, output / f"{SESSION}.script.html", 900)
        script.locator("#slide-7").evaluate("slide => slide.scrollIntoView()")
        keep(script, "script")
        browser.close()


if __name__ == "__main__":
    main()
