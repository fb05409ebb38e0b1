"""Texts that are edited on the page of ``watch``: each goes where it was written, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursedeck.app.request import Request
from coursedeck.app.serve import Question
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.app.watch.live_course import LiveCourse
from coursedeck.app.watch.text_editing import TextEditor
from coursedeck.output.preview import text_places
from tests.app.watch.conftest import FLOW

SESSION = """# A talk of **bread**

## Dough (10 min)

### First things

Flour and *water* make
a dough with $2 + 2$ signs.

- an item of `code`
- the same words
- another with a [link](https://example.org/a)

### A table

| Kind | Hours |
| --- | --- |
| rye | 12 |
| wheat | 4 |

### A listing

```python
def bake(loaf):
    return loaf
```

### A drawing

```mermaid
flowchart LR
  a[Left room] --> b[Right room]
```

### A figure

![Flow](../diagrams/flow.py)

### Again

- the same words
"""

GERMAN = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "list item"
msgid "an item of `code`"
msgstr "ein Punkt mit `Code`"
"""


class Desk:
    """The course, and what the page would send."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.live = LiveCourse(Request(root, root / "output", jobs=1))
        self.editor = TextEditor(self.live)
        self.live.look()

    def restore(self) -> None:
        """Everything as it was."""
        for name, text in FILES.items():
            (self.root / name).write_text(text, encoding="utf-8")
        self.live.look()

    def at(self, words: str, locale: str = "en", nth: int = 0) -> dict[str, object]:
        """A point on the slide where a text stands."""
        shown = self.live.placed("talk", locale)
        assert shown is not None
        around = surroundings(shown.session, shown.template, shown.pictures)
        found = [
            (place.words.strip() != words, slide.id, place.box)
            for slide in shown.session.deck.slides
            for place in text_places(slide, around)
            if place.words.lstrip().startswith(words) and place.kind != "picture"
        ]
        _, slide, box = sorted(found, key=lambda one: one[0])[nth]
        point = {"x": box.left + box.width / 2, "y": box.top + box.height / 2}
        return {"session": "talk", "locale": locale, "slide": slide, **point}

    def shown(self, asked: dict[str, object]) -> str | None:
        answer = self.editor.answer(Question("/text", {name: [str(value)] for name, value in asked.items()}))
        assert answer is not None
        text: str | None = json.loads(answer)["text"]
        return text

    def typed(self, asked: dict[str, object], before: str | None, typed: object) -> str:
        answer = self.editor.answer(Question("/edit", {}, {**asked, "before": before, "typed": typed}))
        assert answer is not None
        state: str = json.loads(answer)["state"]
        return state

    def text(self, name: str = "content/talk.md") -> str:
        return (self.root / name).read_text(encoding="utf-8")


FILES = {
    "course.toml": 'title = "Bread"\nsource-locale = "en"\nlocales = ["en", "de"]\n',
    "content/talk.md": SESSION,
    "content/locale/de/talk.po": GERMAN,
    "diagrams/flow.py": FLOW,
}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("course")
    for name in ("content/locale/de", "diagrams"):
        (root / name).mkdir(parents=True)
    made = Desk(root)
    made.restore()
    return made


@pytest.fixture
def desk(one: Desk) -> Iterator[Desk]:
    yield one
    one.restore()


@pytest.mark.parametrize(
    ("words", "before", "typed", "old", "new"),
    [
        (
            "Flour",
            "Flour and *water* make a dough with $2 + 2$ signs.",
            "Rye and *water* make\na dough with $3 + 3$ signs.",
            "Flour and *water* make\na dough with $2 + 2$ signs.",
            "Rye and *water* make a dough with $3 + 3$ signs.",
        ),
        (
            "an item of",
            "an item of `code`",
            "an item of `Code` **now**",
            "an item of `code`",
            "an item of `Code` **now**",
        ),
        ("First things", "First things", "Last things", "### First things", "### Last things"),
        ("wheat", "wheat", "wheat | oats", "| wheat |", r"| wheat \| oats |"),
        ("return loaf", "    return loaf", "    return  bread", "    return loaf", "    return  bread"),
        ("Left room", "Left room", "Left hall", "a[Left room]", "a[Left hall]"),
    ],
)
def test_a_text_goes_where_it_was_written(desk: Desk, words: str, before: str, typed: str, old: str, new: str) -> None:
    asked = desk.at(words)
    assert " ".join((desk.shown(asked) or "").split()) == " ".join(before.split())
    assert desk.typed(asked, desk.shown(asked), typed) == "saved"
    assert old in SESSION
    assert desk.text() == SESSION.replace(old, new)


def test_of_words_that_stand_twice_those_that_were_meant_change(desk: Desk) -> None:
    asked = desk.at("the same words", nth=1)
    assert desk.typed(asked, desk.shown(asked), "other words") == "saved"
    assert desk.text() == SESSION.removesuffix("the same words\n") + "other words\n"


def test_a_title_is_changed_from_the_agenda_and_a_label_in_its_script(desk: Desk) -> None:
    asked = desk.at("Dough")
    assert desk.typed(asked, desk.shown(asked), "Doughs") == "saved"
    assert desk.text() == SESSION.replace("## Dough (10", "## Doughs (10")
    asked = desk.at("Left box")
    assert desk.typed(asked, desk.shown(asked), "Big box") == "saved"
    assert desk.text("diagrams/flow.py") == FLOW.replace("Left box", "Big box")


def test_a_translated_text_goes_into_its_catalog(desk: Desk) -> None:
    asked = desk.at("ein Punkt", "de")
    assert desk.shown(asked) == "ein Punkt mit `Code`"
    assert desk.typed(asked, desk.shown(asked), "ein anderer Punkt mit `Code`") == "saved"
    assert 'msgstr "ein anderer Punkt mit `Code`"' in desk.text("content/locale/de/talk.po")
    assert desk.text() == SESSION


def test_nobodys_work_is_written_over(desk: Desk) -> None:
    asked = desk.at("an item of")
    newer = SESSION.replace("an item of `code`", "somebody's item")
    (desk.root / "content/talk.md").write_text(newer)
    assert desk.typed(asked, "an item of `code`", "mine") == "refused"
    desk.live.look()
    assert desk.typed(asked, "an item of `code`", "mine") == "changed"
    assert desk.text() == newer


@pytest.mark.parametrize(
    "spoilt",
    [
        {"typed": ""},
        {"typed": " \n "},
        {"typed": 7},
        {"typed": "x" * 30_000},
        {"before": None},
        {"slide": "nowhere"},
        {"session": "../talk"},
        {"locale": "xx"},
        {"x": "nan"},
        {"y": -400},
        {"x": None},
    ],
)
def test_what_no_page_sends_changes_nothing(desk: Desk, spoilt: dict[str, object]) -> None:
    asked = desk.at("an item of")
    sent = {**asked, "before": "an item of `code`", "typed": "mine", **spoilt}
    answer = desk.editor.answer(Question("/edit", {}, sent))
    assert answer is not None and json.loads(answer)["state"] != "saved"
    assert desk.text() == SESSION


def test_what_the_product_writes_is_not_offered(desk: Desk) -> None:
    asked = desk.at("10 min")
    assert desk.shown(asked) is None
    assert desk.editor.answer(Question("/edit", {})) is None
    assert desk.editor.answer(Question("/text", {}, {})) is None


def test_the_line_that_was_edited_is_known(desk: Desk) -> None:
    before = desk.live.edited.nth if desk.live.edited else 0
    file = desk.root / "content/talk.md"
    file.write_text(SESSION.replace("wheat", "barley"))
    desk.live.look()
    assert desk.live.edited is not None
    line = SESSION.splitlines().index("| wheat | 4 |") + 1
    assert (desk.live.edited.path, desk.live.edited.line) == ("talk", line)
    file.write_text(SESSION)
    (desk.root / "content/more.md").write_text("# More\n")
    desk.live.look()
    assert desk.live.edited.nth == before + 2
    for name in ("talk", "more"):
        (desk.root / f"content/{name}.md").write_text("# As in another branch\n")
    desk.live.look()
    assert desk.live.edited.nth == before + 2
    (desk.root / "content/more.md").unlink()
