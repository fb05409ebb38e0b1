"""A course of one's own, and the command that watches it."""

from __future__ import annotations

import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.patience import PATIENCE, PATIENCE_MS

ROOT = Path(__file__).parents[3]

FIRST = """# First talk

## Start (10 min)

### One

- a plain item

::: notes
Say hello.
:::

### Two

![Flow](../diagrams/flow.py)

### Three

- the last item

## End (5 min)

### Four

- bye
"""
SECOND = "# Second talk\n\n## Only (5 min)\n\n### Alone\n\n- words\n"
FLOW = """from diagrams import Cluster, Diagram
from diagrams.generic.compute import Rack

with Diagram("Flow", show=False):
    Rack("Left box") >> Rack("Right box")
"""


@dataclass
class Watched:
    """A running command and the course that it watches."""

    root: Path
    address: str
    process: subprocess.Popen[str]

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def course(folder: Path) -> Path:
    for name in ("content/locale/de", "diagrams"):
        (folder / name).mkdir(parents=True)
    (folder / "course.toml").write_text('title = "Two talks"\nsource-locale = "en"\nlocales = ["en", "de"]\n')
    (folder / "content" / "a.md").write_text(FIRST)
    (folder / "content" / "b.md").write_text(SECOND)
    (folder / "diagrams" / "flow.py").write_text(FLOW)
    return folder


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """Of a course that the test may change."""
    yield from running(course(tmp_path / "course"))


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Of a course that stays as it is."""
    yield from running(course(tmp_path_factory.mktemp("still") / "course"))


def running(root: Path) -> Iterator[Watched]:
    yield from started(root, "watch")


def started(root: Path, *asked: str) -> Iterator[Watched]:
    """A command that serves pages."""
    command = [sys.executable, str(ROOT / "build.py"), *asked, "--course", str(root), "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    found = re.search(r"http://127\.0\.0\.1:\d+/\S+", first_line(process))
    assert found, process.communicate()
    yield Watched(root, found[0], process)
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)


def first_line(process: subprocess.Popen[str]) -> str:
    """What the command says first; nothing where it says nothing for long."""
    said: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    threading.Thread(target=lambda: said.put(process.stdout.readline() if process.stdout else ""), daemon=True).start()
    return said.get(timeout=PATIENCE)


@pytest.fixture
def page(browser: Browser, watched: Watched) -> Iterator[Page]:
    """The page, opened; it may talk to its own server alone, and says nothing on the console."""
    context = browser.new_context(
        viewport={"width": 1200, "height": 700}, permissions=["clipboard-read", "clipboard-write"]
    )
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("request", lambda one: None if one.url.startswith((watched.origin, "data:")) else said.append(one.url))
    made.goto(watched.address)
    made.locator(".row").first.wait_for()
    yield made
    context.close()
    assert said == []
