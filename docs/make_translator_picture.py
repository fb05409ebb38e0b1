"""Make the picture of docs/translating.md: ``python docs/make_translator_picture.py``, after a change of the page.

Copies the bundled course, begins German by way of English, types a long title, and takes a screenshot of the page.
Needs Chromium, which `make setup-test` installs.
"""

from __future__ import annotations

import io
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright
from slide_pictures import PICTURES, ROOT, scaled_down

TYPED = "**Effizienz**: Brachliegende Ressourcen bekommen Arbeit"
SOURCE = "**효율**: 놀고 있던 자원에 일이 돌아간다"
SIZE = {"width": 1360, "height": 860}
SHOWN = 1100


def begun(course: Path) -> subprocess.Popen[str]:
    """The command that serves the page."""
    for name in ("content", "diagrams", "course.toml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, course / name)
    settings = course / "course.toml"
    text = settings.read_text(encoding="utf-8").replace('"en"]', '"en", "de"]')
    settings.write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "translate",
        "de",
        "--via",
        "en",
        "--page",
        "--no-open",
        "--quiet",
    ]
    return subprocess.Popen([*command, "--course", str(course)], stdout=subprocess.PIPE, text=True)


def screenshot(address: str) -> Image.Image:
    """The page while one message is translated."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, locale="en-US")  # type: ignore[arg-type]
        page.set_default_timeout(120_000)
        page.goto(address)
        page.locator("#picture > svg").first.wait_for()
        page.locator(".rows li", has_text=SOURCE).click()
        page.locator("#text").fill(TYPED)
        page.locator("#picture text", has_text="Brachliegende").first.wait_for()
        page.locator("#fit:not(.pending)").wait_for()
        taken = page.screenshot()
        browser.close()
    return Image.open(io.BytesIO(taken)).convert("RGB")


if __name__ == "__main__":
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        process = begun(Path(folder))
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        try:
            taken = scaled_down(screenshot(address[0] if address else ""), SHOWN)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()
    # MAXCOVERAGE keeps the colours of the small marks, which a median cut would lose
    taken.quantize(128, Image.Quantize.MAXCOVERAGE).save(PICTURES / "translate.png", optimize=True)
