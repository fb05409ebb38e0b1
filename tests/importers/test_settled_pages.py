"""What a session would be warned of is written as sessions write it, and nothing of it is lost."""

from pathlib import Path

import pytest

from coursedeck.app.importing.checking import lost_words
from coursedeck.importers import ImportedSession
from tests.importers.importing import imported, one, said

BOOK = {"book.toml": "[book]\n", "src/SUMMARY.md": "[Page](page.md)\n"}


def page(root: Path, text: str) -> ImportedSession:
    session = one(imported(root, {**BOOK, "src/page.md": f"# Page\n\n{text}\n"}), "page.md")
    assert list(lost_words(session)) == []
    return session


SETTLED = {
    "Note: read the manual.": ["**Note:** read the manual."],
    "- <input type=\"checkbox\" checked/> I have it\n- <input type='checkbox'>And this": [
        "- [x] I have it",
        "- [ ] And this",
    ],
    "State: <none>, `<none>` or \\<none>": ["State: \\<none>, `<none>` or \\<none>"],
    "<Output omitted>\nand more": ["\\<Output omitted>", "and more"],
    'A <font color="red">red</font> word': ["A red word"],
    '<my-lamp pin="13"></my-lamp> shines': [" shines"],
    "#\n\nWords.": ["Words."],
    "::: {.deck-list}\n**One**\n\n::: {.tip}\nTwo\n:::\n:::": ["**One**", "::: {.tip}", "Two", ":::"],
    "::: fancy-box A title\nwords\n:::": ["**A title**", "words"],
    ":::{glue:figure} plot-1\n:name: plot-1\n\nA caption.\n:::": ["A caption."],
    "<!-- nav -->\n[← Back](a.md) | [Next →](b.md)\n\nWords.": ["Words."],
}


@pytest.mark.parametrize("source", SETTLED)
def test_marks_that_a_session_has_no_use_for(tmp_path: Path, source: str) -> None:
    assert said(page(tmp_path, source))[1:] == SETTLED[source]


def test_code_stays_as_it_is(tmp_path: Path) -> None:
    source = "```text\n<none>\n::: box\n#\nNote: this\n[Up](a.md) | [Next](b.md)\n```"
    assert said(page(tmp_path, source))[1:] == source.split("\n")


OPEN = {
    "## One\n\n:::note Do\n\n- a\n\n## Two\n\n:::tip\nb\n:::": ["## One", ":::note Do", "- a", ":::", "## Two"],
    "## One\n\n::::tip\n\nwords\n\n### Deeper\n\nmore": ["## One", "::::tip", "words", "### Deeper", "more", "::::"],
    "## One\n\nwords\n\n:::\n\nmore": ["## One", "words", "more"],
}


@pytest.mark.parametrize("source", OPEN)
def test_blocks_that_are_left_open_end_with_their_section(tmp_path: Path, source: str) -> None:
    session = page(tmp_path, source)
    assert said(session)[1 : 1 + len(OPEN[source])] == OPEN[source]
    assert any(":::" in remark.what or "not closed" in remark.what for remark in session.remarks)


def test_an_imported_deck_is_not_taken_for_a_deck_again(tmp_path: Path) -> None:
    source = "# Tides\n\nThe sea\n===\n\n???\n\nWhat is it?\n\n<!-- end_slide -->\n\n- round\n"
    session = one(imported(tmp_path, {"talk.md": source}, "talk.md"), "talk.md")
    assert session.text.startswith("---\nx-imported-from: presenterm deck\n---\n")


QUIZ = """\
<!--
author: A
narrator: X
-->

# Waves

Which are waves?

[[X]] sound
[[ ]] sand
[[X]] light
[[?]] Think of a pond.
******

All that swing.

******

Which is fastest?

- [( )] sound
- [(X)] light

How many seconds has a minute?
[[60]]

```cpp
a[[1]]
```
"""


def test_answers_of_quizzes_stand_in_solutions(tmp_path: Path) -> None:
    session = one(imported(tmp_path, {"a.md": QUIZ}, "a.md"), "a.md")
    assert list(lost_words(session)) == []
    lines = said(session)
    first = lines.index("Which are waves?")
    assert lines[first + 1 : first + 12] == [
        *("- sound", "- sand", "- light", "::: notes", "- Think of a pond.", ":::"),
        *("::: solution", "- sound", "- light", "All that swing.", ":::"),
    ]
    assert lines[lines.index("Which is fastest?") + 3 :] == [
        *("::: solution", "- light", ":::", "How many seconds has a minute?", "::: solution", "60", ":::"),
        *("```cpp", "a[[1]]", "```"),
    ]
