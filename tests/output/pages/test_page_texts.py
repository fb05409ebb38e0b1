"""What the pages say, before any browser."""

import csv
import io
import re
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from coursedeck.base.words import ui_strings
from coursedeck.model.schedule import Clock
from coursedeck.model.totals import CourseTotal, DayTotal, SessionTotal, WeekTotal
from coursedeck.model.values import replace
from coursedeck.output.pages import CalendarIdentity, handout, ics, run_sheet, timing_csv
from coursedeck.session.schedule import fit_slot, schedule, with_hidden
from tests.output.pages.samples import FILE, HERE, everything, handout_page, script_page, sheet
from tests.session.schedule.decks import SEED, deck, session

KOREAN = ui_strings("ko")


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def parsed(page: str) -> Any:
    """The page as a tree, as loosely typed as XPath is."""
    return html.fromstring(page)


def test_timing_has_a_row_a_slide_and_adds_up() -> None:
    made = deck(session(SEED))
    table = rows(timing_csv(made, schedule(made)))
    assert len(table) == len(made.slides)
    assert sum(int(row["planned_seconds"]) for row in table) == 72 * 60
    assert [row["section_minutes"] for row in table if row["title"] == "정리"] == ["22"]
    assert (table[-1]["start"], table[-1]["end"]) == ("01:12:00", "01:12:00")
    assert all(before["end"] <= after["start"] for before, after in pairwise(table))


def test_timing_keeps_quotes_commas_and_lines() -> None:
    made = deck(session('# T\n## A, "b" (5)\n### x'))
    text = timing_csv(made, schedule(made))
    assert rows(text)[2]["section"] == 'A, "b"'
    assert text.count("\r\n") == len(made.slides) + 1
    assert "\n" not in text.replace("\r\n", "")


def test_timing_marks_what_is_hidden() -> None:
    variant = fit_slot(session("# T\n## A (5)\n## B (5) {optional=1}"), Fraction(5))
    made = with_hidden(deck(variant.session))
    assert [row["hidden"] for row in rows(timing_csv(made, schedule(made)))] == ["", "", "", "yes"]


def test_the_sheet_needs_nothing_from_elsewhere() -> None:
    for page in (sheet(), handout_page()):
        tree = parsed(page)
        assert tree.xpath("//link | //script[@src] | //iframe | //base") == []
        addresses = [str(address) for address in tree.xpath("//img/@src")]
        assert [address for address in addresses if address.startswith(("http", "/", "file:"))] == []
        assert not re.search(r"@import|url\((?!#)", page)
        assert page.startswith('<!DOCTYPE html>\n<html lang="ko"')


def test_the_sheet_shows_every_section_with_its_minutes_and_times() -> None:
    tree = parsed(sheet())
    sections = [" ".join(row.text_content().split()) for row in tree.xpath("//tr[@class='section']")]
    assert sections[2] == "1. 역사적 진화 00:05–00:25 09:35–09:55 20분"
    assert sections[0] == "교과과정에서의 위치 –"
    assert len(tree.xpath("//tr[contains(@class, 'row')]")) == 27


def test_the_sheet_without_a_start_has_no_times_of_day() -> None:
    tree = parsed(sheet(start=None))
    sections = [" ".join(row.text_content().split()) for row in tree.xpath("//tr[@class='section']")]
    assert sections[2] == "1. 역사적 진화 00:05–00:25 20분"


@pytest.mark.parametrize("start", [None, "09:30"])
def test_the_sheet_of_a_session_without_minutes_has_no_empty_columns(start: str | None) -> None:
    tree = parsed(sheet("# T\n## A\n### One\n### Two\n## B\n", "en", start))
    heads = [" ".join(cell.text_content().split()) for cell in tree.xpath("//thead//th")]
    assert heads == ["#", "Slide", "Actual"]
    assert {len(row.xpath("./td")) for row in tree.xpath("//tr[contains(@class, 'row')]")} == {3}
    assert "–" not in tree.xpath("string(//table)")


def test_what_is_hidden_is_marked_without_minutes_too() -> None:
    made = deck(session("# T\n## A\n### One\n", locale="en"))
    hidden = replace(made, slides=(*made.slides[:-1], replace(made.slides[-1], hidden=True)))
    tree = parsed(run_sheet(hidden, schedule(hidden), ui_strings("en")))
    assert "hidden" in tree.xpath("string(//tr[contains(@class, 'left-out')])").lower()


def test_text_cannot_break_out_of_the_sheet() -> None:
    page = sheet("# T\n## </script><script>alert(1)</script> (5)\n### <img src=x onerror=alert(1)>")
    tree = parsed(page)
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//tbody//img") == []


def test_thumbnails_are_shown_where_given() -> None:
    tree = parsed(sheet(small={"s-p4": "data:image/png;base64,AA"}))
    assert tree.xpath("//tr[@id='row-4']//img/@src") == ["data:image/png;base64,AA"]
    assert len(tree.xpath("//tbody//img")) == 1


def test_a_course_has_its_own_templates(tmp_path: Path) -> None:
    (tmp_path / "run-sheet.html.j2").write_text("{{ title }}: {{ total }}")
    made = deck(session("# T\n## A (5)"))
    assert run_sheet(made, schedule(made), KOREAN, templates=tmp_path) == "T: 5분"
    assert handout(made.session, schedule(made), KOREAN, templates=tmp_path).startswith("<!DOCTYPE html>")


def test_pages_are_the_same_every_time() -> None:
    assert sheet() == sheet()
    assert handout_page() == handout_page()


def test_languages_change_the_words_and_the_direction() -> None:
    assert "진행표" in sheet()
    assert "Run sheet" in sheet(locale="en")
    assert '<html lang="he" dir="rtl">' in sheet(locale="he")


@pytest.fixture(scope="module")
def handout_tree() -> Any:
    return parsed(handout_page())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//h1", "제목 & <표시>"),
        ("//h2[@id='everything']", "1. 모든 것 10분"),
        ("//h3[@id='extra']", "선택 선택"),
        ("//main/p/strong", "<b>글</b>"),
        ("//main//a[@href='https://example.org/?a=1&b=2']", "web"),
        ("//main//a[@href='../day_02/s2.handout.html#intro']", "next"),
        ("//ol[@start='3']/li", "deep"),
        ("//th[@scope='row' and text()='나']/following-sibling::td[@class='right']", "2"),
        ("//*[@class='hll']", "return 'a' + 1 # note"),
        ("(//div[@class='code'])[2]", "plain <text>"),
        ("//blockquote/p", "quoted"),
        ("//div[@class='callout callout-warning']/p[1]", "주의"),
        ("//details/summary", "강의 노트"),
        ("//tr[@class='stressed']/th", "CPU"),
        ("//tr[@class='stressed']/td[1]/span", "15%"),
        ("//figure[@class='chart']//tr[2]/td[2]/span", "30.5%"),
        ("//svg[@aria-label='셋 <그림>']/../figcaption", "caption"),
        ("//img[@alt='by address']/@src", FILE),
        ("//p[@class='placeholder'][1]", "undrawn"),
        ("//img[@alt='a picture']/@src", "data:image/gif;base64,R0lGODlhAQABAAAAACw="),
        ("(//p[@class='placeholder'])[2]", "그림이 없습니다: gone"),
        ("//p[@id='footnote-1']", "1 below"),
        ("//nav//a[@href='#everything']", "1. 모든 것"),
        ("//ul[@class='goals']/li", "goal"),
    ],
)
def test_the_handout_holds_every_kind_of_block(handout_tree: Any, path: str, expected: str) -> None:
    found = handout_tree.xpath(path)
    shown = found[0] if isinstance(found[0], str) else found[0].text_content()
    assert " ".join(shown.split()) == expected


def test_links_that_run_something_lead_nowhere(handout_tree: Any) -> None:
    assert "javascript:" not in handout_page()
    assert "bad" in handout_tree.xpath("//main/p[2]")[0].text_content()


def test_ids_of_inlined_figures_do_not_meet() -> None:
    ids = re.findall(r'\bid="([^"]+)"', handout_page())
    assert len(ids) == len(set(ids))
    assert 'fill="url(#figure-drawn-g)"' in handout_page()
    assert 'fill="url(#figure-other-g)"' in handout_page()


def test_a_session_of_nothing_is_still_a_page() -> None:
    made = deck(session("# T"))
    times = schedule(made)
    assert "<h1>T</h1>" in handout(made.session, times, KOREAN)
    assert "<h1>T</h1>" in run_sheet(made, times, KOREAN)
    assert everything().minutes() == 10


HELD = CalendarIdentity("컨테이너")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)


def course(**changes: object) -> CourseTotal:
    values: dict[str, object] = {
        "path": "w1/d1/s1", "title": "가상머신, 컨테이너; 그리고 아주 긴 제목이 한 줄을 넘는 경우", "source": HERE,
        "minutes": Fraction(72), "week": 1, "day": 1, "number": 1, "date": "2026-03-02", "start": Clock.parse("23:30"),
    }  # fmt: skip
    one = SessionTotal(**(values | changes))  # type: ignore[arg-type]
    return CourseTotal((WeekTotal(1, (DayTotal(1, 1, (one,), Fraction(0)),)),))


def test_the_calendar_holds_dated_sessions() -> None:
    text = ics(course(), "강좌", ui_strings("ko"), STAMP, HELD)
    lines = text.split("\r\n")
    assert "DTSTART:20260302T233000" in lines
    assert "DTEND:20260303T004200" in lines
    assert [line for line in lines if line.startswith("UID:")] == [f"UID:{HELD.uid(course().sessions[0])}"]
    assert "DTSTAMP:20260101T000000Z" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert "SUMMARY:가상머신\\, 컨테이너\\; 그리고 아주 긴 제목이 한 줄을 넘는 경우" in text.replace("\r\n ", "")
    assert text.endswith("END:VCALENDAR\r\n")


def test_a_session_without_a_start_takes_the_day_and_one_without_a_date_none() -> None:
    assert "DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260303" in ics(
        course(start=None), "x", KOREAN, STAMP, HELD
    )
    assert ics(course(date=None), "x", KOREAN, STAMP, HELD) == ""


def test_an_event_is_the_same_for_one_session_of_one_course_alone() -> None:
    (one,) = course().sessions
    (moved,) = course(path="w1/d1/s2").sessions
    (renamed,) = course(title="x", minutes=Fraction(5)).sessions
    assert HELD.uid(one) == HELD.uid(renamed)
    assert len({HELD.uid(one), HELD.uid(moved), CalendarIdentity("다른 강좌").uid(one)}) == 3


def test_where_the_place_is_known_times_are_in_utc() -> None:
    text = ics(course(), "x", KOREAN, STAMP, replace(HELD, timezone="Asia/Seoul"))
    assert "DTSTART:20260302T143000Z\r\nDTEND:20260302T154200Z\r\n" in text
    summer = course(date="2026-07-01", start=Clock.parse("09:00"))
    assert "DTSTART:20260701T070000Z" in ics(summer, "x", KOREAN, STAMP, replace(HELD, timezone="Europe/Berlin"))


def test_a_session_without_minutes_has_no_end() -> None:
    assert "DTEND" not in ics(course(minutes=Fraction(0)), "x", KOREAN, STAMP, HELD)


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", " =1", "\x1b[31mx"])
def test_no_cell_of_the_times_is_a_formula(title: str) -> None:
    made = deck(session(f"# T\n## {title} (5)\n### {title}"))
    cells = [cell for row in rows(timing_csv(made, schedule(made))) for cell in row.values()]
    assert [cell for cell in cells if re.match(r"\s*[=+@]|-(?!\d+$)", cell) or "\x1b" in cell] == []
    assert any(title.strip().replace("\x1b", "") in cell.replace("\\x1b", "") for cell in cells)


def test_the_audience_does_not_get_what_the_instructor_says() -> None:
    assert "said aloud" not in handout_page(notes=False)
    assert "said aloud" in handout_page(notes=True)


def test_the_script_has_every_slide_with_its_minutes_and_words() -> None:
    tree = parsed(script_page())
    slides = tree.xpath("//article")
    assert [" ".join(one.xpath("string(.//*[@class='name'])").split()) for one in slides] == [
        "1 T", "2 Agenda", "3 A", "4 A1", "5 A2", "6 B", "7 B1 optional",
    ]  # fmt: skip
    assert [" ".join(one.xpath("string(.//*[@class='when'])").split()) for one in slides[3:5]] == [
        "09:30–09:33 3 min", "09:33–09:35 2 min",
    ]  # fmt: skip
    assert "It is the left one." in slides[3].text_content()
    assert [" ".join(one.text_content().split()) for one in tree.xpath("//h2[@class='opens']")] == [
        "A 5 min",
        "B 5 min",
    ]
    assert len(tree.xpath("//article//img")) == 1
    assert not tree.xpath("//script")
    arabic = parsed(script_page("ar", None))
    assert arabic.get("dir") == "rtl"
    # so that a date after Arabic words keeps its order
    assert arabic.xpath("//header/p[@class='facts'][bdi and not(normalize-space(translate(text(), '·', '')))]")


@pytest.mark.parametrize(
    "title", ["Solution", "정답", "✅ Answer 2:", "Sample solution", "Solution to the exercise", "उत्तर"]
)
def test_parts_that_are_called_solutions_are_in_handouts_that_have_solutions(title: str) -> None:
    made = deck(session(f"# T\n## A (5)\n### Task\nAsked\n### {title}\nTold\n#### Below\nMore\n### After\nLater"))
    without = handout(made.session, schedule(made), KOREAN)
    assert [word in without for word in ("Asked", "Told", "More", "Later")] == [True, False, False, True]
    assert "Told" in handout(made.session, schedule(made), KOREAN, solutions=True)


def test_a_title_that_has_a_solution_in_it_is_no_solution() -> None:
    made = deck(session("# T\n## A (5)\n### A solution for all\nTold\n### Answering machines\nMore"))
    assert {"Told", "More"} <= set(re.findall(r"\w+", handout(made.session, schedule(made), KOREAN)))
