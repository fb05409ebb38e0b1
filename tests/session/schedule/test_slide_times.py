"""Slides share the minutes of their sections without losing a second."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.model.course import Course
from coursedeck.model.pace import Pace, PaceChange, SpeechUnit
from coursedeck.model.problem import Source
from coursedeck.model.schedule import Schedule, whole_seconds
from coursedeck.model.session import Picture, Session
from coursedeck.model.slide import Deck, Layout, PictureShape
from coursedeck.model.text import literal
from coursedeck.model.units import Box
from coursedeck.model.values import replace
from coursedeck.session.schedule import check_minutes, check_pace, pace_for, schedule
from coursedeck.session.schedule.share import apportion
from tests.session.schedule.decks import SEED, course, deck, session, slide, without


def lengths(made: Schedule) -> dict[str, int]:
    return {time.slide: time.seconds for time in made.slides}


def by_title(made: Deck, pace: Pace | None = None) -> dict[str, int]:
    titles = {one.id: one.title.paragraphs[0].plain for one in made.slides}
    return {titles[id]: seconds for id, seconds in lengths(schedule(made, pace)).items()}


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**4), max_size=40))
def test_shares_add_up(total: int, weights: list[int]) -> None:
    shares = apportion(total, weights)
    assert sum(shares) == (total if weights else 0)
    assert all(share >= 0 for share in shares)
    if sum(weights):
        assert all(
            abs(share - total * weight / sum(weights)) < 1 for share, weight in zip(shares, weights, strict=True)
        )


@st.composite
def outlines(draw: st.DrawFn) -> str:
    """Headings of three levels, some with minutes, sensible or not."""
    minutes = st.one_of(st.none(), st.fractions(0, 40, max_denominator=6), st.integers(0, 30))
    lines = ["# T"]
    for level in draw(st.lists(st.sampled_from([2, 3, 3, 3, 4, 4]), max_size=25)):
        depth = min(level, lines[-1].count("#") + 1) if len(lines) > 1 else 2
        number = draw(minutes)
        lines.append(f"{'#' * depth} Part" + ("" if number is None else f" ({number})"))
    return "\n".join(lines)


@given(outlines(), st.data())
def test_seconds_are_exact_whatever_the_author_wrote(text: str, data: st.DataObject) -> None:
    made = deck(session(text))
    gone = data.draw(st.sets(st.sampled_from([one.id for one in made.slides])))
    kept = without(made, *gone)
    times = schedule(kept)
    assert times.seconds == whole_seconds(times.total)
    assert all(time.start <= time.end for time in times.slides)
    assert all(before.end <= after.start for before, after in pairwise(times.slides))
    assert all(before.end == after.start for before, after in pairwise(times.sections))
    for section in times.sections:
        slides = [time.seconds for time in times.slides if time.section == section.index]
        assert sum(slides) == (section.seconds if slides else 0)


def test_the_seed_takes_72_minutes_to_the_second() -> None:
    times = schedule(deck(session(SEED)))
    assert times.seconds == 72 * 60
    assert sum(lengths(times).values()) == 72 * 60
    assert [section.seconds // 60 for section in times.sections] == [0, 5, 20, 22, 10, 8, 7, 0, 0]


def test_title_and_agenda_and_untimed_sections_take_no_time() -> None:
    times = schedule(deck(session(SEED)))
    assert {time.seconds for time in times.slides if time.section in {None, 0, 7, 8}} == {0}
    assert (times.slides[0].end, times.slides[-1].start) == (0, 72 * 60)


def test_every_slide_of_a_timed_section_gets_time_where_its_parts_leave_any() -> None:
    times = schedule(deck(session(SEED)))
    assert all(time.seconds > 0 for time in times.slides if time.section in range(1, 6))


def test_a_part_with_minutes_shares_exactly_those() -> None:
    seconds = by_title(
        deck(session("# T\n## A (20)\n### B (6)\n#### B1\n#### B2\n### C\na few words to read\n### D (4)"))
    )
    assert seconds["B"] + seconds["B1"] + seconds["B2"] == 6 * 60
    assert seconds["D"] == 4 * 60
    assert seconds["A"] + seconds["C"] == 10 * 60
    assert seconds["C"] > seconds["A"]


def test_what_a_title_promises_the_clock_keeps() -> None:
    seconds = by_title(deck(session(SEED)))
    assert (seconds["그룹 토론"], seconds["발표 및 토론"]) == (5 * 60, 2 * 60)
    assert [seconds[title] for title in ("실습: 비교 분석", "시나리오 분석", "요구사항")] == [0, 0, 0]


LEAD_IN = "# T\n## 2. Work (7)\n### The task\n{lead}\n#### In pairs (5)\n> Five minutes from now\n### Talk (2)\n> Ask\n"


@pytest.mark.parametrize(
    "lead", ["> " + "Show the wheel, say what is to be done, and ask. " * 9, "one\n> some more words\n" * 40]
)
def test_slides_for_which_timed_parts_leave_nothing_are_told(lead: str) -> None:
    made = deck(session(LEAD_IN.format(lead=lead)))
    seconds = by_title(made)
    assert (seconds["In pairs"], seconds["Talk"], seconds["The task"]) == (300, 120, 0)
    (problem,) = check_pace(made, schedule(made))
    assert str(problem).startswith("content/talk.md:2: warning: the parts of “2. Work” take all of its 7 minutes")
    assert "nothing is left for “The task” (line 3), about " in problem.message
    enough = re.findall(r"give it (\d+) minutes", problem.message)
    mended = deck(session(LEAD_IN.format(lead=lead).replace("(7)", f"({enough[0]})")))
    assert check_pace(mended, schedule(mended)) == ()
    assert by_title(mended)["In pairs"] == 300


def test_a_section_without_minutes_of_its_own_is_told_to_have_only_those_of_its_parts() -> None:
    lead = "> " + "Show the wheel, say what is to be done, and ask. " * 9
    made = deck(session(LEAD_IN.replace(" (7)", "").format(lead=lead)))
    (problem,) = check_pace(made, schedule(made))
    assert "“2. Work” has only the 7 minutes of its parts, and nothing is left for “The task” (line 3)" in str(problem)
    enough = re.findall(r"e\.g\. “\((\d+) min\)”", problem.message)
    mended = deck(session(LEAD_IN.replace("(7)", f"({enough[0]} min)").format(lead=lead)))
    assert check_pace(mended, schedule(mended)) == ()


def test_an_opening_that_nobody_wrote_needs_no_minutes() -> None:
    made = deck(session("# T\n## Work (7)\n### In pairs (5)\n### Talk (2)"))
    assert by_title(made) == {**by_title(made), "Work": 0, "In pairs": 300, "Talk": 120}
    assert check_pace(made, schedule(made)) == ()


def test_minutes_of_a_part_without_a_slide_go_to_the_slide_that_shows_it() -> None:
    made = deck(session("# T\n## A (7)\n### Scenario\n#### Discuss (5)\n### Present (2)"))
    seconds = lengths(schedule(without(made, "s-p2", "s-p4")))
    assert seconds["s-p3"] == 5 * 60
    assert seconds["s-p5"] == 2 * 60


def test_parts_that_exceed_their_whole_are_squeezed_into_it() -> None:
    made = deck(session("# T\n## A (7)\n### B (5)\n### C (3)"))
    seconds = lengths(schedule(without(made, "s-p2")))
    assert (seconds["s-p3"], seconds["s-p4"]) == (263, 157)


def test_more_to_say_gets_more_time() -> None:
    seconds = by_title(deck(session("# T\n## A (10)\n### Short\n> 짧다\n### Long\n> " + "길게 설명합니다 " * 20)))
    assert seconds["Long"] > 3 * seconds["Short"]


def test_hidden_slides_take_no_time_and_leave_it_to_the_others() -> None:
    made = deck(session("# T\n## A (10)\n### B\n### C"))
    hidden = replace(made, slides=tuple(replace(one, hidden=True) if one.id == "s-p3" else one for one in made.slides))
    times = schedule(hidden)
    assert lengths(times)["s-p3"] == 0
    assert sum(lengths(times).values()) == 600


def test_the_minutes_of_a_hidden_slide_go_to_what_is_shown() -> None:
    made = deck(session("# T\n## A (10)\n### B\n### C (4)\n### D"))
    hidden = replace(made, slides=tuple(replace(one, hidden=one.id == "s-p4") for one in made.slides))
    seconds = lengths(schedule(hidden))
    assert (seconds["s-p2"], seconds["s-p4"]) == (20, 0)
    assert abs(seconds["s-p3"] - seconds["s-p5"]) <= 1


def test_a_closing_slide_stands_at_the_end() -> None:
    made = deck(session("# T\n## A (10)\n## B"))
    closing = slide("closing", "Bye", made.session.source)
    times = schedule(replace(made, slides=(*made.slides, closing)))
    assert (times.slides[-1].start, times.slides[-1].end) == (600, 600)


def test_fractions_of_minutes_do_not_drift() -> None:
    times = schedule(deck(session("# T\n" + "## A (1/7)\n" * 7)))
    assert times.total == Fraction(1)
    assert times.sections[-1].end == 60


def test_each_language_has_its_pace() -> None:
    text = "# T\n## A (10)\n### B\n> one two three four five six seven eight nine ten\n### C\n> 열 개의 낱말로 된 문장"
    english, korean = (schedule(deck(session(text, locale=locale))) for locale in ("en", "ko"))
    assert english.seconds == korean.seconds
    assert [slide.need for slide in english.slides] != [slide.need for slide in korean.slides]


def test_a_pace_that_is_set_moves_time_to_what_takes_longer() -> None:
    made = deck(session("# T\n## A (10)\n### B\n> " + "말 " * 50 + "\n### Discussion"))
    slow = pace_for("ko", [PaceChange("ko", SpeechUnit.WORD, 25), PaceChange(None, costs={"exercise": 0, "slide": 9})])
    usual, set_by_hand = (by_title(made, pace) for pace in (None, slow))
    needs = {time.slide: time.need for time in schedule(made, slow).slides}
    assert (needs["s-p3"], needs["s-p5"]) == (50 * 60 // 25 + 9, 1 * 60 // 25 + 9)
    assert set_by_hand["B"] > usual["B"]
    assert sum(set_by_hand.values()) == sum(usual.values()) == 600


def test_words_and_figures_are_counted() -> None:
    times = schedule(deck(session("# T\n## A (10)\n### B two\nfour words stand here")))
    assert times.slides[-1].words == 6
    assert times.slides[-1].figures == 0


def pace_findings(made: Session) -> list[str]:
    placed = deck(made)
    return [str(problem) for problem in check_pace(placed, schedule(placed))]


def test_the_seed_has_a_sound_pace() -> None:
    assert pace_findings(session(SEED)) == []


def test_a_slide_that_needs_far_more_than_it_gets() -> None:
    (problem,) = pace_findings(session("# T\n## A (4)\n### B (1)\n> " + "말이 아주 많습니다 " * 60 + "\n### C (3)"))
    assert problem.startswith("content/talk.md:3: warning: slide “B” needs about ")
    assert "gets 60 s" in problem


def test_twenty_minutes_with_one_slide() -> None:
    (problem,) = pace_findings(session("# T\n## A (20)\n### B"))
    assert problem.startswith("content/talk.md:2: warning: “A” has 1 slide for 20 minutes")


def test_an_exercise_may_stay_on_one_slide() -> None:
    assert pace_findings(session("# T\n## 실습 (20)\n### 과제")) == []


@pytest.mark.parametrize("heading", ["쉬는 시간", "Coffee break", "Break", "Pause"])
def test_a_break_needs_no_slides(heading: str) -> None:
    assert pace_findings(session(f"# T\n## A (5)\n### B\n## {heading} (15)\n## C (5)\n### D")) == []


def test_thirty_slides_in_five_minutes() -> None:
    problems = pace_findings(session("# T\n## A (5)\n" + "### B\n" * 30))
    assert problems == [
        "content/talk.md:2: warning: “A” has 30 slides for 5 minutes, 10 s each: "
        "leave some out, or give it more minutes"
    ]


@pytest.mark.parametrize("text", ["# T", "# T\n## A", "# T\n## A (-5)\n### B\n## C (5)"])
def test_odd_sessions_still_have_a_clock(text: str) -> None:
    made = session(text)
    assert all(time.seconds >= 0 for time in schedule(deck(made)).slides)
    nothing: Course = course()
    assert isinstance(check_minutes(made, nothing), tuple)
    assert pace_for(made.locale).rate == 300


def test_slides_that_lack_time_are_told_once_a_section() -> None:
    parts = "".join(
        f"### {name} (1)\n> " + "말이 아주 많습니다 " * words + "\n" for name, words in (("B", 60), ("C", 90))
    )
    (problem,) = pace_findings(session(f"# T\n## A (5)\n{parts}### D (3)"))
    assert "slide “C” needs about " in problem
    assert "1 more of its section" in problem


def test_icons_of_products_are_not_explained_as_figures_are() -> None:
    made = deck(session("# T\n## S (4)\n### Tools\none\n### Else\none"))
    at = Source("content/talk.md", 3)
    picture = PictureShape("icon", Box(0, 0, 50, 50), Picture("a.png", literal("", at), at), "")
    (place,) = (index for index, one in enumerate(made.slides) if one.title.paragraphs[0].plain == "Tools")

    def seconds(layout: Layout) -> int:
        tools = made.slides[place]
        shown = replace(tools, layout=layout, shapes=(*tools.shapes, picture, picture, picture, picture))
        slides = (*made.slides[:place], shown, *made.slides[place + 1 :])
        return by_title(replace(made, slides=slides))["Tools"]

    assert seconds(Layout.TILES_4) == by_title(made)["Tools"]
    assert seconds(Layout.CONTENT) > by_title(made)["Tools"]
