"""What a translator is told of a message besides its words, and that telling it makes no noise."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.session.localize import messages, translate_session
from coursedeck.session.localize.catalog import Entry
from tests.session.localize.course_texts import HEADER, filled, parsed, session_of, updated

KITCHEN = """# Kitchen

## Food (5 min)

### Tomato

<!-- translators: fruit, feminine in French -->
- raw
- cooked <!-- context: tomato -->

### Cabbage

- cooked

| Sort | Rye | Wheat |
|------|-----|-------|
| Price | high | low |

: Cost

```chart
type: bar
title: Sales
categories: [Spring]
series:
  Bread: [1]
```
"""


def entries(source: str, old: str = "") -> dict[tuple[str, str], Entry]:
    found = updated(session_of(source, source_locale="en"), old, "fr").catalog.entries
    return {(entry.context, entry.id): entry for entry in found}


def test_a_remark_of_the_author_stands_above_the_text_that_follows_it() -> None:
    found = entries(KITCHEN)
    assert found["list item", "raw"].extracted.split("\n")[1] == "fruit, feminine in French"
    assert all("feminine" not in entry.extracted for key, entry in found.items() if key[1] != "raw")


def test_a_context_parts_equal_words_and_both_can_be_translated() -> None:
    found = entries(KITCHEN)
    assert ("list item|tomato", "cooked") in found
    assert ("list item", "cooked") in found
    po = HEADER.replace("Language: en", "Language: fr") + (
        '\nmsgctxt "list item|tomato"\nmsgid "cooked"\nmsgstr "cuite"\n\n'
        'msgctxt "list item"\nmsgid "cooked"\nmsgstr "cuit"\n'
    )
    session = session_of(KITCHEN, source_locale="en")
    localized = translate_session(session, parsed(po, "fr"), "fr")
    said = [message.text.plain for message in messages(localized.session) if message.text.plain.startswith("cuit")]
    assert said == ["cuite", "cuit"]


def test_a_context_that_is_added_later_keeps_the_translation() -> None:
    plain = session_of(KITCHEN.replace(" <!-- context: tomato -->", ""), source_locale="en")
    found = entries(KITCHEN, filled(updated(plain, "", "fr")))
    assert found["list item|tomato", "cooked"].translation == "EN cooked"
    assert not found["list item|tomato", "cooked"].fuzzy


@pytest.mark.parametrize(
    "written",
    [
        "<!-- translators: a tool -->\n\nA saw",
        "<!-- Translators:\n  a tool\n-->\nA saw",
        "A saw <!-- translator: a tool -->",
        "- one\n- <!-- translators: a tool --> A saw",
        "> <!-- translators: a tool -->\n> A saw",
    ],
)
def test_a_remark_may_stand_wherever_a_comment_may(written: str) -> None:
    found = {entry.id: entry for entry in entries(f"# T\n\n## S\n\n{written}\n\nA hammer\n").values()}
    assert "a tool" in found["A saw"].extracted
    assert "a tool" not in found["A hammer"].extracted


def test_remarks_in_one_row_of_a_table_are_each_with_their_own_cell() -> None:
    row = "| cooked <!-- context: tomato --> | **raw** | peeled <!-- translators: by hand --> |"
    found = entries(f"# T\n\n## S\n\n| A | B | C |\n| --- | --- | --- |\n{row}\n")
    cells = {key: entry.extracted for key, entry in found.items() if key[0].startswith("table cell")}
    assert list(cells) == [("table cell|tomato", "cooked"), ("table cell", "**raw**"), ("table cell", "peeled")]
    assert ["by hand" in extracted for extracted in cells.values()] == [False, False, True]


def test_comments_for_people_are_told_to_nobody() -> None:
    found = entries("# T\n\n## S\n\n<!-- ask Eva -->\n- one <!-- todo: more -->\n")
    assert all("Eva" not in entry.extracted and "more" not in entry.extracted for entry in found.values())
    assert {context for context, _ in found} == {"title", "heading", "list item"}


def test_cells_and_parts_of_charts_say_where_they_stand() -> None:
    said = {entry.id: entry.extracted.split("\n")[1:] for entry in entries(KITCHEN).values()}
    assert said["high"] == ["table Cost: row Price, column Rye"]
    assert said["Rye"] == ["table Cost"]
    assert said["Spring"] == ["category of chart Sales"]
    assert said["Bread"] == ["series of chart Sales"]


DIGGING = "### Digging\n\n- Dig deep\n\n```mermaid\nflowchart LR\nOven -->|hot| Table\n```\n\n- Fill in\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a figure, in German and French."""
    (tmp_path / "course.toml").write_text('source-locale = "en"\nlocales = ["en", "de", "fr"]\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    write(tmp_path, DIGGING)
    assert main(["translate", "--course", str(tmp_path), "--quiet"]) == 0
    return tmp_path


def write(root: Path, body: str) -> None:
    text = f"# Garden\n\n## Beds (5 min)\n\n### Soil\n\n- Loosen it well\n\n{body}\n## Trees (9 min)\n\n- Plant them\n"
    (root / "content/a.md").write_text(text, encoding="utf-8")


def catalog(root: Path, locale: str) -> list[str]:
    return (root / f"content/locale/{locale}/a.po").read_text(encoding="utf-8").splitlines()


def test_an_inserted_slide_takes_no_line_away(course: Path) -> None:
    before = catalog(course, "de")
    write(course, f"### Tools\n\n- Spade and fork\n\n{DIGGING}")
    assert main(["translate", "--course", str(course), "--quiet"]) == 0
    changes = list(unified_diff(before, catalog(course, "de"), lineterm="", n=0))[2:]
    assert [line for line in changes if line.startswith("-")] == []
    assert sum(line.startswith("+msgid") for line in changes) == 2


def test_labels_of_a_fence_stand_where_its_slide_does_and_name_their_arrow(course: Path) -> None:
    text = "\n".join(catalog(course, "de"))
    places = [text.index(f'msgid "{words}"') for words in ("Dig deep", "Oven", "hot", "Fill in", "Trees")]
    assert places == sorted(places)
    assert "#. label · figure · Digging (#digging)\n#. arrow Oven → Table\n" in text


def test_a_pivot_stands_beside_each_entry_until_it_is_ended(course: Path) -> None:
    german = course / "content/locale/de/a.po"
    german.write_text(
        german.read_text().replace('msgid "Dig deep"\nmsgstr ""', 'msgid "Dig deep"\nmsgstr "Tief graben"')
    )
    assert main(["translate", "fr", "--via", "de", "--course", str(course), "--quiet"]) == 0
    shown = catalog(course, "fr")
    assert "#. de: Tief graben" in shown
    assert main(["translate", "--course", str(course), "--quiet"]) == 0
    assert catalog(course, "fr") == shown, "an ordinary update keeps it"
    assert "#. de:" not in "\n".join(catalog(course, "de"))
    assert main(["translate", "fr", "--via", "none", "--course", str(course), "--quiet"]) == 0
    assert "#. de: Tief graben" not in catalog(course, "fr")


def test_room_is_told_in_letters_that_suit_the_script(course: Path) -> None:
    assert "#. about 60 characters, one line" in "\n".join(catalog(course, "de"))
    assert main(["translate", "ja", "--course", str(course), "--quiet"]) == 0
    japanese = "\n".join(catalog(course, "ja"))
    assert "#. about 30 characters, one line" in japanese
    assert "#, max-length:45" in japanese
