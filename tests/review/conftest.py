"""One small course, built once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.model.review import SlideOrigin
from tests.patience import PATIENCE_MS
from tests.review.small_course import small_course


@dataclass(frozen=True)
class BuiltCourse:
    root: Path
    output: Path
    origins: tuple[SlideOrigin, ...]

    @property
    def deck(self) -> bytes:
        return (self.output / "en/one.pptx").read_bytes()


@pytest.fixture(scope="session")
def built_course(tmp_path_factory: pytest.TempPathFactory) -> BuiltCourse:
    root = small_course(tmp_path_factory.mktemp("course"))
    report = build(Request(root, root / "output"), lambda step: None)
    assert report.problems == ()
    return BuiltCourse(root, root / "output", report.built[0].origins)


@pytest.fixture
def silent_page(browser: Browser) -> Iterator[Page]:
    """A page that must say nothing on the console and ask the network for nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, accept_downloads=True)
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
    yield made
    context.close()
    assert said == []
