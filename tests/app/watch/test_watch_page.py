"""The page of ``watch`` in a browser, while somebody writes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.app.watch.conftest import FIRST, ROOT, Watched
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.browser


def test_an_edit_shows_and_the_place_is_kept(page: Page, watched: Watched) -> None:
    page.locator("#follow").uncheck()
    row = page.locator(".row", has_text="the last item")
    row.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 137)")
    before = page.evaluate("scrollY"), row.bounding_box()
    watched.change("content/a.md", "a plain item", "an edited item")
    page.locator(".picture", has_text="an edited item").wait_for()
    assert (page.evaluate("scrollY"), row.bounding_box()) == before
    assert before[0] > 0


def test_only_the_slide_that_changed_is_replaced(page: Page, watched: Watched) -> None:
    page.evaluate("document.querySelectorAll('.row').forEach((row) => { row.mark = true; })")
    watched.change("content/a.md", "- bye", "- farewell")
    page.locator(".picture", has_text="farewell").wait_for()
    fresh = page.evaluate(
        "[...document.querySelectorAll('.row')].filter((row) => !row.mark).map((row) => row.innerText)"
    )
    assert len(fresh) == 1 and "farewell" in fresh[0]


def test_slides_above_that_come_and_go_do_not_move_the_place(page: Page, watched: Watched) -> None:
    page.locator("#follow").uncheck()
    row = page.locator(".row", has_text="the last item")
    row.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    top = page.evaluate("document.querySelectorAll('.row')[5].getBoundingClientRect().top")
    title = page.locator(".row").nth(5).get_attribute("data-id")
    watched.change("content/a.md", "### One\n", "### Zero\n\n- before all\n\n### One\n")
    page.locator(".picture", has_text="before all").wait_for(state="attached")
    moved = page.locator(f'.row[data-id="{title}"]').evaluate("(one) => one.getBoundingClientRect().top")
    assert moved == pytest.approx(top, abs=1.5)


def test_an_error_stands_over_the_slides_and_goes(page: Page, watched: Watched) -> None:
    flawed = "---\nweek: soon\n---\n" + FIRST.replace("a plain item", "a newer item")
    watched.write("content/a.md", flawed)
    error = page.locator("#findings .error")
    error.wait_for()
    expect(error).to_contain_text("content/a.md:2")
    expect(page.locator("#findings-title")).to_have_text("1 error · 0 warnings")
    expect(page.locator("#sessions .broken")).to_have_text("First talk")
    page.locator(".picture", has_text="a newer item").wait_for()
    watched.write("content/a.md", FIRST.replace("a plain item", "a mended item"))
    page.locator(".picture", has_text="a mended item").wait_for()
    expect(page.locator("#findings-box")).to_be_hidden()
    expect(page.locator("#sessions .broken")).to_have_count(0)


def test_the_last_slides_stay_where_there_can_be_none(page: Page, watched: Watched) -> None:
    session = watched.root / "content" / "a.md"
    session.write_bytes(b"")
    error = page.locator("#findings .error")
    error.wait_for()
    expect(error).to_contain_text("content/a.md:")
    expect(page.locator("#findings-title")).to_contain_text("the last that could be made")
    expect(page.locator("#sessions .broken")).to_have_text("First talk")
    assert page.locator(".picture", has_text="a plain item").count() == 1
    watched.write("content/a.md", FIRST.replace("a plain item", "a mended item"))
    page.locator(".picture", has_text="a mended item").wait_for()
    expect(page.locator("#findings-box")).to_be_hidden()


def test_figures_settings_and_templates_are_followed(page: Page, watched: Watched) -> None:
    watched.change("diagrams/flow.py", "Left box", "Other box")
    page.locator(".picture", has_text="Other box").wait_for(state="attached")
    watched.change("course.toml", "Two talks", "Three talks")
    page.locator(".picture", has_text="Three talks").first.wait_for(state="attached")
    dark = (ROOT / "templates" / "dark.pptx").read_bytes()
    (watched.root / "brand.pptx").write_bytes(dark)
    watched.write("course.toml", (watched.root / "course.toml").read_text() + 'template = "brand.pptx"\n')
    page.locator('.picture path[fill="#0E1624"]').first.wait_for(state="attached")
    (watched.root / "brand.pptx").write_bytes((ROOT / "templates" / "default.pptx").read_bytes())
    expect(page.locator('.picture path[fill="#0E1624"]')).to_have_count(0)


def test_a_broken_figure_is_named_with_its_line(page: Page, watched: Watched) -> None:
    watched.change("diagrams/flow.py", ">>", ">> nonsense >>")
    expect(page.locator("#findings .error", has_text="nonsense")).to_contain_text("diagrams/flow.py:5")
    expect(page.locator(".picture", has_text="Flow")).not_to_have_count(0)
    expect(page.locator(".picture", has_text="Left box")).to_have_count(0)
    watched.change("diagrams/flow.py", ">> nonsense >>", ">>")
    expect(page.locator("#findings .error")).to_have_count(0)
    expect(page.locator(".picture", has_text="Left box")).to_have_count(1)


def test_two_languages_stand_side_by_side(page: Page, watched: Watched) -> None:
    page.get_by_label("de", exact=True).check()
    german = page.locator('.cell[lang="de"]')
    german.first.wait_for()
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = header + 'msgctxt "list item"\nmsgid "a plain item"\nmsgstr "ein Punkt"\n'
    watched.write("content/locale/de/a.po", entry)
    row = page.locator(".row", has_text="a plain item")
    expect(row.locator('.cell[lang="de"] .picture', has_text="ein Punkt")).to_have_count(1)
    left, right = (row.locator(f'.cell[lang="{lang}"]').bounding_box() for lang in ("en", "de"))
    assert left and right
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]


def test_a_click_on_a_text_tells_its_line(page: Page) -> None:
    page.evaluate("window.setTimeout = () => 0")  # what is told stays, however long it takes to read it
    page.locator(".picture text", has_text="the last item").click()
    line = FIRST.split("\n").index("- the last item") + 1
    expect(page.locator("#toast")).to_contain_text(f"content/a.md:{line}")
    assert page.evaluate("navigator.clipboard.readText()") == f"content/a.md:{line}"


def test_notes_minutes_and_other_sessions_are_there(page: Page) -> None:
    page.get_by_label("Notes").check()
    expect(page.locator(".notes", has_text="Say hello.")).to_be_visible()
    page.locator("#minutes-box summary").click()
    expect(page.locator("#minutes li").first).to_contain_text("Start")
    expect(page.locator("#minutes li").first).to_contain_text("10 min")
    page.get_by_role("button", name="Second talk").click()
    page.locator(".picture", has_text="words").wait_for()
    expect(page.locator("#title")).to_have_text("Second talk")
    page.reload()
    expect(page.locator("#title")).to_have_text("Second talk")


def test_the_page_goes_to_the_slide_that_is_being_edited(page: Page, watched: Watched) -> None:
    def seen(words: str) -> None:
        row = page.locator(".row .picture", has_text=words).last
        row.wait_for()
        expect(row).to_be_in_viewport(ratio=0.9)

    watched.change("content/a.md", "- bye", "- farewell")
    seen("farewell")
    expect(page.locator("#rail a[aria-current=true]")).to_have_text("7")
    watched.change("content/a.md", "Say hello.", "Say hello twice.")
    page.locator(".notes", has_text="Say hello twice.").wait_for()
    seen("a plain item")
    watched.change("content/b.md", "- words", "- other words")
    seen("other words")
    expect(page.locator("#title")).to_have_text("Second talk")
    watched.change("content/a.md", "### Two", "### Too")
    seen("Too")


def test_thumbnails_lead_to_slides_that_have_their_notes_beside_them(page: Page) -> None:
    links = page.locator("#rail a")
    expect(links).to_have_count(page.locator(".row").count())
    links.last.click()
    expect(page.locator(".row .picture").last).to_be_in_viewport(ratio=0.9)
    expect(links.last).to_have_attribute("aria-current", "true")
    assert links.last.locator("svg").evaluate("(one) => one.getBBox().width") > 0
    row = page.locator(".row", has_text="a plain item")
    picture, notes = (row.locator(part).bounding_box() for part in (".picture", ".notes"))
    assert picture and notes
    assert notes["x"] >= picture["x"] + picture["width"] and notes["y"] < picture["y"] + picture["height"]
    page.set_viewport_size({"width": 390, "height": 800})
    picture, notes = (row.locator(part).bounding_box() for part in (".picture", ".notes"))
    assert picture and notes
    assert notes["y"] >= picture["y"] + picture["height"] and picture["width"] > 330
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Second talk").click()
    page.locator(".picture", has_text="words").wait_for()
    expect(links).to_have_count(page.locator(".row").count())


def test_a_text_is_edited_where_it_stands(page: Page, watched: Watched) -> None:
    words = page.locator(".picture text", has_text="a plain item")
    words.dblclick()
    expect(page.locator("#typed")).to_have_value("a plain item")
    page.keyboard.press("Escape")
    expect(page.locator("#editor")).to_be_hidden()
    words.dblclick()
    page.locator("#typed").fill("a **bold** item")
    page.keyboard.press("Enter")
    page.locator(".picture", has_text="a bold item").wait_for()
    expect(page.locator("#editor")).to_be_hidden()
    assert (watched.root / "content/a.md").read_text() == FIRST.replace("a plain item", "a **bold** item")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(browser: Browser, still: Watched, scheme: str) -> None:
    # the checker is put into the page, which would not let it run by itself
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(still.address)
    page.locator(".row").first.wait_for()
    page.locator(".picture text", has_text="a plain item").dblclick()
    page.locator("#editor").wait_for()
    found = Axe().run(page, options={"rules": {"color-contrast": {"enabled": True}}, "exclude": [[".picture"]]})
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_a_link_leads_to_the_catalogs_beside_their_slides(page: Page) -> None:
    page.get_by_role("button", name="Second talk").click()
    page.locator(".picture", has_text="words").wait_for()
    page.get_by_role("link", name="de", exact=True).click()
    page.locator("#picture > svg").first.wait_for()
    expect(page.locator(".rows li", has_text="words")).to_have_count(1)
    page.locator("#slides").click()
    page.locator(".picture", has_text="words").wait_for()
    expect(page.locator("#title")).to_have_text("Second talk")
