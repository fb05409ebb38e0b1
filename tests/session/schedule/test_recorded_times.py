"""Recorded times become proposals, and proposals a patch to the headings alone."""

import csv
import io
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from coursedeck.model.problem import Severity
from coursedeck.model.schedule import ACTUALS_COLUMNS
from coursedeck.model.values import replace
from coursedeck.session.schedule import Actuals, compare_actuals, proposed_patch, recorded_locales, schedule
from coursedeck.session.schedule.minutes_text import replace_minutes
from tests.session.schedule.decks import deck, session

TEXT = """# T
## A (20분)
### x
### y (5분)
## B (1시간 30분)
### z
## Work (7분)
### talk (5분)
### show (2분)
## End
"""


SECTIONS = {"p2": "A", "p3": "A", "p4": "A", "p5": "B", "p6": "B", "p7": "Work", "p8": "Work", "p9": "Work"}


def recorded(delivery: str, session: str = "talk", **seconds: int) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(ACTUALS_COLUMNS)
    for slide, actual in seconds.items():
        heading = SECTIONS.get(slide, "1")
        writer.writerow([session, "ko", delivery, heading, "1", f"s-{slide}", "제목, “따옴표”", "60", actual])
    return "\ufeff" + out.getvalue()


def compared(*files: str) -> Actuals:
    made = session(TEXT.replace("(1시간 30분)", "(90분)"))
    return compare_actuals(made, {"ko": schedule(deck(made))}, [(f"{n}.csv", text) for n, text in enumerate(files)])


def proposals(actuals: Actuals) -> dict[str, Fraction]:
    return {one.heading: one.proposed for one in actuals.parts}


def test_the_median_of_the_deliveries_is_proposed() -> None:
    actuals = compared(*(recorded(f"day {n}", p2=60, p3=minutes * 60) for n, minutes in enumerate((10, 30, 22))))
    assert actuals.problems == ()
    assert len(actuals.deliveries) == 3
    assert actuals.parts[0].actual == (660, 1860, 1380)
    assert proposals(actuals) == {"A": 23, "y": 5, "B": 90, "Work": 7, "talk": 5, "show": 2}


def test_one_file_may_hold_several_deliveries() -> None:
    both = recorded("one", p4=240) + recorded("two", p4=360).split("\r\n", 1)[1]
    assert compared(both).parts[1].actual == (240, 360)


def test_a_delivery_that_never_came_there_does_not_count() -> None:
    assert compared(recorded("a", p6=5000), recorded("b", p6=0)).parts[2].actual == (5000,)


def test_parts_that_fill_their_whole_keep_filling_it() -> None:
    actuals = compared(recorded("a", p7=30, p8=400, p9=200))
    assert {name: proposals(actuals)[name] for name in ("Work", "talk", "show")} == {"Work": 10, "talk": 7, "show": 3}


def test_the_patch_changes_minutes_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "content" / "talk.md"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    patch = proposed_patch(TEXT, compared(recorded("a", p3=23 * 60, p4=250, p8=340)))
    changed = [line for line in patch.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    assert sorted(changed) == [
        "+## A (27분)", "+## Work (8분)", "+### talk (6분)", "+### y (4분)",
        "-## A (20분)", "-## Work (7분)", "-### talk (5분)", "-### y (5분)",
    ]  # fmt: skip
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=True)
    assert file.read_text(encoding="utf-8") == TEXT.replace("(20분)", "(27분)").replace("y (5분)", "y (4분)").replace(
        "(7분)", "(8분)"
    ).replace("talk (5분)", "talk (6분)")


def test_no_change_is_no_patch() -> None:
    assert proposed_patch(TEXT, compared(recorded("a", p3=0))) == ""


def test_a_last_line_without_an_end() -> None:
    made = session("# T\n## A (5)")
    actuals = compare_actuals(made, {"ko": schedule(deck(made))}, [("a.csv", recorded("a", p2=600))])
    assert proposed_patch("# T\n## A (5)", actuals).endswith("+## A (10)\n\\ No newline at end of file\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the column “session” is missing"),
        ("a,b\n1,2\n", "the column “session” is missing"),
        (recorded("a", session="other", p3=5), "recorded for “other”, not for “talk”"),
        (recorded("a", p3=-5), "“-5” is no number of seconds"),
        (recorded("a", p3=10**7), "is no number of seconds"),
        ("x" * 200_000, "the column “session” is missing"),
        (recorded("a", p3=1500, p4=300).rpartition(",60,")[0], "the row ends too early: the file is not whole"),
        ("\0\0,\0", "the column “session” is missing"),
        (recorded("a", gone=5), "is no longer in the session: not counted"),
    ],
)
def test_files_that_say_nothing_about_this_session(text: str, words: str) -> None:
    (problem,) = compared(text).problems
    assert problem.source.file == "0.csv"
    assert words in problem.message


def test_a_spreadsheet_may_have_saved_it_with_semicolons() -> None:
    text = recorded("a", p3=1500).replace("제목, ", "제목 ").replace(",", ";")
    assert proposals(compared(text))["A"] == 25


def test_empty_rows_of_a_spreadsheet_are_no_rows() -> None:
    actuals = compared(recorded("a", p3=1500) + ",,,,,,,,\r\n\r\n")
    assert actuals.problems == ()
    assert proposals(actuals)["A"] == 25


def test_the_same_delivery_counts_once() -> None:
    actuals = compared(recorded("a", p3=1500), recorded("b", p3=600), recorded("a", p3=1500))
    assert actuals.parts[0].actual == (1500, 600)
    assert [str(problem) for problem in actuals.problems] == [
        "2.csv:1: warning: the delivery of a is in another file already: counted once"
    ]


def test_what_a_shorter_slot_had_left_out_counts_with_its_plan() -> None:
    made = session("# T\n## A (20분)\n### x\n### y (5분) {optional=1}\n## B (7분) {optional=1}\n### z")
    files = [("a.csv", recorded("a", p2=60, p3=960)), ("b.csv", recorded("b", p2=60, p3=840, p4=420))]
    actuals = compare_actuals(made, {"ko": schedule(deck(made))}, files)
    assert [one.actual for one in actuals.parts] == [(1320, 1320), (420,), ()]


def lesson(took: dict[str, int], renamed: str = "", section: str = "", dropped: str = "") -> str:
    """The file of a lesson held before slides were renamed: their ids are others, or stand for nothing any more."""
    plan = {time.slide: time.seconds for time in schedule(deck(session(TEXT.replace("(1시간 30분)", "(90분)")))).slides}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(ACTUALS_COLUMNS)
    for number, part in enumerate(SECTIONS, 3):
        heading = f"Old {SECTIONS[part]}" if section == SECTIONS[part] else SECTIONS[part]
        id = f"s-old-{part}" if part in renamed.split() else f"s-{part}"
        planned = plan[f"s-{part}"]
        writer.writerow(["talk", "ko", "d", heading, number, id, f"Old {part}", planned, took.get(part, planned)])
        if dropped == part:
            writer.writerow(["talk", "ko", "d", heading, number, "s-gone", "Gone", 300, 290])
    return out.getvalue()


@pytest.mark.parametrize("renamed", ["p3", "p4", "p3 p4", "p2", "p2 p3 p4", "p8", "p8 p9", "p6 p8"])
def test_slides_renamed_after_the_lesson_are_known_by_their_place(renamed: str) -> None:
    took = {"p3": 1000, "p4": 400, "p6": 5000, "p8": 260, "p9": 140}
    actuals = compared(lesson(took, renamed))
    before = compared(lesson(took))
    assert [one.proposed for one in actuals.parts] == [one.proposed for one in before.parts]
    assert {problem.severity for problem in actuals.problems} == {Severity.NOTE}
    assert len(actuals.problems) == len(renamed.split())


@pytest.mark.parametrize("section", ["A", "B", "Work"])
def test_a_section_renamed_after_the_lesson_is_known_by_its_slides(section: str) -> None:
    opening = {"A": "p2", "B": "p5", "Work": "p7"}[section]
    took = {"p3": 1000, "p4": 400, "p6": 5000, "p8": 260, "p9": 140}
    assert [one.proposed for one in compared(lesson(took, opening, section)).parts] == [
        one.proposed for one in compared(lesson(took)).parts
    ]


@pytest.mark.parametrize(("dropped", "headings"), [("p3", {"A", "y"}), ("p6", {"B"}), ("p8", {"Work", "talk", "show"})])
def test_a_section_with_a_row_that_fits_nothing_is_left_out(dropped: str, headings: set[str]) -> None:
    actuals = compared(lesson({"p3": 1000, "p4": 400, "p6": 5000, "p8": 260, "p9": 140}, dropped=dropped))
    (problem,) = actuals.problems
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("“Gone” (00:04:50) is no longer in the session: the delivery is left out")
    assert {one.heading for one in actuals.parts if not one.actual} == headings
    assert not any(one.changes for one in actuals.parts if one.heading in headings)


def rewritten(old: str, new: str) -> Actuals:
    """The lesson held against a session in which some headings are others."""
    made = session(TEXT.replace("(1시간 30분)", "(90분)").replace(old, new))
    plans = {"ko": schedule(deck(made))}
    return compare_actuals(made, plans, [("a.csv", lesson({"p3": 1000, "p4": 400, "p6": 5000, "p8": 260, "p9": 140}))])


@pytest.mark.parametrize(
    ("old", "new", "left_out"),
    [
        ("## Work (7분)\n### talk (5분)", "## Talking (5분)\n### talk\n## Showing (12분)", {"Showing"}),
        ("### y (5분)\n", "## C (15분)\n### y\n", {"C", "A"}),
        ("## Work (7분)", "## Practice (7분)", set()),
        ("## A (20분)", "## A (25분)", set()),
    ],
)
def test_a_section_that_was_split_since_proposes_nothing(old: str, new: str, left_out: set[str]) -> None:
    actuals = rewritten(old, new)
    told = [problem.message for problem in actuals.problems if problem.severity is Severity.WARNING]
    assert {one for one in left_out if any(message.startswith(f"“{one}” holds other") for message in told)} == left_out
    assert len(told) == len(left_out)
    assert not any(one.changes for one in actuals.parts if one.heading in left_out)


def test_one_spoilt_delivery_of_two_does_not_count() -> None:
    whole = lesson({"p3": 1500, "p4": 300}).replace(",d,", ",e,")
    actuals = compared(lesson({"p3": 60}, dropped="p3"), whole)
    assert proposals(actuals)["A"] == proposals(compared(whole))["A"]


def test_the_section_in_which_a_lesson_was_broken_off_proposes_nothing() -> None:
    actuals = compared(lesson({"p3": 240} | dict.fromkeys(("p4", "p5", "p6", "p7", "p8", "p9"), 0)))
    assert not any(one.changes for one in actuals.parts)
    assert "the lesson ends at “Old p3”, and 1 more of “A” were to come" in actuals.problems[0].message


def test_each_delivery_is_held_against_the_plan_of_its_language() -> None:
    made = session("# T\n## A (20분)\n### x\n### y")
    korean, english = deck(made), deck(made)
    split = replace(english, slides=(*english.slides, replace(english.slides[-1], id="s-p4-2")))
    files = [
        ("a.csv", recorded("a", p4=600)),
        ("b.csv", recorded("b", "talk", **{"p4": 600, "p4-2": 300}).replace(",ko,", ",en,")),
    ]
    assert recorded_locales(files) == {"ko", "en"}
    actuals = compare_actuals(made, {"ko": schedule(korean), "en": schedule(split)}, files)
    assert actuals.problems == ()
    assert actuals.parts[0].actual == (600, 900)


def test_a_comparison_reads_as_a_line() -> None:
    assert str(compared(recorded("a", p3=1500)).parts[0]) == "content/talk.md:2: A: 20 min → 25 (took 25:00)"
    assert str(compared(recorded("today", p3=1500, p4=95)).deliveries[0]) == "0.csv: today: 26:35 in all"


@pytest.mark.parametrize(
    ("written", "old", "new", "anew"),
    [
        ("(20 min)", 20, 25, "(25 min)"),
        ("（20分）", 20, 25, "（25分）"),
        ("(1시간 30분)", 90, 95, "(95분)"),
        ("(1시간)", 60, 65, "(65분)"),
        ("(20–25 min)", 25, 30, "(30 min)"),
        ("(1h 30m)", 90, 80, "(80 min)"),
        ("(약 20분)", 20, 22, "(약 22분)"),
    ],
)
def test_minutes_keep_the_authors_form(written: str, old: int, new: int, anew: str) -> None:
    assert replace_minutes(written, Fraction(old), Fraction(new)) == anew


def test_cells_that_no_spreadsheet_may_take_for_formulas_are_read_as_they_were() -> None:
    plain = compared(recorded("one", session="talk", p2=60))
    quoted = compared(recorded("one", session="talk", p2=60).replace("제목", "'=제목"))
    assert quoted.parts == plain.parts and quoted.problems == plain.problems == ()
    assert quoted.deliveries[0].rows[0].title.startswith("=제목")
