"""Slides that go from one session to another are moved, not removed and new, and are accepted as such."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from coursedeck.model.review import Change, DeckSnapshot, SlideSnapshot, Status
from coursedeck.model.values import replace
from coursedeck.review.compare import accept_slides, compare_courses, leave_moved
from tests.review.review_samples import slide

OPENING = slide("title", text=("The course",)), slide("agenda", text=("Parts",))
TALK = tuple(
    slide(f"s{n}", f"Slide {n}", text=(f"What number {n} has to say", f"word{n} " * 8), section="A" if n < 3 else "B")
    for n in range(6)
)


def deck(session: str, *slides: SlideSnapshot, locale: str = "ko") -> DeckSnapshot:
    return DeckSnapshot(session, locale, slides)


def decks(*some: DeckSnapshot) -> dict[str, DeckSnapshot]:
    return {one.key: one for one in some}


def told(before: Mapping[str, DeckSnapshot], after: Mapping[str, DeckSnapshot]) -> dict[str, list[str]]:
    found = compare_courses(before, after)
    return {
        key: [
            f"{one.slide.id} {'moved' if one.moved_from else one.status}"
            for one in some
            if one.status is not Status.UNCHANGED
        ]
        for key, some in found.items()
    }


def test_a_split_session_keeps_its_slides() -> None:
    before = decks(deck("one", *OPENING, *TALK))
    after = decks(deck("one", *OPENING, *TALK[:3]), deck("two", *OPENING, *TALK[3:]))
    moved = [f"s{n} moved" for n in (3, 4, 5)]
    assert told(before, after) == {"ko/one": [], "ko/two": ["title new", "agenda new", *moved]}
    change = compare_courses(before, after)["ko/two"][2]
    assert (change.moved_from, change.old_number, change.new_number) == ("ko/one", 6, 3)
    assert change.changes == (Change.MOVED,)


def test_two_sessions_made_one() -> None:
    before = decks(deck("one", *OPENING, *TALK[:3]), deck("two", *OPENING, *TALK[3:]))
    after = decks(deck("one", *OPENING, *TALK))
    assert told(before, after) == {
        "ko/one": [f"s{n} moved" for n in (3, 4, 5)],
        "ko/two": ["title removed", "agenda removed"],
    }


def test_each_language_moves_by_itself() -> None:
    before = decks(deck("one", *TALK), deck("one", *TALK, locale="en"))
    after = decks(deck("one", *TALK[:5]), deck("two", TALK[5]), deck("one", *TALK, locale="en"))
    assert told(before, after) == {"ko/one": [], "ko/two": ["s5 moved"], "en/one": []}


def test_a_reworded_slide_with_another_id_is_known_by_its_words() -> None:
    now = replace(TALK[5], id="renamed", title="Slide 5 anew", text=("What number 5 has to tell", "word5 " * 8))
    found = compare_courses(decks(deck("one", *TALK)), decks(deck("one", *TALK[:5]), deck("two", now)))["ko/two"][0]
    assert found.moved_from == "ko/one"
    assert set(found.changes) == {Change.TEXT, Change.MOVED}


def test_equal_slides_move_one_to_one() -> None:
    twins = replace(TALK[0], id="a"), replace(TALK[0], id="b")
    before = decks(deck("one", *twins, TALK[1]))
    after = decks(deck("one", TALK[1]), deck("two", *twins))
    assert told(before, after) == {"ko/one": [], "ko/two": ["a moved", "b moved"]}
    fewer = decks(deck("one", TALK[1]), deck("two", twins[1]))
    assert told(before, fewer) == {"ko/one": ["a removed"], "ko/two": ["b moved"]}


def test_other_slides_of_other_sessions_are_new_and_removed() -> None:
    before = decks(deck("one", *TALK[:3]), deck("two", TALK[3]))
    after = decks(deck("one", *TALK[:2]), deck("two", TALK[3], slide("x", "Elsewhere", text=("Nothing of the kind",))))
    assert told(before, after) == {"ko/one": ["s2 removed"], "ko/two": ["x new"]}


def test_the_opening_of_a_section_follows_where_it_goes() -> None:
    opening = slide("section-b", "B", section="B", derived=True)
    before = decks(deck("one", *TALK[:3], opening, *TALK[3:]))
    after = decks(deck("one", *TALK[:3]), deck("two", *TALK[3:]))
    assert told(before, after) == {"ko/one": [], "ko/two": [f"s{n} moved" for n in (3, 4, 5)]}
    assert [one.slide.id for one in compare_courses(before, after)["ko/one"] if one.follows] == ["section-b"]


@pytest.mark.parametrize(
    ("chosen", "one", "two"),
    [
        ({"ko/two": {"s4"}}, ["s0", "s1", "s2", "s3", "s5"], ["s4"]),
        ({"ko/two": None}, ["s0", "s1", "s2"], ["title", "s3", "s4", "s5"]),
        ({"ko/one": None}, ["s0", "s1", "s2", "s3", "s4", "s5"], None),
        ({"ko/one": None, "ko/two": None}, ["s0", "s1", "s2"], ["title", "s3", "s4", "s5"]),
        ({"ko/two": {"title"}}, None, ["title"]),
    ],
)
def test_moves_are_accepted_on_both_sides(
    chosen: dict[str, Collection[str] | None], one: list[str] | None, two: list[str] | None
) -> None:
    before = decks(deck("one", *TALK))
    after = decks(deck("one", *TALK[:3]), deck("two", OPENING[0], *TALK[3:]))
    changes = compare_courses(before, after)
    made = {key: accept_slides(before.get(key), after.get(key), ids, changes[key]) for key, ids in chosen.items()}
    left = leave_moved(made, before, after, changes, chosen)
    found = {key: sorted(slide.id for slide in deck.slides) for key, deck in left.items()}
    assert found.get("ko/one") == (sorted(one) if one is not None else None)
    assert found.get("ko/two") == (sorted(two) if two is not None else None)
    # what was accepted is compared with the next review, and what was not is still moved
    again = compare_courses({**before, **left}, after)
    waiting = [change.slide.id for some in again.values() for change in some if change.status is not Status.UNCHANGED]
    accepted = {id for ids in chosen.values() for id in (ids or ())}
    assert not accepted & set(waiting)
