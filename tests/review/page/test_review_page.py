"""The review page driven as a reviewer would: keys, filters, comparing, verdicts; light, dark and on a phone."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from coursedeck.model.review import Change, DeckReview, FigureSnapshot, Review, SlideChange, Status
from coursedeck.model.review_strings import ENGLISH_REVIEW
from coursedeck.model.values import replace
from coursedeck.review.proof.rules import RULES
from tests.patience import PATIENCE_MS
from tests.review.review_samples import sample_review, slide, written_page

pytestmark = pytest.mark.browser

MANY = 300


@pytest.fixture
def opened(silent_page: Page, tmp_path: Path) -> Page:
    silent_page.goto(written_page(tmp_path, sample_review()).as_uri())
    return silent_page


def titles(page: Page) -> list[str]:
    return [title.strip() for title in page.locator(".card:visible h2").all_text_contents()]


def current(page: Page) -> str | None:
    return page.evaluate("document.activeElement.dataset.id || null")  # type: ignore[no-any-return]  # from the page


def test_errors_come_first_then_changes_then_stale(opened: Page) -> None:
    assert titles(opened) == ["Wrong", "Words", "Fresh", "Gone", "Kept", "Kept"]
    stale = opened.locator(".card:visible").nth(4)
    assert "blue" in (stale.locator(".stale ins").text_content() or "")
    assert "rote Kiste" in (stale.locator(".stale").text_content() or "")


def test_each_text_of_a_translated_slide_leads_to_its_entry_and_says_what_is_open(opened: Page) -> None:
    entries = opened.locator(".card:visible .entries")
    expect(entries).to_have_count(1)
    lines = entries.locator("li")
    assert [" ".join(text.split()) for text in lines.all_text_contents()] == [
        "Titel → Title content/locale/en/a.po:20",
        "blue box → rote Kiste to be revised content/locale/en/a.po:27",
    ]
    assert lines.nth(1).locator("a").get_attribute("href") == "../../content/locale/en/a.po#L27"
    assert "1 not translated" in (entries.locator("summary").text_content() or "")


def test_keys_walk_judge_and_compare(opened: Page) -> None:
    opened.keyboard.press("j")
    assert current(opened) == "ko/week/a#wrong"
    opened.keyboard.press("j")
    assert current(opened) == "ko/week/a#words"
    opened.keyboard.press("a")
    card = opened.locator("[data-id='ko/week/a#words']")
    expect(card.locator("[data-verdict=accept]")).to_have_attribute("aria-pressed", "true")
    opened.keyboard.press("d")
    expect(card.locator("[data-verdict=deny]")).to_have_attribute("aria-pressed", "true")
    expect(card.locator("[data-verdict=accept]")).to_have_attribute("aria-pressed", "false")
    opened.keyboard.press("k")
    assert current(opened) == "ko/week/a#wrong"
    for key, mode in (("s", "slider"), ("b", "blink"), ("m", "mask"), ("m", "side")):
        opened.keyboard.press(key)
        expect(opened.locator("body")).to_have_attribute("data-compare", mode)


def test_words_and_buttons_filter(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("blue box")
    assert titles(opened) == ["Words", "Kept"]
    expect(opened.locator("#shown")).to_have_text("2 slides shown.")
    opened.keyboard.press("Control+a")
    opened.keyboard.type("nowhere")
    expect(opened.locator("#empty")).to_be_visible()
    opened.locator("#find").fill("")
    opened.get_by_role("button", name="Removed").click()
    assert titles(opened) == ["Gone"]
    opened.get_by_role("button", name="All", exact=False).last.click()
    opened.locator("#locale").select_option("en")
    assert titles(opened) == ["Kept"]


def test_the_slider_cuts_between_before_and_after(opened: Page) -> None:
    opened.keyboard.press("s")
    cut = opened.locator("[data-id='ko/week/a#words'] input[type=range]")
    cut.fill("20")
    clipped = opened.locator("[data-id='ko/week/a#words'] .before .sheet").evaluate("e => getComputedStyle(e).clipPath")
    assert "80%" in clipped or "20%" in clipped
    before = opened.locator("[data-id='ko/week/a#words'] .before").bounding_box()
    after = opened.locator("[data-id='ko/week/a#words'] .after").bounding_box()
    assert before is not None and after is not None
    assert (before["x"], before["y"]) == (after["x"], after["y"])


def test_blinking_changes_what_is_seen(opened: Page) -> None:
    opened.keyboard.press("b")
    before = opened.locator("[data-id='ko/week/a#words'] .before")
    expect(before).to_have_css("visibility", "hidden")
    expect(before).to_have_css("visibility", "visible")


def test_findings_are_drawn_where_they_are(opened: Page) -> None:
    card = opened.locator("[data-id='ko/week/a#wrong']")
    sheet, spot = card.locator(".sheet").bounding_box(), card.locator(".spot").bounding_box()
    assert sheet is not None and spot is not None
    assert (spot["x"] - sheet["x"]) / sheet["width"] == pytest.approx(0.1, abs=0.01)
    assert spot["width"] / sheet["width"] == pytest.approx(0.5, abs=0.01)
    assert "content/a.md:9" in (card.locator(".finding").text_content() or "")


def test_verdicts_are_kept_and_saved(opened: Page) -> None:
    opened.keyboard.press("j")
    opened.keyboard.press("d")
    opened.keyboard.press("c")
    opened.keyboard.type("too long, jd")
    opened.keyboard.press("Escape")
    opened.keyboard.press("j")
    opened.keyboard.press("a")
    opened.reload()
    expect(opened.locator("#decided")).to_have_text("2 of 6 decided.")
    with opened.expect_download() as saved:
        opened.get_by_role("button", name="Save review.json").click()
    review = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    wrong, words = review["slides"]
    assert (wrong["slide"], wrong["verdict"], wrong["comment"]) == ("wrong", "deny", "too long, jd")
    assert words == {"locale": "ko", "session": "week/a", "slide": "words", "state": "s-words.look.p-words",
                     "verdict": "accept", "comment": "", "number": 2, "title": "Words", "file": "content/a.md",
                     "line": 8, "reviewer": ""}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_it(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(written_page(tmp_path, sample_review()).as_uri())
    page.get_by_role("button", name="All", exact=False).last.click()
    found = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert wide <= width


def many(locale: str) -> DeckReview:
    slides = tuple(
        SlideChange(slide(f"s{n}", picture=f"p{n % 9}"), slide(f"s{n}", picture=f"p{n % 9}"), (), n, n)
        for n in range(1, MANY + 1)
    )
    deck = sample_review().decks[0]
    return replace(deck, locale=locale, slides=slides, findings=(), origins=())


def test_many_slides_load_as_they_are_seen(silent_page: Page, tmp_path: Path) -> None:
    review = Review("Many", (many("ko"), many("en")), base="before", source_locale="ko")
    silent_page.goto(written_page(tmp_path, review).as_uri())
    assert review.count(Status.UNCHANGED) == 2 * MANY
    silent_page.get_by_role("button", name="All", exact=False).last.click()
    assert silent_page.locator(".card:not([hidden])").count() == 2 * MANY
    loaded = "[...document.images].filter(i => i.complete && i.naturalWidth).length"
    assert silent_page.evaluate(loaded) < MANY
    silent_page.keyboard.press("k")
    assert current(silent_page) == f"en/week/a#s{MANY}"


def test_what_authors_wrote_stays_text(opened: Page) -> None:
    assert "Boxes <b>" in opened.locator(".overview").inner_text()


def test_nothing_to_review_says_so(silent_page: Page, tmp_path: Path) -> None:
    kept = slide("kept")
    deck = replace(sample_review().decks[0], slides=(SlideChange(kept, kept, (), 1, 1),), findings=())
    silent_page.goto(written_page(tmp_path, Review("C", (deck,), base="before")).as_uri())
    expect(silent_page.get_by_role("heading", level=1)).to_have_text("Nothing has changed")
    expect(silent_page.locator("#empty")).to_be_visible()


def figure(digest: str, *labels: str, edges: tuple[str, ...] = (), name: str = "map") -> FigureSnapshot:
    return FigureSnapshot(name, "group", digest, (10.0, 20.0, 50.0, 40.0), labels, edges)


def test_a_figure_is_shown_before_and_after(silent_page: Page, tmp_path: Path) -> None:
    before = figure("1", "Server", "Disk", edges=("Server → Disk",))
    after = figure("2", "Server", "Cloud", edges=("Server → Cloud", "Cloud → Disk"))
    same = figure("9", "Clock", name="clock")
    old = slide("drawn", figures=(before, same), picture="p-old")
    new = slide("drawn", figures=(same, after))
    change = SlideChange(old, new, (Change.PICTURE,), 1, 1, regions=((10.0, 20.0, 5.0, 5.0),))
    deck = replace(sample_review().decks[0], slides=(change,), findings=())
    silent_page.goto(written_page(tmp_path, Review("C", (deck,), base="before")).as_uri())
    shown = silent_page.locator(".figure")
    expect(shown).to_have_count(1)
    expect(shown.get_by_role("heading")).to_have_text("Figure map")
    assert [text.strip() for text in shown.locator("dd li").all_inner_texts()] == [
        "DiskCloud", "Server → DiskCloud", "Cloud → Disk",
    ]  # fmt: skip
    sheet, picture = shown.locator(".after .sheet").bounding_box(), shown.locator(".after img").bounding_box()
    assert sheet is not None and picture is not None
    assert sheet["width"] / picture["width"] == pytest.approx(0.52, abs=0.01)
    assert (sheet["x"] - picture["x"]) / picture["width"] == pytest.approx(0.09, abs=0.01)
    assert (sheet["y"] - picture["y"]) / picture["height"] == pytest.approx(0.19, abs=0.01)
    marks = silent_page.locator(".compare .region")
    expect(marks).to_have_count(2)
    silent_page.get_by_label("Mark what differs").uncheck()
    expect(marks.first).to_be_hidden()


def test_the_page_speaks_the_reader_s_language_and_changes_it(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(written_page(tmp_path, sample_review()).as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("고칠 오류 1개")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.get_by_role("group", name="비교")).to_be_visible()
    page.get_by_label("이 페이지의 언어").select_option("en")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 error to mend")
    expect(page.get_by_role("group", name="Compare")).to_be_visible()
    page.reload()
    expect(page.locator("#decided")).to_have_text("0 of 6 decided.")
    context.close()


def test_every_rule_of_the_checks_has_words() -> None:
    assert {f"rule.{rule.id}" for rule in RULES} == {key for key in ENGLISH_REVIEW if key.startswith("rule.")}


@pytest.mark.parametrize(
    ("locale", "language", "direction", "heading"),
    [
        ("zh-TW", "zh-Hant", "ltr", "1 個錯誤待改"),
        ("pt-PT", "pt-BR", "ltr", "1 erro a corrigir"),
        ("ar-EG", "ar", "rtl", "خطأ واحد للإصلاح"),
        ("pl", "pl", "ltr", "1 błąd do poprawy"),
        ("xx", "ko", "ltr", "고칠 오류 1개"),
    ],
)
def test_the_page_speaks_the_nearest_of_its_languages(
    browser: Browser, tmp_path: Path, locale: str, language: str, direction: str, heading: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(written_page(tmp_path, sample_review()).as_uri())
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    context.close()


def test_without_a_script_the_slides_to_review_are_a_list(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written_page(tmp_path, sample_review()).as_uri())
    assert page.locator("noscript strong").all_text_contents() == ["Wrong", "Words", "Fresh", "Gone", "Kept", "Kept"]
    shown = page.locator(".plain-list li:visible")
    assert [bool(one.locator("img").count()) for one in shown.all()] == [True] * 6
    assert not page.locator(".bar").is_visible()
    context.close()
