"""Browser pages without errors."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.patience import PATIENCE_MS


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which script errors and console messages fail the test."""
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
