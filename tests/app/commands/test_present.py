"""A lesson on a laptop and a phone that share nothing but the server of ``present``."""

import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from coursedeck.app.commands.present import answered, served
from coursedeck.app.serve import LiveServer
from tests.output.pages.samples import sheet
from tests.patience import PATIENCE_MS

LESSON = "# T\n## A (5)\n### A1 (3)\n### A2 (2)\n"
SECOND = re.compile("^2")


@pytest.fixture
def server() -> Iterator[LiveServer]:
    """The run sheet of a small lesson, served."""
    done = threading.Event()
    with LiveServer({"/": served(sheet(LESSON, "en", None))}, "secret") as made:

        def serve() -> None:
            state: Mapping[str, object] = {}
            while not done.is_set():
                question = made.next(0.05)
                if question is not None:
                    state = answered(question, state, made)

        thread = threading.Thread(target=serve)
        thread.start()
        yield made
        done.set()
        thread.join()


@pytest.mark.browser
def test_a_phone_goes_on_and_the_laptop_follows(browser: Browser, server: LiveServer) -> None:
    contexts = [browser.new_context(viewport={"width": width, "height": 844}) for width in (1280, 390)]
    laptop, phone = (context.new_page() for context in contexts)
    for context, page in zip(contexts, (laptop, phone), strict=True):
        context.set_default_timeout(PATIENCE_MS)
        page.goto(server.address())
    laptop.keyboard.press("Space")
    expect(phone.locator("#run")).to_have_text("Pause")
    phone.locator("#next").click()
    expect(laptop.locator("#slide")).to_have_text(SECOND)
    later = contexts[1].new_page()
    later.goto(server.address())
    expect(later.locator("#slide")).to_have_text(SECOND)
    for context in contexts:
        context.close()


def test_it_listens_on_loopback_and_wants_the_token(server: LiveServer) -> None:
    assert server.address().startswith("http://127.0.0.1:")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}/state?token=other")


def test_only_a_newer_state_is_kept(server: LiveServer) -> None:
    page = served(sheet(LESSON, "en", None))
    assert "connect-src 'self'" in page.policy
    assert "http-equiv" not in page.html and '<meta name="remote"' in page.html


@pytest.mark.browser
def test_everybody_can_use_it_and_it_says_nothing_on_the_console(browser: Browser, server: LiveServer) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(server.address())
    page.keyboard.press("Space")
    expect(page.locator("#run")).to_have_text("Pause")
    assert Axe().run(page).response["violations"] == []
    assert said == []
    context.close()
