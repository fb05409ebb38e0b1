"""Lessons played on the run sheet: the room's clock, several windows, and a phone, all on a clock of their own."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coursedeck.model.schedule import Clock, RoomTime
from tests.output.pages.samples import sheet
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.browser

LESSON = """
# T
## A (5)
### A1 (3)
> First words
### A2 (2)
## B (5)
### B1 (3) {optional=1}
### B2 (2)
> Last words
"""
Open = Callable[..., Page]


@pytest.fixture
def room(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser whose windows share one clock, which stands until a test moves it."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, timezone_id="Asia/Seoul"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def window(room: BrowserContext, tmp_path: Path) -> Open:
    """Opens another window on the same sheet."""

    def opened(text: str = "", at: str = "10:00:00", **viewport: int) -> Page:
        file = tmp_path / "a.run-sheet.html"
        if text:
            file.write_text(text, encoding="utf-8")
            room.clock.install(time="2026-03-02T08:00:00+09:00")
            room.clock.pause_at(f"2026-03-02T{at}+09:00")
        page = room.new_page()
        if viewport:
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.goto(file.as_uri())
        return page

    return opened


def lesson(slot: int | None = None, upcoming: str = "", outline: str = LESSON, start: str | None = "10:00") -> str:
    after = Clock.parse(upcoming).start if upcoming else None
    return sheet(outline, "en", start, room=RoomTime(None if slot is None else 60 * slot, after))


def shown(page: Page, id: str) -> str:
    return page.locator(f"#{id}").inner_text()


def minutes_pass(room: BrowserContext, minutes: float) -> None:
    room.clock.run_for(round(minutes * 60_000))


def actual(page: Page) -> list[str]:
    return page.locator("[data-actual]").all_text_contents()


@pytest.mark.parametrize(("at", "late"), [("10:04:00", 4), ("10:09:30", 10), ("10:12:00", 12), ("10:00:20", 0)])
def test_the_wall_tells_how_late_a_lesson_began(room: BrowserContext, window: Open, at: str, late: int) -> None:
    page = window(lesson(slot=10, upcoming="10:20"), at=at)
    page.keyboard.press("Space")
    minutes_pass(room, 0.01)
    assert shown(page, "pace") == (f"{late} min behind" if late else "On time")
    assert shown(page, "room") == "must end 10:10 · break until 10:20"
    assert page.locator("#catch-up").is_visible() == (late > 0)


def test_what_is_optional_goes_first_to_end_with_the_slot(room: BrowserContext, window: Open) -> None:
    page = window(lesson(slot=10), at="10:04:00")
    page.keyboard.press("Space")
    minutes_pass(room, 0.01)
    assert page.locator("#catch-up li:visible").all_inner_texts()[0] == "7 · B1 (saves 3 min)"
    page.get_by_role("button", name="Take the full time").click()
    assert (shown(page, "pace"), page.locator("#catch-up").is_hidden()) == ("On time", True)
    assert (shown(page, "room"), shown(page, "ends")) == ("", "ends about 10:14")
    page.keyboard.press("m")
    assert shown(page, "pace") == "4 min behind"


def test_a_pause_counts_against_the_slot(room: BrowserContext, window: Open) -> None:
    page = window(lesson(slot=15), at="10:00:00")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    minutes_pass(room, 1)
    page.keyboard.press("Space")
    minutes_pass(room, 10)
    assert shown(page, "pace") == "Paused"
    assert shown(page, "room").endswith("min behind · must end 10:15")
    page.keyboard.press("Space")
    minutes_pass(room, 0.01)
    assert "min behind" in shown(page, "pace")
    assert shown(page, "elapsed") == "1:00"
    assert page.locator("#catch-up").is_visible()  # 20 minutes end at 10:20


def test_a_reserve_of_the_slot_is_used_before_anything_is_left_out(room: BrowserContext, window: Open) -> None:
    page = window(lesson(slot=15), at="10:04:00")
    page.keyboard.press("Space")
    minutes_pass(room, 0.01)
    assert (shown(page, "pace"), page.locator("#catch-up").is_hidden()) == ("4 min behind", True)


def test_without_a_start_the_slot_begins_with_the_lesson(room: BrowserContext, window: Open) -> None:
    page = window(lesson(start=None), at="14:07:00")
    page.keyboard.press("Space")
    minutes_pass(room, 2)
    page.keyboard.press("Space")
    minutes_pass(room, 5)
    page.keyboard.press("Space")
    minutes_pass(room, 0.01)
    assert shown(page, "room") == "must end 14:17"
    assert "min behind" in shown(page, "pace")


@pytest.mark.parametrize("at", ["08:30:00", "11:30:00", "22:00:00"])
def test_a_rehearsal_is_not_late(room: BrowserContext, window: Open, at: str) -> None:
    page = window(lesson(slot=10, upcoming="10:20"), at=at)
    page.keyboard.press("Space")
    minutes_pass(room, 0.01)
    assert shown(page, "pace") == "On time"
    assert "break" not in shown(page, "room")


def test_two_windows_and_a_phone_show_one_lesson_to_the_second(
    room: BrowserContext, window: Open, tmp_path: Path
) -> None:
    laptop = window(lesson(slot=10), at="10:02:00")
    second = window()
    phone = window(width=390, height=844)
    laptop.keyboard.press("Space")
    minutes_pass(room, 1)
    laptop.keyboard.press("ArrowRight")
    expect(second.locator("#slide")).to_have_text(re.compile("^2"))
    minutes_pass(room, 0.5)
    second.keyboard.press("ArrowRight")
    expect(phone.locator("#slide")).to_have_text(re.compile("^3"))
    minutes_pass(room, 1.25)
    phone.locator("#run").click()
    expect(laptop.locator("#pace")).to_have_text("Paused")
    minutes_pass(room, 3)
    second.reload()
    assert shown(second, "pace") == "Paused"
    second.keyboard.press("Space")
    expect(laptop.locator("#run")).to_have_text("Pause")
    laptop.locator("[data-go='7']").click()  # all between is skipped
    minutes_pass(room, 2)
    laptop.keyboard.press("ArrowRight")
    expect(phone.locator("#pace")).to_have_text("Finished")
    for page in (laptop, second, phone):
        minutes_pass(room, 0.01)
        assert shown(page, "elapsed") == "4:45"
        assert actual(page) == ["1:00", "0:30", "1:15", "", "", "", "", "2:00"]
    with phone.expect_download() as download:
        phone.locator("#export").click()
    download.value.save_as(tmp_path / "actual.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "actual.csv").read_text("utf-8-sig"))))
    assert [int(row["actual_seconds"]) for row in rows] == [60, 30, 75, 0, 0, 0, 0, 120]
    assert {row["delivery"] for row in rows} == {"2026-03-02T10:02:00"}


def test_a_window_that_was_left_open_writes_over_nothing(room: BrowserContext, window: Open) -> None:
    first = window(lesson())
    stale = window()
    stale.evaluate("window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    first.keyboard.press("Space")
    for _ in range(6):
        minutes_pass(room, 0.5)
        first.keyboard.press("ArrowRight")
    stale.keyboard.press("ArrowRight")
    first.reload()
    assert shown(first, "elapsed") == "3:00"
    assert actual(first)[:6] == ["0:30"] * 6
    assert shown(stale, "pace") == shown(first, "pace")


def test_windows_without_storage_stay_in_step(room: BrowserContext, window: Open) -> None:
    room.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    first = window(lesson())
    first.keyboard.press("Space")
    minutes_pass(room, 1)
    first.keyboard.press("ArrowRight")
    second = window()
    expect(second.locator("#slide")).to_have_text(re.compile("^2"))
    minutes_pass(room, 0.5)
    second.keyboard.press("ArrowRight")
    expect(first.locator("#slide")).to_have_text(re.compile("^3"))
    assert actual(first)[:2] == ["1:00", "0:30"]


def test_the_large_clock_and_the_words_to_say(room: BrowserContext, window: Open) -> None:
    picture = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    made = sheet(LESSON, "en", "10:00", {"s-p3": picture}, RoomTime(600))
    page = window(made, at="10:01:00")
    page.keyboard.press("Space")
    page.locator("[data-go='2']").click()
    assert page.locator("#next-picture").get_attribute("src") == picture
    assert page.locator("#notes").is_hidden()
    page.keyboard.press("ArrowRight")
    assert (shown(page, "said"), page.locator("#picture").is_visible()) == ("First words", True)
    page.keyboard.press("n")
    assert page.locator("#said").is_hidden()
    page.keyboard.press("c")
    assert (shown(page, "wall-clock"), shown(page, "wall-session")) == ("10:01", "9:00")
    page.keyboard.press("Escape")
    assert page.locator("#wall").is_hidden()
    page.keyboard.press("c")
    page.locator("#small").click()
    assert page.locator("#wall").is_hidden()
