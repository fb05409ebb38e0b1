"""The translator's page in a browser, as a translator uses it."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.app.translator.translated_course import say
from tests.app.watch.conftest import Watched, started
from tests.patience import PATIENCE, PATIENCE_MS

pytestmark = pytest.mark.browser

WIDE = {"width": 1400, "height": 900}


@pytest.fixture(scope="module")
def served(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """The page of a course that tests change, each another message."""
    root = shutil.copytree(begun, tmp_path_factory.mktemp("served") / "course")
    yield from started(root, "translate", "de", "--page", "--quiet")


def opened(context: BrowserContext, address: str, said: list[str]) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    origin = address.partition("/translate")[0]
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith((origin, "data:")) else said.append(one.url))
    page.goto(address)
    page.locator("#picture > svg").first.wait_for()
    return page


@pytest.fixture
def page(browser: Browser, served: Watched) -> Iterator[Page]:
    """The page, opened; it may talk to its own server alone, and says nothing on the console."""
    context = browser.new_context(viewport=WIDE, locale="en")  # type: ignore[arg-type]
    said: list[str] = []
    yield opened(context, served.address, said)
    context.close()
    assert said == []


LISTED = {"a plain item": "un point simple"}
"""What the list calls messages that the other language has: as who goes by it finds them."""


def choose(page: Page, source: str) -> None:
    page.keyboard.press("Escape")
    page.locator(".rows li", has_text=LISTED.get(source, source)).first.click()
    expect(page.locator("#source")).to_have_text(source)


def file(served: Watched, name: str = "bread") -> str:
    return (served.root / "content" / "locale" / "de" / f"{name}.po").read_text(encoding="utf-8")


def test_the_keys_do_it_all(page: Page, served: Watched) -> None:
    before = file(served)
    page.keyboard.press("/")
    page.keyboard.type("spelt")
    expect(page.locator(".rows li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Dinkel")
    expect(page.locator("#picture text", has_text="Dinkel")).to_have_count(1)
    expect(page.locator("#fit")).to_have_text("Fits in 1 line.")
    expect(page.locator("#state")).to_have_text("not saved")
    expect(page.locator("#shown")).to_contain_text("1 text is not saved.")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("Saved.")
    assert file(served) == before.replace('msgid "Spelt"\nmsgstr ""', 'msgid "Spelt"\nmsgstr "Dinkel"')
    page.keyboard.press("Control+k")
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")
    expect(page.locator("#rows")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#source")).to_have_text("high")
    page.keyboard.press("k")
    expect(page.locator("#source")).to_have_text("Spelt")
    page.keyboard.press("n")
    expect(page.locator("#source")).to_have_text("high")
    page.keyboard.press("e")
    page.keyboard.type("hoch")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator(".rows li[aria-current]")).not_to_contain_text("high")
    assert '#, fuzzy\nmsgctxt "table cell"\nmsgid "high"\nmsgstr "hoch"' in file(served)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#text")).to_have_value("hoch")
    expect(page.locator("#fuzzy")).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#text")).not_to_have_value("hoch")
    assert "fuzzy" not in file(served)


def test_the_help_shows_the_keys(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text("Done, next")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#text").focus()
    page.keyboard.press("F1")
    expect(page.locator("#keys")).to_be_visible()


def test_filters_and_numbers_lead_to_messages(page: Page) -> None:
    every = page.locator(".rows li").count()
    page.locator("[data-filter=untranslated]").click()
    expect(page.locator("[data-filter=untranslated]")).to_be_focused()
    assert 0 < page.locator(".rows li").count() < every
    assert page.locator(".rows li.translated").count() == 0
    page.locator("[data-filter=all]").click()
    choose(page, "Rye")
    page.locator("[data-filter=slide]").click()
    expect(page.locator(".rows .asked", has_text="Grain")).to_be_visible()  # the slide has come
    sources = page.locator(".rows .asked").all_text_contents()
    assert {"Costs", "Grain", "Price", "Rye"} <= set(sources) and "a plain item" not in sources
    page.locator("[data-filter=all]").click()
    page.locator("#find").fill("#1")
    page.keyboard.press("Enter")
    expect(page.locator("#source")).to_have_text("Baking bread")


def test_a_text_on_the_slide_leads_to_its_message(page: Page) -> None:
    choose(page, "Rye")
    wanted = page.locator(".rows li", has_text="Grain").get_attribute("data-row")
    page.locator(f'.marks rect[data-row="{wanted}"]').click()
    expect(page.locator("#source")).to_have_text("Grain")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator(".marks .here")).to_have_attribute("data-row", wanted or "")


def test_terms_and_the_source_are_put_in_at_a_click(page: Page) -> None:
    choose(page, "a plain item")
    page.locator("#text").fill("ein ")
    page.locator("#terms button", has_text="Eintrag").click()
    expect(page.locator("#text")).to_have_value("ein Eintrag")
    page.keyboard.press("Control+b")
    expect(page.locator("#text")).to_have_value("a plain item")
    page.keyboard.press("Control+z")
    expect(page.locator("#text")).to_have_value("ein Eintrag")
    expect(page.locator("#via")).to_have_text("un point simple")
    expect(page.locator(".rows li[aria-current] .asked")).to_have_attribute("lang", "fr")


def test_a_translation_that_is_too_long_is_told_at_once(page: Page) -> None:
    choose(page, "What goes in")
    page.locator("#text").fill("Alles, was in einen guten Teig gehört und was ihn verdirbt " * 8)
    expect(page.locator("#fit")).to_contain_text("lines too long.")
    page.locator("#text").fill("Zutaten")
    expect(page.locator("#fit")).to_have_text("Fits in 1 line.")


def test_markup_of_a_page_is_shown_and_does_nothing(page: Page) -> None:
    choose(page, "Grain")
    page.locator("#text").fill("<img src=x onerror=alert(1)> <b>x")
    expect(page.locator("#findings")).to_contain_text("<b>")
    assert page.locator("#picture img, #rows img, #rows b").count() == 0


def test_what_changes_outside_is_taken_over(page: Page, served: Watched) -> None:
    choose(page, "low")
    say(served.root, "de", {"low": "niedrig"})
    expect(page.locator("#text")).to_have_value("niedrig")
    expect(page.locator("#conflict")).to_be_hidden()


def test_nothing_that_is_typed_is_lost_where_others_change_it(page: Page, served: Watched) -> None:
    choose(page, "Price")
    page.locator("#text").fill("Preis")
    say(served.root, "de", {"Price": "Kosten"})
    expect(page.locator("#conflict")).to_be_visible()
    expect(page.locator("#theirs")).to_have_text("Kosten")
    expect(page.locator("#text")).to_have_value("Preis")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_contain_text("Not saved.")
    assert 'msgstr "Kosten"' in file(served)
    page.locator("#keep").click()
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("Saved.")
    assert 'msgid "Price"\nmsgstr "Preis"' in file(served)


def test_theirs_can_be_taken(page: Page, served: Watched) -> None:
    choose(page, "Long table")
    page.locator("#text").fill("Tafel")
    say(served.root, "de", {"Long table": "Langer Tisch"})
    expect(page.locator("#conflict")).to_be_visible()
    page.locator("#take").click()
    expect(page.locator("#text")).to_have_value("Langer Tisch")
    expect(page.locator("#conflict")).to_be_hidden()


def test_typing_outlives_a_reload_and_the_command(browser: Browser, begun: Path, tmp_path: Path) -> None:
    root = shutil.copytree(begun, tmp_path / "course")
    context = browser.new_context(viewport=WIDE, locale="en")  # type: ignore[arg-type]
    running = started(root, "translate", "de", "--page", "--quiet")
    served = next(running)
    page = opened(context, served.address, [])
    page.on("dialog", lambda dialog: dialog.accept())
    choose(page, "Rye")
    page.locator("#text").fill("Roggen")
    page.reload()
    expect(page.locator("#text")).to_have_value("Roggen")
    served.process.send_signal(signal.SIGINT)
    served.process.communicate(timeout=PATIENCE)
    expect(page.locator("#notice")).to_contain_text("No connection")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_contain_text("Not saved.")
    expect(page.locator("#text")).to_have_value("Roggen")
    again = started(root, "translate", "de", "--page", "--quiet")
    other = next(again)
    assert other.port == served.port
    expect(page.locator("#notice")).to_contain_text("started again")
    expect(page.locator("#text")).to_have_value("Roggen")
    page.goto(f"{other.address}#{page.evaluate('location.hash.slice(1)')}")
    expect(page.locator("#text")).to_have_value("Roggen")
    until_saved = page.locator(".rows li.unsaved")
    page.keyboard.press("Control+s")
    expect(until_saved).to_have_count(0)
    assert 'msgstr "Roggen"' in (root / "content/locale/de/bread.po").read_text(encoding="utf-8")
    context.close()
    for one in (running, again):
        next(one, None)


def test_letters_run_as_the_languages_do(browser: Browser, served: Watched) -> None:
    context = browser.new_context(viewport=WIDE, locale="ar")  # type: ignore[arg-type]
    said: list[str] = []
    page = opened(context, served.address, said)
    page.locator("#locale").select_option("ar")
    expect(page.locator("#text")).to_have_attribute("dir", "rtl")
    expect(page.locator("#source")).to_have_attribute("dir", "ltr")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    # letters of the slide that run from left to right do so in a page that runs the other way
    assert page.locator("#picture > svg").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
    page.locator("#words").select_option("en")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("#text")).to_have_attribute("dir", "rtl")
    context.close()
    assert said == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_everybody_can_use_it(browser: Browser, served: Watched, scheme: str, width: int) -> None:
    # the checker is put into the page, which would not let it run by itself
    size = {"width": width, "height": 844}
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport=size, locale="de")  # type: ignore[arg-type]
    page = opened(context, served.address, [])
    choose(page, "a plain item")
    rules = {"rules": {"color-contrast": {"enabled": True}}, "exclude": [[".picture"]]}
    found = Axe().run(page, options=rules)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.locator("#help").click()
    help_ = Axe().run(page, options=rules)
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert help_.violations_count == 0, help_.generate_report()
    assert wide == 0
