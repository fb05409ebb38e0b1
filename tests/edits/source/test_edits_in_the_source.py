"""Edits that people make in decks, and the lines of the session that they change: those, and no others."""

from __future__ import annotations

import difflib

import pytest

from tests.edits import edited_decks as deck
from tests.edits.conftest import Bakery
from tests.edits.edited_decks import SESSION, Edit, edited

ONE_LINE: dict[str, tuple[Edit, str, str]] = {
    "a word": (deck.say("poor soil", "good soil"), "poor soil", "good soil"),
    "a bold label": (deck.say("Cheap", "Very cheap"), "**Cheap**", "**Very cheap**"),
    "a slanted word": (deck.say("Sour", "Wild"), "*Sour*", "*Wild*"),
    "a linked word": (deck.say("feeds", "nourishes"), "[feeds]", "[nourishes]"),
    "a nested item": (deck.say("also in winter", "even in winter"), "also in winter", "even in winter"),
    "a title": (deck.say("Why rye", "Why we bake rye"), "### Why rye", "### Why we bake rye"),
    "a section": (deck.say("Cakes", "Cakes and pies"), "## Cakes (15", "## Cakes and pies (15"),
    "the session": (deck.say("The bakery", "The old bakery"), "1: The bakery", "1: The old bakery"),
    "prose": (deck.say("hot for hours", "hot for a day"), "hot for hours", "hot for a day"),
    "code in prose": (deck.say("temp()", "heat()"), "`temp()`", "`heat()`"),
    "a numbered item": (deck.say("Wait an hour", "Wait two hours"), "Wait an hour", "Wait two hours"),
    "a cell": (deck.say("900 g", "950 g"), "| 900 g |", "| 950 g |"),
    "a cell of the header": (deck.say("Weight", "Mass"), "| Weight |", "| Mass |"),
    "a callout": (deck.say("eight degrees", "six degrees"), "eight degrees", "six degrees"),
    "minutes on the agenda": (deck.say("20 min", "25 min"), "(20 min)", "(25 min)"),
    "markup in words": (deck.say("poor soil", "a_b * [c] <d>"), "poor soil", r"a\_b \* \[c\] \<d\>"),
    "another script": (deck.say("poor soil", "메마른 땅"), "poor soil", "메마른 땅"),
    "bold on": (deck.bold("winter"), "also in winter", "also in **winter**"),
    "bold off": (deck.bold("Cheap", on=False), "**Cheap**", "Cheap"),
    "slanted": (deck.italic("Clean the table"), "Clean the table", "*Clean the table*"),
    "a link": (deck.link("the door", "https://example.com/d"), "the door", "[the door](https://example.com/d)"),
    "a number": (deck.number(1, 33), "[12, 30, 7]", "[12, 33, 7]"),
    "a box of a figure": (deck.say("Grain house", "Barn"), "[Grain house]", "[Barn]"),
    "an arrow's words": (deck.say("by cart", "by boat"), "|by cart|", "|by boat|"),
    "a category": (deck.category(2, "Einkorn"), "categories: [Rye, Wheat, Spelt]", "categories: [Rye, Wheat, Einkorn]"),
    "a line of code": (deck.say("bake(heat)", "bake(heat, 40)"), "bake(heat)", "bake(heat, 40)"),
    "spoken words": (deck.note("hello to", "good day to"), "hello to", "good day to"),
}

WHOLE_LINES: dict[str, tuple[Edit, str]] = {
    "a new item": (deck.add_item("Then vanilla", "Then eggs"), "+- Then eggs"),
    "a new numbered item": (deck.add_item("Bake the bread", "Let it cool"), "+4. Let it cool"),
    "a new nested item": (deck.add_item("and in spring", "and in autumn"), "+  - and in autumn"),
    "an item less": (deck.drop_item("Sugar first"), "-- Sugar first"),
    "a numbered item less": (deck.drop_item("Wait an hour"), "-2. Wait an hour"),
    "a nested item less": (deck.drop_item("and in spring"), "-  - and in spring"),
    "an item whose own items stay": (
        deck.drop_item("It feeds a village"),
        "-- It [feeds](https://example.com/rye) a village",
    ),
    "a spoken paragraph less": (deck.drop_note("Then show"), "-Then show the loaf."),
    "a copy of a slide": (
        deck.copy_slide("Goodbye", "Good night"),
        "+\n+### Good night\n+\n+<!-- slide: break -->\n+\n+- Clean the table\n+- Close the door",
    ),
    "items in another order": (
        deck.put_behind("Clean the table", "Close the door"),
        "+- Close the door\n-- Close the door",
    ),
    "a new row": (deck.add_row("Wheat", "Oat", "6", "400 g"), "+| Oat | 6 | 400 g |"),
    "a new first row": (deck.add_row("Loaf", "Oat", "6", "400 g"), "+| Oat | 6 | 400 g |"),
    "a row less": (deck.drop_row("Spelt"), "-| Spelt | 5 | 500 g |"),
    "hidden": (deck.hide("Goodbye"), "+<!-- slide: hide -->\n+"),
    "a slide less": (deck.drop_slide("Goodbye"), "-### Goodbye\n-\n-- Clean the table\n-- Close the door"),
    "a slide more": (
        deck.add_slide("Goodbye", "Discounts", "Old bread is cheap", "New bread is not"),
        "+\n+### Discounts\n+\n+<!-- slide: break -->\n+\n+- Old bread is cheap\n+- New bread is not",
    ),
    "notes where there were none": (
        deck.add_note("Goodbye", "Mention the tax."),
        "+\n+::: notes\n+Mention the tax.\n+:::",
    ),
    "more notes": (deck.add_note("Why rye", "Then eat it."), "+\n+Then eat it."),
}


def changed_lines(text: str) -> str:
    """The lines that go and come, without those around them."""
    lines = difflib.unified_diff(SESSION.splitlines(), text.splitlines(), lineterm="", n=0)
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@")).strip()


def test_a_deck_as_it_was_built_has_no_edits(bakery: Bakery) -> None:
    assert bakery.edits(bakery.deck) == ()
    assert bakery.edits(edited(bakery.deck)) == ()


@pytest.mark.parametrize("name", ONE_LINE)
def test_a_change_within_a_line(bakery: Bakery, name: str) -> None:
    edit, old, new = ONE_LINE[name]
    assert SESSION.count(old) == 1
    done = bakery.pulled(edited(bakery.deck, edit))
    assert done.text == SESSION.replace(old, new)
    assert len(done.placed) == 1
    assert done.left == ()


@pytest.mark.parametrize("name", WHOLE_LINES)
def test_lines_that_go_and_come(bakery: Bakery, name: str) -> None:
    edit, expected = WHOLE_LINES[name]
    done = bakery.pulled(edited(bakery.deck, edit))
    assert changed_lines(done.text) == expected
    assert done.left == ()


def test_a_slide_in_another_place(bakery: Bakery) -> None:
    done = bakery.pulled(edited(bakery.deck, deck.move_slide("Prices", "Growth")))
    headings = [line for line in done.text.splitlines() if line.startswith("#")]
    assert headings[3:7] == ["### The oven", "### Growth", "### Prices", "### The way"]
    assert sorted(filter(None, done.text.splitlines())) == sorted(filter(None, SESSION.splitlines()))
    assert done.left == ()


def test_many_edits_at_once(bakery: Bakery) -> None:
    names = ["a word", "a bold label", "a title", "a cell", "a number", "spoken words", "a box of a figure"]
    expected = SESSION
    for name in names:
        expected = expected.replace(*ONE_LINE[name][1:])
    assert bakery.pulled(edited(bakery.deck, *(ONE_LINE[name][0] for name in names))).text == expected


def test_lines_that_moved_since_are_found(bakery: Bakery) -> None:
    later = SESSION.replace("## Bread", "## Flour (5 min)\n\n### Mills\n\n- Stone\n- Steel\n\n## Bread")
    done = bakery.pulled(edited(bakery.deck, ONE_LINE["a word"][0], ONE_LINE["a number"][0]), later)
    assert done.text == later.replace("poor soil", "good soil").replace("12, 30", "12, 33")


def test_what_the_source_says_in_other_words_now_is_a_conflict(bakery: Bakery) -> None:
    later = SESSION.replace("grows on poor soil", "grows anywhere")
    done = bakery.pulled(edited(bakery.deck, ONE_LINE["a word"][0], ONE_LINE["a cell"][0]), later)
    assert done.text == later.replace("| 900 g |", "| 950 g |"), "what can be placed is"
    ((edit, reason),) = done.left
    assert "poor soil" in str(edit)
    assert "**Cheap**: rye grows anywhere" in reason


@pytest.mark.parametrize(
    ("change", "now", "both"),
    [
        (deck.say("Cheap", "Very cheap"), "**Cheap**: rye grows on dry soil", "**Very cheap**: rye grows on dry soil"),
        (deck.bold("grows"), "**Cheap**: rye grows on dry soil", "**Cheap**: rye **grows** on dry soil"),
        (
            deck.say("poor soil", "poor soil, too"),
            "**Cheap**: the rye grows on poor soil",
            "the rye grows on poor soil, too",
        ),
    ],
)
def test_other_words_of_one_text_are_merged(bakery: Bakery, change: Edit, now: str, both: str) -> None:
    later = SESSION.replace("**Cheap**: rye grows on poor soil", now)
    done = bakery.pulled(edited(bakery.deck, change), later)
    assert both in done.text
    assert done.left == ()


def test_the_slide_of_a_section_is_not_taken_for_the_section(bakery: Bakery) -> None:
    done = bakery.pulled(edited(bakery.deck, deck.drop_slide("Bread")))
    assert done.text == SESSION
    ((_, reason),) = done.left
    assert "other slides stand under its heading" in reason


def test_minutes_that_stand_within_a_title_are_found(bakery: Bakery) -> None:
    later = SESSION.replace("## Cakes (15 min)", "## Cakes (15 min, without icing)")
    done = bakery.pulled(edited(bakery.deck, deck.say("15 min", "25 min")), later)
    assert "## Cakes (25 min, without icing)" in done.text
    assert done.left == ()


def test_a_slide_whose_title_is_gone_keeps_its_heading(bakery: Bakery) -> None:
    done = bakery.pulled(edited(bakery.deck, deck.drop_shape("Goodbye", "title")))
    assert done.text == SESSION
    ((edit, _),) = done.left
    assert "the title “Goodbye” is gone" in str(edit)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_stay(bakery: Bakery, end: str) -> None:
    text = SESSION.replace("\n", end)
    done = bakery.pulled(edited(bakery.deck, WHOLE_LINES["a new item"][0], ONE_LINE["a word"][0]), text)
    assert done.text.count("\n") == done.text.count(end) == text.count(end) + 1


def test_of_cells_that_read_alike_the_one_that_moved_along_is_changed(bakery: Bakery) -> None:
    """Other rows that say the same now stand nearer to where the cell once was."""
    later = SESSION.replace("## Bread", "| Old | 4 | 900 g |\n|---|---|---|\n| Oat | 4 | 900 g |\n\n## Bread")
    done = bakery.pulled(edited(bakery.deck, ONE_LINE["a cell"][0]), later)
    assert done.text == later.replace("| Rye | 3 | 900 g |", "| Rye | 3 | 950 g |")


def test_a_message_is_not_taken_for_a_part_of_others(bakery: Bakery) -> None:
    later = SESSION.replace("| Rye | 3 | 900 g |", "| Rye | 1900 g | 900 g |")
    done = bakery.pulled(edited(bakery.deck, ONE_LINE["a cell"][0]), later)
    assert "| Rye | 1900 g | 950 g |" in done.text


def test_what_reads_alike_far_away_is_left_alone(bakery: Bakery) -> None:
    again = "\n".join(f"- Sugar first\n- in bowl {number}" for number in range(2))
    later = SESSION.replace("- Sugar first\n", "- Honey first\n") + f"\n### Elsewhere\n\n{again}\n"
    done = bakery.pulled(edited(bakery.deck, deck.say("Sugar first", "Salt first")), later)
    assert done.text == later
    assert len(done.left) == 1


def test_a_new_slide_stays_where_the_line_before_it_was_removed(bakery: Bakery) -> None:
    changes = (deck.drop_item("Then vanilla"), deck.add_slide("Sugar first", "Eggs", "Whisk them"))
    done = bakery.pulled(edited(bakery.deck, *changes))
    assert done.left == ()
    assert "- Then vanilla" not in done.text
    assert "- Sugar first\n\n\n### Eggs\n\n<!-- slide: break -->\n\n- Whisk them\n\n### Goodbye" in done.text
