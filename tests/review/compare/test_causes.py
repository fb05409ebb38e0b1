"""Changes with one cause are one group; a change that the cause does not explain stands alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coursedeck.model.review import Cause, ChangeGroup, DeckReview, DeckSnapshot, FigureSnapshot, SlideSnapshot
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from coursedeck.review.compare import change_groups, compare_courses
from coursedeck.review.formats.changes import cause_words
from tests.review.review_samples import RENDERER, slide

THEME = (("accent1", "1F5FA8"), ("accent2", "B4531A"), ("major latin", "Noto Sans"))
RECOLORED = (("accent1", "B02A5B"), *THEME[1:])


def plain(number: int) -> SlideSnapshot:
    words = (f"What slide {number} of them says",)
    return slide(f"s{number}", f"Slide {number}", text=words, drawing=f"d{number}", colors=("1F5FA8", "000000"))


SLIDES = tuple(plain(number) for number in range(5))


def deck(slides: Sequence[SlideSnapshot], theme: tuple[tuple[str, str], ...] = THEME, locale: str = "ko",
         session: str = "one") -> DeckSnapshot:  # fmt: skip
    return DeckSnapshot(session, locale, tuple(slides), (("r", RENDERER),), theme)


def groups(before: Sequence[DeckSnapshot], after: Sequence[DeckSnapshot]) -> tuple[ChangeGroup, ...]:
    old, new = ({one.key: one for one in some} for some in (before, after))
    found = compare_courses(old, new)
    reviews = [
        DeckReview(one.session, one.locale, "", Size(960, 540), found[one.key], (), theme=one.theme) for one in after
    ]
    return change_groups(reviews, old)


def repainted(one: SlideSnapshot, *colors: str, **fields: object) -> SlideSnapshot:
    made = replace(one, structure=f"x{one.structure}", picture=f"x{one.picture}", colors=colors or one.colors)
    return replace(made, **fields)  # type: ignore[arg-type]  # a sample names any field


def ids(group: ChangeGroup) -> list[str]:
    return [id.partition("#")[2] for id in group.slides]


def test_an_accent_of_the_template_is_one_cause_and_an_edit_beside_it_is_not_hidden() -> None:
    after = [repainted(one, "B02A5B", "000000", look="other") for one in SLIDES]
    after[3] = replace(after[3], colors=("B02A5B", "010000"))  # one box more than the template has changed
    (found,) = groups([deck(SLIDES)], [deck(after, RECOLORED)])
    assert (found.cause, found.before, found.after, found.subject) == (
        Cause.COLOR_OF_TEMPLATE, "1F5FA8", "B02A5B", "accent1",
    )  # fmt: skip
    assert ids(found) == ["s0", "s1", "s2", "s4"]


def test_slides_drawn_another_way_stand_beside_the_template_s_colour() -> None:
    after = [repainted(one, "B02A5B", "000000", look="other") for one in SLIDES]
    after[1] = replace(after[1], drawing="bold")
    after[2] = replace(after[2], text=("Other words on it",))
    (found,) = groups([deck(SLIDES)], [deck(after, RECOLORED)])
    assert ids(found) == ["s0", "s3", "s4"]


def test_a_figure_that_looks_as_it_did_does_not_stand_in_the_way() -> None:
    drawn = FigureSnapshot("map", "group", "f1", (10, 10, 50, 50), ("Box",))
    old = [replace(one, figures=(drawn,)) for one in SLIDES[:2]]
    new = [repainted(one, "B02A5B", "000000", look="other", figures=(replace(drawn, digest="f2"),)) for one in old]
    assert groups([deck(old)], [deck(new, RECOLORED)]) == ()
    changes = compare_courses({"ko/one": deck(old)}, {"ko/one": deck(new, RECOLORED)})["ko/one"]
    alike = tuple(replace(change, same_figures=frozenset({"f2"})) for change in changes)
    review = DeckReview("one", "ko", "", Size(960, 540), alike, (), theme=RECOLORED)
    (found,) = change_groups([review], {"ko/one": deck(old)})
    assert found.cause is Cause.COLOR_OF_TEMPLATE


def test_fonts_and_layouts_of_the_template() -> None:
    fonts = (*THEME[:2], ("major latin", "Lato"))
    after = [repainted(one, look="other", drawing=f"wider{one.id}") for one in SLIDES]
    (found,) = groups([deck(SLIDES)], [deck(after, fonts)])
    assert (found.cause, found.before, found.after, len(found.slides)) == (
        Cause.FONT_OF_TEMPLATE,
        "Noto Sans",
        "Lato",
        5,
    )
    after = [repainted(one, look="other") for one in SLIDES]
    (found,) = groups([deck(SLIDES)], [deck(after)])
    assert (found.cause, len(found.slides)) == (Cause.TEMPLATE, 5)


def test_the_same_recolouring_is_one_cause() -> None:
    after = [repainted(one, "1F5FA8", "333333") for one in SLIDES[:3]]
    after += [repainted(SLIDES[3], "1F5FA8", "444444"), SLIDES[4]]
    (found,) = groups([deck(SLIDES)], [deck(after)])
    assert (found.cause, found.before, found.after, ids(found)) == (Cause.COLOR, "000000", "333333", ["s0", "s1", "s2"])


@pytest.mark.parametrize(("old", "new", "count"), [("slide", "page", 1), ("of them", "", 1), ("says", "5", 1)])
def test_the_same_words_in_place_of_others(old: str, new: str, count: int) -> None:
    after = [replace(one, text=tuple(line.replace(old, new) for line in one.text)) for one in SLIDES[:3]]
    found = groups([deck(SLIDES)], [deck([*after, *SLIDES[3:]])])
    assert len(found) == count
    for group in found:
        assert (group.cause, group.before, group.after, len(group.slides)) == (Cause.WORDS, old, new, 3)


def test_the_same_slide_in_several_languages() -> None:
    english = [replace(one, text=(f"In English {one.id}",)) for one in SLIDES]
    now = replace(SLIDES[1], notes=("Say more.",)), replace(english[1], notes=("Say it in English.",))
    after = [[SLIDES[0], now[0], *SLIDES[2:]], [english[0], now[1], *english[2:]]]
    before = [deck(SLIDES), deck(english, locale="en")]
    (found,) = groups(before, [deck(after[0]), deck(after[1], locale="en")])
    assert (found.cause, found.before, found.after) == (Cause.LOCALES, "ko", "en")
    assert found.slides == ("ko/one#s1", "en/one#s1")


def test_slides_that_move_together_are_one_group() -> None:
    (found,) = groups([deck(SLIDES)], [deck(SLIDES[:3]), deck(SLIDES[3:], session="two")])
    assert (found.cause, found.before, found.after, ids(found)) == (Cause.MOVED, "one", "two", ["s3", "s4"])


def test_a_slide_that_says_other_words_where_it_moves_to_is_no_mere_move() -> None:
    reworded = replace(SLIDES[4], text=(*SLIDES[4].text, "And one line of its own."))
    now = [deck(SLIDES[:2]), deck([*SLIDES[2:4], reworded], session="two")]
    (found,) = groups([deck(SLIDES)], now)
    assert (found.cause, ids(found)) == (Cause.MOVED, ["s2", "s3"])


def test_a_moved_slide_repeats_the_new_number_of_its_section() -> None:
    old = [replace(one, section="3. Oven", text=("3. Oven", *one.text)) for one in SLIDES]
    new = [repainted(replace(one, section="1. Oven", text=("1. Oven", *one.text[1:]))) for one in old[3:]]
    (found,) = groups([deck(old)], [deck(old[:3]), deck(new, session="two")])
    assert (found.cause, ids(found)) == (Cause.MOVED, ["s3", "s4"])


def test_what_follows_is_told_once_and_last() -> None:
    before = [replace(one, cue=(f"10:0{n}",), footer="Old", body=f"b{n}") for n, one in enumerate(SLIDES)]
    after = [replace(one, cue=("11:00",)) for one in before[:3]]
    after += [repainted(one, footer="New", cue=one.cue) for one in before[3:]]
    (found,) = groups([deck(before)], [deck(after)])
    assert (found.cause, ids(found)) == (Cause.FOLLOWS, ["s0", "s1", "s2", "s3", "s4"])


def test_single_changes_are_no_group() -> None:
    after = [repainted(SLIDES[0], "1F5FA8", "333333"), replace(SLIDES[1], notes=("New.",)), *SLIDES[2:]]
    assert groups([deck(SLIDES)], [deck(after)]) == ()


@pytest.mark.parametrize(("before", "said"), [("one", "Moved: one"), ("two", "Moved from two to one")])
def test_moves_are_told_with_their_places(before: str, said: str) -> None:
    assert cause_words(ChangeGroup(Cause.MOVED, (), before, "one")) == said
