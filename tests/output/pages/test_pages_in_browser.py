"""The run sheet driven as a presenter would, and both pages held to their access rules."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from coursedeck.model.schedule import ACTUALS_COLUMNS
from coursedeck.session.schedule import compare_actuals, schedule
from tests.output.pages.samples import handout_page, script_page, sheet
from tests.patience import PATIENCE_MS
from tests.session.schedule.decks import SEED, deck, session

pytestmark = pytest.mark.browser

OPTIONAL = """
# T
## A (10)
### A1
### A2
## B (8)
### B1 (5) {optional=1}
### B2 (3) {optional=2}
"""
TABS = 24


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Callable[..., Page]:
    def open_sheet(text: str) -> Page:
        file = tmp_path / "a.run-sheet.html"
        file.write_text(text, encoding="utf-8")
        page.clock.install(time="2026-03-02T09:29:00")
        page.clock.pause_at("2026-03-02T09:30:00")
        page.goto(file.as_uri())
        return page

    return open_sheet


def minutes_pass(page: Page, minutes: float) -> None:
    page.clock.run_for(round(minutes * 60_000))


def shown(page: Page, id: str) -> str:
    return page.locator(f"#{id}").inner_text()


def test_a_delivery_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    assert (shown(page, "pace"), shown(page, "left")) == ("시작 전", "18:00")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert shown(page, "slide") == "4 · A1"
    assert shown(page, "section") == "A"
    minutes_pass(page, 1)
    assert (shown(page, "pace"), shown(page, "left"), shown(page, "elapsed")) == ("제시간", "9:00", "1:00")
    assert shown(page, "ends") == "09:48쯤 끝"
    page.keyboard.press("PageUp")
    assert shown(page, "slide") == "3 · A"
    expect(page.locator("tr[aria-current=step]")).to_have_id("row-3")


def test_pausing_stops_the_clock(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    minutes_pass(page, 2)
    page.keyboard.press("Space")
    assert (shown(page, "pace"), shown(page, "run")) == ("멈춤", "계속")
    minutes_pass(page, 5)
    assert shown(page, "elapsed") == "2:00"
    page.keyboard.press("Space")
    minutes_pass(page, 1)
    assert shown(page, "elapsed") == "3:00"


def test_falling_behind_says_what_to_skip(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    minutes_pass(page, 7)
    assert shown(page, "pace") == "2분 늦음"
    assert shown(page, "catch-up-title") == "따라잡으려면 건너뛰기"
    assert page.locator("#catch-up-list li").all_inner_texts() == ["8 · B2 (3분 절약)"]
    minutes_pass(page, 5)
    assert page.locator("#catch-up-list li").all_inner_texts() == ["7 · B1 (5분 절약)", "8 · B2 (3분 절약)"]
    assert shown(page, "left") == "−2:00"
    assert page.locator("#clock").get_attribute("data-left") == "over"
    assert shown(page, "left-label") == "이 섹션의 남은 시간 · 초과"


def test_a_section_is_skipped_whole_and_what_is_still_missing_is_kept_short(opened: Callable[..., Page]) -> None:
    page = opened(sheet("# T\n## A (6)\n### A1\n## B (4) {optional=1}\n### B1\n### B2\n## C (9)\n### C1\n"))
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    minutes_pass(page, 9)
    assert shown(page, "pace") == "3분 늦음"
    assert page.locator("#catch-up li:visible").all_inner_texts() == ["B (4분 절약)"]
    minutes_pass(page, 4)
    lines = page.locator("#catch-up").inner_text().splitlines()
    assert lines[:3] == ["따라잡으려면 건너뛰기", "B (4분 절약)", "따라잡으려면 짧게"]
    assert lines[3] == "9 · C1 (9분)"


def test_buttons_stay_where_they_are_when_it_gets_late(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Space")
    place = page.locator("#next").bounding_box()
    assert place is not None and place["height"] >= 44
    minutes_pass(page, 6)
    assert page.locator("#catch-up").is_visible()
    assert page.locator("#next").bounding_box() == place


def test_without_optional_slides_it_says_what_to_keep_short(opened: Callable[..., Page]) -> None:
    page = opened(sheet())
    page.keyboard.press("Space")
    minutes_pass(page, 4)
    assert shown(page, "catch-up-title") == "따라잡으려면 짧게"
    assert page.locator("#catch-up-list li").count() == 2
    page.get_by_role("button", name="이동: 8 · 물리 서버 시대").click()
    assert "분 빠름" in shown(page, "pace")
    assert page.locator("#catch-up").is_hidden()


def test_a_reload_forgets_nothing(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    minutes_pass(page, 3)
    page.reload()
    assert shown(page, "slide").startswith("2 · ")
    minutes_pass(page, 1)
    assert shown(page, "elapsed") == "4:00"
    assert page.locator("[data-actual='1']").inner_text() == "4:00"


def test_a_clock_left_running_overnight_is_paused(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    minutes_pass(page, 1)
    page.keyboard.press("ArrowRight")
    page.clock.set_system_time("2026-03-03T09:00:00")
    page.reload()
    # a browser may hand over what was stored last only after the page was loaded again
    expect(page.locator("#elapsed")).to_have_text("1:00")
    expect(page.locator("#pace")).to_have_text("멈춤")


def test_a_page_left_open_overnight_is_paused(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    minutes_pass(page, 1)
    page.keyboard.press("ArrowRight")
    page.clock.set_system_time("2026-03-03T09:00:00")
    page.keyboard.press("ArrowRight")
    assert (shown(page, "elapsed"), shown(page, "pace")) == ("1:00", "멈춤")


def test_recorded_times_are_saved_and_read_back(opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened(sheet(OPTIONAL))
    assert page.locator("#export").is_disabled()
    page.keyboard.press("Space")
    for minutes in (0, 0, 1, 5, 6, 0, 4, 2):
        minutes_pass(page, minutes)
        page.keyboard.press("ArrowRight")
    assert (shown(page, "pace"), page.locator("#next").is_disabled()) == ("끝", True)
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename == "talk.2026-03-02T093000.actual.csv"
    download.value.save_as(tmp_path / "actual.csv")
    text = (tmp_path / "actual.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == ACTUALS_COLUMNS
    assert [int(row["actual_seconds"]) for row in rows] == [0, 0, 60, 300, 360, 0, 240, 120]
    made = deck(session(OPTIONAL))
    actuals = compare_actuals(made.session, {"ko": schedule(made)}, [("actual.csv", text)])
    assert actuals.problems == ()
    assert [str(one.proposed) for one in actuals.parts] == ["12", "6", "4", "2"]


def test_reset_asks_first(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    minutes_pass(page, 1)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("#reset").click()
    assert shown(page, "elapsed") == "1:00"
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#reset").click()
    assert (shown(page, "elapsed"), shown(page, "pace")) == ("0:00", "시작 전")


def test_the_keyboard_alone_reaches_everything_and_is_seen(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    reached = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.id || document.activeElement.dataset.go, "
                                "getComputedStyle(document.activeElement).outlineStyle]")  # fmt: skip
        if focused[0] and focused[0] not in reached:
            assert focused[1] == "solid"
            reached.append(focused[0])
    assert reached == ["run", "next", "in-time", "in-full", "large", "reset", *map(str, range(8))]
    page.locator("#run").focus()
    page.keyboard.press("Space")
    assert shown(page, "run") == "일시정지"
    assert shown(page, "slide").startswith("1 · ")


def test_without_minutes_it_is_a_stopwatch(opened: Callable[..., Page]) -> None:
    page = opened(sheet("# T\n## A\n### A1\n## B\n"))
    page.keyboard.press("Space")
    minutes_pass(page, 3)
    page.keyboard.press("ArrowRight")
    minutes_pass(page, 1)
    assert (shown(page, "left-label"), shown(page, "left")) == ("경과", "4:00")
    assert page.locator("#clock").get_attribute("data-left") == "within"
    assert [page.locator(f"#{id}").is_visible() for id in ("pace", "slide-left", "catch-up")] == [False] * 3
    assert page.locator("[data-actual='0']").inner_text() == "3:00"


def test_space_still_pauses_after_a_tap(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.locator("#run").click()
    page.locator("#next").click()
    page.keyboard.press("Space")
    assert (shown(page, "pace"), shown(page, "slide")) == ("멈춤", "2 · Agenda")


def test_a_section_that_nears_its_end_is_said_once(opened: Callable[..., Page]) -> None:
    page = opened(sheet(OPTIONAL))
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert shown(page, "spoken").startswith("4 · A1")
    minutes_pass(page, 5.1)
    assert shown(page, "spoken") == "이 섹션이 5분 남았습니다"


def test_without_storage_it_still_runs_and_says_so(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(sheet(OPTIONAL), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    page.goto(file.as_uri())
    page.keyboard.press("Space")
    assert page.locator("#storage").is_visible()
    assert shown(page, "run") == "일시정지"
    context.close()


def pages_of(pdf: bytes) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(pdf)
    return len(document), "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_it_prints_on_one_or_two_pages(page: Page, tmp_path: Path) -> None:
    many = SEED.replace("### 정리", "\n".join(f"### 정리 {n}" for n in range(30)))
    for outline, most in ((SEED, 1), (many, 2)):
        file = tmp_path / "a.html"
        file.write_text(sheet(outline), encoding="utf-8")
        page.goto(file.as_uri())
        count, text = pages_of(page.pdf(prefer_css_page_size=True))
        assert count <= most
        assert "72분" in text
        assert "일시정지" not in text


def test_the_script_prints_slides_in_a_row_or_one_a_page(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(script_page(), encoding="utf-8")
    page.goto(file.as_uri())
    flowing, text = pages_of(page.pdf(prefer_css_page_size=True))
    assert flowing == 1 and "Itistheleftone." in text and "Oneslideapage" not in text
    page.get_by_label("One slide a page").check()
    assert pages_of(page.pdf(prefer_css_page_size=True))[0] >= 7


def test_the_handout_prints_its_notes(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(handout_page(), encoding="utf-8")
    page.goto(file.as_uri())
    assert "saidaloud" in pages_of(page.pdf(prefer_css_page_size=True))[1]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["sheet", "handout", "script"])
def test_nothing_stands_in_anybodys_way(browser: Browser, tmp_path: Path, kind: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 844},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    file = tmp_path / "a.html"
    made = {"sheet": lambda: sheet(OPTIONAL, start="09:30"), "handout": handout_page, "script": script_page}
    file.write_text(made[kind](), encoding="utf-8")
    page.clock.install()
    page.goto(file.as_uri())
    if kind == "sheet":
        page.keyboard.press("Space")
        minutes_pass(page, 4)
        assert page.locator("#catch-up").is_visible()
    elif kind == "handout":
        page.locator("details").first.evaluate("notes => notes.open = true")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("header, main").count() == 2
    context.close()


def test_what_got_into_a_page_neither_runs_nor_asks(browser: Browser, tmp_path: Path) -> None:
    address = "http://127.0.0.1:9/"
    hostile = f"""<script>document.title = "owned"</script><img src="x" onerror="document.title = 'owned'">
        <img src="{address}">"""
    refusals: list[str | None] = []
    for number, text in enumerate((sheet(OPTIONAL), handout_page())):
        file = tmp_path / f"{number}.html"
        file.write_text(text.replace("</h1>", f"</h1>{hostile}", 1), encoding="utf-8")
        page = browser.new_page()
        page.on("requestfailed", lambda request: refusals.append(request.failure) if request.url == address else None)
        page.goto(file.as_uri())
        assert page.locator("h1 + script").count() == 1 and page.title() != "owned"
        assert page.evaluate(f"fetch('{address}').then(() => 'sent', () => 'refused')") == "refused"
        page.close()
    assert len(refusals) >= 2 and set(refusals) == {"csp"}


def test_labels_of_figures_stand_in_their_boxes_on_a_page_that_is_read_from_the_right(
    page: Page, tmp_path: Path
) -> None:
    figure = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><rect x="100" y="5" width="90" height="30"/>'
        '<text x="104" y="24" font-size="12">VM 1: שרת</text></svg>'
    )
    file = tmp_path / "a.handout.html"
    file.write_text(handout_page("he", drawn=figure), encoding="utf-8")
    page.goto(file.as_uri())
    box, label = (page.locator(f"figure > svg {name}").first.bounding_box() for name in ("rect", "text"))
    assert box is not None and label is not None
    assert box["x"] <= label["x"] and label["x"] + label["width"] <= box["x"] + box["width"]
