"""Real changes to a course: each is found where it is, and nothing else is reported."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.app.review.decks import DeckOnDisk, read_deck_file
from coursedeck.model.review import Change, DeckSnapshot, SlideChange, Status
from coursedeck.model.values import replace
from coursedeck.review.compare import compare_decks, snapshot
from coursedeck.review.render import render_decks
from coursedeck.review.unpack import read_deck
from tests.review.conftest import BuiltCourse
from tests.review.small_course import change, edited, parts_of, square

pytestmark = [pytest.mark.office, pytest.mark.long]


def text(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: change(root / "content/one.md", old, new)


def moved(root: Path) -> None:
    file = root / "content/one.md"
    whole = file.read_text()
    start, middle, end = (whole.index(words) for words in ("### A figure", "### Numbers compared", "### Read on"))
    file.write_text(whole[:start] + whole[middle:end] + whole[start:middle] + whole[end:])


def inserted(root: Path) -> None:
    new = "### Where it ends\n\n- A wall has a door\n\n"
    change(root / "content/one.md", "### Numbers compared", f"{new}### Numbers compared")


def removed(root: Path) -> None:
    file = root / "content/one.md"
    whole = file.read_text()
    start, end = whole.index("### Numbers compared"), whole.index("### In numbers")
    file.write_text(whole[:start] + whole[end:])


def sections_swapped(root: Path) -> None:
    file = root / "content/one.md"
    whole = file.read_text()
    start, middle = whole.index("## Basics"), whole.index("## Practice")
    file.write_text(f"{whole[:start]}{whole[middle:].rstrip()}\n\n{whole[start:middle]}")


def figure(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: change(root / "diagrams/pair.py", old, new)


def swapped(root: Path) -> None:
    (root / "content/pictures/square.png").write_bytes(square(90))


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "one word": text("One kernel for all", "One kernel for everybody"),
    "a moved slide": moved,
    "an inserted slide": inserted,
    "a relabelled node": figure("left box", "first box"),
    "a changed minute": text("## Practice (10 min)", "## Practice (15 min)"),
    "a new note": text("- No guest system", "- No guest system\n\n::: notes\nAsk who waited today.\n:::"),
    "a swapped picture": swapped,
    "a number in a chart": text("container: [1, 2]", "container: [1, 3]"),
    "a new title over a picture": text("### A picture of it", "### Grey as it is"),
    "a new title": text("### Why it starts fast", "### Why it starts in no time"),
    "a bold word": text("One kernel for all", "One **kernel** for all"),
    "a word in italics": text("A process with walls", "A *process* with walls"),
    "a word as code": text("A process with walls", "A `process` with walls"),
    "a full stop": text("the kernel runs already.", "the kernel runs already"),
    "a capital letter": text("- No firmware", "- no firmware"),
    "items in another order": text("- No firmware\n- No guest system", "- No guest system\n- No firmware"),
    "an item more": text("- No guest system", "- No guest system\n- No waiting"),
    "an item less": text("- No firmware\n", ""),
    "an alternative text": text("![A grey square on white]", "![A square in grey]"),
    "an address": text("https://example.org/docs", "https://example.org/doc"),
    "words of a link": text("[documentation]", "[manual]"),
    "a number in a table": text("| Machine | 40 |", "| Machine | 41 |"),
    "a row more": text("| Container | 1 |", "| Container | 1 |\n| Process | 0 |"),
    "a heading of a column": text("| Kind | Seconds |", "| What | Seconds |"),
    "a category of a chart": text("[first, again]", "[first, second]"),
    "a title of a chart": text("title: Seconds to start", "title: Seconds to begin"),
    "an edge more": figure('Edge() >> Node("right box")', 'Edge() >> Node("right box") >> Edge() >> Node("last box")'),
    "an edge turned": figure("Edge()", "Edge(reverse=True, forward=False)"),
    "a label of an edge": figure("Edge()", 'Edge(label="to")'),
    "a box one step redder": figure('Node("left box")', 'Node("left box", style="filled", fillcolor="#E7E9EE")'),
    "a note reworded": text("Tell the story of the ship.", "Tell the story of the large ship."),
    "a note gone": text("::: notes\nTell the story of the ship.\n:::\n", ""),
    "a slide gone": removed,
    "sections in another order": sections_swapped,
    "a title of a section": text("## Practice (", "## Exercises ("),
    "a title of the session": text("# Session 1: Containers", "# Session 1: Boxes"),
}
# what the one-step change is held against: the same box, in the colour before it
BASES: Mapping[str, Callable[[Path], None]] = {
    "a box one step redder": figure('Node("left box")', 'Node("left box", style="filled", fillcolor="#E6E9EE")'),
}
TOGETHER = (
    *(
        "one word",
        "a changed minute",
        "a swapped picture",
        "a number in a chart",
        "a word as code",
        "an alternative text",
    ),
    *("an address", "a number in a table", "a label of an edge", "a note gone", "a full stop", "a title of a section"),
)


def together(root: Path) -> None:
    for name in TOGETHER:
        # what the second changes stands in another place by then
        edit = (
            text("## Practice (15 min)", "## Exercises (15 min)") if name == "a title of a section" else CHANGES[name]
        )
        edit(root)


EXPECTED: Mapping[str, Mapping[str, set[str]]] = {
    "nothing": {},
    "one word": {"what-a-container-is": {"picture", "text"}},
    "a relabelled node": {"a-figure": {"picture", "text", "alt text"}},
    "a new note": {"why-it-starts-fast": {"notes"}},
    "a swapped picture": {"a-picture-of-it": {"picture"}},
    "a number in a chart": {"in-numbers": {"picture", "text"}},
    "a bold word": {"what-a-container-is": {"picture"}},
    "a word in italics": {"what-a-container-is": {"picture"}},
    "a word as code": {"what-a-container-is": {"picture"}},
    "a full stop": {"why-it-starts-fast": {"picture", "text"}},
    "a capital letter": {"why-it-starts-fast": {"picture", "text"}},
    "items in another order": {"why-it-starts-fast": {"picture", "text"}},
    "an item more": {"why-it-starts-fast": {"picture", "text"}},
    "an item less": {"why-it-starts-fast": {"picture", "text"}},
    "an alternative text": {"a-picture-of-it": {"alt text"}},
    "an address": {"read-on": {"links"}},
    "words of a link": {"read-on": {"picture", "text", "links"}},
    "a number in a table": {"numbers-compared": {"picture", "text"}},
    "a row more": {"numbers-compared": {"picture", "text"}},
    "a heading of a column": {"numbers-compared": {"picture", "text", "alt text"}},
    "a category of a chart": {"in-numbers": {"picture", "text"}},
    "a title of a chart": {"in-numbers": {"picture", "text", "alt text"}},
    "an edge more": {"a-figure": {"picture", "text", "alt text"}},
    "an edge turned": {"a-figure": {"picture", "alt text", "edges"}},
    "a label of an edge": {"a-figure": {"picture", "text", "alt text"}},
    "a box one step redder": {"a-figure": {"picture"}},
    "a note reworded": {"what-a-container-is": {"notes"}},
    "a note gone": {"what-a-container-is": {"notes"}},
    # the bar of its divider names it, too
    "a title of a section": {"section-exercises": {"picture", "text", "alt text", "links"}},
    "a title of the session": {"title": {"picture", "text"}},
}


@pytest.fixture(scope="module")
def decks(built_course: BuiltCourse, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, DeckSnapshot]:
    """What each change made of the course; everything is rendered in one call."""
    folder = tmp_path_factory.mktemp("changes")
    edits = {**CHANGES, **{f"before {name}": edit for name, edit in BASES.items()}, "all together": together}
    built = {name: _built(built_course.root, folder / name.replace(" ", "-"), edit) for name, edit in edits.items()}
    plain = built_course.deck
    theme = next(name for name in parts_of(plain) if name.startswith("ppt/theme/theme1"))
    slide = next(name for name, part in parts_of(plain).items() if b"No firmware" in part)
    built["a recoloured theme"] = _with(built["nothing"], edited(plain, theme, _recoloured))
    built["a smaller font"] = _with(built["nothing"], edited(plain, slide, _smaller))
    jobs = [deck.job(f"{name}: ") for name, deck in built.items()]
    rendered = render_decks(jobs, folder / "review", lambda step: None)
    return {
        name: snapshot("one", "en", deck.deck, rendered[f"{name}: {deck.key}"], deck.timing)
        for name, deck in built.items()
    }


def _built(root: Path, folder: Path, edit: Callable[[Path], None]) -> DeckOnDisk:
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("output"))
    edit(folder)
    build(Request(folder, folder / "output"), lambda step: None)
    return read_deck_file(folder / "output", "en", "one")


def _with(deck: DeckOnDisk, data: bytes) -> DeckOnDisk:
    return replace(deck, data=data, deck=read_deck(data))


def _recoloured(xml: str) -> str:
    return re.sub(r'(<a:accent1><a:srgbClr val=")[0-9A-Fa-f]{6}', r"\g<1>AA2222", xml)


def _smaller(xml: str) -> str:
    return re.sub(r'sz="\d+"(/><a:t>No firmware)', r'sz="1600"\1', xml)


def changed(decks: Mapping[str, DeckSnapshot], name: str) -> list[SlideChange]:
    base = decks.get(f"before {name}", decks["nothing"])
    return [one for one in compare_decks(base, decks[name]) if one.status is not Status.UNCHANGED]


def following(decks: Mapping[str, DeckSnapshot], name: str) -> set[str]:
    """Slides that follow in more than the times in their notes."""
    found = compare_decks(decks["nothing"], decks[name])
    return {one.slide.id for one in found if one.follows and one.changes != (Change.CLOCK,)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_change_is_found_and_nothing_else(decks: Mapping[str, DeckSnapshot], name: str) -> None:
    found = {one.slide.id: {change.value for change in one.changes} for one in changed(decks, name)}
    assert found == EXPECTED[name]


def test_of_all_together_all_is_found_and_nothing_else(decks: Mapping[str, DeckSnapshot]) -> None:
    found = {one.slide.id for one in changed(decks, "all together") if not one.follows}
    assert found == {slide for name in TOGETHER for slide in EXPECTED.get(name, {"section-exercises": set()})}


def test_a_slide_that_is_gone_is_one_that_is_gone(decks: Mapping[str, DeckSnapshot]) -> None:
    assert [(one.slide.id, one.status) for one in changed(decks, "a slide gone")] == [
        ("numbers-compared", Status.REMOVED)
    ]


def test_sections_in_another_order_are_moved_slides(decks: Mapping[str, DeckSnapshot]) -> None:
    moved = {one.slide.id for one in changed(decks, "sections in another order") if Change.MOVED in one.changes}
    assert moved == {"section-basics", "what-a-container-is", "why-it-starts-fast", "a-picture-of-it"}


def test_a_rebuild_is_the_same_deck(decks: Mapping[str, DeckSnapshot], built_course: BuiltCourse) -> None:
    assert changed(decks, "nothing") == []


def test_a_moved_slide_is_one_moved_slide(decks: Mapping[str, DeckSnapshot]) -> None:
    moves = [one for one in changed(decks, "a moved slide") if Change.MOVED in one.changes]
    assert len(moves) == 1
    assert moves[0].slide.id in {"a-figure", "numbers-compared"}
    assert changed(decks, "a moved slide") == moves
    # the section's own slide lists its slides in order
    assert following(decks, "a moved slide") == {"section-practice"}


def test_an_inserted_slide_is_one_new_slide(decks: Mapping[str, DeckSnapshot]) -> None:
    found = changed(decks, "an inserted slide")
    assert [one.slide.id for one in found if one.status is Status.NEW] == ["where-it-ends"]
    assert len(found) == 1
    assert following(decks, "an inserted slide") == {"section-practice"}


def test_a_changed_minute_is_one_changed_section(decks: Mapping[str, DeckSnapshot]) -> None:
    (found,) = changed(decks, "a changed minute")
    assert found.slide.id == "section-practice"
    assert Change.MINUTES in found.changes
    assert following(decks, "a changed minute") == {"title", "agenda", "section-basics"}


@pytest.mark.parametrize(
    ("name", "id", "was"),
    [
        ("a new title", "why-it-starts-in-no-time", "why-it-starts-fast"),
        ("a new title over a picture", "grey-as-it-is", "a-picture-of-it"),
    ],
)
def test_a_retitled_slide_is_the_same_slide(decks: Mapping[str, DeckSnapshot], name: str, id: str, was: str) -> None:
    (renamed,) = changed(decks, name)
    assert renamed.slide.id == id
    assert renamed.before is not None
    assert renamed.before.id == was


def test_a_recoloured_theme_is_seen_on_what_wears_the_colour(decks: Mapping[str, DeckSnapshot]) -> None:
    found = changed(decks, "a recoloured theme")
    assert found
    assert {change for one in found for change in one.changes} == {Change.PICTURE}


def test_a_smaller_font_is_seen(decks: Mapping[str, DeckSnapshot]) -> None:
    assert [(one.slide.id, one.changes) for one in changed(decks, "a smaller font")] == [
        ("why-it-starts-fast", (Change.PICTURE,))
    ]
