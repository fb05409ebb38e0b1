"""Shorter slots, days and weeks, and the clock in words."""

import unicodedata
from fractions import Fraction

import pytest

from coursedeck.base.words import ui_strings
from coursedeck.model.schedule import Clock
from coursedeck.model.session import FrontMatter, Session
from coursedeck.model.ui_strings import ENGLISH, UiStrings
from coursedeck.model.values import replace
from coursedeck.session.schedule import (
    StartOverride,
    check_days,
    check_minutes,
    count_syllables,
    count_words,
    course_total,
    fit_slot,
    note_lines,
    place_in_path,
    schedule,
    section_name,
    session_clock,
    speaking_seconds,
    total_lines,
    with_hidden,
)
from coursedeck.session.schedule.speech import pace_for
from tests.session.schedule.decks import SEED, course, deck, session

KOREAN = ui_strings("ko")

OPTIONAL = """
# T
## A (20)
### A1
### A2 (6) {optional=1}
## B (10) {optional=2}
### B1
## C (12)
### C1 (4) {optional=3}
### C2 (8)
## D (8) {optional=3}
"""


def left_out(slot: int) -> list[str]:
    return [part.heading for part in fit_slot(session(OPTIONAL), Fraction(slot)).left_out]


@pytest.mark.parametrize(
    ("slot", "headings"),
    [
        (50, []),
        (47, ["C1"]),  # fewest, then the shortest that is enough
        (45, ["D"]),
        (40, ["C1", "D"]),
        (38, ["C1", "D"]),
        (30, ["B", "C1", "D"]),
        (22, ["A2", "B", "C1", "D"]),
    ],
)
def test_the_largest_number_goes_first(slot: int, headings: list[str]) -> None:
    assert left_out(slot) == headings


def test_what_a_later_choice_makes_needless_comes_back() -> None:
    made = session("# T\n## A (5)\n## B (2) {optional=3}\n## C (9) {optional=1}")
    assert [part.heading for part in fit_slot(made, Fraction(7)).left_out] == ["C"]


def test_a_variant_ends_in_its_slot_and_hides_its_slides() -> None:
    variant = fit_slot(session(OPTIONAL), Fraction(30))
    placed = with_hidden(deck(variant.session))
    times = schedule(placed)
    assert times.seconds <= 30 * 60
    assert sum(time.seconds for time in times.slides) == times.seconds
    assert [one.id for one in placed.slides if one.hidden] == ["s-p5", "s-p6", "s-p8", "s-p10"]
    assert check_minutes(variant.session, course(), Fraction(30)) == ()
    assert variant.problems == ()
    assert str(variant.left_out[0]) == "content/talk.md:5: left out: “B” (10 min)"


def test_minutes_above_a_hidden_part_are_reduced_and_written_anew() -> None:
    section = fit_slot(session(OPTIONAL), Fraction(22)).session.parts[0]
    assert (section.minutes, section.minutes_text) == (Fraction(14), "(14)")


def test_an_optional_part_without_minutes_saves_whole_minutes() -> None:
    made = session("# T\n## A (20)\n### B\n> " + "말 " * 100 + "\n### C {optional=1}\n> " + "말 " * 100)
    variant = fit_slot(made, Fraction(12))
    assert [part.minutes.denominator for part in variant.left_out] == [1]
    assert variant.session.minutes() == 20 - variant.left_out[0].minutes <= 12


def test_short_slides_together_save_whole_minutes() -> None:
    slides = "".join(f"### S{number}{' {optional=1}' if number else ''}\n> {'말 ' * 40}\n" for number in range(15))
    made = session(f"# T\n## A (10)\n{slides}")
    variant = fit_slot(made, Fraction(7))
    assert variant.problems == ()
    assert all(0 < part.minutes < 1 for part in variant.left_out)
    assert variant.session.minutes() == 7
    assert 3 <= sum(part.minutes for part in variant.left_out) < 4


def test_what_is_optional_says_so_on_its_slides_and_below() -> None:
    made = deck(session("# T\n## A (5)\n### A1 {optional=3}\n#### A11\n## B (5) {optional=1}"))
    assert [time.optional for time in schedule(made).slides] == [None, None, None, 3, 3, 1]


def test_a_slot_that_cannot_be_met_is_a_finding() -> None:
    (problem,) = fit_slot(session(OPTIONAL), Fraction(10)).problems
    assert "22 minutes remain for a slot of 10, with every optional part left out" in problem.message
    (problem,) = fit_slot(session(SEED), Fraction(50)).problems
    assert "nothing is marked {optional}: mark 22 more minutes" in problem.message


def test_what_a_section_says_itself_keeps_its_share() -> None:
    made = session("# T\n## A (10)\n> " + "말 " * 100 + "\n### B {optional=1}\n> " + "말 " * 100)
    (part,) = fit_slot(made, Fraction(8)).left_out
    assert 4 < part.minutes < 6


def test_something_is_always_left() -> None:
    variant = fit_slot(
        session("# T\n## A (30) {optional=1}\n## B (40) {optional=1}\n## C (35) {optional=2}"), Fraction(20)
    )
    assert [part.heading for part in variant.left_out] == ["B", "C"]
    (problem,) = variant.problems
    assert (
        "30 minutes remain for a slot of 20, and leaving out what else is optional would leave nothing"
        in problem.message
    )


def test_many_optional_parts_are_still_chosen_quickly() -> None:
    made = session("# T\n" + "## A (3) {optional=1}\n" * 60)
    assert len(fit_slot(made, Fraction(100)).left_out) == 27


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("week_01/day_02/session_2", (1, 2, 2)),
        ("week1/day2/hypervisors", (1, 2, None)),
        ("w01/d2", (1, 2, None)),
        ("w01d02s03", (1, 2, 3)),
        ("Week 3/Day 10/s4-containers", (3, 10, 4)),
        ("news/words2/days", (None, None, None)),
        ("1주차_네트워크/2일차/3교시", (1, 2, 3)),
        (unicodedata.normalize("NFD", "제2주차/제1일차/제4강"), (2, 1, 4)),
        ("第1週/第2日/第3回", (1, 2, 3)),
        ("woche_1/tag_02/sitzung_3", (1, 2, 3)),
        ("주차1/일차2/세션3", (1, 2, 3)),
    ],
)
def test_places_in_paths(path: str, place: tuple[int | None, int | None, int | None]) -> None:
    assert place_in_path(path) == place


def test_rollup_adds_up_and_starts_sessions_one_after_another() -> None:
    sessions = [
        session("# Two\n## A (40)", "week_01/day_01/session_2"),
        session("# One\n## A (50)", "week_01/day_01/session_1"),
        session("# Three\n## A (30)", "week_02/day_01/session_1"),
        session("# Loose\n## A (5)", "extra"),
    ]
    total = course_total(sessions, course(slot=50, start="09:30", break_minutes=10))
    assert [one.title for one in total.sessions] == ["One", "Two", "Three", "Loose"]
    assert [week.minutes for week in total.weeks] == [90, 30, 5]
    assert total.minutes == 125
    assert total.weeks[0].days[0].breaks == 10
    assert [one.start.at(0) for one in total.sessions if one.start] == ["09:30", "10:30", "09:30", "09:30"]
    assert check_days(total) == ()
    assert session_clock(sessions[0], total) == Clock.parse("10:30")


def test_a_session_may_be_followed_by_a_break_of_its_own() -> None:
    sessions = [session("# T\n## A (50)", f"w1/d1/s{number}") for number in (1, 2, 3)]
    sessions[0] = replace(sessions[0], front=FrontMatter(break_minutes=Fraction(0)))
    sessions[1] = replace(sessions[1], front=FrontMatter(break_minutes=Fraction(60)))
    total = course_total(sessions, course(start="09:00", break_minutes=10))
    assert [one.start.at(0) for one in total.sessions if one.start] == ["09:00", "09:50", "11:40"]
    assert total.weeks[0].days[0].breaks == 60


def test_a_beginning_that_is_asked_for_is_that_of_the_first_session_asked_for() -> None:
    sessions = [session("# T\n## A (50)", f"w1/d{day}/s{number}") for day in (1, 2) for number in (1, 2)]
    sessions[0] = replace(sessions[0], front=FrontMatter(start="08:00"))
    settings = course(start="09:30", break_minutes=10)

    def starts(paths: set[str] | None) -> list[str]:
        total = course_total(sessions, settings, start_override=StartOverride(Clock.parse("13:00"), paths))
        return [one.start.at(0) for one in total.sessions if one.start]

    assert starts(None) == ["13:00", "14:00", "13:00", "14:00"]
    assert starts({"w1/d1/s2"}) == ["08:00", "13:00", "09:30", "10:30"]


def test_front_matter_wins_over_folders() -> None:
    made = replace(session("# T\n## A (5)", "week_01/day_01/s1"), front=FrontMatter(week=4, start="14:00"))
    (one,) = course_total([made], course(start="09:00")).sessions
    assert (one.week, one.day, one.start) == (4, 1, Clock.parse("14:00"))


def test_sessions_of_one_date_are_a_day_where_none_is_named() -> None:
    def dated(path: str, date: str | None) -> Session:
        return replace(session("# T\n## A (50)", path), front=FrontMatter(date=date))

    sessions = [dated("b", "2026-03-03"), dated("a", "2026-03-03"), dated("c", "2026-03-02"), dated("d", None)]
    total = course_total(sessions, course(slot=50, start="09:00", break_minutes=10))
    assert [(one.path, one.start.at(0)) for one in total.sessions if one.start] == [
        ("c", "09:00"),
        ("a", "09:00"),
        ("b", "10:00"),
        ("d", "09:00"),
    ]
    days = [(day.date, int(day.breaks)) for day in total.weeks[0].days]
    assert days == [("2026-03-02", 0), ("2026-03-03", 10), (None, 0)]
    (problem,) = check_days(course_total([dated("w1/d1/s1", "2026-03-02"), dated("w1/d1/s2", "2026-03-03")], course()))
    assert str(problem) == (
        "content/w1/d1/s2.md:1: warning: is on 2026-03-03, “T” of the same day on 2026-03-02: mend one of them"
    )


def test_a_shorter_slot_moves_what_comes_after() -> None:
    sessions = [
        session("# One\n## A (40)\n## B (32) {optional=1}", "w1/d1/s1"),
        session("# Two\n## A (40)", "w1/d1/s2"),
    ]
    settings = course(start="10:00", break_minutes=10)
    assert session_clock(sessions[1], course_total(sessions, settings)) == Clock.parse("11:22")
    assert session_clock(sessions[1], course_total(sessions, settings, Fraction(50))) == Clock.parse("11:00")


def test_days_weeks_and_the_course_say_what_they_add_up_to() -> None:
    sessions = [
        session("# One\n## A (50)", "week_01/day_01/session_1"),
        session("# Two\n## A (40)", "week_01/day_01/session_2"),
        session("# Three\n## A (7.5)", "week_01/day_02/session_1"),
        session("# Loose\n## A (5)", "extra"),
    ]
    assert list(total_lines(course_total(sessions, course(start="09:30", break_minutes=10)))) == [
        "week 1, day 1: 2 sessions, 90 min (1 h 30 min) and 10 min of breaks, 09:30–11:10",
        "week 1: 3 sessions, 97.5 min (1 h 37.5 min)",
        "course: 4 sessions, 102.5 min (1 h 42.5 min)",
    ]
    assert list(total_lines(course_total(sessions[:1], course()))) == []


def test_sessions_that_overlap_are_a_finding() -> None:
    second = replace(session("# B\n## A (5)", "w1/d1/s2"), front=FrontMatter(start="09:20", lines={"start": 3}))
    first = session("# A\n## A (50)", "w1/d1/s1")
    (problem,) = check_days(course_total([first, second], course(start="09:00")))
    assert str(problem).startswith("content/w1/d1/s2.md:3: warning: starts at 09:20, before “A” ends at 09:50")


@pytest.mark.parametrize("text", ["", "9", "25:00", "09:60", "9:5", "-1:00", "nine"])
def test_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError, match="no time of day"):
        Clock.parse(text)


NOTED = "# T\n## First (25)\n### x\n## 2. 섹션 이름 (22)\n첫 문단이 목표다:\n### y (3)\n### z\n## Later\n### w"


def notes(slide: str, words: UiStrings = KOREAN, start: str | None = None) -> tuple[str, ...]:
    made = deck(session(NOTED))
    trimmed = replace(made, slides=tuple(one for one in made.slides if one.id != "s-p4"))
    return note_lines(schedule(trimmed), slide, words, Clock.parse(start) if start else None)


def test_the_header_of_a_note() -> None:
    header, slot, opening = notes("s-p6")
    assert slot == "섹션 22분 · 00:25–00:47"
    assert header == "00:25–00:28 · 3분 · 2. 섹션 이름 · 남은 시간 19분"
    assert opening == "목표: 첫 문단이 목표다 · 00:47에 끝"
    assert notes("s-p7") == ("00:28–00:47 · 19분 · 2. 섹션 이름 · 남은 시간 0분", "섹션 22분 · 00:25–00:47")


def test_the_header_in_english_with_the_time_of_day() -> None:
    header, slot, opening = notes("s-p6", ENGLISH, "09:30")
    assert header == "00:25–00:28 · 3 min · 2. 섹션 이름 · 19 min left"
    assert slot == "Section 22 min · 00:25–00:47 · Slide 09:55–09:58"
    assert opening == "Goal: 첫 문단이 목표다 · ends at 00:47 (10:17)"


def test_notes_outside_timed_sections() -> None:
    assert notes("title") == ("00:00–00:47 · 전체 47분",)
    assert notes("title", KOREAN, "09:30") == ("00:00–00:47 · 전체 47분", "시각 09:30–10:17")
    assert notes("s-p9") == ("Later",)


def test_section_names_carry_minutes() -> None:
    timed, _, untimed = schedule(deck(session(NOTED))).sections
    assert section_name(timed, ENGLISH) == "First (25 min)"
    assert section_name(untimed, ENGLISH) == "Later"


def test_speech_is_counted_in_the_units_of_the_language() -> None:
    assert count_words("仮想マシンと VM") == 7
    assert count_syllables("컨테이너와 Docker 24") == 5 + 2 + 2
    assert speaking_seconds("가" * 300, pace_for("ko")) == 60
    assert speaking_seconds("word " * 140, pace_for("en-GB")) == 60
