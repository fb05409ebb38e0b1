"""Which slide is which, what counts as changed, and the manifest that keeps the accepted state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.base.text.word_diff import word_diff
from coursedeck.model.deck_file import DeckFile, FileParagraph, FileRun, FileSlide
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.rendering import Font, Renderer
from coursedeck.model.review import Change, DeckSnapshot, SlideSnapshot, Status
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from coursedeck.review.compare import accept_slides, compare_decks, read_manifest, snapshot, write_manifest
from tests.review.review_samples import RENDERER, slide

A = slide("a", text=("The kernel is shared by all containers.",))
B = slide("b", text=("A machine brings its own system.",))
C = slide("c", text=("Layers are stacked and reused.",))


def deck(*slides: SlideSnapshot, renderer: Renderer = RENDERER) -> DeckSnapshot:
    return DeckSnapshot("one", "en", slides, (("r", renderer),))


def said(before: DeckSnapshot | None, after: DeckSnapshot | None) -> list[tuple[str, str, tuple[Change, ...]]]:
    return [(one.slide.id, one.status.value, one.changes) for one in compare_decks(before, after)
            if one.status is not Status.UNCHANGED]  # fmt: skip


def test_one_inserted_slide_is_one_new_slide() -> None:
    assert said(deck(A, C), deck(A, B, C)) == [("b", "new", ())]


def test_one_removed_slide_stands_where_it_stood() -> None:
    assert [one.slide.id for one in compare_decks(deck(A, B, C), deck(A, C))] == ["a", "b", "c"]
    assert said(deck(A, B, C), deck(A, C)) == [("b", "removed", ())]


def test_the_fewest_slides_have_moved() -> None:
    assert said(deck(A, B, C), deck(C, A, B)) == [("c", "changed", (Change.MOVED,))]


def test_a_renamed_slide_is_known_by_what_it_says() -> None:
    renamed = replace(B, id="new-name", title="New name", structure="other", picture="other")
    assert said(deck(A, B), deck(A, renamed)) == [("new-name", "changed", (Change.PICTURE, Change.TEXT))]


def test_slides_with_little_in_common_are_two() -> None:
    other = slide("z", "Prices", text=("What each hour costs in the cloud.",))
    assert [status for _, status, _ in said(deck(A, B), deck(A, other))] == ["removed", "new"]


def test_the_same_file_is_the_same_slide_whatever_its_pixels() -> None:
    assert said(deck(A), deck(replace(A, picture="a hair's breadth"))) == []


def test_pictures_of_another_renderer_say_nothing() -> None:
    elsewhere = Renderer("LibreOffice 24.2", (Font("NotoSans", "abc"),))
    now = replace(A, picture="other", renderer="q")
    after = DeckSnapshot("one", "en", (now,), (("q", elsewhere),))
    assert said(deck(A), after) == []
    inside = replace(now, structure="other")
    assert said(deck(A), replace(after, slides=(inside,))) == [("a", "changed", (Change.FILE,))]
    both = replace(inside, text=("Other words.",))
    assert said(deck(A), replace(after, slides=(both,))) == [("a", "changed", (Change.TEXT,))]


def test_a_font_more_on_a_slide_is_no_other_renderer() -> None:
    more = Renderer(RENDERER.program, (*RENDERER.fonts, Font("NotoSansSymbols", "def")))
    now = replace(A, structure="other", picture="other", renderer="q", text=("The kernel is shared ✓",))
    after = DeckSnapshot("one", "en", (now,), (("q", more),))
    assert said(deck(A), after) == [("a", "changed", (Change.PICTURE, Change.TEXT))]
    newer = replace(more, fonts=(Font("NotoSans", "another file"),))
    assert said(deck(A), replace(after, renderers=(("q", newer),))) == [("a", "changed", (Change.TEXT,))]


def test_an_invisible_difference_is_none() -> None:
    assert said(deck(A), deck(replace(A, structure="other"))) == []


def timed(seconds: int, minutes: str = "10", section: str = "S") -> SlideSnapshot:
    return replace(A, seconds=seconds, section=section, minutes=minutes)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (timed(300), timed(310), ()),
        (timed(300), timed(360), ("b",)),
        (timed(300), timed(360, "15"), ("a",)),
    ],
)
def test_minutes_count_once(before: SlideSnapshot, after: SlideSnapshot, changes: tuple[str, ...]) -> None:
    """A section's on the slide that opens it; a slide's own where the section's stay; a few seconds never."""
    old = deck(before, replace(B, seconds=before.seconds, section="S"))
    new = deck(after, replace(B, seconds=after.seconds, section="S"))
    assert tuple(id for id, _, some in said(old, new) if Change.MINUTES in some) == changes


def test_the_clock_in_the_notes_is_no_change() -> None:
    assert said(deck(replace(A, cue=("00:05 · 2 min",))), deck(replace(A, cue=("00:25 · 2 min",)))) == []


def test_some_slides_are_accepted_and_others_stay() -> None:
    before = deck(A, B, C)
    changed = replace(A, text=("Other.",), structure="x"), slide("new", text=("Fresh words here.",))
    after = deck(changed[0], changed[1], C)
    assert [one.id for one in accept_slides(before, after, {"new"}).slides] == ["a", "b", "new", "c"]
    assert accept_slides(before, after, {"a"}).slides == (changed[0], B, C)
    assert accept_slides(before, after, {"b"}).slides == (A, C)
    assert accept_slides(before, after, None) == after
    assert accept_slides(None, after, {"c"}).slides == (C,)


def test_a_manifest_keeps_everything_and_reads_well() -> None:
    whole = deck(replace(A, seconds=0, hidden=True, notes=("Say “hello”.",), alts=("A box",)), B)
    text = write_manifest(whole)
    assert read_manifest(text, Source("baseline/en/one.json")) == whole
    assert text == write_manifest(read_manifest(text, Source("b")))
    assert '\n    "The kernel is shared by all containers."\n' in text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 9}', '{"format": 1, "slides": [1]}', "not json"])
def test_a_broken_manifest_is_told(text: str) -> None:
    with pytest.raises(CourseError, match=r"baseline/en/one\.json"):
        read_manifest(text, Source("baseline/en/one.json"))


@given(st.text("ab 가나\n.", max_size=30), st.text("ab 가나\n.", max_size=30))
def test_a_word_diff_holds_both_texts(before: str, after: str) -> None:
    parts = word_diff(before, after)
    assert "".join(part.text for part in parts if part.kind != "new") == before
    assert "".join(part.text for part in parts if part.kind != "gone") == after


@given(st.permutations(range(6)))
def test_any_order_is_moves_alone(order: list[int]) -> None:
    slides = [slide(f"s{n}", text=(f"{n}{n}{n} words",)) for n in range(6)]
    found = compare_decks(deck(*slides), deck(*(slides[n] for n in order)))
    assert {change for one in found for change in one.changes} <= {Change.MOVED}
    assert [one.slide.id for one in found] == [f"s{n}" for n in order]


AGENDA = slide("agenda", text=("0:00–0:10 | 1. A | 10 min", "Bring a pen"), derived=True, structure="s1", picture="p1")


def agenda(*text: str, **fields: object) -> SlideSnapshot:
    return replace(AGENDA, text=text, structure="s2", picture="p2", **fields)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("now", "reported"),
    [
        (agenda("0:00–0:15 | 1. A | 15 min", "Bring a pen"), False),
        (agenda("0:00–0:10 | 1. A | 10 min", "0:10–0:15 | 2. C | 5 min", "Bring a pen"), False),
        (agenda("0:00–0:10 | 1. A | 10 min", "Bring two pens"), True),
        (agenda("0:00–0:10 | 1. Nobody's title | 10 min", "Bring a pen"), True),
        (agenda("0:00–0:15 | 1. A | 15 min", "Bring a pen", title="Plan"), True),
        (agenda("0:00–0:15 | 1. A | 15 min", "Bring a pen", look="of another theme"), True),
        (agenda("0:00–0:15 | 1. A | 15 min", "Bring a pen", notes=("Say hello.",)), True),
        (agenda(*AGENDA.text), True),
        (agenda("0:00–0:15 | 1. A | 15 min", "Bring a pen", derived=False), True),
    ],
)
def test_what_only_repeats_other_slides_is_not_reported(now: SlideSnapshot, reported: bool) -> None:
    (change, *_) = compare_decks(deck(AGENDA, A), deck(now, A, C))
    assert (change.status is Status.CHANGED) == reported
    assert change.follows != reported
    assert change.changes


def test_an_agenda_follows_where_sections_change_places() -> None:
    one, two = replace(A, section="1. Flour"), replace(B, section="2. Oven")
    before = agenda("0:00 | 1. Flour | 10 min", "0:10 | 2. Oven | 5 min")
    now = replace(before, text=("0:00 | 1. Oven | 5 min", "0:05 | 2. Flour | 10 min"), structure="s3", picture="p3")
    after = deck(now, replace(two, section="1. Oven"), replace(one, section="2. Flour"))
    change = next(change for change in compare_decks(deck(before, one, two), after) if change.slide.id == "agenda")
    assert change.follows


@pytest.mark.parametrize("ends", ["ends at 00:25", "00:25에 끝", "00:25に終了", "00:25结束", "endet um 00:25"])
def test_times_in_notes_are_known_in_any_language(ends: str) -> None:
    texts = "00:10–00:25 · 15", f"Goal: B · {ends}", "Say hello."
    notes = tuple(FileParagraph((FileRun(text),)) for text in texts)
    file = FileSlide("one", 1, "slide1.xml", notes=notes)
    taken = snapshot("s", "ko", DeckFile(Size(960, 540), (file,)), None)
    assert taken.slides[0].notes == ("Say hello.",)


def test_a_link_to_a_slide_of_another_name_leads_to_the_same() -> None:
    linked = replace(A, links=("see B → b",))
    renamed = replace(B, id="new-name", title="New name", structure="other", picture="other")
    found = said(deck(linked, B), deck(replace(linked, links=("see B → new-name",), structure="x"), renamed))
    assert [id for id, _, _ in found] == ["new-name"]


@pytest.mark.parametrize(
    ("text", "section", "reported"),
    [
        (("2. Exercises", "- Boots in seconds"), "2. Exercises", False),
        (("Exercises", "- Boots in seconds"), "2. Exercises", False),
        (("2. Exercises", "- Boots in minutes"), "2. Exercises", True),
        (("2. Other words", "- Boots in seconds"), "2. Exercises", True),
        (("2. Exercises", "- Boots in seconds", "one more"), "2. Exercises", True),
    ],
)
def test_the_new_name_of_a_section_is_reported_once(text: tuple[str, ...], section: str, reported: bool) -> None:
    """It stands above the title of each slide of the section."""
    before = slide(
        "x", text=(text[0].replace("Exercises", "Practice").replace("Other words", "Practice"), "- Boots in seconds")
    )
    before = replace(before, section="1. Practice")
    now = replace(before, text=text, section=section, structure="other", picture="other")
    (change,) = compare_decks(deck(before), deck(now))
    assert change.follows != reported
