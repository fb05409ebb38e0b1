"""Make the picture of docs/review.md: ``python docs/make_review_picture.py``, after a change of the page or the look.

Copies the bundled course, accepts it, renames one box of a figure, reviews, and takes a screenshot of its card.
Needs LibreOffice and Chromium, which `make setup-test` installs.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright
from slide_pictures import PICTURES, ROOT, scaled_down

SCRIPT, OLD, NEW = "diagrams/hypervisor.py", "물리 하드웨어", "서버 하드웨어"
CARD = "ko/week_01/day_02/session_2#하이퍼바이저-기반-가상화의-혁신"
WIDTH, HEIGHT = 1280, 1140
SHOWN = 1000


def build_review(course: Path) -> Path:
    """The review page of a course in which one box was renamed."""
    for name in ("content", "diagrams", "templates", "course.toml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, course / name)
    command = [sys.executable, str(ROOT / "build.py")]
    course_of = ["--course", str(course), "--quiet"]
    subprocess.run([*command, "accept", "--all", *course_of], check=True)
    script = course / SCRIPT
    script.write_text(script.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    subprocess.run([*command, "review", *course_of], check=True)
    return course / "output" / "review" / "index.html"


def screenshot_of_card(page: Path) -> Image.Image:
    """A screenshot of the card of the changed slide, with the bar above it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-US")
        opened.goto(page.as_uri())
        opened.locator(f"[data-id='{CARD}']").evaluate("card => card.scrollIntoView()")
        opened.wait_for_load_state("networkidle")
        taken = opened.screenshot()
        browser.close()
    return Image.open(io.BytesIO(taken)).convert("RGBA")


if __name__ == "__main__":
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        taken = scaled_down(screenshot_of_card(build_review(Path(folder))), SHOWN)
    # MAXCOVERAGE keeps the colours of the small marks, which a median cut would lose
    taken.quantize(128, Image.Quantize.MAXCOVERAGE).save(PICTURES / "review.png", optimize=True)
